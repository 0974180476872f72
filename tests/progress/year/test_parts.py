"""Who sees a part of everything is told the numbers of that part, as a count of every row by hand gives them."""

from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest
from django.db.models import F

from recommendations.models import Recommendation, StatePeriod
from recommendations.permissions import Role
from recommendations.progress import kept
from recommendations.web.scope import scope_of
from tests.factories import AbsenceFactory, RecommendationFactory, person
from tests.progress.year.conftest import DAYS, FIRST, FOLLOWED, PLACE
from tests.progress.year.recount import Recount, stage

pytestmark = pytest.mark.django_db
LAST = FIRST + timedelta(days=DAYS - 1)
MONTH_ENDS = (date(2026, 1, 31), LAST)


class Seen:
    """The rows a person sees: by their units, by their own part in them (ids of people), by what they contribute to."""

    def __init__(self, units, people, contributions=()):
        every = Recommendation.objects.values(*FOLLOWED, *PLACE, "pk", "due_on", "is_leaf", "alternate_id")
        self.items = [
            row
            for row in every
            if row["unit_id"] in units or {row["owner_id"], row["alternate_id"]} & people or row["pk"] in contributions
        ]
        self.leaves = [row for row in self.items if row["is_leaf"]]
        above = {row["parent_id"] for row in self.leaves}
        self.pks = {row["pk"] for row in self.items} | above

    def items_among(self, leaves):
        return len({row["parent_id"] or -row["pk"] for row in leaves})

    def at_the_end_of(self, day, unit=None, addressee=None):
        """How many stood where, of those that belonged to the unit or one below it then."""
        found = Counter()
        kinds = dict(Recommendation.objects.values_list("pk", "addressee_kind"))
        for period in StatePeriod.objects.select_related("unit"):
            there = period.begins_on <= day and (period.ends_on is None or period.ends_on > day)
            of_unit = unit is None or (period.unit and unit in (period.unit.pk, period.unit.parent_id))
            of_kind = addressee in (None, kinds[period.recommendation_id])
            if there and of_unit and of_kind and period.recommendation_id in self.pks:
                found[period.implementation or period.response] += 1
        return found


@pytest.fixture
def readers(year):
    """(who reads, what they see), of every way to see a part."""
    top, division, other = year.units[:3]
    items = Recommendation.objects
    # Split after it had stood for a while: its past is seen by whoever sees one of its parts.
    split = items.leaves().filter(parent=None, unit=other)[:1].get()
    items.filter(pk=split.pk).update(is_leaf=False, response="", implementation="", version=F("version") + 1)
    split.periods.open().update(ends_at=F("begins_at"), ends_on=LAST)
    RecommendationFactory(report=split.report, parent=split, unit=division, response_due_on=LAST)
    owner, away = year.owners[:2]
    head, alternate, helper = (person(Role.UNIT_HEAD, division), person(Role.FOCAL_POINT), person(Role.READER, other))
    AbsenceFactory(person=away, alternate=head)
    items.filter(unit=other).update(alternate=alternate, version=F("version") + 1)
    helped = {item.pk for item in [*items.filter(unit=division)[:2], *items.filter(unit=None, is_leaf=True)[:2]]}
    helper.contributes_to.set(helped)
    every = {unit.pk for unit in year.units}
    return [
        (head, Seen({division.pk}, {head.pk, away.pk})),
        (helper, Seen({other.pk}, {helper.pk}, helped)),
        (owner, Seen(set(), {owner.pk})),
        (alternate, Seen(set(), {alternate.pk})),
        (person(Role.UNIT_HEAD, top), Seen(every, set())),
        (person(Role.FOCAL_POINT), Seen(set(), set())),
    ]


def test_every_number_of_a_part_is_what_a_count_of_its_rows_gives(year, readers):
    seen_by = defaultdict(set)
    for reader, seen in readers:
        units = [{"unit": str(unit.pk)} for unit in year.units]
        for narrowed in ({}, *units, {"addressee": "member_states"}, units[0] | {"addressee": "secretariat"}):
            counted = scope_of(narrowed, reader, LAST).count()
            recount = Recount(seen.leaves, LAST)
            rows = [row for row in seen.leaves if Recount([row], LAST)(**narrowed)]
            figures = counted.figures
            assert +Counter(figures.stages) == Counter(map(stage, rows)), (reader, narrowed)
            assert figures.items == seen.items_among(rows), (reader, narrowed)
            late = [figures.overdue, figures.due_soon, figures.due_next]
            assert late == [recount(**narrowed, due=code) for code in ("overdue", "soon", "quarter")]
            assert {band.code: band.count for band in figures.ages if band.count} == {
                band: n for band in ("under_1", "under_2", "under_5", "long") if (n := recount(**narrowed, age=band))
            }
            assert [figures.stale, figures.slipped] == [recount(**narrowed, only=one) for one in ("stale", "slipped")]
            months = {end.month.month: +Counter(end.stages) for end in counted.months.months()}
            unit = int(narrowed["unit"]) if "unit" in narrowed else None
            for day in MONTH_ENDS:
                ends = seen.at_the_end_of(day, unit, narrowed.get("addressee"))
                assert months.get(day.month, Counter()) == ends, (reader, narrowed, day)
            seen_by[len(rows)].add(reader)
    assert len(seen_by) > 8


def test_a_leaf_takes_its_past_along_to_another_unit(year, readers):
    _head, seen = readers[0]
    moved = [row["pk"] for row in seen.leaves][:4]
    Recommendation.objects.filter(pk__in=moved).update(unit=year.units[2], version=F("version") + 1)
    Recommendation.objects.filter(pk=moved[0]).update(addressee_kind="other", version=F("version") + 1)
    StatePeriod.objects.filter(recommendation=moved[1]).delete()
    assert list(kept.check(on=LAST)) == []
    kept.fold(on=LAST)
    assert list(kept.check(on=LAST)) == []
