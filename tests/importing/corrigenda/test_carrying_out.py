"""What a corrigendum changes is found for certain, or named with the reason, and the rest is carried out."""

import pytest

from recommendations.importing.nodes import Kind
from tests.importing.corrigenda.world import carried, codes, texts

REPORT = """\
I. Introduction

1. The Fund was founded in 1990. It sent ten missions to the field, as set out in A/67/10. Ten lasted a week, in ten
regions.

2. It has nine offices in 12 regions. The “Stores” unit – which counts – met No. 5. Nobody knows why.

II. Findings

A. Stores

3. In all 112 of 12 posts were filled. The Fund acted:
(a) It counted, and asked;
(b) It asked.

4. Nobody was asked.¹

III. Recommendations

5. The Board recommends that the Fund:

    (a) Count the stores;

    (b) Ask those who leave:

        (i) Why they left;

        (ii) Whereto.

6. The Board urges the Fund to close two offices. It may take time.

__________________
¹ See document A/70/5.
"""


def after(corrigendum):
    """The texts that a corrigendum changes, and what became of its entries."""
    result = carried(REPORT, corrigendum)
    untouched = texts(carried(REPORT, "Paragraph 1: for “1990” read “1990”"))
    return {key: text for key, text in texts(result).items() if untouched.get(key) != text}, codes(result)


@pytest.mark.parametrize(
    ("corrigendum", "code"),
    [
        ("Paragraph 1, line 3\nFor ten read eleven", "words_often"),
        ("Paragraph 112\nFor ten read eleven", "no_paragraph"),
        ("Recommendation 9\nFor ten read eleven", "no_recommendation"),
        ("Paragraph 2: for “zebras” read “horses”", "words_missing"),
        ("Paragraph 2: for “missions to the field” read “visits”", "words_elsewhere"),
        ("Page 3, line 2\nFor two offices read three offices", "place_unclear"),
        ("Line 2: for “ten” read “eleven”", "place_unclear"),
        ("Table 3\nFor 12 read 13", "not_kept"),
        ("Annex II, paragraph 2\nFor nine read ten", "not_kept"),
        ("Paragraph 2: replace the seventh sentence with: It is late.", "no_sentence"),
        ("Footnote 7: for “A” read “B”", "no_footnote"),
        ("Section IX, heading: for “A” read “B”", "no_heading"),
        ("Paragraph 3 (f): for “asked” read “said”", "no_item"),
        ("Paragraph 5 should read:\n\n5. The Board recommends nothing.", "has_items"),
        ("Insert a new paragraph 3:\n\n3. It is late.", "number_taken"),
        ("Insert a new paragraph 30:\n\n30. It is late.", "no_paragraph"),
        ("Delete the title.", "not_deleted"),
        ("Paragraph 2: the Board would like this to be nicer.", "not_understood"),
    ],
)
def test_what_is_not_certain_is_left_out_with_its_reason(corrigendum, code):
    changed, told = after(f"1. Paragraph 4: for “Nobody” read “No one”\n\n2. {corrigendum}\n\n3. Delete paragraph 6.")
    assert told == ["done", code, "done"]
    assert changed == {"4": "No one was asked."}


@pytest.mark.parametrize(
    ("corrigendum", "key", "text"),
    [
        # Neither blanks nor marks of quotation, dashes or the case of quoted words around them matter.
        ('Paragraph 2\nFor "Stores"  unit - which read Stores, which', "2", "The Stores, which counts –"),
        ("Paragraph 3: for “12” read “13”", "3", "In all 112 of 13 posts"),
        ("Paragraph 1, first sentence, for “1990” read “1991”", "1", "founded in 1991."),
        (
            "In the second sentence of paragraph 1, replace “ten missions” by “eleven missions”",
            "1",
            "sent eleven missions",
        ),
        ("Paragraph 2: replace the second sentence with: The unit met.", "2", "12 regions. The unit met. Nobody"),
        ("Paragraph 2: delete the last sentence", "2", "which counts – met No. 5."),
        ("Paragraph 1: after “field” insert “, as planned,”", "1", "to the field, as planned,, as set out"),
        ("Paragraph 1: insert “two of the” before “ten missions”", "1", "It sent two of the ten missions"),
        ("Paragraph 6: delete the words “to close two offices”", "6", "The Board urges the Fund. It may"),
        ("Add the following sentence at the end of paragraph 4: It is late.", "4", "Nobody was asked. It is late."),
        ("Paragraph 5 (b) (ii): for “Whereto” read “Where they went”", "5(b)(ii)", "Where they went."),
        ("Paragraph 3 (b): for “asked” read “was told”", "3", "It counted, and asked; (b) It was told."),
        ("Paragraph 5, chapeau\nFor Board read Council", "5", "The Council recommends that the Fund:"),
        ("Paragraph 5: for “Whereto” read “Where to”", "5(b)(ii)", "Where to."),
        ("“ten missions” in paragraph 1 should read “eleven missions”.", "1", "sent eleven missions to"),
        ("Paragraph 1: “ten missions” should read “eleven missions”.", "1", "sent eleven missions to"),
        ("Page 2: for “as set out in A/67/10” read “as told in A/67/11”", "1", "as told in A/67/11."),
    ],
)
def test_what_is_certain_is_carried_out(corrigendum, key, text):
    changed, _told = after(f"1. {corrigendum}")
    assert [*changed] == [key] * bool(key)
    assert text in changed.get(key, "")


