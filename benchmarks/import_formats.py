"""Random reports of every shape and language as files of every format, read back. Prints one JSON document.

    python -m benchmarks.import_formats [--trees N] [--first N] [--formats pdf,docx]

For each format how many reports there were, and those of which paragraphs, recommendations or positions were read
otherwise than they were written, by shape, language and number. `--trees` is how many of each shape and language,
`--first` the number to begin with.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby
from random import Random

from benchmarks.import_layouts import broken_rows
from benchmarks.import_pages import Sample
from benchmarks.import_samples import SHAPES, sample
from benchmarks.import_words import WORDS
from benchmarks.importing import compared
from recommendations.importing.readers import Line, read
from tests.importing.readers import word
from tests.importing.readers.print import Words, pdf, width

Spans = Sequence[tuple[str, bool]]  # parts of a text, in bold or not
LEFT, RIGHT, TOP, FOOT = 80.0, 510.0, 760.0, 70.0  # points, on a page of PDF
LEADING, APART, SIZE = 13.0, 8.0, 10.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trees", type=int, default=5, help="of each shape and language")
    parser.add_argument("--first", type=int, default=0, help="the number of the first")
    parser.add_argument("--formats", default=",".join(FORMATS))
    given = parser.parse_args()
    numbers = range(given.first, given.first + given.trees)
    print(
        json.dumps({kind: read_back(kind, numbers) for kind in given.formats.split(",")}, ensure_ascii=False, indent=1)
    )


def read_back(kind: str, numbers: range) -> dict[str, object]:
    count = 0
    otherwise: list[str] = []
    for shape in (shape for shape in SHAPES if fits(shape, kind)):
        for language in sorted(WORDS):
            for number in numbers:
                count += 1
                if differences(shape, language, kind, number):
                    otherwise.append(f"{shape}, {language}, {number}")
    return {"reports": count, "read otherwise": otherwise}


def differences(shape: str, language: str, kind: str, number: int) -> dict[str, tuple[list[object], list[object]]]:
    """For each kind of part that is read otherwise what was written and what was read."""
    made = sample(shape, language, Random(f"{shape} {language} {number}"), unbroken=True)
    found = compared(made, read(FORMATS[kind](made), f"report.{kind}"), language)
    return {part: (expected, seen) for part, (expected, seen) in found.items() if expected != seen}


def fits(shape: str, kind: str) -> bool:
    """Whether a format can say what tells a shape: there are no cells in the text of a PDF, nor bold in plain text."""
    if "table" in shape:
        return kind in {"html", "md", "docx"}
    return shape != "bold sentences" or kind != "txt"


def _blocks(sample: Sample) -> Iterator[list[Line]]:
    """Paragraphs and headings, each a line, and tables of several lines."""
    lines = [line for line in sample.lines if line.text]
    for table, group in groupby(lines, lambda line: line.cell.table if line.cell else None):
        if table is not None:
            yield list(group)
        else:
            yield from ([line] for line in group)


def _rows(table: Sequence[Line]) -> list[list[str]]:
    """The cells of a table, its headings first."""
    rows = [[line.text for line in row] for _number, row in groupby(table, lambda line: line.cell and line.cell.row)]
    heads = [line.cell.heading for line in table if line.cell and line.cell.heading]
    return rows if table[0].cell and table[0].cell.is_heading else [list(dict.fromkeys(heads)), *rows]


def _spans(line: Line) -> list[tuple[str, bool]]:
    spans: list[tuple[str, bool]] = []
    at = 0
    for start, end in line.bold:
        spans += [(line.text[at:start], False), (line.text[start:end], True)]
        at = end
    return [(text, bold) for text, bold in [*spans, (line.text[at:], False)] if text]


def _text(sample: Sample) -> bytes:
    return "\n\n".join(block[0].text for block in _blocks(sample)).encode()


def _html(sample: Sample) -> bytes:
    body: list[str] = []
    for block in _blocks(sample):
        line = block[0]
        inner = "".join(f"<b>{escape(text)}</b>" if bold else escape(text) for text, bold in _spans(line))
        if line.cell:
            head, *rows = _rows(block)
            cells = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows]
            top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
            body.append(f"<table><tr>{top}</tr>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")
        else:
            body.append(f"<h2>{inner}</h2>" if line.number in sample.headings else f"<p>{inner}</p>")
    return f"<!doctype html><html><body>{''.join(body)}</body></html>".encode()


def _markdown(sample: Sample) -> bytes:
    """A backslash keeps "1." from becoming a list of its own in each paragraph."""
    blocks: list[str] = []
    for block in _blocks(sample):
        line = block[0]
        text = "".join(f"**{text.strip()}** " if bold else text for text, bold in _spans(line))
        if line.cell:
            head, *rows = _rows(block)
            cells = [head, ["---"] * len(head), *rows]
            blocks.append("\n".join(f"| {' | '.join(row)} |" for row in cells))
        elif line.number in sample.headings:
            blocks.append(f"## {text}")
        else:
            number = text.split(maxsplit=1)[0]
            blocks.append(text.replace(".", "\\.", 1) if number.rstrip(".").isdecimal() else text)
    return "\n\n".join(blocks).encode()


def _rst(sample: Sample) -> bytes:
    blocks: list[str] = []
    for block in _blocks(sample):
        line = block[0]
        text = "".join(f"**{text.strip()}** " if bold else text for text, bold in _spans(line))
        heads = line.number in sample.headings
        blocks.append(f"{text}\n{'=' * 2 * len(text)}" if heads else f"\\{text}")
    return "\n\n".join(blocks).encode()


def _docx(sample: Sample) -> bytes:
    body: list[str] = []
    for block in _blocks(sample):
        line = block[0]
        if line.cell:
            head, *rows = _rows(block)
            body.append(word.table(word.row(*head, header=True), *(word.row(*row) for row in rows)))
        else:
            runs = [word.run(text, bold=bold) for text, bold in _spans(line)]
            body.append(word.p(*runs, style="Heading" if line.number in sample.headings else ""))
    return word.docx("".join(body), styles=word.style("Heading", "heading 2"))


def _pdf(sample: Sample) -> bytes:
    pages: list[list[Words]] = [[]]
    y = TOP
    for block in _blocks(sample):
        y -= APART
        for row in _rows_of(block[0], sample):
            if y < FOOT:
                pages.append([])
                y = TOP
            pages[-1] += [Words(words.x, y, words.text, SIZE, words.bold, words.from_right) for words in row]
            y -= LEADING
    return pdf(*pages)


def _rows_of(line: Line, sample: Sample) -> Iterator[list[Words]]:
    """The rows of one paragraph, each its words by their faces."""
    heads = line.number in sample.headings
    bold = [heads] * len(line.text)
    for start, end in line.bold:
        bold[start:end] = [True] * (end - start)
    at = 0
    for row in broken_rows(line.text, sample.language, RIGHT - LEFT):
        at = line.text.index(row, at)
        x = LEFT
        words: list[Words] = []
        for is_bold, run in groupby(range(len(row)), lambda place: bold[at + place]):  # noqa: B023  used at once
            text = "".join(row[place] for place in run)
            if sample.language == "ar":
                words.append(Words(RIGHT - (x - LEFT), 0, text, SIZE, is_bold, from_right=True))
            else:
                words.append(Words(x, 0, text, SIZE, is_bold))
            x += width(text, SIZE)
        yield words


FORMATS: dict[str, Callable[[Sample], bytes]] = {
    "txt": _text, "html": _html, "md": _markdown, "rst": _rst, "docx": _docx, "pdf": _pdf,
}  # fmt: skip


if __name__ == "__main__":
    main()
