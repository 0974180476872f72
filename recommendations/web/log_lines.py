"""The administrative log in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recommendations.models import AdministrativeEntry
from recommendations.people import log
from recommendations.permissions import Role
from recommendations.workflow import Words


@dataclass(frozen=True)
class Part:
    """One field: before and after, or only what was given."""

    label: Words
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """An entry in words. `about` is the person or unit it concerns; `by` is "" for the system."""

    at: datetime
    by: str
    sentence: Words
    about: str
    parts: Sequence[Part]


def lines(entries: Iterable[AdministrativeEntry]) -> list[Line]:
    """Asks nothing: the entries come with their person and unit."""
    return [
        Line(
            timezone.localtime(entry.at),
            entry.by_name,
            log.sentence(entry),
            str(entry.person.name if entry.person else entry.unit.name if entry.unit else ""),
            list(_parts(entry.changes, entry.given)),
        )
        for entry in entries
    ]


def _parts(changes: Mapping[str, Sequence[Any]], given: Mapping[str, Any]) -> Iterator[Part]:
    for name, (before, after) in changes.items():
        yield Part(log.LABELS.get(name, name), _value(name, before), _value(name, after))
    for name, value in given.items():
        yield Part(log.LABELS.get(name, name), "", _value(name, value))


def _value(name: str, value: Any) -> str:
    match name, value:
        case (_field, None | ""):
            return "–"
        case (_field, True):
            return _("yes")
        case (_field, False):
            return _("no")
        case ("role", str()) if value in Role.values:
            return str(Role(value).label)
        case ("language", str()):
            return str(dict(settings.LANGUAGES).get(value, value))
        case ("since" | "until" | "first_on" | "last_on", str()):
            day = parse_date(value)
            return date_format(day) if day else value
        case _:
            return str(value)
