"""Recommendations of a report without numbers: behind labels, counted by a word, in letters or bullets, or with no mark
at all."""

import re
from collections import Counter
from collections.abc import Iterator

from recommendations.importing.signs.prose import announces, is_complete
from recommendations.importing.signs.sections import section_numeral
from recommendations.importing.structure.evidence import MOSTLY, looks_asking, mostly_ask
from recommendations.importing.structure.listed import listed
from recommendations.importing.structure.lost_numbers import is_no_advice, records_speakers, texts_apart
from recommendations.importing.structure.numbered_text import sentences
from recommendations.importing.structure.start import Start, recommendation
from recommendations.importing.structure.surroundings import FAR, MOST_LINES, Surroundings
from recommendations.importing.structure.unnumbered_labels import described_label, unnumbered_label
from recommendations.importing.words.asking import FIRST_PERSON
from recommendations.importing.words.operative import find_operative

FEWEST = 2
FEWEST_DESCRIBED = 3  # labels with a word of their own
LABELLED = re.compile(
    r"(?P<word>[^\W\d_]{3,20}|[\u4e00-\u9fff]{2,4})\s*(?:(?:n[°ºo]|núm|№|#|رقم)\.?\s*)?(?P<number>\d{1,3})(?:\s*[:：.)–—-]+(?!\d)\s*|$)"
)


def unnumbered(text: Surroundings, end: int) -> list[Start]:
    """The recommendations of a report without numbers: under their heading, else under one that may be theirs, where
    most ask, else those that its author makes in the first person."""
    if is_no_advice(text, end):
        found = next(filter(None, _lists(text, end)), [])
        return found if found and _is_headed(text, found[0].index) else []
    found = behind_label(text, end) or next(filter(None, _lists(text, end)), [])
    if found:
        return found
    for found in _lists(text.with_advice(), end):
        texts = [text.sentence(start.index, start.rest, end) for start in found]
        if mostly_ask(texts, text.lexicon, in_list=True):
            return found
    return in_first_person(text, end)


def _is_headed(text: Surroundings, index: int) -> bool:
    """Whether right above a line stands the word for recommendations as a heading of its own."""
    words = [line.text.rstrip(" :：") for line in text.body[max(0, index - FAR) : index]]
    words = [numeral.rest if (numeral := section_numeral(word)) is not None else word for word in words]
    return any(text.lexicon.recommendation_heading.fullmatch(word) is not None for word in words)


def _lists(text: Surroundings, end: int) -> Iterator[list[Start]]:
    """What each kind of list finds under a heading of recommendations."""
    for kind in (counted_by_word, listed, unmarked):
        yield kind(text, end)


def behind_label(text: Surroundings, end: int) -> list[Start]:
    """What stands behind a label without a number below findings without numbers: "Recommendation: …", or with a
    word beside it that is always the same."""
    return _behind(text, unnumbered_label(text.phrases), end) or _behind_described(text, end)


def _behind_described(text: Surroundings, end: int) -> list[Start]:
    """What stands behind "Operational recommendation: …", where that is printed several times."""
    described = described_label(text.phrases)
    places = [index for index in range(end) if text.placed(index)]
    labels = Counter(match[0].lower() for at in places if (match := described.match(text.body[at].text)))
    printed, count = max(labels.items(), key=lambda found: found[1], default=("", 0))
    told = text.phrases.past.search(printed) or text.phrases.headings.about.search(printed)
    return [] if count < FEWEST_DESCRIBED or told else _behind(text, re.compile(re.escape(printed), re.IGNORECASE), end)


def _behind(text: Surroundings, label: re.Pattern[str], end: int) -> list[Start]:
    starts: list[Start] = []
    for index in range(end):
        match = label.match(text.body[index].text) if text.placed(index) else None
        if match is not None:
            rest = text.body[index].text[match.end() :]
            starts.append(recommendation(index, len(starts) + 1, match[0].strip(), rest, counted=True))
    return _several(starts)


def counted_by_word(text: Surroundings, end: int) -> list[Start]:
    """What is counted by a word of any kind under a heading of recommendations: "Action 1: …", "Measure 2: …"."""
    starts: list[Start] = []
    label = ""
    for index in range(end):
        match = LABELLED.match(text.body[index].text) if text.placed(index) else None
        if match is None or int(match["number"]) != len(starts) + 1:
            continue
        word = match["word"].lower()
        if word == label or (not starts and text.headings_above[index] == "recommendations"):
            label, rest = word, text.body[index].text[match.end() :]
            starts.append(recommendation(index, match["number"], match[0].strip(), rest))
    return _several(starts)


def unmarked(text: Surroundings, end: int) -> list[Start]:
    """What is set apart under a heading of recommendations and has no mark at all, where most of it asks."""
    places = [
        index
        for index in range(end)
        if text.headings_above[index] == "recommendations"
        and text.layout.parted(text.body[index])
        and text.body[index].role != "heading"
        and _is_whole(text, index, end)
    ]
    asking = [index for index in places if looks_asking(_block(text, index, end), text.lexicon, in_list=False)]
    if len(asking) < max(FEWEST, len(places) * MOSTLY):
        return []
    return [
        recommendation(index, number, "", text.body[index].text, counted=True)
        for number, index in enumerate(asking, start=1)
    ]


def in_first_person(text: Surroundings, end: int) -> list[Start]:
    """The texts of a letter or an opinion in which its author recommends, "I recommend using …"."""
    person = FIRST_PERSON[text.lexicon.language]
    texts = [] if records_speakers(text, end) else texts_apart(text, end)
    places = [index for index, said in texts if any(_recommends_so(one, person, text) for one in sentences(said))]
    found = [
        recommendation(index, number, "", text.body[index].text, counted=True)
        for number, index in enumerate(places, start=1)
    ]
    return _several(found)


def _recommends_so(sentence: str, person: re.Pattern[str], text: Surroundings) -> bool:
    asked = find_operative(sentence, text.lexicon) if person.search(sentence) is not None else None
    return asked is not None and asked.verb == "recommend" and text.phrases.past.search(sentence[asked.at :]) is None


def _several(starts: list[Start]) -> list[Start]:
    return starts if len(starts) >= FEWEST else []


def _block(text: Surroundings, index: int, end: int) -> str:
    """The text from a line to the next that is set apart."""
    last = next((at for at in range(index + 1, end) if text.layout.parted(text.body[at])), end)
    return " ".join(line.text for line in text.body[index : min(last, index + MOST_LINES)])


def _is_whole(text: Surroundings, index: int, end: int) -> bool:
    block = _block(text, index, end)
    return is_complete(block) and not announces(block)
