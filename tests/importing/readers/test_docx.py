"""Word documents: what Word prints is read, the numbers included, and what it does not print is not."""

import pytest

from recommendations.importing.readers import Line, ReportRefusedError, read
from tests.importing.readers.word import (
    abstract,
    docx,
    level,
    num,
    p,
    packed,
    part,
    restart,
    row,
    run,
    style,
    table,
    tc,
)


def lines(content: bytes) -> list[Line]:
    return list(read(content, "report.docx").lines)


def texts(content: bytes) -> list[str]:
    return [line.text for line in lines(content)]


def counted(form: str, pattern: str, count: int) -> list[str]:
    content = docx(
        "".join(p("x", num=(1, 0)) for _ in range(count)), numbering=abstract(1, level(0, form, pattern)) + num(1, 1)
    )
    return [line.mark for line in lines(content)]


@pytest.mark.parametrize(
    ("form", "pattern", "at", "mark"),
    [
        ("decimal", "%1.", 12, "12."),
        ("decimalZero", "%1", 3, "03"),
        ("lowerLetter", "(%1)", 27, "(aa)"),
        ("upperLetter", "%1.", 3, "C."),
        ("lowerRoman", "(%1)", 14, "(xiv)"),
        ("upperRoman", "%1.", 4, "IV."),
        ("chineseCounting", "%1、", 21, "二十一、"),
        ("chineseCountingThousand", "（%1）", 10, "（十）"),
        ("taiwaneseCountingThousand", "%1、", 103, "一百零三、"),
        ("ideographDigital", "%1、", 20, "二〇、"),
        ("ideographTraditional", "%1、", 3, "丙、"),
        ("decimalEnclosedCircle", "%1", 5, "⑤"),
        ("arabicAbjad", "(%1)", 3, "(ج)"),
        ("arabicAlpha", "(%1)", 3, "(ت)"),
        ("russianLower", "%1)", 3, "в)"),
        ("russianUpper", "%1.", 28, "Ю."),
        ("bullet", "\uf0b7", 2, "•"),
        ("unheardOf", "%1.", 2, "2."),
    ],
)
def test_a_number_is_printed_in_the_form_of_its_list(form: str, pattern: str, at: int, mark: str) -> None:
    assert counted(form, pattern, at)[-1] == mark


def test_deeper_levels_begin_anew_under_each_item_and_show_the_numbers_above() -> None:
    numbering = abstract(1, level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", "<w:isLgl/>")) + num(1, 1)
    body = p("A", num=(1, 0)) + p("b", num=(1, 1)) + p("c", num=(1, 1)) + p("D", num=(1, 0)) + p("e", num=(1, 1))
    assert texts(docx(body, numbering=numbering)) == ["I. A", "1.1 b", "1.2 c", "II. D", "2.1 e"]


def related(**places: str) -> str:
    kinds = "".join(f'<Relationship Id="{kind}" Type="x/{kind}" Target="{place}"/>' for kind, place in places.items())
    return f"<Relationships>{kinds}</Relationships>"


def test_a_document_says_itself_where_its_parts_are() -> None:
    """Word in the browser writes them so."""
    styles = part("styles", style("T", "heading 1"))
    packages = {
        "_rels/.rels": related(officeDocument="word/document2.xml"),
        "word/_rels/document2.xml.rels": related(styles="/word/styles2.xml", numbering="missing.xml"),
        "word/styles2.xml": styles,
        "word/document2.xml": part("document", f"<w:body>{p('Findings', style='T')}{p('1. Text.')}</w:body>"),
    }
    assert [(line.role, line.text) for line in lines(packed({**packages}))] == [
        ("heading", "Findings"), ("text", "1. Text."),
    ]  # fmt: skip


def field(code: str) -> str:
    begin, end = (f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "end"))
    return f"<w:r>{begin}<w:instrText> {code} </w:instrText>{end}</w:r>"


def test_fields_that_number_paragraphs_show_what_word_counts() -> None:
    body = p(field("AUTONUM"), run("\tOne")) + p('<w:fldSimple w:instr=" AUTONUM \\s ) "/>', run("\tTwo"))
    body += p(field("PAGE"), run("None")) + p(field(r"AUTONUMLGL \* ROMAN \e"), run("\tThree"))
    assert texts(docx(body)) == ["1.\tOne", "2)\tTwo", "None", "III\tThree"]


