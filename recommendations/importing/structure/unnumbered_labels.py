"""Labels without a number before what is recommended: "Recommendation: …" below each finding, as auditors set it, or
"recommendation" alone on a line beside "conclusion", as parliamentary committees do."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from recommendations.importing.pages.pages import BodyLine
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.phrases import Phrases

REMEDIES = "(?:recommended |suggested )(?:mitigations?|mitigation steps|remed(?:y|iation)|fix|actions?)|remediation"
AT_END = re.compile(r"[(（](?P<label>[^\W\d_]+)[,،][^()（）]*\d[^()（）]*[)）]\s*\.?$")
LONGEST_PLACE = 80  # characters
FEWEST_LABELS = 2
# One of each kind: in the plural they head a list or a chapter. In Chinese there is no telling.
ALONE = {
    "en": ("recommendation", "conclusion"),
    "fr": ("recommandation", "conclusion"),
    "es": ("recomendación", "conclusión"),
    "ru": ("рекомендация", "вывод"),
    "ar": ("توصية", "استنتاج"),
}


@cache
def unnumbered_label(phrases: Phrases) -> re.Pattern[str]:
    """A label without a number before a recommendation, with a colon, also alone on its line."""
    return re.compile(rf"(?:{phrases.title.pattern}|{REMEDIES})\s?[:：]\s*(?=[^\W\d]|$)", re.IGNORECASE)


@cache
def described_label(phrases: Phrases) -> re.Pattern[str]:
    """The same with a word before or behind it, "Operational recommendation:", "Recommandation opérationnelle :"."""
    word = r"[^\W\d_]{3,}"
    title = phrases.title.pattern
    return re.compile(
        rf"(?:{word}\s+(?:{title})|(?:{title})\s+{word}|[\u4e00-\u9fff]{{1,4}}(?:{title}))\s?[:：]\s*(?=[^\W\d])",
        re.IGNORECASE,
    )


def have_labels(body: Sequence[BodyLine], places: Sequence[int], phrases: Phrases) -> bool:
    """Whether below most entries of a numbering, by their places, stands "Recommendation: …", without a number."""
    label = unnumbered_label(phrases)
    labelled = sum(
        any(label.match(line.text) for line in body[place + 1 : end]) for place, end in pairwise([*places, len(body)])
    )
    return labelled >= FEWEST_LABELS and labelled * 2 > len(places)


def recommends_alone(text: str, lexicon: Lexicon) -> bool:
    """Whether a line is but the label of a recommendation, without a colon."""
    return lexicon.language in ALONE and text.strip().lower() == ALONE[lexicon.language][0]


def stands_alone(text: str, lexicon: Lexicon) -> bool:
    """Whether a line is but the label of a recommendation or of a conclusion."""
    return text.strip().lower() in ALONE.get(lexicon.language, ())


def label_at_end(text: str, lexicon: Lexicon) -> str:
    """The label with which an entry of a list ends, before its place: "… (Recommendation, Paragraph 47)"."""
    match = AT_END.search(text[-LONGEST_PLACE:])
    return match["label"].lower() if match is not None and stands_alone(match["label"], lexicon) else ""
