"""Titles and labels that stand beside the numbers of paragraphs."""

from collections.abc import Sequence
from dataclasses import replace

from recommendations.importing.pages.pages import BodyLine
from recommendations.importing.structure.evidence import mostly_ask
from recommendations.importing.structure.start import Start
from recommendations.importing.structure.unnumbered_labels import recommends_alone, stands_alone
from recommendations.importing.words.lexicon import Lexicon

FEWEST_ALONE = 2
NEXT_LINES = 6  # below a label, in which its text asks


def named_above(starts: Sequence[Start]) -> list[Start]:
    """The starts, where a title alone on the line right above a paragraph makes it that recommendation."""
    kept: list[Start] = []
    for start in starts:
        above = kept[-1] if kept else None
        if (
            above is not None
            and above.kind == "titled"
            and not above.rest
            and start.kind == "paragraph"
            and not start.ref
            and start.index == above.index + 1
        ):
            kept[-1] = replace(start, ref=above.ref, label=above.printed)
        else:
            kept.append(start)
    return kept


def have_labels_alone(body: Sequence[BodyLine], starts: Sequence[Start], lexicon: Lexicon) -> bool:
    """Whether below the first of a report's paragraphs several labels of recommendations stand alone above text without
    a number, and most of what stands there asks."""
    begun = {start.index for start in starts if start.kind == "paragraph"}
    first = min(begun, default=len(body))
    texts = [
        " ".join(line.text for line in body[index + 1 : index + 1 + NEXT_LINES])
        for index in range(first, len(body) - 1)
        if recommends_alone(body[index].text, lexicon) and index + 1 not in begun
    ]
    return len(texts) >= FEWEST_ALONE and mostly_ask(texts, lexicon, in_list=False)


def parted_labels(starts: Sequence[Start], lexicon: Lexicon) -> list[Start]:
    """The starts, where the label alone behind a paragraph's number, "6. conclusion", is no part of its text; that of a
    recommendation marks it as one."""
    return [
        replace(
            start,
            printed=f"{start.printed} {start.rest}",
            rest="",
            label=start.rest if recommends_alone(start.rest, lexicon) else "",
        )
        if start.kind == "paragraph" and not start.ref and stands_alone(start.rest, lexicon)
        else start
        for start in starts
    ]
