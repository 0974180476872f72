"""Who can move what, from where, through which door: the policy said once more by hand, and held to in every cell."""

from contextlib import contextmanager, suppress
from copy import copy
from dataclasses import dataclass
from io import StringIO
from itertools import product

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

from recommendations import tracking, workflow
from recommendations.models import Extension, ProgressUpdate, Recommendation, User
from recommendations.permissions import Role
from recommendations.tracking.effects import EFFECTS
from recommendations.writing import Writing
from tests.factories import (
    NOW,
    TODAY,
    ActionFactory,
    EvidenceLinkFactory,
    RecommendationFactory,
    UnitFactory,
    UserFactory,
    person,
)
from tests.undrawn import undrawn

RELATIONS = ("own", "above", "below", "sibling", "foreign")
UNDECIDED = {("pending", ""), ("under_consideration", "")}
NOT_STARTED = {(response, "not_started") for response in ("accepted", "partially_accepted")}
IN_PROGRESS = {(response, "in_progress") for response in ("accepted", "partially_accepted")}
REPORTED = {(response, "reported_implemented") for response in ("accepted", "partially_accepted")}
VERIFIED = {(response, "verified_implemented") for response in ("accepted", "partially_accepted")}
CLOSED = {(response, "closed_not_implemented") for response in ("accepted", "partially_accepted")}
REFUSED = {("not_accepted", ""), ("not_accepted", "closed_not_implemented")}
TO_DO = NOT_STARTED | IN_PROGRESS
STATES = sorted(UNDECIDED | TO_DO | REPORTED | VERIFIED | CLOSED | REFUSED)
# In this world more time has been asked for wherever a recommendation with work to do is accepted in part.
ASKED = {state for state in TO_DO if state[0] == "partially_accepted"}


def in_every(role):
    return {f"{role} {relation}" for relation in RELATIONS}


HEADS = {"unit_head own", "unit_head above"}
ACTORS = {"owner", "alternate"}
ELSEWHERE = in_every("verifier") - {"verifier own"}
MANAGERS = in_every("senior_management")

POLICY = {
    "import": (set(), set()),
    "assign": (in_every("coordinator") | HEADS, UNDECIDED | TO_DO | REPORTED | {("not_accepted", "")}),
    "hand_over": (in_every("coordinator") | HEADS, UNDECIDED | TO_DO | REPORTED),
    "consider": (HEADS, {("pending", "")}),
    "accept": (HEADS, UNDECIDED),
    "accept_in_part": (HEADS, UNDECIDED),
    "refuse": (MANAGERS, UNDECIDED),
    "change_response": (MANAGERS, TO_DO | CLOSED | REFUSED),
    "start": (ACTORS, NOT_STARTED),
    "update": (ACTORS, TO_DO),
    "draft": ({"contributor"}, TO_DO),
    "submit_draft": (ACTORS, TO_DO),
    "discard_draft": (ACTORS, TO_DO),
    "extend": (ACTORS, TO_DO - ASKED),
    "grant_extension": (HEADS, ASKED),
    "refuse_extension": (HEADS, ASKED),
    "report_implemented": (ACTORS, IN_PROGRESS),
    "confirm_claim": (HEADS, REPORTED),
    "verify": (ELSEWHERE, REPORTED),
    "return": (ELSEWHERE, REPORTED),
    "close": (MANAGERS, TO_DO | REPORTED),
    "reopen": (in_every("verifier"), CLOSED),
}


@dataclass
class Cast:
    """One item in one state, and everybody who may or may not have a say, by role and relation."""

    item: Recommendation
    people: dict[str, User]

    def given(self, code):
        texts = {"reason": "Why.", "text": "What.", "words": "So.", "justification": "Why.", "response_text": "How."}
        rest = {
            "assign": {"owner": self.people["owner"].pk, "response_due_on": "2026-05-01"},
            "hand_over": {"holder": self.people["owner"].pk, "to": self.people["unit_head own"].pk},
            "consider": {"decided_by": "The Director", "expected_on": "2026-05-01"},
            "accept": {"target_on": "2027-Q2"},
            "accept_in_part": {"target_on": "2027-Q2", "accepted_part": "(a)"},
            "refuse": {"decided_by": "The Director", "decided_on": "2026-03-01"},
            "change_response": {"response": "not_accepted"},
            "start": {"reported_on": "2026-03-01"},
            "update": {"reported_on": "2026-03-01"},
            "draft": {"reported_on": "2026-03-01"},
            "submit_draft": {"draft": self.draft},
            "discard_draft": {"draft": self.draft},
            "extend": {"new_target_on": "2030-Q1", "mitigation": "A memo."},
            "report_implemented": {"statement": "Done.", "completed_on": "2026-03-01"},
            "verify": {
                "finding": "Good.",
                "method": "desk",
                "verified_on": "2026-03-01",
                "reviewed": [self.item.evidence.get().pk],
            },
            "return": {"missing": "The annex.", "target_on": "2030-Q1"},
            "close": {"reason_code": "superseded", "closed_on": "2026-03-01"},
            "reopen": {"target_on": "2030-Q1"},
        }.get(code, {})
        known = {field.name for field in workflow.BY_CODE[code].fields}
        return {name: value for name, value in texts.items() if name in known} | rest

    @property
    def draft(self):
        return self.item.updates.get().pk


def places_of(role):
    """Roles without a say in any move are tried where they would be nearest to one, and far away."""
    has_a_say = any(f"{role} own" in people or f"{role} foreign" in people for people, _states in POLICY.values())
    return RELATIONS if has_a_say else ("own", "foreign")


