"""Signed copies of the heads of the history, kept outside the database, so that a tail cut off is found too.

A chain (history.py) shows every change inside it, but a chain shortened from its end, or written anew from the start,
is a good chain. A checkpoint says how far each chain had come and with which hash. It is one line of JSON in a file
that only grows:

    {"n": 7, "at": "2026-03-01T09:00:00+00:00", "upto": 5120, "previous": "<hash of line 6>",
     "heads": [[item, seq, hash], …], "signature": "<HMAC-SHA-256 of the rest>"}

`heads` are those that moved since the line before; all lines together say the last known head of every chain. `upto` is
the highest id of an entry seen. Whoever can write the database but has not the key cannot make a line; whoever takes
lines away at the end of the file is found by a copy of it elsewhere (the hash of each new line goes to the log).
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import json
import logging
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Max

from recommendations.models import HistoryEntry, Recommendation

log = logging.getLogger(__name__)
ITEMS_AT_ONCE = 2000


@dataclass(frozen=True)
class Fault:
    """What does not agree with a checkpoint. `why` is "cut" (an entry it knew is gone), "rewritten" (it has another
    hash now), "line" (the line `seq` of the file itself is not as it was signed) or "unreadable" (neither JSON nor a
    checkpoint)."""

    reference: str
    seq: int
    why: str


@dataclass(frozen=True)
class Taken:
    """One checkpoint: its number, how many chains had moved, and the hash by which a copy of it is recognised."""

    number: int
    heads: int
    digest: str


class Damaged(Exception):
    """The file of checkpoints is not as it was written, so nothing may be added to it. `fault` says where."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(f"line {fault.seq}: {fault.why}")


@dataclass(frozen=True)
class _Line:
    number: int
    upto: int
    heads: list[tuple[int, int, str]]
    digest: str


def take(*, at: datetime, file: Path | None = None) -> Taken | None:
    """Add a line for the chains that moved since the last one; None when none did. One writer at a time.

    Raises Damaged rather than going on from a line that is not as it was signed.
    """
    path = file or settings.HISTORY_CHECKPOINTS
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as book:
        fcntl.flock(book, fcntl.LOCK_EX)
        known: dict[int, tuple[int, str]] = {}
        seen, last = [0], None
        for line in _read(path):
            known.update({item: (seq, digest) for item, seq, digest in line.heads})
            seen, last = [*seen[-1:], line.upto], line
        # A slow transaction may have written an entry with a lower id after the last line was taken: the stretch
        # before that line is looked at once more.
        moved = [head for head in _heads(after=seen[0]) if known.get(head[0]) != head[1:]]
        if not moved:
            return None
        number = last.number + 1 if last else 1
        body = {
            "n": number,
            "at": at.isoformat(),
            "upto": HistoryEntry.objects.aggregate(last=Max("pk"))["last"],
            "previous": last.digest if last else "",
            "heads": moved,
        }
        text = json.dumps(body | {"signature": _signature(body)}, separators=(",", ":"))
        book.write(text + "\n")
        book.flush()
        os.fsync(book.fileno())
    taken = Taken(number, len(moved), _digest(text))
    log.info("history checkpoint %d: %d chains moved, line %s", taken.number, taken.heads, taken.digest)
    return taken


def verify(file: Path | None = None) -> Iterator[Fault]:
    """Every chain whose head a checkpoint knew and the database does not have any more; memory grows with the chains.

    A file that is not there yet says nothing. A damaged line is a fault, and what follows it is not trusted.
    """
    known: dict[int, tuple[int, str]] = {}
    try:
        for line in _read(file or settings.HISTORY_CHECKPOINTS):
            known.update({item: (seq, digest) for item, seq, digest in line.heads})
    except Damaged as damaged:
        yield damaged.fault
    ids = sorted(known)
    for first in range(0, len(ids), ITEMS_AT_ONCE):
        yield from _disagreements({pk: known[pk] for pk in ids[first : first + ITEMS_AT_ONCE]})


def _disagreements(known: Mapping[int, tuple[int, str]]) -> Iterator[Fault]:
    stored = {
        (item, seq): digest
        for item, seq, digest in HistoryEntry.objects.filter(
            recommendation__in=known, seq__in={seq for seq, _digest in known.values()}
        ).values_list("recommendation_id", "seq", "hash")
    }
    wrong = {item: seq for item, (seq, digest) in known.items() if stored.get((item, seq)) != digest}
    named = Recommendation.objects.select_related("report").in_bulk(wrong) if wrong else {}
    for item, seq in wrong.items():
        reference = str(named[item]) if item in named else f"#{item}"
        yield Fault(reference, seq, "rewritten" if (item, seq) in stored else "cut")


def _heads(*, after: int) -> list[tuple[int, int, str]]:
    """The last entry of every chain that has one with a higher id: (item, seq, hash)."""
    moved = HistoryEntry.objects.filter(pk__gt=after).order_by().values("recommendation").annotate(last=Max("seq"))
    wanted = dict(moved.values_list("recommendation", "last"))
    rows = HistoryEntry.objects.filter(pk__gt=after).order_by("recommendation", "seq")
    return [
        (item, seq, digest)
        for item, seq, digest in rows.values_list("recommendation_id", "seq", "hash").iterator()
        if wanted[item] == seq
    ]


def _read(path: Path) -> Iterator[_Line]:
    """The lines in order. Raises Damaged at the first that is not as it was signed or not the next one."""
    if not path.exists():
        return
    before = ""
    with path.open(encoding="utf-8", errors="replace") as book:
        for number, text in enumerate(book, start=1):
            line = _checked(text.rstrip("\n"), number, before)
            before = line.digest
            yield line


def _checked(text: str, number: int, before: str) -> _Line:
    try:
        body: dict[str, Any] = json.loads(text)
        signature = body.pop("signature")
        heads = [(int(item), int(seq), str(digest)) for item, seq, digest in body["heads"]]
        said = (body["n"], body["previous"])
        upto = int(body["upto"])
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Damaged(Fault("", number, "unreadable")) from fault
    if said != (number, before) or not hmac.compare_digest(_signature(body), str(signature)):
        raise Damaged(Fault("", number, "line"))
    return _Line(number, upto, heads, _digest(text))


def _signature(body: Mapping[str, Any]) -> str:
    text = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hmac.new(settings.HISTORY_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
