"""What each move does to the item once it is allowed: one short function for each row of the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from recommendations.models import Action, Extension, Membership, Notice, ProgressUpdate, Recommendation, Unit, User
from recommendations.permissions import Role, acts_on_behalf_of_owner
from recommendations.refusals import Refused
from recommendations.tracking.forms import MoveForm, as_given
from recommendations.workflow import MOVES, TO_DO, Response, Words
from recommendations.writing import Writing

Effect = Callable[[Writing, dict[str, Any], MoveForm], None]


def assign(held: Writing, given: dict[str, Any], form: MoveForm) -> None:
    item = held.item
    item.unit = given.get("unit") or _unit_of(given["owner"], form)
    item.owner, item.alternate = given["owner"], given["alternate"]
    item.response_due_on = given["response_due_on"]
    item.assigned_on = form.on
    wanted = {person.pk for person in given["contributors"]} - {item.owner_id, item.alternate_id}
    known = set(item.contributors.values_list("pk", flat=True)) if item.facts.contributors else set()
    if gone := known - wanted:
        item.contributors.remove(*gone)
    if new := wanted - known:
        item.contributors.add(*new)
    held.tells |= dict.fromkeys(new, Notice.Cause.ASSIGNED)
    if item.facts.reassignment_asked:
        item.reassignment_requests.asked().update(answered_by=held.by, answered_at=held.at)
    person = held.by.standing(form.on)
    if Role.COORDINATOR not in person.roles and item.unit_id not in person.headed:
        raise Refused(fields={"unit": [_OUTSIDE]})


_OUTSIDE: Words = _("A unit head assigns inside the unit; ask the coordinator to assign it elsewhere.")


def hand_over(held: Writing, given: dict[str, Any], form: MoveForm) -> None:
    """Every part the one has goes to the other, who is never two things to the same item."""
    item, holder, to = held.item, given["holder"], given["to"]
    if holder == to:
        raise Refused(fields={"to": [_("Choose somebody else than who hands over.")]})
    if item.owner_id == holder.pk:
        item.owner, item.assigned_on = to, form.on
        if item.alternate_id == to.pk:
            item.alternate = None
    elif item.alternate_id == holder.pk:
        item.alternate = None if item.owner_id == to.pk else to
    if item.facts.contributors:
        _hand_over_contributing(item, holder, to)
    actions = item.actions.open().filter(owner=holder)
    if item.facts.open_actions and (texts := list(actions.values_list("text", flat=True))):
        held.given["actions"] = texts
        actions.update(owner=to)


def _hand_over_contributing(item: Recommendation, holder: User, to: User) -> None:
    contributes = item.contributors.filter(pk=holder.pk).exists()
    if contributes:
        item.contributors.remove(holder)
    if to.pk in (item.owner_id, item.alternate_id):
        item.contributors.remove(to)
    elif contributes:
        item.contributors.add(to)


def _unit_of(owner: User, form: MoveForm) -> Unit:
    """The unit the owner answers for: where they are focal point, else where they belong first."""
    memberships = list(Membership.objects.current(form.on).filter(user=owner).select_related("unit"))
    memberships.sort(key=lambda membership: membership.role != Role.FOCAL_POINT)
    if not memberships:
        raise Refused(fields={"owner": [_("This person belongs to no unit today. Name the unit, or somebody else.")]})
    return memberships[0].unit


def consider(held: Writing, _given: dict[str, Any], _form: MoveForm) -> None:
    held.item.consider()


def accept(held: Writing, given: dict[str, Any], form: MoveForm) -> None:
    held.item.accept()
    _agree(held, given, form)


def accept_in_part(held: Writing, given: dict[str, Any], form: MoveForm) -> None:
    held.item.accept_in_part()
    held.item.accepted_part = given["accepted_part"]
    held.item.justification = given["justification"]
    _agree(held, given, form)


def _agree(held: Writing, given: dict[str, Any], form: MoveForm) -> None:
    held.item.open_implementation()
    held.item.response_text, held.item.response_language = given["response_text"], held.by.language
    held.item.decided_on = form.on
    _plan(held, given, form)


def _plan(held: Writing, given: dict[str, Any], form: MoveForm) -> None:
    """The target date, and the first action where one was asked for. A first target once set never changes."""
    item = held.item
    item.first_target_on = item.first_target_on or given["target_on"]
    _set_target(held, given, form)
    if given.get("action"):
        Action.objects.create(
            recommendation=item,
            text=given["action"],
            language=held.by.language,
            owner=given["action_owner"],
            due_on=given["action_due_on"],
            due_as_given=as_given(form, "action_due_on"),
        )
        item.facts = replace(item.facts, planned_actions=True, open_actions=True)
        if given["action_owner"].pk not in (item.owner_id, item.alternate_id):
            held.tells[given["action_owner"].pk] = Notice.Cause.ASSIGNED


def _set_target(held: Writing, given: dict[str, Any], form: MoveForm) -> None:
    held.item.target_on = given["target_on"]
    held.item.target_as_given = as_given(form, "target_on")


def refuse(held: Writing, given: dict[str, Any], _form: MoveForm) -> None:
    held.item.refuse()
    held.item.justification, held.item.response_language = given["justification"], held.by.language
    held.item.decided_on = given["decided_on"]


def change_response(held: Writing, given: dict[str, Any], form: MoveForm) -> None:
    item = held.item
    was_refused = item.response == Response.NOT_ACCEPTED
    item.decided_on, item.response_language = form.on, held.by.language
    item.response_text, item.accepted_part = given["response_text"], ""
    match given["response"]:
        case Response.ACCEPTED:
            item.accept_after_all()
            item.justification = ""
        case Response.PARTIALLY_ACCEPTED:
            item.accept_in_part_after_all()
            item.accepted_part, item.justification = given["accepted_part"], given["justification"]
        case _:
            item.refuse_after_all()
            item.response_text, item.justification = "", given["reason"]
            _close_as_refused(held, form)
    if was_refused:
        item.open_after_all()
        _not_closed_any_more(item)
        item.percent_done = None
        _plan(held, given, form)


def _close_as_refused(held: Writing, form: MoveForm) -> None:
    """What had been closed before, for whatever reason, keeps its day and reason."""
    if held.item.implementation in TO_DO:
        held.item.close_as_refused()
        held.item.closed_on, held.item.closing_reason = form.on, "refused_later"
        _no_more_time_needed(held)


def start(held: Writing, given: dict[str, Any], form: MoveForm) -> None:
    held.item.start()
    update(held, given, form)


def update(held: Writing, given: dict[str, Any], _form: MoveForm) -> None:
    item = held.item
    behalf = acts_on_behalf_of_owner(item, held.by.standing())
    ProgressUpdate.objects.create(
        recommendation=item,
        text=given["text"],
        language=held.by.language,
        no_change=given.get("no_change", False),
        percent_done=given["percent_done"],
        reported_on=given["reported_on"],
        by=held.by,
        on_behalf_of=item.owner if behalf else None,
        at=held.at,
    )
    _reported(item, given["reported_on"], given["percent_done"])


def _reported(item: Recommendation, reported_on: date, percent_done: int | None) -> None:
    item.last_update_on = max(filter(None, (item.last_update_on, reported_on)))
    if percent_done is not None:
        item.percent_done = percent_done


def draft(held: Writing, given: dict[str, Any], _form: MoveForm) -> None:
    _draft, is_new = ProgressUpdate.objects.update_or_create(
        recommendation=held.item,
        by=held.by,
        state=ProgressUpdate.State.DRAFT,
        defaults={
            "text": given["text"],
            "language": held.by.language,
            "percent_done": given["percent_done"],
            "reported_on": given["reported_on"],
            "at": held.at,
        },
    )
    held.given = {}  # history is for all who see the item, a draft is not
    if is_new:
        submitting = (held.item.owner_id, held.item.alternate_id)
        held.tells |= {person: Notice.Cause.ASKED for person in submitting if person is not None}


def submit_draft(held: Writing, given: dict[str, Any], _form: MoveForm) -> None:
    item, ready = held.item, given["draft"]
    ready.state, ready.drafted_by = ProgressUpdate.State.SUBMITTED, ready.by
    ready.by, ready.at = held.by, held.at
    ready.on_behalf_of = item.owner if acts_on_behalf_of_owner(item, held.by.standing()) else None
    ready.save()
    _reported(item, ready.reported_on, ready.percent_done)
    held.tells[ready.drafted_by.pk] = Notice.Cause.CONCERNED
    held.given = {
        "drafted_by": {"id": ready.drafted_by.pk, "name": ready.drafted_by.name},
        "text": ready.text,
        "reported_on": ready.reported_on,
    }


def discard_draft(held: Writing, given: dict[str, Any], _form: MoveForm) -> None:
    author = given["draft"].by
    given["draft"].delete()
    held.tells[author.pk] = Notice.Cause.CONCERNED
    held.given = {"drafted_by": {"id": author.pk, "name": author.name}}


def extend(held: Writing, given: dict[str, Any], form: MoveForm) -> None:
    item = held.item
    if item.target_on is not None and given["new_target_on"] <= item.target_on:
        raise Refused(fields={"new_target_on": [_("Give a day after the target date of now.")]})
    behalf = acts_on_behalf_of_owner(item, held.by.standing())
    Extension.objects.create(
        recommendation=item,
        reason=given["reason"],
        mitigation=given["mitigation"],
        language=held.by.language,
        target_was_on=item.target_on,
        new_target_on=given["new_target_on"],
        target_as_given=as_given(form, "new_target_on"),
        asked_by=held.by,
        on_behalf_of=item.owner if behalf else None,
        asked_at=held.at,
    )


def grant_extension(held: Writing, given: dict[str, Any], _form: MoveForm) -> None:
    asked = _decide_on_time(held, given, Extension.State.GRANTED)
    held.item.target_on, held.item.target_as_given = asked.new_target_on, asked.target_as_given


def refuse_extension(held: Writing, given: dict[str, Any], _form: MoveForm) -> None:
    asked = _decide_on_time(held, given, Extension.State.REFUSED)
    held.given["new_target_on"] = asked.new_target_on


def _decide_on_time(held: Writing, given: dict[str, Any], state: Extension.State) -> Extension:
    asked = held.item.extensions.asked().get()
    asked.state, asked.words, asked.words_language = state, given["words"], held.by.language
    asked.decided_by, asked.decided_at = held.by, held.at
    asked.save()
    return asked


def _no_more_time_needed(held: Writing) -> None:
    """Once there is no work to do any more, nobody has to decide how long it may take."""
    if held.item.facts.more_time_asked:
        held.item.extensions.asked().update(state=Extension.State.LAPSED, decided_by=held.by, decided_at=held.at)


def report_implemented(held: Writing, given: dict[str, Any], _form: MoveForm) -> None:
    if given.get("actions_done"):  # which are all that were open
        held.item.actions.open().update(state=Action.State.DONE, ended_on=given["completed_on"])
        held.item.facts = replace(held.item.facts, open_actions=False)
    held.item.report_implemented()
    held.item.claimed_by, held.item.completed_on = held.by, given["completed_on"]
    _no_more_time_needed(held)


def confirm_claim(held: Writing, _given: dict[str, Any], form: MoveForm) -> None:
    held.item.claim_confirmed_by, held.item.claim_confirmed_on = held.by, form.on


def verify(held: Writing, given: dict[str, Any], _form: MoveForm) -> None:
    held.item.verify()
    held.item.verified_on = given["verified_on"]
    held.item.percent_done = 100


def return_to_owner(held: Writing, given: dict[str, Any], form: MoveForm) -> None:
    held.item.return_to_owner()
    _not_claimed_any_more(held.item)
    _set_target(held, given, form)


def close(held: Writing, given: dict[str, Any], _form: MoveForm) -> None:
    held.item.close()
    held.item.closed_on, held.item.closing_reason = given["closed_on"], given["reason_code"]
    _no_more_time_needed(held)


def reopen(held: Writing, given: dict[str, Any], form: MoveForm) -> None:
    held.item.reopen()
    _not_closed_any_more(held.item)
    _set_target(held, given, form)


def _not_closed_any_more(item: Recommendation) -> None:
    """It may have been closed while it waited for a verifier: work begins again, and nobody has claimed its end."""
    item.closed_on, item.closing_reason = None, ""
    _not_claimed_any_more(item)


def _not_claimed_any_more(item: Recommendation) -> None:
    item.claimed_by = item.completed_on = None
    item.claim_confirmed_by = item.claim_confirmed_on = None


EFFECTS: dict[str, Effect] = {
    "assign": assign,
    "hand_over": hand_over,
    "consider": consider,
    "accept": accept,
    "accept_in_part": accept_in_part,
    "refuse": refuse,
    "change_response": change_response,
    "start": start,
    "update": update,
    "draft": draft,
    "submit_draft": submit_draft,
    "discard_draft": discard_draft,
    "extend": extend,
    "grant_extension": grant_extension,
    "refuse_extension": refuse_extension,
    "report_implemented": report_implemented,
    "confirm_claim": confirm_claim,
    "verify": verify,
    "return": return_to_owner,
    "close": close,
    "reopen": reopen,
}
# The rows of the table that can be made on an existing item.
OFFERED = tuple(move for move in MOVES if move.code in EFFECTS)
