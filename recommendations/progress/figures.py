"""Counts of recommendations as plain values: by response, implementation, report, theme and unit, and what is late.

Everything is counted from the leaves a person may see, in the same number of queries whatever their number. Whoever
calls hands in the queryset (`Recommendation.objects.leaves_visible_to(user)`, narrowed or not) and the day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from recommendations import workflow
from recommendations.models import Recommendation, Report, Section, SectionText, Unit
from recommendations.workflow import Computed, Implementation, Response, Words

DUE_SOON = timedelta(days=30)

# Where a leaf stands, on one line from the first state to the last: a leaf is at exactly one of these stages.
STAGES: dict[str, Words] = {
    Response.PENDING: Response.PENDING.label,
    Response.UNDER_CONSIDERATION: Response.UNDER_CONSIDERATION.label,
    Implementation.NOT_STARTED: Implementation.NOT_STARTED.label,
    Implementation.IN_PROGRESS: Implementation.IN_PROGRESS.label,
    Implementation.REPORTED: Implementation.REPORTED.label,
    Implementation.VERIFIED: Implementation.VERIFIED.label,
    Implementation.CLOSED: Implementation.CLOSED.label,
    Response.NOT_ACCEPTED: Response.NOT_ACCEPTED.label,
}


def stage_of(response: str, implementation: str) -> str:
    """The stage of a leaf: its implementation once that has opened, until then its response."""
    return implementation or response


@dataclass(frozen=True)
class StateCount:
    """How many are in a state."""

    code: str
    label: Words
    count: int


@dataclass(frozen=True)
class Group:
    """The leaves of one report, theme or unit.

    `key` is how a list is narrowed to it: a report's symbol, else an id; "none" for the leaves that have none.
    `stages` omits empty stages. `level` is the depth in a tree, from 0.
    """

    key: str
    name: Words
    leaves: int
    overdue: int
    stages: Mapping[str, int]
    level: int = 0


NONE = "none"


@dataclass(frozen=True)
class Rate:
    """So many of so many; `percent` is None of nothing."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.part / self.whole) if self.whole else None


@dataclass(frozen=True)
class Figures:
    """The counts of one set of leaves on one day.

    `items` are lettered items: a parent counts once, by its computed states, and so does a leaf that is nobody's part.
    """

    on: date
    leaves: int
    items: int
    overdue: int
    due_soon: int
    responses: list[StateCount]
    implementations: list[StateCount]
    item_responses: list[StateCount]
    item_implementations: list[StateCount]
    acceptance: Rate
    implementation: Rate


def figures(leaves: QuerySet[Recommendation], *, on: date) -> Figures:
    """Two queries. `acceptance` is accepted at least in part of decided; `implementation` is verified of agreed."""
    rows = list(
        leaves.order_by()
        .values_list("response", "implementation")
        .annotate(
            n=Count("pk"),
            alone=Count("pk", filter=Q(parent__isnull=True)),
            late=Count("pk", filter=Q(due_on__lt=on)),
            soon=Count("pk", filter=Q(due_on__gte=on, due_on__lte=on + DUE_SOON)),
        )
    )
    responses, implementations = Counter[str](), Counter[str]()
    item_responses, item_implementations = _parents(leaves, on=on)
    items = item_responses.total()
    for response, implementation, n, alone, _late, _soon in rows:
        responses[response] += n
        item_responses[response] += alone
        items += alone
        if implementation:
            implementations[implementation] += n
            item_implementations[_as_computed(implementation)] += alone
    agreed = sum(responses[state] for state in workflow.AGREED)
    return Figures(
        on=on,
        leaves=responses.total(),
        items=items,
        overdue=sum(row[4] for row in rows),
        due_soon=sum(row[5] for row in rows),
        responses=_counts(Response, responses),
        implementations=_counts(Implementation, implementations),
        item_responses=_counts(Response, item_responses),
        item_implementations=_counts(Computed, item_implementations),
        acceptance=Rate(agreed, agreed + responses[Response.NOT_ACCEPTED]),
        implementation=Rate(implementations[Implementation.VERIFIED], agreed),
    )


def _parents(leaves: QuerySet[Recommendation], *, on: date) -> tuple[Counter[str], Counter[str]]:
    """The computed responses and implementations of the parents of these leaves."""
    parts: dict[int, list[workflow.Leaf]] = defaultdict(list)
    known = leaves.order_by().filter(parent__isnull=False).values_list("parent_id", "response", "implementation")
    for parent_id, response, implementation in known.iterator():
        if parent_id is not None:
            parts[parent_id].append(workflow.Leaf("", response, implementation))
    rolled = [workflow.roll_up(children, on=on) for children in parts.values()]
    return Counter(up.response for up in rolled), Counter(up.implementation for up in rolled if up.implementation)


