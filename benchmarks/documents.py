"""Files of every format made from the synthetic reports, for figures on reading them."""

import csv
import io
from collections.abc import Callable, Sequence
from random import Random

import docx
import typst
import xlsxwriter
import xlwt

from benchmarks.import_samples import SHAPES, sample
from benchmarks.import_words import WORDS

FORMATS = ("txt", "html", "md", "rst", "docx", "pdf", "csv", "xlsx", "xls")
TABLE = ("No.", "Recommendation", "Theme", "Unit", "Owner", "Target date", "Response", "Status")


def report_lines(shape: str, language: str, seed: int) -> list[str]:
    """The lines of a synthetic report."""
    return [line.text for line in sample(shape, language, Random(f"{shape} {language} {seed}")).lines]


def a_report(random: Random) -> list[str]:
    """The last lines of some report of some shape in some language: those with recommendations."""
    shape, language = random.choice(sorted(SHAPES)), random.choice(sorted(WORDS))
    return report_lines(shape, language, random.randrange(1000))[-70:]


def prose(pages: int, language: str = "en") -> list[str]:
    """Paragraphs numbered through, about 45 lines to a page, with the recommendations of a long report at its end."""
    random = Random(f"prose {pages}")
    words = [word for line in report_lines(sorted(SHAPES)[0], language, 1) for word in line.split() if word.isalpha()]
    lines, number = ["Report of the Board of Auditors", "", "I. Findings"], 0
    while len(lines) < pages * 45:
        number += 1
        text = " ".join(random.choice(words) for _ in range(110)).capitalize()
        rows = _broken(f"{number}. {text}.", 88)
        lines += [*rows, ""]
    lines += ["II. Recommendations", f"{number + 1}. The Board recommends that the Administration:"]
    return [*lines, *(f"({chr(97 + place)}) Revise manual {place} in the next year;" for place in range(20))]


def _broken(text: str, width: int) -> list[str]:
    rows, row = [], ""
    for word in text.split():
        if len(row) + len(word) >= width:
            rows.append(row)
            row = ""
        row = f"{row} {word}".strip()
    return [*rows, row]


def rows_of(number: int, random: Random) -> list[list[str]]:
    """A table of recommendations of that many rows, headings first."""
    words = [word for line in report_lines(sorted(SHAPES)[0], "en", 1) for word in line.split() if word.isalpha()]
    made = [list(TABLE)]
    for place in range(number):
        text = " ".join(random.choice(words) for _ in range(40)).capitalize()
        made.append(
            [
                f"{place // 100 + 1}.{place % 100}", f"{text}.", f"Theme {random.randrange(30)}",
                f"Unit {random.randrange(20)}", f"person{random.randrange(50)}@example.org",
                f"2027-{random.randint(1, 12):02}-15", "Accepted",
                random.choice(("Not started", "In progress", "Implemented")),
            ]
        )  # fmt: skip
    return made


# --- formats --------------------------------------------------------------------------------------------------


def as_text(lines: Sequence[str]) -> bytes:
    return "\n".join(lines).encode()


def as_html(lines: Sequence[str]) -> bytes:
    items = "".join(f"<li value='{place}'>{line}</li>" for place, line in enumerate(lines[:20], start=3))
    body = "".join(f"<p>{line}</p>" if line else "<br>" for line in lines)
    table = "<table><tr><th>No.</th><th>Text</th></tr><tr><td>1</td><td rowspan=2>One</td></tr></table>"
    return f"<!doctype html><html><body><h1>A</h1>{body}<ol start=3 type=a>{items}</ol>{table}</body></html>".encode()


def as_markdown(lines: Sequence[str]) -> bytes:
    return "\n".join(
        ["# A report", *lines, "", "| No. | Text |", "|---|---|", "| 1 | One |", "", "[^1]: Note."]
    ).encode()


def as_rst(lines: Sequence[str]) -> bytes:
    return "\n".join(["A report", "========", "", *lines, "", ".. [1] Note.", "", "#. One", "#. Two", ""]).encode()


def as_docx(lines: Sequence[str]) -> bytes:
    document = docx.Document()
    document.add_heading("A report", 1)
    for line in lines:
        document.add_paragraph(line)
    for line in lines[:10]:
        document.add_paragraph(line, style="List Number")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(1, 1).text = "No.", "One"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_pdf(lines: Sequence[str]) -> bytes:
    """Set by Typst, one line of the source on each line, with page numbers and a running header."""
    quoted = (line.replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    body = "\n".join(f'#"{line}" \\' if line else "#v(6pt)" for line in quoted)
    head = '#set page(numbering: "1", header: [A/80/5])\n#set text(size: 10pt)\n'
    return typst.compile((head + body).encode(), format="pdf")


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def as_xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": False}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, words in enumerate(row):
                sheet.write_string(number, column, words)
    return buffer.getvalue()


def as_xls(rows: Sequence[Sequence[str]]) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("List")
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            sheet.write(number, column, words)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


REPORTS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "txt": as_text, "html": as_html, "md": as_markdown, "rst": as_rst, "docx": as_docx, "pdf": as_pdf,
}  # fmt: skip
TABLES: dict[str, Callable[[Sequence[Sequence[str]]], bytes]] = {"csv": as_csv, "xlsx": as_xlsx, "xls": as_xls}


def made(kind: str, random: Random) -> bytes:
    """A small file of a format."""
    if kind in TABLES:
        return TABLES[kind](rows_of(random.randint(3, 30), random))
    return REPORTS[kind](a_report(random))
