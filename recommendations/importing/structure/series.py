"""Recommendations that have no title, beside paragraphs or alone: counted on in brackets, under codes, in words or in
lists under headings, or named behind their text. None of them is looked for where titled ones were found."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from recommendations.importing.signs.numbering import Mark, list_mark
from recommendations.importing.signs.prose import announces, is_complete
from recommendations.importing.structure.evidence import looks_asking
from recommendations.importing.structure.start import Start, recommendation
from recommendations.importing.structure.surroundings import Surroundings
from recommendations.importing.structure.titles import CODED, named_behind
from recommendations.importing.words.operative import find_operative

FEWEST_IN_SERIES = 2
NEAR_CODE = 4
MOST_LABEL_WORDS = 3
FEWEST_PARTS = 3  # numbers of a code that is known without a heading
# "1.a Disable", but not "1. a list".
LETTERED = re.compile(r"(?P<number>\d{1,2})\.(?P<letter>[a-z])[.):]?\s+(?=[“\"]?[^\W\d_])")
NUMBERS = re.compile(r"\d+")
SENTENCE_END = re.compile(r"(?<=[.!?。！？؟])\s+(?=[^\W\d_])|(?<=[。！？])(?=[^\s(（])")


def counted_on(text: Surroundings, paragraphs: Sequence[Start], end: int) -> list[Start]:
    """Recommendations "(1)", "(2)" … that run on through the report: each asks, paragraphs stand between them."""
    begins = [start.index for start in paragraphs]
    found: list[tuple[int, Mark]] = []
    for index in range(end):
        mark = list_mark(text.body[index].text) if text.placed(index) else None
        if mark is None or ("digit", len(found) + 1) not in mark.readings or mark.printed[0] not in "(（":
            continue
        asked = find_operative(text.sentence(index, mark.rest, end), text.lexicon)
        if asked is not None and not asked.direct and text.stands_apart(index):
            found.append((index, mark))
    owners = {bisect_right(begins, index) for index, _mark in found}
    if len(found) < FEWEST_IN_SERIES or len(owners) * 2 < len(found) + 1:
        return []
    return [
        recommendation(index, number, mark.printed, mark.rest) for number, (index, mark) in enumerate(found, start=1)
    ]


def coded(text: Surroundings, end: int) -> list[Start]:
    """Recommendations under a code that the issuer counts over all its reports, "2026-014R", "REC 08/25": lines
    whose codes differ in one rising number, under a heading of recommendations, or where they ask."""
    starts: list[Start] = []
    for index in range(end):
        match = CODED.match(text.body[index].text)
        if match is None or not text.placed(index):
            continue
        long = len(NUMBERS.findall(match["code"])) >= FEWEST_PARTS  # 140-1 is a number of another kind
        said = text.body[index].text[match.end() :]
        asked = long and (looks_asking(said, text.lexicon, in_list=True) or _is_label(said, text))
        if text.headings_above[index] != "recommendations" and not asked:
            continue
        code = " ".join(match["code"].split())
        if not starts or goes_on(starts[-1].number, code):
            # A reference is part of an address.
            starts.append(Start(index, "titled", code, match[0].strip(), said, ref=code.replace("/", "-")))
    return starts if len(starts) >= FEWEST_IN_SERIES else []


def _is_label(said: str, text: Surroundings) -> bool:
    """Whether behind a code stands but the word for a recommendation, and its kind: "Recomendación al Desempeño"."""
    return text.phrases.title.match(said) is not None and len(said.split()) <= MOST_LABEL_WORDS


def lettered(text: Surroundings, end: int) -> list[Start]:
    """Recommendations "1.a", "1.b", "2.a", the letters of each finding's number, below headings or openers of
    recommendations."""
    starts: list[Start] = []
    last = (0, 0)
    for index in range(end):
        match = LETTERED.match(text.body[index].text) if text.placed(index) else None
        place = (int(match["number"]), ord(match["letter"]) - ord("a") + 1) if match else last
        if match is None or place not in {(last[0], last[1] + 1), (last[0] + 1, 1)}:
            continue
        if (starts and place[1] > 1) or text.under_recommendations(index):
            last = place
            rest = text.body[index].text[match.end() :]
            code = f"{match['number']}.{match['letter']}"
            starts.append(Start(index, "titled", code, match[0].strip(), rest, ref=code))
    return starts if any(start.number.endswith("b") for start in starts) else []


def headed_lists(text: Surroundings, paragraphs: Sequence[Start], end: int) -> list[Start]:
    """The items of lists that begin anew under each heading below that of recommendations, where no paragraph
    stands between: "B. Recommendations", "1. Training", "(a) …"; they are counted."""
    begins = [start.index for start in paragraphs]
    heads = [text.headings_above[index] == "recommendations" for index in range(end)]
    found: list[tuple[int, Mark]] = []
    for first in (index for index in range(end) if heads[index] and not (index and heads[index - 1])):
        behind = next((index for index in range(first, end) if not heads[index]), end)
        place = bisect_left(begins, first)
        until = min(behind, begins[place] if place < len(begins) else end)
        found += _lists_anew(text, first, until)
    return [
        recommendation(index, number, mark.printed, mark.rest, counted=True)
        for number, (index, mark) in enumerate(found, start=1)
    ]


def _lists_anew(text: Surroundings, first: int, end: int) -> list[tuple[int, Mark]]:
    """The lettered items between two lines, where they make several lists and only headings stand above them."""
    marks = [
        (index, mark)
        for index in range(first, end)
        if text.placed(index) and (mark := list_mark(text.body[index].text)) and not NUMBERS.search(mark.printed)
    ]
    if not marks or any(is_complete(line.text) for line in text.body[first : marks[0][0]]):
        return []
    lists = last = 0
    for _index, mark in marks:
        ordinals = {ordinal for _family, ordinal in mark.readings}
        if not ordinals & {1, last + 1}:
            return []
        goes_on = last > 0 and last + 1 in ordinals
        lists += not goes_on
        last = last + 1 if goes_on else 1
    return marks if lists >= FEWEST_IN_SERIES else []


def in_words(text: Surroundings, end: int) -> list[Start]:
    """Recommendations counted in words right under their heading, "PRIMERA. Repare …", "SEGUNDA. Capacite …"; what
    begins anew right under another, "SUGERENCIAS", is counted on."""
    starts: list[Start] = []
    last, series = 0, 1
    for index in range(end):
        match = text.phrases.ordinals.alone(text.body[index].text) if text.placed(index) else None
        value = text.phrases.ordinals.value(match) if match else 0
        if match is None or value not in {1, last + 1}:
            continue
        if value <= last and not text.recommends(index, by_words=False):
            continue
        if starts or text.under_recommendations(index) or _addresses(text, index):
            series += value <= last
            last = value
            rest = text.body[index].text[match.end() :]
            starts.append(recommendation(index, len(starts) + 1, match[0].strip(), rest))
    starts = [replace(start, counted=series > 1) for start in starts]
    return starts if len(starts) >= FEWEST_IN_SERIES else []


def _addresses(text: Surroundings, index: int) -> bool:
    """Whether the line before calls on somebody, under a heading of recommendations: "To you, Commissioner:"."""
    called = index > 0 and announces(text.body[index - 1].text)
    return called and text.recommends(index - 1, by_words=False) != ""


def with_title_behind(text: Surroundings, paragraphs: Sequence[Start], end: int) -> list[Start]:
    """Recommendations that carry their title at their end: "The Director should … (Recommendation 1)"; a numbered
    paragraph that does is one as a whole. A single one counts right below what says that it recommends."""
    named = named_behind(text.phrases)
    numbered = {start.index: start for start in paragraphs}
    starts: list[Start] = []
    first = 0
    for index in range(end):
        before = text.body[index - 1].text if index else ""
        words = f"{before} {text.body[index].text}"
        parted = text.layout.parted(text.body[index]) and not named.fullmatch(text.body[index].text.strip())
        apart = text.body[index].role == "heading" or parted or announces(before)
        if apart or named.search(before) or index in numbered:
            first, words = index, text.body[index].text
        match = named.search(words)
        if match is None or int(match["number"]) != len(starts) + 1:
            continue
        above = numbered.get(first)
        titled = recommendation(first, match["number"], "", text.body[first].text, label=match[0].strip())
        if above is None:
            starts.append(titled)
        elif _asks(text, first, index):
            starts.append(replace(above, ref=titled.ref))
    only = len(starts) == 1 and bool(text.recommends(starts[0].index, by_words=True))
    return starts if only or len(starts) >= FEWEST_IN_SERIES else []


def _asks(text: Surroundings, first: int, last: int) -> bool:
    """Whether the last sentence of these lines asks something, and does not tell what was asked before."""
    words = " ".join(line.text for line in text.body[first : last + 1])
    sentence = SENTENCE_END.split(words)[-1]
    return find_operative(sentence, text.lexicon) is not None and text.phrases.past.search(sentence) is None


def goes_on(before: str, code: str) -> bool:
    """Whether a code is a later one of the same kind: REC 09/25 after REC 08/25."""
    if NUMBERS.sub("0", before) != NUMBERS.sub("0", code):
        return False
    changed = [
        (int(one), int(other))
        for one, other in zip(NUMBERS.findall(before), NUMBERS.findall(code), strict=True)
        if one != other
    ]
    return len(changed) == 1 and 0 < changed[0][1] - changed[0][0] <= NEAR_CODE
