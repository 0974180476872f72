"""How an entry of a corrigendum begins: with a mark of its own, and the places it is for."""

import re

from recommendations.importing.corrigenda.places import Place, places_from
from recommendations.importing.corrigenda.words import BARE_NUMBER, CorrigendumWords
from recommendations.importing.signs.bullets import bullet_at

# A number, letter or bullet in front of an entry of the corrigendum itself.
ENTRY_MARK = re.compile(
    r"(?:(?:\d{1,3}\s?(?:[.)．、](?!\d)|[-–—]\s)|[(（][\w]{1,4}[)）]|[a-zа-я]\)|[IVX]{1,5}\.|[一二三四五六七八九十]{1,3}\s?[、.．])\s*)(?=\S)"
)
AROUND, BEHIND_PLACES = " ()（）[].。", " :：.,，、;،؛–—-\t"


def mark_of(text: str) -> tuple[str, int]:
    """The kind of mark an entry begins with ("1.", "(a)", "" for none), and its value where it is a number."""
    mark = ENTRY_MARK.match(text)
    sign = mark[0].strip() if mark else ""
    value = re.search(r"\d+", sign)
    return re.sub(r"\w+", "1" if value else "a", sign), int(value[0]) if value else 0


def without_mark(text: str) -> str:
    """An entry without the number or bullet that the corrigendum gives it."""
    bullet = bullet_at(text)
    text = bullet.rest if bullet else text
    mark = ENTRY_MARK.match(text)
    return text[mark.end() :] if mark else text


def leading_places(text: str, words: CorrigendumWords) -> tuple[list[Place], str]:
    """The places that an entry begins with, and the rest of it. A number alone is one before nothing but other places,
    or before what is to be done."""
    bare = without_mark(text)
    found, end = places_from(bare, 0, words)
    number = BARE_NUMBER.match(bare) if not found else None
    if number is not None:
        behind, end = places_from(bare, number.end(), words)
        rest = bare[end if behind else number.end() :].lstrip(BEHIND_PLACES)
        if not rest or words.verbs.match(rest) or words.not_here.fullmatch(rest.strip(AROUND)):
            return [Place("paragraph", number[0]), *behind], rest
    return found, bare[end:].lstrip(BEHIND_PLACES) if found else bare