def test_a_recommendation_that_is_a_paragraph_is_changed_with_it_and_asks_what_it_asks_now():
    result = carried(REPORT, "Paragraph 6: for “urges” read “encourages”")
    (node,) = [one for one in result.nodes[Kind.RECOMMENDATION] if one.key == "6"]
    assert node.text == "The Board encourages the Fund to close two offices. It may take time."
    assert node.fields["verb"] == "encourage"
    assert texts(result)["6"] == node.text
    assert result.outcomes[0].parts == ((Kind.PARAGRAPH, "6"), (Kind.RECOMMENDATION, "6"))


def test_headings_title_and_footnotes_are_found_by_what_they_are():
    result = carried(
        REPORT,
        "1. Section II, heading\nFor Findings read Main findings\n\n"
        "2. Section II.A, title: for “Stores” read “Goods”\n\n3. Footnote 1 should read:\n\nSee A/70/55.",
    )
    assert codes(result) == ["done"] * 3
    assert [node.text for node in result.nodes[Kind.SECTION]][1:3] == ["Main findings", "Goods"]
    assert [node.text for node in result.nodes[Kind.FOOTNOTE]] == ["See A/70/55."]


def test_an_item_joins_its_list_and_a_paragraph_its_section():
    result = carried(
        REPORT,
        "1. Paragraph 5: insert a new subparagraph (c):\n\n(c) Count again;\n\n"
        "2. After paragraph 3, insert a new paragraph reading:\n\n3 bis. It is late.",
    )
    assert codes(result) == ["done", "done"]
    assert [node.key for node in result.nodes[Kind.RECOMMENDATION]] == [
        "5(a)",
        "5(b)",
        "5(b)(i)",
        "5(b)(ii)",
        "5(c)",
        "6",
    ]
    item = next(node for node in result.nodes[Kind.RECOMMENDATION] if node.key == "5(c)")
    assert (item.text, item.fields["mark"], item.fields["paragraph"]) == ("Count again;", "(c)", "5")
    sections = {node.key: node.fields["section"] for node in result.nodes[Kind.PARAGRAPH]}
    assert sections["3 bis"] == sections["3"]


def test_what_follows_is_counted_anew_when_the_corrigendum_says_so():
    result = carried(
        REPORT,
        "1. After paragraph 3, insert a new paragraph 4:\n\n4. New.\n\n"
        "2. Renumber the subsequent paragraphs accordingly.",
    )
    assert set(codes(result)) == {"done"}
    after = texts(result)
    assert (after["4"], after["5"], after["6(a)"]) == ("New.", "Nobody was asked.", "Count the stores;")
    assert after["7"].startswith("The Board urges")


def test_a_paragraph_goes_with_its_recommendations_and_footnotes_and_the_rest_moves_up():
    result = carried(REPORT, "Delete paragraph 4 and renumber the remaining paragraphs accordingly.")
    after = texts(result)
    assert (after["4"], after["4(b)(i)"]) == ("The Board recommends that the Fund:", "Why they left;")
    assert [node.key for node in result.nodes[Kind.FOOTNOTE]] == []
    gone = texts(carried(REPORT, "Delete paragraph 5."))
    assert [*gone] == ["1", "2", "3", "4", "6"]


def test_two_changes_of_the_same_words_are_not_both_made():
    changed, told = after(
        "1. Paragraph 1: for “ten missions” read “eleven missions”\n\n"
        "2. Paragraph 1: for “missions to the field” read “visits”"
    )
    assert told == ["done", "overlaps"]
    assert "eleven missions to the field" in changed["1"]


def test_one_entry_may_change_several_things_and_several_paragraphs():
    changed, told = after(
        "1. Paragraphs 1 and 2: for “field” read “region”\n\n"
        "2. Paragraph 6\nFor “two” read “three”, and for “may” read “will”\n\n"
        "3. Throughout the report, for “asked” read “questioned”"
    )
    assert told == ["done", "words_elsewhere", "done", "done", "done"]
    assert changed["6"] == "The Board urges the Fund to close three offices. It will take time."
    assert changed["4"] == "Nobody was questioned."
    assert changed["3"].endswith("(a) It counted, and questioned; (b) It questioned.")


def test_words_beside_which_others_are_put_do_not_get_them_twice():
    corrigendum = "Paragraph 4: after “Nobody” insert “at all”"
    once = carried(REPORT, corrigendum)
    assert texts(once)["4"] == "Nobody at all was asked."
    again = carried(REPORT.replace("Nobody was asked.¹", "Nobody at all was asked.¹"), corrigendum)
    assert codes(again) == ["already"]


def test_several_paragraphs_go_and_what_follows_moves_up_past_all_of_them():
    result = carried(
        REPORT, "Paragraphs 2 to 4 should be deleted, and the subsequent paragraphs renumbered accordingly."
    )
    assert codes(result) == ["done"] * 3
    assert [*texts(result)] == ["1", "2", "3", "2(a)", "2(b)", "2(b)(i)", "2(b)(ii)"]
    both = carried(
        REPORT,
        "1. Insert a new paragraph 3:\n\n3. New.\n\n2. Delete paragraph 5.\n\n3. Renumber the other paragraphs.",
    )
    assert codes(both) == ["done", "renumbered_twice", "done"]
