"""Recommendations "1.", "2.", "3." that are counted on across the paragraphs of a report, each list behind a sentence
that recommends: "6.69 Accordingly, I recommend:"."""

from bisect import bisect_right
from collections.abc import Sequence

from recommendations.importing.signs.paragraph_numbers import NumberCandidate
from recommendations.importing.signs.prose import announces
from recommendations.importing.structure.numbered_text import NumberedText, sentences
from recommendations.importing.structure.start import Start
from recommendations.importing.structure.surroundings import FAR, Surroundings
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.phrases import PHRASES

FEWEST_LISTS = 2
FEWEST_LISTED = 2


def counted_across(
    text: Surroundings, plain: Sequence[NumberCandidate], paragraphs: Sequence[Start], end: int
) -> tuple[list[NumberCandidate], list[NumberCandidate]]:
    """The recommendations, and those that a list of all of them prints once more; `plain` are the lines that begin with
    such numbers.

    Lists that only begin anew under each paragraph are not counted on. In a report whose paragraphs are numbered by
    chapters the list of all alone, right under its heading, is read as well.
    """
    begins = [start.index for start in paragraphs]
    if not begins:
        return [], []
    begun = set(begins)
    free = [entry for entry in plain if entry.placed and entry.index < end and entry.index not in begun]
    owners = {entry.index: bisect_right(begins, entry.index) for entry in free}
    series: list[NumberCandidate] = []
    opened: list[int] = []
    for entry in free:
        if entry.number != len(series) + 1:
            continue
        owner = owners[entry.index]
        first = bool(owner) and _recommended_above(text, begins[owner - 1], entry.index)
        if first or (series and owners[series[-1].index] == owner):
            series.append(entry)
            opened += [owner] if first else []
    listed = _list_of_all(text, free, owners) if "." in paragraphs[0].number else []
    if len(set(opened)) < FEWEST_LISTS:
        return listed, []
    return series, [entry for entry in listed if entry not in series]


def introduced(paragraphs: Sequence[NumberedText], lexicon: Lexicon) -> bool:
    """Whether most titled recommendations of a report stand behind paragraphs that recommend and announce them."""
    texts = {paragraph.number: paragraph.text for paragraph in paragraphs if not paragraph.titled}
    owners = [paragraph.owner for paragraph in paragraphs if paragraph.titled]
    leading = {owner for owner in set(owners) if owner and announces(texts[owner]) and _leads(texts[owner], lexicon)}
    return len(leading) >= FEWEST_LISTS and sum(owner in leading for owner in owners) * 2 > len(owners)


def _recommended_above(text: Surroundings, first: int, index: int) -> bool:
    """Whether right above a line, in its paragraph, a sentence ends that recommends and announces a list."""
    above = text.body[max(first, index - FAR) : index]
    if not above or not announces(above[-1].text):
        return False
    return _leads(" ".join(line.text for line in above), text.lexicon)


def _leads(text: str, lexicon: Lexicon) -> bool:
    """Whether the last sentence of a text recommends, or speaks of recommendations that are its author's."""
    last = "".join(sentences(text)[-1:])
    verbs = (verb for verb, code in lexicon.verbs if code == "recommend")
    named = lexicon.recommendation_heading.search(last) is not None
    return PHRASES[lexicon.language].past.search(last) is None and (named or any(verb.search(last) for verb in verbs))


def _list_of_all(text: Surroundings, free: Sequence[NumberCandidate], owners: dict[int, int]) -> list[NumberCandidate]:
    """The numbers right under a heading of recommendations with no paragraph between them, where there is one such
    list."""
    lists: list[list[NumberCandidate]] = []
    for entry in free:
        if entry.number == 1:
            if text.recommends(entry.index, by_words=False) == "recommendations":
                lists.append([entry])
        elif lists and entry.number == len(lists[-1]) + 1 and owners[entry.index] == owners[lists[-1][0].index]:
            lists[-1].append(entry)
    return lists[0] if len(lists) == 1 and len(lists[0]) >= FEWEST_LISTED else []
