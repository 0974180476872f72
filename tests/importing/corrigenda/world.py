"""Corrigenda in tests: a report's parts as they would be stored, and what a corrigendum makes of them."""

from recommendations.importing.corrigenda.applying import carry_out
from recommendations.importing.corrigenda.outcomes import Carried
from recommendations.importing.corrigenda.reading import read_document
from recommendations.importing.nodes import Kind, nodes_of
from recommendations.importing.parsed import ParsedReport
from recommendations.importing.parser import parse
from recommendations.importing.readers import read
from recommendations.importing.words.lexicon import LEXICONS

HEAD = "United Nations                         A/70/500/Corr.1\n\nCorrigendum\n\n"


def corrigendum_in(text: str, language: str | None = None) -> ParsedReport:
    return read_document(read(text.encode()), language)


def carried(report: str, corrigendum: str, language: str = "en") -> Carried:
    """What becomes of a report, read from its text, by the entries of a corrigendum; English ones need no head."""
    text = corrigendum if "Corr.1" in corrigendum else f"{HEAD}{corrigendum}\n"
    nodes = nodes_of(parse(read(report.encode()), language))
    return carry_out(corrigendum_in(text, language).amendments, nodes, LEXICONS[language])


def texts(result: Carried) -> dict[str, str]:
    """The texts of paragraphs and recommendations by number and reference."""
    return {node.key: node.text for kind in (Kind.PARAGRAPH, Kind.RECOMMENDATION) for node in result.nodes[kind]}


def codes(result: Carried) -> list[str]:
    return [outcome.code for outcome in result.outcomes]
