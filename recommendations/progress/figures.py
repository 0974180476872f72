"""Counts of recommendations as plain values: by response, implementation, report, theme and unit, and what is late.

Everything is counted from the leaves a person may see, in the same number of queries whatever their number. Whoever
calls hands in the queryset (`Recommendation.objects.visible_to(user).leaves()`, narrowed or not) and the day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from recommendations import workflow
from recommendations.models import Edition, Recommendation, SectionText, Unit
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
    """The stage of a leaf. One refused after all counts as not accepted, although its implementation was closed."""
    if response in workflow.AGREED and implementation:
        return implementation
    return response


@dataclass(frozen=True)
class StateCount:
    """How many are in a state."""

    code: str
    label: Words
    count: int


@dataclass(frozen=True)
class Group:
    """The leaves of one report, theme or unit. `pk` is None for those that have none; `stages` omits empty stages."""

    pk: int | None
    name: Words
    leaves: int
    overdue: int
    stages: Mapping[str, int]


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
        if response in workflow.AGREED:
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


def by_unit(leaves: QuerySet[Recommendation], *, on: date) -> list[Group]:
    """Two queries; in the order of the units' names, those without a unit last."""
    counted = _grouped(leaves, "unit_id", on=on)
    names = {unit.pk: unit.name for unit in Unit.objects.filter(pk__in=_keys(counted))}
    return _groups(counted, names, sorted(names, key=lambda pk: names[pk]), _("No unit yet"))


def by_theme(leaves: QuerySet[Recommendation], *, on: date, language: str) -> list[Group]:
    """Two queries; themes in the order of their reports, headings in `language` (an edition's code) if it has one."""
    counted = _grouped(leaves, "theme_id", on=on)
    texts = SectionText.objects.filter(section__in=_keys(counted)).select_related("edition", "section")
    names: dict[int, str] = {}
    for text in sorted(texts, key=lambda text: text.edition.language == language):
        names[text.section_id] = text.heading
    places = {text.section_id: (text.section.report_id, text.section.position) for text in texts}
    return _groups(counted, names, sorted(names, key=lambda pk: places[pk]), _("No theme"))


def by_report(leaves: QuerySet[Recommendation], *, on: date, language: str) -> list[Group]:
    """Two queries; reports in the order of their symbols, with their titles."""
    counted = _grouped(leaves, "report_id", on=on)
    editions = Edition.objects.filter(report__in=_keys(counted)).select_related("report")
    names: dict[int, str] = {}
    for edition in sorted(editions, key=lambda edition: edition.language == language):
        names[edition.report_id] = f"{edition.report.symbol} · {edition.title}"
    return _groups(counted, names, sorted(names, key=lambda pk: names[pk]), _("No report"))


Counted = dict[int | None, tuple[Counter[str], int]]


def _grouped(leaves: QuerySet[Recommendation], key: str, *, on: date) -> Counted:
    """{key: (leaves by stage, overdue)} in one query."""
    rows = (
        leaves.order_by()
        .values_list(key, "response", "implementation")
        .annotate(n=Count("pk"), late=Count("pk", filter=Q(due_on__lt=on)))
    )
    counted: Counted = {}
    for pk, response, implementation, n, late in rows:
        stages, overdue = counted.get(pk, (Counter[str](), 0))
        stages[stage_of(response, implementation)] += n
        counted[pk] = (stages, overdue + late)
    return counted


def _keys(counted: Counted) -> list[int]:
    return [pk for pk in counted if pk is not None]


def _groups(counted: Counted, names: Mapping[int, str], order: Iterable[int], nameless: Words) -> list[Group]:
    """The nameless (no unit, no theme, a theme without a heading) come last, each under its own key."""
    known = list(order)
    rest = sorted((pk for pk in counted if pk not in names), key=lambda pk: (pk is not None, pk or 0))
    found = []
    for pk in (*known, *rest):
        stages, overdue = counted[pk]
        found.append(Group(pk, names.get(pk, nameless) if pk else nameless, stages.total(), overdue, dict(stages)))
    return found
