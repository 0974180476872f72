"""An oracle of reminders: what each person gets on each day, told plainly from the promise in docs/reminders.md.

It shares nothing with the rules, the planner or the office: it goes through the days one by one, keeps what everybody
has been told in a plain set, and knows of items only what a table of facts says.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


@dataclass
class Person:
    name: str
    zone: str
    weekday: int | None = None
    at_once: bool = False
    gone_from: date | None = None  # the first day on which they are not there any more
    away: list[tuple[date, date, str]] = field(default_factory=list)  # first day, last day, who stands in


@dataclass
class Item:
    name: str
    owner: str
    alternate: str = ""
    due: list[tuple[date, date]] = field(default_factory=list)  # from which day on, due when
    ends_on: date | None = None
    assigned_on: date | None = None


@dataclass
class House:
    """One office: hours on each reader's own clock, days off, holidays; a head and somebody of senior management."""

    people: dict[str, Person]
    items: list[Item]
    head: str
    senior: str
    from_hour: int
    until_hour: int
    days_off: set[int]
    holidays: set[date]
    told: set[tuple[str, str, date, str]] = field(default_factory=set)
    mailed: set[tuple[str, date]] = field(default_factory=set)
    weekly_planned: dict[str, date] = field(default_factory=dict)


def tick(house: House, now: datetime) -> dict[str, set[str]]:
    """What leaves when everything runs at that moment: by person, the items in their mail. Remembers it."""
    office_day = now.astimezone(ZoneInfo("UTC")).date()
    present = {name for name, person in house.people.items() if not _is_out(person, office_day)}
    wanted: dict[str, set[tuple[str, str, date, str]]] = defaultdict(set)
    days = {name: now.astimezone(ZoneInfo(person.zone)).date() for name, person in house.people.items()}
    for item in house.items:
        due = _due(item, office_day)
        if due is None:
            continue
        for name, moment in _asked(house, item, due, days, present, office_day):
            wanted[name].add((item.name, name, due, moment))
    mails: dict[str, set[str]] = {}
    for name, person in house.people.items():
        hour = now.astimezone(ZoneInfo(person.zone)).hour
        today = days[name]
        is_open = house.from_hour <= hour < house.until_hour and _works(house, today)
        if name not in present or not is_open:
            continue
        turn = _turn(house, person, today)
        fresh = wanted[name] - house.told
        if not turn:
            fresh = {one for one in fresh if person.at_once and one[3] == "0" and one[2] < today}
        elif person.weekday is not None:
            house.weekly_planned[name] = today
        if fresh and (name, today) not in house.mailed:
            house.mailed.add((name, today))
            house.told |= fresh
            mails[name] = {one[0] for one in fresh}
    return mails


def _due(item: Item, on: date) -> date | None:
    if item.ends_on is not None and on >= item.ends_on:
        return None
    dates = [due for since, due in item.due if since <= on]
    return dates[-1] if dates else None


def _is_out(person: Person, on: date) -> bool:
    gone = person.gone_from is not None and on >= person.gone_from
    return gone or any(first <= on <= last for first, last, _stand_in in person.away)


def _asked(
    house: House, item: Item, due: date, days: dict[str, date], present: set[str], office_day: date
) -> list[tuple[str, str]]:
    """Who should know of which moment by now. A moment is the number of days after the date, as text."""
    found = []
    answering = _answering(house, item, present, office_day)
    for name in answering:
        moment = _latest(due, days[name])
        if moment is None:
            continue
        known = item.assigned_on is not None and due + timedelta(days=moment) <= item.assigned_on < due
        if not known:
            found.append((name, str(moment)))
    for name, after in ((house.head, 14), (house.senior, 45)):
        if name in present and (days[name] - due).days >= after:
            found.append((name, str(after)))
    return found


def _answering(house: House, item: Item, present: set[str], on: date) -> list[str]:
    row = [item.owner, item.alternate]
    for name in (item.owner, item.alternate):
        if name:
            row += [who for first, last, who in house.people[name].away if first <= on <= last]
    row.append(house.head)
    for name in row:
        if name and name in present:
            return [name]
    return []


def _latest(due: date, today: date) -> int | None:
    """The moments 30, 7 and 1 days before, the day, and every seventh after: the last one that has come."""
    last = None
    for moment in [-30, -7, -1, 0, *range(7, 4000, 7)]:
        if due + timedelta(days=moment) <= today:
            last = moment
    return last


def _works(house: House, day: date) -> bool:
    return day.weekday() not in house.days_off and day not in house.holidays


def _turn(house: House, person: Person, today: date) -> bool:
    """Daily always; weekly on the day, or after it when none was planned since the day came."""
    if person.weekday is None:
        return True
    day = today
    while day.weekday() != person.weekday:
        day -= DAY
    return today == day or house.weekly_planned[person.name] < day
