"""What coordinators do with the rules and the office calendars. Each change is recorded as it was and as it is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from recommendations.models import OfficeCalendar, ReminderRule, ReminderSettingChange, ReminderStep, Unit, User
from recommendations.reminders.book import Given, Parents, stored_rules
from recommendations.reminders.cadence import Book, Kind, Rule, line_up
from recommendations.reminders.kinds import DEFAULTS

What = ReminderSettingChange.What


def rule_of(kind: Kind, unit: Unit | None) -> Rule | None:
    """The rule a unit has of its own, or the installation's; None for a unit that has none."""
    return stored_rules().get(unit.pk if unit else None, {}).get(kind)


def rule_above(kind: Kind, unit: Unit | None, parents: Parents) -> Rule:
    """What holds where there is no rule of one's own: the nearest unit above that has one, or the house's cadence."""
    if unit is None:
        return DEFAULTS[kind]
    given = stored_rules()
    above = (one for one in line_up(unit.parent_id, parents) if kind in given.get(one, {}))
    return given[next(above, None)].get(kind, DEFAULTS[kind])


def with_rule(kind: Kind, unit: Unit | None, rule: Rule, parents: Parents) -> Book:
    """The rules as they would be with this one."""
    given: Given = {one: dict(of_unit) for one, of_unit in stored_rules().items()}
    given.setdefault(unit.pk if unit else None, {})[kind] = rule
    return Book(given, parents)


def set_rule(kind: Kind, unit: Unit | None, rule: Rule, *, by: User, at: datetime) -> None:
    """From the next planning on. What is queued already is written by the new rule too."""
    with transaction.atomic():
        before = _lock(kind, unit)
        stored, _new = ReminderRule.objects.update_or_create(
            kind=kind, unit=unit, defaults={"days": rule.days, "each_quarter": rule.each_quarter}
        )
        stored.steps.all().delete()
        ReminderStep.objects.bulk_create(
            ReminderStep(
                rule=stored,
                to=step.to,
                before=list(step.before),
                on_the_day=step.on_the_day,
                after=step.after,
                every=step.every,
            )
            for step in rule.steps
        )
        _note(What.RULE, unit, before, _plain(rule), by=by, at=at, kind=kind)


def back_to_default(kind: Kind, unit: Unit | None, *, by: User, at: datetime) -> None:
    """The installation gets the house's cadence back; a unit gets what holds above it."""
    if unit is None:
        set_rule(kind, None, DEFAULTS[kind], by=by, at=at)
        return
    with transaction.atomic():
        before = _lock(kind, unit)
        if before is None:
            return
        ReminderRule.objects.get(kind=kind, unit=unit).delete()
        _note(What.RULE, unit, before, None, by=by, at=at, kind=kind)


def _lock(kind: Kind, unit: Unit | None) -> dict[str, Any] | None:
    """What is stored now; two who change the same rule do it one after the other."""
    list(ReminderRule.objects.select_for_update().filter(kind=kind, unit=unit))
    return _plain(rule_of(kind, unit))


def _plain(rule: Rule | None) -> dict[str, Any] | None:
    if rule is None:
        return None
    steps = [{**step._asdict(), "before": list(step.before)} for step in rule.steps]
    return {"days": rule.days, "each_quarter": rule.each_quarter, "steps": steps}


# --- offices -------------------------------------------------------------------------------------------------

OFFICE_FIELDS = ("time_zone", "from_hour", "until_hour", "days_off", "country", "subdivision")


def office_of(unit: Unit | None) -> OfficeCalendar | None:
    return OfficeCalendar.objects.filter(unit=unit).first()


def set_office(unit: Unit | None, fields: dict[str, Any], *, by: User, at: datetime) -> None:
    with transaction.atomic():
        before = _plain_office(office_of(unit))
        stored, _new = OfficeCalendar.objects.update_or_create(unit=unit, defaults=fields)
        _note(What.OFFICE, unit, before, _plain_office(stored), by=by, at=at)


def close_office(unit: Unit | None, *, by: User, at: datetime) -> None:
    """Take a calendar away: what holds above it holds again, or all days and hours."""
    with transaction.atomic():
        stored = office_of(unit)
        if stored is not None:
            _note(What.OFFICE, unit, _plain_office(stored), None, by=by, at=at)
            stored.delete()


def _plain_office(calendar: OfficeCalendar | None) -> dict[str, Any] | None:
    return {name: getattr(calendar, name) for name in OFFICE_FIELDS} if calendar else None


def _note(
    what: ReminderSettingChange.What,
    unit: Unit | None,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    *,
    by: User,
    at: datetime,
    kind: str = "",
) -> None:
    if before != after:
        ReminderSettingChange.objects.create(what=what, unit=unit, kind=kind, before=before, after=after, by=by, at=at)
