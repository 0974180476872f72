"""Whether every zone gets each of its days once, whatever its clocks do. Prints one JSON document.

    python -m benchmarks.reminder_days [--first 2026-01-01] [--last 2028-12-31]

Every half an hour of the period the day of digests is asked for in each zone of the time zone database, as the planner
does it. A day that is missing is *skipped*; one that comes back after another has begun is *doubled*. The same is asked
of an office open from 2 to 4 there, the hours that changes of clocks take away or give twice: a day without any moment
in them is *shut*. Beside it stand the odd dates of the calendar: `crashes` counts those the rules fail on.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, date, datetime, time, timedelta
from time import perf_counter
from zoneinfo import ZoneInfo, available_timezones

from recommendations.reminders.cadence import Book, Kind, Rule, Step, To
from recommendations.reminders.office import Office
from recommendations.reminders.rules import Facts, People, Stage, tellings

STEP = timedelta(minutes=30)
ODD = (date(1, 1, 1), date(1899, 12, 31), date(2024, 2, 29), date(2026, 1, 31), date(2026, 12, 31), date(9999, 12, 31))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--first", type=date.fromisoformat, default=date(2026, 1, 1))
    parser.add_argument("--last", type=date.fromisoformat, default=date(2028, 12, 31))
    given = parser.parse_args()
    started = perf_counter()
    result = counted(given.first, given.last)
    json.dump(result | {"seconds": round(perf_counter() - started, 1)}, sys.stdout, indent=1)
    sys.stdout.write("\n")


def counted(first: date, last: date) -> dict[str, int]:
    zones = sorted(available_timezones() - {"localtime"})
    found = [_days(ZoneInfo(name), first, last) for name in zones]
    return {
        "zones": len(zones),
        "zone_days": len(zones) * ((last - first).days + 1),
        "skipped": sum(one[0] for one in found),
        "doubled": sum(one[1] for one in found),
        "shut": sum(one[2] for one in found),
        "not_in_the_zone": sum(one[3] for one in found),
        "crashes": crashes(),
    }


def _days(zone: ZoneInfo, first: date, last: date) -> tuple[int, int, int, int]:
    """Days skipped, doubled, shut, and those that the zone itself leaves out (as Kwajalein did in 1993)."""
    office = Office(from_hour=2, until_hour=4)
    seen: dict[date, bool] = {}
    doubled, latest = 0, date.min
    now = datetime.combine(first - timedelta(days=1), time(), UTC)
    end = datetime.combine(last + timedelta(days=2), time(), UTC)
    while now < end:
        day = now.astimezone(zone).date()
        doubled += day < latest
        latest = max(latest, day)
        seen[day] = seen.get(day, False) or office.is_open(now, zone)
        now += STEP
    wanted = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    left_out = [day for day in wanted if day not in seen and not _exists(day, zone)]
    skipped = sum(day not in seen for day in wanted) - len(left_out)
    return skipped, doubled, sum(day in seen and not seen[day] for day in wanted), len(left_out)


def _exists(day: date, zone: ZoneInfo) -> bool:
    noon = datetime.combine(day, time(12), zone)
    return noon.astimezone(UTC).astimezone(zone).date() == day


def crashes() -> int:
    """Each odd date as a due date, asked about on each of the others."""
    step = Step(To.OWNER, (30, 7, 1), on_the_day=True, after=7, every=7)
    rules = {kind: Rule((step,), days=45, each_quarter=True) for kind in Kind}
    book, failed = Book({None: rules}, {}), 0
    for due_on in ODD:
        for today in ODD:
            for stage in Stage:
                facts = Facts(1, stage, due_on, None, 1, updated_on=due_on, completed_on=due_on)
                failed += _fails(facts, People({1: today}, {}), book)
    return failed


def _fails(facts: Facts, people: People, book: Book) -> bool:
    try:
        list(tellings(facts, people, book))
    except Exception as fault:  # noqa: BLE001  whatever it is, it is counted
        print(facts, people, repr(fault), file=sys.stderr)
        return True
    return False


if __name__ == "__main__":
    main()
