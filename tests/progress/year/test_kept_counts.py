"""Numbers the database keeps are those a count of every row gives, on any day to come and after adding up."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from recommendations.models import KeptCount, Recommendation, StatePeriod
from recommendations.progress import kept
from recommendations.progress.figures import cells
from recommendations.progress.leaves import Leaves
from recommendations.progress.trend import series
from tests.progress.test_kept_counts import plain
from tests.progress.year.conftest import DAYS, FIRST

pytestmark = pytest.mark.django_db
LAST = FIRST + timedelta(days=DAYS - 1)


def leaves(units=None):
    rows = Recommendation.objects.leaves()
    return Leaves(rows if units is None else rows.filter(unit__in=units), LAST)


def test_cells_and_months_are_those_that_counting_gives_before_and_after_adding_up(year):
    units = {unit.pk for unit in year.units[1:]}
    for _ in range(2):
        for some in (None, units):
            found, parents, months = kept.cells(kept.Asked(LAST, some))
            assert plain(found) == plain(cells(leaves(some)))
            with_parts = Recommendation.objects.filter(is_leaf=False)
            parts = leaves(some).rows.filter(parent__isnull=False)
            assert parents == (with_parts if some is None else parts.order_by().values("parent").distinct()).count()
            if some is None:
                assert months.months() == series(Recommendation.objects.all(), on=LAST).months()
        before = KeptCount.objects.count()
        assert kept.fold(on=LAST) <= before
        assert list(kept.check(on=LAST)) == []


def test_every_later_day_is_right_too(year):
    kept.fold(on=LAST)
    for days in (1, 8, 45, 400, 2000):
        on = LAST + timedelta(days=days)
        found, _parents, _months = kept.cells(kept.Asked(on))
        assert plain(found) == plain(cells(Leaves(Recommendation.objects.leaves(), on)))


def test_numbers_that_are_wrong_are_found_and_counted_anew(year, capsys):
    KeptCount.objects.create(code="due", day=LAST + timedelta(days=3), number=2)
    with pytest.raises(CommandError, match="due"):
        call_command("recount", "--check")
    call_command("recount", "--format", "json")
    assert json.loads(capsys.readouterr().out)["rows"] == KeptCount.objects.count()
    call_command("recount", "--check", "--format", "json")
    assert json.loads(capsys.readouterr().out) == {"good": True, "faults": []}
    assert StatePeriod.objects.exists()
