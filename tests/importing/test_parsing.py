"""Lines -> a report taken apart: shapes, languages, and what must not be made up."""

import pytest

from recommendations.importing.parser import parse
from recommendations.importing.readers import Line, ReportRefusedError, Source, read
from recommendations.importing.wording import WARNINGS, warning_words
from tests.importing.documents import BY_LANGUAGE, ENGLISH, parsed, unaccounted

ASKED = {
    "en": ["encourage", "urge", "request", "request", "request", "invite"],
    "fr": ["encourage", "urge", "request", "request", "request", "invite"],
    "es": ["encourage", "urge", "request", "request", "request", "invite"],
    "ru": ["call_upon", "urge", "request", "request", "request", "invite"],
    "ar": ["encourage", "urge", "request", "request", "request", "invite"],
    "zh": ["encourage", "urge", "request", "request", "request", "invite"],
}
ADDRESSEES = {
    "en": ["Member States", "States parties to the Convention", "the United Nations Office on Drugs and Crime"],
    "fr": ["les États Membres", "les États parties", "l’Office des Nations Unies contre la drogue et le crime"],
    "es": [
        "a los Estados Miembros",
        "a los Estados partes",
        "a la Oficina de las Naciones Unidas contra la Droga y el Delito",
    ],
    "ru": [
        "государства-члены",
        "государства-участники",
        "Управление Организации Объединенных Наций по наркотикам и преступности",
    ],
    "ar": ["الدول الأعضاء", "الدول الأطراف", "إلى مكتب الأمم المتحدة المعني بالمخدرات والجريمة"],
    "zh": ["会员国", "缔约国", "联合国毒品和犯罪问题办公室"],
}


def numbered(*items: str, heading: str = "II. Recommendations") -> str:
    return "I. Introduction\n\n1. This is a report.\n\n" + heading + "\n\n" + "\n".join(items) + "\n"


@pytest.mark.parametrize("language", BY_LANGUAGE)
def test_a_lettered_list_is_read_in_every_language(language: str) -> None:
    report = parsed(BY_LANGUAGE[language])
    number = "4" if language == "en" else "2"
    assert report.document.language == language
    assert [node.ref for node in report.recommendations] == [
        f"{number}{label}" for label in ("(a)", "(b)", "(c)", "(c)(i)", "(c)(ii)", "(d)")
    ]
    assert [node.parent for node in report.recommendations] == [None, None, None, f"{number}(c)", f"{number}(c)", None]
    assert [node.verb for node in report.recommendations] == ASKED[language]
    assert [node.addressee for node in report.recommendations[:3]] == ADDRESSEES[language]
    assert [node.addressee_kind for node in report.recommendations] == [
        "member_states", "states_parties", "secretariat", "secretariat", "secretariat",
        "member_states" if language == "en" else "international_community",
    ]  # fmt: skip
    headings = [node.heading for node in report.recommendations]
    assert headings[0] is None
    assert len(set(headings[1:])) == 1
    assert report.unread == ()
    assert report.warnings == ()


@pytest.mark.parametrize("language", BY_LANGUAGE)
def test_every_character_is_accounted_for_in_every_language(language: str) -> None:
    source = read(BY_LANGUAGE[language].encode())
    assert unaccounted(source, parsed(BY_LANGUAGE[language])) == []


def test_the_title_page_gives_symbol_title_session_item_and_issuer() -> None:
    document = parsed(ENGLISH).document
    assert document.symbol == "A/70/500"
    assert document.title == "Implementation of the mandates of the crime prevention programme"
    assert document.session == "Seventieth session"
    assert document.agenda_item.startswith("Item 104 of the provisional agenda Crime")
    assert document.issuer == "Report of the Secretary-General"
    assert document.summary.endswith("It gives an overview of the work.")


