"""What looks like a recommendation, a paragraph or a list and is none; and what is said twice, read once."""

from recommendations.importing.parsed import ParsedReport
from recommendations.importing.parser import parse
from recommendations.importing.readers import Line, Source, read
from recommendations.importing.readers.base import Cell
from recommendations.importing.signs.recommenders import split_recommenders
from recommendations.importing.structure.positions import positions_in
from recommendations.importing.words.lexicon import LEXICONS
from recommendations.importing.words.phrases import PHRASES
from tests.importing.documents import parsed


def numbers(report: ParsedReport) -> list[str]:
    return [paragraph.number for paragraph in report.paragraphs]


def refs(report: ParsedReport) -> list[str]:
    return [node.ref for node in report.recommendations]


def test_what_others_recommended_before_is_not_recommended_here() -> None:
    report = parsed(
        "I. Introduction\n\n1. This report is on earlier work.\n\n"
        "II. Status of implementation of recommendations\n\n"
        "2. In its previous report, the Board made the following recommendations:\n(a) Train staff;\n(b) Publish.\n"
        "3. The Board had recommended that UNDP:\n(a) Train staff;\n(b) Publish data.\n"
    )
    assert numbers(report) == ["1", "2", "3"]
    assert refs(report) == []


def test_a_recommendation_named_in_a_sentence_begins_none() -> None:
    report = parsed(
        "1. The matter is old.\n\n2. It is set out in\nRecommendation 1 below and in\nRecommendation 2. It was so.\n\n"
        "Recommendation 1 was not carried out.\n\n3. The end.\n"
    )
    assert refs(report) == []
    assert numbers(report) == ["1", "2", "3"]


def test_what_the_summary_says_first_is_read_once_where_the_report_says_it() -> None:
    one = "Recommendation 1: The Secretary-General should report on wells."
    report = parsed(
        f"Summary\n\n{one}\n\nI. Introduction\n\n1. Wells matter.\n2. They are dry.\n\n{one}\n\n3. The end.\n"
    )
    assert [(node.ref, node.paragraph) for node in report.recommendations] == [("Recommendation 1", "2")]
    assert [warning.code for warning in report.warnings] == ["recommendation_repeated"]


def test_a_list_numbered_like_paragraphs_leaves_the_paragraphs_alone() -> None:
    items = "".join(f"{number}. Do the thing of kind {number}.\n" for number in range(1, 6))
    report = parsed(
        "1. One is first.\n2. Two is next.\n3. The Committee makes the following recommendations:\n"
        + items
        + "4. The Committee thanks everybody.\n5. The end.\n"
    )
    assert numbers(report) == ["1", "2", "3", "4", "5"]
    assert refs(report) == ["3.1", "3.2", "3.3", "3.4", "3.5"]


def test_a_numbering_that_starts_again_keeps_every_paragraph_and_says_so() -> None:
    report = parsed(
        "I. Water\n\n1. Water is scarce.\n2. Wells are dry.\n3. Rain is rare.\n\n"
        "II. Food\n\n1. Food is scarce.\n2. Fields are dry.\n"
    )
    assert numbers(report) == ["1", "2", "3", "1[2]", "2[2]"]
    assert [warning.code for warning in report.warnings] == ["numbering_restarts"]


def test_an_annex_with_paragraphs_of_its_own_is_listed_as_unread() -> None:
    report = parsed("1. One.\n2. Two.\n3. Three is last.\n\nAnnex I\n\nMeetings\n\n1. First meeting.\n2. Second one.\n")
    assert numbers(report) == ["1", "2", "3"]
    assert {aside.why for aside in report.unread} == {"annex"}
    assert [section.heading for section in report.sections] == ["Annex I"]


def test_a_table_of_contents_without_leaders_is_furniture() -> None:
    report = parsed(
        "Report on wells\n\nContents\n          Paragraphs  Page\nI. Introduction  1–2  3\nII. Recommendations  3  5\n"
        "   A. Wells\n      and pipes  3  5\n\nI. Introduction\n\n1. One.\n2. Two.\n\nII. Recommendations\n\n"
        "3. The Committee recommends that States act.\n"
    )
    assert [section.title for section in report.sections] == ["I. Introduction", "II. Recommendations"]
    assert {aside.why for aside in report.furniture} == {"masthead", "contents"}
    assert refs(report) == ["3"]


def test_a_list_runs_on_over_numbered_headings() -> None:
    report = parsed(
        "I. Introduction\n\n1. One.\n\nII. Recommendations\n\n2. The Board recommends that UNDP:\n\n"
        "A. Cash\n\n(a) Count cash;\n\nB. Assets\n\n(b) Count assets.\n\n3. The end.\n"
    )
    assert [(node.ref, node.heading) for node in report.recommendations] == [("2(a)", "Cash"), ("2(b)", "Assets")]


