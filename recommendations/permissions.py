"""Who may do what: plain questions about a person's standing and an item, answered with yes or with the reason why not.

No function here fetches anything: a `Standing` says which roles a person holds, an item says whose it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from recommendations.workflow import Item as Conditioned
from recommendations.workflow import Move, Who, Words


class Role(TextChoices):
    """What a membership in a unit makes of a person."""

    COORDINATOR = "coordinator", _("Coordinator")
    FOCAL_POINT = "focal_point", _("Focal point")
    CONTRIBUTOR = "contributor", _("Contributor")
    UNIT_HEAD = "unit_head", _("Unit head")
    VERIFIER = "verifier", _("Verifier")
    SENIOR_MANAGEMENT = "senior_management", _("Senior management")
    READER = "reader", _("Reader")
    ADMINISTRATOR = "administrator", _("Administrator")


SEES_EVERYTHING = frozenset({Role.COORDINATOR, Role.VERIFIER, Role.SENIOR_MANAGEMENT})


@dataclass(frozen=True)
class Standing:
    """What a person is on a given day. Sets hold ids of units; `headed` and `read` include the units below.

    `contributes_to` holds ids of recommendations, `stands_in_for` those of people who are away. So that no page needs a
    query for them two things come along: `unread` counts the notices that wait for them, up to a hundred, and
    `no_mail_leaves` says that somebody has paused the outbox.
    """

    user_id: int
    roles: frozenset[str]
    belongs_to: frozenset[int]
    headed: frozenset[int]
    read: frozenset[int]
    reads_everything: bool
    contributes_to: frozenset[int] = frozenset()
    stands_in_for: frozenset[int] = frozenset()
    unread: int = 0
    no_mail_leaves: bool = False

    @property
    def sees_everything(self) -> bool:
        return self.reads_everything or bool(self.roles & SEES_EVERYTHING)

    @property
    def sight(self) -> Standing:
        """What decides what this person sees: whoever sees everything has the same."""
        return WHOLE_SIGHT if self.sees_everything else self.alone

    @property
    def alone(self) -> Standing:
        """Without what else comes along, and so the same as long as the person is the same."""
        return replace(self, unread=0, no_mail_leaves=False)

    @property
    def answers_for(self) -> frozenset[int]:
        """Units whose work is also this person's: a verifier has to come from elsewhere."""
        return self.belongs_to | self.headed

    @property
    def sees_units(self) -> frozenset[int]:
        return self.headed | self.read


WHOLE_SIGHT = Standing(0, frozenset(), frozenset(), frozenset(), frozenset(), reads_everything=True)


class Reader(Protocol):
    """Somebody who has a standing."""

    def standing(self) -> Standing: ...


def standing_of(reader: Reader | Standing) -> Standing:
    return reader if isinstance(reader, Standing) else reader.standing()


class Item(Conditioned, Protocol):
    """What a permission may ask of a recommendation."""

    alternate_id: int | None
    unit_id: int | None
    claimed_by_id: int | None

    @property
    def pk(self) -> Any: ...


class Whose(Protocol):
    """By what of an item it is decided who sees it."""

    @property
    def pk(self) -> Any: ...
    @property
    def unit_id(self) -> int | None: ...
    @property
    def owner_id(self) -> int | None: ...
    @property
    def alternate_id(self) -> int | None: ...


def sees(item: Whose, person: Standing) -> bool:
    """Whether a leaf at hand is among those `visible_to` the person: the same rule, without a query."""
    return (
        person.sees_everything
        or item.owner_id == person.user_id
        or stands_in(item, person)
        or item.pk in person.contributes_to
        or (item.unit_id is not None and item.unit_id in person.sees_units)
    )


def is_(who: Who, item: Item, person: Standing) -> bool:
    """Whether the person is that to the item, in their own name."""
    match who:
        case Who.OWNER:
            return item.owner_id == person.user_id
        case Who.ALTERNATE:
            return stands_in(item, person)
        case Who.CONTRIBUTOR:
            return item.pk in person.contributes_to
        case Who.UNIT_HEAD:
            return item.unit_id is not None and item.unit_id in person.headed
        case _:
            return who.value in person.roles


def stands_in(item: Whose, person: Standing) -> bool:
    """Whether the person is the item's alternate, or the alternate of an absence for those who answer for it."""
    if item.alternate_id == person.user_id:
        return True
    return not person.stands_in_for.isdisjoint({item.owner_id, item.alternate_id})


WHO_LABELS: dict[Who, Words] = {
    Who.COORDINATOR: _("the coordinator"),
    Who.UNIT_HEAD: _("the head of the unit"),
    Who.OWNER: _("the owner"),
    Who.ALTERNATE: _("the alternate"),
    Who.CONTRIBUTOR: _("a contributor"),
    Who.VERIFIER: _("a verifier"),
    Who.SENIOR_MANAGEMENT: _("senior management"),
}


