"""Whom concluding observations ask: the States parties to a treaty, or the government of the one they are about."""

from collections import Counter
from collections.abc import Sequence

from recommendations.importing.parsed import Recommendation
from recommendations.importing.structure.numbered_text import sentences
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.operative import find_operative

FEWEST_OF_STATES = 2  # recommendations; a single one may quote
FEWEST_OF_ONE = 6  # recommendations to one government
MOST_OF_ONE = 0.8


def asks_states(nodes: Sequence[Recommendation]) -> bool:
    """Whether most recommendations are made to States parties."""
    of_states = sum(node.addressee_kind == "states_parties" for node in nodes)
    return of_states >= FEWEST_OF_STATES and of_states * 2 >= len(nodes)


def one_government(nodes: Sequence[Recommendation]) -> str:
    """The government to whom nearly all recommendations are made, "" if none; it is not called a party everywhere."""
    asked = Counter(node.addressee for node in nodes if node.addressee_kind == "member_states")
    name, count = next(iter(asked.most_common(1)), ("", 0))
    return name if count >= FEWEST_OF_ONE and count >= len(nodes) * MOST_OF_ONE else ""


def names_asked(text: str, lexicon: Lexicon) -> bool:
    """Whether a text says of whom it asks something, or in whose name: "The report should be submitted by May" asks
    nobody."""
    asked = (find_operative(sentence, lexicon) for sentence in sentences(text))
    return any(one is not None and (one.known or one.by_author or one.direct) for one in asked)
