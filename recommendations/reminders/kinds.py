"""The kinds of reminders: what each is called, whom it may be for, and what is told unless somebody sets it otherwise.

A new kind is a member of `cadence.Kind` and of `models.ReminderKind`, a row here, and a source of its dates: a fact of
the item in `rules.fixed_dates`, or one of `items.SOURCES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from recommendations.reminders.cadence import Kind, Rule, Step, To
from recommendations.workflow import Words

_BEFORE = (30, 7, 1)
_WORK = (To.OWNER, To.UNIT_HEAD, To.SENIOR_MANAGEMENT, To.ALTERNATE, To.CONTRIBUTORS, To.COORDINATORS)


@dataclass(frozen=True)
class About:
    """One kind. `date` says which date it counts from, `days` what it counts with (without it, nothing);
    `may_be_for` are the audiences a rule can have, `default` is the cadence of the house.
    """

    date: Words
    may_be_for: tuple[To, ...]
    default: Rule
    days: Words = ""
    quarterly: bool = False


ABOUT: Mapping[Kind, About] = {
    Kind.RESPONSE: About(
        _("The day by which the response is due, while nothing is decided."),
        _WORK,
        Rule((Step(To.OWNER, _BEFORE, on_the_day=True),)),
    ),
    Kind.TARGET: About(
        _("The target date, while there is work to do."),
        _WORK,
        Rule((Step(To.OWNER, _BEFORE, on_the_day=True),)),
    ),
    Kind.OVERDUE: About(
        _("The date the response was due or the target date, once it has passed."),
        _WORK,
        Rule(
            (
                Step(To.OWNER, after=7, every=7),
                Step(To.UNIT_HEAD, after=14),
                Step(To.SENIOR_MANAGEMENT, after=45),
            )
        ),
    ),
    Kind.UPDATE: About(
        _("The day by which an update is asked for: the end of a quarter, or some days before the target date."),
        _WORK,
        Rule((Step(To.OWNER, (14,), on_the_day=True),), days=45, each_quarter=True),
        days=_("How many days before the target date an update is asked for; 0 for not at all"),
        quarterly=True,
    ),
    Kind.STALE: About(
        _("The first day on which the last update is older than it should be."),
        _WORK,
        Rule((Step(To.OWNER, on_the_day=True, after=30, every=30),), days=100),
        days=_("After how many days without an update it is told"),
    ),
    Kind.ACTION: About(
        _("The day by which an action of the plan is due."),
        (To.ACTION_OWNER, *_WORK),
        Rule((Step(To.ACTION_OWNER, (7, 1), on_the_day=True, after=7, every=7),)),
    ),
    Kind.EXTENSION: About(
        _("The day on which more time was asked for, until it is decided."),
        (To.DECIDER, To.SENIOR_MANAGEMENT, To.COORDINATORS),
        Rule((Step(To.DECIDER, on_the_day=True, after=7, every=7),)),
    ),
    Kind.VERIFICATION: About(
        _("The day by which a claim is to be verified, counted from the day of completion it gives."),
        (To.VERIFIERS, To.SENIOR_MANAGEMENT, To.COORDINATORS),
        Rule((Step(To.VERIFIERS, _BEFORE, on_the_day=True, after=30, every=30),), days=365),
        days=_("Within how many days a claim is to be verified"),
    ),
    Kind.ROUND: About(
        _("The day on which a reporting round closes, for what has not been reported in it."),
        _WORK,
        Rule((Step(To.OWNER, (14, 3, 1), on_the_day=True),)),
    ),
}
DEFAULTS: Mapping[Kind, Rule] = {kind: about.default for kind, about in ABOUT.items()}
# An update is asked for once in a quarter, so its first word must not come in the quarter before.
LONGEST_BEFORE_A_QUARTER_ENDS = 60
