"""HTML, Markdown and reStructuredText: read as they are shown, numbers, notes and tables included."""

import pytest

from recommendations.importing.readers import Line, ReportRefusedError, Source, read


def html(body: str, name: str = "report.html", encoding: str = "utf-8") -> Source:
    return read(f"<!DOCTYPE html><html><body>{body}</body></html>".encode(encoding), name)


def texts(source: Source, role: str = "text") -> list[str]:
    return [line.text for line in source.lines if line.role == role]


def cells(source: Source) -> list[tuple[int, int, str, str]]:
    return [(line.cell.row, line.cell.column, line.cell.heading, line.text) for line in source.lines if line.cell]


# --- HTML -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attributes", "mark"),
    [
        ("", "3."),
        ("type=a", "c."),
        ("type=A", "C."),
        ("type=i", "iii."),
        ("type=I", "III."),
        ("style='list-style-type: lower-roman'", "iii."),
        ("style='list-style: cjk-ideographic'", "三."),
    ],
)
def test_the_numbers_of_a_list_are_those_that_a_browser_shows(attributes: str, mark: str) -> None:
    lines = html(f"<ol {attributes} start=2><li>Two<li>Three</ol>").lines
    assert [line.mark for line in lines][1] == mark
    assert lines[1].text == f"{mark} Three"


@pytest.mark.parametrize("start", ["&#28;3", " 3 ", "3x", "99999999", ""])
def test_a_number_among_the_attributes_is_read_or_passed_over(start: str) -> None:
    lines = html(f"<ol start='{start}'><li>One</ol><p>{'And more words. ' * 20}</p>").lines
    assert lines[0].text in {"3. One", "1. One"}


def test_lists_within_lists_count_by_themselves_and_a_value_sets_the_number() -> None:
    source = html("<ol><li>A<ol type=a><li>x<li>y</ol></li><li value=7>B<li>C</ol><ol><li>D</ol>")
    assert texts(source) == ["1. A", "a. x", "b. y", "7. B", "8. C", "1. D"]
    assert [line.depth for line in source.lines] == [1, 2, 2, 1, 1, 1]


def test_further_paragraphs_of_an_item_have_no_number() -> None:
    assert texts(html("<ol><li><p>One.</p><p>More.</p></li></ol>")) == ["1. One.", "More."]


def test_headings_bold_and_breaks_are_known() -> None:
    source = html("<h2>Findings</h2><p>We <b>note</b> this.<br>And that.</p>")
    assert [(line.role, line.level, line.begins, line.text) for line in source.lines] == [
        ("heading", 2, True, "Findings"), ("text", None, True, "We note this."), ("text", None, False, "And that."),
    ]  # fmt: skip
    assert source.lines[1].bold == ((3, 7),)


def test_blanks_and_parts_left_open_are_read_as_a_browser_does() -> None:
    assert texts(html("<p>One\n   two\t three&nbsp;four<p>Five <i>six</i> <b> seven</b>")) == [
        "One two three\xa0four", "Five six seven",
    ]  # fmt: skip


def test_scripts_and_styles_are_never_read_and_hidden_text_is_told_apart() -> None:
    source = html("<style>p{}</style><script>alert('1. x')</script><p>1. Text.</p><p style='display: none'>No</p>")
    assert texts(source) == ["1. Text."]
    assert texts(source, "unread") == ["No"]


def test_notes_of_a_page_stand_apart_and_hang_where_their_mark_is() -> None:
    source = html(
        "<p>The plan<sup><a href='#n1' id='r1'>[1]</a></sup> was adopted.</p>"
        "<div id='n1'><p>1. See A/67/1. <a href='#r1' class='footnote-backref'>↩</a></p><p>More.</p></div><p>End.</p>"
    )
    assert [(line.role, line.note, line.begins, line.text) for line in source.lines] == [
        ("text", "", True, "The plan was adopted."),
        ("footnote", "1", True, "See A/67/1."),
        ("footnote", "1", False, "More."),
        ("text", "", True, "End."),
    ]
    assert source.lines[0].hung == ((8, "1"),)


@pytest.mark.parametrize(
    "page",
    [
        # Word, "save as web page"
        (
            "<p>The plan<a style='mso-footnote-id:ftn1' href='#_ftn1' name='_ftnref1'><span>[1]</span></a> was adopted."
            "</p><div id=ftn1><p><a href='#_ftnref1' name='_ftn1'><span>[1]</span></a> See A/67/1.<p>More.</div>"
        ),
        # The Official Journal of the European Union
        (
            "<p>The plan<a id='c1' href='#r1'>&#xA0;(<span class='oj-note-tag'>1</span>)</a> was adopted.</p><hr/>"
            "<p><a id='r1' href='#c1'>(<span>1</span>)</a>&#xA0;&#xA0;See A/67/1.</p>"
        ),
        # kramdown
        (
            "<p>The plan<sup id='fnref:1' role='doc-noteref'><a href='#fn:1'>[footnote 1]</a></sup> was adopted.</p>"
            "<ol><li id='fn:1'><p>See A/67/1.&nbsp;<a href='#fnref:1' role='doc-backlink'>↩</a></p></li></ol>"
        ),
    ],
    ids=["word", "journal", "kramdown"],
)
def test_notes_are_known_by_the_links_to_and_fro(page: str) -> None:
    plan, note, *_ = html(page + "<p>End.</p>").lines
    assert (plan.text, plan.hung) == ("The plan was adopted.", ((8, "1"),))
    assert (note.role, note.note, note.text) == ("footnote", "1", "See A/67/1.")
    assert html(page + "<p>End.</p>").lines[-1].role == "text"


