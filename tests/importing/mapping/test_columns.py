"""Which column of a table holds what: by its heading in six languages, and by its cells where headings do not tell."""

import pytest

from recommendations.importing.mapping import crosses
from recommendations.importing.mapping.fields import field_of, hinted_field
from recommendations.importing.mapping.guess import guess
from recommendations.importing.mapping.heads import heads_of, main_sheet, naming
from recommendations.importing.readers import TableFile


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("No.", "reference"),
        ("Recommendation", "text"),
        ("Owner e-mail", "owner"),
        ("Responsible unit", "unit"),
        ("Response due date", "response_due_on"),
        ("TARGET DATE", "target_on"),
        ("Acceptance status", "response"),
        ("Status of implementation", "implementation"),
        ("Recommending State", "recommending"),
        ("Report symbol", "symbol"),
        ("N°", "reference"),
        ("Recommandation", "text"),
        ("État d’application", "implementation"),
        ("Date limite de réponse", "response_due_on"),
        ("Núm.", "reference"),
        ("Estado de aplicación", "implementation"),
        ("Dependencia responsable", "unit"),
        ("№", "reference"),
        ("Срок выполнения", "target_on"),
        ("Ответственный", "owner"),
        ("الرقم", "reference"),
        ("حالة التنفيذ", "implementation"),
        ("الموعد النهائي", "target_on"),
        ("编号", "reference"),
        ("建议内容", "text"),
        ("执行状态", "implementation"),
        ("接受情况", "response"),
        ("答复截止日期", "response_due_on"),
        ("target_on", "target_on"),
        ("Budget line", ""),
        ("", ""),
    ],
)
def test_a_heading_names_its_field(heading: str, field: str) -> None:
    assert field_of(heading) == field


def test_the_headings_are_found_below_titles_and_notes() -> None:
    rows = [
        (1, ("Annex II: Recommendations",)),
        (3, ("as at 1 March",)),
        (5, ("No.", "Recommendation", "Due date")),
        (6, ("1", "Act.", "2027-01-01")),
    ]
    assert heads_of(rows) == (2, ["No.", "Recommendation", "Due date"])


def test_of_two_columns_for_the_owner_the_one_with_addresses_is_taken() -> None:
    headings = ("No.", "Recommendation", "Responsible officer", "E-mail")
    rows = [("1", "Write the guide for all field offices.", "Ms. Ames", "ames@example.org")]
    assert guess(headings, rows)["owner"] == "E-mail"


def test_a_response_in_words_is_not_taken_for_a_state() -> None:
    headings = ("No.", "Recommendation", "Response")
    words = "The Administration will revise the manual in the course of next year and report on it."
    assert guess(headings, [("1", "Revise the manual.", words)])["response_text"] == "Response"
    assert guess(headings, [("1", "Revise the manual.", "Accepted")])["response"] == "Response"


def test_unnamed_columns_are_told_by_their_cells() -> None:
    headings = ("Código", "Observado", "X")
    rows = [(f"R-{number}", f"Revisar el manual número {number} sin demora.", "b") for number in range(5)]
    assert guess(headings, rows) == {"reference": "Código", "text": "Observado"}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Lead ministry", "unit"),
        ("Government position", "position"),
        ("Recommended action", "text"),
        ("Implementing partner", ""),
        ("Taux d’exécution", "percent_done"),
        ("% de avance", "percent_done"),
        ("نسبة الإنجاز", "percent_done"),
        ("Revised due date", "revised_on"),
        ("Échéance reportée", "revised_on"),
        ("Новый срок исполнения", "revised_on"),
        ("延期后完成时限", "revised_on"),
        ("State(s)", "recommending"),
        ("AssignedTo", "owner"),
        ("Focal ministry", "unit"),
        ("Ответ менеджмента", "response_text"),
        ("參採情形", "response"),
        ("辦理期程", "target_on"),
        ("Номер", "reference"),
        ("Ответственный госорган", "unit"),
        ("Владелец", "owner"),
        ("نقطة الاتصال", "owner"),
        ("موعد الإنجاز", "target_on"),
        ("هل قُبِلت؟", "response"),
        ("Дата исполнения (факт)", "ended_on"),
        ("Actual Closure", "ended_on"),
        ("ФИО", "owner"),
        ("Other ministries", ""),
        ("Client comments", "response_text"),
        ("Target implementation date", "target_on"),
        ("Revised target date", "revised_on"),
        ("Date of issue", ""),
        ("Rec. no.", "reference"),
        ("Réf. interne", "reference"),
        ("Chargé du suivi", "owner"),
        ("Date butoir", "target_on"),
        ("Dirección a cargo", "unit"),
        ("Fecha compromiso", "target_on"),
        ("Фактическая дата", "ended_on"),
        ("Отметка о выполнении", "implementation"),
        ("Кто отвечает", "owner"),
        ("م", "reference"),
        ("الجهة المسؤولة", "unit"),
        ("المسؤول عن التنفيذ", "owner"),
        ("تاريخ الإصدار", ""),
        ("整改期限", "target_on"),
        ("牵头单位", "unit"),
        ("采纳情况", "response"),
        ("實際完成日期", "ended_on"),
    ],
)
def test_words_within_a_heading_tell_what_the_whole_does_not(heading: str, field: str) -> None:
    assert (field_of(heading) or hinted_field(heading)) == field


