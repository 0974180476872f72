"""Whatever somebody changes in a report: written as a corrigendum and carried out, it gives the report so changed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from recommendations.importing.corrigenda.applying import carry_out
from recommendations.importing.corrigenda.finding import sentences_of
from recommendations.importing.nodes import Kind, nodes_of
from recommendations.importing.parser import parse
from recommendations.importing.readers import read
from recommendations.importing.words.lexicon import LEXICONS
from tests.importing.corrigenda.world import HEAD, codes, corrigendum_in, texts

NOUNS = ("lamp", "boat", "stone", "field", "river", "house", "letter", "garden", "window", "bridge")
COUNT = 12
PARAGRAPHS = {
    str(number): " ".join(f"The {noun} of part {number} was {place + 30}." for place, noun in enumerate(NOUNS[:4]))
    for number in range(1, COUNT + 1)
}
NODES = nodes_of(parse(read("\n\n".join(f"{number}. {text}" for number, text in PARAGRAPHS.items()).encode()), "en"))
QUOTES = ("“{}”", '"{}"', "{}")

edits = st.dictionaries(
    st.sampled_from([*PARAGRAPHS]),
    st.tuples(
        st.sampled_from(["words", "sentence", "whole", "out", "behind", "end", "in"]),
        st.integers(0, 3),
        st.sampled_from(NOUNS),
        st.sampled_from(QUOTES),
    ),
    min_size=1,
    max_size=6,
)


def told(number: str, edit: tuple[str, int, str, str]) -> tuple[str, dict[str, str], str]:
    """An entry of a corrigendum, the texts it gives, and the number of a paragraph that goes."""
    kind, place, noun, quoted = edit
    text = PARAGRAPHS[number]
    nth = ("first", "second", "third", "fourth")[place]
    start, end = sentences_of(text)[place]
    sentence, old = f"A {noun} stood here.", f"was {place + 30}"
    where = f"Paragraph {number}, line {place + 1}\n\n"
    match kind:
        case "words":
            entry = f"{where}For {quoted.format(old)} read {quoted.format(noun)}"
            return entry, {number: text.replace(old, noun)}, ""
        case "sentence":
            entry = f"Paragraph {number}\n\nReplace the {nth} sentence with the following:\n\n{sentence}"
            return entry, {number: f"{text[:start]}{sentence}{text[end:]}"}, ""
        case "whole":
            return f"Paragraph {number} should read:\n\n{number}. {sentence}", {number: sentence}, ""
        case "out":
            return f"Delete paragraph {number}.", {}, number
        case "behind":
            entry = f"{where}After “{old}” insert “at the {noun}”"
            return entry, {number: text.replace(old, f"{old} at the {noun}")}, ""
        case "end":
            entry = f"Add the following sentence at the end of paragraph {number}: {sentence}"
            return entry, {number: f"{text} {sentence}"}, ""
    new = f"{number} bis"
    return f"After paragraph {number}, insert a new paragraph reading:\n\n{new}. {sentence}", {new: sentence}, ""


@settings(max_examples=40)
@given(edits)
def test_any_edit_written_as_a_corrigendum_gives_the_report_edited(chosen):
    expected = dict(PARAGRAPHS)
    entries = []
    for place, (number, edit) in enumerate(chosen.items(), start=1):
        entry, texts_now, gone = told(number, edit)
        entries.append(f"{place}.   {entry}")
        expected.update(texts_now)
        expected.pop(gone, None)
    corrigendum = corrigendum_in(HEAD + "\n\n".join(entries) + "\n", "en")
    result = carry_out(corrigendum.amendments, NODES, LEXICONS["en"])
    assert codes(result) == ["done"] * len(chosen)
    assert texts(result) == expected
    assert [node.key for node in result.nodes[Kind.PARAGRAPH]] == sorted(expected, key=_order)


def _order(number: str) -> tuple[int, bool]:
    return int(number.split(maxsplit=1)[0]), " " in number