def test_what_a_page_says_is_its_frame_is_furniture() -> None:
    source = html(
        "<a class='govuk-skip-link' href='#c'>Skip to main content</a><div role='banner'>Site</div>"
        "<div role='navigation'><ol><li>Home</ol></div><h1>Report</h1><button>Accept</button>"
        "<p>1. Text.<div role='contentinfo'>Licence</div>"
    )
    assert (texts(source, "heading"), texts(source)) == (["Report"], ["1. Text."])
    assert texts(source, "furniture") == ["Skip to main content", "Site", "1. Home", "Licence"]


def test_a_number_in_a_cell_of_its_own_stands_before_its_paragraph() -> None:
    inner = "<table><tr><td><p>(a)<td><p>open; and</table><table><tr><td>—<td>the hours<p>of May</table>"
    source = html(f"<table><tr><td>58.<td><p>The Court asks:</p>{inner}</table><table><tr><td>1.<td>Yes<td>No</table>")
    assert [(line.text, line.begins) for line in source.lines[:4]] == [
        ("58. The Court asks:", True), ("(a) open; and", True), ("— the hours", True), ("of May", True),
    ]  # fmt: skip
    assert cells(source)[-3:] == [(1, 1, "", "1."), (1, 2, "", "Yes"), (1, 3, "", "No")]


def test_a_link_inside_the_page_that_is_no_note_is_text() -> None:
    assert texts(html("<p>See <a href='#ten'>paragraph 10</a>.</p>")) == ["See paragraph 10."]


