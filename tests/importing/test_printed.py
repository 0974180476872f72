"""Recommending States and positions: stored with where they were read, shown, and no state by themselves."""

from datetime import timedelta

import pytest
from django.test import Client

from recommendations import history
from recommendations.importing.loader import commit
from recommendations.importing.nodes import Kind
from recommendations.importing.plan import Plan, plan_import
from recommendations.importing.upload import read_upload
from recommendations.importing.wording import plan_warnings
from recommendations.models import PrintedPosition, Recommendation, Recommender, Report
from recommendations.permissions import Role
from tests.factories import NOW, person

pytestmark = pytest.mark.django_db

REVIEW = """United Nations  A/HRC/59/15

Report of the Working Group on the Universal Periodic Review

I. Conclusions
139. The delegation thanked all speakers for their constructive participation in the dialogue.
140. The following recommendations have been examined by Slovenia:
140.1 Ratify the Convention on the Rights of Persons with Disabilities (Togo, Venezuela (Bolivarian Republic of));
140.2 Take measures against the exclusion of minorities in schools (Algeria);
140.3 Strengthen the independence of the national institution (Chad, Iraq).
"""
REPLIES = """United Nations  A/HRC/59/15/Add.1

Report of the Working Group on the Universal Periodic Review: views on conclusions

1. Slovenia has considered all recommendations with care and presents its views below.
2. Recommendations 140.1 and 140.2 enjoy the support of Slovenia.
3. Recommendations 140.3 and 140.9 are noted by Slovenia.
"""


def plan_of(text: str, symbol: str = "") -> Plan:
    return plan_import(read_upload("report.txt", text.encode()), symbol=symbol)


def imported(text: str, symbol: str = "") -> Report:
    return commit(plan_of(text, symbol), by=None, at=NOW)


def positions() -> list[tuple[str, str, str, str]]:
    rows = PrintedPosition.objects.order_by("recommendation__position")
    return list(rows.values_list("recommendation__reference", "position", "symbol", "paragraph"))


REPLIED = [
    ("140.1", "supported", "A/HRC/59/15/Add.1", "2"),
    ("140.2", "supported", "A/HRC/59/15/Add.1", "2"),
    ("140.3", "noted", "A/HRC/59/15/Add.1", "3"),
]


def test_recommending_states_are_stored_in_the_order_and_words_of_the_edition() -> None:
    imported(REVIEW)
    named = Recommender.objects.filter(recommendation__reference="140.1").order_by("place")
    assert [one.name for one in named] == ["Togo", "Venezuela (Bolivarian Republic of)"]
    plan = plan_of(REVIEW.replace("(Chad, Iraq)", "(Chad, Iran (Islamic Republic of))"))
    assert [(change.key, dict(change.after)) for change in plan.changed] == [
        ("140.3", {"recommending": "Chad; Iran (Islamic Republic of)"})
    ]
    commit(plan, by=None, at=NOW)
    changed = Recommender.objects.filter(recommendation__reference="140.3").order_by("place")
    assert [one.name for one in changed] == ["Chad", "Iran (Islamic Republic of)"]


@pytest.mark.parametrize("symbol", ["A/HRC/59/15", "A/HRC/59/15/Add.1"])
def test_replies_attach_to_the_recommendations_of_the_report_and_make_none(symbol: str) -> None:
    report = imported(REVIEW)
    texts = list(report.recommendations.values("pk", "response", "implementation", "texts__text"))
    plan = plan_of(REPLIES, symbol)
    assert plan.counts(Kind.POSITION) == {"created": 3, "changed": 0, "unchanged": 0, "removed": 0}
    assert plan.counts(Kind.RECOMMENDATION)["created"] == plan.counts(Kind.RECOMMENDATION)["removed"] == 0
    assert plan.unanswered == ("140.9",)
    assert "positions_unanswered" in dict(plan_warnings(plan))
    commit(plan, by=None, at=NOW + timedelta(days=1))
    assert positions() == REPLIED
    assert list(report.recommendations.values("pk", "response", "implementation", "texts__text")) == texts
    entry = report.recommendations.get(reference="140.3").history.last()
    assert entry is not None
    assert (entry.action, entry.given["position"], entry.given["paragraph"]) == ("position_read", "noted", "3")
    assert list(history.verify()) == []
    again = plan_of(REPLIES, symbol)
    assert again.is_empty
    commit(again, by=None, at=NOW + timedelta(days=2))
    assert positions() == REPLIED


def test_a_corrected_reply_replaces_its_own_position() -> None:
    imported(REVIEW)
    imported(REPLIES, "A/HRC/59/15")
    imported(REPLIES.replace("140.9 are noted", "140.9 are accepted"), "A/HRC/59/15")
    assert positions() == [*REPLIED[:2], ("140.3", "accepted", "A/HRC/59/15/Add.1", "3")]


def test_replies_to_a_report_that_is_not_here_are_kept_as_a_document_and_say_what_is_missing() -> None:
    plan = plan_of(REPLIES)
    assert set(plan.unanswered) == {"140.1", "140.2", "140.3", "140.9"}
    commit(plan, by=None, at=NOW)
    assert not Recommendation.objects.exists()
    assert not PrintedPosition.objects.exists()


def test_the_page_shows_who_recommended_and_what_was_answered_and_where(client: Client) -> None:
    imported(REVIEW)
    imported(REPLIES)
    client.force_login(person(Role.COORDINATOR))
    page = client.get("/recommendations/A/HRC/59/15/140.1/").content.decode()
    assert "Venezuela (Bolivarian Republic of)" in page
    assert "<strong>Supported</strong>" in page
    assert "/reports/A/HRC/59/15/Add.1/?edition=en#p2" in page


@pytest.mark.parametrize(
    ("query", "references"),
    [("position=supported", ["140.1", "140.2"]), ("position=noted", ["140.3"]), ("recommending=bolivarian", ["140.1"])],
)
def test_the_list_is_narrowed_by_position_and_by_recommending_state(
    client: Client, query: str, references: list[str]
) -> None:
    imported(REVIEW)
    imported(REPLIES)
    client.force_login(person(Role.COORDINATOR))
    page = client.get(f"/recommendations/?{query}").content.decode()
    assert [one for one in ("140.1", "140.2", "140.3") if f"/A/HRC/59/15/{one}/" in page] == references


def test_the_head_of_the_unit_is_led_to_the_move_that_takes_a_position_over(client: Client) -> None:
    report = imported(REVIEW)
    imported(REPLIES)
    head = person(Role.UNIT_HEAD)
    unit = head.memberships.get().unit
    owner = person(Role.FOCAL_POINT, unit)
    report.recommendations.update(unit=unit, owner=owner)
    client.force_login(head)
    page = client.get("/recommendations/A/HRC/59/15/140.1/").content.decode()
    assert '/recommendations/A/HRC/59/15/140.1/moves/accept/">Take it over' in page
    noted = client.get("/recommendations/A/HRC/59/15/140.3/").content.decode()
    assert "Take it over" not in noted