def _as_computed(implementation: str) -> str:
    """A lettered item without parts is counted beside parents, in their words: "reported" is still in progress."""
    match implementation:
        case Implementation.REPORTED:
            return Computed.IN_PROGRESS
        case Implementation.VERIFIED:
            return Computed.IMPLEMENTED
        case _:
            return implementation


def _counts(states: type[TextChoices], counter: Counter[str]) -> list[StateCount]:
    return [StateCount(state, label, counter[state]) for state, label in states.choices]


@dataclass
class Tally:
    """Leaves by stage, and how many of them are overdue."""

    stages: Counter[str] = field(default_factory=Counter)
    overdue: int = 0

    def add(self, other: Tally) -> None:
        self.stages.update(other.stages)
        self.overdue += other.overdue


def by_unit(leaves: QuerySet[Recommendation], *, on: date) -> list[Group]:
    """Two queries. A unit's figures include the units below it, as a list narrowed to the unit does.

    Units stand under the units they are part of. One that only hands on the figures of a single unit below is left
    out. Leaves without a unit come last.
    """
    own = _tallies(leaves, "unit_id", on=on)
    tree: dict[int | None, list[Unit]] = defaultdict(list)
    for unit in Unit.objects.order_by("name", "pk") if any(own) else ():
        tree[unit.parent_id].append(unit)
    found = [group for top in tree[None] for group in _branch(top, tree, own, 0)]
    return found + ([_group(NONE, _("No unit yet"), own[None])] if None in own else [])


def _branch(
    unit: Unit, tree: Mapping[int | None, list[Unit]], own: Mapping[int | None, Tally], level: int
) -> list[Group]:
    """The unit and those below it, as far as they have leaves."""
    below = [branch for child in tree.get(unit.pk, ()) if (branch := _branch(child, tree, own, level + 1))]
    if unit.pk not in own and len(below) < 2:
        return [replace(group, level=group.level - 1) for branch in below for group in branch]
    total = Tally()
    total.add(own.get(unit.pk, Tally()))
    for branch in below:
        total.add(Tally(Counter(branch[0].stages), branch[0].overdue))
    return [_group(str(unit.pk), unit.name, total, level), *(group for branch in below for group in branch)]


def by_theme(leaves: QuerySet[Recommendation], *, on: date, language: str) -> list[Group]:
    """Three queries. Themes in the order of the report; headings in `language` (an edition's code) if there are any."""
    tallies = _tallies(leaves, "theme_id", on=on)
    sections = Section.objects.filter(pk__in=[pk for pk in tallies if pk]).prefetch_related(
        Prefetch("texts", SectionText.objects.select_related("edition"))
    )
    named = [(str(one.pk), _heading(one, language), tallies[one.pk]) for one in sections]
    found = [_group(key, heading or _("A theme without a heading"), tally) for key, heading, tally in named]
    return found + ([_group(NONE, _("No theme"), tallies[None])] if None in tallies else [])


def by_report(leaves: QuerySet[Recommendation], *, on: date, language: str, most: int) -> list[Group]:
    """Three queries. At most so many reports, those with most overdue first, then those with most leaves.

    Titles are in `language` (an edition's code) if there are any.
    """
    tallies = _tallies(leaves, "report_id", on=on)
    first = sorted(tallies, key=lambda pk: (-tallies[pk].overdue, -tallies[pk].stages.total(), pk or 0))[:most]
    known = [pk for pk in first if pk is not None]  # every leaf has a report
    reports = Report.objects.prefetch_related("editions").in_bulk(known)
    return [
        _group(reports[pk].symbol, f"{reports[pk].symbol} · {_title(reports[pk], language)}", tallies[pk])
        for pk in known
    ]


def _heading(section: Section, language: str) -> str:
    return _in(language, [(text.edition.language, text.heading) for text in section.texts.all()])


def _title(report: Report, language: str) -> str:
    return _in(language, [(edition.language, edition.title) for edition in report.editions.all()])


def _in(language: str, texts: Iterable[tuple[str, str]]) -> str:
    """The text in that language, else the English one, else any; "" of none."""
    ranked = sorted(texts, key=lambda text: (text[0] != language, text[0] != "en", text[0]))
    return ranked[0][1] if ranked else ""


def _tallies(leaves: QuerySet[Recommendation], key: str, *, on: date) -> dict[int | None, Tally]:
    """One query."""
    rows = (
        leaves.order_by()
        .values_list(key, "response", "implementation")
        .annotate(n=Count("pk"), late=Count("pk", filter=Q(due_on__lt=on)))
    )
    tallies: dict[int | None, Tally] = defaultdict(Tally)
    for pk, response, implementation, n, late in rows:
        tallies[pk].add(Tally(Counter({stage_of(response, implementation): n}), late))
    return dict(tallies)


def _group(key: str, name: Words, tally: Tally, level: int = 0) -> Group:
    return Group(key, name, tally.stages.total(), tally.overdue, dict(tally.stages), level)
