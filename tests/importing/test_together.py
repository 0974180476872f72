"""The same put right in many parts at once: numbers are counted on, and lines in mid-sentence are one part."""

from itertools import islice

import pytest

from recommendations.importing.corrections import corrected
from recommendations.importing.parsed import ParsedReport
from recommendations.importing.report_parts import CannotBeDone
from recommendations.importing.together import counted_on, together
from tests.importing.documents import parsed, source_of, unaccounted

LOOSE = """\
1.  The Office keeps a register of all vessels.

2.  The register was last audited ten years ago.

Annex

Ports must be told of every
arrival, and of every
departure.

- Ships should be counted
each year.

The register is to be published.
"""


@pytest.fixture(scope="module")
def report() -> ParsedReport:
    read = parsed(LOOSE)
    assert [one.line for one in read.unread if "nnex" not in one.text] == [7, 8, 9, 11, 12, 14]
    return read


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("14", ["15", "16"]),
        ("9.9", ["9.10", "9.11"]),
        ("Recommendation 1", ["Recommendation 2", "Recommendation 3"]),
        ("A9", ["A10", "A11"]),
        ("81(a)", ["81(b)", "81(c)"]),
        ("81(z)", ["81(aa)", "81(bb)"]),
        ("81(o)(i)", ["81(o)(ii)", "81(o)(iii)"]),
        ("5(iv)", ["5(v)", "5(vi)"]),
        ("5(h)", ["5(i)", "5(j)"]),
    ],
)
def test_a_number_is_counted_on_as_it_is_written(first: str, then: list[str]) -> None:
    assert list(islice(counted_on(first), 3)) == [first, *then]


@pytest.mark.parametrize("first", ["", "Recommendation", "建议", "R-"])
def test_what_does_not_count_is_good_for_one_part_only(first: str) -> None:
    numbers = counted_on(first)
    assert next(numbers) == first
    with pytest.raises(CannotBeDone, match="number_unusable"):
        next(numbers)


def test_lines_in_mid_sentence_become_one_recommendation_and_a_mark_begins_another(report: ParsedReport) -> None:
    ticked = [f"unread:{line}" for line in (7, 8, 9, 11, 12, 14)]
    result = corrected(report, together(report, ticked, "recommendation", "Recommendation 1"))
    assert result.refused == {}
    assert [(one.ref, one.text) for one in result.report.recommendations] == [
        ("Recommendation 1", "Ports must be told of every arrival, and of every departure."),
        ("Recommendation 2", "Ships should be counted each year."),
        ("Recommendation 3", "The register is to be published."),
    ]
    assert not unaccounted(source_of(LOOSE.splitlines()), result.report)


def test_lines_with_something_between_them_are_two(report: ParsedReport) -> None:
    made = together(report, ["unread:7", "unread:9"], "recommendation", "1")
    assert [(one.act, one.more) for one in made] == [("mark", "1"), ("mark", "2")]
    above = together(report, ["unread:7", "paragraph:1", "unread:8"], "paragraph", "7")
    assert [(one.act, one.more) for one in above] == [("mark", "7"), ("mark", ""), ("mark", "8")]


def test_paragraphs_that_recommend_keep_their_numbers(report: ParsedReport) -> None:
    made = together(report, ["paragraph:1", "paragraph:2"], "recommendation", "")
    assert [one.ref for one in corrected(report, made).report.recommendations] == ["1", "2"]


def test_without_a_first_number_what_needs_one_is_refused(report: ParsedReport) -> None:
    with pytest.raises(CannotBeDone, match="number_needed"):
        together(report, ["paragraph:1", "unread:7"], "recommendation", "")


ANNEXED = """\
1.  The Office keeps a register of all vessels.

2.  The register was last audited ten years ago.

Annex

36. To remedy this we recommend that the Office should:

• answer the letters of the keeper;

• count them.

37. To prevent it the Harbour should:

(a) paint the lock;

(b) close it in winter.

2.14 The Harbour was told in May.

Recommendation 5: The Harbour should buy a boat.
"""


def as_printed(mark: str, *begins: str) -> ParsedReport:
    """The report, after the lines of its annex that begin so were put right by the numbers that they print."""
    report = parsed(ANNEXED)
    for begin in begins:
        ticked = [f"unread:{one.line}" for one in report.unread if one.text.startswith(begin)]
        result = corrected(report, together(report, ticked, mark, ""))
        assert result.refused == {}
        report = result.report
        assert not unaccounted(source_of(ANNEXED.splitlines()), report)
    return report


def test_paragraphs_take_the_numbers_printed_in_front_of_them() -> None:
    report = as_printed("paragraph", "3", "2.14")
    assert [(one.number, one.text) for one in report.paragraphs[2:]] == [
        ("36", "To remedy this we recommend that the Office should:"),
        ("37", "To prevent it the Harbour should:"),
        ("2.14", "The Harbour was told in May."),
    ]


def test_recommendations_take_the_numbers_printed_in_front_of_them() -> None:
    report = as_printed("recommendation", "37", "Recommendation", "(", "2.14")
    assert [(one.ref, one.parent, one.mark, one.text) for one in report.recommendations] == [
        ("Recommendation 37", None, "37.", "To prevent it the Harbour should:"),
        ("Recommendation 37(a)", "Recommendation 37", "(a)", "paint the lock;"),
        ("Recommendation 37(b)", "Recommendation 37", "(b)", "close it in winter."),
        ("2.14", None, "2.14", "The Harbour was told in May."),
        ("Recommendation 5", None, "Recommendation 5:", "The Harbour should buy a boat."),
    ]


def test_items_with_bullets_take_the_number_of_the_paragraph_above() -> None:
    report = as_printed("paragraph", "3")
    bullets = [f"unread:{one.line}" for one in report.unread if one.text.startswith("•")]
    report = corrected(report, together(report, bullets, "recommendation", "")).report
    assert [(one.ref, one.paragraph, one.text) for one in report.recommendations] == [
        ("36", "36", "answer the letters of the keeper;"),
        ("36[2]", "36", "count them."),
    ]


def test_what_was_taken_for_recommendations_become_the_paragraphs_of_the_same_numbers() -> None:
    report = as_printed("recommendation", "3")
    made = together(report, ["recommendation:Recommendation 36", "recommendation:Recommendation 37"], "paragraph", "")
    report = corrected(report, made).report
    assert [one.number for one in report.paragraphs] == ["1", "2", "36", "37"]
    assert not report.recommendations


def test_another_number_leaves_the_printed_one_in_the_text() -> None:
    report = parsed(ANNEXED)
    line = next(one.line for one in report.unread if one.text.startswith("36"))
    report = corrected(report, together(report, [f"unread:{line}"], "paragraph", "3")).report
    assert (report.paragraphs[-1].number, report.paragraphs[-1].text[:13]) == ("3", "36. To remedy")


def test_without_a_printed_number_one_is_asked_for(report: ParsedReport) -> None:
    with pytest.raises(CannotBeDone, match="number_needed"):
        together(report, ["unread:14"], "paragraph", "")
