"""A random report, written in any format, is read back as the same tree."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommendations.importing.numerals import letter, roman_numeral
from recommendations.importing.parser import parse
from recommendations.importing.readers import Source, read
from tests.importing.readers import word

Tree = list[list[int] | None]  # for each paragraph its items' numbers of sub-items, None for one that only tells
Rows = list[tuple[str, str]]  # (kind, text): "heading", "paragraph" or "item"

trees = st.lists(st.one_of(st.none(), st.lists(st.integers(0, 3), min_size=1, max_size=6)), min_size=1, max_size=6)


def written(tree: Tree) -> tuple[Rows, list[tuple[str, str | None]]]:
    """The rows of a report of that tree, and the references with their parents that must be read of it."""
    rows: Rows = [("heading", "I. Introduction"), ("paragraph", "1. The mission was long, and it was useful to all.")]
    rows.append(("heading", "II. Recommendations"))
    refs: list[tuple[str, str | None]] = []
    for number, items in enumerate(tree, start=2):
        if items is None:
            rows.append(("paragraph", f"{number}. Some progress was made in the {number} districts visited by then."))
            continue
        rows.append(("paragraph", f"{number}. The Committee recommends that Member States take these measures:"))
        for place, children in enumerate(items, start=1):
            label = f"{number}({letter(place)})"
            refs.append((label, None))
            rows.append(("item", f"({letter(place)}) Improve the wells of kind {place}{':' if children else ';'}"))
            for child in range(1, children + 1):
                refs.append((f"{label}({roman_numeral(child)})", label))
                rows.append(("item", f"({roman_numeral(child)}) By means of kind {child};"))
    return rows, refs


def _text(rows: Rows) -> Source:
    return read("\n\n".join(text for _kind, text in rows).encode(), "report.txt")


def _html(rows: Rows) -> Source:
    tags = {"heading": "h2"}
    body = "".join(f"<{tags.get(kind, 'p')}>{text}</{tags.get(kind, 'p')}>" for kind, text in rows)
    return read(f"<html><body>{body}</body></html>".encode(), "report.html")


def _markdown(rows: Rows) -> Source:
    # A backslash keeps "1." from becoming a list of its own in each paragraph.
    marked = [f"## {text}" if kind == "heading" else text.replace(". ", "\\. ", 1) for kind, text in rows]
    return read("\n\n".join(marked).encode(), "report.md")


def _rst(rows: Rows) -> Source:
    marked = [f"{text}\n{'=' * len(text)}" if kind == "heading" else f"\\{text}" for kind, text in rows]
    return read("\n\n".join(marked).encode(), "report.rst")


def _docx(rows: Rows) -> Source:
    body = "".join(word.p(text, style="Heading" if kind == "heading" else "") for kind, text in rows)
    return read(word.docx(body, styles=word.style("Heading", "heading 1")), "report.docx")


@pytest.mark.parametrize("form", [_text, _html, _markdown, _rst, _docx])
@settings(max_examples=12, deadline=None)
@given(tree=trees)
def test_a_report_in_any_format_is_read_back_as_its_tree(form: Callable[[Rows], Source], tree: Tree) -> None:
    rows, refs = written(tree)
    report = parse(form(rows), "en")
    assert [paragraph.number for paragraph in report.paragraphs] == [str(n) for n in range(1, len(tree) + 2)]
    assert [(node.ref, node.parent) for node in report.recommendations] == refs
    assert report.unread == ()
