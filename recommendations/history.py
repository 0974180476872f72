"""The history of an item: the one writer, the sentence of each act, and the check of the chain."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from recommendations import bulk, periods
from recommendations.models import Facts, HistoryEntry, Recommendation, StatePeriod, User
from recommendations.models.compiled import Given, compiled_once
from recommendations.models.facts import facts_of
from recommendations.workflow import Words

IMPORT = "import"
# What is hashed: the same for the same values, whatever database they come back from.
_CANONICAL = DjangoJSONEncoder(ensure_ascii=False, sort_keys=True)

# What happened, as a timeline says it after the person's name.
SENTENCES: dict[str, Words] = {
    IMPORT: _("imported it"),
    "text_changed": _("imported a changed text"),
    "renumbered": _("imported a corrected file that renumbers it"),
    "left_out": _("imported a corrected file that no longer has it"),
    "back_again": _("imported a file that has it again"),
    "facts_imported": _("imported where it stands"),
    "position_read": _("imported the position in a document"),
    "split": _("imported a text that splits it into parts"),
    "assign": _("assigned it"),
    "hand_over": _("handed it over"),
    "consider": _("took it under consideration"),
    "accept": _("accepted it"),
    "accept_in_part": _("accepted it in part"),
    "refuse": _("did not accept it"),
    "change_response": _("changed the response"),
    "start": _("started work"),
    "update": _("reported progress"),
    "draft": _("drafted an update"),
    "submit_draft": _("submitted a draft as an update"),
    "discard_draft": _("discarded a draft"),
    "extend": _("asked for more time"),
    "grant_extension": _("granted more time"),
    "refuse_extension": _("did not grant more time"),
    "report_implemented": _("reported it implemented"),
    "confirm_claim": _("confirmed the claim"),
    "verify": _("verified it as implemented"),
    "return": _("returned it to the owner"),
    "close": _("closed it without implementation"),
    "reopen": _("reopened it"),
    "action_added": _("planned an action"),
    "action_changed": _("changed an action"),
    "action_done": _("marked an action as done"),
    "action_dropped": _("dropped an action"),
    "evidence_suggested": _("suggested evidence"),
    "evidence_confirmed": _("confirmed evidence"),
    "evidence_dismissed": _("dismissed evidence"),
    "evidence_changed": _("imported a changed text of a paragraph that is evidence"),
    "evidence_added": _("added evidence"),
    "evidence_proposed": _("suggested evidence"),
    "noted": _("wrote a note"),
    "not_mine": _("said that it is somebody else’s"),
    "attached": _("added files"),
    "file_withdrawn": _("withdrew a file"),
    "reminded": _("sent a reminder"),
    "round_asked": _("asked for an update in a reporting round"),
    "round_reminded": _("asked again for an update in a reporting round"),
    "round_confirmed": _("confirmed the update for a reporting round"),
    "round_returned": _("returned the update of a reporting round"),
    "handed_on": _("handed it on, because somebody cannot be reached any more"),
    "covered": _("noted who answers for it while the owner is away"),
    "unit_merged": _("moved it with its unit, which was merged into another"),
}


@dataclass(frozen=True)
class Act:
    """Something done to one item. `changes` is {field: (before, after)}; values must be JSON-like, dates or ids."""

    item: Recommendation
    action: str
    changes: Mapping[str, Sequence[Any]]
    given: Mapping[str, Any]


@dataclass(frozen=True)
class Tail:
    """Where the chain of an item ends: its last entry, and the period that lasts since one of its entries."""

    seq: int = 0
    hash: str = ""
    period: StatePeriod | None = None


def tail_of(item: Recommendation) -> Tail:
    """Read it while the item's row is locked. The same query tells the item its facts."""
    ((pk, *found),) = _end_and_facts(item=item.pk)
    item.facts = Facts(*found[len(_TAIL) - 1 :])
    return _tail(pk, *found[: len(_TAIL) - 1])


@compiled_once(item=BigIntegerField())
def _end_and_facts(*, item: Given) -> QuerySet[Any, Any]:
    ending = _ending(Recommendation.objects.filter(pk=item))
    return ending.values_list(*_TAIL, *facts_of(Recommendation, item))


def _tails_of(items: QuerySet[Recommendation]) -> dict[int, Tail]:
    return {pk: _tail(pk, *row) for pk, *row in _ending(items).values_list(*_TAIL)}


_TAIL = ("pk", "tail_seq", "tail_hash", *periods.LASTING)