def cast(state):
    above = UnitFactory()
    own, sibling = UnitFactory(parent=above), UnitFactory(parent=above)
    units = {"own": own, "above": above, "below": UnitFactory(parent=own), "sibling": sibling, "foreign": UnitFactory()}
    roles = [(role, relation) for role, relation in product(Role, RELATIONS) if relation in places_of(role)]
    people = {f"{role} {relation}": person(role, units[relation]) for role, relation in roles}
    people |= {"owner": person(Role.FOCAL_POINT, own), "alternate": UserFactory(), "contributor": UserFactory()}
    response, implementation = state
    item = RecommendationFactory(
        unit=own,
        owner=people["owner"],
        alternate=people["alternate"],
        claimed_by=people["owner"],
        response=response,
        implementation=implementation,
        target_on=TODAY,
        first_target_on=TODAY,
    )
    item.contributors.add(people["contributor"])
    ActionFactory(recommendation=item, owner=people["owner"], state="done", ended_on=TODAY)
    EvidenceLinkFactory(
        recommendation=item, state="confirmed", kind="implementation", decided_by=people["owner"], decided_at=NOW
    )
    ProgressUpdate.objects.create(
        recommendation=item, state="draft", text="So far.", reported_on=TODAY, by=people["contributor"], at=NOW
    )
    if state in ASKED:
        Extension.objects.create(
            recommendation=item, reason="Late.", mitigation="None.", new_target_on="2029-01-01",
            asked_by=people["owner"], asked_at=NOW,
        )  # fmt: skip
    return Cast(item, people)


@contextmanager
def in_memory(item, action, *, by, at, version=None):
    """The frame of a verb that neither reads nor writes the item; the doors below go through the real one."""
    yield Writing(copy(item), by, at, action)


def is_let_in(item, code, by):
    """Whether the verb gets as far as judging what was given, which is nothing."""
    try:
        tracking.move(item, code, by=by, at=NOW)
    except tracking.Refused as refused:
        return bool(refused.fields)
    return True


def test_the_policy_is_about_every_move():
    assert list(POLICY) == [move.code for move in workflow.MOVES]


@pytest.mark.parametrize("state", STATES, ids=" ".join)
def test_the_verb_lets_in_whom_the_policy_names_and_nobody_else(db, state, monkeypatch):
    world = cast(state)
    monkeypatch.setattr("recommendations.tracking.moves.writing", in_memory)
    monkeypatch.setattr("recommendations.tracking.moves.EFFECTS", dict.fromkeys(EFFECTS, lambda *_held: None))
    seeing = {
        who: by for who, by in world.people.items() if Recommendation.objects.visible_to(by).filter(pk=world.item.pk)
    }
    expected = {(code, who) for code, (people, states) in POLICY.items() if state in states for who in people}
    let_in = {(code, who) for code, (who, by) in product(POLICY, seeing.items()) if is_let_in(world.item, code, by)}
    assert let_in == expected
    assert (world.item.version, world.item.history.count()) == (1, 0)


# --- the doors ---------------------------------------------------------------------------------------------

AT_THE_DOOR = (
    "owner",
    "alternate",
    "contributor",
    "unit_head own",
    "unit_head below",
    "unit_head foreign",
    "coordinator foreign",
    "verifier foreign",
    "verifier own",
    "senior_management foreign",
    "reader own",
    "administrator own",
)


def by_verb(world, code, by, _client):
    with suppress(tracking.Refused, Recommendation.DoesNotExist):
        tracking.move(world.item, code, by=by, at=NOW, given=world.given(code), version=world.item.version)


def by_page(world, code, _by, client):
    address = reverse("recommendations:move", args=[world.item.report.symbol, world.item.reference, code])
    return client.post(address, {"version": world.item.version, "confirmed": "on", **world.given(code)})


def by_bulk(world, code, _by, client):
    ticked = {"item": world.item.pk, f"version_{world.item.pk}": world.item.version}
    return client.post(
        reverse("recommendations:bulk"), {"code": code, "confirmed": "on", **ticked, **world.given(code)}
    )


def by_command(world, code, by, _client):
    given = [(name, one) for name, value in world.given(code).items() for one in ([value], value)[type(value) is list]]
    pairs = [argument for name, one in given for argument in ("--set", f"{name}={one}")]
    place = (world.item.report.symbol, world.item.reference)
    with suppress(CommandError):
        call_command("move_recommendation", *place, code, "--by", by.email, *pairs, stdout=StringIO())


@pytest.mark.parametrize("code", [code for code, (people, _states) in POLICY.items() if people])
def test_every_door_opens_to_the_same_people(db, code):
    people, states = POLICY[code]
    world = cast(min(states))
    clients = {who: Client() for who in AT_THE_DOOR}
    for who, client in clients.items():
        client.force_login(world.people[who])
    in_bulk = [by_bulk] if code in {move.code for move in tracking.bulk.IN_BULK} else []
    for door in (by_verb, by_page, by_command, *in_bulk):
        passed = set()
        for who, client in clients.items():
            with undrawn(), transaction.atomic():
                door(world, code, world.people[who], client)
                # Whatever the door says: one entry tells that it was open.
                passed |= {who for _entry in world.item.history.all()}
                transaction.set_rollback(True)
            world.item.refresh_from_db()
        assert passed == people & set(AT_THE_DOOR), door.__name__
    assert world.item.history.count() == 0
