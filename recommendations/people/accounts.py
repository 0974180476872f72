"""Every verb on a person and their roles: who may, what is refused, and the entry each leaves in the log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations.models import CalendarKey, Membership, OutgoingEmail, Unit, User
from recommendations.people import letters, log, repairs
from recommendations.permissions import Role, may_administer, may_give
from recommendations.refusals import Refused

# Without one of these nobody could bring the installation back into order from its pages.
NEVER_WITHOUT = (Role.COORDINATOR, Role.ADMINISTRATOR)


@transaction.atomic
def create(*, email: str, name: str, language: str, time_zone: str, by: User, at: datetime) -> User:
    """A person who can log in once they have followed the link of the invitation that is queued with this."""
    _may_administer(by, at)
    person = User(email=email, name=name, language=language, time_zone=time_zone)
    person.set_unusable_password()
    _check(person)
    person.save()
    given = {"name": person.name, "email": person.email}
    log.record("person_created", by=by, at=at, person=person, given=given)
    letters.invite(person, at=at)
    return person


@transaction.atomic
def change(person: User, given: Mapping[str, str], *, by: User, at: datetime) -> User:
    """Change name, e-mail address, language or time zone; what stays the same leaves no entry."""
    _may_administer(by, at)
    held = _held(person)
    changes = {name: [getattr(held, name), value] for name, value in given.items() if getattr(held, name) != value}
    for name, value in given.items():
        setattr(held, name, value)
    _check(held)
    held.save(update_fields=list(given))
    if changes:
        log.record("person_changed", by=by, at=at, person=held, changes=changes)
    return held


@transaction.atomic
def invite_again(person: User, *, by: User, at: datetime) -> None:
    _may_administer(by, at)
    if not person.is_active:
        raise Refused(_("This account is closed. Open it again first."))
    if person.has_usable_password():
        raise Refused(_("This person has a password already. Whoever forgot it asks for a new one on the log-in page."))
    letters.invite(person, at=at)
    log.record("person_invited", by=by, at=at, person=person, given={"email": person.email})


@transaction.atomic
def give_role(
    person: User,
    *,
    unit: Unit,
    role: str,
    since: date,
    until: date | None = None,
    everywhere: bool = False,
    by: User,
    at: datetime,
    in_emergency: bool = False,
) -> Membership:
    """A role in a unit from a day to a day. Nobody gives one to themselves, unless in an emergency, which only a
    superuser has: somebody must be able to make the first administrator, or another when none is left.
    """
    _may_change_roles(person, role, by, at, in_emergency=in_emergency)
    membership = Membership(
        user=person, unit=unit, role=role, since=since, until=until, everywhere=everywhere and role == Role.READER
    )
    if unit.merged_into_id is not None:
        raise Refused(fields={"unit": [_("This unit has been merged into another. Choose that one.")]})
    if _overlapping(membership).exists():
        raise Refused(_("The person has this role in this unit at that time already. Change its dates instead."))
    _check(membership)
    membership.save()
    given = {"role": role, "unit": unit.name, "since": since, "until": until, "everywhere": membership.everywhere or ""}
    log.record("role_given", by=by, at=at, person=person, unit=unit, given=given)
    return membership


@transaction.atomic
def change_dates(
    membership: Membership,
    *,
    since: date,
    until: date | None,
    by: User,
    at: datetime,
    in_emergency: bool = False,
) -> Membership:
    """Let a role begin or end on another day. What it was is in the log; no role is ever taken out of the past."""
    held = Membership.objects.select_for_update(of=("self",)).select_related("user", "unit").get(pk=membership.pk)
    _may_change_roles(held.user, held.role, by, at, in_emergency=in_emergency)
    before = {"since": held.since, "until": held.until}
    held.since, held.until = since, until
    _check(held)
    if _overlapping(held).exists():
        raise Refused(_("The person has this role in this unit at that time already. Change its dates instead."))
    held.save(update_fields=["since", "until"])
    if until is not None:
        _somebody_is_left(held.role, max(until + timedelta(days=1), timezone.localdate(at)))
    changes = {name: [old, getattr(held, name)] for name, old in before.items() if old != getattr(held, name)}
    if changes:
        given = {"role": held.role, "unit": held.unit.name}
        log.record("role_changed", by=by, at=at, person=held.user, unit=held.unit, changes=changes, given=given)
    return held


@transaction.atomic
def close(person: User, *, reason: str, by: User, at: datetime) -> repairs.Checked:
    """The person has left: nobody logs in as them from this moment, no mail reaches them, and what they still hold
    goes to whoever is next.

    Their roles end the day before; whatever was not handed over goes to the alternate, the head of the unit, or a
    coordinator. Returns what went where.
    """
    _may_administer(by, at)
    if person.pk == by.pk:
        raise Refused(_("You cannot close your own account. Ask another administrator or coordinator."))
    if not reason.strip():
        raise Refused(fields={"reason": [_("Say why the account is closed.")]})
    held = _held(person)
    if not held.is_active:
        raise Refused(_("This account is closed already."))
    today = timezone.localdate(at)
    roles = set(held.memberships.current(today).values_list("role", flat=True))
    for role in roles:
        if not may_give(role, by.standing(today)):
            raise Refused(_("Only an administrator closes the account of an administrator."))
    held.is_active = held.is_staff = held.is_superuser = False
    held.set_unusable_password()  # so that no visit from before is taken up again if the account is ever reopened
    held.save(update_fields=["is_active", "is_staff", "is_superuser", "password"])
    for role in roles:
        _somebody_is_left(role, today)
    _end_memberships(held, today - timedelta(days=1))
    CalendarKey.objects.filter(user=held).delete()
    waiting = OutgoingEmail.objects.filter(to=held, state=OutgoingEmail.State.QUEUED, doubt=0)
    waiting.update(state=OutgoingEmail.State.SKIPPED, reason="person_inactive")
    log.record("person_left", by=by, at=at, person=held, changes={"is_active": [True, False]}, given={"reason": reason})
    return repairs.repair(at=at, only=held)


@transaction.atomic
def reopen(person: User, *, by: User, at: datetime) -> None:
    """The person is back: they set a new password by the invitation that is queued; roles have to be given anew."""
    _may_administer(by, at)
    held = _held(person)
    if held.is_active:
        raise Refused(_("This account is open already."))
    held.is_active = True
    held.save(update_fields=["is_active"])
    log.record("person_returned", by=by, at=at, person=held, changes={"is_active": [False, True]})
    letters.invite(held, at=at)


def _end_memberships(person: User, last_day: date) -> None:
    """Roles that have begun end; those of the last day's morrow on keep their first day, which nothing came of."""
    for membership in person.memberships.current(last_day + timedelta(days=1)):
        membership.until = max(last_day, membership.since)
        membership.save(update_fields=["until"])


