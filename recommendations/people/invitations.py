"""Inviting many people at once: the rows of a list -> who would be invited with which role, and what is wrong.

Looking changes nothing; inviting looks again and calls the same verbs as the pages for one person do.
"""

from __future__ import annotations

import zoneinfo
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from recommendations.lists import listed
from recommendations.models import Unit, User
from recommendations.people import accounts
from recommendations.permissions import Role, Standing, may_give
from recommendations.refusals import Refused
from recommendations.workflow import Words

MOST = 500  # people of one list
LONGEST_NAME, LONGEST_ADDRESS = 150, 254
COLUMNS: dict[str, Words] = {
    "name": gettext_lazy("Name"),
    "email": gettext_lazy("E-mail address"),
    "language": gettext_lazy("Language"),
    "time_zone": gettext_lazy("Time zone"),
    "role": gettext_lazy("Role"),
    "unit": gettext_lazy("Unit"),
    "since": gettext_lazy("From"),
    "until": gettext_lazy("Last day"),
}
REQUIRED = ("name", "email")
# What other programs call the columns.
ALSO = {"e-mail": "email", "mail": "email", "email address": "email", "full name": "name", "timezone": "time_zone"}

# A row of the file by its number, and the words of its cells by the column they are for.
Row = tuple[int, Mapping[str, str]]


@dataclass
class Line:
    """What a row asks for. `faults` say what is wrong and what to do; `is_here`: the address has an account."""

    row: int
    name: str
    email: str
    language: str
    time_zone: str
    role: str = ""
    unit: Unit | None = None
    since: date | None = None
    until: date | None = None
    faults: list[str] = field(default_factory=list)
    is_here: bool = False

    @property
    def is_new(self) -> bool:
        """Whether the person would be invited."""
        return not self.faults and not self.is_here

    @property
    def role_label(self) -> Words:
        return Role(self.role).label if self.role else ""


def named(headings: Sequence[str]) -> dict[str, int]:
    """{column: its place} by headings in English or the reader's language; raises Refused where one is missing."""
    known = {**ALSO, **{name: name for name in COLUMNS}, **{name.replace("_", " "): name for name in COLUMNS}}
    known |= {str(words).casefold(): name for name, words in COLUMNS.items()}
    with translation.override("en"):
        known |= {str(words).casefold(): name for name, words in COLUMNS.items()}
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        name = known.get(" ".join(heading.split()).casefold())
        if name is not None:
            found.setdefault(name, place)
    if missing := [str(COLUMNS[name]) for name in REQUIRED if name not in found]:
        columns = listed(COLUMNS.values())
        raise Refused(
            _("The first row has no heading %(missing)s. Name the columns: %(columns)s.")
            % {"missing": listed(f"“{one}”" for one in missing), "columns": columns}
        )
    return found


def look_at(rows: Iterable[Row], *, by: User, on: date) -> list[Line]:
    """What inviting the people of these rows would do on that day: five queries, however many there are."""
    rows = list(rows)
    if len(rows) > MOST:
        raise Refused(_("The list has more than %(most)d people. Divide it.") % {"most": MOST})
    addresses = {cells.get("email", "").strip().lower() for _row, cells in rows}
    reader = _Reader(
        by=by,
        standing=by.standing(on),
        on=on,
        here=set(User.objects.filter(email__in=addresses).values_list("email", flat=True)),
    )
    return [reader.line(row, cells) for row, cells in rows]


@transaction.atomic
def invite(rows: Iterable[Row], *, by: User, at: datetime) -> int:
    """Invite everybody whose row is right and who is not here yet, all of them or nobody; gives how many."""
    on = timezone.localdate(at)
    new = [line for line in look_at(rows, by=by, on=on) if line.is_new]
    for line in new:
        try:
            particulars = {name: getattr(line, name) for name in ("email", "name", "language", "time_zone")}
            person = accounts.create(**particulars, by=by, at=at)
            if line.unit is not None:
                since = line.since or on
                accounts.give_role(person, unit=line.unit, role=line.role, since=since, until=line.until, by=by, at=at)
        except Refused as refused:
            words = [*refused.reasons, *(word for words in refused.fields.values() for word in words)]
            raise Refused(
                *(_("Row %(row)d: %(words)s") % {"row": line.row, "words": one} for one in words)
            ) from refused
    return len(new)


