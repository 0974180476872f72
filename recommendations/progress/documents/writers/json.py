"""JSON: everything the report says, with the codes of states beside the words; written while the facts pass."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, BinaryIO

from recommendations.progress.documents.composing import Signature, Wish, counted, head_of, speaker_of
from recommendations.progress.documents.facts import Fact, Material
from recommendations.progress.documents.numbers import Numbers
from recommendations.progress.documents.rows import COLUMNS
from recommendations.progress.documents.speaking import Speaker, speaking


def write(material: Material, wish: Wish, *, to: BinaryIO, signature: Signature | None = None) -> int:
    """How many recommendations were written. The figures come last, as they are counted on the way."""
    numbers = Numbers(material.on)
    with speaking(wish.language):
        speaker = speaker_of(material, wish, one_report=False)
        to.write(b'{"recommendations":[')
        for place, fact in enumerate(counted(material.facts(), numbers)):
            to.write((b",\n" if place else b"\n") + _dump(_item(fact, speaker)))
        head = head_of(material, speaker, numbers, wish, signature)
        tail = {
            "title": head.title,
            "subject": head.subject.words,
            "as_at": material.on,
            "since": material.since and material.since.isoformat(),
            "language": wish.language,
            "vocabulary": wish.vocabulary,
            "notes": list(head.notes),
            "figures": figures(numbers),
        }
        to.write(b"],\n" + _dump(tail)[1:] + b"\n")
    return numbers.leaves


def figures(n: Numbers) -> dict[str, Any]:
    return {
        "leaves": n.leaves,
        "items": n.items,
        "responses": dict(n.responses),
        "implementations": dict(n.implementations),
        "overdue": n.overdue,
        "due_in_30_days": n.due_soon,
        "due_in_90_days": n.due_next,
        "stale": n.stale,
        "open_without_owner": n.unowned,
        "extensions_asked": n.asked_for_time,
        "extended": n.extended,
        "changed": n.changed,
        "new": n.new,
        "acceptance": {"part": n.acceptance.part, "whole": n.acceptance.whole},
        "implementation": {"part": n.implementation.part, "whole": n.implementation.whole},
    }


def _item(fact: Fact, speaker: Speaker) -> dict[str, Any]:
    item: dict[str, Any] = {column.code: column.value(fact, speaker) for column in COLUMNS}
    item["codes"] = {"response": fact.response, "implementation": fact.implementation}
    item["evidence"] = [
        {"report": one.symbol, "paragraph": one.number, "source": one.source, "kind": one.kind} for one in fact.evidence
    ]
    item["next_steps"] = [
        {"text": step.text, "owner": speaker.person(step.owner), "due_on": step.due_on} for step in fact.steps
    ]
    item["extensions"] = [
        {"state": one.state, "asked_on": one.asked_on, "target_was": one.was_on, "new_target": one.new_on}
        for one in fact.extensions
    ]
    return item


def _dump(data: Any) -> bytes:
    # Surrogates cannot be written; what holds one comes from elsewhere than our forms, and is told as it is escaped.
    words = json.dumps(data, ensure_ascii=False, default=date.isoformat)
    return words.encode("utf-8", errors="backslashreplace")
