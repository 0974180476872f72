"""What every command of ours has in common: whatever stands in its way is said in words, with exit code 1 or 2."""

from typing import Any

from django.core.management import base
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.utils.translation import gettext as _


class BaseCommand(base.BaseCommand):
    """A command that answers in words for a database it cannot use and for an argument that is no text."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except (InterfaceError, OperationalError, ProgrammingError) as fault:
            reason = str(fault).strip().split("\n", maxsplit=1)[0].rstrip(".")
            words = _("The database cannot be used: %(reason)s. Check DATABASE_URL, and run “manage.py migrate”.")
            raise base.CommandError(words % {"reason": reason}, returncode=1) from fault
        except UnicodeEncodeError as fault:
            words = _("Something given is not text in the encoding of this terminal.")
            raise base.CommandError(words, returncode=2) from fault
