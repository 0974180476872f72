"""Positions on recommendations, as a document prints them: on its own, or on those of the report it replies to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from recommendations.importing.nodes import Node
from recommendations.models import PrintedPosition, Recommendation, Report

LONGEST_SYMBOL = 60
ADDENDUM = re.compile(r"(?:/(?:Add|Corr|Rev)\.\d+)+$", re.IGNORECASE)


@dataclass(frozen=True)
class StoredPosition:
    """A position that is stored, in the same form as what a file holds."""

    id: int
    node: Node


@dataclass(frozen=True)
class Answered:
    """What the positions of a document speak of.

    `symbol` is that of the report whose recommendations they are on, "" where none is stored; `printed` that of the
    document. `ids` are the recommendations, `positions` what is stored of this document, both by reference.
    """

    symbol: str = ""
    printed: str = ""
    ids: Mapping[str, int] = field(default_factory=dict)
    positions: Mapping[str, StoredPosition] = field(default_factory=dict)


def load_answered(symbol: str, language: str, printed: str, ids: Mapping[str, int]) -> Answered:
    """What a document under a symbol speaks of: `ids` are the report's own recommendations by reference.

    Without any, its positions are on those of the report it is an addendum to: A/HRC/59/15/Add.1 replies to
    A/HRC/59/15. `printed` is the symbol that the document itself gives.
    """
    printed = " ".join(printed.split())[:LONGEST_SYMBOL] or symbol
    answered = symbol if ids else ""
    if not ids:
        bases = {ADDENDUM.sub("", one) for one in (symbol, printed)} - {symbol}
        report = Report.objects.filter(symbol__in=bases).order_by("pk").first()
        if report is not None:
            answered = report.symbol
            ids = dict(Recommendation.objects.filter(report=report).order_by().values_list("reference", "pk"))
    return Answered(answered, printed, ids, _stored(answered, language, printed))


def _stored(answered: str, language: str, printed: str) -> dict[str, StoredPosition]:
    rows = PrintedPosition.objects.filter(
        recommendation__report__symbol=answered, language=language, symbol=printed
    ).values_list("pk", "recommendation__reference", "position", "paragraph")
    return {
        reference: StoredPosition(pk, Node(reference, position, {"paragraph": paragraph}))
        for pk, reference, position, paragraph in rows
    }
