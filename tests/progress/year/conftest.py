"""A register that changes day by day, and what it looked like at the end of each day."""

import random
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import transaction
from django.db.models import F

from recommendations import history
from recommendations.models import Recommendation, Unit
from recommendations.progress import groups
from recommendations.progress.figures import Breakdown, cells, figures
from recommendations.progress.leaves import Leaves
from tests.factories import RecommendationFactory, ReportFactory, UnitFactory, UserFactory

FIRST, DAYS = date(2026, 1, 5), 30
FOLLOWED = ("unit_id", "owner_id", "response", "response_due_on", "decided_on", "implementation", "target_on",
            "first_target_on", "last_update_on", "completed_on", "verified_on", "closed_on")  # fmt: skip
PLACE = ("report__symbol", "report__issued_on", "addressee_kind", "unit__parent", "parent_id")
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
            self.days[day] = list(Recommendation.objects.leaves().values(*FOLLOWED, *PLACE, "pk", "due_on"))
            self.told[day] = everything(Leaves(Recommendation.objects.leaves(), day))

    def new(self, number: int, at: datetime = datetime(2026, 1, 5, 7, tzinfo=UTC)) -> None:
        report = self.chance.choice(self.reports)
        parent = RecommendationFactory(report=report, is_leaf=False, response="")
        kinds = ["member_states", *["secretariat"] * (number - 1)]
        made = [RecommendationFactory(report=self.chance.choice(self.reports), addressee_kind=kind) for kind in kinds]
        made += [RecommendationFactory(report=report, parent=parent) for _ in range(3)]
        history.record_first([history.First(item.pk, item.is_leaf, {}, {}) for item in [parent, *made]], by=None, at=at)

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
        groups.by_theme(Breakdown(leaves, "theme").by("theme"), language="en"),
        groups.by_report(leaves, groups.first_due(leaves), [], language="en", most=9),
        groups.by_owner(Breakdown(leaves, "owner", "owner__name").by("owner", "owner__name")),
    )
    plain = [[(g.key, g.level, dict(g.stages), g.overdue, +g.tally.measures) for g in table] for table in told]
    return figures(leaves), plain


@pytest.fixture(scope="package")
def year(django_db_setup, django_db_blocker):
    """Made once for all the tests beside this file, as it takes thousands of statements; nothing of it stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        year = Year(seed=1)
        year.live()
        yield year
        transaction.set_rollback(True)