def test_fields_in_headings_count_by_level() -> None:
    styles = style("H1", "heading 1") + style("H2", "heading 2")
    body = "".join(p(field("AUTONUMLGL"), run(" x"), style=name) for name in ("H1", "H2", "H2", "H1", "H2"))
    assert texts(docx(body, styles=styles)) == ["1. x", "1.1. x", "1.2. x", "2. x", "2.1. x"]


def test_fields_that_number_within_a_paragraph_count_by_list_and_level() -> None:
    body = p(
        field("LISTNUM"), run(" one, "), field(r"LISTNUM \l 2"), run(" of it, "), field(r"LISTNUM \l 2"), run(" more")
    )
    body += p(field("LISTNUM NumberDefault"), run(" two, "), field(r"LISTNUM \l 2"), run(" of it"))
    body += p(field(r"LISTNUM OutlineDefault \l 4 \s 3"), run(" x"))
    body += p(field(r"LISTNUM LegalDefault \l 1"), run(" x ")) + p(field(r'LISTNUM "LegalDefault" \l 2'), run(" y"))
    assert texts(docx(body)) == ["1) one, a) of it, b) more", "2) two, a) of it", "c) x", "1. x", "1.1. y"]


def test_a_number_in_a_cell_of_its_own_stands_before_its_paragraph() -> None:
    laid_out = table(row("1.", "Visited."), row("2.", tc(p("Asks:"), p("(soon)"))), row("(a)", tc(p(), p("Open"))))
    found = lines(docx(laid_out + table(row("1.", "Yes", "No")) + table(row("1.", "Yes"), row("Sum", "No"))))
    assert [line.text for line in found[:4]] == ["1. Visited.", "2. Asks:", "(soon)", "(a) Open"]
    assert [line.cell is None for line in found] == [True] * 4 + [False] * 7


def test_paragraphs_go_on_counting_over_lists_that_restart() -> None:
    numbering = (
        abstract(1, level(0, "decimal", "%1.", start=14))
        + abstract(2, level(0, "lowerLetter", "(%1)"))
        + num(1, 1) + num(2, 2) + num(3, 2, restart(0)) + num(4, 2)
    )  # fmt: skip
    body = "".join(p("x", num=(which, 0)) for which in (1, 2, 2, 1, 3, 3, 4))
    assert [line.mark for line in lines(docx(body, numbering=numbering))] == [
        "14.", "(a)", "(b)", "15.", "(a)", "(b)", "(c)",
    ]  # fmt: skip


def test_a_level_told_never_to_restart_runs_on() -> None:
    numbering = abstract(
        1, level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')
    ) + num(1, 1)
    body = "".join(p("x", num=(1, place)) for place in (0, 1, 1, 0, 1))
    assert [line.mark for line in lines(docx(body, numbering=numbering))] == ["I.", "1.", "2.", "II.", "3."]


def test_numbers_come_from_the_style_and_zero_takes_them_away() -> None:
    styles = style("Para", "Numbered", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>') + style(
        "Sub", "Sub", based_on="Para"
    )
    numbering = abstract(
        1, level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)", '<w:pStyle w:val="Sub"/>')
    ) + num(1, 1)
    body = p("one", style="Para") + p("part", style="Sub") + p("none", style="Para", num=(0, 0)) + p("2", style="Para")
    assert texts(docx(body, numbering=numbering, styles=styles)) == ["1. one", "(a) part", "none", "2. 2"]


def test_a_list_may_borrow_its_levels_from_a_list_style() -> None:
    numbering = (
        abstract(1, extra='<w:numStyleLink w:val="House"/>')
        + abstract(2, level(0, "lowerRoman", "(%1)"), extra='<w:styleLink w:val="House"/>')
        + num(1, 1) + num(2, 2)
    )  # fmt: skip
    assert texts(docx(p("x", num=(1, 0)), numbering=numbering)) == ["(i) x"]


