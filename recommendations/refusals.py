"""Why a verb did nothing. Each carries the words a person is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from recommendations.models import HistoryEntry, Recommendation
from recommendations.workflow import Words


class Refused(Exception):
    """The verb was not carried out. `fields` names what is wrong with what was given: {field: [words]}."""

    def __init__(self, *reasons: Words, fields: Mapping[str, Sequence[Words]] | None = None) -> None:
        self.reasons = [str(reason) for reason in reasons]
        self.fields = {name: [str(word) for word in words] for name, words in (fields or {}).items()}
        super().__init__(" ".join([*self.reasons, *(f"{n}: {' '.join(w)}" for n, w in self.fields.items())]))


class Stale(Refused):
    """The item was changed since the form was opened. `since` lists what happened meanwhile, oldest first."""

    def __init__(self, item: Recommendation, since: Sequence[HistoryEntry]) -> None:
        self.item = item
        self.since = list(since)
        super().__init__(
            _("Somebody changed this recommendation while you were writing. See what changed, then send again.")
        )
