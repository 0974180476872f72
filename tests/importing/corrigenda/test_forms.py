"""Corrigenda as different houses print them, and in every format: what is to be changed where, and what is none."""

import pytest

from recommendations.importing.corrigenda.reading import read_document
from recommendations.importing.parsed import ParsedReport
from recommendations.importing.readers import ReportRefusedError, read
from tests.importing.corrigenda import printed_briefly
from tests.importing.corrigenda.languages import CORRECTED, CORRIGENDA, REPORTS
from tests.importing.corrigenda.world import HEAD, carried, codes, corrigendum_in, texts
from tests.importing.documents import unaccounted
from tests.importing.readers import word
from tests.importing.readers.print import lines, pdf

OLD_STYLE = """\
UNITED NATIONS
                                                                     A
General Assembly                                     Distr.
                                                     GENERAL
                                                     A/52/298/Corr.1
                                                     2 October 1997
                                                     ORIGINAL:  ENGLISH

Fifty-second session
Items 17 and 45

                         Report of the Secretary-General

                                   Corrigendum

Page 5, paragraph 14, second sentence

The second sentence should read

The Office has trained 45 officers, of whom 12 were women, in
paragraph 12 of the plan.

Page 7, paragraph 20, lines 3 and 4

For the total amount of $12.5 million read the total amount of
$13.5 million

Page 9, para. 31

Delete the third sentence.

Page 12, section VI, title

For Conclusion read Conclusions and recommendations

Page 13, paragraph 40 (b)

     For paragraphs 12 to read paragraphs 13 to

Annex I

Replace table 2 with the table below.

97-12345 (E)
"""
ERRATA = """\
ERRATA

Performance audit report No. 12 of 2024

p. 14, para 3.2: for "Rs 12 lakh" read "Rs 12 crore".
p. 21, line 4 from bottom: for "Ministry of Finance" read "Ministry of Home Affairs and Justice".
Page 30, Table 4.2: the figure in column 3 should read "45".
Page 35: delete "not".
"""
SEVERAL = f"""\
{HEAD}
1. The title of the report should read “Crime and justice”.
2. Summary, first paragraph
For 2010 read 2011
3. Paragraph 12
(a) In line 3, for “A” read “B”;
(b) In line 5, for “C” read “D”.
4. Paragraph 15, last line: insert the word “not” after “should”.
5. In paragraphs 16 and 18, replace “Bureau” with “Office”.
6. Paragraph 22 is replaced by the following text:
“22. The Fund has closed.”
7. Paragraphs 24-26: delete.
8. Footnote 3: add at the end: “See also A/1.”
9. Heading before paragraph 30: for “Stores” read “Goods”
"""


def told(corrigendum: ParsedReport) -> list[tuple[object, ...]]:
    return [
        (one.act, one.spot.part, *one.spot.names, one.spot.sentence or "", *(new for _old, new in one.readings))
        for one in corrigendum.amendments
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            OLD_STYLE,
            [
                ("text", "paragraph", "14", 2,
                 "The Office has trained 45 officers, of whom 12 were women, in paragraph 12 of the plan."),
                ("replace", "paragraph", "20", "", "the total amount of $13.5 million"),
                ("delete", "paragraph", "31", 3),
                ("replace", "heading", "VI", "", "Conclusions and recommendations"),
                ("replace", "paragraph", "40(b)", "", "paragraphs 13 to"),
                ("replace", "elsewhere", "", "the table below"),
            ],
        ),
        (
            ERRATA,
            [
                ("replace", "paragraph", "3.2", "", "Rs 12 crore"),
                ("replace", "", "", "Ministry of Home Affairs and Justice"),
                ("", "elsewhere", ""),
                ("replace", "", "", ""),
            ],
        ),
        (
            SEVERAL,
            [
                ("text", "title", "", "Crime and justice"),
                ("replace", "summary", "", "2011"),
                ("replace", "paragraph", "12", "", "B"),
                ("replace", "paragraph", "12", "", "D"),
                ("replace", "paragraph", "15", "", "should not"),
                ("replace", "paragraph", "16", "", "Office"),
                ("replace", "paragraph", "18", "", "Office"),
                ("text", "paragraph", "22", "", "22. The Fund has closed."),
                ("delete", "paragraph", "24", ""),
                ("delete", "paragraph", "25", ""),
                ("delete", "paragraph", "26", ""),
                ("append", "footnote", "3", "", "See also A/1."),
                ("replace", "heading", "30", "", "Goods"),
            ],
        ),
    ],
)  # fmt: skip
def test_what_houses_print_is_understood(text, expected):
    corrigendum = corrigendum_in(text)
    assert told(corrigendum) == expected
    assert unaccounted(read(text.encode()), corrigendum) == []


