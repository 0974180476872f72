"""The lists of recommendations of a report whose paragraphs have no numbers, whatever marks count them, "1.", "2)",
"（三）", "四、", "五是", "f)", dashes; on over all those whom they are addressed to."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from recommendations.importing.signs.bullets import bullet_at
from recommendations.importing.signs.numbering import ideographic_mark, list_mark
from recommendations.importing.signs.numerals import chinese_value
from recommendations.importing.signs.paragraph_numbers import chapter_number, paragraph_number
from recommendations.importing.signs.prose import announces, is_complete
from recommendations.importing.signs.sections import section_numeral
from recommendations.importing.structure.evidence import is_advice, mostly_ask, obliges
from recommendations.importing.structure.heading_kinds import calls_somebody, names_addressee
from recommendations.importing.structure.numbered_text import sentences
from recommendations.importing.structure.openers import opener_in
from recommendations.importing.structure.own_steps import is_own_step
from recommendations.importing.structure.resolutions import decides
from recommendations.importing.structure.start import Start, recommendation
from recommendations.importing.structure.surroundings import FAR, Surroundings
from recommendations.importing.words.operative import find_operative

FEWEST_LISTED = 2
UNCOUNTED = 0  # the ordinal of a bullet
LONGEST_OPENING = 8  # lines of a sentence that announces a list
RECOMMENDING = re.compile(r"recom+end|recommand|рекоменд|[توأين]وص[ىيت]|建[议議]", re.IGNORECASE)
SPOKEN = re.compile(r"(?P<value>[一二三四五六七八九十]{1,3})是[\s\u3000]*(?=[^\s。])")


@dataclass(frozen=True)
class Entry:
    """A line that begins with a mark: how far each of its `readings` counts, by the looks of the mark; `number` is that
    of one counted within a chapter, "5.2", as printed."""

    index: int
    readings: dict[str, int]
    printed: str
    rest: str
    number: str = ""


def listed(text: Surroundings, end: int) -> list[Start]:
    """The items of the lists under headings of recommendations, or below a sentence whose author asks (of bullets that
    no sentence announces only where most ask); else of those that any sentence announces which speaks of asking, where
    most do."""
    under = (one for one in _lists(text, end, _is_asked) if not _is_only_headed(text, one) or _ask(text, one, end))
    called_for = (one for one in _lists(text, end, _is_called_for) if _ask(text, one, end))
    return _starts(text, under) or _starts(text, called_for)


def _is_only_headed(text: Surroundings, entries: Sequence[Entry]) -> bool:
    """Whether bullets stand under a heading that no sentence follows which announces them."""
    return _is_uncounted(entries) and _announcing(text, entries[0].index) == ""


def _is_uncounted(entries: Sequence[Entry]) -> bool:
    return is_bullet(entries[0])


def is_bullet(entry: Entry) -> bool:
    return UNCOUNTED in entry.readings.values()


def _ask(text: Surroundings, entries: Sequence[Entry], end: int) -> bool:
    texts = [text.sentence(entry.index, entry.rest, end) for entry in entries]
    return mostly_ask(texts, text.lexicon, in_list=True)


def _starts(text: Surroundings, found: Iterator[list[Entry]]) -> list[Start]:
    """The starts of the entries of all lists, counted through; those of a summary only where there are no others."""
    lists = [_without_own_steps(one) for one in found]
    lists = [one for one in lists if not text.in_summary(one[0].index)] or lists
    entries = list(chain(*lists))
    if len(entries) < FEWEST_LISTED:
        return []
    counted = len(lists) > 1 or _is_uncounted(entries)
    return [
        Start(entry.index, "titled", entry.number, entry.printed, entry.rest, ref=entry.number)
        if entry.number
        else recommendation(entry.index, place, entry.printed, entry.rest, counted=counted)
        for place, entry in enumerate(entries, start=1)
    ]


def _without_own_steps(entries: list[Entry]) -> list[Entry]:
    """A list without the entries at its end that say what its author does with the report."""
    while len(entries) > 1 and is_own_step(entries[-1].rest):
        entries = entries[:-1]
    return entries


def _lists(text: Surroundings, end: int, opens: Callable[[Surroundings, int], bool]) -> Iterator[list[Entry]]:
    """Every list whose first entry `opens` one, up to the next chapter; marks of other kinds within it count parts."""
    entries: list[Entry] = []
    kind = ""
    for index in range(end):
        entry = entry_at(text, index)
        if entry is not None and entries and goes_on(entry, entries[-1], kind):
            entries.append(entry)
            continue
        if entries and _ends_chapter(text, entries[0].index, index):
            yield entries
            entries = []
        first = "" if entry is None else kind_of_first(entry)
        if entry is not None and first and (not entries or first == kind) and opens(text, index):
            if entries:
                yield entries
            entries, kind = [entry], first
    if entries:
        yield entries


def goes_on(entry: Entry, last: Entry, kind: str) -> bool:
    """Whether an entry is the next of a list whose marks are of a kind."""
    ordinal = entry.readings.get(kind)
    return ordinal is not None and ordinal in {UNCOUNTED, last.readings[kind] + 1}


def kind_of_first(entry: Entry) -> str:
    """The reading by which an entry may be the first of a list; "" if none."""
    return next((kind for kind, ordinal in entry.readings.items() if ordinal in {UNCOUNTED, 1}), "")


def _ends_chapter(text: Surroundings, first: int, index: int) -> bool:
    """Whether with a line another chapter begins than that in which the first entry of a list stands."""
    if text.headings_above[index] != text.headings_above[first]:
        return True
    line = text.body[index]
    return section_numeral(line.text) is not None and text.placed(index) and text.is_short(line)


def _is_asked(text: Surroundings, index: int) -> bool:
    """Whether what stands above a line recommends: a heading, unless a sentence between them announces something else,
    or a sentence that asks with a colon."""
    above = _announcing(text, index)
    if text.recommends(index, by_words=True) == "recommendations":
        return True
    if text.headings_above[index] == "recommendations":
        addresses = calls_somebody(above) and "，" not in above
        asks = obliges(above, text.lexicon) or decides(above) or _speaks_of_asking(text, above)
        return addresses or above == "" or asks
    return opener_in(above, text.lexicon, text.phrases) is not None


def _is_called_for(text: Surroundings, index: int) -> bool:
    """Whether a sentence announces a list that speaks of recommending, requests, or obliges to the following measures;
    or a heading above also concludes."""
    above = _announcing(text, index)
    if above == "":
        return text.recommends(index, by_words=False) == "mixed"
    if _speaks_of_asking(text, above):
        return True
    follows = text.phrases.headings.following.search(above) is not None
    return follows and is_advice(above, text.lexicon) and obliges(above, text.lexicon)


def _speaks_of_asking(text: Surroundings, above: str) -> bool:
    asked = find_operative(above, text.lexicon)
    return RECOMMENDING.search(above) is not None or (asked is not None and asked.verb != "should")


def _announcing(text: Surroundings, index: int) -> str:
    """The sentence with a colon above a line, be it above those whom a list is for; "" if there is none."""
    for last in range(index - 1, max(-1, index - 1 - FAR), -1):
        line = text.body[last]
        if announces(line.text) and not names_addressee(line.text, text.lexicon, text.phrases):
            first = next((at for at in range(last, max(0, last - LONGEST_OPENING), -1) if text.stands_apart(at)), last)
            return "".join(sentences(" ".join(one.text for one in text.body[first : last + 1]))[-1:])
        if is_complete(line.text) and not announces(line.text):
            return ""
    return ""


def entry_at(text: Surroundings, index: int) -> Entry | None:
    """What a line begins with, if that may be a mark."""
    line = text.body[index]
    words = line.text
    if not text.placed(index) or line.role == "heading":
        return None
    if (chapter := chapter_number(words)) is not None:
        return Entry(index, {f"{chapter[0]}.": chapter[1]}, chapter[2], chapter[3], f"{chapter[0]}.{chapter[1]}")
    if (number := paragraph_number(words)) is not None:
        return Entry(index, {"point": number[0]}, number[1], number[2])
    if (mark := list_mark(words) or ideographic_mark(words)) is not None:
        looks = unicodedata.normalize("NFKC", mark.printed.replace(mark.sign, ""))
        readings = {f"{family} {looks}": ordinal for family, ordinal in mark.readings}
        return Entry(index, readings, mark.printed, mark.rest)
    if (spoken := SPOKEN.match(words)) is not None:
        return Entry(index, {"spoken": chinese_value(spoken["value"]) or -1}, spoken[0], words[spoken.end() :])
    if (bullet := bullet_at(words)) is not None:
        return Entry(index, {f"{bullet.sign} {line.depth}": UNCOUNTED}, bullet.sign, bullet.rest)
    return None