def test_headings_carry_their_level_whatever_the_style_is_called() -> None:
    styles = (
        style("berschrift2", "heading 2")
        + style("Own", "Chapter title", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
        + style("Child", "Child of it", based_on="Own")
        + style("HChG", "_ H _Ch_G")
        + style("H23G", "_ H_2/3_G")
    )
    body = "".join(p("x", style=name) for name in ("berschrift2", "Own", "Child", "HChG", "H23G", "Normal"))
    found = [(line.role, line.level) for line in lines(docx(body, styles=styles))]
    assert found == [("heading", 2), ("heading", 1), ("heading", 1), ("heading", 1), ("heading", 3), ("text", None)]


def test_bold_is_known_to_the_sign_and_includes_the_styles() -> None:
    styles = style("Strong", "Strong", "<w:rPr><w:b/></w:rPr>") + style(
        "Loud", "Loud", "<w:rPr><w:b/></w:rPr>", kind="character"
    )
    mixed = p("Plain. ", run("The Board recommends.", bold=True), " Plain.")
    by_face = p('<w:r><w:rPr><w:rStyle w:val="Loud"/></w:rPr><w:t>all</w:t></w:r>')
    unbold = p('<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>not</w:t></w:r>', style="Strong")
    first, second, third, fourth = lines(docx(mixed + by_face + unbold + p("All", style="Strong"), styles=styles))
    assert [first.text[start:end] for start, end in first.bold] == ["The Board recommends."]
    assert [first.is_bold, second.is_bold, third.is_bold, fourth.is_bold] == [False, True, False, True]


def test_a_number_in_front_leaves_bold_where_it_was() -> None:
    numbering = abstract(1, level(0, "decimal", "%1.")) + num(1, 1)
    (line,) = lines(docx(p(run("  Adopt a plan.", bold=True), num=(1, 0)), numbering=numbering))
    assert line.text == "1. Adopt a plan."
    assert line.is_bold
    assert [line.text[start:end].strip() for start, end in line.bold] == ["Adopt a plan."]


def test_notes_stand_apart_and_their_marks_are_known_where_they_hang() -> None:
    def reference(identity: int, kind: str = "footnote", extra: str = "", own: str = "") -> str:
        return f'<w:r><w:{kind}Reference w:id="{identity}" {extra}/>{f"<w:t>{own}</w:t>" if own else ""}</w:r>'

    notes = (
        f'<w:footnote w:type="separator" w:id="-1">{p("-----")}</w:footnote>'
        f'<w:footnote w:id="7">{p("<w:r><w:footnoteRef/></w:r>", " A/67/1.")}{p("Second paragraph.")}</w:footnote>'
        f'<w:footnote w:id="3">{p("* Reissued.")}</w:footnote>'
    )
    ends = f'<w:endnote w:id="1">{p("End.")}</w:endnote>'
    custom = reference(3, extra='w:customMarkFollows="1"', own="*")
    body = p("The plan", reference(7), " was adopted.") + p("Title", custom) + p("Last.", reference(1, "endnote"))
    found = lines(docx(body, footnotes=notes, endnotes=ends))
    assert [(line.text, line.hung) for line in found[:3]] == [
        ("The plan was adopted.", ((8, "1"),)), ("Title", ((5, "*"),)), ("Last.", ((5, "i"),)),
    ]  # fmt: skip
    assert [(line.role, line.note, line.begins, line.text) for line in found[3:]] == [
        ("footnote", "1", True, "A/67/1."),
        ("footnote", "1", False, "Second paragraph."),
        ("footnote", "*", True, "Reissued."),
        ("footnote", "i", True, "End."),
    ]


def test_headers_footers_and_contents_are_furniture() -> None:
    content = docx(
        p("Findings 4", style="TOC1") + p("1. Text."), header1=p("A/78/1"), footer1=p("Page 2"),
        styles=style("TOC1", "toc 1"),
    )  # fmt: skip
    assert [(line.role, line.why, line.text) for line in lines(content)] == [
        ("furniture", "header", "A/78/1"),
        ("furniture", "contents", "Findings 4"),
        ("text", "", "1. Text."),
        ("furniture", "footer", "Page 2"),
    ]


def test_insertions_are_read_and_deletions_are_not() -> None:
    body = p("Take ", f"<w:ins>{run('new')}</w:ins>", "<w:del><w:r><w:delText>old</w:delText></w:r></w:del>", " steps.")
    source = read(docx(body))
    assert [line.text for line in source.lines] == ["Take new steps."]
    assert source.omitted == (("deleted text", 1),)


def test_hidden_text_is_told_apart_as_not_read() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    found = [(line.role, line.why, line.text) for line in lines(docx(p("Open.", hidden)))]
    assert found == [("text", "", "Open."), ("unread", "hidden text", "secret")]


def test_a_text_box_is_read_once_and_told_apart_and_pictures_are_counted() -> None:
    box = f"<w:txbxContent>{p('In the box.')}</w:txbxContent>"
    drawing = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    source = read(docx(p("Before ", f"<w:r>{drawing}</w:r>", f"<w:r>{'<w:drawing><a:blip/></w:drawing>'}</w:r>")))
    assert [(line.role, line.text) for line in source.lines] == [("text", "Before"), ("box", "In the box.")]
    assert source.omitted == (("picture", 1),)


def test_cells_know_their_place_and_the_heading_of_their_column() -> None:
    content = docx(
        table(
            row("No.", "Recommendation", "Status", header=True),
            row("1", tc(p("Adopt a plan."), p("Publish it.")), "Accepted"),
            row(tc(p("Theme: law"), span=3)),
            row(tc(p("2"), merge="restart"), "Train judges.", "Noted"),
            row(tc(p(""), merge="continue"), "And police.", "Noted"),
            row("No.", "Recommendation", "Status"),
        )
    )
    found = [(line.cell, line.text) for line in lines(content) if line.cell]
    assert [(text, cell.row, cell.column, cell.heading) for cell, text in found if not cell.is_heading] == [
        ("1", 2, 1, "No."),
        ("Adopt a plan.", 2, 2, "Recommendation"),
        ("Publish it.", 2, 2, "Recommendation"),
        ("Accepted", 2, 3, "Status"),
        ("Theme: law", 3, 1, "No."),
        ("2", 4, 1, "No."),
        ("Train judges.", 4, 2, "Recommendation"),
        ("Noted", 4, 3, "Status"),
        ("And police.", 5, 2, "Recommendation"),
        ("Noted", 5, 3, "Status"),
    ]
    assert [cell.row for cell, _ in found if cell.is_heading] == [1, 1, 1, 6, 6, 6]
    spans = {text: (cell.rows, cell.columns) for cell, text in found}
    assert (spans["Theme: law"], spans["2"], spans["Noted"]) == ((1, 3), (2, 1), (1, 1))


def test_headings_of_columns_are_recognised_by_their_words_where_nothing_marks_them() -> None:
    marked = lines(docx(table(row("Reference", "Text"), row("10.1", "Ratify it."))))
    unmarked = lines(docx(table(row("10.1", "Ratify it."), row("10.2", "Sign it."))))
    assert [line.cell.is_heading for line in marked if line.cell] == [True, True, False, False]
    assert not any(line.cell.is_heading for line in unmarked if line.cell)


def test_a_line_break_inside_a_paragraph_goes_on_with_it() -> None:
    found = lines(docx(p(run("one"), "<w:r><w:br/></w:r>", run("two")) + p("three")))
    assert [(line.text, line.begins) for line in found] == [("one", True), ("two", False), ("three", True)]


def test_every_language_arrives_as_typed() -> None:
    told = ["توصي اللجنة بأن تعتمد الحكومة خطة.", "委员会建议各国通过一项计划。", "Комитет рекомендует принять план."]
    assert texts(docx("".join(p(text) for text in told))) == told


def refusal(content: bytes, name: str = "report.docx") -> ReportRefusedError:
    with pytest.raises(ReportRefusedError) as caught:
        read(content, name)
    return caught.value


def test_a_document_with_macros_is_refused_with_a_way_out() -> None:
    error = refusal(packed({"word/document.xml": "<x/>", "word/vbaProject.bin": b"x"}), "report.docm")
    assert error.code == "macros"
    assert ".docx" in error.remedy


def test_a_document_of_nothing_but_a_header_has_no_text() -> None:
    assert refusal(docx(p(""), header1=p("A/78/1"))).code == "no_text"
