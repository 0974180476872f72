"""People, the units they belong to, the roles they hold there from a day to a day, and their absences."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date, tzinfo
from functools import cache
from typing import Any, ClassVar, NamedTuple, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import FilteredRelation, QuerySet
from django.db.models.functions import Cast, Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recommendations.models.compiled import compiled_once
from recommendations.models.outbox import OutboxPause
from recommendations.permissions import Role, Standing, sees
from recommendations.zones import zone_of


def known_time_zone(name: str) -> None:
    """Raises ValidationError for a name the time zone database does not have."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("There is no time zone called %(name)s."), params={"name": name})


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A person who logs in with an e-mail address; without a password nobody can log in as them."""
        if not email:
            raise ValueError("a person needs an e-mail address")
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person. One name as they write it; no first and last, which not every language has."""

    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("Somebody with this e-mail address is already here.")},
    )
    name = models.CharField(_("name"), max_length=150)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC", validators=[known_time_zone])
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may open the emergency administration"), default=False)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ("name", "pk")
        indexes = [models.Index("name", "id", name="people_by_name")]
        constraints = [
            # With `unique`, this makes "One@x.org" and "one@x.org" the same person.
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="email_address_in_lower_case"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.email = self.email.lower()

    def get_full_name(self) -> str:
        return self.name

    @property
    def zone(self) -> tzinfo:
        return zone_of(self.time_zone)

    def standing(self, on: date | None = None) -> Standing:
        """Roles and units on a day (today when not given): one query at the first call, none after it.

        Kept on the instance, which lives as long as a request; rights withdrawn hold from the next request on.
        """
        day = on or timezone.localdate()
        known: dict[date, Standing] = self.__dict__.setdefault("_standings", {})
        if day not in known:
            known[day] = Membership.objects.standing_of(self, day)
        return known[day]


Tree = dict[int | None, list[int]]


class UnitQuerySet(models.QuerySet["Unit"]):
    def current(self) -> Self:
        """Those that still are: a unit merged into another stays only so that what happened in it can be read."""
        return self.filter(merged_into__isnull=True)

    def below(self, unit_ids: set[int]) -> set[int]:
        """Ids of these units and all under them, in one query: an organisation has hundreds of units, not millions."""
        return _below(unit_ids, self.tree()) if unit_ids else set()

    def tree(self) -> Tree:
        """Ids of the units right under each unit."""
        return _tree(self.order_by().values_list("pk", "parent_id"))


def _tree(units: Iterable[tuple[int, int | None]]) -> Tree:
    """From each unit and the one above it."""
    children: Tree = {}
    for pk, parent_id in units:
        children.setdefault(parent_id, []).append(pk)
    return children


def _below(unit_ids: Collection[int], tree: Tree) -> set[int]:
    found, waiting = set(unit_ids), list(unit_ids)
    while waiting:
        new = [pk for pk in tree.get(waiting.pop(), []) if pk not in found]
        found.update(new)
        waiting.extend(new)
    return found


_STILL_IS = models.Q(merged_into__isnull=True)


class Unit(models.Model):
    """A part of the organisation; every unit but the topmost stands under another."""

    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=30, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged_from"
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(fields=("parent", "name"), name="unit_name_unique_in_parent", condition=_STILL_IS),
            models.UniqueConstraint(
                fields=("name",),
                name="topmost_unit_name_unique",
                condition=models.Q(parent__isnull=True) & _STILL_IS,
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="unit_is_not_its_own_parent",
            ),
            models.CheckConstraint(
                condition=_STILL_IS | ~models.Q(merged_into=models.F("id")), name="unit_is_not_merged_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def clean(self) -> None:
        if self.pk and self.parent_id and self.parent_id in Unit.objects.below({self.pk}):
            raise ValidationError({"parent": _("A unit cannot stand under itself or under a unit of its own.")})


_MARKS = {
    name: models.Value(name, output_field=models.CharField()) for name in ("item", "away", "notice", "unit", "pause")
}
_NOT = models.Value(value=False)
# With its type: PostgreSQL takes a bare NULL in a union for a text.
_NONE = Cast(models.Value(None), models.BigIntegerField())
MOST_COUNTED = 100

# A role, the unit it is held in, and whether it is granted everywhere; or another thing by its mark and id.
Row = tuple[str, int | None, bool]
# What is held in a unit is held in those below it.
_WITH_UNITS_BELOW = (Role.UNIT_HEAD, Role.READER)


def _current(on: date, of: str = "") -> models.Q:
    """That a membership is one on that day; `of` leads to it."""
    lasts = models.Q(**{f"{of}until__isnull": True}) | models.Q(**{f"{of}until__gte": on})
    return lasts & models.Q(**{f"{of}since__lte": on})


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, on: date) -> Self:
        return self.filter(_current(on))

    def standing_of(self, user: User, on: date) -> Standing:
        if not user.is_active:
            return Standing(user.pk, frozenset(), frozenset(), frozenset(), frozenset(), reads_everything=False)
        rows, tree, told, no_mail_leaves = [], [], [], False
        for mark, pk, granted, *others in _held_by(user=user.pk, on=on):
            match mark:
                case "unit":
                    tree.append((pk, others[0]))
                case "notice":
                    told.append(_Told(pk, *others))
                case "pause":
                    no_mail_leaves = True
                case _:
                    rows.append((mark, pk, granted))
        person = _standing(user.pk, rows, lambda: _tree(tree))
        return replace(person, unread=sum(sees(item, person) for item in told), no_mail_leaves=no_mail_leaves)

    def standings_of(
        self,
        users: Collection[int],
        on: date,
        *,
        stand_ins: Iterable[tuple[int, int]] | None = None,
        tree: Tree | None = None,
    ) -> dict[int, Standing]:
        """Of those who are active, without what they contribute to and have not read.

        One query, and one each for what the caller does not hand in: `stand_ins` are who is away and who is the
        alternate meanwhile, `tree` is that of the units.
        """
        rows: dict[int, list[Row]] = {}
        for user, role, unit, everywhere in _held_by_each(users=users, on=on):
            rows.setdefault(user, []).extend([] if role is None else [(role, unit, everywhere)])
        if stand_ins is None:
            absences = Absence.objects.on(on).filter(alternate__in=rows)
            stand_ins = [(person, user) for person, user in absences.values_list("person", "alternate") if user]
        for person, user in stand_ins:
            if user in rows:
                rows[user].append(("away", person, False))
        units = cache(Unit.objects.tree) if tree is None else lambda: tree
        return {user: _standing(user, found, units) for user, found in rows.items()}


class _Told(NamedTuple):
    """Of an item that a notice is about what decides who sees it."""

    pk: int
    unit_id: int | None
    owner_id: int | None
    alternate_id: int | None


def _standing(user_id: int, rows: Collection[Row], tree: Callable[[], Tree]) -> Standing:
    held = [(role, unit, everywhere) for role, unit, everywhere in rows if role in Role.values and unit is not None]
    headed = {unit for role, unit, _all in held if role == Role.UNIT_HEAD}
    read = {unit for role, unit, everywhere in held if role == Role.READER and not everywhere}
    children = tree() if headed or read else {}
    return Standing(
        user_id=user_id,
        roles=frozenset(role for role, _unit, _all in held),
        belongs_to=frozenset(unit for _role, unit, _all in held),
        headed=frozenset(_below(headed, children)),
        read=frozenset(_below(read, children)),
        reads_everything=any(everywhere for _role, _unit, everywhere in held),
        contributes_to=frozenset(pk for mark, pk, _all in rows if mark == "item" and pk is not None),
        stands_in_for=frozenset(pk for mark, pk, _all in rows if mark == "away" and pk is not None),
    )


class Membership(models.Model):
    """A person belongs to a unit with a role, from a day to a day (both included)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships", verbose_name=_("person"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships", verbose_name=_("unit"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    everywhere = models.BooleanField(
        _("reads everything"), default=False, help_text=_("A reader to whom sight of every unit is granted.")
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("to"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ("since", "pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="membership_ends_after_it_begins",
                violation_error_message=_("The last day comes before the first."),
            ),
            models.CheckConstraint(
                condition=models.Q(everywhere=False) | models.Q(role=Role.READER),
                name="only_a_reader_is_granted_sight_of_everything",
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_is_known"),
            models.UniqueConstraint(
                fields=("user", "unit", "role", "since"), name="one_membership_per_person_unit_role_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.unit}"


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def on(self, day: date) -> Self:
        return self.filter(first_on__lte=day, last_on__gte=day)

    def touching(self, first: date, last: date) -> Self:
        """Those that share at least a day with this stretch."""
        return self.filter(first_on__lte=last, last_on__gte=first)


class Absence(models.Model):
    """A person is away from a day to a day (both included); the alternate stands in for all that is theirs.

    Without an alternate of the absence, the item's own alternate answers, then the head of the unit. The database
    refuses two absences of one person that share a day.
    """

    person = models.ForeignKey(User, models.PROTECT, related_name="absences", verbose_name=_("person"))
    first_on = models.DateField(_("first day"))
    last_on = models.DateField(_("last day"))
    alternate = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("alternate")
    )
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ("first_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")), name="an_absence_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(alternate__isnull=True) | ~models.Q(alternate=models.F("person")),
                name="nobody_stands_in_for_themselves",
            ),
        ]
        indexes = [models.Index("last_on", "first_on", name="absences_by_day")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.first_on}–{self.last_on}"


@compiled_once(user=models.BigIntegerField(), on=models.DateField())
def _held_by(*, user: Any, on: Any) -> QuerySet[Any, Any]:
    """A person's roles; and what they contribute to, whom they stand in for, the items of what they have not read, the
    tree of units, where it matters, and a pause of the outbox, as none of these is to cost a query of its own.
    """
    held = Membership.objects.current(on).filter(user=user).order_by()
    contributions = User.contributes_to.through.objects.filter(user=user)
    absences = Absence.objects.on(on).filter(alternate=user).order_by()
    units = Unit.objects.filter(models.Exists(held.filter(role__in=_WITH_UNITS_BELOW))).order_by()
    # By the relation, as the module of notices needs this one. A limit inside a union is more than SQLite takes, inside
    # IN it is not.
    notices: Any = User._meta.get_field("notices").related_model
    latest = notices.objects.unread().filter(to=user).order_by("-pk").values("pk")[:MOST_COUNTED]
    unread = notices.objects.filter(pk__in=latest).order_by()
    item = ("recommendation__unit_id", "recommendation__owner_id", "recommendation__alternate_id")
    return held.values_list("role", "unit_id", "everywhere", _NONE, _NONE, _NONE).union(
        contributions.values_list(_MARKS["item"], "recommendation_id", _NOT, _NONE, _NONE, _NONE),
        absences.values_list(_MARKS["away"], "person_id", _NOT, _NONE, _NONE, _NONE),
        units.values_list(_MARKS["unit"], "pk", _NOT, "parent_id", _NONE, _NONE),
        unread.values_list(_MARKS["notice"], "recommendation_id", _NOT, *item),
        OutboxPause.objects.values_list(_MARKS["pause"], "pk", _NOT, _NONE, _NONE, _NONE),
        all=True,
    )


@compiled_once(users=[models.BigIntegerField()], on=models.DateField())
def _held_by_each(*, users: Any, on: Any) -> QuerySet[Any, Any]:
    """The roles of those who are active; who holds none comes once, without any."""
    held = FilteredRelation("memberships", condition=_current(on, "memberships__"))
    people = User.objects.filter(is_active=True, pk__in=users).order_by().annotate(held=held)
    return people.values_list("pk", "held__role", "held__unit_id", "held__everywhere")
