"""The operative paragraphs of resolutions: each begins with a verb, and some of these verbs ask."""

import re
from collections.abc import Iterator, Mapping, Sequence

from recommendations.importing.structure.numbered_text import NumberedText
from recommendations.importing.structure.resolutions import MOSTLY, SEMICOLON
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.operative import Operative, find_operative

FEWEST = 2  # one alone is an instruction like any other
# "Also requests", "также просит", "还请": what stands before the verb of a second request of one kind.
AGAIN = re.compile(
    r"(?:also|further(?:more)?|once(?: more| again)?|again|strongly|hereby|accordingly|therefore|in this regard,?|"
    r"d[’']|de |a |également|en outre,?|de nouveau|à nouveau|también|asimismo|además,?|nuevamente|encarecidamente|"
    r"также|далее|вновь|кроме того,?|настоятельно|أيضا|كذلك|又|还|還|并|並|再次|同时|同時|强烈|強烈|进一步|進一步)\s*",
    re.IGNORECASE,
)


def operative_paragraphs(
    paragraphs: Sequence[NumberedText], lexicon: Lexicon, *, decided: bool
) -> Mapping[str, Operative | None]:
    """For each paragraph of a resolution, by number, what it asks; None for one that decides, notes or welcomes. They
    end with semicolons, unless a line above says that they are `decided`."""
    found: dict[str, Operative | None] = {}
    for numbering in _numberings(paragraphs):
        ends = [paragraph.whole_text() for paragraph in numbering[:-1]]
        clauses = sum(bool(SEMICOLON.search(text)) for text in ends) >= MOSTLY * len(ends)
        if len(numbering) < FEWEST or not (clauses or decided):
            continue
        asked = {paragraph.number: asked_at_once(paragraph.text, lexicon) for paragraph in numbering}
        if any(asked.values()):
            found |= asked
    return found


def _numberings(paragraphs: Sequence[NumberedText]) -> Iterator[list[NumberedText]]:
    """The paragraphs of each numbering: 1, 2 … and 1[2], 2[2] …"""
    groups: dict[str, list[NumberedText]] = {}
    for paragraph in paragraphs:
        if not paragraph.titled:
            groups.setdefault(paragraph.number.partition("[")[2], []).append(paragraph)
    yield from groups.values()


def asked_at_once(text: str, lexicon: Lexicon) -> Operative | None:
    """What a text asks that begins with the verb, or with "also" and the verb."""
    again = AGAIN.match(text)
    for start in (0, again.end() if again else 0):
        asked = find_operative(text[start:], lexicon)
        if asked is not None and asked.direct:
            return asked
    return None