def has_the_say(who: Iterable[Who], item: Item, person: Standing) -> bool:
    """Whether the person is any of these to the item."""
    return any(is_(one, item, person) for one in who)


def refusal(move: Move, item: Item, person: Standing) -> Words | None:
    """Why this person may not make this move on this item, or None when they may."""
    whose = move.whose(item)
    if not has_the_say(whose, item, person):
        return _("This is not yours to do: it is for %(who)s.") % {"who": who_says(whose)}
    if move.two_people and item.claimed_by_id == person.user_id:
        return _("You reported this implementation yourself, so somebody else has to look at it.")
    if move.from_elsewhere and (
        item.owner_id == person.user_id or stands_in(item, person) or item.unit_id in person.answers_for
    ):
        return _("You belong to the unit that did the work, so a verifier from elsewhere has to look at it.")
    return None


def who_says(who: Iterable[Who]) -> str:
    """The people of a move in words, for a refusal or a hint."""
    return str(_(" or ")).join(str(WHO_LABELS[one]) for one in who)


def acts_on_behalf_of_owner(item: Item, person: Standing) -> bool:
    """What an alternate does, the item's or an absence's, is recorded as done on behalf of the owner."""
    return item.owner_id is not None and item.owner_id != person.user_id and stands_in(item, person)


def may_decide_evidence(item: Item, person: Standing) -> bool:
    """Who confirms or dismisses evidence: those who answer for the item, its unit head, and the coordinator."""
    return has_the_say((Who.OWNER, Who.ALTERNATE, Who.UNIT_HEAD, Who.COORDINATOR), item, person)


def may_suggest_evidence(item: Item, person: Standing) -> bool:
    """Whose evidence is a suggestion until somebody of `may_decide_evidence` confirms it."""
    return is_(Who.CONTRIBUTOR, item, person)


def may_read_drafts(item: Item, person: Standing) -> bool:
    """Drafts are for those who write and submit them; nobody else is told what is not said yet."""
    return has_the_say((Who.OWNER, Who.ALTERNATE, Who.CONTRIBUTOR), item, person)


def may_note(item: Item, person: Standing) -> bool:
    """Who writes notes: whoever has a say in the work, not those who only read of it."""
    return has_the_say(tuple(Who), item, person)


def may_attach(item: Item, person: Standing) -> bool:
    """Who adds files: whoever may write notes."""
    return may_note(item, person)


def may_plan(item: Item, person: Standing) -> bool:
    """Who adds, completes and drops actions."""
    return has_the_say((Who.OWNER, Who.ALTERNATE, Who.UNIT_HEAD), item, person)


def may_import(person: Standing) -> bool:
    return Role.COORDINATOR in person.roles


def may_set_reminders(person: Standing) -> bool:
    return Role.COORDINATOR in person.roles


def may_run_the_outbox(person: Standing) -> bool:
    return Role.COORDINATOR in person.roles


def may_run_rounds(person: Standing) -> bool:
    """Who opens reporting rounds, reminds those who are late, and closes them."""
    return Role.COORDINATOR in person.roles


def no_review(item: Item, person: Standing) -> Words | None:
    """Why this person does not review updates of the item in a reporting round, or None when they do."""
    whose = (Who.UNIT_HEAD, Who.COORDINATOR)
    if has_the_say(whose, item, person):
        return None
    return _("This is not yours to do: it is for %(who)s.") % {"who": who_says(whose)}


def may_administer(person: Standing) -> bool:
    """Who keeps people, units and roles. It gives no say in the workflow."""
    return bool(person.roles & {Role.COORDINATOR, Role.ADMINISTRATOR})


def may_give(role: str, person: Standing) -> bool:
    """Administrators are made by administrators only."""
    return may_administer(person) and (role != Role.ADMINISTRATOR or Role.ADMINISTRATOR in person.roles)


def may_enter_absences(of: int, of_units: Iterable[int], person: Standing) -> bool:
    """Everybody enters their own; a head of a unit those of its people, a coordinator anybody's."""
    return of == person.user_id or Role.COORDINATOR in person.roles or not person.headed.isdisjoint(of_units)


def may_prepare_report(person: Standing, unit_id: int | None) -> bool:
    """Who prepares a progress report for signature: coordinators any, the head of a unit one of that unit."""
    return Role.COORDINATOR in person.roles or may_sign_report(person, unit_id)


def may_sign_report(person: Standing, unit_id: int | None) -> bool:
    """Who issues a progress report: senior management any, the head of a unit one of that unit."""
    return Role.SENIOR_MANAGEMENT in person.roles or unit_id in person.headed


def may_keep_templates(person: Standing) -> bool:
    return bool(person.roles & {Role.COORDINATOR, Role.ADMINISTRATOR})
