"""Recommendations with a title of their own: "Recommendation 4", "建议 4", "Recommandation n° 2.1", "R3", "First
recommendation"."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from recommendations.importing.signs.han import either_script
from recommendations.importing.signs.numerals import chinese_value, roman_value
from recommendations.importing.structure.blocks import Block
from recommendations.importing.words.phrases import Phrases

NUMBER = (
    r"(?:(?P<number>\d{1,3}(?:[.\-]\d{1,3}){0,2}(?![\d/]|\.\d)|[A-Z][.\-]?\d{1,2}\b|[IVX]{1,6}\b|"
    r"[A-Z]\b(?![.\-]\w))|"
    r"[（(]?(?P<chinese>[一二三四五六七八九十]{1,3})[)）]?|[（(](?P<bracketed>\d{1,3})[)）])"
)
LETTERED = re.compile(r"(?P<letter>[A-Z])[.\-]?(?P<ordinal>\d{1,2})")  # A1, B-2
# "Key recommendation 1", "OIOS recommendation 1"; but "See recommendation 1".
QUALIFIED = (
    r"(?P<qualified>(?!(?:see|the|this|that|under|per|cf|voir|cette|см|эта|according|regarding|of|in|on|to)\b)[^\W\d_\u0600-\u06ff]{3,16}\s|"
    r"(?:主要|具体|总体|核心|重点|审计|政策))?"
)
SEPARATED = re.compile(r"\s*[:：.．)）–—|-]+(?=\s|[^\W\d_]|[“«\"(（]|$)\s*|\s{2,}|\t|\s*$")
ASIDE = re.compile(
    r"(?:\s+[(（][^()（）]{4,60}|[(（](?=[^()（）]*[\u4e00-\u9fff])[^()（）]{2,30})[)）](?=\s*[:：.–—-]|\s*$|\s+[A-ZÀ-ÞА-ЯЁ])"
)
SHORT = re.compile(r"(?P<label>[\[(]?R[.\-]?\s?(?P<number>\d{1,3}(?:\.\d{1,3})?))(?=[\s:.)\]–—-]|$)[\])]?")
GOES_ON_COUNTING = re.compile(
    r"\s*[-–—,，、]+\s*\d|\s+(?:and|et|y|и|to|à|al?|по|至|和|و)\s*\d"
)  # "Recommendations 1–5, 14"
NEAR_GAP = 4
HEAD = 100  # characters by which a repeated recommendation is known
FEWEST_RISING = 2
FEWEST_SUMMED = 2
SUMMED = 0.6  # of the words of a recommendation in a summary that stand in its full text
SHORT_WORD = 3  # letters
PLACE = re.compile(r"\s*[(（第]?(?:[^\W\d_]{4,12}\.?\s)?\d{1,3}(?:\.\d{1,3}){1,2}\.?\s?[)）段]?\s+")  # "Paragraph 2.22"
WORD = re.compile(r"[^\W\d_\u4e00-\u9fff]+")
PAIR = re.compile(r"(?=([\u4e00-\u9fff]{2}))")
# At least two parts with a sign between them, one of them a number of two digits or more.
CODED = re.compile(
    r"(?:(?i:safety )?(?i:recommendation|recommandation|recomendación|рекомендация|توصية|建[议議])\s+)?"
    r"(?P<code>(?:[A-Z]{2,6}\s+)?(?=[A-Z\d/-]*\d\d)[A-Z\d]{1,8}(?:[-/][A-Z\d]{1,8}){1,7})(?:\s*[:：.–—]\s*|\s+|$)"
)
SPEAKS_OF_IT = re.compile(
    either_script(r"提[到及出]|指[出的]|涉及|获[得准]?|得到|被|[是已的中和与及或至到段条号要、，]|إلى|و")
)


@dataclass(frozen=True)
class Title:
    """A line that may begin a titled recommendation.

    `group` is what its number counts within ("2" for 2.1, "" for a plain number), `ordinal` its number in there.
    """

    index: int
    number: str
    group: str
    ordinal: int
    printed: str
    rest: str

    @property
    def ref(self) -> str:
        return f"Recommendation {self.number}"


def title_at(index: int, text: str, phrases: Phrases, *, set_off: bool) -> Title | None:
    """The title that may begin a line; `set_off` says that its looks (bold, a heading) make it one, whatever follows.

    "Recommendation 4 was not implemented" is no title; "Recommendation 4", "Recommendation 4: Text" and
    "Recommendation 4 The Council should" are.
    """
    in_words = phrases.ordinals.match(text)
    match = in_words or _label(phrases).match(text) or SHORT.match(text)
    if match is None:
        return None
    end = match.end()
    if (aside := ASIDE.match(text, end)) is not None:
        end = aside.end()
    separator = SEPARATED.match(text, end)
    if separator is not None:
        end = separator.end()
    elif match.groupdict().get("qualified") or (not set_off and not _begins_sentence(text[end:])):
        return None
    if GOES_ON_COUNTING.match(text, match.end()):
        return None
    value = phrases.ordinals.value(in_words) if in_words else 0
    number, group, ordinal = (str(value), "", value) if in_words else _numbered(match)
    return Title(index, number, group, ordinal, text[:end].strip(), text[end:].lstrip()) if ordinal else None


@cache
def _label(phrases: Phrases) -> re.Pattern[str]:
    return re.compile(rf"(?P<label>(?i:{either_script(QUALIFIED)}{phrases.title.pattern})\s*{NUMBER})")


@cache
def named_behind(phrases: Phrases) -> re.Pattern[str]:
    """A title in brackets at the end of what it names."""
    return re.compile(rf"[(（](?i:{phrases.title.pattern})\s*(?P<number>\d{{1,3}})[)）]\s*[.。]?\s*$")


def spoken_of(number: str, phrases: Phrases) -> re.Pattern[str]:
    """What names a titled recommendation in a sentence."""
    return re.compile(rf"(?:{phrases.title.pattern})\s*{re.escape(number)}(?![\d.]*\d)", re.IGNORECASE)


def _begins_sentence(text: str) -> bool:
    first = text.lstrip()[:1]
    if not first or text[0] != " ":
        return False
    return first.isupper() or (unicodedata.category(first) == "Lo" and SPEAKS_OF_IT.match(first) is None)


def _numbered(match: re.Match[str]) -> tuple[str, str, int]:
    """(number in ASCII, group, ordinal)."""
    groups = match.groupdict()
    if groups.get("chinese"):
        value = chinese_value(groups["chinese"]) or 0
        return str(value), "", value
    number = unicodedata.normalize("NFKC", groups["number"] or groups["bracketed"])
    if (lettered := LETTERED.fullmatch(number)) is not None:
        return number, lettered["letter"], int(lettered["ordinal"])
    parts = re.split(r"[.\-]", number)
    if parts[-1].isdecimal():
        number = ".".join(str(int(part)) if part.isdecimal() else part for part in parts)
        return number, ".".join(parts[:-1]), int(parts[-1])
    roman = roman_value(number)
    return (number, "roman", roman) if roman else (number, "letter", ord(number) - ord("A") + 1)


@dataclass(frozen=True)
class Titles:
    """The titles that begin recommendations, in order, and those that repeat one of them word for word."""

    begun: tuple[Title, ...] = ()
    repeated: tuple[Title, ...] = ()


def title_sequence(
    candidates: Sequence[Title],
    heads: Sequence[str],
    first_paragraph: int,
    *,
    extract: bool = False,
    above: frozenset[int] = frozenset(),
) -> Titles:
    """Which candidates are titles: in each group from 1 on, each the next; in an `extract`, where none is the first,
    also a series that rises over gaps. `above` are the lines of those right above a numbered paragraph.

    `heads` are the first words after each candidate. What a summary before the first paragraph (an index) or a list
    at the end gives once more counts once.
    """
    runs = _runs(candidates)
    if extract and not runs:
        return Titles(tuple(_rising(candidates)))
    texts = {title.index: _core(head) for title, head in zip(candidates, heads, strict=True)}
    words = {title.index: words_of(head) for title, head in zip(candidates, heads, strict=True)}
    kept: list[list[Title]] = []
    repeated: list[Title] = []
    for run in runs:
        double = next((earlier for earlier in kept if _same(earlier, run, texts)), None)
        if double is None and (shorter := next((earlier for earlier in kept if _sums_up(earlier, run, words)), None)):
            kept[kept.index(shorter)] = run
            repeated += shorter
            continue
        summary = kept[-1] if kept else run
        if double is None and summary[-1].index < first_paragraph <= run[0].index and _covers(run, summary):
            double = summary  # what a summary says in fewer words
        if double is None:
            # One title alone behind a whole series is a mention of the first, not a series of one.
            if len(run) > 1 or not kept or len(kept[0]) == 1:
                kept.append(run)
        elif _covers(run, double) and (
            double[-1].index < first_paragraph <= run[0].index or _names_paragraphs(run, double, above)
        ):
            kept[kept.index(double)] = run
            repeated += double
        else:
            repeated += run
    begun = sorted((title for run in kept for title in run), key=lambda title: title.index)
    return Titles(tuple(begun), tuple(repeated))


def _runs(candidates: Sequence[Title]) -> list[list[Title]]:
    """The candidates in sequence; a group that starts again at 1 begins another run."""
    runs: list[list[Title]] = []
    last: dict[str, int] = {}
    for title in candidates:
        before = last.get(title.group)
        if before is None and title.ordinal != 1:
            continue
        if title.ordinal == 1 and (before is not None or not runs):
            runs.append([])
            last = {}
        elif before is not None and not 0 < title.ordinal - before <= NEAR_GAP:
            continue
        last[title.group] = title.ordinal
        runs[-1].append(title)
    return runs


def _rising(candidates: Sequence[Title]) -> list[Title]:
    """All candidates, where each has a higher number than the one before and the same word for a title; else none."""
    words = {title.printed.split()[0].lower() for title in candidates}
    rises = all(one.group == other.group and one.ordinal < other.ordinal for one, other in pairwise(candidates))
    return list(candidates) if rises and len(candidates) >= FEWEST_RISING and len(words) == 1 else []


def _same(one: Sequence[Title], other: Sequence[Title], texts: dict[int, str]) -> bool:
    known = {title.number: texts[title.index] for title in one}
    equal = sum(bool(texts[title.index]) and known.get(title.number) == texts[title.index] for title in other)
    return equal * 2 > min(len(one), len(other))


def _names_paragraphs(run: Sequence[Title], other: Sequence[Title], above: frozenset[int]) -> bool:
    """Whether the titles of one series stand above paragraphs, and those of another in a list without numbers."""
    return all(title.index in above for title in run) and not any(title.index in above for title in other)


def _covers(run: Sequence[Title], summary: Sequence[Title]) -> bool:
    return {title.number for title in summary} <= {title.number for title in run}


def _sums_up(shorter: Sequence[Title], run: Sequence[Title], words: dict[int, set[str]]) -> bool:
    """Whether a run says the same recommendations as a later one, each in fewer of its words."""
    if len(run) < FEWEST_SUMMED or [title.number for title in shorter] != [title.number for title in run]:
        return False
    pairs = [(words[one.index], words[other.index]) for one, other in zip(shorter, run, strict=True)]
    again = sum(len(few & all_words) >= len(few) * SUMMED for few, all_words in pairs if few)
    return again * 2 > len(pairs) and sum(len(few) for few, _ in pairs) < sum(len(full) for _, full in pairs)


def words_of(text: str) -> set[str]:
    """The longer words of a text; where no blanks part them, each two signs."""
    return {word for word in WORD.findall(text.lower()) if len(word) > SHORT_WORD} | set(PAIR.findall(text))


def _core(text: str) -> str:
    """The letters of the first words, without the number of the paragraph in which they stand."""
    words = PLACE.sub("", unicodedata.normalize("NFKC", text), count=1)
    return "".join(sign for sign in words.lower() if sign.isalnum())[:HEAD]


def is_named_behind(block: Block) -> bool:
    """Whether a block ends with its title: "The Director should … (Recommendation 1)"; what follows is not its text."""
    return block.label != "" and " ".join(text for _line, text in block.lines[-2:]).endswith(f" {block.label}")
