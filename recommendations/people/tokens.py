"""The signed part of a link by which a person sets a password: it works once, for one person, for a while."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.http import base36_to_int

from recommendations.models import User


class LinkTokens(PasswordResetTokenGenerator):
    """Django's tokens, which end when the password, the address or the last log-in changes, with a life of their own.

    `PASSWORD_RESET_TIMEOUT` is the longest of all lives; a shorter one is judged here.
    """

    def __init__(self, kind: str, lifetime: timedelta) -> None:
        super().__init__()
        self.key_salt = f"recommendations.people.tokens.{kind}"
        self.lifetime = lifetime

    def check_token(self, user: User | None, token: str | None) -> bool:
        if user is None or not user.is_active or not super().check_token(user, token):
            return False
        made = base36_to_int(str(token).partition("-")[0])
        return bool(self._num_seconds(self._now()) - made <= self.lifetime.total_seconds())


INVITATION = LinkTokens("invitation", timedelta(days=7))
RESET = LinkTokens("reset", timedelta(hours=3))


def is_invited(person: User) -> bool:
    """Whether the person has still to set the first password."""
    return not person.has_usable_password()
