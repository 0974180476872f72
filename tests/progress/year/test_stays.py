"""Days at each stage are those that walking through the rows of each day gives."""

from datetime import timedelta
from statistics import mean, median

import pytest

from recommendations.models import Recommendation
from recommendations.progress.durations import stays
from tests.progress.year.conftest import DAYS, FIRST
from tests.progress.year.recount import stage

pytestmark = pytest.mark.django_db
LAST = FIRST + timedelta(days=DAYS - 1)


def test_stays_are_those_that_walking_through_each_days_rows_gives(year):
    """Walked day by day, a leaf that comes to a stage and leaves it on the same day was not there at all."""
    over, there = {}, {}
    for leaf in {row["pk"] for rows in year.days.values() for row in rows}:
        at, since = None, None
        for day, rows in year.days.items():
            now = next((stage(r) for r in rows if r["pk"] == leaf), None)
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