def test_an_agenda_item_ends_where_the_format_says_that_the_title_begins() -> None:
    rows = [
        ("Executive Board of the   Distr.: General", True),
        ("Annual session 2025", True),
        ("Item 4 of the provisional agenda", False),
        ("Ethics", False),
        ("Activities of the Ethics Office of the Harbour", True),
        ("Fund in 2024", False),
        ("Report of the Ethics Office", True),
        ("1. The Office was opened in 2007.", True),
        ("2. It has three officers.", True),
    ]
    lines = tuple(Line(number, text, begins=begins) for number, (text, begins) in enumerate(rows, start=1))
    document = parse(Source(lines, kind="pdf")).document
    assert document.title == "Activities of the Ethics Office of the Harbour Fund in 2024"
    assert document.session == "Annual session 2025"
    assert document.agenda_item == "Item 4 of the provisional agenda Ethics"
    assert document.issuer == "Report of the Ethics Office"


def test_a_title_that_is_its_issuer_stands_behind_the_agenda_item() -> None:
    report = parsed(
        "United Nations Fund\n\nAnnual session 2025\nItem 9 of the provisional agenda\n\n"
        "Report of the Fund on its work in 2024\n\n1. One.\n2. Two.\n"
    )
    assert report.document.title == "Report of the Fund on its work in 2024"


def test_an_addendum_is_told_by_what_stands_below_that_word() -> None:
    report = parsed(
        "United Nations   A/HRC/99/15/Add.1\n\nHuman Rights Council\nNinety-ninth session\nAgenda item 6\n\n"
        "Report of the Working Group on Ports\n\nAbcland\n\nAddendum\n\nViews of the State under review\n\n"
        "1. This is the reply of Abcland.\n\n2. It accepts everything.\n"
    )
    assert report.document.symbol == "A/HRC/99/15/Add.1"
    assert report.document.title == (
        "Report of the Working Group on Ports Abcland Addendum Views of the State under review"
    )


@pytest.mark.parametrize(
    "cover",
    [
        [
            "House of Lords",
            "Ports Committee",
            "Report of Session 2024–26",
            "The ports of Abcland",
            "Ordered to be printed",
        ],
        ["Ports Committee", "The ports of Abcland", "Second Report of Session 2024–25   HC 381", "Ports Committee"],
    ],
)
def test_a_report_to_parliament_has_its_title_beside_its_session(cover: list[str]) -> None:
    report = parsed("\n\n".join([*cover, "1. One was found.", "2. Two were found."]))
    assert report.document.title == "The ports of Abcland"


def test_a_symbol_has_a_figure_and_the_one_that_a_title_begins_with_comes_first() -> None:
    report = parsed("A/99/2 – Compilation on Abcland\n\nHIV/AIDS\n\nA/99/1\n\nA/99/1\n\n1. One.\n\n2. Two.\n")
    assert report.document.symbol == "A/99/2"
    assert parsed("Report on ports\n\nHIV/AIDS\n\nHIV/AIDS\n\n1. One.\n\n2. Two.\n").document.symbol == ""


def test_an_unnumbered_introduction_is_a_heading_and_no_part_of_the_title() -> None:
    report = parsed("The state of the programme\n\nIntroduction\n\n1. One.\n2. Two.\n")
    assert report.document.title == "The state of the programme"
    assert report.paragraphs[0].section == ("Introduction",)


def test_words_broken_at_line_ends_are_whole_again_and_true_hyphens_stay() -> None:
    second = parsed(ENGLISH).paragraphs[1].text
    assert second == (
        "The Commission, as set out in paragraph 15 (a) of the annex, met twice in 2014 and continued its work on "
        "the self-determination of peoples."
    )


def test_a_footnote_goes_to_the_paragraph_that_carries_its_mark() -> None:
    report = parsed(ENGLISH)
    assert [(note.mark, note.paragraph, note.text) for note in report.footnotes] == [
        ("*", None, "A/70/50."),
        ("1", "1", "See A/69/89."),
    ]
    assert report.paragraphs[0].text.endswith("on the matter. The overview is short.")


def test_a_list_that_recommends_nothing_stays_in_its_paragraph() -> None:
    third = parsed(ENGLISH).paragraphs[2].text
    assert third == "Member States reported on: (a) Trends in crime; (b) Statistics."


def test_a_report_without_recommendations_has_none() -> None:
    report = parsed(
        "I. Introduction\n\n1. The Commission urged Member States:\n(a) To act;\n(b) To report.\n2. It advised more."
    )
    assert report.recommendations == ()
    assert report.paragraphs[0].text == "The Commission urged Member States: (a) To act; (b) To report."


