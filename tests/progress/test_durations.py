"""Requests for more time, counted from the ledger."""

from datetime import timedelta

from recommendations.filtersets import RecommendationFilter
from recommendations.models import Extension, Recommendation
from recommendations.permissions import Role
from recommendations.progress.durations import more_time
from tests.factories import NOW, RecommendationFactory, UserFactory, person


def test_requests_for_more_time_are_told_as_they_stood_on_the_day(db):
    item, owner, day = RecommendationFactory(), UserFactory(), NOW.date()
    made = [("granted", 2, 30), ("granted", 4, 10), ("refused", 4, 5), ("asked", None, 7)]
    for place, (state, decided, days) in enumerate(made):
        Extension.objects.create(
            recommendation=item, state=state, reason="Late.", mitigation="None.", asked_by=owner, words="So be it.",
            target_was_on=day, new_target_on=day + timedelta(days=days), asked_at=NOW + timedelta(days=place - 3),
            decided_by=owner if decided else None, decided_at=NOW + timedelta(days=decided) if decided else None,
        )  # fmt: skip
    items = Recommendation.objects.all()

    def told(days):
        found = more_time(items, on=day + timedelta(days=days))
        return {one.outcome: one.number for one in (found.asked, *found.ended) if one.number}, found.mean_days

    assert told(9) == ({"asked": 4, "granted": 2, "refused": 1, "waiting": 1}, 20)
    assert told(3) == ({"asked": 4, "granted": 1, "waiting": 3}, 30)
    assert told(-3) == ({"asked": 1, "waiting": 1}, None)
    assert told(-4) == ({}, None)
    assert more_time(items, on=day).asked.items == 1
    reader = person(Role.COORDINATOR)
    for outcome, number in (("granted", 1), ("waiting", 1), ("lapsed", 0)):
        found = RecommendationFilter({"more_time": outcome}, items, by=reader, on=day + timedelta(days=9))
        assert found.qs.count() == number, outcome
