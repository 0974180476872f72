"""Many rows at once: what the database promises holds for them, and fields that are not named get their default."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from recommendations import bulk, history, periods
from recommendations.models import HistoryEntry, Recommendation
from tests.factories import NOW, RecommendationFactory, ReportFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
NAMES = ("id", "report_id", "reference", "position", "unit_id", "owner_id", "response_due_on")


@pytest.fixture
def report():
    return ReportFactory()


@transaction.atomic
def stored(report, *rows):
    ids = bulk.new_ids(Recommendation, len(rows))
    bulk.insert(Recommendation, NAMES, [(pk, report.pk, *row) for pk, row in zip(ids, rows, strict=True)])
    return [Recommendation.objects.get(pk=pk) for pk in ids]


def test_rows_are_as_objects_would_have_been_and_ids_are_not_given_twice(report):
    unit, owner = UnitFactory(), UserFactory()
    first, second = stored(report, ("1", 1, unit.pk, owner.pk, date(2026, 3, 2)), ("Ж\t2\\n", 2, None, None, None))
    assert (first.unit, first.owner, first.due_on) == (unit, owner, date(2026, 3, 2))
    assert (first.response, first.implementation, first.version, first.is_leaf) == ("pending", "", 1, True)
    assert (second.reference, second.unit, second.response_due_on) == ("Ж\t2\\n", None, None)
    made = RecommendationFactory(report=report, position=3)
    (third,) = stored(report, ("4", 4, None, None, None))
    assert len({first.pk, second.pk, made.pk, third.pk}) == 4


@pytest.mark.parametrize(
    "row", [("1", 2, None, None, None), ("2", 1, None, None, None)], ids=["reference twice", "position twice"]
)
def test_the_database_refuses_these_rows_as_any_others(report, row):
    stored(report, ("1", 1, None, None, None))
    with pytest.raises(IntegrityError):
        stored(report, row)


def test_an_owner_without_a_unit_is_refused(report):
    with pytest.raises(IntegrityError):
        stored(report, ("1", 1, None, UserFactory().pk, None))


def test_first_entries_are_hashed_as_any_others_and_begin_the_same_periods(report):
    coordinator = UserFactory(language="fr")
    at = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)
    leaf, parent = stored(report, ("2", 2, None, None, date(2026, 4, 1)), ("1", 1, None, None, None))
    Recommendation.objects.filter(pk=parent.pk).update(is_leaf=False, response="", version=2)
    given = {"text": "“Über” 建议 <&>", "row": 7, "deep": {"b": 1, "a": [None, True]}}
    due = {"response_due_on": [None, date(2026, 4, 1)]}
    firsts = [history.First(leaf.pk, True, due, given), history.First(parent.pk, False, {}, given)]  # noqa: FBT003
    history.record_first(firsts, by=coordinator, at=at)
    entry = HistoryEntry.objects.get(recommendation=leaf)
    assert (entry.seq, entry.action, entry.at, entry.by, entry.by_name) == (
        1,
        "import",
        at,
        coordinator,
        coordinator.name,
    )
    assert (entry.changes, entry.given) == ({"response_due_on": [None, "2026-04-01"]}, given)
    assert [period.response_due_on for period in leaf.periods.all()] == [date(2026, 4, 1)]
    assert not parent.periods.exists()
    history.record(leaf, "noted", by=None, at=NOW)
    assert list(history.verify()) == []
    assert list(periods.check()) == []


def test_rows_are_found_among_ids(report):
    first, _second, third = stored(report, *((str(n), n, None, None, None) for n in range(3)))
    assert set(Recommendation.objects.filter(bulk.Among("pk", {first.pk, third.pk, 0}))) == {first, third}
    assert not Recommendation.objects.filter(bulk.Among("pk", [])).exists()