def test_a_paragraph_may_be_a_titled_recommendation() -> None:
    report = parsed(
        "1. The wells are dry.\n\n2. Recommendation 1: The Ministry should repair wells.\n\n"
        "3. Recommendation 2: The Ministry should train:\n(a) Its staff;\n(b) Its heads.\n\n4. The end.\n"
    )
    assert numbers(report) == ["1", "2", "3", "4"]
    assert refs(report) == ["Recommendation 1", "Recommendation 2", "Recommendation 2(a)", "Recommendation 2(b)"]
    assert [node.paragraph for node in report.recommendations] == ["2", "3", "3", "3"]


def test_a_title_of_its_own_is_the_heading_of_a_recommendation() -> None:
    report = parsed(
        "1. Data are poor.\n\nRecommendation 1: Strengthen data collection\n\n"
        "Member States should collect data everywhere.\n\nRationale: data are poor.\n\n2. The end.\n"
    )
    (node,) = report.recommendations
    assert (node.heading, node.text) == ("Strengthen data collection", "Member States should collect data everywhere.")
    assert [aside.text for aside in report.unread] == ["Rationale: data are poor."]


def test_only_brackets_at_the_very_end_that_hold_names_are_recommending_states() -> None:
    assert split_recommenders("Ratify (CEDAW) and No. 190 (No. 190) (Venezuela (Bolivarian Republic of));") == (
        "Ratify (CEDAW) and No. 190 (No. 190)",
        ("Venezuela (Bolivarian Republic of)",),
    )
    assert split_recommenders("批准《公约》（法国、德国）；") == ("批准《公约》", ("法国", "德国"))
    assert split_recommenders("Consult the Office (as amended);") == ("Consult the Office (as amended);", ())


def test_a_position_goes_to_the_references_it_is_said_of() -> None:
    said = positions_in(
        [
            "Ruritania supports recommendations 140.1–140.3 and notes recommendations 140.5 and 140.6.",
            "Recommendations 4, 6 to 8 are accepted. The share rose to 15.3 per cent, as noted in 2010.",
            "It does not accept recommendations 81 (a) to 81 (c).",
            "It accepts recommendations 122.17-18, 122.20–3 and 122.30-2025.",
        ],
        PHRASES["en"],
        LEXICONS["en"],
    )
    assert {position.ref: position.position for position in said} == {
        "122.17": "accepted", "122.18": "accepted", "122.20": "accepted", "122.30": "accepted",
        "140.1": "supported", "140.2": "supported", "140.3": "supported", "140.5": "noted", "140.6": "noted",
        "Recommendation 4": "accepted", "Recommendation 6": "accepted", "Recommendation 7": "accepted",
        "Recommendation 8": "accepted", "81(a)": "not_accepted", "81(b)": "not_accepted", "81(c)": "not_accepted",
    }  # fmt: skip


def test_a_table_groups_its_rows_under_row_headings_and_keeps_other_columns_out_of_the_texts() -> None:
    heads = ("Recommendation and recommending State", "Position of the State", "Relevant goals")
    rows = [
        [(heads[0], 1, True, 1), (heads[1], 2, True, 1), (heads[2], 3, True, 1)],
        [("Theme: Water", 1, False, 3)],
        [("7.2 Repair wells (Togo);", 1, False, 1), ("Supported", 2, False, 1), ("6", 3, False, 1)],
        [("7.10 Train staff (Chad);", 1, False, 1), ("Noted", 2, False, 1), ("4", 3, False, 1)],
    ]
    lines = [
        Line(0, text, begins=True, cell=Cell(1, row, column, "" if head else heads[column - 1], head, columns=wide))
        for row, cells in enumerate(rows, start=1)
        for text, column, head, wide in cells
    ]
    numbered = [Line(number, line.text, begins=True, cell=line.cell) for number, line in enumerate(lines, start=1)]
    report = parse(Source(tuple(numbered), kind="docx"), "en")
    assert [(node.ref, node.text, node.heading, node.recommending) for node in report.recommendations] == [
        ("7.2", "Repair wells", "Theme: Water", ("Togo",)),
        ("7.10", "Train staff", "Theme: Water", ("Chad",)),
    ]
    assert [(position.ref, position.position) for position in report.positions] == [
        ("7.2", "supported"),
        ("7.10", "noted"),
    ]
    assert [aside.text for aside in report.unread] == ["6", "4"]


def test_an_extract_keeps_its_headings_whatever_their_numerals() -> None:
    report = parsed(
        "V. Conclusions and recommendations\n\nLaw\n\n80. The law is old.\n\n"
        "81. The Committee recommends that States review the law.\n"
    )
    assert refs(report) == ["81"]
    assert report.paragraphs[0].section == ("V. Conclusions and recommendations", "Law")