@pytest.mark.parametrize("language", sorted(printed_briefly.CORRIGENDA))
def test_what_is_printed_briefly_is_understood(language):
    text = printed_briefly.CORRIGENDA[language]
    corrigendum = corrigendum_in(text)
    found = [
        (
            one.act,
            one.spot.part,
            ", ".join(one.spot.names),
            one.spot.sentence,
            one.readings[0][1] if one.readings else "",
        )
        for one in corrigendum.amendments
    ]
    assert found == printed_briefly.TOLD[language]
    assert unaccounted(read(text.encode()), corrigendum) == []


def as_docx(text: str) -> bytes:
    return word.docx("".join(word.p(word.run(line.strip())) for line in text.splitlines() if line.strip()))


def as_html(text: str) -> bytes:
    return ("<html><body>" + "".join(f"<p>{line}</p>" for line in text.splitlines() if line.strip())).encode()


def as_pdf(text: str) -> bytes:
    return pdf(lines([line.strip() for line in text.splitlines()]))


@pytest.mark.parametrize("made", [as_docx, as_html, as_pdf])
def test_the_format_is_nothing(made):
    corrigendum = made(CORRIGENDA["en"])
    found = read_document(read(corrigendum), "en")
    assert told(found) == told(corrigendum_in(CORRIGENDA["en"]))
    assert unaccounted(read(corrigendum), found) == []


def test_words_that_hold_the_word_between_are_told_by_the_stored_text():
    report = "1. Pupils who read more learn to read better.\n\n2. The end."
    result = carried(report, "Paragraph 1\n\nFor who read more read who read much more")
    assert texts(result)["1"] == "Pupils who read much more learn to read better."


def test_recommending_states_are_corrected_where_they_are_kept():
    report = (
        "139. The delegation thanked all speakers.\n140. The following recommendations have been examined:\n"
        "140.1 Ratify the Convention (Togo, Swaziland);\n140.2 Withdraw all reservations (Peru, Chile);\n"
    )
    corrigendum = "1. Paragraph 140.1: for “Swaziland” read “Eswatini”\n\n2. Recommendation 140.2 should read\n\n"
    result = carried(report, f"{corrigendum}140.2 Withdraw reservations (Peru);")
    assert codes(result) == ["done", "done"]
    nodes = {node.key: node for node in result.nodes["recommendation"]}
    assert nodes["140.1"].fields["recommending"] == "Togo; Eswatini"
    assert (nodes["140.2"].text, nodes["140.2"].fields["recommending"]) == ("Withdraw reservations", "Peru")


def test_a_whole_report_is_none_whatever_it_is_called():
    whole = f"{HEAD}{REPORTS['en']}"
    assert len(corrigendum_in(whole).paragraphs) == 5
    assert not corrigendum_in(whole).amendments


def test_a_report_that_is_no_corrigendum_is_read_as_ever():
    text = "1. For “ten” read “eleven”.\n\n2. Delete paragraph 4.\n\n3. Paragraph 5: for “a” read “b”.\n"
    assert [one.number for one in corrigendum_in(text, "en").paragraphs] == ["1", "2", "3"]


def test_one_that_says_nothing_is_refused_with_the_way_to_write_it():
    with pytest.raises(ReportRefusedError, match="Write each change as") as refused:
        corrigendum_in(f"{HEAD}The Secretariat regrets the error.\n")
    assert refused.value.code == "no_amendment"


def test_an_entry_that_is_not_understood_takes_no_other_along():
    corrigendum = (
        f"{CORRIGENDA['en']}\n7.    Paragraph 5\n\n      The Board thinks otherwise.\n\n8.    Delete paragraph 1.\n"
    )
    result = carried(REPORTS["en"], corrigendum)
    assert codes(result) == ["done"] * 6 + ["not_understood", "done"]
    assert texts(result)["5(a)"] == CORRECTED["en"]["5(a)"]
