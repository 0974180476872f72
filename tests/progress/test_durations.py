"""Days at each stage and requests for more time, counted from the periods and the ledger."""

from datetime import timedelta
from statistics import mean, median

from recommendations.models import Extension, Recommendation
from recommendations.progress.durations import more_time, stays
from recommendations.progress.figures import stage_of
from tests.factories import NOW, RecommendationFactory, UserFactory
from tests.progress.conftest import DAYS, FIRST

LAST = FIRST + timedelta(days=DAYS - 1)


def test_stays_are_those_that_walking_through_each_days_rows_gives(year):
    """Walked day by day, a leaf that comes to a stage and leaves it on the same day was not there at all."""
    over, there = {}, {}
    for leaf in {row["pk"] for rows in year.days.values() for row in rows}:
        at, since = None, None
        for day, rows in year.days.items():
            now = next((stage_of(r["response"], r["implementation"]) for r in rows if r["pk"] == leaf), None)
            if now != at:
                if at is not None:
                    over.setdefault(at, []).append((day - since).days)
                at, since = now, day
        there.setdefault(at, []).append((LAST - since).days)
    seen = {stay.code: stay for stay in stays(Recommendation.objects.all(), on=LAST)}
    for code, stay in seen.items():
        assert stay.there == len(there.get(code, [])), code
        longer = [days for days in over.get(code, []) if days]
        assert stay.over >= len(longer)
        if stay.over == len(over.get(code, [])) and stay.over:
            assert (stay.median, stay.mean) == (median(over[code]), mean(over[code])), code
    assert sum(stay.over for stay in seen.values()) > 20


def test_requests_for_more_time_are_told_as_they_stood_on_the_day(db):
    item, person, day = RecommendationFactory(), UserFactory(), NOW.date()
    made = [("granted", 2, 30), ("granted", 4, 10), ("refused", 4, 5), ("asked", None, 7)]
    for place, (state, decided, days) in enumerate(made):
        Extension.objects.create(
            recommendation=item, state=state, reason="Late.", mitigation="None.", asked_by=person, words="So be it.",
            target_was_on=day, new_target_on=day + timedelta(days=days), asked_at=NOW + timedelta(days=place - 3),
            decided_by=person if decided else None, decided_at=NOW + timedelta(days=decided) if decided else None,
        )  # fmt: skip
    items = Recommendation.objects.all()
    after = more_time(items, on=day + timedelta(days=9))
    assert (after.asked, after.granted, after.refused, after.waiting, after.mean_days) == (4, 2, 1, 1, 20)
    then = more_time(items, on=day + timedelta(days=3))
    assert (then.asked, then.granted, then.refused, then.waiting, then.days) == (4, 1, 0, 3, 30)
    assert more_time(items, on=day - timedelta(days=3)).asked == 1
    assert more_time(items, on=day - timedelta(days=4)).mean_days is None
