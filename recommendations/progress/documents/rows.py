"""A recommendation as one row: what the tables for machines and spreadsheets hold, with typed cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.progress.documents.content import clean
from recommendations.progress.documents.facts import Fact
from recommendations.progress.documents.speaking import Speaker
from recommendations.workflow import Words

Value = str | int | date | None


@dataclass(frozen=True)
class RowColumn:
    """`width` is in characters. Cells are dates where `is_date`, numbers where `is_number`, else text."""

    code: str
    label: Words
    width: int
    value: Callable[[Fact, Speaker], Value]
    is_date: bool = False
    is_number: bool = False


def _slipped(fact: Fact, _speaker: Speaker) -> Value:
    if fact.target_on is None or fact.first_target_on is None:
        return None
    return (fact.target_on - fact.first_target_on).days


def _late(fact: Fact, speaker: Speaker) -> Value:
    """Days the date it waits for has passed; nothing where it has not."""
    return (speaker.on - fact.due_on).days if fact.due_on is not None and fact.due_on < speaker.on else None


def _update(fact: Fact, _speaker: Speaker) -> Value:
    if fact.update is None:
        return ""
    words = clean(fact.update.text)
    return words or (_("no change, still on track") if fact.update.no_change else "")


def _steps(fact: Fact, speaker: Speaker) -> Value:
    return "\n".join(passage.words for passage in speaker.next_steps(fact))


COLUMNS: Sequence[RowColumn] = (
    RowColumn("report", gettext_lazy("Report"), 12, lambda fact, _say: fact.symbol),
    RowColumn("reference", gettext_lazy("Reference"), 12, lambda fact, _say: fact.reference),
    RowColumn("part_of", gettext_lazy("Part of"), 10, lambda fact, _say: fact.parent),
    RowColumn("theme", gettext_lazy("Theme"), 24, lambda fact, say: say.theme(fact.theme).words),
    RowColumn("chapeau", gettext_lazy("Chapeau"), 30, lambda fact, say: say.text(fact.chapeau).words),
    RowColumn("text", gettext_lazy("Recommendation"), 60, lambda fact, say: say.text(fact.texts).words),
    RowColumn("unit", gettext_lazy("Unit"), 24, lambda fact, say: say.unit(fact)),
    RowColumn("owner", gettext_lazy("Owner"), 20, lambda fact, say: say.owner(fact)),
    RowColumn("response", gettext_lazy("Response"), 20, lambda fact, say: say.response(fact)),
    RowColumn("response_text", gettext_lazy("Response in words"), 40, lambda fact, _say: clean(fact.response_text)),
    RowColumn("justification", gettext_lazy("Justification"), 30, lambda fact, _say: clean(fact.justification)),
    RowColumn("decided_on", gettext_lazy("Decided on"), 12, lambda fact, _say: fact.decided_on, is_date=True),
    RowColumn("implementation", gettext_lazy("Implementation"), 20, lambda fact, say: say.implementation(fact)),
    RowColumn("percent_done", gettext_lazy("Percent done"), 10, lambda fact, _say: fact.percent_done, is_number=True),
    RowColumn("target_on", gettext_lazy("Target date"), 12, lambda fact, _say: fact.target_on, is_date=True),
    RowColumn("first_target_on", gettext_lazy("First target date"), 12, lambda fact, _say: fact.first_target_on,
              is_date=True),
    RowColumn("slipped_days", gettext_lazy("Slipped, in days"), 10, _slipped, is_number=True),
    RowColumn("due_on", gettext_lazy("Due"), 12, lambda fact, _say: fact.due_on, is_date=True),
    RowColumn("days_late", gettext_lazy("Late, in days"), 10, _late, is_number=True),
    RowColumn("last_update_on", gettext_lazy("Last update"), 12,
              lambda fact, _say: fact.update.on if fact.update else None, is_date=True),
    RowColumn("update", gettext_lazy("Latest update"), 50, _update),
    RowColumn("evidence", gettext_lazy("Evidence"), 24, lambda fact, say: "; ".join(say.evidence(fact))),
    RowColumn("next_steps", gettext_lazy("Next steps"), 40, _steps),
    RowColumn("verified_on", gettext_lazy("Verified on"), 12, lambda fact, _say: fact.verified_on, is_date=True),
    RowColumn("closed_on", gettext_lazy("Closed on"), 12, lambda fact, _say: fact.closed_on, is_date=True),
    RowColumn("closing_reason", gettext_lazy("Reason for closing"), 20, lambda fact, say: say.closing_reason(fact)),
)  # fmt: skip


def row(fact: Fact, speaker: Speaker) -> list[Value]:
    return [column.value(fact, speaker) for column in COLUMNS]
