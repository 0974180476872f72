"""What the author of a report without numbers tells at the end of each of its parts, as courts of accounts do: "In view
of the above, the Court recommended that the Ministry …", "It also recommended that …"."""

from collections import Counter

from recommendations.importing.signs.prose import is_complete
from recommendations.importing.structure.lost_numbers import records_speakers
from recommendations.importing.structure.start import Start, recommendation
from recommendations.importing.structure.surroundings import Surroundings
from recommendations.importing.words.told_by_auditors import CONCLUDES, MOST_BEFORE, TOLD_BY_AUDITORS, names_itself

FEWEST = 5
FEWEST_CONCLUDING = 2
NEXT_LINES = 2  # over which the sentence may begin


def told_throughout(text: Surroundings, end: int) -> tuple[list[Start], dict[int, str]]:
    """The sentences, each at the beginning of a line, in which the author that the title names says so, and the lines
    behind which only the margin parts from what is told next (`Starts.breaks`); none in minutes, or where nothing that
    was found leads to them."""
    told, concludes = TOLD_BY_AUDITORS[text.lexicon.language], CONCLUDES[text.lexicon.language]
    places: list[int] = []
    concluding = 0
    for index in range(end):
        said = _begun(text, index, end)
        match = told.match(said)
        if match is None or any(map(str.isdecimal, match[0])) or not _begins(text, index):
            continue
        if text.phrases.headings.about.search(match[0]) is None:
            places.append(index)
            concluding += concludes.match(said) is not None
    if len(places) < FEWEST or concluding < FEWEST_CONCLUDING or records_speakers(text, end):
        return [], {}
    if not names_itself(_titles(text, places[0]), text.lexicon.language):
        return [], {}
    starts = [
        recommendation(index, number, "", text.body[index].text, counted=True)
        for number, index in enumerate(places, start=1)
    ]
    ends = (_end(text, index, end) for index in places)
    return starts, {at: "signature" for at in ends if at < end and not text.layout.parted(text.body[at])}


def _titles(text: Surroundings, end: int) -> list[str]:
    """The lines above the first sentence, and those that head the pages."""
    first = next((at for at in range(end) if is_complete(text.body[at].text)), end)
    printed = Counter(line.text for line in text.body if text.is_short(line))
    return [*(line.text for line in text.body[:first]), *(line for line, count in printed.items() if count >= FEWEST)]


def _end(text: Surroundings, index: int, end: int) -> int:
    """The line behind the sentence that begins with a line."""
    return next((at + 1 for at in range(index, end) if is_complete(text.body[at].text)), end)


def _begun(text: Surroundings, index: int, end: int) -> str:
    """The first words from a line on, to the next that is set apart."""
    words = [text.body[index].text]
    for line in text.body[index + 1 : min(index + 1 + NEXT_LINES, end)]:
        if text.layout.parted(line):
            break
        words.append(line.text)
    return " ".join(" ".join(words).split())[: MOST_BEFORE * 3]


def _begins(text: Surroundings, index: int) -> bool:
    """Whether a sentence begins with a line."""
    return index == 0 or text.layout.parted(text.body[index]) or is_complete(text.body[index - 1].text)
