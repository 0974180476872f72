"""Numbers the database keeps are those a count of every row gives, whatever is done to the rows, and by whomever."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from recommendations.models import KeptCount, Recommendation, Report, StatePeriod
from recommendations.progress import kept
from recommendations.progress.figures import cells
from recommendations.progress.leaves import Leaves
from recommendations.progress.trend import series
from tests.factories import RecommendationFactory, ReportFactory
from tests.progress.conftest import DAYS, FIRST

LAST = FIRST + timedelta(days=DAYS - 1)


def plain(counted):
    return {key: (+t.stages, +t.responses, t.overdue, +t.measures) for key, t in counted.items()}


def leaves(units=None):
    rows = Recommendation.objects.leaves()
    return Leaves(rows if units is None else rows.filter(unit__in=units), LAST)


def test_cells_and_months_are_those_that_counting_gives_before_and_after_adding_up(year):
    units = {unit.pk for unit in year.units[1:]}
    for _ in range(2):
        for some in (None, units):
            found, parents, months = kept.cells(on=LAST, units=some)
            assert plain(found) == plain(cells(leaves(some)))
            assert parents == Recommendation.objects.filter(is_leaf=False).count()
            if some is None:
                assert months.months() == series(Recommendation.objects.all(), on=LAST).months()
        before = KeptCount.objects.count()
        assert kept.fold(on=LAST) <= before
        assert list(kept.check(on=LAST)) == []


def test_every_later_day_is_right_too(year):
    kept.fold(on=LAST)
    for days in (1, 8, 45, 400, 2000):
        on = LAST + timedelta(days=days)
        found, _parents, _months = kept.cells(on=on, units=None)
        assert plain(found) == plain(cells(Leaves(Recommendation.objects.leaves(), on)))


@pytest.mark.django_db
def test_rows_changed_behind_the_verbs_are_counted_as_well():
    report = ReportFactory(issued_on=LAST - timedelta(days=400))
    for day in (1, 2, 3):
        RecommendationFactory(report=report, response_due_on=LAST - timedelta(days=day))
    Report.objects.filter(pk=report.pk).update(issued_on=LAST - timedelta(days=4000))
    Recommendation.objects.filter(response_due_on__lt=LAST - timedelta(days=1)).update(
        response="not_accepted", version=F("version") + 1
    )
    texts = Recommendation.objects.first()
    texts.texts.all().delete()
    texts.delete()
    assert plain(kept.cells(on=LAST, units=None)[0]) == plain(cells(leaves()))
    assert list(kept.check(on=LAST)) == []


def test_numbers_that_are_wrong_are_found_and_counted_anew(year, capsys):
    KeptCount.objects.create(code="due", day=LAST + timedelta(days=3), number=2)
    with pytest.raises(CommandError, match="due"):
        call_command("recount", "--check")
    call_command("recount", "--format", "json")
    assert json.loads(capsys.readouterr().out)["rows"] == KeptCount.objects.count()
    call_command("recount", "--check", "--format", "json")
    assert json.loads(capsys.readouterr().out) == {"good": True, "faults": []}
    assert StatePeriod.objects.exists()
