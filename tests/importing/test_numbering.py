"""Numbers are decided by their sequence."""

import pytest

from recommendations.importing.signs.numbering import ListSequence, list_mark
from recommendations.importing.signs.numerals import chinese_value, letter, letter_value, roman_numeral, roman_value
from recommendations.importing.signs.paragraph_numbers import (
    NumberCandidate,
    gaps,
    paragraph_number,
    paragraph_sequence,
)
from recommendations.importing.signs.sections import SectionSequence, section_numeral


def labels_of(*texts: str, paragraph: str = "81", after_colon: tuple[int, ...] = ()) -> list[str | None]:
    """The labels of lines that begin with marks, None for a line that is no mark there."""
    lists = ListSequence(paragraph)
    marks = [list_mark(text) for text in texts]
    found: list[str | None] = []
    for index, mark in enumerate(marks):
        assert mark is not None
        following = marks[index + 1] if index + 1 < len(marks) else None
        place = lists.accept(mark, following, after_colon=index in after_colon)
        found.append("".join(f"({label})" for label in place.labels) if place else None)
    return found


def numbers_of(*numbers: int, unplaced: tuple[int, ...] = ()) -> list[int]:
    """The indexes of the candidates that are paragraphs."""
    candidates = [NumberCandidate(index, number, index not in unplaced) for index, number in enumerate(numbers)]
    return [candidate.index for candidate in paragraph_sequence(candidates)]


def test_after_h_the_mark_i_is_a_letter() -> None:
    marks = [f"({chr(code)}) x" for code in range(ord("a"), ord("w") + 1)]
    assert labels_of(*marks) == [f"({chr(code)})" for code in range(ord("a"), ord("w") + 1)]


def test_under_a_letter_the_mark_i_is_roman() -> None:
    found = labels_of("(a) x:", "(i) x", "(ii) x", "(b) x", after_colon=(1,))
    assert found == ["(a)", "(a)(i)", "(a)(ii)", "(b)"]


def test_what_follows_tells_whether_i_after_h_is_roman() -> None:
    letters = [f"({chr(code)}) x" for code in range(ord("a"), ord("h") + 1)]
    assert labels_of(*letters, "(i) x", "(ii) x", "(i) x", "(j) x")[8:] == ["(h)(i)", "(h)(ii)", "(i)", "(j)"]


def test_v_may_be_five_and_twenty_two() -> None:
    letters = [f"({chr(code)}) x" for code in range(ord("a"), ord("u") + 1)]
    nested = ["(i) x", "(ii) x", "(iii) x", "(iv) x", "(v) x", "(v) x"]
    assert labels_of(*letters, *nested)[-2:] == ["(u)(v)", "(v)"]


def test_after_z_letters_are_doubled() -> None:
    letters = [f"({chr(code)}) x" for code in range(ord("a"), ord("z") + 1)]
    assert labels_of(*letters, "(aa) x", "(bb) x")[-2:] == ["(aa)", "(bb)"]


@pytest.mark.parametrize(
    ("marks", "labels"),
    [
        (("（a） x", "（b） x"), ["(a)", "(b)"]),
        (("a) x", "b) x", "c) x"), ["(a)", "(b)", "(c)"]),
        (("а) х", "б) х", "в) х", "г) х"), ["(a)", "(b)", "(c)", "(d)"]),
        (("a) х", "b) х", "с) х", "d) х", "е) х"), ["(a)", "(b)", "(c)", "(d)", "(e)"]),
        (("(أ) س", "(ب) س", "(ج) س", "(د) س", "(هـ) س", "(و) س"), ["(a)", "(b)", "(c)", "(d)", "(e)", "(f)"]),
        (("㈠ 一", "㈡ 一", "㈢ 一"), ["(i)", "(ii)", "(iii)"]),
        (("① 一", "② 一"), ["(i)", "(ii)"]),
        (("（一）一", "（二）一"), ["(i)", "(ii)"]),
        (("‘1’ س", "‘2’ س"), ["(i)", "(ii)"]),
        (("1) x", "2) x"), ["(1)", "(2)"]),
        (("81.1 x", "81.2 x"), ["(81.1)", "(81.2)"]),
    ],
)
def test_marks_of_every_language_give_ascii_labels(marks: tuple[str, ...], labels: list[str]) -> None:
    assert labels_of(*marks) == labels


def test_a_mark_out_of_sequence_is_no_mark() -> None:
    assert labels_of("(a) x", "(b) x", "(h) x", "(c) x") == ["(a)", "(b)", None, "(c)"]


def test_a_gap_is_passed_over_and_counted_never_filled() -> None:
    lists = ListSequence("5")
    marks = [mark for text in ("(a) x", "(c) x") if (mark := list_mark(text))]
    places = [lists.accept(mark, None, after_colon=False) for mark in marks]
    assert [place.missing for place in places if place] == [0, 1]


@pytest.mark.parametrize(
    "text", ["4/3 号决议", "12 项提案", "4.754 亿美元", "2012 年", "10-57802_ebooke.pdf。", "15.3%"]
)
def test_numbers_in_running_text_are_no_paragraph_numbers(text: str) -> None:
    assert paragraph_number(text) is None


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("14. Text", 14, "Text"),
        (" 13. 毒品", 13, "毒品"),
        ("7．毒品", 7, "毒品"),
        ("7、毒品", 7, "毒品"),
        ("12 - نص", 12, "نص"),
        ("١٢ - نص", 12, "نص"),
        ("3.", 3, ""),
    ],
)
def test_paragraph_numbers_are_known_in_every_script(text: str, number: int, rest: str) -> None:
    found = paragraph_number(text)
    assert found is not None
    assert (found[0], found[2]) == (number, rest)


def test_only_the_next_number_is_a_paragraph() -> None:
    assert numbers_of(1, 2, 17, 3, 2, 4) == [0, 1, 3, 5]


def test_a_missing_paragraph_is_passed_over_where_the_numbering_goes_on() -> None:
    assert numbers_of(15, 16, 18, 19, 20) == [0, 1, 2, 3, 4]
    assert gaps([15, 16, 18, 19]) == [(16, 18)]


def test_a_year_at_the_start_of_a_line_opens_no_gap() -> None:
    assert numbers_of(1, 2, 2012, 3, 4) == [0, 1, 3, 4]
    assert numbers_of(1, 2, 2012) == [0, 1]


def test_a_number_in_mid_sentence_yields_to_the_one_that_begins_a_line_properly() -> None:
    assert numbers_of(16, 17, 17, 18, 19, unplaced=(1,)) == [0, 2, 3, 4]


def test_sections_nest_by_the_kind_of_their_numerals() -> None:
    sections = SectionSequence()
    levels = []
    for text in ("I. x", "A. x", "B. x", "C. x", "D. x", "II. x", "A. x", "1. x", "2. x", "B. x"):
        numeral = section_numeral(text)
        assert numeral is not None
        place = sections.accept(numeral)
        levels.append(place[0] if place else None)
    assert levels == [1, 2, 2, 2, 2, 1, 2, 3, 3, 2]


@pytest.mark.parametrize("value", range(1, 90))
def test_roman_numerals_and_letters_are_read_as_they_are_written(value: int) -> None:
    assert roman_value(roman_numeral(value)) == value
    assert value > 52 or letter_value(letter(value)) == value


@pytest.mark.parametrize(
    ("sign", "value"), [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十一", 31), ("会", None)]
)
def test_chinese_numerals(sign: str, value: int | None) -> None:
    assert chinese_value(sign) == value