class _Reader:
    """Reads the rows of one list; remembers which address stood where."""

    def __init__(self, *, by: User, standing: Standing, on: date, here: set[str]) -> None:
        self.by, self.standing, self.on, self.here = by, standing, on, here
        self.first_row: dict[str, int] = {}
        self.units: dict[str, list[Unit]] = defaultdict(list)
        units = list(Unit.objects.current())
        for unit in units:
            self.units[unit.short_name.casefold()].append(unit)
        self.units |= {unit.name.casefold(): [unit] for unit in units}  # names are unique, short ones are not
        self.languages = _words_for_languages()
        self.roles = _words_for_roles()

    def line(self, row: int, cells: Mapping[str, str]) -> Line:
        words = {name: " ".join(cell.split()) for name, cell in cells.items()}
        line = Line(row, words.get("name", ""), words.get("email", "").lower(), self.by.language, self.by.time_zone)
        self._person(line)
        if line.email in self.here:
            line.is_here, line.faults = True, []
            return line
        self._settings(line, words)
        self._role(line, words)
        self._days(line, words)
        return line

    def _person(self, line: Line) -> None:
        if not line.name:
            line.faults.append(_("The name is missing. Fill it in."))
        elif len(line.name) > LONGEST_NAME:
            line.faults.append(_("The name is longer than %(most)d signs. Shorten it.") % {"most": LONGEST_NAME})
        if not line.email:
            line.faults.append(_("The e-mail address is missing. Fill it in: invitations go there."))
            return
        try:
            validate_email(line.email if len(line.email) <= LONGEST_ADDRESS else "")
        except ValidationError:
            words = _("“%(cell)s” is no e-mail address. Write it like name@example.org.")
            line.faults.append(words % {"cell": line.email[:80]})
        if (first := self.first_row.setdefault(line.email, line.row)) != line.row:
            line.faults.append(_("Row %(row)d has this address already. Take out one of the two.") % {"row": first})

    def _settings(self, line: Line, words: Mapping[str, str]) -> None:
        if cell := words.get("language", ""):
            line.language = self.languages.get(cell.casefold(), "")
            if not line.language:
                known = listed(code for code, _name in settings.LANGUAGES)
                line.faults.append(
                    _("“%(cell)s” is none of the languages. Write one of these: %(known)s.")
                    % {"cell": cell[:80], "known": known}
                )
        if cell := words.get("time_zone", ""):
            line.time_zone = cell
            if cell not in zoneinfo.available_timezones():
                example = settings.TIME_ZONE if "/" in settings.TIME_ZONE else "Europe/Vienna"
                line.faults.append(
                    _("“%(cell)s” is no time zone. Write it like %(example)s, or leave it empty.")
                    % {"cell": cell[:80], "example": example}
                )

    def _role(self, line: Line, words: Mapping[str, str]) -> None:
        role, unit = words.get("role", ""), words.get("unit", "")
        if role:
            line.role = self.roles.get(role.casefold(), "")
            if not line.role:
                known = listed(one.label for one in Role)
                line.faults.append(
                    _("“%(cell)s” is no role. Write one of these: %(known)s.") % {"cell": role[:80], "known": known}
                )
            elif not may_give(line.role, self.standing):
                line.faults.append(_("Only an administrator makes an administrator. Leave the role out."))
            if not unit:
                line.faults.append(_("A role is held in a unit. Name it in the column “Unit”."))
        elif unit:
            line.faults.append(
                _("No role is given for this unit. Name it in the column “Role”, or leave out the unit.")
            )
        if unit:
            line.unit = self._unit(line, unit)

    def _unit(self, line: Line, name: str) -> Unit | None:
        found = self.units.get(name.casefold(), [])
        if len(found) == 1:
            return found[0]
        words = _("Several units are called “%(cell)s” for short. Write the whole name.")
        if not found:
            words = _("There is no unit called “%(cell)s”. Add it under Units first, or write it as it stands there.")
        line.faults.append(words % {"cell": name[:80]})
        return None

    def _days(self, line: Line, words: Mapping[str, str]) -> None:
        for name in ("since", "until"):
            if cell := words.get(name, ""):
                try:
                    setattr(line, name, date.fromisoformat(cell))
                except ValueError:
                    line.faults.append(
                        _("“%(cell)s” is no day. Write it like %(example)s.")
                        % {"cell": cell[:80], "example": self.on.isoformat()}
                    )
        if line.until is not None and line.until < (line.since or self.on):
            line.faults.append(_("The last day is before the first. Correct one of the two."))


def _words_for_languages() -> dict[str, str]:
    """Code by code and by name, in the reader's language and its own."""
    found = {code.casefold(): code for code, _name in settings.LANGUAGES}
    for code, name in settings.LANGUAGES:
        own = get_language_info(code)
        found |= {words.casefold(): code for words in (str(name), own["name"], own["name_local"])}
    return found


def _words_for_roles() -> dict[str, str]:
    """Role by its code and by its name, in the reader's language and in English."""
    found: dict[str, str] = {role.value: role.value for role in Role}
    found |= {role.value.replace("_", " "): role.value for role in Role}
    found |= {str(role.label).casefold(): role.value for role in Role}
    with translation.override("en"):
        return found | {str(role.label).casefold(): role.value for role in Role}
