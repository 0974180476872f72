"""The history of an item as people read it: who did what, for whom, what changed from what to what, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations import history, workflow
from recommendations.lists import listed
from recommendations.models import HistoryEntry, Recommendation, ReminderKind, Repair, User
from recommendations.people.unit_names import UnitNames, unit_names
from recommendations.web import differences
from recommendations.web.import_words import FIELDS
from recommendations.workflow import Implementation, Kind, Words

LATEST = 50

# What history follows before and after, by the words of the page.
_FOLLOWED: dict[str, Words] = {
    "reference": gettext_lazy("Reference"),
    "unit_id": gettext_lazy("Unit"),
    "owner_id": gettext_lazy("Owner"),
    "alternate_id": gettext_lazy("Alternate"),
    "response": gettext_lazy("Response"),
    "response_due_on": gettext_lazy("Response due"),
    "implementation": gettext_lazy("Implementation"),
    "target_on": gettext_lazy("Target date"),
    "percent_done": gettext_lazy("Percent done"),
    "closing_reason": gettext_lazy("Reason for closing"),
}
# Texts that a new response replaces: the words of the earlier one, where there were any.
_REPLACED: dict[str, Words] = {
    "response_text": gettext_lazy("Earlier response in words"),
    "accepted_part": gettext_lazy("Part accepted earlier"),
    "justification": gettext_lazy("Earlier justification"),
}
# What verbs other than moves record with themselves; the fields of a move carry their own labels.
_GIVEN: dict[str, Words] = {
    "text": gettext_lazy("What was done"),
    "reported_on": gettext_lazy("As at"),
    "drafted_by": gettext_lazy("Drafted by"),
    "action": gettext_lazy("Action"),
    "owner": gettext_lazy("Who will do it"),
    "suggested": gettext_lazy("Suggested owner"),
    "to": gettext_lazy("To"),
    "about": gettext_lazy("About"),
    "due_on": gettext_lazy("Due"),
    "reason": gettext_lazy("Reason"),
    "paragraph": gettext_lazy("Paragraph"),
    "paragraphs": gettext_lazy("Paragraphs"),
    "position": gettext_lazy("Position in the report"),
    "told": gettext_lazy("The table said"),
    "document": gettext_lazy("Document"),
    "kind": gettext_lazy("Shows"),
    "round": gettext_lazy("Reporting round"),
    "asked": gettext_lazy("What is asked"),
    "comment": gettext_lazy("Comment"),
    "note": gettext_lazy("Note"),
    "mentioned": gettext_lazy("Told"),
    "files": gettext_lazy("Files"),
    "reason_code": gettext_lazy("Why"),
    "person": gettext_lazy("Who cannot be reached"),
    "until": gettext_lazy("Until"),
    "actions": gettext_lazy("Actions"),
    "action_before": gettext_lazy("Action until now"),
    "owner_before": gettext_lazy("Who was to do it"),
    "due_on_before": gettext_lazy("Was due"),
    "percent_done": gettext_lazy("Percent done"),
    "percent_done_before": gettext_lazy("Percent done until now"),
    "file": gettext_lazy("File"),
    "link": gettext_lazy("Link"),
}
_KINDS: dict[str, Words] = {
    "basis": gettext_lazy("why it was recommended"),
    "implementation": gettext_lazy("what was done about it"),
}
_CODES: dict[str, Mapping[str, Words]] = {
    "kind": _KINDS,
    "position": dict(workflow.Position.choices),
    "told": {**dict(workflow.Response.choices), **dict(Implementation.choices)},
    "about": dict(ReminderKind.choices),
    "reason_code": dict(Repair.Kind.choices),
}
# The words of the recommendation stand on its page; what a dismissed paragraph would have shown does not matter.
_NOT_TOLD = {("import", "text"), ("evidence_dismissed", "kind")}
# Of what an import changes in a recommendation: what a reader understands without the report's other parts.
_WORDINGS = ("text", "addressee")
_FREE_TEXT = {"text", "action", "action_before", "actions", "reason", "note"}


@dataclass(frozen=True)
class Change:
    """A followed field, before and after in words; empty where there was nothing."""

    label: Words
    before: str
    after: str


@dataclass(frozen=True)
class Given:
    """Something given with an act. `written` is a person's own words, in the language of the entry."""

    label: Words
    value: str
    written: bool


@dataclass(frozen=True)
class Wording:
    """A text of the report that an import changed, word by word; `language` is the edition's."""

    label: Words
    runs: list[differences.Run]
    language: str


@dataclass(frozen=True)
class Event:
    """One entry of the history, in words. `at` is in the reader's time zone, `by` is "" for the system."""

    action: str
    at: datetime
    by: str
    on_behalf_of: str
    sentence: Words
    language: str
    changes: list[Change]
    given: list[Given]
    wordings: list[Wording]