def _ending(items: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    """The items with what `_TAIL` names."""
    last = HistoryEntry.objects.filter(recommendation=OuterRef("pk")).order_by("-seq")
    return periods.with_lasting(items.order_by()).annotate(
        tail_seq=Subquery(last.values("seq")[:1]), tail_hash=Subquery(last.values("hash")[:1])
    )


def _tail(item_id: int, seq: int | None, digest: str | None, *period: Any) -> Tail:
    return Tail(seq or 0, digest or "", periods.read_lasting(item_id, period))


def record(
    item: Recommendation,
    action: str,
    *,
    by: User | None,
    at: datetime,
    changes: Mapping[str, Sequence[Any]] | None = None,
    given: Mapping[str, Any] | None = None,
    on_behalf_of: User | None = None,
    after: Tail | None = None,
) -> HistoryEntry:
    """Append one entry. Call it inside the transaction of the change, with the item's row locked.

    `after` is where the chain ends, for a caller that has read it since it holds the lock.
    """
    tail = tail_of(item) if after is None else after
    act = Act(item, action, changes or {}, given or {})
    entry = _entry(act, by=by, at=at, on_behalf_of=on_behalf_of, after=tail)
    entry.save(force_insert=True)
    periods.follow([entry], {} if tail.period is None else {item.pk: tail.period})
    return entry


class First(NamedTuple):
    """An item that was just stored: `changes` and `given` as in `Act`.

    A leaf begins pending and nobody's; what it brings otherwise must stand in `changes`.
    """

    item_id: int
    is_leaf: bool
    changes: Mapping[str, Sequence[Any]]
    given: Mapping[str, Any]


def record_first(items: Sequence[First], *, by: User | None, at: datetime) -> None:
    """The first entries of imported items that have none yet, in one statement each for entries and periods."""
    by_id, by_name, language = (by.pk, by.name, by.language) if by else (None, "", "")

    def row(item: First) -> bulk.Row:
        changes, given = _CANONICAL.encode(item.changes), _CANONICAL.encode(item.given)
        head = ["", item.item_id, 1, IMPORT, _instant(at), by_id, by_name, None, language]
        return (item.item_id, 1, IMPORT, at, by_id, by_name, language, changes, given, _digest(head, changes, given))

    names = ("recommendation_id", "seq", "action", "at", "by_id", "by_name", "language", "changes", "given", "hash")
    bulk.insert(HistoryEntry, names, map(row, items))
    periods.begin([(item.item_id, item.changes) for item in items if item.is_leaf], at=at)


def record_many(acts: Sequence[Act], *, by: User | None, at: datetime) -> list[HistoryEntry]:
    """One entry for each of several items, whose rows are locked, in a few statements for each thousand."""
    ids = sorted({act.item.pk for act in acts})
    last: dict[int, Tail] = {}
    for first in range(0, len(ids), 1000):
        last |= _tails_of(Recommendation.objects.filter(pk__in=ids[first : first + 1000]))
    lasting = {pk: tail.period for pk, tail in last.items() if tail.period is not None}
    entries: list[HistoryEntry] = []
    for act in acts:
        entry = _entry(act, by=by, at=at, on_behalf_of=None, after=last[act.item.pk])
        last[act.item.pk] = Tail(entry.seq, entry.hash)
        entries.append(entry)
    HistoryEntry.objects.bulk_create(entries, batch_size=1000)
    periods.follow(entries, lasting)
    return entries


def sentence(entry: HistoryEntry) -> Words:
    """What the entry says happened; an action unknown to this version is named by its code."""
    return SENTENCES.get(entry.action, entry.action)


@dataclass(frozen=True)
class Fault:
    """The first entry of an item's chain that is not as it was written. `why` is "missing" or "changed"."""

    reference: str
    seq: int
    why: str


def verify() -> Iterator[Fault]:
    """Walk every chain in one pass, memory flat; yields the first fault of each broken one.

    An entry edited, inserted, moved or taken out of the middle breaks the chain. A tail cut off does not: checkpoints
    know how far each chain had come (checkpoints.py).
    """
    for item in Recommendation.objects.filter(history__isnull=True).select_related("report").order_by("pk"):
        yield Fault(str(item), 1, "missing")
    entries = HistoryEntry.objects.select_related("recommendation__report").order_by("recommendation", "seq")
    for _item, chain in groupby(entries.iterator(chunk_size=2000), key=attrgetter("recommendation_id")):
        fault = _first_fault(chain)
        if fault is not None:
            yield fault


def _first_fault(chain: Iterable[HistoryEntry]) -> Fault | None:
    digest = ""
    for seq, entry in enumerate(chain, start=1):
        if entry.seq != seq:
            return Fault(str(entry.recommendation), seq, "missing")
        if entry.previous_hash != digest or entry.hash != _hash(entry):
            return Fault(str(entry.recommendation), seq, "changed")
        digest = entry.hash
    return None


def _entry(act: Act, *, by: User | None, at: datetime, on_behalf_of: User | None, after: Tail) -> HistoryEntry:
    entry = HistoryEntry(
        recommendation=act.item,
        seq=after.seq + 1,
        action=act.action,
        at=at,
        by=by,
        by_name=by.name if by else "",
        on_behalf_of=on_behalf_of,
        language=by.language if by else "",
        changes=_plain(act.changes),
        given=_plain(act.given),
        previous_hash=after.hash,
    )
    entry.hash = _hash(entry)
    return entry


def _plain(value: Any) -> Any:
    """As it will come back from the database's JSON, so that the hash is the same then."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False))


def _hash(entry: HistoryEntry) -> str:
    head = [
        entry.previous_hash,
        entry.recommendation_id,
        entry.seq,
        entry.action,
        _instant(entry.at),
        entry.by_id,
        entry.by_name,
        entry.on_behalf_of_id,
        entry.language,
    ]
    return _digest(head, _CANONICAL.encode(entry.changes), _CANONICAL.encode(entry.given))


def _instant(at: datetime) -> int:
    return int(at.timestamp() * 1_000_000)


def _digest(head: Sequence[Any], changes: str, given: str) -> str:
    """SHA-256 over a canonical JSON list of the head's values, what changed and what was given.

    A list keeps neighbouring fields apart whatever they contain.
    """
    begun = _CANONICAL.encode(head).removesuffix("]")
    return hashlib.sha256(f"{begun}, {changes}, {given}]".encode()).hexdigest()
