"""Synthetic reports of every shape in every language, with what a reader must find in them."""

from collections.abc import Callable, Sequence
from random import Random

from benchmarks.import_pages import ROMAN, Node, Page, Sample
from benchmarks.import_words import SECTIONS, WORDS
from recommendations.importing.readers import Line
from recommendations.importing.readers.base import Cell

UNBROKEN = 1_000_000  # signs on a line


def sample(shape: str, language: str, random: Random, *, unbroken: bool = False) -> Sample:
    """A report of one shape, its length, sentences and line breaks drawn at random; `unbroken` has no breaks."""
    page = Page(Sample(shape, language), WORDS[language], random)
    page.width = UNBROKEN if unbroken else page.width
    SHAPES[shape](page)
    return page.sample


def _lettered(page: Page) -> None:
    number = page.opening()
    page.section(page.words.conclusions)
    number = page.paragraphs(number, 1)
    page.paragraph(number, page.words.chapeau)
    page.items(str(number), None, page.random.randint(3, 20), nested=True, headed=True)


def _lettered_again(page: Page) -> None:
    number = page.opening()
    page.section(page.words.conclusions)
    for _ in range(page.random.randint(2, 5)):
        number = page.paragraphs(number, page.random.randint(0, 1))
        page.paragraph(number, page.words.chapeau)
        page.items(str(number), None, page.random.randint(2, 6))
        number += 1
    page.paragraphs(number, 1)


def _by_states(page: Page) -> None:
    number = page.opening()
    page.section(page.words.conclusions)
    for chapeau, position in ((page.words.supported, "supported"), (page.words.noted, "noted")):
        page.paragraph(number, chapeau)
        count = page.random.randint(2, 30)
        for place in range(1, count + 1):
            text = page.action()
            states = tuple(page.random.sample(page.words.states, page.random.randint(1, 3)))
            ref = f"{number}.{place}"
            brackets = "（{}）" if not page.words.blank else " ({})"
            end = page.words.end if place == count else page.words.between
            page.block(f"{ref} {text}{brackets.format(page.words.comma.join(states))}{end}", apart=False)
            page.sample.recommendations.append(Node(ref, None, text, states))
            page.sample.positions[ref] = position
        number += 1
    page.paragraph(number)


def _points(page: Page) -> None:
    number = page.opening()
    page.section(page.words.conclusions)
    page.paragraph(number, page.words.following)
    for place in range(1, page.random.randint(3, 30) + 1):
        if page.random.random() < 0.1:
            page.heading(page.random.choice(page.words.subjects))
        text = page.action() + page.words.end
        page.block(f"{place}. {text}", apart=False)
        page.sample.recommendations.append(Node(f"{number}.{place}", None, text))
    page.paragraphs(number + 1, page.random.randint(1, 3))


def _titled(page: Page) -> None:
    number = page.opening()
    page.section(page.words.conclusions)
    for place in range(1, page.random.randint(2, 8) + 1):
        number = page.paragraphs(number, 1)
        _one_titled(page, place)
    page.paragraphs(number, 1)


def _one_titled(page: Page, place: int) -> None:
    label = page.words.recommendation.format(place)
    ref = f"Recommendation {place}"
    kind = page.random.choice(("alone", "colon", "parts"))
    if kind == "parts":
        page.block(label, apart=True)
        page.block(page.words.chapeau, apart=False)
        page.sample.recommendations.append(Node(ref, None, page.words.chapeau))
        page.items(ref, ref, page.random.randint(2, 5))
        return
    text = page.random.choice(page.words.asks)
    if kind == "alone":
        page.block(label, apart=True)
        page.block(text, apart=False)
    else:
        page.block(f"{label}{'：' if not page.words.blank else ': '}{text}", apart=True)
    page.sample.recommendations.append(Node(ref, None, text))


def _titled_without_numbers(page: Page) -> None:
    page.front()
    page.heading(page.words.introduction)
    page.block(page.prose(), apart=True)
    page.heading(page.words.conclusions)
    page.apart = True
    for place in range(1, page.random.randint(3, 8) + 1):
        _one_titled(page, place)
        if page.random.random() < 0.5:
            page.block(page.prose(), apart=True)


def _listed(page: Page) -> None:
    page.front()
    page.heading(page.words.introduction)
    page.block(page.prose(), apart=True)
    page.block(page.prose(), apart=True)
    page.heading(page.words.conclusions)
    for place in range(1, page.random.randint(3, 20) + 1):
        text = page.action() + page.words.end
        page.block(f"{place}. {text}")
        page.sample.recommendations.append(Node(f"Recommendation {place}", None, text))


def _chapters(page: Page) -> None:
    page.front()
    headings = (page.words.introduction, page.words.findings, page.words.conclusions)
    for chapter, heading in enumerate(headings, start=1):
        page.heading(f"{chapter}. {heading}")
        for place in range(1, page.random.randint(2, 12) + 1):
            page.paragraph(f"{chapter}.{place}")
    page.paragraph(f"3.{place + 1}", page.words.chapeau)
    page.items(f"3.{place + 1}", None, page.random.randint(2, 6))


def _bold(page: Page) -> None:
    number = page.opening()
    page.section(page.words.conclusions)
    for _ in range(page.random.randint(3, 6)):
        sentences = [page.prose()]
        asked: list[str] = []
        for _ in range(page.random.choice((0, 1, 1, 2))):
            asked.append(page.random.choice(page.words.asks))
            sentences += [asked[-1], page.prose()]
        text = page.words.blank.join(sentences)
        _in_bold(page, page.words.number.format(number) + text, asked)
        page.sample.paragraphs.append((str(number), text))
        for place, sentence in enumerate(asked, start=1):
            page.sample.recommendations.append(Node(f"{number}[{place}]" if place > 1 else str(number), None, sentence))
        number += 1


