"""What hangs on items as at a moment: the latest update, confirmed evidence, open actions, the ledger of extensions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils import timezone

from recommendations.bulk import Among
from recommendations.models import Action, EvidenceLink, Extension, HistoryEntry, ProgressUpdate
from recommendations.progress.documents.facts import MoreTime, Proof, Step, Update


class Entry(NamedTuple):
    """A history entry as far as it matters here."""

    at: datetime
    action: str
    changes: dict[str, Any]
    given: dict[str, Any]


Later = defaultdict[int, list[Entry]]

_DECISIONS = ("evidence_confirmed", "evidence_added", "evidence_dismissed")
_ENDINGS = ("action_done", "action_dropped")


@dataclass(frozen=True)
class Told:
    """By id of the item."""

    updates: Mapping[int, Update]
    evidence: Mapping[int, list[Proof]]
    steps: Mapping[int, list[Step]]
    extensions: Mapping[int, list[MoreTime]]


def of(ids: Collection[int], *, as_at: datetime, later: Mapping[int, list[Entry]]) -> Told:
    """Five queries. `later` holds what happened to the items after `as_at` (and perhaps before), latest first."""
    after = {item: [entry for entry in later.get(item, ()) if entry.at > as_at] for item in ids}
    return Told(_updates(ids, as_at), _evidence(ids, as_at), _steps(ids, after), _extensions(ids, as_at))


def day(value: str | date | None) -> date | None:
    """A day as JSON or the database gives it."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def day_of(at: datetime) -> date:
    """The same for every reader, whatever their own time zone: an issued report must come out the same again."""
    return timezone.localdate(at, timezone.get_default_timezone())


def _updates(ids: Collection[int], as_at: datetime) -> dict[int, Update]:
    rows = ProgressUpdate.objects.submitted().filter(Among("recommendation", ids), at__lte=as_at)
    columns = "recommendation_id", "reported_on", "text", "language", "no_change", "percent_done", "by_id"
    return {item: Update(*told) for item, *told in rows.order_by("reported_on", "pk").values_list(*columns)}


def _evidence(ids: Collection[int], as_at: datetime) -> dict[int, list[Proof]]:
    """A link decided later still was what history says it was then."""
    links = list(
        EvidenceLink.objects.filter(Among("recommendation", ids), decided_at__isnull=False)
        .select_related("paragraph__report", "attachment")
        .order_by("paragraph__report__symbol", "paragraph__position", "pk")
    )
    stood: dict[tuple[int, Any], tuple[str, str]] = {}
    decided_later = {link.recommendation_id for link in links if link.decided_at and link.decided_at > as_at}
    entries = HistoryEntry.objects.filter(Among("recommendation", decided_later), action__in=_DECISIONS, at__lte=as_at)
    for item, action, given in entries.order_by("seq").values_list("recommendation_id", "action", "given"):
        state = "dismissed" if action == "evidence_dismissed" else "confirmed"
        stood[item, _recorded(given)] = (given.get("kind", ""), state)
    found: dict[int, list[Proof]] = defaultdict(list)
    for link in links:
        item, what = link.recommendation_id, link.paragraph_id or link.attachment_id or link.url
        is_later = link.decided_at is not None and link.decided_at > as_at
        then = stood.get((item, (_field(link), what)), ("", ""))
        kind, state = then if is_later else (link.kind, link.state)
        if state == EvidenceLink.State.CONFIRMED:
            found[item].append(_proof(link, kind))
    return found


def _recorded(given: Mapping[str, Any]) -> tuple[str, Any]:
    """Which evidence an entry of the history speaks of."""
    if "link" in given:
        return "link", given["link"]
    name = "file" if "file" in given else "paragraph"
    return name, given.get(name, {}).get("id", 0)


def _field(link: EvidenceLink) -> str:
    return "paragraph" if link.paragraph_id else "file" if link.attachment_id else "link"


def _proof(link: EvidenceLink, kind: str) -> Proof:
    if link.paragraph is None:
        return Proof("", "", kind, source=str(link))
    return Proof(link.paragraph.report.symbol, link.paragraph.number, kind)


def _steps(ids: Collection[int], after: Mapping[int, list[Entry]]) -> dict[int, list[Step]]:
    """Actions open at the moment: without those planned since, with those ended since."""
    planned = {item: Counter(_planned(entry) for entry in entries) for item, entries in after.items()}
    ended = {item: {name for entry in entries for name in _ended(entry)} for item, entries in after.items()}
    found: dict[int, list[tuple[date, int, Step]]] = defaultdict(list)
    rows = Action.objects.filter(Among("recommendation", ids)).order_by("-pk")
    for pk, item, text, owner, due_on, state in rows.values_list(
        "pk", "recommendation_id", "text", "owner_id", "due_on", "state"
    ):
        if planned[item][text]:
            planned[item][text] -= 1
        elif state == Action.State.OPEN or text in ended[item] or pk in ended[item]:
            found[item].append((due_on, pk, Step(text, owner, due_on)))
    return defaultdict(list, {item: [step for _due, _pk, step in sorted(steps)] for item, steps in found.items()})


def _planned(entry: Entry) -> str:
    """The words of the action the entry planned, if it did."""
    return "" if entry.action in _ENDINGS else str(entry.given.get("action", ""))


def _ended(entry: Entry) -> set[str | int]:
    """The actions the entry ended: by their words, or, with a claim, by their ids."""
    if entry.action in _ENDINGS:
        return {str(entry.given.get("action", ""))}
    return {one["id"] for one in entry.given.get("actions_done") or ()}


def _extensions(ids: Collection[int], as_at: datetime) -> dict[int, list[MoreTime]]:
    found: dict[int, list[MoreTime]] = defaultdict(list)
    for row in Extension.objects.filter(Among("recommendation", ids), asked_at__lte=as_at).order_by("asked_at", "pk"):
        decided = row.decided_at is not None and row.decided_at <= as_at
        found[row.recommendation_id].append(
            MoreTime(
                state=row.state if decided else Extension.State.ASKED.value,
                reason=row.reason,
                mitigation=row.mitigation,
                was_on=row.target_was_on,
                new_on=row.new_target_on,
                asked_on=day_of(row.asked_at),
                decided_on=day_of(row.decided_at) if decided and row.decided_at else None,
                words=row.words if decided else "",
            )
        )
    return found
