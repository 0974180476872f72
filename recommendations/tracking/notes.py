"""Notes on an item: said to all who see it, with the people they mention told. Never changed, never taken back."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations import permissions
from recommendations.letters import is_wide
from recommendations.lists import listed
from recommendations.models import Absence, HistoryEntry, Membership, Notice, Recommendation, Unit, User
from recommendations.permissions import Role
from recommendations.refusals import Refused
from recommendations.workflow import Words
from recommendations.writing import writing

# "@" that is not within an address; what follows is compared with names. Chinese puts no space before it.
_MENTION = re.compile(r"(?<![A-Za-z0-9_.@+-])@(?=\w)")
_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_WORD = re.compile(r"[\w'’.-]+")
_OFFERED = 5


def note(item: Recommendation, *, text: str, mentioned: Iterable[User] = (), by: User, at: datetime) -> HistoryEntry:
    """Say something about the item, to everybody who sees it. Whoever is named after an @ is told, as `mentioned` are.

    Nothing of the item changes, so nobody's open form becomes stale by it. Raises Refused and
    Recommendation.DoesNotExist as `tracking.move` does.
    """
    with writing(item, "noted", by=by, at=at) as held:
        if not permissions.may_note(held.item, by.standing()):
            raise Refused(_("Notes are for those who have a part in the work on this recommendation."))
        if not held.item.is_leaf:
            raise Refused(_("This recommendation has parts; write the note at the part it is about."))
        if not text.strip():
            raise Refused(fields={"text": [_("Write what you want to say.")]})
        named = _named(text, held.item, timezone.localdate(at), {person.pk for person in mentioned})
        held.tells = dict.fromkeys((person.pk for person in named), Notice.Cause.MENTIONED)
        held.given = {"note": text} | ({"mentioned": [_as_recorded(person) for person in named]} if named else {})
    return held.item.history.order_by("-seq")[0]


def readers_of(item: Recommendation, on: date) -> QuerySet[User]:
    """The active people who see a leaf on a day, by name: the other side of `visible_to`."""
    parents = dict(Unit.objects.values_list("pk", "parent_id")) if item.unit_id is not None else {}
    above, unit = set(), item.unit_id
    while unit is not None and unit not in above:
        above.add(unit)
        unit = parents.get(unit)
    answering = [person for person in (item.owner_id, item.alternate_id) if person is not None]
    held = Membership.objects.current(on).filter(
        Q(role__in=permissions.SEES_EVERYTHING)
        | Q(everywhere=True)
        | Q(role__in=[Role.UNIT_HEAD, Role.READER], unit__in=above)
    )
    stand_ins = Absence.objects.on(on).filter(person__in=answering, alternate__isnull=False)
    seeing = Q(pk__in=answering) | Q(pk__in=held.values("user")) | Q(pk__in=stand_ins.values("alternate"))
    seeing |= Q(pk__in=item.contributors.values("pk"))
    return User.objects.filter(seeing, is_active=True).order_by("name", "pk")


def _named(text: str, item: Recommendation, on: date, chosen: Collection[int]) -> list[User]:
    """Whom the note tells, by name. Raises Refused for a name that is nobody's, or several people's."""
    starts = [match.end() for match in _MENTION.finditer(text)]
    if not starts and not chosen:
        return []
    readers = list(readers_of(item, on))
    found = {person.pk: person for person in readers if person.pk in chosen}
    wrong: list[Words] = []
    if missing := list(User.objects.filter(pk__in=set(chosen) - found.keys())):
        names = listed(person.name for person in missing)
        raise Refused(fields={"mentioned": [_("%(names)s cannot see this recommendation.") % {"names": names}]})
    for start in starts:
        named = _meant(text[start:], readers)
        if len(named) == 1:
            found[named[0].pk] = named[0]
        else:
            wrong.append(_doubt(text[start:], named, readers))
    if wrong:
        raise Refused(fields={"text": wrong})
    return sorted(found.values(), key=lambda person: (person.name, person.pk))


def _meant(rest: str, readers: Iterable[User]) -> list[User]:
    """Those whose address, or else whose name, the text goes on with; of several names that fit, the longest."""
    if address := _ADDRESS.match(rest):
        written = address[0].lower().rstrip(".")
        return [person for person in readers if person.email == written]
    fitting = [person for person in readers if person.name and _goes_on_with(rest, person.name)]
    longest = max((len(person.name) for person in fitting), default=0)
    return [person for person in fitting if len(person.name) == longest]


def _goes_on_with(rest: str, name: str) -> bool:
    # A name ends where no letter follows; in Chinese the sentence goes on without a space.
    ends = not rest[len(name) : len(name) + 1].isalnum() or is_wide(name[-1])
    return ends and rest[: len(name)].casefold() == name.casefold()


def _doubt(rest: str, named: list[User], readers: Iterable[User]) -> Words:
    """The error names those who may be meant."""
    word = _WORD.match(rest)
    written = word[0].rstrip(".") if word else rest[:20]
    if named:
        addresses = ", ".join(f"@{person.email}" for person in named[:_OFFERED])
        return _("Several people are called “@%(name)s”. Write which one: %(addresses)s.") % {
            "name": named[0].name,
            "addresses": addresses,
        }
    alike = [f"@{person.name}" for person in readers if written.casefold() in person.name.casefold()][:_OFFERED]
    if alike:
        given = {"name": written, "names": listed(alike)}
        return _("Whom do you mean by “@%(name)s”? Write the whole name: %(names)s.") % given
    return _(
        "Nobody who sees this recommendation is called “@%(name)s”. Write the name as it stands on these pages, the "
        "e-mail address, or take the @ away."
    ) % {"name": written}


def _as_recorded(person: User) -> dict[str, Any]:
    return {"id": person.pk, "name": person.name}
