"""When an office is open: its hours, its days off, the public holidays of its country. Plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache

import holidays

# An office that is closed for longer than this is none: no country has so many holidays in a row.
_LONGEST_CLOSED = timedelta(days=60)


@dataclass(frozen=True)
class Office:
    """Hours are read on the clock of `zone`, or, without one, on each reader's own; `until_hour` 24 is midnight.

    `days_off` holds days of the week, 0 for Monday; `country` and `subdivision` are ISO 3166 codes.
    """

    from_hour: int = 0
    until_hour: int = 24
    days_off: frozenset[int] = frozenset()
    country: str = ""
    subdivision: str = ""
    zone: tzinfo | None = None

    def is_open(self, at: datetime, zone: tzinfo) -> bool:
        """Whether a digest may be planned at that moment for a reader in that zone."""
        here = at.astimezone(self.zone or zone)
        return self.from_hour <= here.hour < self.until_hour and self.works_on(here.date())

    def works_on(self, day: date) -> bool:
        return day.weekday() not in self.days_off and day not in self.holidays_of(day.year)

    def next_working_day(self, day: date) -> date:
        """The day itself, or the first one after it on which the office works."""
        last = day + _LONGEST_CLOSED
        while day < last and not self.works_on(day):
            day += timedelta(days=1)
        return day

    def holidays_of(self, year: int) -> Mapping[date, str]:
        """The public holidays of a year with their names, as the library gives them."""
        return _holidays(self.country, self.subdivision, year) if self.country else {}


ALWAYS_OPEN = Office()


@lru_cache(maxsize=512)
def _holidays(country: str, subdivision: str, year: int) -> Mapping[date, str]:
    try:
        return dict(holidays.country_holidays(country, subdiv=subdivision or None, years=year))
    except NotImplementedError:  # a country or a part of one that a later version of the library dropped
        return {}


def countries() -> Mapping[str, list[str]]:
    """The countries whose holidays are known, each with the codes of its parts that have some of their own."""
    return holidays.list_supported_countries()
