"""Where no heading, title, list or bold type that is known marks the recommendations of a report: which paragraphs and
lists hold them, by how much they ask."""

import re
from collections.abc import Callable, Sequence

from recommendations.importing.evidence import looks_asking, mostly_ask, obliges, plainly_asks
from recommendations.importing.lexicon import Lexicon
from recommendations.importing.numbered_text import NumberedText
from recommendations.importing.operative import find_operative
from recommendations.importing.phrases import Phrases

CLAUSES = re.compile(r"(?<=[.!?。！？؟;；؛])\s*(?=\S)")
FEWEST_PLAIN = 2  # paragraphs in which the author plainly asks; a single one may quote


def in_sections(
    paragraphs: Sequence[NumberedText], heads: Callable[[NumberedText], bool], lexicon: Lexicon
) -> list[NumberedText]:
    """The paragraphs under headings that `heads`, where most of these, or of the items of their lists, ask."""
    under = [paragraph for paragraph in paragraphs if heads(paragraph)]
    listing = [
        paragraph for paragraph in under if paragraph.items and mostly_ask(_items(paragraph), lexicon, in_list=True)
    ]
    if listing:
        return listing
    plain = [paragraph for paragraph in under if not paragraph.has_marks]
    if not mostly_ask([paragraph.text for paragraph in plain], lexicon, in_list=False):
        return []
    return [paragraph for paragraph in plain if looks_asking(paragraph.text, lexicon, in_list=False)]


def _items(paragraph: NumberedText) -> list[str]:
    return [item.text for item in paragraph.items if len(item.labels) == 1]


def by_wording(paragraphs: Sequence[NumberedText], lexicon: Lexicon, phrases: Phrases) -> list[NumberedText]:
    """Where the author plainly asks in several paragraphs: these, and others that oblige somebody who is named."""
    paragraphs = [paragraph for paragraph in paragraphs if not paragraph.has_marks]
    plain = [_plainly_asks(paragraph.text, lexicon) for paragraph in paragraphs]
    found = [
        paragraph
        for paragraph, asks in zip(paragraphs, plain, strict=True)
        if asks or _obliges_somebody(paragraph.text, lexicon, phrases)
    ]
    return found if sum(plain) >= FEWEST_PLAIN or (any(plain) and len(found) > FEWEST_PLAIN) else []


def _plainly_asks(text: str, lexicon: Lexicon) -> bool:
    for sentence in CLAUSES.split(text):
        asked = find_operative(sentence, lexicon)
        # In Arabic the other words that ask are nouns as well.
        if asked is None or (lexicon.language == "ar" and asked.verb != "recommend"):
            continue
        if plainly_asks(asked, sentence, lexicon):
            return True
    return False


def _obliges_somebody(text: str, lexicon: Lexicon, phrases: Phrases) -> bool:
    """Whether a sentence says what somebody is to do, and tells of nothing."""
    for sentence in CLAUSES.split(text):
        asked = find_operative(sentence, lexicon)
        if asked is None or not obliges(sentence, lexicon) or phrases.past.search(sentence) is not None:
            continue
        if asked.known or phrases.headings.addresses.match(sentence) is not None:
            return True
    return False
