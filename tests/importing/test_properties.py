"""Whatever happens to a file, nothing crashes, nothing is lost; and what is written in order is read in order."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from hypothesis import example, given, settings
from hypothesis import strategies as st

from recommendations.importing.parser import parse
from recommendations.importing.readers import ReportRefusedError, read
from recommendations.importing.signs.numerals import letter, roman_numeral
from tests.importing.documents import BY_LANGUAGE, parsed, source_of, unaccounted

SEED = Path(__file__).parents[2] / "fixtures" / "reports" / "A-67-156.zh.txt"
SEED_LINES = SEED.read_text("utf-8").splitlines()
TEXTS = [SEED_LINES, *(text.splitlines() for text in BY_LANGUAGE.values())]

Answer = TypeVar("Answer")

damages = st.lists(
    st.tuples(st.sampled_from(["drop", "repeat", "swap"]), st.integers(0, 10_000), st.integers(0, 10_000)),
    min_size=1,
    max_size=6,
)


def damaged(lines: list[str], changes: list[tuple[str, int, int]]) -> list[str]:
    lines = list(lines)
    for kind, one, other in changes:
        first, second = one % len(lines), other % len(lines)
        if kind == "drop":
            del lines[first]
        elif kind == "repeat":
            lines.insert(second, lines[first])
        else:
            lines[first], lines[second] = lines[second], lines[first]
    return lines


def answer(ask: Callable[[], Answer]) -> tuple[Answer | None, ReportRefusedError | None]:
    """What was asked for, or the refusal."""
    try:
        return ask(), None
    except ReportRefusedError as refusal:
        return None, refusal


@settings(max_examples=60)
@given(st.sampled_from(TEXTS), damages)
def test_no_damage_to_the_lines_loses_a_character(lines: list[str], changes: list[tuple[str, int, int]]) -> None:
    source = source_of(damaged(lines, changes))
    report, refusal = answer(lambda: parse(source))
    assert report is None or unaccounted(source, report) == []
    # A report of two paragraphs that lost its first is no report any more; one of 81 is.
    assert refusal is None or (refusal.code == "no_report" and lines is not SEED_LINES)


@settings(max_examples=60)
@given(st.lists(st.text(alphabet="1234.()abiv ㈠一、A–。:;\n*_/-٣ا", max_size=40), max_size=30))
@example(["*", ":1", "1", "*"])  # the mark of a note alone on a line
@example(["1.㈠."])  # a mark with a full stop of its own
def test_no_text_crashes_the_parser_or_loses_a_character(lines: list[str]) -> None:
    source = source_of("\n".join(lines).split("\n"))
    report, refusal = answer(lambda: parse(source))
    assert refusal is None or refusal.code == "no_report"
    assert report is None or unaccounted(source, report) == []


@settings(max_examples=60)
@given(st.binary(max_size=400))
def test_no_bytes_crash_the_reader(content: bytes) -> None:
    source, refusal = answer(lambda: read(content))
    assert source is not None or (refusal is not None and refusal.message and refusal.remedy)


# A list: for each lettered item the number of its sub-items; a heading may stand before an item.
lists = st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=1, max_size=30)
trees = st.lists(st.one_of(st.none(), lists), min_size=1, max_size=8)


@settings(max_examples=40)
@given(trees, st.booleans())
def test_a_tree_of_lists_written_out_is_read_back(tree: list[list[tuple[int, bool]] | None], blank_lines: bool) -> None:
    lines = ["I. Introduction", "1. This is the first paragraph.", "II. Recommendations"]
    expected: list[tuple[str, str | None]] = []
    heading: str | None
    above = "II. Recommendations"
    for number, items in enumerate(tree, start=2):
        if items is None:
            lines.append(f"{number}. Some progress was made in the matter number {number}.")
            continue
        lines.append(f"{number}. It is recommended that Member States take the following action:")
        # A list without headings of its own has that of the section it stands in.
        heading = None if any(headed for _wished, headed in items) else above
        for place, (wished, headed) in enumerate(items, start=1):
            label = f"{number}({letter(place)})"
            # After (u)(iv) nothing tells a last (v) from the letter: no reader could.
            children = min(wished, 3) if letter(place) == "u" else wished
            if headed:
                heading = f"Subject {label.translate(str.maketrans('()', '  '))}".strip()
                above = heading
                lines.append(heading)
            lines.append(f"({letter(place)}) Improve the measures of kind {place}" + (":" if children else ";"))
            expected.append((label, heading))
            for child in range(1, children + 1):
                lines.append(f"({roman_numeral(child)}) By means of kind {child};")
                expected.append((f"{label}({roman_numeral(child)})", heading))
    text = ("\n\n" if blank_lines else "\n").join(lines)
    report = parsed(text)
    assert [(node.ref, node.heading) for node in report.recommendations] == expected
    assert report.unread == ()
    assert [paragraph.number for paragraph in report.paragraphs] == [str(n) for n in range(1, len(tree) + 2)]
