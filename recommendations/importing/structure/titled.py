"""The titled recommendations of a text: which lines begin one, and which say one once more."""

import re
from collections.abc import Sequence
from dataclasses import replace

from recommendations.importing.signs.prose import announces
from recommendations.importing.structure.start import Start
from recommendations.importing.structure.surroundings import Surroundings
from recommendations.importing.structure.titles import Title, Titles, title_at, title_sequence

FEWEST_LISTED = 2
PLACE = re.compile(r"[(（第]?(?:[^\W\d_]{4,12}\.?\s)?\d{1,3}(?:\.\d{1,3}){0,2}\.?\s?[)）段]?")
AGAIN = 30  # letters by which an entry of a list is known again


def title_of(text: Surroundings, index: int, words: str) -> Title | None:
    """The title with which the words of a line begin."""
    line = text.body[index]
    set_off = line.is_bold or line.role == "heading"
    title = title_at(index, words, text.phrases, set_off=set_off)
    bracket = words.rfind("(")
    if title is not None or bracket <= words.rfind(")") or index + 1 >= len(text.body):
        return title
    # An addressee in brackets that the margin broke: it stays with the text.
    title = title_at(index, f"{words} {text.body[index + 1].text}", text.phrases, set_off=set_off)
    return title and replace(title, printed=words[:bracket].strip(), rest=words[bracket:])


def titled(text: Surroundings, paragraphs: Sequence[Start], end: int) -> Titles:
    """The titled recommendations, also those with which a numbered paragraph begins."""
    numbered = {start.index: start for start in paragraphs}
    candidates: list[Title] = []
    for index in range(end):
        start = numbered.get(index)
        if start is not None or text.stands_apart(index):
            title = title_of(text, index, start.rest if start else text.body[index].text)
            candidates += [title] if title else []
    heads = [_head(text, title, end) for title in candidates]
    extract = not paragraphs or paragraphs[0].number not in {"1", "1.1"}
    above = frozenset(title.index for title in candidates if title.index + 1 in numbered)
    return title_sequence(candidates, heads, paragraphs[0].index if paragraphs else 0, extract=extract, above=above)


def titled_in_full(text: Surroundings, listed: Sequence[Start], end: int) -> Titles:
    """The titled recommendations of the text, where all that was found is a list that says them once more by their
    numbers alone: "1. (Ministry of Culture): revise the fees"."""
    if len(listed) < FEWEST_LISTED or any(start.kind != "titled" for start in listed):
        return Titles()
    found = titled(text, [], end)
    said = {start.ref: _letters(text.sentence(start.index, start.rest, end)) for start in listed}
    again = [
        title
        for title in found.begun
        if (head := _letters(_head(text, title, end))[:AGAIN]) and head in said.get(title.ref, "")
    ]
    more = len(found.begun) > len(said) or len(again) * 2 > len(said)
    return found if more and len(found.begun) >= len(said) else Titles()


def beside(paragraphs: Sequence[Start], titles: Sequence[Title]) -> list[Start]:
    """The starts of paragraphs and of titled recommendations: "13. Recommendation 1: Text" is the paragraph 13 and the
    recommendation in one."""
    merged = {start.index: start for start in paragraphs}
    for title in titles:
        above = merged.get(title.index)
        merged[title.index] = (
            Start(title.index, "titled", title.number, title.printed, title.rest, ref=title.ref)
            if above is None
            else replace(above, ref=title.ref, label=title.printed)
        )
    return [merged[index] for index in sorted(merged)]


def _head(text: Surroundings, title: Title, end: int) -> str:
    """The first words of what a title is about, to the end of the first line that ends a sentence; a colon behind
    an addressee in brackets ends none, and "Paragraph 2.22" on a line of its own is no word of it."""
    below = title.index + 1
    if not title.rest and below + 1 < end and PLACE.fullmatch(text.body[below].text):
        return text.sentence(below + 1, text.body[below + 1].text, end)
    if not announces(title.rest) or title.rest[0] != "(" or title.index + 1 >= end:
        return text.sentence(title.index, title.rest, end)
    return f"{title.rest} {text.sentence(below, text.body[below].text, end)}"


def _letters(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum())
