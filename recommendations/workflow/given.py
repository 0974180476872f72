"""What several moves ask for, and what may be chosen."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from recommendations.workflow.moves import Field, Kind
from recommendations.workflow.states import Words

CLOSING_REASONS: tuple[tuple[str, Words], ...] = (
    ("superseded", _("Superseded")),
    ("overtaken_by_events", _("Overtaken by events")),
    ("no_longer_relevant", _("No longer relevant")),
    ("impossible", _("Impossible to implement")),
    ("risk_accepted", _("Risk accepted")),
    ("refused_later", _("Refused later")),
)
VERIFICATION_METHODS: tuple[tuple[str, Words], ...] = (
    ("desk", _("Desk review")),
    ("visit", _("Visit")),
)

REASON = Field("reason", Kind.TEXT, _("Reason"))
TARGET = Field(
    "target_on",
    Kind.TARGET,
    _("Target date"),
    help=_("A day (2027-06-30), a month (2027-06) or a quarter (2027-Q2)."),
)
FIRST_ACTION = (
    Field("action", Kind.LINE, _("First action"), required=False, help=_("What will be done, in a sentence.")),
    Field("action_owner", Kind.PERSON, _("Who will do it"), required=False, default="owner"),
    Field("action_due_on", Kind.TARGET, _("By when"), required=False, help=TARGET.help),
)
PERCENT = Field("percent_done", Kind.PERCENT, _("Percent done"), required=False)
REPORTED_ON = Field("reported_on", Kind.PAST_DATE, _("As at"), default="today")
FILES = Field("files", Kind.FILES, _("Files"), required=False)
