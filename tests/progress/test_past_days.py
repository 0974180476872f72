"""What is told of a past day is what was told on that day, and what a count of every single row of that day gives."""

from collections import Counter
from datetime import timedelta

from django.utils import timezone

from recommendations import periods
from recommendations.filtersets import RecommendationFilter
from recommendations.models import Recommendation
from recommendations.permissions import Role
from recommendations.progress import groups
from recommendations.progress.changes import changes
from recommendations.progress.figures import cells, figures, stage_of
from recommendations.progress.leaves import Leaves
from tests.factories import person
from tests.progress.conftest import FIRST, everything


def test_a_past_day_is_told_as_it_was_told_on_that_day(year):
    for day, told in year.told.items():
        assert everything(Leaves.as_at(Recommendation.objects.all(), day)) == told, day
    assert list(periods.check()) == []


def test_every_number_is_what_a_count_of_every_row_gives(year):
    for day, rows in year.days.items():
        seen = figures(Leaves.as_at(Recommendation.objects.all(), day))
        stages = Counter(stage_of(row["response"], row["implementation"]) for row in rows)
        agreed = [row for row in rows if row["response"] in ("accepted", "partially_accepted")]
        refused = [row for row in rows if row["response"] == "not_accepted"]
        due = [(row["due_on"] - day).days for row in rows if row["due_on"]]
        silent = [
            row["last_update_on"] or row["decided_on"]
            for row in rows
            if row["implementation"] in ("not_started", "in_progress") and (row["last_update_on"] or row["decided_on"])
        ]
        slips = [
            (row["target_on"] - row["first_target_on"]).days
            for row in rows
            if row["target_on"] and row["first_target_on"]
        ]
        dated = [row for row in rows if row["implementation"] == "verified_implemented" and row["target_on"]]
        ended = {"verified_implemented", "closed_not_implemented", "not_accepted"}
        ages = Counter(
            day.year - row["report__issued_on"].year
            - ((day.month, day.day) < (row["report__issued_on"].month, row["report__issued_on"].day))
            for row in rows
            if stage_of(row["response"], row["implementation"]) not in ended
        )  # fmt: skip
        assert (seen.leaves, +seen.stages) == (len(rows), +stages)
        assert (seen.acceptance.part, seen.acceptance.whole) == (len(agreed), len(agreed) + len(refused))
        assert (seen.implementation.part, seen.implementation.whole) == (stages["verified_implemented"], len(agreed))
        assert (seen.overdue, seen.due_soon, seen.due_next) == (
            sum(d < 0 for d in due), sum(0 <= d <= 30 for d in due), sum(0 <= d <= 90 for d in due),
        )  # fmt: skip
        assert seen.stale == sum((day - told).days > 100 for told in silent)
        assert (seen.slipped, seen.slipped_days) == (sum(s > 0 for s in slips), sum(s for s in slips if s > 0))
        assert (seen.in_time.part, seen.in_time.whole) == (
            sum(row["completed_on"] <= row["target_on"] for row in dated), len(dated),
        )  # fmt: skip
        assert [band.count for band in seen.ages] == [
            sum(n for age, n in ages.items() if low <= age < high) for low, high in ((0, 1), (1, 2), (2, 5), (5, 99))
        ]


def test_the_list_behind_a_number_of_a_past_day_has_that_many(year):
    reader = person(Role.COORDINATOR)
    day = FIRST + timedelta(days=17)
    seen = figures(Leaves.as_at(Recommendation.objects.all(), day))
    expected = {
        **{("stage", code): n for code, n in seen.stages.items()},
        **{("response", state.code): state.count for state in seen.responses},
        **{("age", band.code): band.count for band in seen.ages},
        ("due", "overdue"): seen.overdue,
        ("due", "soon"): seen.due_soon,
        ("due", "quarter"): seen.due_next,
        ("only", "open"): seen.open,
        ("only", "stale"): seen.stale,
        ("only", "slipped"): seen.slipped,
        ("only", "dated"): seen.in_time.whole,
        ("only", "in_time"): seen.in_time.part,
    }
    for (name, value), number in expected.items():
        assert listed(reader, {name: value, "on": str(day)}) == number, (name, value)
    for unit in groups.by_unit(cells(Leaves.as_at(Recommendation.objects.all(), day)), []):
        assert listed(reader, {"unit": unit.key, "on": str(day)}) == unit.leaves


def listed(reader, narrowed) -> int:
    filters = RecommendationFilter(
        narrowed, Recommendation.objects.visible_to(reader), by=reader, on=timezone.localdate()
    )
    assert filters.form.is_valid(), filters.errors
    return filters.qs.count()


def test_what_changed_between_two_days_is_told_by_leaf_and_listed(year):
    since, on = FIRST + timedelta(days=9), FIRST + timedelta(days=24)
    then = {row["pk"]: stage_of(row["response"], row["implementation"]) for row in year.days[since]}
    after = {row["pk"]: stage_of(row["response"], row["implementation"]) for row in year.days[on]}
    seen = changes(Leaves.as_at(Recommendation.objects.all(), on), since=since)
    assert seen.flows == Counter((then.get(pk, "none"), stage) for pk, stage in after.items())
    assert (seen.new, seen.after) == (8, Counter(after.values()))
    reader = person(Role.COORDINATOR)
    for (was, stage), number in seen.flows.items():
        assert listed(reader, {"since": str(since), "was": was, "stage": stage, "on": str(on)}) == number, (was, stage)
    assert listed(reader, {"since": str(since), "on": str(on)}) == seen.moved


def test_a_past_day_takes_no_more_queries_than_today(year, django_assert_num_queries):
    with django_assert_num_queries(3):
        figures(Leaves.as_at(Recommendation.objects.all(), FIRST))
    with django_assert_num_queries(1):
        changes(Leaves.as_at(Recommendation.objects.all(), FIRST), since=FIRST)


def test_rights_of_a_past_day_are_those_of_today(year):
    unit = year.units[1]
    reader = person(Role.READER, unit)
    visible = Recommendation.objects.visible_to(reader)
    there = {row["pk"] for row in year.days[FIRST + timedelta(days=17)]}
    theirs = set(Recommendation.objects.leaves_visible_to(reader).values_list("pk", flat=True))
    assert figures(Leaves.as_at(visible, FIRST + timedelta(days=17))).leaves == len(there & theirs)
