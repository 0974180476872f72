"""Numbered paragraphs that hold but what is recommended, behind a label and below what was found: "3. The ferries run
late.", "4. Recommendations: …", as reports to a committee set them."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from recommendations.importing.signs.prose import announces
from recommendations.importing.structure.numbered_text import NumberedText
from recommendations.importing.structure.start import Start
from recommendations.importing.words.phrases import Phrases, answer_label

FEWEST = 3


@cache
def label_before(phrases: Phrases) -> re.Pattern[str]:
    """The label that begins such a paragraph, with a colon, or all of it."""
    return re.compile(rf"(?:{phrases.title.pattern})\s?(?:[:：]\s*|$)", re.IGNORECASE)


def are_label_paragraphs(texts: Iterable[str], phrases: Phrases) -> bool:
    """Whether several paragraphs of a report, by their texts, begin with such a label, and none of them with that of an
    answer, as where older recommendations are quoted."""
    labels = 0
    for text in texts:
        if answer_label(phrases).match(text):
            return False
        labels += label_before(phrases).match(text) is not None
    return labels >= FEWEST


def recommend_behind_labels(starts: Sequence[Start], phrases: Phrases) -> bool:
    """The same by the lines that begin paragraphs."""
    return are_label_paragraphs((start.rest for start in starts if start.kind == "paragraph"), phrases)


def findings_and_labels(paragraphs: Sequence[NumberedText], phrases: Phrases) -> set[str]:
    """The numbers of the paragraphs that begin with labels, where several do, and of the findings between them; below
    the last a chapter of its own may follow."""
    texts = [paragraph.text for paragraph in paragraphs]
    if not are_label_paragraphs(texts, phrases):
        return set()
    last = max(at for at, text in enumerate(texts) if label_before(phrases).match(text))
    return {paragraph.number for paragraph in paragraphs[: last + 1]}


def announced_behind(text: str, phrases: Phrases) -> bool:
    """Whether a list is what the label of a paragraph is for: it stands alone, or before "The State should:"."""
    label = label_before(phrases).match(text)
    return label is not None and (label.end() == len(text) or announces(text))