def test_conclusions_under_the_heading_are_not_taken_for_recommendations() -> None:
    report = parsed(numbered("2. Progress was made.", "3. Member States should strengthen their laws."))
    assert [node.ref for node in report.recommendations] == ["3"]
    assert (report.recommendations[0].verb, report.recommendations[0].addressee) == ("should", "Member States")


def test_lists_start_again_under_each_paragraph_that_recommends() -> None:
    report = parsed(
        numbered(
            "2. The Committee recommends that the State party:", "(a) Adopt a law;", "(b) Train its staff.",
            "3. The Committee urges the State party:", "(a) To ratify the Convention;", "(b) To report.",
        )
    )  # fmt: skip
    assert [node.ref for node in report.recommendations] == ["2(a)", "2(b)", "3(a)", "3(b)"]
    assert [node.verb for node in report.recommendations] == ["recommend", "recommend", "urge", "urge"]
    assert {node.addressee_kind for node in report.recommendations} == {"states_parties"}


def test_a_list_that_starts_again_in_one_paragraph_keeps_references_apart_and_says_so() -> None:
    report = parsed(
        numbered(
            "2. It is recommended that Member States:", "(a) Adopt a law;", "(b) Train their staff.", "",
            "Firearms", "", "(a) Collect data;", "(b) Report.",
        )
    )  # fmt: skip
    assert [node.ref for node in report.recommendations] == ["2(a)", "2(b)", "2(a)[2]", "2(b)[2]"]
    assert [warning.code for warning in report.warnings] == ["reference_repeated", "reference_repeated"]


def test_missing_paragraphs_and_items_are_reported_and_not_made_up() -> None:
    report = parsed(
        "1. One.\n2. Two.\n4. Four.\n5. Member States reported:\n(a) First;\n(c) Third.\n6. Six is the last paragraph."
    )
    assert [paragraph.number for paragraph in report.paragraphs] == ["1", "2", "4", "5", "6"]
    assert [warning.code for warning in report.warnings] == ["items_missing", "paragraphs_missing"]
    assert warning_words(report.warnings[1]) == "No paragraph was found between 2 and 4."


def test_a_mark_out_of_sequence_is_kept_as_text_with_a_warning() -> None:
    report = parsed(numbered("2. It is recommended that Member States:", "(a) Act;", "(h) Not this;", "(b) Report."))
    assert [node.text for node in report.recommendations] == ["Act; (h) Not this;", "Report."]
    assert [warning.code for warning in report.warnings] == ["mark_out_of_sequence"]


def test_items_numbered_inside_a_paragraph_keep_their_printed_reference() -> None:
    report = parsed(
        numbered("140. The following recommendations enjoy support:", "140.1 Ratify the Convention;", "140.2 Report.")
        .replace("1. This", "139. This")
        + "141. All were noted.\n"
    )  # fmt: skip
    assert [(node.ref, node.parent, node.paragraph) for node in report.recommendations] == [
        ("140.1", None, "140"),
        ("140.2", None, "140"),
    ]


def test_a_file_without_numbered_paragraphs_is_refused_with_the_remedy() -> None:
    with pytest.raises(ReportRefusedError) as caught:
        parsed("Dear Sir,\nthank you for the cake.\nYours")
    assert caught.value.code == "no_report"
    assert "numbers of the paragraphs" in caught.value.remedy


def test_an_unknown_language_is_refused_with_those_known() -> None:
    with pytest.raises(ReportRefusedError) as caught:
        parsed(ENGLISH, "tlh")
    assert caught.value.code == "unknown_language"
    assert "ar, en, es, fr, ru, zh" in caught.value.remedy


def test_every_warning_has_words_in_the_readers_language() -> None:
    report = parsed("3. Three is first.\n4. Four.\n5. Five is last.")
    assert [(warning.code, warning.message) for warning in report.warnings] == [
        ("first_paragraph", "The first paragraph is number 3.")
    ]
    assert [warning_words(warning) for warning in report.warnings] == [warning.message for warning in report.warnings]
    assert set(WARNINGS) >= {warning.code for warning in report.warnings}
