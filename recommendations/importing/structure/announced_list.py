"""The one list "1.", "2.", "3." of recommendations in a report that otherwise numbers nothing but headings: "This
report gives first recommendations that can be carried out at once: 1. …"."""

from collections.abc import Sequence
from itertools import count, takewhile

from recommendations.importing.signs.paragraph_numbers import NumberCandidate, paragraph_number
from recommendations.importing.structure.evidence import mostly_ask
from recommendations.importing.structure.surroundings import MOST_LINES, Surroundings

FEWEST_LISTED = 3


def announced_list(text: Surroundings, plain: Sequence[NumberCandidate], end: int) -> list[NumberCandidate]:
    """The items of such a list; `plain` are the lines that begin with numbers of one part."""
    entries = [entry for entry in plain if entry.index < end and entry.placed]
    firsts = [
        place
        for place, entry in enumerate(entries)
        if entry.number == 1 and entry.index > 0 and text.calls_for_list(entry.index - 1)
    ]
    if len(firsts) != 1:
        return []
    listed = _counted_from(entries[firsts[0] :])
    others = [*entries[: firsts[0]], *entries[firsts[0] + len(listed) :]]
    if len(listed) < FEWEST_LISTED or not others or not all(text.is_short(text.body[one.index]) for one in others):
        return []
    ends = [*(entry.index for entry in listed[1:]), min(listed[-1].index + MOST_LINES, end)]
    texts = [_text(text, entry.index, until) for entry, until in zip(listed, ends, strict=True)]
    return listed if mostly_ask(texts, text.lexicon, in_list=True) else []


def _counted_from(entries: Sequence[NumberCandidate]) -> list[NumberCandidate]:
    """The first entries, as long as each has the next number."""
    return [entry for entry, _ in takewhile(lambda one: one[0].number == one[1], zip(entries, count(1), strict=False))]


def _text(text: Surroundings, index: int, end: int) -> str:
    """What an item says, without its number."""
    _number, _printed, rest = paragraph_number(text.body[index].text) or (0, "", "")
    return text.sentence(index, rest, end)
