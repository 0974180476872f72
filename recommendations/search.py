"""How a text is cut into the terms that search and matching compare, for CJK and for words alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile

import snowballstemmer

_CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUN = re.compile(rf"(?P<cjk>[{_CJK}]+)|[^\W_{_CJK}]+(?:[-‐‑/.’'][^\W_{_CJK}]+)*")
_PART = re.compile(r"[^\W_]+")
# Optional in writing, so the same word comes with and without them: Arabic vowel signs and the stretching stroke,
# soft hyphens, marks of direction and of zero width.
_INVISIBLE = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# The stemmer takes a noun with its article for a verb form; both forms meet once conjunction and article are off.
_ARABIC_ARTICLE = re.compile(r"^(?:[وف]?(?:[بك]?ال|لل))(?=\w{3})")
_STEMMERS = {"ar": "arabic", "en": "english", "es": "spanish", "fr": "french", "ru": "russian"}


@dataclass(frozen=True, slots=True)
class Term:
    """A unit of comparison and where `tidy(text)[start:end]` shows it as written."""

    text: str
    start: int
    end: int


def tidy(text: str) -> str:
    """NFKC without invisible marks: full-width and presentation forms become the plain letters."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def terms(tidied: str) -> Iterator[Term]:
    """The terms of a text that went through `tidy`, in reading order; see `segment`."""
    for run in _RUN.finditer(tidied):
        if run["cjk"]:
            yield from _pairs(run[0], run.start())
            continue
        if "/" in run[0] and any(character.isdigit() for character in run[0]):
            yield Term(run[0].casefold(), run.start(), run.end())
        for part in _PART.finditer(tidied, run.start(), run.end()):
            yield Term(part[0].casefold(), part.start(), part.end())


def segment(text: str) -> list[str]:
    """The terms of a text in reading order: overlapping pairs of characters for CJK, else words in lower case.

    Words part at hyphen, slash, full stop and apostrophe; a symbol such as ``A/67/50``, or a resolution such as
    ``66/181``, is one more term before its parts. A CJK run of one character is a term by itself. The cut follows
    the script and not the language, because editions quote names in other scripts.
    """
    return [term.text for term in terms(tidy(text))]


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """The stem of a word from `segment`; the word itself where the language (ISO 639-1) has no stemmer here."""
    if language not in _STEMMERS or not word.isalpha():
        return word
    if language == "ar":
        word = _ARABIC_ARTICLE.sub("", word)
    return str(snowballstemmer.stemmer(_STEMMERS[language]).stemWord(word))


def _pairs(run: str, start: int) -> Iterator[Term]:
    if len(run) == 1:
        yield Term(run.casefold(), start, start + 1)
    for offset, (first, second) in enumerate(pairwise(run), start):
        yield Term(first + second, offset, offset + 2)


# --- what somebody looks for ----------------------------------------------------------------------------------

LONGEST_TERM = 60
_FEWEST_LETTERS = 3
# By the first letter of a word: the languages it may be of.
_BY_SCRIPT = (("\u0400", "\u04ff", ("ru",)), ("\u0600", "\u06ff", ("ar",)), ("a", "\u024f", ("en", "es", "fr")))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A term that a text must have; with `begins` any term that begins so will do."""

    text: str
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What a text must have: all of `terms`, and each of the `phrases`, which are terms that follow each other."""

    terms: tuple[Wanted, ...]
    phrases: tuple[str, ...] = ()


def indexed(text: str) -> str:
    """The terms of a text as a search compares them, each between two blanks; an Arabic word without its article."""
    found = [bare(term)[:LONGEST_TERM] for term in segment(text)]
    return f" {' '.join(found)} " if found else ""


def query(words: str) -> Query:
    """What to look for. A word is found in its other forms, and by its beginning; signs between words say nothing.

    Chinese of more than two characters, and whatever has digits in it ("81(o)(iii)", "A/67/50"), is found as it
    stands. Empty when there is neither a letter nor a digit.
    """
    terms: dict[Wanted, None] = {}
    phrases = []
    for chunk in tidy(words).split():
        found = [bare(term)[:LONGEST_TERM] for term in segment(chunk)]
        exact = any(map(str.isdigit, chunk)) or all(map(_is_cjk, found))
        terms |= dict.fromkeys(Wanted(term) if exact or _is_cjk(term) else _beginning(term) for term in found)
        if exact and len(found) > 1:
            phrases.append(" ".join(found))
    return Query(tuple(terms), tuple(phrases))


def bare(term: str) -> str:
    """An Arabic word without its article, any other term as it is."""
    return _ARABIC_ARTICLE.sub("", term)


def _is_cjk(term: str) -> bool:
    return (run := _RUN.match(term)) is not None and run["cjk"] is not None


def _beginning(word: str) -> Wanted:
    """What the forms of a word share: as much of it as the shortest of its stems."""
    languages = next((of for first, last, of in _BY_SCRIPT if first <= word[0] <= last), ())
    shared = min((_shared(word, stem(word, language)) for language in languages), key=len, default=word)
    return Wanted(shared, begins=True) if len(shared) >= _FEWEST_LETTERS else Wanted(word)


def _shared(word: str, form: str) -> str:
    """The beginning of both."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(word, form, strict=False))
    return "".join(letter for letter, _other in same)
