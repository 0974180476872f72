"""The tables of a report: what is late, what was given more time, what was refused, what changed since last time.

A report ends with some of them as annexes; the pack for a meeting consists of others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations import workflow
from recommendations.progress.documents.content import UNKNOWN, Cell, Column, Passage, Section, Table, clean
from recommendations.progress.documents.facts import Earlier, Fact, MoreTime
from recommendations.progress.documents.numbers import DUE_NEXT, changed
from recommendations.progress.documents.speaking import Speaker
from recommendations.workflow import Response, Words

# In a table a recommendation is recognised by its beginning; its whole text stands in its entry.
BEGINNING = 160

Rows = Callable[[Fact, Speaker], Iterable[Sequence[Cell]]]


@dataclass(frozen=True)
class Annex:
    """`rows` makes the cells of a fact that belongs into it, after those that name the recommendation."""

    code: str
    title: Words
    empty: Words
    columns: Sequence[tuple[Words, int]]
    rows: Rows


def table(annex: Annex, facts: Iterable[Fact], speaker: Speaker) -> Table:
    columns = [Column(str(label), width) for label, width in (*NAMING, *annex.columns)]
    rows = [[*naming(fact, speaker), *cells] for fact in facts for cells in annex.rows(fact, speaker)]
    return Table(columns, rows, empty=str(annex.empty))


def sections(annexes: Iterable[Annex], facts: Sequence[Fact], speaker: Speaker) -> list[Section]:
    return [Section(str(annex.title), [table(annex, facts, speaker)]) for annex in annexes]


NAMING: tuple[tuple[Words, int], ...] = ((gettext_lazy("Reference"), 3), (gettext_lazy("Recommendation"), 8))


def naming(fact: Fact, speaker: Speaker) -> list[Cell]:
    text = speaker.text(fact.texts)
    beginning = Truncator(" ".join(text.words.split())).chars(BEGINNING)
    reference = fact.reference if speaker.one_report else f"{fact.symbol} {fact.reference}"
    return [Passage(reference), Passage(beginning, text.language)]


def _who(fact: Fact, speaker: Speaker) -> Passage:
    return Passage("\n".join(filter(None, (speaker.unit(fact), speaker.owner(fact)))))


def _overdue(fact: Fact, speaker: Speaker) -> Iterable[Sequence[Cell]]:
    if fact.due_on is not None and fact.due_on < speaker.on:
        yield [_who(fact, speaker), fact.due_on, Passage(speaker.lateness(fact))]


def _due_next(fact: Fact, speaker: Speaker) -> Iterable[Sequence[Cell]]:
    if fact.due_on is not None and speaker.on <= fact.due_on <= speaker.on + DUE_NEXT:
        yield [_who(fact, speaker), fact.due_on, Passage(speaker.lateness(fact))]


def _extensions(fact: Fact, speaker: Speaker) -> Iterable[Sequence[Cell]]:
    for one in fact.extensions:
        yield [
            one.asked_on,
            one.was_on,
            one.new_on,
            Passage(_decision(one, speaker)),
            Passage(clean(one.reason), UNKNOWN),
        ]


def _asked(fact: Fact, _speaker: Speaker) -> Iterable[Sequence[Cell]]:
    for one in fact.extensions:
        if one.state == "asked":
            granted = sum(other.state == "granted" for other in fact.extensions)
            yield [
                one.asked_on,
                one.was_on,
                one.new_on,
                granted,
                Passage(clean(f"{one.reason}\n{one.mitigation}"), UNKNOWN),
            ]


def _decision(one: MoreTime, speaker: Speaker) -> str:
    return "\n".join(filter(None, (str(STATES_OF_TIME[one.state]), speaker.inline(clean(one.words)))))


STATES_OF_TIME: dict[str, Words] = {
    "asked": gettext_lazy("Waits for a decision"),
    "granted": gettext_lazy("Granted"),
    "refused": gettext_lazy("Refused"),
    "lapsed": gettext_lazy("Not needed any more"),
}


def _refused(fact: Fact, speaker: Speaker) -> Iterable[Sequence[Cell]]:
    if fact.response == Response.NOT_ACCEPTED:
        yield [_who(fact, speaker), fact.decided_on, Passage(clean(fact.justification), UNKNOWN)]


def _closed(fact: Fact, speaker: Speaker) -> Iterable[Sequence[Cell]]:
    """What ended since the earlier moment; without one, all that has ended."""
    ended = fact.implementation in workflow.ENDED
    if ended and (fact.was is None or fact.was.implementation not in workflow.ENDED):
        words = speaker.closing_reason(fact) if fact.closing_reason else ""
        yield [_who(fact, speaker), fact.verified_on or fact.closed_on,
               Passage("\n".join(filter(None, (speaker.implementation(fact), words))))]  # fmt: skip


def _changes(fact: Fact, speaker: Speaker) -> Iterable[Sequence[Cell]]:
    if fact.was is None:
        yield [Passage(_("was not there")), Passage(speaker.status(fact))]
    elif changed(fact):
        yield [Passage(_stood(fact.was, fact, speaker)), Passage(_stands(fact, speaker))]


def _stands(fact: Fact, speaker: Speaker) -> str:
    return "\n".join(filter(None, (speaker.status(fact), speaker.day(fact.target_on))))


def _stood(was: Earlier, fact: Fact, speaker: Speaker) -> str:
    words = (
        speaker.vocabulary.response(was.response, fact.addressee_kind),
        speaker.vocabulary.implementation(was.implementation),
    )
    return "\n".join(filter(None, (" · ".join(filter(None, words)), speaker.day(was.target_on))))


_WHO = (gettext_lazy("Unit and owner"), 4)
_DUE = (gettext_lazy("Due"), 3)

OVERDUE = Annex("overdue", gettext_lazy("Overdue"), gettext_lazy("Nothing is overdue."),
                (_WHO, _DUE, (gettext_lazy("Late"), 3)), _overdue)  # fmt: skip
DUE = Annex("due", gettext_lazy("Due in the next 90 days"), gettext_lazy("Nothing falls due in the next 90 days."),
            (_WHO, _DUE, (gettext_lazy("When"), 3)), _due_next)  # fmt: skip
_DATES = ((gettext_lazy("Asked on"), 3), (gettext_lazy("Target was"), 3), (gettext_lazy("New target"), 3))
EXTENSIONS = Annex("extensions", gettext_lazy("Extensions"), gettext_lazy("No more time was asked for."),
                   (*_DATES, (gettext_lazy("Decision"), 3), (gettext_lazy("Reason"), 5)), _extensions)  # fmt: skip
TO_DECIDE = Annex("to_decide", gettext_lazy("Extensions to decide"), gettext_lazy("No extension waits for a decision."),
                  (*_DATES, (gettext_lazy("Granted before"), 3), (gettext_lazy("Reason and mitigation"), 5)),
                  _asked)  # fmt: skip
REFUSED = Annex("refused", gettext_lazy("Not accepted"), gettext_lazy("Nothing was refused."),
                (_WHO, (gettext_lazy("Decided on"), 3), (gettext_lazy("Justification"), 6)), _refused)  # fmt: skip
CLOSED = Annex("closed", gettext_lazy("Ended since last time"), gettext_lazy("Nothing has ended since last time."),
               (_WHO, (gettext_lazy("Ended on"), 3), (gettext_lazy("How"), 4)), _closed)  # fmt: skip
CHANGES = Annex("changes", gettext_lazy("Changes since the last report"), gettext_lazy("Nothing has changed."),
                ((gettext_lazy("Before"), 4), (gettext_lazy("Now"), 4)), _changes)  # fmt: skip

PACK = (CLOSED, DUE, OVERDUE, TO_DECIDE, REFUSED)


def of_report(*, compares: bool) -> tuple[Annex, ...]:
    """Those at the end of a report; changes only where there is something to compare with."""
    return (OVERDUE, EXTENSIONS, REFUSED, CHANGES) if compares else (OVERDUE, EXTENSIONS, REFUSED)
