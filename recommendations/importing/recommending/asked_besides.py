"""What is asked beside the recommendations that lists, titles and verbs give: in other words under their heading, and
anywhere in concluding observations."""

from collections.abc import Iterator, Sequence

from recommendations.importing.parsed import Recommendation
from recommendations.importing.recommending.asked_of_states import asks_states, names_asked, one_government
from recommendations.importing.recommending.chapeau import asked_by_author
from recommendations.importing.recommending.headings_above import HeadingsAbove
from recommendations.importing.structure.evidence import asks_anywhere, mostly_ask, obliges, orders
from recommendations.importing.structure.numbered_text import NumberedText, sentences
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.operative import Operative
from recommendations.importing.words.phrases import PHRASES

FEW = 2  # paragraphs, of which it does not count how many ask


def asked_in_other_words(
    paragraphs: Sequence[NumberedText], nodes: Sequence[Recommendation], above: HeadingsAbove, lexicon: Lexicon
) -> Iterator[NumberedText]:
    """The paragraphs that oblige or order in other words, where nearly all under a heading of recommendations asks;
    `nodes` are the recommendations read before."""
    read = {node.paragraph for node in nodes}
    under: dict[int, list[NumberedText]] = {}
    for paragraph in paragraphs:
        if not paragraph.titled and above.kind(paragraph.path) == "recommendations":
            under.setdefault(paragraph.path[-1], []).append(paragraph)
    of_states = asks_states(nodes)
    together = _mostly_ask([paragraph for section in under.values() for paragraph in section], lexicon)
    for section in under.values():
        rest = [paragraph for paragraph in section if paragraph.number not in read]
        all_ask = _mostly_ask(section, lexicon)
        few_of_many = together and len(section) <= FEW
        if not (len(rest) * 2 < len(section) or all_ask or few_of_many):
            continue
        for paragraph in rest:
            if _is_told(paragraph, lexicon) or (of_states and not names_asked(paragraph.text, lexicon)):
                continue
            ordered = (all_ask or few_of_many) and orders(paragraph.text, lexicon, in_list=False)
            besides = obliges(paragraph.text, lexicon) or asks_anywhere(paragraph.text, lexicon)
            if ordered or (besides and (all_ask or not few_of_many)):
                yield paragraph


def _is_told(paragraph: NumberedText, lexicon: Lexicon) -> bool:
    return paragraph.has_marks or PHRASES[lexicon.language].past.search(paragraph.text) is not None


def _mostly_ask(paragraphs: Sequence[NumberedText], lexicon: Lexicon) -> bool:
    plain = [one.text for one in paragraphs if not one.has_marks]
    return len(plain) > FEW and mostly_ask(plain, lexicon, in_list=False)


def asked_of_states(
    paragraphs: Sequence[NumberedText], nodes: Sequence[Recommendation], above: HeadingsAbove, lexicon: Lexicon
) -> Iterator[tuple[NumberedText, Operative]]:
    """What the author of concluding observations asks anywhere in them: of Parliament above, under "Follow-up"
    below."""
    government = "" if asks_states(nodes) else one_government(nodes)
    if not government and not asks_states(nodes):
        return
    read = {node.paragraph for node in nodes}
    for paragraph in paragraphs:
        if paragraph.number in read or paragraph.has_marks or paragraph.titled or above.summarise(paragraph.path):
            continue
        said = (asked_by_author(sentence, lexicon) for sentence in sentences(paragraph.text))
        asked = next(filter(None, said), None)
        if asked is not None and (not government or (asked.addressee == government and not asked.at)):
            yield paragraph, asked


def inserted(nodes: Sequence[Recommendation], besides: Sequence[Recommendation]) -> list[Recommendation]:
    """The recommendations in the order of the report, those found besides among the others."""
    found = list(nodes)
    for one in besides:
        found.insert(next((place for place, node in enumerate(found) if node.lines > one.lines), len(found)), one)
    return found