def test_cells_know_their_row_column_and_heading() -> None:
    source = html(
        "<table><tr><th>Ref<th>Text<th>Status<tr><td rowspan=2>1<td>Adopt.<td>Yes<tr><td>Report.<td>No"
        "<tr><td colspan=2>Both<td>Yes</table>"
    )
    assert cells(source)[3:] == [
        (2, 1, "Ref", "1"), (2, 2, "Text", "Adopt."), (2, 3, "Status", "Yes"), (3, 2, "Text", "Report."),
        (3, 3, "Status", "No"), (4, 1, "Ref", "Both"), (4, 3, "Status", "Yes"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("encoding", "declared"), [("gb18030", "gb2312"), ("windows-1251", "windows-1251"), ("cp1252", "iso-8859-1")]
)
def test_the_encoding_a_page_declares_counts(encoding: str, declared: str) -> None:
    told = {"gb18030": "委员会建议", "windows-1251": "Комитет", "cp1252": "Comité “du plan”"}[encoding]
    source = html(f"<meta charset={declared}><p>{told}</p>", encoding=encoding)
    assert texts(source) == [told]
    assert source.certain


@pytest.mark.parametrize(
    ("faulty", "shown"),
    [
        ("one <![x two", ["one"]),
        ("one <![CDATA[two]]> three", ["one two three"]),
        ("one <!-- two", ["one"]),
        ("1 < 2 and 3 > 2 &amp; R&D", ["1 < 2 and 3 > 2 & R&D"]),
        ("one <b two", ["one <b two"]),
        ('<p title="open>one</p>two', ["one", "two"]),
        ("<P TITLE='a > b' hidden=x>one</P>two", ["two"]),
        ("one</p></b></nothing>two", ["onetwo"]),
        ("<script>one</script ><title>two</title>three", ["three"]),
    ],
)
def test_faults_of_a_page_are_read_as_browsers_do(faulty: str, shown: list[str]) -> None:
    source = read(f"<html>{faulty}".encode())
    assert texts(source) == shown


def test_a_page_is_recognised_by_its_content() -> None:
    assert html("<p>1. Text.</p>", "report.txt").kind == "html"
    assert read(b"1. The sign <html> in a text.").kind == "text"


def test_a_page_without_words_is_refused_and_so_is_one_nested_too_deeply() -> None:
    with pytest.raises(ReportRefusedError) as caught:
        html("<p> </p><img src=x>")
    assert caught.value.code == "no_text"
    with pytest.raises(ReportRefusedError) as caught:
        html("<div>" * 5000 + "x")
    assert caught.value.code == "unsafe"


# --- Markdown -------------------------------------------------------------------------------------------------


def markdown(text: str) -> Source:
    return read(text.encode(), "report.md")


def test_written_numbers_are_kept_and_equal_ones_are_counted() -> None:
    assert texts(markdown("14. One\n15. Two\n18. Three\n")) == ["14. One", "15. Two", "18. Three"]
    assert texts(markdown("1) One\n1) Two\n1) Three\n")) == ["1) One", "2) Two", "3) Three"]


def test_markdown_gives_headings_bold_notes_and_tables() -> None:
    source = markdown(
        "# Head\n\nWe **note**[^a] it.\n\n| Ref | Text |\n|---|---|\n| 1 | Adopt. |\n\n[^a]: See *there*.\n"
    )
    first, second, *_, last = source.lines
    assert (first.role, first.level, first.text) == ("heading", 1, "Head")
    assert (second.text, second.bold, second.hung) == ("We note it.", ((3, 7),), ((7, "1"),))
    assert cells(source)[2:] == [(2, 1, "Ref", "1"), (2, 2, "Text", "Adopt.")]
    assert (last.role, last.note, last.text, last.mark) == ("footnote", "1", "See there.", "")


def test_lines_of_the_source_stay_lines() -> None:
    lines = markdown("The Board:\n(a) Notes this;\n(b) Asks that.\n").lines
    assert [(line.text, line.begins) for line in lines] == [
        ("The Board:", True), ("(a) Notes this;", False), ("(b) Asks that.", False),
    ]  # fmt: skip


def test_text_set_in_by_blanks_is_that_of_a_plain_file() -> None:
    found = markdown("# Report\n\n```\n     1.   One\n     goes on.\n\n     2.   Two.\n```\n")
    assert [(line.text, line.begins) for line in found.lines] == [
        ("Report", True),
        ("     1.   One", True),
        ("     goes on.", None),
        ("", None),
        ("     2.   Two.", None),
        ("", None),
    ]


def test_bold_type_is_known_in_lines_set_in_by_a_tab_and_over_several_paragraphs() -> None:
    found = markdown("**A**\n\n**B**\n\n\t114.1 **Adopt\n\ta plan;**\n\n**Text:\n\na. one;\n\nb. two.**\n")
    assert [line.text for line in found.lines] == ["A", "B", "114.1 Adopt", "a plan;", "Text:", "a. one;", "b. two."]
    assert [line.bold for line in found.lines[2:5]] == [((6, 11),), ((0, 7),), ((0, 5),)]


def test_a_mark_of_two_stars_stays_in_the_text() -> None:
    found = markdown("**A**\n\n**B**\n\n**C**\n\nReport of the Board**\n\n** Issued again.\n")
    assert [line.text for line in found.lines[3:]] == ["Report of the Board**", "** Issued again."]


def test_page_markup_inside_markdown_runs_no_script() -> None:
    assert texts(markdown("<script>alert(1)</script>\n\n<p>Text.</p>\n")) == ["Text."]


# --- reStructuredText -----------------------------------------------------------------------------------------


def rst(text: str) -> Source:
    return read(text.encode(), "report.rst")


def told(lines: tuple[Line, ...]) -> list[tuple[str, int | None, str]]:
    return [(line.role, line.level, line.text) for line in lines]


def test_sections_and_lists_that_number_themselves_are_counted() -> None:
    source = rst("2. Head\n=======\n\n#. One\n#. Two\n\n   (c) sub\n   (d) next\n\nPart\n----\n\nText.\n")
    assert told(source.lines) == [
        ("heading", 1, "2. Head"), ("text", None, "1. One"), ("text", None, "2. Two"), ("text", None, "(c) sub"),
        ("text", None, "(d) next"), ("heading", 2, "Part"), ("text", None, "Text."),
    ]  # fmt: skip


def test_notes_that_number_themselves_hang_where_their_mark_is() -> None:
    source = rst("One [#]_ and **bold**.\n\n.. [#] See there.\n\n   And here.\n")
    assert (source.lines[0].text, source.lines[0].hung, source.lines[0].bold) == (
        "One and bold.", ((4, "1"),), ((8, 12),),
    )  # fmt: skip
    assert [(line.note, line.begins, line.text) for line in source.lines[1:]] == [
        ("1", True, "See there."), ("1", False, "And here."),
    ]  # fmt: skip


@pytest.mark.parametrize("directive", ["include:: /etc/hostname", "raw:: html\n   :file: /etc/hostname", "unknown:: x"])
def test_nothing_is_read_from_elsewhere_and_what_is_left_out_is_shown(directive: str) -> None:
    source = rst(f"Text.\n\n.. {directive}\n\nMore.\n")
    assert texts(source) == ["Text.", "More."]
    assert directive.partition("::")[0] in texts(source, "unread")[0]


def test_tables_of_restructured_text_have_their_headings() -> None:
    source = rst("=====  ======\nRef    Text\n=====  ======\n1      Adopt.\n2      Report.\n=====  ======\n")
    assert cells(source)[2:] == [
        (2, 1, "Ref", "1"), (2, 2, "Text", "Adopt."), (3, 1, "Ref", "2"), (3, 2, "Text", "Report."),
    ]  # fmt: skip


def test_faults_of_markup_lose_no_text() -> None:
    source = rst("Head\n==\n\nAn *open emphasis and `another.\n\n   Indented.\nNot.\n")
    words = " ".join(line.text for line in source.lines)
    for word in ("Head", "open emphasis", "another.", "Indented.", "Not."):
        assert words.count(word) == 1
