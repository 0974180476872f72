"""The columns of a workbook: those that name a recommendation, and those a person may fill in.

A column's code is the name of the field of the move that takes what is written there; a hidden first row holds the
codes, so that headings may be changed, and columns moved or taken out.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from recommendations.workflow import Words

PREFIX = "suivi."
KEY = "key"


class Shape(enum.StrEnum):
    """What sort of cell it is."""

    TEXT = "text"
    DATE = "date"
    TARGET = "target"  # a date, a month or a quarter
    NUMBER = "number"
    PERSON = "person"
    UNIT = "unit"
    TICK = "tick"


class Act(enum.StrEnum):
    """What is done by filling in some columns, in the order in which it is done."""

    REPORT = "report"
    EXTEND = "extend"
    ASSIGN = "assign"


@dataclass(frozen=True)
class Column:
    """`width` is in characters. Without an act nobody may write in it; `hint` is said where somebody may."""

    code: str
    label: Words
    width: int
    shape: Shape = Shape.TEXT
    act: Act | None = None
    hint: Words = ""


_TARGET_HINT = _("A day (2027-06-30), a month (2027-06) or a quarter (2027-Q2).")

COLUMNS: tuple[Column, ...] = (
    Column("report", _("Report"), 12),
    Column("reference", _("Reference"), 12),
    Column("chapeau", _("Chapeau"), 24),
    Column("recommendation", _("Recommendation"), 60),
    Column("theme", _("Theme"), 20),
    Column("response", _("Response"), 16),
    Column("implementation", _("Implementation"), 16),
    Column("due_on", _("Due"), 12, Shape.DATE),
    Column("target_on", _("Target date"), 12, Shape.DATE),
    Column("last_update_on", _("Last update"), 12, Shape.DATE),
    Column("last_update", _("Latest update"), 40),
    Column("text", _("What was done"), 50, Shape.TEXT, Act.REPORT, _("Your update. It is added to those there are.")),
    Column("no_change", _("No change, still on track"), 12, Shape.TICK, Act.REPORT, _("✓ instead of an update.")),
    Column("reported_on", _("As at"), 12, Shape.DATE, Act.REPORT, _("Today, if you leave it empty.")),
    Column("percent_done", _("Percent done"), 10, Shape.NUMBER, Act.REPORT, _("A whole number from 0 to 100.")),
    Column("new_target_on", _("New target date asked for"), 14, Shape.TARGET, Act.EXTEND, _TARGET_HINT),
    Column("reason", _("Reason for more time"), 30, Shape.TEXT, Act.EXTEND, _("Needed with a new target date.")),
    Column("mitigation", _("Mitigation meanwhile"), 30, Shape.TEXT, Act.EXTEND,
           _("What is done so that the delay does no harm.")),
    Column("owner", _("Owner"), 30, Shape.PERSON, Act.ASSIGN, _("Choose from the list.")),
    Column("alternate", _("Alternate"), 30, Shape.PERSON, Act.ASSIGN, _("Choose from the list, or leave it empty.")),
    Column("unit", _("Unit"), 30, Shape.UNIT, Act.ASSIGN, _("Choose from the list. Empty means the owner’s own unit.")),
    Column("response_due_on", _("Response due"), 12, Shape.DATE, Act.ASSIGN, _("A day.")),
)  # fmt: skip
BY_CODE = {column.code: column for column in COLUMNS}
EDITABLE = tuple(column for column in COLUMNS if column.act is not None)
# What stands in these when a workbook is taken is remembered in each row's key: the first two say whether the key is
# still with its own row, the others whether something was edited.
NAMING = ("report", "reference")
REMEMBERED = (*NAMING, "percent_done", "owner", "alternate", "unit", "response_due_on")
TICKED = "✓"
