"""Which column of a table holds what: by its heading in six languages, and by its cells where headings do not tell."""

import pytest

from recommendations.importing.mapping.fields import field_of
from recommendations.importing.mapping.guess import guess, heading_row


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
    assert heading_row(rows) == 2


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
