"""The numbers of a report, counted from its facts while they pass by; every leaf once, a lettered item once."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from recommendations import workflow
from recommendations.models.recommendation import STALE_AFTER
from recommendations.progress.documents.facts import Fact
from recommendations.progress.figures import DUE_SOON, Rate, Tally, stage_of
from recommendations.workflow import Implementation, Leaf, Response

DUE_NEXT = timedelta(days=90)


@dataclass
class Numbers:
    """Counts on a day. Add each fact once, in the order of the reports, and `close` at the end.

    `due_soon` is within 30 days, `due_next` within 90 (those of the 30 included). `items` are lettered items: a parent
    once, and a leaf that is nobody's part.
    """

    on: date
    leaves: int = 0
    items: int = 0
    overdue: int = 0
    due_soon: int = 0
    due_next: int = 0
    stale: int = 0
    unowned: int = 0
    asked_for_time: int = 0
    extended: int = 0
    new: int = 0
    changed: int = 0
    responses: Counter[str] = field(default_factory=Counter)
    implementations: Counter[str] = field(default_factory=Counter)
    item_responses: Counter[str] = field(default_factory=Counter)
    by_unit: dict[int | None, Tally] = field(default_factory=lambda: defaultdict(Tally))
    by_theme: dict[int | None, Tally] = field(default_factory=lambda: defaultdict(Tally))
    by_report: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    _report: str = ""
    _parents: dict[str, list[Leaf]] = field(default_factory=lambda: defaultdict(list))

    def add(self, fact: Fact) -> None:
        if fact.symbol != self._report:
            self.close()
            self._report = fact.symbol
        self.leaves += 1
        self.responses[fact.response] += 1
        if fact.implementation:
            self.implementations[fact.implementation] += 1
        if fact.parent:
            self._parents[fact.parent].append(fact.leaf)
        else:
            self.items += 1
            self.item_responses[fact.response] += 1
        self._time(fact)
        late = int(fact.due_on is not None and fact.due_on < self.on)
        stage = stage_of(fact.response, fact.implementation)
        for group in (self.by_unit[fact.unit], self.by_theme[fact.theme], self.by_report[fact.symbol]):
            group.stages[stage] += 1
            group.overdue += late

    def _time(self, fact: Fact) -> None:
        due = fact.due_on
        if due is not None:
            self.overdue += due < self.on
            self.due_soon += self.on <= due <= self.on + DUE_SOON
            self.due_next += self.on <= due <= self.on + DUE_NEXT
        to_do = fact.implementation in workflow.TO_DO
        told_on = fact.update.on if fact.update is not None else fact.decided_on
        self.stale += to_do and told_on is not None and told_on < self.on - STALE_AFTER
        self.unowned += fact.is_open and fact.owner is None
        self.asked_for_time += fact.asks_for_time
        self.extended += any(one.state == "granted" for one in fact.extensions)
        self.new += fact.was is None
        self.changed += changed(fact)

    def close(self) -> None:
        """Count the parents of the report that has ended."""
        for leaves in self._parents.values():
            self.items += 1
            self.item_responses[workflow.roll_up(leaves, on=self.on).response] += 1
        self._parents.clear()

    @property
    def acceptance(self) -> Rate:
        """Accepted at least in part, of those decided."""
        return Rate(self.agreed, self.agreed + self.responses[Response.NOT_ACCEPTED])

    @property
    def implementation(self) -> Rate:
        """Verified, of those accepted at least in part."""
        return Rate(self.implementations[Implementation.VERIFIED], self.agreed)

    @property
    def agreed(self) -> int:
        return sum(self.responses[state] for state in workflow.AGREED)

    @property
    def undecided(self) -> int:
        return sum(self.responses[state] for state in workflow.UNDECIDED)


def changed(fact: Fact) -> bool:
    """Whether the leaf stands otherwise than at the earlier date; one that was not there then is new, not changed."""
    was = fact.was
    return was is not None and (was.response, was.implementation, was.target_on) != (
        fact.response, fact.implementation, fact.target_on,
    )  # fmt: skip