@pytest.mark.parametrize("heading", ["Due date / Échéance", "Due date (dd/mm/yyyy)", "Échéance\nDue date"])
def test_a_heading_may_be_in_two_languages_or_add_something_in_brackets(heading: str) -> None:
    assert field_of(heading) == "target_on"


def test_a_remark_is_no_response() -> None:
    rows = [("1", "Write the guide for all field offices.", "Urgent")]
    assert "response_text" not in guess(("No.", "Recommendation", "Remarks"), rows)


def test_two_rows_of_headings_are_read_as_one() -> None:
    data = (4, ("1", "Write the guide.", "FD", "Ms. Ames", "2027-01-01"))
    upper, lower = ("No.", "Recommendation", "Responsible", "", "Due"), ("", "", "Unit", "Name", "")
    merged = ("No.", "Recommendation", "Unit", "Name", "Due")
    headings = ["No.", "Recommendation", "Unit", "Responsible: Name", "Due"]
    for below in (lower, merged):
        assert heads_of([(1, ("Annex",)), (2, upper), (3, below), data]) == (2, headings)
    assert heads_of([(1, ("No.", "Recommendation")), (2, ("1", "Write the guide."))]).place == 0


def test_a_row_with_a_state_is_none_of_headings_that_nobody_knows() -> None:
    rows = [
        (1, ("Lfd.", "Empfehlung", "Stelle", "Stand")),
        (2, ("1", "Den Leitfaden schreiben.", "Ministry of Justice", "In progress")),
    ]
    assert heads_of(rows).place == 0


def test_what_is_filled_in_above_the_headings_is_none_of_them() -> None:
    rows = [(1, ("Unit: Legal", "", "Date: 2026-03-01")), (2, ("No.", "Recommendation", "Risk", "Owner"))]
    assert heads_of([*rows, (3, ("1", "Write the guide."))]).headings == ["No.", "Recommendation", "Risk", "Owner"]


def test_columns_of_the_same_name_are_told_apart() -> None:
    rows = [(1, ("No.", "Recommendation", "Date", "Date")), (2, ("1", "Write.", "2026-01-01", "2027-01-01"))]
    assert heads_of(rows).headings == ["No.", "Recommendation", "Date", "Date (2)"]


def test_the_list_is_found_behind_a_cover() -> None:
    cover = ("Cover", ((1, ("Follow-up of recommendations",)), (2, ("Prepared by", "Audit unit"))))
    rows = ("List", ((1, ("No.", "Recommendation", "Status")), (2, ("1", "Write the guide.", "In progress"))))
    assert main_sheet(TableFile("xlsx", "", certain=True, sheets=(cover, rows))) == rows
    assert naming(("m.osei@example.org", "Status")) == 0


def test_of_two_numbers_the_one_that_is_no_count_of_rows_is_the_reference() -> None:
    headings = ("No.", "Paragraph", "Recommendation")
    rows = [
        (str(row), reference, "Write the guide for all offices.") for row, reference in enumerate(("34", "81(c)"), 1)
    ]
    assert guess(headings, rows)["reference"] == "Paragraph"