def _may_administer(by: User, at: datetime) -> None:
    if not (may_administer(by.standing(timezone.localdate(at))) or by.is_superuser):
        raise Refused(_("People, units and roles are kept by coordinators and administrators."))


def _may_change_roles(person: User, role: str, by: User, at: datetime, *, in_emergency: bool) -> None:
    if in_emergency and by.is_superuser:
        return
    _may_administer(by, at)
    if person.pk == by.pk:
        raise Refused(_("Nobody changes their own roles. Ask another coordinator or administrator."))
    if not may_give(role, by.standing(timezone.localdate(at))):
        raise Refused(_("Only an administrator makes an administrator, or ends that role."))


def _somebody_is_left(role: str, on: date) -> None:
    """Raises Refused where nobody active would hold that role on the day, for roles there is no going without."""
    if role not in NEVER_WITHOUT:
        return
    # Locked, so that the last two cannot end each other's role at the same moment.
    holding = Membership.objects.filter(role=role, user__is_active=True).select_for_update(of=("self",))
    if not any(one.since <= on and (one.until is None or one.until >= on) for one in holding.order_by("pk")):
        raise Refused(
            _("Nobody would be %(role)s any more. Give somebody else the role first.") % {"role": Role(role).label}
        )


def _overlapping(membership: Membership) -> Any:
    """Memberships of the same person, unit and role that share a day with it."""
    others = Membership.objects.filter(user=membership.user, unit=membership.unit, role=membership.role)
    others = others.exclude(pk=membership.pk).exclude(until__lt=membership.since)
    return others if membership.until is None else others.filter(since__lte=membership.until)


def _held(person: User) -> User:
    return User.objects.select_for_update(of=("self",)).get(pk=person.pk)


def _check(row: User | Membership) -> None:
    """Whatever the model itself refuses, in its words."""
    try:
        row.full_clean(exclude=["password"] if isinstance(row, User) else None)
    except ValidationError as fault:
        fields = fault.message_dict
        everywhere = fields.pop("__all__", [])
        raise Refused(*everywhere, fields=fields) from fault
