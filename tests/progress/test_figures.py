"""What is counted: leaves by state, lettered items beside them, and what is late, in a fixed number of queries."""

from datetime import date

import pytest

from recommendations.models import Recommendation, Report, Section, SectionText, Unit
from recommendations.permissions import Role
from recommendations.progress import groups
from recommendations.progress.figures import Breakdown, cells, figures, stage_of
from recommendations.progress.groups import UnitName
from recommendations.progress.leaves import Leaves
from tests.factories import EditionFactory, RecommendationFactory, ReportFactory, UnitFactory, person

ON = date(2026, 3, 2)
LATE, SOON, LATER = date(2026, 3, 1), date(2026, 4, 1), date(2026, 4, 2)


def leaf(**fields):
    if fields.get("response") in ("accepted", "partially_accepted"):
        fields.setdefault("implementation", "not_started")
    return RecommendationFactory(**fields)


def parent_of(*parts, report):
    parent = RecommendationFactory(report=report, is_leaf=False, response="", implementation="")
    Recommendation.objects.filter(pk__in=[leaf(report=report, **part).pk for part in parts]).update(parent=parent)
    return parent


@pytest.fixture
def report(db):
    return ReportFactory()


def leaves():
    return Leaves(Recommendation.objects.leaves(), ON)


def by_unit():
    known = [UnitName(unit.pk, unit.name, unit.parent_id) for unit in Unit.objects.order_by("name")]
    return groups.by_unit(cells(leaves()), known)


def by_theme(language):
    return groups.by_theme(Breakdown(leaves(), "theme").by("theme"), language=language)


def by_report(most):
    symbols = Report.objects.order_by("pk").values_list("symbol", flat=True)
    return groups.by_report(leaves(), groups.first_due(leaves()), symbols, language="en", most=most)


def counted(counts):
    return {state.code: state.count for state in counts if state.count}


def test_every_leaf_is_counted_once_by_response_and_once_by_implementation(report):
    for fields in (
        {},
        {"response": "accepted"},
        {"response": "partially_accepted", "implementation": "in_progress"},
        {"response": "accepted", "implementation": "verified_implemented"},
        {"response": "not_accepted"},
    ):
        leaf(report=report, **fields)
    seen = figures(leaves())
    assert seen.leaves == 5
    assert counted(seen.responses) == {"pending": 1, "accepted": 2, "partially_accepted": 1, "not_accepted": 1}
    assert counted(seen.implementations) == {"not_started": 1, "in_progress": 1, "verified_implemented": 1}
    assert (seen.acceptance.part, seen.acceptance.whole, seen.acceptance.percent) == (3, 4, 75)
    assert (seen.implementation.part, seen.implementation.whole, seen.implementation.percent) == (1, 3, 33)


def test_a_rate_of_nothing_is_no_rate(db):
    assert figures(leaves()).acceptance.percent is None


def test_a_parent_is_one_lettered_item_in_its_computed_state(report):
    verified = {"response": "accepted", "implementation": "verified_implemented"}
    parent_of(verified, {"response": "accepted"}, {"response": "not_accepted"}, report=report)
    leaf(report=report, **verified)
    seen = figures(leaves())
    assert (seen.leaves, seen.items) == (4, 2)
    assert counted(seen.item_responses) == {"partially_accepted": 1, "accepted": 1}
    assert counted(seen.item_implementations) == {"partially_implemented": 1, "implemented": 1}


def test_late_and_due_soon_follow_the_date_each_leaf_waits_for(report):
    leaf(report=report, response_due_on=LATE)
    leaf(report=report, response_due_on=ON)
    leaf(report=report, response="accepted", response_due_on=LATE, target_on=SOON)
    leaf(report=report, response="accepted", target_on=LATER)
    leaf(report=report, response="not_accepted", response_due_on=LATE)
    seen = figures(leaves())
    assert (seen.overdue, seen.due_soon) == (1, 2)


