"""Answers to recommendations, and the positions taken in them: behind a label, or in a sentence behind what is
answered, "The Government accepts this recommendation."."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from recommendations.importing.parsed import Position
from recommendations.importing.signs.prose import is_complete
from recommendations.importing.structure.evidence import MOSTLY
from recommendations.importing.structure.numbered_text import NumberedText, sentences
from recommendations.importing.structure.positions import position_word, positions_in, taken_on_it, titles_first
from recommendations.importing.structure.references import named_in
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.operative import POINTS, find_operative
from recommendations.importing.words.phrases import PHRASES, Phrases, answer_behind, answer_label, bare_position

PLACE = re.compile(r"\s*\(\d{1,3}(?:\.\d{1,3})*\)\s")  # "(13.6)": where in the report that is answered it stands
FEWEST = 2
AT_START = 25  # characters: "This recommendation is accepted"
SHORT_ANSWER = 200  # characters
AT_ONCE = 70  # characters of the first clause
CLAUSE_END = re.compile(r"[.,;:—。，；：،؛]")


def taken_in_prose(paragraph: NumberedText, lexicon: Lexicon, *, own: bool) -> str:
    """The position that the first sentence behind a recommendation, or in its `own` text, takes on it; else "". Where
    sentences that begin with it take several, each is on a part."""
    phrases = PHRASES[lexicon.language]
    texts = [paragraph.whole_text()] if own else []
    text = PLACE.sub(". ", POINTS.sub("", "\n".join([*texts, *paragraph.behind])))
    said = [one for one in sentences(text) if find_operative(one, lexicon) is None]
    alone = {one for one in sentences(text)[1:] if own and bare_position(one.strip(), phrases)}
    taken = [
        (one, position)
        for one in said
        if (position := bare_position(one.strip(), phrases) if one in alone else taken_on_it(one, phrases))
    ]
    first = [position for one, position in taken if phrases.title.search(one[:AT_START])]
    return taken[0][1] if taken and len(set(first)) < FEWEST else ""


def taken_below(paragraph: NumberedText, phrases: Phrases, *, alone: bool) -> Iterator[Position]:
    """The positions that stand behind the label of an answer, or `alone`, behind a titled recommendation, "Response of
    the Fund: Accepted. The …", or behind others that a line of the text names: "Recommendations 6 to 8: …"."""
    refs, whole = [paragraph.ref or paragraph.number], True
    for text in (POINTS.sub("", one) for one in paragraph.behind):
        named = named_in(text, phrases) if titles_first(text, phrases) else []
        said = answer_behind(text, phrases)
        position = bare_position(said or (text if alone else ""), phrases, reasons=said != "") if whole else ""
        position = "" if text[:1].islower() else position
        if named and not position:
            refs = named[0].refs
        elif position:
            yield from (Position(ref, position) for ref in refs)
            refs = []
        whole = is_complete(text)


def taken_by_number(
    paragraph: NumberedText, paragraphs: Sequence[NumberedText], lexicon: Lexicon
) -> Iterator[Position]:
    """The positions that the text right behind a titled recommendation takes on it, and on others of the report, by
    their numbers: "The Mission accepted recommendation 1 and stated that …"."""
    said = list(positions_in([" ".join(paragraph.behind)], PHRASES[lexicon.language], lexicon))
    known = {one.ref or one.number for one in paragraphs if one.titled} if said else set()
    yield from (one for one in said if one.position and one.ref in known)


def position_in_answer(said: str, phrases: Phrases) -> str:
    """The position that what stands behind the label of an answer takes; in a long one what is said first, or of the
    recommendation: "The Office continues to … to support its missions." takes none."""
    alone = [line for line in said.splitlines() if _is_position(line.strip(" ."), phrases)]
    if alone:
        return position_word(alone[0], phrases)
    if len(said) <= SHORT_ANSWER:
        return position_word(said, phrases)
    parts = [" ".join(part.split()) for part in sentences(said)]
    first = CLAUSE_END.split(parts[0], maxsplit=1)[0]
    at_once = position_word(first, phrases) if len(first) <= AT_ONCE else ""
    return at_once or next(filter(None, (taken_on_it(one, phrases) for one in parts)), "")


def answer_to(paragraph: NumberedText, phrases: Phrases) -> str | None:
    """The answer to a titled recommendation, from its label ("Status:") on; None if there is none."""
    text = "\n".join([paragraph.whole_text(), *paragraph.behind])
    match = answer_label(phrases).search(text) or _response_to(phrases).search(text)
    if match is None:
        return None
    said = text[match.end() :]
    # "agrees with 1.1 and partially with 1.2": what is said of its parts is none of the whole.
    parts = re.search(rf"\b{re.escape(paragraph.number.split()[-1])}\.\d", said)
    return said if parts is None else said[: parts.start()].rpartition(". ")[0]


def _is_position(line: str, phrases: Phrases) -> bool:
    return any(pattern.fullmatch(line) for pattern, _code in phrases.positions)


@cache
def _response_to(phrases: Phrases) -> re.Pattern[str]:
    """The heading of an answer that names what it answers: "Response to Recommendation 6.1"."""
    named = rf"(?:{phrases.answer.pattern})\s+\w{{1,5}}\s+(?:{phrases.title.pattern})\s*\d[\d.]*"
    return re.compile(rf"^{named}\s*$", re.IGNORECASE | re.MULTILINE)


def answers_in_prose(paragraphs: Sequence[NumberedText], lexicon: Lexicon) -> bool:
    """Whether behind most titled recommendations of a report such a sentence stands: one alone speaks of all."""
    titled = [one for one in paragraphs if one.titled]
    phrases = PHRASES[lexicon.language]
    taken = sum(
        any(taken_below(one, phrases, alone=True)) or taken_in_prose(one, lexicon, own=False) != "" for one in titled
    )
    return taken >= FEWEST and taken * 2 > len(titled)


def answered_by_number(paragraphs: Sequence[NumberedText], lexicon: Lexicon) -> dict[str, str]:
    """paragraph -> position, where most paragraphs of a report of answers take one on "the recommendation": they have
    the numbers of those that they answer."""
    if not all(one.number.isdecimal() and not one.titled and not one.ref for one in paragraphs):
        return {}
    said = {one.number: taken_in_prose(one, lexicon, own=True) for one in paragraphs}
    taken = {number: position for number, position in said.items() if position}
    return taken if len(taken) > FEWEST and len(taken) >= len(said) * MOSTLY else {}