def test_recommendations_that_nothing_but_their_wording_marks_are_read_with_a_warning() -> None:
    report = parsed(
        "A. Cash\n\n1. The Board found errors in 2011.\n\n2. The Board recommends that the Administration count.\n\n"
        "B. Assets\n\n3. The Board recommends that the Administration keep lists.\n\n4. All was accepted.\n"
    )
    assert refs(report) == ["2", "3"]
    assert [warning.code for warning in report.warnings] == ["recommended_by_wording"]


def test_a_single_sentence_that_quotes_a_recommendation_makes_none() -> None:
    report = parsed("1. The Board recommends that States count, says the press.\n2. Nobody did.\n3. The end.\n")
    assert refs(report) == []


def test_headings_and_lists_that_a_format_marks_need_no_numbers_of_their_own() -> None:
    page = (
        b"<html><body><h1>Report</h1><h2>Introduction</h2><p>The mission was long.</p><h2>Recommendations</h2>"
        b"<ol><li>Repair the wells.</li><li>Train the staff:<ol type='a'><li>in laboratories;</li><li>in the field."
        b"</li></ol></li></ol></body></html>"
    )
    report = parse(read(page, "report.html"), "en")
    assert refs(report) == ["Recommendation 1", "Recommendation 2", "Recommendation 2(a)", "Recommendation 2(b)"]
    assert [section.heading for section in report.sections] == ["Introduction", "Recommendations"]
    assert [aside.text for aside in report.unread] == ["The mission was long."]


def test_the_section_is_the_heading_where_the_list_has_none_of_its_own() -> None:
    report = parsed(
        "I. Introduction\n\n1. One.\n\nII. Recommendations\n\n2. The Board recommends that UNDP:\n\n(a) Count cash;\n\n"
        "(b) Lock doors.\n\n3. The end.\n"
    )
    assert [(node.ref, node.heading) for node in report.recommendations] == [
        ("2(a)", "II. Recommendations"),
        ("2(b)", "II. Recommendations"),
    ]


def test_who_is_named_behind_an_opening_clause_is_the_addressee() -> None:
    report = parsed(
        "Recommendations\n\n1. By 31 October, the Department and the Ministry shall publish a report.\n\n"
        "2. As soon as it can, the Government shall set up a body.\n\n3. All claims should be paid.\n"
    )
    assert [(node.ref, node.addressee, node.verb) for node in report.recommendations] == [
        ("Recommendation 1", "the Department and the Ministry", "should"),
        ("Recommendation 2", "the Government", "should"),
        ("Recommendation 3", "", "should"),
    ]


def test_a_column_of_a_table_that_is_still_to_be_filled_in_answers_nothing() -> None:
    rows = "".join(
        f"<tr><td>121.{number} Ratify convention {number} (Togo);</td><td>Supported</td><td></td></tr>"
        for number in range(1, 4)
    )
    headings = "<tr><th>Recommendation</th><th>Position</th><th>Assessment of the level of implementation</th></tr>"
    report = parse(read(f"<html><body><table>{headings}{rows}</table></body></html>".encode(), "list.html"))
    assert refs(report) == ["121.1", "121.2", "121.3"]


def test_a_year_that_the_margin_brought_to_the_start_of_a_line_is_no_number_of_a_list() -> None:
    text = (
        "# Review\n\n1. The Working Group held its session in Geneva. Abcland was reviewed on the 8th of November\n"
        "2017. The delegation was headed by the Minister of Ports, who spoke of all that had been done.\n\n"
        "(…)\n\n## Recommendations\n\n111. Abcland will examine the following recommendations:\n\n(…)\n\n"
        "111.10 Open the ports (Togo);\n\n111.11 Close the mines (Fiji).\n"
    )
    report = parse(read(text.encode(), "report.md"))
    assert numbers(report) == ["1", "111"]
    assert refs(report) == ["111.10", "111.11"]


def test_excerpts_are_told_apart_only_where_their_numbers_are_the_same() -> None:
    report = parsed(
        "First review\n\n1. One.\n\n(…)\n\nRecommendations\n\n52. The group recommends that Abcland open its ports.\n\n"
        "Second review\n\n1. One.\n\n(…)\n\nRecommendations\n\n16. The group recommends that Abcland close its mines.\n"
    )
    assert numbers(report) == ["1", "52", "1[2]", "16"]


def test_a_point_alone_on_a_line_above_a_number_ends_nothing() -> None:
    report = parsed(
        "REPORT ON ROPES\n\n1. INTRODUCTION\nThe Committee heard the Department of Ropes on its annual report.\n.\n"
        "2. The Department spent its budget in the year under review and filled its posts.\n\n"
        "3. The Committee urges the Minister to fill the vacant posts of the year under review.\n"
    )
    assert numbers(report) == ["1", "2", "3"]
