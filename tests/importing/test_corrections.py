"""Putting right what was misread: the words move, none is lost, and the rest of the report stays as it was."""

import pytest

from recommendations.importing.corrections import Correction, corrected
from recommendations.importing.kept import NotKept, pack, unpack
from recommendations.importing.nodes import nodes_of
from recommendations.importing.parsed import ParsedReport, SourceLine, SourceText
from recommendations.importing.placing import placed
from tests.importing.documents import CHINESE, ENGLISH, characters, parsed, source_of, unaccounted


@pytest.fixture(scope="module")
def report() -> ParsedReport:
    return parsed(ENGLISH)


def put_right(report: ParsedReport, *corrections: Correction) -> ParsedReport:
    result = corrected(report, corrections)
    assert result.refused == {}
    assert not unaccounted(source_of(ENGLISH.splitlines()), result.report)
    nodes_of(result.report)  # can be stored
    return result.report


def texts(report: ParsedReport) -> dict[str, str]:
    found = {f"paragraph:{one.number}": one.text for one in report.paragraphs}
    return found | {f"recommendation:{one.ref}": one.text for one in report.recommendations}


def changed(before: ParsedReport, after: ParsedReport) -> dict[str, str | None]:
    old, new = texts(before), texts(after)
    return {part: new.get(part) for part in {*old, *new} if old.get(part) != new.get(part)}


def test_without_corrections_the_report_is_the_one_that_was_read(report: ParsedReport) -> None:
    assert corrected(report, []).report is report


def test_a_paragraph_that_is_none_joins_the_one_before_with_its_number(report: ParsedReport) -> None:
    after = put_right(report, Correction("join", "paragraph:2"))
    joined = changed(report, after)
    assert joined.keys() == {"paragraph:1", "paragraph:2"}
    assert joined["paragraph:1"] is not None
    assert "The overview is short. 2. The Commission, as set out" in joined["paragraph:1"]
    assert [one.part for one in placed(after) if one.piece.line == 24] == ["paragraph:1", "paragraph:1"]


def test_two_paragraphs_read_as_one_are_divided_before_the_words_given(report: ParsedReport) -> None:
    after = put_right(report, Correction("split", "paragraph:1", "The overview is short.", "1A"))
    assert changed(report, after) == {
        "paragraph:1": texts(report)["paragraph:1"].removesuffix(" The overview is short."),
        "paragraph:1A": "The overview is short.",
    }
    assert [one.number for one in after.paragraphs] == ["1", "1A", "2", "3", "4"]
    assert after.paragraphs[1].section == ("I. Introduction",)


def test_a_list_is_numbered_anew_with_its_paragraph(report: ParsedReport) -> None:
    after = put_right(report, Correction("renumber", "paragraph:4", "81"))
    assert [one.ref for one in after.recommendations] == ["81(a)", "81(b)", "81(c)", "81(c)(i)", "81(c)(ii)", "81(d)"]
    assert {one.parent for one in after.recommendations} == {None, "81(c)"}
    assert {one.paragraph for one in after.recommendations} == {"81"}


def test_a_recommendation_is_numbered_anew_with_its_parts(report: ParsedReport) -> None:
    after = put_right(report, Correction("renumber", "recommendation:4(c)", "4(e)"))
    assert [one.ref for one in after.recommendations][2:5] == ["4(e)", "4(e)(i)", "4(e)(ii)"]


def test_what_is_no_recommendation_stays_as_text_of_its_paragraph(report: ParsedReport) -> None:
    after = put_right(report, Correction("mark", "recommendation:4(c)", "not_recommendation"))
    assert [one.ref for one in after.recommendations] == ["4(a)", "4(b)", "4(d)"]
    (text,) = [one.text for one in after.paragraphs if one.number == "4"]
    assert text.endswith("(c) Request the United Nations Office on Drugs and Crime: (i) To continue its work; "
                         "(ii) To collect data; and")  # fmt: skip


def test_a_paragraph_is_a_recommendation_and_back(report: ParsedReport) -> None:
    after = put_right(report, Correction("mark", "paragraph:2", "recommendation"))
    (new,) = {one.ref for one in after.recommendations} - {one.ref for one in report.recommendations}
    assert new == "2"
    back = put_right(after, Correction("mark", "paragraph:2", "not_recommendation"))
    assert texts(back) == texts(report)


def test_a_heading_misread_as_a_paragraph_has_what_follows_under_it(report: ParsedReport) -> None:
    after = put_right(report, Correction("mark", "paragraph:2", "heading"))
    assert [one.heading for one in after.sections][:3] == [
        "Summary", "Introduction", "2. " + texts(report)["paragraph:2"],
    ]  # fmt: skip
    assert after.paragraphs[1].section == report.paragraphs[2].section  # a later heading of its rank ends it
    split = put_right(report, Correction("split", "paragraph:1", "The overview is short.", "1A"),
                      Correction("mark", "paragraph:1A", "heading"))  # fmt: skip
    assert split.paragraphs[1].section == ("The overview is short.",)


