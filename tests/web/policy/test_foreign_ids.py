"""Ids in an address or a form that are not the person's: nothing is found, nothing is done, nothing is said."""

from __future__ import annotations

import pytest
from django.urls import reverse

from recommendations.evidence import links
from recommendations.models import Paragraph, Recommendation
from tests.factories import NOW
from tests.web.policy.addresses import addresses, bodies
from tests.web.policy.cast import seen_from_elsewhere
from tests.web.policy.planted import MARK


@pytest.mark.parametrize(
    "name", ["evidence_confirm", "evidence_dismiss", "action_change", "action_done", "action_drop"]
)
def test_what_hangs_on_another_item_is_not_found_under_this_one(cast, visits, fingerprint, name):
    own = [cast.item.report.symbol, cast.item.reference]
    hanging = seen_from_elsewhere(cast).link if name.startswith("evidence") else cast.foreign.actions.get()
    path = reverse(f"recommendations:{name}", args=[*own, hanging.pk])
    untouched = fingerprint()
    for role in ("owner", "coordinator"):
        assert visits(role).get(path).status_code == 404
        assert visits(role).post(path, bodies(cast)[name]).status_code == 404
    assert fingerprint() == untouched


@pytest.mark.parametrize("wrong", ["owner", "alternate", "unit"])
def test_a_unit_head_assigns_nobody_and_nothing_from_elsewhere(cast, visits, fingerprint, wrong):
    ids = {"owner": cast.foreign.owner_id, "alternate": cast.foreign.owner_id, "unit": cast.elsewhere.pk}
    untouched = fingerprint()
    answer = visits("head").post(addresses(cast)["move"], {**bodies(cast)["move"], wrong: ids[wrong]})
    assert answer.status_code == 422
    assert wrong in answer.context["act"].form.errors
    assert MARK not in answer.content.decode()
    assert fingerprint() == untouched


@pytest.mark.parametrize("role", ["head", "owner", "colleague"])
def test_what_one_may_not_see_cannot_be_ticked(cast, visits, fingerprint, role):
    told = cast.foreign.history.count()
    ticked = {"item": [cast.item.pk, cast.foreign.pk], f"version_{cast.foreign.pk}": cast.foreign.version}
    for code in ("assign", "consider", "update", "verify", "close"):
        body = {**bodies(cast)["move"], "code": code, **ticked}
        assert MARK not in visits(role).get(reverse("recommendations:bulk"), body).content.decode()
        assert MARK not in visits(role).post(reverse("recommendations:bulk"), body).content.decode()
    cast.foreign.refresh_from_db()
    assert (cast.foreign.version, cast.foreign.history.count()) == (1, told)


def test_an_action_is_not_given_to_somebody_from_elsewhere(cast, visits, fingerprint):
    for name, body in (
        ("action_add", {**bodies(cast)["action_add"], "owner": cast.foreign.owner_id}),
        ("move", {"action": "Ask", "action_owner": cast.foreign.owner_id, "action_due_on": "2026-05-01"}),
    ):
        path = addresses(cast)[name].replace("moves/assign", "moves/accept")
        answer = visits("head").post(path, {"version": cast.item.version, **body})
        assert answer.status_code == 422
        assert MARK not in answer.content.decode()


def test_a_paragraph_of_a_report_one_may_not_see_is_refused_like_one_that_does_not_exist(cast, visits, fingerprint):
    def refusal(symbol):
        body = {**bodies(cast)["evidence_add"], "symbol": symbol, "number": "7"}
        answer = visits("owner").post(addresses(cast)["evidence_add"], body)
        assert answer.status_code == 422
        return answer.context["act"].form.errors

    assert refusal(cast.foreign.report.symbol) == refusal("S/2026/100")


def test_fields_that_no_form_asks_for_change_nothing(cast, visits, fingerprint):
    more = {"response": "accepted", "implementation": "verified_implemented", "claimed_by": 1, "is_leaf": "",
            "by": cast.people["manager"].pk, "at": "2020-01-01", "report": cast.foreign.report_id}  # fmt: skip
    answer = visits("coordinator").post(addresses(cast)["move"], {**bodies(cast)["move"], **more})
    assert answer.status_code == 302
    after = Recommendation.objects.get(pk=cast.item.pk)
    assert (after.response, after.implementation, after.claimed_by_id) == ("pending", "", None)
    assert (after.report, after.is_leaf) == (cast.item.report, True)
    assert after.history.last().by == cast.people["coordinator"]


def test_only_paragraphs_that_one_may_see_become_evidence_behind_the_page_too(cast):
    with pytest.raises(Paragraph.DoesNotExist):
        links.add(cast.item, cast.foreign.paragraph, by=cast.people["owner"], at=NOW)
