"""PDF documents: the text in the order it is read, what recurs on every page and the notes apart."""

from dataclasses import replace

import pytest

from recommendations.importing.readers import Line, ReportRefusedError, Source, read
from tests.importing.readers.print import Words, lines, pdf, width

SENTENCE = "The Committee recommends that the State party adopt a plan of action and report"


def source(*pages: list[Words]) -> Source:
    return read(pdf(*pages), "report.pdf")


def text(found: Source, role: str = "text") -> list[str]:
    return [line.text for line in found.lines if line.role == role]


def refusal(content: bytes) -> ReportRefusedError:
    with pytest.raises(ReportRefusedError) as caught:
        read(content, "report.pdf")
    return caught.value


@pytest.mark.parametrize(
    "told",
    [
        "1. The Committee recommends a plan.",
        "1. Le Comité recommande l’adoption d’un plan.",
        "1. El Comité recomienda que se apruebe un plan.",
        "1. Комитет рекомендует принять план действий.",
        "１．委员会建议各国通过一项计划。",
    ],
)
def test_every_language_is_read_as_printed(told: str) -> None:
    assert text(source(lines([told]))) == [told]


def test_arabic_is_read_from_right_to_left_with_its_numbers_and_brackets() -> None:
    told = "14 - توصي اللجنة بأن تعتمد الحكومة خطة عام 2030 (أ) وأن تنشرها"
    assert text(source([Words(520, 700, told, from_right=True)])) == [told]


def test_brackets_stored_as_they_are_meant_are_not_turned_round() -> None:
    told = "(أ) أن تعتمد خطة"
    assert text(source([Words(70, 700, told[::-1])])) == [told]


def test_shapes_of_letters_become_the_letters() -> None:
    assert text(source([Words(70, 700, "The ﬁrst ﬂoor")])) == ["The first floor"]


def test_rows_are_read_from_the_top_in_whatever_order_they_are_stored() -> None:
    page = lines(["first row of text", "second row of text", "third row of text"])
    assert text(source(page[::-1])) == ["first row of text", "second row of text", "third row of text"]


def test_a_mark_and_its_text_stay_on_one_line() -> None:
    page = [Words(70, 700, "(a)"), Words(100, 700, "Adopt a plan;"), Words(70, 688, "(b)"), Words(100, 688, "Report.")]
    assert text(source(page)) == ["(a) Adopt a plan;", "(b) Report."]


def columns(x: tuple[float, float], size: float = 8) -> list[Words]:
    left = lines([f"left {row} of the words in a column of text" for row in range(8)], x=x[0], top=700, size=size)
    right = lines([f"right {row} of the words in a column of tex" for row in range(8)], x=x[1], top=700, size=size)
    return [words for pair in zip(left, right, strict=True) for words in pair]


def test_columns_are_read_one_after_the_other_under_a_heading_over_both() -> None:
    assert width("left 0 of the words in a column of text", 8) < 200
    heading = Words(60, 740, "A heading that is printed right across both of the columns of the page", 12)
    found = text(source([heading, *columns((60, 320))]))
    assert [line.split(" of")[0] for line in found[1:]] == [f"left {row}" for row in range(8)] + [
        f"right {row}" for row in range(8)
    ]
    assert found[0].startswith("A heading")


def test_the_cells_of_a_table_stay_in_their_rows() -> None:
    page = []
    for row in range(8):
        y = 700 - 12 * row
        page += [Words(60, y, f"State {row}"), Words(300, y, "Yes" if row % 2 else "Partially agreed with it")]
    assert text(source(page))[1].split() == ["State", "1", "Yes"]


def test_small_print_far_from_large_print_beside_it_stands_apart() -> None:
    page = [
        Words(120, 760, "Economic and Social Council", 20),
        Words(425, 760, "Distr.: General"),
        Words(60, 700, SENTENCE),
    ]
    assert text(source(page))[0] == "Economic and Social Council   Distr.: General"


def test_running_headers_footers_and_page_numbers_are_furniture() -> None:
    pages = [
        [
            Words(70, 800, "A/78/1"),
            Words(70, 788, f"Report of the Committee, page {number}"),
            *lines([f"{number}. Paragraph of the text.", "It has two rows."]),
            Words(290, 40, str(number + 4)),
        ]
        for number in range(1, 6)
    ]
    found = source(*pages)
    assert text(found) == [row for n in range(1, 6) for row in (f"{n}. Paragraph of the text.", "It has two rows.")]
    assert [(line.why, line.text) for line in found.lines if line.role == "furniture"][:3] == [
        ("header", "A/78/1"), ("header", "Report of the Committee, page 1"), ("page number", "5"),
    ]  # fmt: skip
    assert [line.page for line in found.lines if line.text == "A/78/1"] == [1, 2, 3, 4, 5]


def test_a_numbered_paragraph_at_the_top_of_each_page_is_no_furniture() -> None:
    pages = [lines([f"{number}. Noted.", f"Text {number} of another kind."]) for number in (3, 8, 9, 15, 21)]
    assert text(source(*pages))[::2] == ["3. Noted.", "8. Noted.", "9. Noted.", "15. Noted.", "21. Noted."]