def test_of_two_columns_the_one_with_states_is_the_status_and_sentences_are_none() -> None:
    headings = ("No.", "Recommendation", "Progress", "State")
    rows = [("1", "Write the guide for all offices.", "A draft is with the board.", "In progress")]
    assert guess(headings, rows)["implementation"] == "State"
    assert "implementation" not in guess(headings[:3], [row[:3] for row in rows])


def test_a_date_of_completion_of_what_goes_on_is_the_one_until_when_it_is_due() -> None:
    headings = ("No.", "Recommendation", "Date completed", "Status")
    text = "Write the guide for all field offices."
    assert guess(headings, [("1", text, "2027-01-01", "In progress")])["target_on"] == "Date completed"
    assert guess(headings, [("1", text, "2026-01-01", "Completed")])["ended_on"] == "Date completed"


def test_percentages_are_no_states() -> None:
    rows = [("1", "Write the guide for all field offices.", f"{share}%") for share in (10, 50, 10, 50)]
    found = guess(("No.", "Recommendation", "Level of progress"), rows)
    assert ("implementation" in found, found["percent_done"]) == (False, "Level of progress")


def test_the_number_by_which_the_report_is_cited_counts_for_more_than_that_of_a_system() -> None:
    rows = [
        ("4471", "104.12", "Write the guide for all offices."),
        ("4480", "104.13", "Train the staff of all offices."),
    ]
    assert guess(("ID", "Paragraph", "Recommendation"), rows)["reference"] == "Paragraph"
    cited = [(str(row), f"A/7{row}/5, chap. II, para. {row}4", "Write the guide for all.") for row in range(1, 4)]
    assert guess(("No.", "Report reference", "Recommendation"), cited)["reference"] == "Report reference"


def test_grades_are_no_references_and_neither_are_days_of_a_schedule() -> None:
    rows = [(f"Write guide {row} for all offices.", grade, str(2027 + row)) for row, grade in enumerate("ABAC")]
    assert guess(("Recommendation", "RAG", "Timeline"), rows) == {"text": "Recommendation", "target_on": "Timeline"}


@pytest.mark.parametrize("number", ["Recommendation {}. ", "{}. ", "12.{} ", "建议{}：", "7. {}) ", "R{} – "])
def test_references_that_stand_before_the_texts_are_found(number: str) -> None:
    rows = [(f"{number.format('abc'[row] if ')' in number else row + 1)}Write the guide.",) for row in range(3)]
    assert guess(("Recommendation",), [*rows, rows[0], ("Note: see the annex.",)]) == {
        "numbered_text": "Recommendation"
    }
    assert guess(("Recommendation",), [("2 offices should be closed.",)] * 3) == {"text": "Recommendation"}


def test_crosses_in_columns_of_states_are_one_column_of_words() -> None:
    heads = (
        (1, ("No.", "Recommendation", "Status", "", "")),
        (2, ("No.", "Recommendation", "Implemented", "Ongoing", "Overtaken by events")),
    )
    rows = (
        (3, ("1", "Write.", "X")),
        (4, ("2", "Read.", "", "√")),
        (5, ("3", "Count.")),
        (6, ("Total", "3", "1", "1")),
    )
    (sheet,) = crosses.told(TableFile("xlsx", "", certain=True, sheets=(("", (*heads, *rows)),))).sheets
    assert [cells for _number, cells in sheet[1]] == [
        ("No.", "Recommendation", "Status"), ("1", "Write.", "Implemented"), ("2", "Read.", "Ongoing"), ("3", "Count."),
        ("Total", "3", "1 1"),
    ]  # fmt: skip
    single = TableFile(
        "csv", "", certain=True, sheets=(("", ((1, ("No.", "Accepted", "Noted")), (2, ("1", "", "x")))),)
    )
    assert crosses.told(single).sheets[0][1][0][1] == ("No.", "Accepted / Noted")
    dated = (("", ((1, ("No.", "Started", "Completed")), (2, ("1", "2026-01-01", "2026-02-01")))),)
    assert crosses.told(single._replace(sheets=dated)).sheets == dated


def test_a_date_is_never_taken_for_a_reference() -> None:
    rows = [("12.05.2026", "Write the guide for all field offices.")] * 3
    assert guess(("X", "Recommendation"), rows) == {"text": "Recommendation"}
