"""Entering and ending absences."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recommendations.models import Absence, Membership, User
from recommendations.people import log
from recommendations.people.candidates import assignable
from recommendations.permissions import Role, may_enter_absences
from recommendations.refusals import Refused


def enter(
    person: User, *, first_on: date, last_on: date, alternate: User | None = None, by: User, at: datetime
) -> Absence:
    """From the first day to the last the person counts as away, and the alternate may act for them.

    Raises Refused with the words of what stands in the way.
    """
    on = timezone.localdate(at)
    _may(person, by, on)
    if last_on < max(first_on, on):
        words = _("The last day comes before the first.") if last_on < first_on else _("This absence is over already.")
        raise Refused(fields={"last_on": [words]})
    if alternate is not None:
        _check_alternate(person, alternate, first_on, last_on, by, on)
    try:
        with transaction.atomic():
            User.objects.select_for_update(of=("self",)).get(pk=person.pk)
            if other := person.absences.touching(first_on, last_on).first():
                raise Refused(fields={"first_on": [_away_already(other)]})
            absence = Absence.objects.create(
                person=person, first_on=first_on, last_on=last_on, alternate=alternate, entered_by=by, entered_at=at
            )
            given = {"first_on": first_on, "last_on": last_on, "alternate": alternate.name if alternate else ""}
            log.record("absence_entered", by=by, at=at, person=person, given=given)
    except IntegrityError as fault:
        raise Refused(_("Another absence was entered meanwhile. Load the page again.")) from fault
    return absence


@transaction.atomic
def end(absence: Absence, *, by: User, at: datetime) -> None:
    """The person is back today; an absence that has not begun is withdrawn."""
    on = timezone.localdate(at)
    held = Absence.objects.select_for_update(of=("self",)).select_related("person").get(pk=absence.pk)
    _may(held.person, by, on)
    if held.last_on < on:
        raise Refused(_("This absence is over already."))
    stretch = {"first_on": held.first_on, "last_on": held.last_on}
    if held.first_on >= on and not held.repairs.exists():
        held.delete()
        log.record("absence_withdrawn", by=by, at=at, person=held.person, given=stretch)
        return
    last_on = max(held.first_on, date.fromordinal(on.toordinal() - 1))
    changes = {"last_on": [held.last_on, last_on]}
    held.last_on = last_on
    held.save(update_fields=["last_on"])
    log.record("absence_ended", by=by, at=at, person=held.person, changes=changes)


def persons(by: User, on: date) -> Q:
    """Whose absences this person may enter and end."""
    standing = by.standing(on)
    if Role.COORDINATOR in standing.roles:
        return Q(is_active=True)
    theirs = Membership.objects.current(on).filter(unit__in=standing.headed)
    return Q(is_active=True) & (Q(pk=by.pk) | Q(pk__in=theirs.values("user")))


def _may(person: User, by: User, on: date) -> None:
    units = person.memberships.current(on).values_list("unit_id", flat=True)
    if not may_enter_absences(person.pk, units, by.standing(on)):
        raise Refused(_("Their absence is entered by themselves, the head of their unit, or a coordinator."))


def _check_alternate(person: User, alternate: User, first_on: date, last_on: date, by: User, on: date) -> None:
    if alternate.pk == person.pk:
        raise Refused(fields={"alternate": [_("Somebody else has to stand in.")]})
    if not assignable(by, on).filter(pk=alternate.pk).exists():
        raise Refused(fields={"alternate": [_("Choose an active person of your own units.")]})
    if other := alternate.absences.touching(first_on, last_on).first():
        raise Refused(fields={"alternate": [_away_already(other)]})


def _away_already(other: Absence) -> str:
    return _("%(name)s is away from %(first)s to %(last)s already.") % {
        "name": other.person.name,
        "first": date_format(other.first_on),
        "last": date_format(other.last_on),
    }