def noted(mark: str = "1", note: str = "See A/67/1, para. 4.") -> list[Words]:
    body = lines([SENTENCE, SENTENCE, "on its results."])
    end = 70 + width("on its results.")
    return [
        *body,
        Words(end + 0.5, body[-1].y + 4, mark, 6),
        Words(80, 94, mark, 5),
        Words(84, 90, note, 8),
        Words(80, 80, "It was adopted in 1999.", 8),
    ]


def test_footnotes_stand_apart_and_hang_where_their_mark_is() -> None:
    found = source(noted())
    assert [(line.text, line.hung) for line in found.lines if line.role == "text"][-1] == (
        "on its results.", ((15, "1"),),
    )  # fmt: skip
    notes = [(line.note, line.begins, line.text) for line in found.lines if line.role == "footnote"]
    assert notes == [("1", True, "See A/67/1, para. 4."), ("1", False, "It was adopted in 1999.")]


def test_small_print_that_nothing_refers_to_is_no_note() -> None:
    body = lines([SENTENCE] * 4, top=700)
    table = [Words(x, y, words, 8) for y, row in ((120, "4"), (108, "3")) for x, words in ((60, row), (120, "Exceeds"))]
    footer = Words(60, 60, "12   25-04933", 8)
    found = source([*body, *table, footer])
    assert text(found, "footnote") == []
    assert text(found)[-3:] == ["4   Exceeds", "3   Exceeds", "12 25-04933"]


def test_a_note_with_a_sign_may_be_as_large_as_the_text() -> None:
    page = [*lines(["Report of the Committee*", SENTENCE]), *lines(["* Issued without formal", "editing."], top=90)]
    found = source(page)
    assert text(found) == ["Report of the Committee", SENTENCE]
    assert found.lines[0].hung == ((23, "*"),)
    assert [(line.note, line.text) for line in found.lines if line.role == "footnote"] == [
        ("*", "Issued without formal"), ("*", "editing."),
    ]  # fmt: skip


def test_the_sign_of_a_note_hangs_whatever_its_face() -> None:
    title = Words(70, 760, "Report of the Committee", bold=True)
    sign = Words(70 + width(title.text), 760, "*")
    found = source([title, sign, *lines([SENTENCE], top=700), *lines(["* Issued without editing."], top=90)])
    assert (found.lines[0].text, found.lines[0].hung) == ("Report of the Committee", ((23, "*"),))


def test_a_list_marked_with_signs_is_no_note() -> None:
    page = [*lines([SENTENCE, "as follows:"]), *lines(["* Adopt a plan.", "* Publish it."], top=700)]
    assert text(source(page))[2:] == ["* Adopt a plan.", "* Publish it."]


def test_a_raised_sign_that_is_no_mark_of_a_note_stays_in_the_text() -> None:
    page = [*lines([SENTENCE]), Words(70, 700, "an area of 20 m"), Words(70 + width("an area of 20 m"), 704, "2", 6)]
    assert text(source(page))[-1] == "an area of 20 m2"


def test_bold_is_known_to_the_sign() -> None:
    page = [Words(70, 700, "Plain."), Words(70 + width("Plain. "), 700, "The Board recommends.", bold=True)]
    (line,) = source(page).lines
    assert [line.text[start:end].strip() for start, end in line.bold] == ["The Board recommends."]


def test_paragraphs_set_apart_are_known_to_begin() -> None:
    page = [*lines([SENTENCE, SENTENCE, "on it."]), *lines([SENTENCE, "and more."], top=715)]
    assert [line.begins for line in source(page).lines][1:] == [False, False, True, False]


def test_a_word_broken_at_the_end_of_a_line_keeps_its_hyphen() -> None:
    assert text(source(lines(["the recommen-", "dations of the Board"]))) == ["the recommen-", "dations of the Board"]


def test_a_blank_that_takes_no_room_is_none() -> None:
    page = [
        Words(70, 700, "W "),
        Words(75, 700, "e urge the Board to act."),
        Words(70, 688, "UK "),
        Words(85, 688, "firms"),
    ]
    assert text(source(page)) == ["We urge the Board to act.", "UK firms"]


def test_a_page_laid_on_its_side_is_read_as_it_is_seen() -> None:
    page = [replace(words, turned=True, x=700 - words.y, y=words.x) for words in lines([SENTENCE, "on it."])]
    assert text(source(page)) == [SENTENCE, "on it."]


def test_single_words_that_run_up_the_page_are_told_apart_as_not_read() -> None:
    found = source([*lines([SENTENCE, "on it."]), Words(30, 300, "DRAFT", turned=True)])
    assert text(found) == [SENTENCE, "on it."]
    assert [(line.why, line.text) for line in found.lines if line.role == "unread"] == [("rotated text", "DRAFT")]


