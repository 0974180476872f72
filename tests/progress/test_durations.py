"""Requests for more time, counted from the ledger."""

from datetime import timedelta

from recommendations.models import Extension, Recommendation
from recommendations.progress.durations import more_time
from tests.factories import NOW, RecommendationFactory, UserFactory


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
