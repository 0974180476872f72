"""Titled recommendations that are older ones: how a report that answers or follows them up is known, and what it says
to each."""

from collections.abc import Sequence
from dataclasses import replace

from recommendations.importing.parsed import Position, Recommendation
from recommendations.importing.recommending.headings_above import HeadingsAbove
from recommendations.importing.recommending.prose_answers import (
    answer_to,
    position_in_answer,
    taken_below,
    taken_by_number,
    taken_in_prose,
)
from recommendations.importing.signs.sections import section_numeral
from recommendations.importing.structure.numbered_text import NumberedText, sentences
from recommendations.importing.structure.positions import position_word
from recommendations.importing.structure.titles import title_at
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.operative import POINTS
from recommendations.importing.words.phrases import PHRASES, Phrases, answer_behind, bare_position, label_of


def mostly_older(paragraphs: Sequence[NumberedText], above: HeadingsAbove, phrases: Phrases) -> bool:
    """Whether the heading above most titled recommendations says that they are older, or what was done about them
    follows. A report's own may be followed by what the management said."""
    titled = [paragraph for paragraph in paragraphs if paragraph.titled or paragraph.ref]
    older = sum(_is_older(paragraph, above, phrases) for paragraph in titled)
    return older * 2 > len(titled)


def _is_older(paragraph: NumberedText, above: HeadingsAbove, phrases: Phrases) -> bool:
    if above.are_older(paragraph.path):
        return True
    text = "\n".join([paragraph.whole_text(), *paragraph.behind])
    return label_of(phrases.done).search(text) is not None or _is_position(paragraph, phrases)


def _is_position(paragraph: NumberedText, phrases: Phrases) -> bool:
    """Whether the text of a titled recommendation begins with a position and nothing else: "Accepted. The …"."""
    first = "".join(sentences(paragraph.text.removeprefix(paragraph.mark).lstrip(" :："))[:1]).rstrip(" .。")
    return any(pattern.fullmatch(POINTS.sub("", first)) for pattern, _code in phrases.positions)


def with_title(paragraph: NumberedText, phrases: Phrases) -> NumberedText:
    """A paragraph of a report that answers older recommendations with the title it begins with, out of sequence."""
    title = None if paragraph.titled or paragraph.ref else title_at(0, paragraph.text, phrases, set_off=False)
    return replace(paragraph, ref=title.ref, mark=title.printed) if title else paragraph


def positions_on(
    paragraph: NumberedText, paragraphs: Sequence[NumberedText], lexicon: Lexicon, *, in_prose: bool, own: bool
) -> list[Position]:
    """The position taken on a titled recommendation behind it, `in_prose` where answers have no labels, also in its
    `own` text; where none is, those that the text behind takes on others of the report."""
    phrases = PHRASES[lexicon.language]
    if paragraph.number[0].isdigit():  # a row of a thematic list, with its other cells behind it
        taken = [position_word(text, phrases) for text in paragraph.behind if section_numeral(text) is None]
    elif answer := answer_to(paragraph, phrases):
        taken = [position_in_answer(answer, phrases)]
    else:
        said = paragraph.text.removeprefix(paragraph.mark).lstrip(" :：") if own else ""
        alone = bare_position(said, phrases)
        below = list(taken_below(paragraph, phrases, alone=in_prose))
        if below or alone:
            return [*([Position(paragraph.ref or paragraph.number, alone)] if alone else []), *below]
        taken = [taken_in_prose(paragraph, lexicon, own=own)] if in_prose else []
    position = next(filter(None, taken), "")
    if position:
        return [Position(paragraph.ref or paragraph.number, position)]
    return list(taken_by_number(paragraph, paragraphs, lexicon))


def position_behind(paragraph: NumberedText, found: Sequence[Recommendation], phrases: Phrases) -> list[Position]:
    """The position behind a paragraph that is one recommendation: "The Department’s response. Agreed."."""
    said = answer_behind("\n".join(paragraph.behind), phrases)
    position = position_word("".join(sentences(said)[:1]), phrases)
    return [Position(found[0].ref, position)] if position and len(found) == 1 else []
