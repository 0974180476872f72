"""Numbers the database keeps are right whatever is done to the rows, and by whomever."""

from datetime import date, timedelta

import pytest
from django.db.models import F

from recommendations.models import Recommendation, Report
from recommendations.progress import kept
from recommendations.progress.figures import cells
from recommendations.progress.leaves import Leaves
from tests.factories import RecommendationFactory, ReportFactory

LAST = date(2026, 2, 3)


def plain(counted):
    return {key: (+t.stages, +t.responses, t.overdue, +t.measures) for key, t in counted.items()}


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
    assert plain(kept.cells(kept.Asked(LAST))[0]) == plain(cells(Leaves(Recommendation.objects.leaves(), LAST)))
    assert list(kept.check(on=LAST)) == []
