"""Two paragraphs that a corrected file has made one: where the words of the lost one are now is told."""

import pytest

from recommendations.importing.loader import commit
from recommendations.importing.merging import Merged
from recommendations.importing.nodes import Kind
from recommendations.importing.plan import Plan, plan_import
from recommendations.importing.upload import read_upload
from recommendations.importing.wording import plan_warnings
from tests.factories import NOW

pytestmark = pytest.mark.django_db

TOLD = [
    "The Fund was founded in 1990 by six States.",
    "It has nine offices in all of the regions.",
    "The Council meets once a year in Vienna.",
    "Nobody knows why the stores were lost.",
]
ASKED = [
    "The Board recommends that the Fund count the stores each quarter.",
    "The Board recommends that the Fund ask those who leave.",
    "The Board recommends that the Fund close two offices.",
]


def plan_of(texts: list[str]) -> Plan:
    told = "\n\n".join(f"{number}. {text}" for number, text in enumerate(texts, start=1))
    return plan_import(read_upload("report.txt", told.encode(), "en"), symbol="A/70/500")


def test_a_paragraph_joined_to_another_is_told_whether_the_others_move_up_or_not() -> None:
    commit(plan_of(TOLD), by=None, at=NOW)
    plan = plan_of([TOLD[0], f"{TOLD[1]} {TOLD[2]}", TOLD[3]])
    assert plan.merged == (Merged(Kind.PARAGRAPH, "3", "2"),)
    words = dict(plan_warnings(plan))["parts_merged"]
    assert words.startswith("By their words these were joined to others: paragraph \u20663 → 2\u2069.")
    assert plan_of([*TOLD[:3], f"{TOLD[3]} {TOLD[0]}"]).merged == ()
    assert plan_of([TOLD[0], TOLD[1], TOLD[3]]).merged == ()


def test_a_recommendation_joined_to_another_is_told_too() -> None:
    commit(plan_of(ASKED), by=None, at=NOW)
    plan = plan_of([f"{ASKED[0]} {ASKED[1]}", ASKED[2]])
    assert Merged(Kind.RECOMMENDATION, "2", "1") in plan.merged
    assert plan.left_out == ("2[2]",)


def test_few_words_that_stand_in_another_part_by_chance_are_nothing() -> None:
    commit(plan_of([*TOLD, "None."]), by=None, at=NOW)
    assert plan_of([*TOLD[:3], f"{TOLD[3]} None."]).merged == ()
