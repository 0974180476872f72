"""What is told of a past day is what was told on that day, and what a count of every single row of that day gives."""

import random
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from recommendations import history, periods
from recommendations.filtersets import RecommendationFilter
from recommendations.models import Recommendation, Unit
from recommendations.permissions import Role
from recommendations.progress import groups
from recommendations.progress.changes import changes
from recommendations.progress.figures import cells, figures, stage_of
from recommendations.progress.leaves import Leaves
from tests.factories import RecommendationFactory, ReportFactory, UnitFactory, UserFactory, person

FIRST, DAYS = date(2026, 1, 5), 30
FOLLOWED = ("unit_id", "owner_id", "response", "response_due_on", "decided_on", "implementation", "target_on",
            "first_target_on", "last_update_on", "completed_on", "verified_on", "closed_on")  # fmt: skip
OPENED = {"response": "accepted", "implementation": "not_started"}
NEXT = {
    ("pending", ""): [{"response": "under_consideration"}, OPENED, {"response": "not_accepted"}],
    ("under_consideration", ""): [OPENED | {"response": "partially_accepted"}, {"response": "not_accepted"}],
    ("accepted", "not_started"): [{"implementation": "in_progress"}, {"implementation": "closed_not_implemented"}],
    ("accepted", "in_progress"): [{"implementation": "reported_implemented"}],
    ("accepted", "reported_implemented"): [
        {"implementation": "verified_implemented"}, {"implementation": "in_progress"},  # returned
    ],
    ("accepted", "closed_not_implemented"): [{"implementation": "in_progress"}],  # reopened
    ("not_accepted", ""): [OPENED],  # changed
}  # fmt: skip


class Year:
    """A register that changes day by day, and what every leaf looked like at the end of each day."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        top = UnitFactory(name="The Office")
        self.units = [top, *(UnitFactory(parent=top) for _ in range(3))]
        self.owners = [UserFactory() for _ in range(3)]
        self.reports = [ReportFactory(issued_on=date(2020 + 2 * n, 12, 1 + n)) for n in range(3)]
        self.days: dict[date, list[dict]] = {}
        self.told: dict[date, object] = {}

    def live(self) -> None:
        self.new(12)
        for n in range(DAYS):
            day = FIRST + timedelta(days=n)
            for hour in range(8, 14):
                self.step(datetime.combine(day, time(hour), tzinfo=UTC), day)
            if n == 12:
                self.new(5, datetime.combine(day, time(20), tzinfo=UTC))
            if n == 20:
                self.merge(datetime.combine(day, time(20), tzinfo=UTC))
            self.days[day] = list(
                Recommendation.objects.leaves().values(*FOLLOWED, "pk", "report__issued_on", "due_on")
            )
            self.told[day] = everything(Leaves(Recommendation.objects.leaves(), day))

    def new(self, number: int, at: datetime = datetime(2026, 1, 5, 7, tzinfo=UTC)) -> None:
        report = self.chance.choice(self.reports)
        parent = RecommendationFactory(report=report, is_leaf=False, response="")
        kinds = ["member_states", *["secretariat"] * (number - 1)]
        made = [RecommendationFactory(report=self.chance.choice(self.reports), addressee_kind=kind) for kind in kinds]
        made += [RecommendationFactory(report=report, parent=parent) for _ in range(3)]
        history.record_first([history.Act(item, "import", {}, {}) for item in [parent, *made]], by=None, at=at)

    def step(self, at: datetime, day: date) -> None:
        item = self.chance.choice(list(Recommendation.objects.leaves().order_by("pk")))
        after = dict(self.chance.choice(NEXT.get((item.response, item.implementation), [{}])))
        kind = self.chance.random()
        if kind < 0.3 or item.unit_id is None:
            after = {"unit_id": self.chance.choice(self.units).pk, "owner_id": self.chance.choice(self.owners).pk,
                     "response_due_on": day + timedelta(days=self.chance.randint(-5, 40))}  # fmt: skip
        elif kind < 0.5:
            after = {"target_on": day + timedelta(days=self.chance.randint(-9, 100)), "last_update_on": day}
        elif "response" in after:
            after |= {"decided_on": day - timedelta(days=self.chance.choice([0, 150]))}
        if after.get("implementation") == "not_started":
            after |= {"target_on": day + timedelta(days=3)} | ({} if item.first_target_on else {"first_target_on": day})
        if after.get("implementation") == "reported_implemented":
            after |= {"completed_on": day}
        self.write([(item, after)], at)

    def merge(self, at: datetime) -> None:
        """All that belongs to the last unit goes to the one before, as merging units does."""
        gone, kept = self.units.pop(), self.units[-1]
        self.write([(item, {"unit_id": kept.pk}) for item in Recommendation.objects.filter(unit=gone)], at)

    def write(self, changed: list, at: datetime) -> None:
        acts = []
        for item, after in changed:
            acts.append(history.Act(item, "assign", {k: [getattr(item, k), v] for k, v in after.items()}, {}))
            extra = {"claimed_by": self.owners[0]} if "completed_on" in after else {}
            Recommendation.objects.filter(pk=item.pk).update(**after, **extra, version=F("version") + 1)
        history.record_many(acts, by=None, at=at)


def everything(leaves: Leaves) -> object:
    """All there is to tell of a day, in a form that can be compared."""
    counted = cells(leaves)
    units = [groups.UnitName(unit.pk, unit.name, unit.parent_id) for unit in Unit.objects.order_by("name", "pk")]
    told = (
        groups.by_unit(counted, units),
        groups.by_addressee(counted),
        groups.by_theme(leaves, language="en"),
        groups.by_report(leaves, [], language="en", most=9),
        groups.by_owner(leaves, most=9),
    )
    plain = [[(g.key, g.level, dict(g.stages), g.overdue, +g.tally.measures) for g in table] for table in told]
    return figures(leaves), plain


@pytest.fixture(scope="module")
def year(django_db_setup, django_db_blocker):
    """Made once, as it takes thousands of statements; nothing of it stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        year = Year(seed=1)
        year.live()
        yield year
        transaction.set_rollback(True)


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