def test_a_heading_that_is_text_goes_behind_what_stands_before_it(report: ParsedReport) -> None:
    after = put_right(report, Correction("mark", "heading:50", "text"))
    assert changed(report, after) == {"recommendation:4(a)": texts(report)["recommendation:4(a)"] + " Firearms"}
    assert {one.heading for one in after.recommendations} == {None}
    assert {one.theme for one in after.recommendations} == {None}


def test_two_headings_that_are_one_are_joined(report: ParsedReport) -> None:
    after = put_right(report, Correction("join", "heading:36"))
    assert [one.title for one in after.sections][2] == "II. Findings A. Data collection"
    assert after.paragraphs[2].section == ("II. Findings A. Data collection",)


@pytest.mark.parametrize("as_", ["furniture", "footnote"])
def test_a_paragraph_is_set_aside_or_a_footnote(report: ParsedReport, as_: str) -> None:
    after = put_right(report, Correction("mark", "paragraph:2", as_))
    assert [one.number for one in after.paragraphs] == ["1", "3", "4"]
    gained = len(after.footnotes) - len(report.footnotes), len(after.furniture) - len(report.furniture)
    assert gained == ((1, 0) if as_ == "footnote" else (0, 4))


def test_a_line_of_furniture_that_is_text_is_text_again(report: ParsedReport) -> None:
    after = put_right(report, Correction("mark", "furniture:17", "paragraph", "0"))
    assert after.paragraphs[0].text == "15-12345 (E)"
    assert len(after.furniture) == len(report.furniture) - 1


def test_a_footnote_that_is_a_recommendation_hangs_on_the_paragraph_above(report: ParsedReport) -> None:
    after = put_right(report, Correction("mark", "footnote:30", "recommendation", "2(a)"))
    found = next(one for one in after.recommendations if one.ref == "2(a)")
    assert (found.paragraph, found.text) == ("2", "See A/69/89.")


def test_the_addressee_is_put_right(report: ParsedReport) -> None:
    after = put_right(report, Correction("addressee", "recommendation:4(b)", "the Office", "secretariat"))
    found = next(one for one in after.recommendations if one.ref == "4(b)")
    assert (found.addressee, found.addressee_kind) == ("the Office", "secretariat")


@pytest.mark.parametrize(
    ("correction", "code"),
    [
        (Correction("join", "paragraph:9"), "not_there"),
        (Correction("join", "paragraph:1"), "nothing_before"),
        (Correction("split", "paragraph:1", "words that are not there", "1A"), "words_not_found"),
        (Correction("split", "paragraph:1", "The overview", "2"), "number_taken"),
        (Correction("split", "heading:50", "arms", "2"), "no_text"),
        (Correction("renumber", "paragraph:1", ""), "number_needed"),
        (Correction("renumber", "paragraph:1", "A/1"), "number_unusable"),
        (Correction("renumber", "recommendation:4(a)", "4(b)"), "number_taken"),
        (Correction("mark", "paragraph:1", "paragraph", "9"), "is_that_already"),
        (Correction("mark", "heading:50", "not_recommendation"), "no_recommendation"),
        (Correction("mark", "heading:50", "poem"), "kind_unknown"),
        (Correction("addressee", "recommendation:4(a)", "x", "poets"), "kind_unknown"),
        (Correction("sing", "paragraph:1"), "act_unknown"),
    ],
)
def test_what_does_not_fit_is_left_out_with_the_reason_and_the_rest_goes_on(
    report: ParsedReport, correction: Correction, code: str
) -> None:
    result = corrected(report, [correction, Correction("renumber", "paragraph:2", "2A")])
    assert result.refused == {0: code}
    assert "paragraph:2A" in texts(result.report)


def test_chinese_is_joined_without_a_blank() -> None:
    report = parsed(CHINESE)
    number = report.paragraphs[1].number
    after = corrected(report, [Correction("join", f"paragraph:{number}")]).report
    assert characters(after.paragraphs[0].text) > characters(report.paragraphs[0].text)
    assert "。 " not in after.paragraphs[0].text


def test_what_was_read_is_kept_and_comes_back_as_it_was(report: ParsedReport) -> None:
    source = SourceText("text", "utf-8", (SourceLine(1, "á", None), SourceLine(2, "b", 3)), (("picture", 2),))
    assert unpack(pack(source, report)) == (source, report)
    for broken in (b"", b"x", pack(source, report)[:-9]):
        with pytest.raises(NotKept):
            unpack(broken)
