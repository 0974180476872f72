"""What each role may, in a sentence for its holder and for who gives it. The whole is in docs/permissions.md."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from recommendations.permissions import Role
from recommendations.workflow import MOVES, Who, Words

# Besides the moves: what the role sees and keeps.
_BESIDES: dict[str, Words] = {
    Role.COORDINATOR: _("Sees everything, imports reports, keeps the outbox, people and units."),
    Role.FOCAL_POINT: _("Can be made owner or alternate; sees what they own or stand in for."),
    Role.CONTRIBUTOR: _("Can be asked to draft updates and to suggest evidence; sees what they contribute to."),
    Role.UNIT_HEAD: _("Sees what the unit and the units below it own, and enters the absences of their people."),
    Role.VERIFIER: _("Sees everything; looks at no work of their own unit."),
    Role.SENIOR_MANAGEMENT: _("Sees everything."),
    Role.READER: _("Reads what the unit and the units below it own, or everything if granted."),
    Role.ADMINISTRATOR: _("Keeps people and units; no say in the workflow by this alone."),
}
_AS_WHO: dict[str, tuple[Who, ...]] = {
    Role.COORDINATOR: (Who.COORDINATOR,),
    Role.FOCAL_POINT: (Who.OWNER,),
    Role.CONTRIBUTOR: (Who.CONTRIBUTOR,),
    Role.UNIT_HEAD: (Who.UNIT_HEAD,),
    Role.VERIFIER: (Who.VERIFIER,),
    Role.SENIOR_MANAGEMENT: (Who.SENIOR_MANAGEMENT,),
}


@dataclass(frozen=True)
class RoleWords:
    """A role in words: what it sees and keeps, and the moves it makes, taken from the table of moves."""

    role: Role
    besides: Words
    moves: tuple[Words, ...]


def _words(role: Role) -> RoleWords:
    who = set(_AS_WHO.get(role, ()))
    return RoleWords(role, _BESIDES[role], tuple(move.label for move in MOVES if who & set(move.who)))


ROLE_WORDS: dict[str, RoleWords] = {role: _words(role) for role in Role}
