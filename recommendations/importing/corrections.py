"""What a person puts right in a parsed report before it is stored: a report and corrections -> the report corrected.

The words stay those of the source: a correction only says where they belong. So every sign stays accounted for.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from recommendations.importing.parsed import ParsedReport
from recommendations.importing.readers.signs import as_typed
from recommendations.importing.rearranging import Rearrangement
from recommendations.importing.report_parts import CannotBeDone, Part, Words

ACTS = ("join", "split", "renumber", "mark", "addressee")
# What a part can be marked as.
MARKS = ("text", "heading", "footnote", "furniture", "paragraph", "recommendation", "not_recommendation")
ADDRESSEE_KINDS = ("member_states", "secretariat", "other")


@dataclass(frozen=True)
class Correction:
    """One thing put right. `target` is a part's address in the report as corrected so far (`placing.Address`).

    `value` and `more` by act — join: nothing; split: the first words of the second part, and its number; renumber: the
    number; mark: one of `MARKS`, and the number of what becomes a paragraph or recommendation; addressee: its words,
    and its kind.
    """

    act: str
    target: str
    value: str = ""
    more: str = ""


@dataclass(frozen=True)
class Corrected:
    """The report after all corrections that fit; `refused` gives a code for each of the others, by its place."""

    report: ParsedReport
    refused: dict[int, str]


def corrected(parsed: ParsedReport, corrections: Sequence[Correction]) -> Corrected:
    """Applies corrections in their order. One that does not fit (any more) is left out, and the rest goes on."""
    work = Correcting(parsed)
    refused: dict[int, str] = {}
    for place, correction in enumerate(corrections):
        try:
            work.apply(correction)
        except CannotBeDone as cannot:
            refused[place] = cannot.code
    return Corrected(work.report(), refused)


class Correcting:
    """A report while one thing after another is put right in it."""

    def __init__(self, parsed: ParsedReport) -> None:
        self.parsed = parsed
        self.done: list[Correction] = []
        self._work = Rearrangement(parsed)

    def apply(self, correction: Correction) -> None:
        """Raises CannotBeDone, and the report is as it was before."""
        try:
            _apply(self._work, correction)
        except CannotBeDone:
            # Some of it may have been done, and what was done before it is quickly done again.
            self._work = Rearrangement(self.parsed)
            for one in self.done:
                _apply(self._work, one)
            raise
        self.done.append(correction)

    def report(self) -> ParsedReport:
        return self._work.report() if self.done else self.parsed


def _apply(work: Rearrangement, correction: Correction) -> None:
    if correction.act not in _ACTS:
        raise CannotBeDone("act_unknown")
    _ACTS[correction.act](work, work.find(correction.target), as_typed(correction.value), as_typed(correction.more))
    work.settle()


def _join(work: Rearrangement, part: Part, _value: str, _more: str) -> None:
    """Puts a part's words behind those before it: a heading's and a footnote's behind their like."""
    part = work.own(part)
    like = work.neighbour(part) if part.kind in {"heading", "footnote"} else None
    if like is not None:
        work.append(like, work.take_out(part, part.kind))
    else:
        _mark(work, part, "text", "")


def _split(work: Rearrangement, part: Part, words: str, number: str) -> None:
    """Ends a paragraph or recommendation before `words` and begins another of that number there."""
    part = work.own(part)
    if part.kind not in {"paragraph", "recommendation"}:
        raise CannotBeDone("no_text")
    at = part.text.find(words) if words else -1
    if at <= 0:
        raise CannotBeDone("words_not_found")
    work.check_free(part.kind, number)
    first, second = part.text[:at].rstrip(), part.text[at:]
    begin, end = part.lines
    middle = work.line_of(part, words)
    asks = bool(work.whole_of(part))
    work.set_text(part, first, (begin, max(begin, middle - 1)))
    behind = Words(second, second, (middle, end), part.value.page)
    if part.kind == "paragraph":
        work.insert_after(part, replace(part.value, number=number, text=second, lines=behind.lines))
        if asks:
            work.add_recommendation(number, behind, number)
    else:
        work.insert_after(part, replace(part.value, ref=number, mark=number, text=second, lines=behind.lines))


def _renumber(work: Rearrangement, part: Part, number: str, _more: str) -> None:
    if part.kind not in {"paragraph", "recommendation"}:
        raise CannotBeDone("no_number")
    if part.name != number:
        work.check_free(part.kind, number)
        work.rename(part, number)


def _mark(work: Rearrangement, part: Part, as_: str, number: str) -> None:
    """Makes another kind of part of it."""
    if as_ not in MARKS:
        raise CannotBeDone("kind_unknown")
    if as_ == "not_recommendation":
        _no_recommendation(work, part)
        return
    if as_ == "recommendation" and part.kind == "paragraph":
        if work.whole_of(part):
            raise CannotBeDone("is_that_already")
        words = Words(part.text, part.text, part.lines, part.value.page)
        work.add_recommendation(number or part.name, words, part.name)
        return
    part = work.own(part)
    if part.kind == as_:
        raise CannotBeDone("is_that_already")
    if as_ in {"paragraph", "recommendation"}:
        work.check_free(as_, number)
    if as_ == "text" and work.before(part) is None:
        raise CannotBeDone("nothing_before")
    work.put_in(as_, work.take_out(part, as_), number)


def _no_recommendation(work: Rearrangement, part: Part) -> None:
    """Takes it off the list: its words stay in the paragraph, or else go where what could not be placed is."""
    if part.kind == "paragraph" and (found := work.whole_of(part)):
        for one in found:
            work.remove(one)
    elif part.kind != "recommendation":
        raise CannotBeDone("no_recommendation")
    elif work.own(part) is not part:
        work.remove(part)
    else:
        paragraph = work.paragraph(part.value.paragraph)
        for one in [part, *work.below(part)]:
            if paragraph is not None:
                work.append(paragraph, work.take_out(one, "text"))
            else:
                work.put_in("unread", work.take_out(one, "unread"), "")


def _address(_work: Rearrangement, part: Part, words: str, kind: str) -> None:
    if part.kind != "recommendation":
        raise CannotBeDone("no_recommendation")
    if kind not in ADDRESSEE_KINDS:
        raise CannotBeDone("kind_unknown")
    part.value = replace(part.value, addressee=words, addressee_kind=kind)


_ACTS: dict[str, Callable[[Rearrangement, Part, str, str], None]] = {
    "join": _join,
    "split": _split,
    "renumber": _renumber,
    "mark": _mark,
    "addressee": _address,
}
