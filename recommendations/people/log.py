"""The administrative log: the one writer, and the sentence of each change."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext_lazy as _

from recommendations.models import AdministrativeEntry, Unit, User
from recommendations.workflow import Words

# What happened, as the log says it after the name of who did it.
SENTENCES: dict[str, Words] = {
    "person_created": _("created the person"),
    "person_changed": _("changed the person's data"),
    "person_invited": _("sent an invitation"),
    "person_left": _("closed the account"),
    "person_returned": _("opened the account again"),
    "password_set": _("set a password"),
    "role_given": _("gave a role"),
    "role_changed": _("changed the dates of a role"),
    "absence_entered": _("entered an absence"),
    "absence_ended": _("ended an absence early"),
    "absence_withdrawn": _("withdrew an absence"),
    "handed_over": _("handed over what somebody held"),
    "unit_created": _("created the unit"),
    "unit_renamed": _("renamed the unit"),
    "unit_moved": _("moved the unit"),
    "unit_merged": _("merged the unit into another"),
}
# The fields of changes and of what was given, in words.
LABELS: dict[str, Words] = {
    "name": _("Name"),
    "short_name": _("Short name"),
    "email": _("E-mail address"),
    "language": _("Language"),
    "time_zone": _("Time zone"),
    "is_active": _("Active"),
    "role": _("Role"),
    "unit": _("Unit"),
    "parent": _("Part of"),
    "into": _("Merged into"),
    "everywhere": _("Reads everything"),
    "since": _("From"),
    "until": _("To"),
    "first_on": _("First day"),
    "last_on": _("Last day"),
    "alternate": _("Alternate"),
    "reason": _("Reason"),
    "to": _("To whom"),
    "items": _("Recommendations"),
    "memberships": _("Roles"),
    "units": _("Units"),
}


def record(
    action: str,
    *,
    by: User | None,
    at: datetime,
    person: User | None = None,
    unit: Unit | None = None,
    changes: Mapping[str, Sequence[Any]] | None = None,
    given: Mapping[str, Any] | None = None,
) -> AdministrativeEntry:
    """Append one entry, in the transaction of the change. Say names, not ids: they are read when both are gone."""
    return AdministrativeEntry.objects.create(
        action=action,
        by=by,
        by_name=by.name if by else "",
        at=at,
        person=person,
        unit=unit,
        changes=_plain(changes or {}),
        given=_plain({name: value for name, value in (given or {}).items() if value not in (None, "")}),
    )


def sentence(entry: AdministrativeEntry) -> Words:
    """What the entry says happened; an action unknown to this version is named by its code."""
    return SENTENCES.get(entry.action, entry.action)


def _plain(values: Mapping[str, Any]) -> Any:
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder, ensure_ascii=False, default=None))