def test_a_unit_shows_the_stages_of_its_leaves_and_those_without_a_unit_come_last(report):
    unit = UnitFactory(name="Treaty Division")
    leaf(report=report, unit=unit, response="accepted", target_on=LATE)
    leaf(report=report, unit=unit, response="not_accepted")
    leaf(report=report)
    first, last = by_unit()
    assert (first.key, first.name, first.leaves, first.overdue) == (str(unit.pk), "Treaty Division", 2, 1)
    assert first.stages == {"not_started": 1, "not_accepted": 1}
    assert (last.key, last.stages) == ("none", {"pending": 1})


def test_a_unit_counts_the_units_below_it_and_they_stand_under_it(report):
    top = UnitFactory(name="The Office")
    division = UnitFactory(name="A Division", parent=top)
    first, second = (UnitFactory(name=name, parent=division) for name in ("First Section", "Second Section"))
    leaf(report=report, unit=first, response_due_on=LATE)
    leaf(report=report, unit=second, response="not_accepted")
    seen = [(group.name, group.level, group.leaves, group.overdue) for group in by_unit()]
    # The Office adds nothing to the one division it has.
    assert seen == [("A Division", 0, 2, 1), ("First Section", 1, 1, 1), ("Second Section", 1, 1, 0)]


def test_themes_stand_in_the_order_of_the_report_under_the_heading_of_the_language(report):
    english, chinese = EditionFactory(report=report), EditionFactory(report=report, language="zh")
    second = Section.objects.create(report=report, position=2, level=1)
    first = Section.objects.create(report=report, position=1, level=1)
    SectionText.objects.create(section=first, edition=english, heading="Prevention")
    SectionText.objects.create(section=first, edition=chinese, heading="预防")
    SectionText.objects.create(section=second, edition=chinese, heading="合作")
    leaf(report=report, theme=second)
    leaf(report=report, theme=first)
    assert [theme.name for theme in by_theme("en")] == ["Prevention", "合作"]
    assert [theme.name for theme in by_theme("zh")] == ["预防", "合作"]


def test_a_theme_without_a_heading_is_still_counted(report):
    theme = Section.objects.create(report=report, position=1, level=1)
    leaf(report=report, theme=theme)
    assert [(group.key, group.leaves) for group in by_theme("en")] == [(str(theme.pk), 1)]


def test_reports_are_told_apart_by_symbol_and_title(report):
    EditionFactory(report=report)
    leaf(report=report)
    (only,) = by_report(9)
    assert only.name == f"{report.symbol} · Follow-up of everything"


def test_of_many_reports_those_that_are_late_longest_are_told(report):
    late, longer, _other = ReportFactory(), ReportFactory(), ReportFactory()
    for one, days in ((report, [SOON] * 3), (late, [LATE, LATE]), (longer, [date(2025, 1, 1)])):
        for day in days:
            leaf(report=one, response_due_on=day)
    told = [(group.key, group.overdue) for group in by_report(3)]
    assert told == [(longer.symbol, 1), (late.symbol, 2), (report.symbol, 0)]


def test_a_leaf_is_at_one_stage():
    assert stage_of("pending", "") == "pending"
    assert stage_of("not_accepted", "") == "not_accepted"
    assert stage_of("accepted", "in_progress") == "in_progress"
    assert stage_of("not_accepted", "closed_not_implemented") == "closed_not_implemented"


def test_a_person_gets_the_figures_of_what_they_may_see(report):
    unit = UnitFactory()
    leaf(report=report, unit=unit)
    leaf(report=report)
    theirs = Recommendation.objects.leaves_visible_to(person(Role.READER, unit))
    assert figures(Leaves(theirs, ON)).leaves == 1


@pytest.mark.parametrize("many", [2, 60])
def test_the_number_of_queries_does_not_follow_the_number_of_recommendations(report, many, django_assert_num_queries):
    for position in range(many):
        theme = Section.objects.create(report=report, position=position, level=1)
        parent_of({}, {"response": "accepted", "unit": UnitFactory(), "theme": theme}, report=report)
    with django_assert_num_queries(2):
        figures(leaves())
    with django_assert_num_queries(2):
        by_theme("en")
    with django_assert_num_queries(3):
        by_report(9)