def test_a_scanned_document_is_refused_with_a_way_out() -> None:
    error = refusal(pdf([], [], picture=True))
    assert error.code == "scanned"
    assert "OCR" in error.remedy
    assert refusal(pdf([Words(290, 40, "3")], picture=True)).code == "scanned"


def test_pages_that_are_pictures_between_others_are_counted() -> None:
    whole = pdf(lines([SENTENCE] * 3), [], picture=True)
    assert read(whole).omitted == (("page without text", 1),)


def test_a_document_without_any_text_is_refused() -> None:
    assert refusal(pdf([])).code == "no_text"


def test_what_only_begins_like_a_pdf_is_damaged() -> None:
    assert refusal(b"%PDF-1.7\n" + b"x" * 500).code == "damaged"
    assert refusal(pdf(lines([SENTENCE]))[:300]).code in {"damaged", "no_text"}


def test_a_document_that_asks_for_a_password_is_refused() -> None:
    locked = (
        "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + "00" * 32 + "> /U <" + "11" * 32 + "> >> /ID [<00> <00>]"
    )
    error = refusal(pdf(lines([SENTENCE]), extra=locked))
    assert error.code == "encrypted"


def test_every_sign_is_in_some_line() -> None:
    pages = [[*noted(), Words(290, 40, str(number))] for number in range(1, 4)]
    printed = sorted("".join(words.text for page in pages for words in page).replace(" ", ""))
    found = source(*pages)
    marks = [mark for line in found.lines for _, mark in line.hung]
    marks += [line.note for line in found.lines if line.note and line.begins]
    assert sorted("".join([*(line.text for line in found.lines), *marks]).replace(" ", "")) == printed


def test_lines_are_numbered_from_one_without_a_gap() -> None:
    found: tuple[Line, ...] = source(noted()).lines
    assert [line.number for line in found] == list(range(1, len(found) + 1))


@pytest.mark.parametrize(
    ("font", "sign", "shown"),
    [("ABCDEF+Wingdings-Regular", "§", "•"), ("SymbolMT", "!", "•"), ("CourierNewPSMT", "o", "•"), ("Arial", "o", "o"),
     ("SymbolMT", "±", "±")],
)  # fmt: skip
def test_a_bullet_is_known_by_its_font_where_it_says_another_sign(font: str, sign: str, shown: str) -> None:
    page = [Words(80, 700, sign, bold=True), Words(98, 700, "Open the archives."), Words(80, 680, f"Option {sign} x")]
    assert text(read(pdf(page, heavy=font), "report.pdf")) == [f"{shown} Open the archives.", f"Option {sign} x"]


def test_a_mark_that_is_hardly_raised_is_one() -> None:
    words = "The Committee met there."
    page = [Words(80, 700, words), Words(80 + width(words), 701.5, "1", 6), Words(80, 60, "See A/67/1.", 8)]
    found = source([*page, Words(76, 61, "1", 5), *lines(["1. Text of the report"] * 3, top=680)])
    assert [(line.text, line.hung) for line in found.lines if line.hung] == [(words, ((24, "1"),))]
    assert text(found, "footnote") == ["See A/67/1."]


def test_signs_beside_numbers_stay_in_their_place_in_arabic() -> None:
    told = [
        "عملا بالقرار 66/181، الذي اتخذ في عام 2010، زارت البعثة (انظر A/66/130) مقاطعة.",
        "وارتفعت النسبة إلى 61.5 في المائة (United Nations) في عام 2012.",
        "من 2010 إلى 2012.",
        "(A/66/130).",
    ]
    page = [Words(520, 700 - 13 * place, row, from_right=True) for place, row in enumerate(told)]
    assert text(source(page)) == told


def test_arabic_whose_font_lies_about_its_letters_is_refused() -> None:
    stretched = ["1. يفتح الأرشيؤؤؤف أبوابه كل يوم", "أمام القراء، والسؤؤ ؤؤاعات معلنة"]
    page = [Words(520, 700 - 13 * place, row, from_right=True) for place, row in enumerate(stretched)]
    assert refusal(pdf(page)).code == "garbled"
    assert text(source([Words(520, 700, "مسؤولية شؤون المؤتمر", from_right=True)])) == ["مسؤولية شؤون المؤتمر"]


def test_paragraphs_of_one_row_are_apart_though_most_are() -> None:
    page = [Words(80, 700 - 22 * place, f"Row {place} is a paragraph.") for place in range(9)]
    page += [Words(80, 480 - 13 * place, f"row {place} goes on with it") for place in range(3)]
    assert [line.begins for line in source(page).lines][1:9] == [True] * 8


def test_a_number_sign_in_a_running_header_is_not_taken_for_a_number() -> None:
    def page(header: str, sentence: str) -> list[Words]:
        return [Words(80, 800, header), *lines([sentence, "and goes on here"])]

    found = source(page("Report # 1", "One is first"), page("Report 2 #", "Two is next"), page("Report 3 4", "Three"))
    assert "One is first" in text(found)