def _in_bold(page: Page, text: str, parts: Sequence[str]) -> None:
    start = len(page.sample.lines)
    page.block(text)
    rows = page.sample.lines[start:]
    whole = "".join(row.text.replace(" ", "") for row in rows)
    spans: list[tuple[int, int]] = []
    at = 0
    for part in (part.replace(" ", "") for part in parts):
        at = whole.index(part, at)
        spans.append((at, at + len(part)))
        at += len(part)
    seen = 0
    for index, row in enumerate(rows, start=start):
        held = [place for place, sign in enumerate(row.text) if sign != " "]
        bold = []
        for first, last in spans:
            inside = [place for count, place in enumerate(held) if first <= seen + count < last]
            bold += [(inside[0], inside[-1] + 1)] if inside else []
        seen += len(held)
        page.sample.lines[index] = Line(row.number, row.text, bold=tuple(bold))


def _table(page: Page) -> None:
    page.front()
    _row(page, 1, page.words.columns, is_heading=True)
    for place in range(1, page.random.randint(3, 20) + 1):
        text = page.action()
        state = page.random.choice(page.words.states)
        ref = f"140.{place}"
        word, position = page.random.choice(((page.words.accepted, "accepted"), (page.words.rejected, "not_accepted")))
        cell = f"{ref} {text} ({state});"
        _row(page, place + 1, (cell, word, page.random.choice(page.words.subjects)))
        page.sample.recommendations.append(Node(ref, None, text, (state,)))
        page.sample.positions[ref] = position


def _row(page: Page, row: int, cells: Sequence[str], *, is_heading: bool = False) -> None:
    for column, (text, heading) in enumerate(zip(cells, page.words.columns, strict=True), start=1):
        place = Cell(1, row, column, heading="" if is_heading else heading, is_heading=is_heading)
        page.line(text, cell=place, begins=True)


def _follow_up_table(page: Page) -> None:
    number = page.opening()
    for place in range(1, page.random.randint(3, 9) + 1):
        heads = (page.words.columns[0], page.words.response)
        word, position = page.random.choice(((page.words.accepted, "accepted"), (page.words.rejected, "not_accepted")))
        for column, (text, head) in enumerate(zip((f"140.{place} {page.action()}", word), heads, strict=True), start=1):
            page.line(text, cell=Cell(1, place + 1, column, heading=head), begins=True)
        page.sample.positions[f"140.{place}"] = position
    page.paragraphs(number, 1)


def _replies(page: Page) -> None:
    page.front()
    page.section(page.words.introduction)
    number = page.paragraphs(1, 2)
    last = page.random.randint(3, 20)
    page.paragraph(number, page.words.reply_supported.format("140.1", f"140.{last}"))
    page.paragraph(number + 1, page.words.reply_noted.format(f"140.{last + 1}", f"140.{last + 3}"))
    page.sample.positions |= {f"140.{place}": "supported" for place in range(1, last + 1)}
    page.sample.positions |= {f"140.{last + 1}": "noted", f"140.{last + 3}": "noted"}


def _follow_up(page: Page) -> None:
    number = page.opening()
    page.section(page.words.follow_up)
    for place in range(1, page.random.randint(2, 6) + 1):
        page.block(page.words.recommendation.format(place), apart=True)
        page.block(page.random.choice(page.words.asks), apart=False)
        word, position = page.random.choice(((page.words.accepted, "accepted"), (page.words.rejected, "not_accepted")))
        colon = "：" if not page.words.blank else ": "
        page.block(page.words.response + colon + word, apart=page.random.random() < 0.5)
        page.sample.positions[f"Recommendation {place}"] = position
    page.paragraphs(number, 1)


def _none(page: Page) -> None:
    """No recommendation at all: a table of contents, what others recommended, an annex numbered anew."""
    words = page.words
    page.front()
    page.line(words.contents)
    numerals: Sequence[str] = SECTIONS.get(page.sample.language, ROMAN)
    leader = page.random.choice((" ........ ", "   ", "\t"))
    for place, heading in enumerate((words.introduction, words.findings), start=1):
        page.line(f"{words.section.format(numerals[place - 1])}{heading}{leader}{place * 3}")
    page.line(f"{words.annex}{leader}9")
    page.line("")
    page.section(words.introduction)
    number = page.paragraphs(1, page.random.randint(2, 4))
    page.section(words.findings)
    number = page.paragraphs(number, page.random.randint(2, 6))
    items = [f"{words.item.format(words.letters[at])}{words.actions[at]}{words.between}" for at in range(3)]
    page.block(words.number.format(number) + words.earlier)
    for item in items:
        page.block(item, apart=False)
    page.sample.paragraphs.append((str(number), " ".join([words.earlier, *items])))
    page.paragraphs(number + 1, 2)
    page.heading(words.annex)
    for place in range(1, 5):
        page.block(words.number.format(place) + page.prose())


SHAPES: dict[str, Callable[[Page], None]] = {
    "lettered list": _lettered,
    "lettered lists that start again": _lettered_again,
    "140.1 … (States)": _by_states,
    "1. … nested in a paragraph": _points,
    "Recommendation N": _titled,
    "Recommendation N, no paragraph numbers": _titled_without_numbers,
    "numbered list, no paragraph numbers": _listed,
    "chapter numbers": _chapters,
    "bold sentences": _bold,
    "table": _table,
    "follow-up table": _follow_up_table,
    "replies by range": _replies,
    "follow-up of titled ones": _follow_up,
    "no recommendation": _none,
}