@dataclass(frozen=True)
class Day:
    """A day of the reader's calendar with its events, newest first."""

    on: date
    events: list[Event]


def timeline(item: Recommendation, *, limit: int | None = LATEST) -> list[Day]:
    """The latest entries, newest first, by day: three queries. `limit=None` takes all."""
    entries = item.history.select_related("by", "on_behalf_of").order_by("-seq")
    return by_day(item, list(entries[:limit] if limit else entries))


def by_day(item: Recommendation, entries: Sequence[HistoryEntry]) -> list[Day]:
    """These entries in their order, with the names of the people and units they mention: two queries."""
    names = _names(entries)
    events = [_event(item, entry, names) for entry in entries]
    return [Day(on, list(group)) for on, group in groupby(events, key=lambda event: event.at.date())]


@dataclass(frozen=True)
class Names:
    """By id, of the people and units that some entries mention."""

    people: Mapping[int, str]
    units: UnitNames


def _names(entries: Iterable[HistoryEntry]) -> Names:
    ids: dict[str, set[int]] = {"unit_id": set(), "owner_id": set(), "alternate_id": set()}
    for entry in entries:
        for field, found in ids.items():
            found.update(pk for pk in entry.changes.get(field, ()) if pk is not None)
    people = dict(User.objects.filter(pk__in=ids["owner_id"] | ids["alternate_id"]).values_list("pk", "name"))
    return Names(people, unit_names(ids["unit_id"]))


def _event(item: Recommendation, entry: HistoryEntry, names: Names) -> Event:
    changes = [
        Change(label, _state(item, field, before, names, entry.at), _state(item, field, after, names, entry.at))
        for field, label in _FOLLOWED.items()
        if field in entry.changes
        for before, after in [entry.changes[field]]
    ]
    return Event(
        action=entry.action,
        at=timezone.localtime(entry.at),
        by=entry.by_name or (entry.by.name if entry.by else ""),
        on_behalf_of=entry.on_behalf_of.name if entry.on_behalf_of else "",
        sentence=history.sentence(entry),
        language=entry.language,
        changes=changes,
        given=list(_given(entry)),
        wordings=list(_wordings(entry)),
    )


def _wordings(entry: HistoryEntry) -> Iterable[Wording]:
    if entry.action in ("text_changed", "evidence_changed"):
        for name in (name for name in _WORDINGS if name in entry.changes):
            before, after = entry.changes[name]
            yield Wording(FIELDS[name], differences.runs(before, after), entry.given.get("language", ""))


def _state(item: Recommendation, field: str, value: Any, names: Names, at: datetime) -> str:
    """A followed field's value in words; one that this version does not know is shown as it was recorded."""
    if value in (None, ""):
        return ""
    match field:
        case "response" if value in workflow.Response.values:
            return str(workflow.response_word(value, item.addressee_kind))
        case "implementation" if value in Implementation.values:
            return str(Implementation(value).label)
        case "closing_reason":
            return str(dict(workflow.CLOSING_REASONS).get(value, value))
        case "unit_id":
            return names.units.at(at).get(value, f"#{value}")
        case "owner_id" | "alternate_id":
            return names.people.get(value, f"#{value}")
        case "percent_done":
            return _("%(percent)s%%") % {"percent": value}
        case _:
            return _day(value)


def _given(entry: HistoryEntry) -> Iterable[Given]:
    """What was given and is not told already by a change or by the sentence itself."""
    move = workflow.BY_CODE.get(entry.action)
    specs = {spec.name: spec for spec in move.fields} if move else {}
    for name, earlier in _REPLACED.items():
        if before := entry.changes.get(name, [""])[0]:
            yield Given(earlier, before, written=True)
    told = entry.changes.keys() & _FOLLOWED.keys()
    for name, value in entry.given.items():
        if name in told or f"{name}_id" in told or value in (None, "", []):
            continue
        if name == "reason_code" and "closing_reason" in told:
            continue
        if (entry.action, name) in _NOT_TOLD:
            continue
        if spec := specs.get(name):
            written = spec.kind in (Kind.TEXT, Kind.LINE)
            yield Given(spec.label, _plain(value, dict(spec.choices)), written)
        elif label := _GIVEN.get(name):
            yield Given(label, _plain(value, _CODES.get(name, {})), name in _FREE_TEXT)


def _plain(value: Any, choices: Mapping[str, Words]) -> str:
    match value:
        case True:
            return _("yes")
        case {"name": name}:
            return str(name)
        case list():
            return listed(_plain(one, choices) for one in value)
        case str() if value in choices:
            return str(choices[value])
        case _:
            return _day(value)


def _day(value: Any) -> str:
    """An ISO date as the reader's language writes it; anything else as it is."""
    try:
        day = parse_date(value) if isinstance(value, str) else None
    except ValueError:
        day = None
    return date_format(day) if day else str(value)
