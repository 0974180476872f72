"""Whose the positions are that a text takes: by the paragraph a recommendation stands in, by an item of it alone, on
all but a few."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from recommendations.importing.parsed import TITLED, Position, Recommendation
from recommendations.importing.recommending.answered_right_above import answered_right_above
from recommendations.importing.recommending.recommended import Listed
from recommendations.importing.structure.numbered_text import NumberedText
from recommendations.importing.structure.positions import positions_in
from recommendations.importing.structure.references import ALL
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.phrases import PHRASES

PART = re.compile(r"\d{1,3}\(.+")


def answered(
    paragraphs: Sequence[NumberedText],
    loose: Sequence[str],
    listed: Listed,
    headed: Iterable[Position],
    tabled: Iterable[str],
    lexicon: Lexicon,
) -> list[Position]:
    """What the paragraphs and the `loose` text of a report say to recommendations, and `headed` what the headings do,
    which counts where nothing else is said; `tabled` are references that tables answer."""
    phrases = PHRASES[lexicon.language]
    said = [
        replace(position, paragraph=paragraph.number)
        for paragraph in paragraphs
        if not paragraph.titled
        for position in positions_in(
            [paragraph.text if paragraph.number in listed.chapeaux else paragraph.whole_text()], phrases, lexicon
        )
    ]
    above = answered_right_above(paragraphs, listed.recommendations, lexicon)
    told = [*headed, *above, *said, *positions_in(loose, phrases, lexicon)]
    known = {*tabled, *(node.ref for node in listed.recommendations)}
    return placed(told, listed.recommendations, known, [paragraph.number for paragraph in paragraphs])


def with_tables(said: Mapping[str, Position], tabled: Mapping[str, str], own: Collection[str]) -> dict[str, Position]:
    """What was `said` in the text, and the positions of tables, which count more. A number in a table is that of a
    titled recommendation where the report's `own` have that title and none has the number alone, or where it makes none
    and answers some by their titles in its text."""
    titles = not own and any(ref.startswith(TITLED) for ref in said)
    named: dict[str, str] = {}
    for ref, word in tabled.items():
        title = f"{TITLED}{ref}"
        is_title = ref.isdecimal() and (titles or (title in own and ref not in own))
        named[title if is_title else ref] = word
    wholes = {ref.partition("(")[0] for ref in named} - {*named}  # their parts differ
    positions = {ref: one for ref, one in said.items() if ref not in wholes}
    return positions | {ref: Position(ref, word) for ref, word in named.items()}


def placed(
    said: Iterable[Position],
    recommendations: Sequence[Recommendation],
    known: Collection[str],
    paragraphs: Sequence[str],
) -> list[Position]:
    """Positions by the references of recommendations, as the report itself has them if it makes any or answers `known`
    ones; `paragraphs` are its numbers in order. One of no code leaves its recommendation out of what is said of all."""
    said = list(said)
    if not recommendations and any(one.ref.startswith(TITLED) for one in said):
        # What is answered has numbers for titles: "recommendation 1 (a)" is a part of the first.
        said = [replace(one, ref=f"{TITLED}{one.ref}") if PART.fullmatch(one.ref) else one for one in said]
    places = {number: place for place, number in enumerate(paragraphs)}
    told = [(one, list(_named(one, recommendations, known, places))) for one in said]
    left_out = {ref for one, refs in told if not one.position for ref in refs}
    return [
        replace(one, ref=ref)
        for one, refs in told
        if one.position
        for ref in refs
        if one.ref != ALL or ref not in left_out
    ]


def _named(
    one: Position, recommendations: Sequence[Recommendation], known: Collection[str], places: Mapping[str, int]
) -> Iterator[str]:
    ref = one.ref
    titled = f"{TITLED}{ref}"
    if ref == ALL:
        yield from (node.ref for node in recommendations if node.parent is None)
    elif ref in known:
        yield ref
    elif titled in known:
        yield titled
    elif ref.startswith(TITLED) and recommendations:
        yield from [ref.removeprefix(TITLED)] if ref.removeprefix(TITLED) in known else []
    elif any(other.startswith(f"{titled}(") for other in known):
        return  # what is said of its parts is more
    elif ref.startswith("("):
        item = f"{_list_before(one, recommendations, places)}{ref}"
        yield from [item] if item in known else []
    elif inside := [node.ref for node in recommendations if node.paragraph == ref and node.parent is None]:
        yield from inside
    elif not ref.isdecimal():
        yield ref


def _list_before(one: Position, recommendations: Sequence[Recommendation], places: Mapping[str, int]) -> str:
    """The paragraph of the last recommendations before the one that takes a position."""
    here = places.get(one.paragraph, 0)
    before = [node.paragraph for node in recommendations if places.get(node.paragraph, here) < here]
    return before[-1] if before else ""
