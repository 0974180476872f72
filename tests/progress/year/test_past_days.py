"""What is told of a past day is what was told on that day, and what a count of every single row of that day gives.

The rows of thirty days were written down as each day ended; between them leaves were reopened, given to others and
added, and units merged.
"""

import re
from collections import Counter
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs

import pytest
from django.test import Client
from django.utils import timezone

from recommendations import periods
from recommendations.filtersets import RecommendationFilter
from recommendations.models import Recommendation
from recommendations.permissions import Role
from recommendations.progress import groups
from recommendations.progress.changes import changes
from recommendations.progress.figures import cells, figures
from recommendations.progress.leaves import Leaves
from tests.factories import person
from tests.progress.year.conftest import FIRST, everything
from tests.progress.year.recount import Recount, groups_of, stage

pytestmark = pytest.mark.django_db


def test_a_past_day_is_told_as_it_was_told_on_that_day(year):
    for day, told in year.told.items():
        assert everything(Leaves.as_at(Recommendation.objects.all(), day)) == told, day
    assert list(periods.check()) == []


def test_every_number_is_what_a_count_of_every_row_gives(year):
    for day, rows in year.days.items():
        seen, recount = figures(Leaves.as_at(Recommendation.objects.all(), day)), Recount(rows, day)
        assert (seen.leaves, +seen.stages) == (len(rows), +Counter(stage(row) for row in rows))
        for rate, part, whole in (
            (seen.acceptance, "agreed", "decided"), (seen.implementation, "verified", "agreed"),
            (seen.in_time, "in_time", "dated"),
        ):  # fmt: skip
            assert (rate.part, rate.whole) == (recount(only=part), recount(only=whole)), day
        due = (seen.overdue, seen.due_soon, seen.due_next)
        assert due == tuple(recount(due=code) for code in ("overdue", "soon", "quarter")), day
        assert (seen.open, seen.stale, seen.slipped) == tuple(recount(only=o) for o in ("open", "stale", "slipped")), (
            day
        )
        assert {band.code: band.count for band in seen.ages} == {
            band: recount(age=band) for band in ("under_1", "under_2", "under_5", "long")
        }, day
        slips = [(row["target_on"] - row["first_target_on"]).days for row in rows if recount.slipped(row)]
        assert seen.slipped_days == sum(slips), day


@pytest.fixture
def page(year):
    client = Client()
    client.force_login(person(Role.COORDINATOR))

    def get(day):
        response = client.get("/progress/", {"on": day.isoformat()})
        assert response.status_code == 200
        return response.content.decode()

    return get


NUMBERED = re.compile(r'<a [^>]*href="/recommendations/\?([^"]+)"[^>]*>(?:<b class="number">)?([^<]*?)'
                      r'(?:<span class="number">)?([\d,]+)(%?)<')  # fmt: skip


def linked(shown):
    """(filters, words, number, whether it is a rate) of each number with a list."""
    for query, words, number, rate in NUMBERED.findall(shown):
        filters = {name: value for name, (value,) in parse_qs(unescape(query)).items()}
        yield filters, words, int(number.replace(",", "")), bool(rate)


def test_every_number_of_the_page_is_what_a_recount_gives(year, page):
    told = set()
    for day, rows in year.days.items():
        recount, seen = Recount(rows, day), Counter()
        for filters, words, number, is_rate in linked(page(day)):
            if filters.pop("on") != str(day):
                continue  # a month before
            filters.pop("sort", "")
            counted, told_by = recount(**filters), tuple(filters)
            if is_rate:
                whole = {"agreed": "decided", "verified": "agreed", "in_time": "dated"}[filters.pop("only")]
                counted = round(100 * counted / recount(**filters, only=whole))
            assert number == counted, (day, filters, words)
            seen[told_by] += 1
        told |= seen.keys()
        for group in ("report", "unit", "addressee"):  # all of them, and the ones above no fewer than two
            assert 0 <= len(groups_of(rows, group)) - seen[(group,)] <= (group == "unit"), (day, group)
    # Tiles, states, ages, and of groups their stages, what is late and how much is accepted and implemented.
    whole = {("due",), ("only",), ("response",), ("implementation",), ("age",), ("stage",)}
    assert whole | {("unit", "stage"), ("unit", "due"), ("unit", "only")} <= told


def test_the_months_of_the_page_are_what_was_so_when_they_were_over(year, page):
    """Of the month before the last day, and of the running one."""
    last = max(year.days)
    shown = page(last)
    months = [
        (filters.get("on"), filters.get("only") or filters.get("stage", ""), number)
        for filters, _words, number, _rate in linked(shown[shown.index('id="trend"') : shown.index('id="forecast"')])
    ]
    recount = Recount(year.days[last], last)
    assert (str(last), "", recount()) in months
    assert (str(last), "open", recount(only="open")) in months
    assert (str(last), "verified_implemented", recount(stage="verified_implemented")) in months


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
    then = {row["pk"]: stage(row) for row in year.days[since]}
    after = {row["pk"]: stage(row) for row in year.days[on]}
    seen = changes(Leaves.as_at(Recommendation.objects.all(), on), since=since)
    assert seen.flows == Counter((then.get(pk, "none"), now) for pk, now in after.items())
    assert (seen.new, seen.after) == (8, Counter(after.values()))
    reader = person(Role.COORDINATOR)
    for (was, now), number in seen.flows.items():
        assert listed(reader, {"since": str(since), "was": was, "stage": now, "on": str(on)}) == number, (was, now)
    assert listed(reader, {"since": str(since), "on": str(on)}) == seen.moved


def test_a_past_day_takes_no_more_queries_than_today(year, django_assert_num_queries):
    with django_assert_num_queries(2):
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
