"""The tasks by which work waits for a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recommendations import workflow
from recommendations.models import (
    Extension,
    ReassignmentRequest,
)
from recommendations.permissions import Role, Standing
from recommendations.progress.leaves import (
    DUE_SOON,
)
from recommendations.workflow import Implementation, Words


@dataclass(frozen=True)
class Task:
    """One way in which items concern a person. `hint` says what to do about them, `among` which they are, or
    None where the person never has any. A person sees all items of their tasks.

    No item is in two tasks of the same person, except those they only contribute to, those they both work on and decide
    on, and those said to be somebody else's.
    """

    code: str
    label: Words
    hint: Words
    among: Callable[[Standing, date], Q | None]
    order: tuple[str, ...] = ("due_on", "pk")


def _owned(person: Standing) -> Q:
    """Whatever the person answers for: in their own name, as alternate, or for somebody who is away."""
    theirs = Q(owner=person.user_id) | Q(alternate=person.user_id)
    if person.stands_in_for:
        theirs |= Q(owner__in=person.stands_in_for) | Q(alternate__in=person.stands_in_for)
    return theirs


def _to_act(person: Standing) -> Q:
    return _owned(person) & Q(implementation__in=workflow.TO_DO)


def _to_decide(person: Standing) -> Q:
    return Q(unit__in=person.headed, owner__isnull=False, response__in=workflow.UNDECIDED)


def _overdue(person: Standing, on: date) -> Q:
    theirs = _to_act(person) | _to_decide(person) if person.headed else _to_act(person)
    return theirs & Q(due_on__lt=on)


def _due_soon(person: Standing, on: date) -> Q:
    return _to_act(person) & Q(due_on__gte=on, due_on__lte=on + DUE_SOON)


def _decide(person: Standing, on: date) -> Q | None:
    return _to_decide(person) & (Q(due_on__gte=on) | Q(due_on__isnull=True)) if person.headed else None


def _verify(person: Standing, _on: date) -> Q | None:
    if Role.VERIFIER not in person.roles:
        return None
    of_others = ~Q(claimed_by=person.user_id) & ~_owned(person) & ~Q(unit__in=person.answers_for)
    return Q(implementation=Implementation.REPORTED) & of_others


def _extension(person: Standing, _on: date) -> Q | None:
    """A first extension waits for the head of the unit, a later one for senior management."""
    asked = Q(pk__in=Extension.objects.asked().values("recommendation"), implementation__in=workflow.TO_DO)
    extended = Q(pk__in=Extension.objects.granted().values("recommendation"))
    found = Q(unit__in=person.headed) & asked & ~extended if person.headed else None
    if Role.SENIOR_MANAGEMENT in person.roles:
        return asked & extended if found is None else found | asked & extended
    return found


def _confirm(person: Standing, _on: date) -> Q | None:
    """Claims of the person's units that they have not confirmed: a help to the verifier, who need not wait for it."""
    if not person.headed:
        return None
    claims = Q(implementation=Implementation.REPORTED, claim_confirmed_by__isnull=True, unit__in=person.headed)
    return claims & ~Q(claimed_by=person.user_id) & ~_owned(person)


def _assign(person: Standing, _on: date) -> Q | None:
    nobodys = Q(owner__isnull=True, response__in=workflow.UNDECIDED)
    if Role.COORDINATOR in person.roles:
        return nobodys
    return nobodys & Q(unit__in=person.headed) if person.headed else None


def _reassign(person: Standing, _on: date) -> Q | None:
    """Said to be somebody else's by who has it."""
    asked = Q(pk__in=ReassignmentRequest.objects.asked().values("recommendation"))
    if Role.COORDINATOR in person.roles:
        return asked
    return asked & Q(unit__in=person.headed) & ~_owned(person) if person.headed else None


def _contribute(person: Standing, _on: date) -> Q:
    return Q(contributors=person.user_id, implementation__in=workflow.TO_DO)


def _waiting(person: Standing, _on: date) -> Q:
    waits = Q(implementation=Implementation.REPORTED) | Q(response__in=workflow.UNDECIDED) & ~Q(unit__in=person.headed)
    return _owned(person) & waits


def _later(person: Standing, on: date) -> Q:
    return _to_act(person) & (Q(due_on__gt=on + DUE_SOON) | Q(due_on__isnull=True))


_AS_IN_THE_REPORT = ("report_id", "position")
_TO_WORK: Words = _("Start work, report progress, or report implementation once the work is done.")
TASKS: tuple[Task, ...] = (
    Task("overdue", _("Overdue"), _("The date has passed: these come first."), _overdue),
    Task("soon", _("Due in the next 30 days"), _TO_WORK, _due_soon),
    Task("decide", _("To decide"), _("Accept, accept in part, or take under consideration."), _decide),
    Task("extension", _("More time to decide on"), _("Grant more time or refuse it."), _extension),
    Task(
        "confirm",
        _("Claims to confirm"),
        _("Read the claim and its evidence, then confirm it."),
        _confirm,
        order=_AS_IN_THE_REPORT,
    ),
    Task("verify", _("To verify"), _("Read the evidence, then verify or return."), _verify, order=_AS_IN_THE_REPORT),
    Task(
        "assign", _("To assign"), _("Name an owner, and by when the response is due."), _assign, order=_AS_IN_THE_REPORT
    ),
    Task(
        "reassign",
        _("Somebody else’s, they say"),
        _("Assign it to whom it belongs, or to the same person again."),
        _reassign,
        order=_AS_IN_THE_REPORT,
    ),
    Task("later", _("To work on, due later"), _TO_WORK, _later),
    Task(
        "contribute",
        _("To contribute to"),
        _("Draft updates and suggest evidence; the owner decides on them."),
        _contribute,
    ),
    Task("waiting", _("Waiting for others"), _("Nothing to do now: others decide or verify first."), _waiting),
)
TASK_BY_CODE = {task.code: task for task in TASKS}
