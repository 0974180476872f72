"""T1–T4: every zone's days, clocks that jump, dates that are odd, and readers at both ends of the day."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from benchmarks import reminder_days
from benchmarks.mail_faults import crew
from benchmarks.mail_faults.house import House, Verdict, copies
from benchmarks.mail_faults.planning import DAY, references, tick
from benchmarks.reminders import TODAY, populate

if TYPE_CHECKING:
    from recommendations.models import Recommendation, User

HOUR = timedelta(hours=1)
ZONES = ("Europe/Vienna", "America/Santiago", "Australia/Lord_Howe")
# Both changes of clocks of 2026 in each of these zones, an hour or two before them.
CHANGES = (
    datetime(2026, 3, 28, 23, tzinfo=UTC),
    datetime(2026, 10, 24, 23, tzinfo=UTC),
    datetime(2026, 4, 5, 2, tzinfo=UTC),
    datetime(2026, 9, 6, 3, tzinfo=UTC),
    datetime(2026, 4, 4, 14, tzinfo=UTC),
    datetime(2026, 10, 3, 15, tzinfo=UTC),
)
JUMPS = (timedelta(), HOUR, -HOUR, timedelta(seconds=-90), DAY, timedelta())
FAR = ("Pacific/Kiritimati", "Etc/GMT+12")
NONSENSE = (
    "2026-02-30",
    "2026-13-01",
    "0000-01-01",
    "99999-01-01",
    "-1",
    "NaN",
    "1e9",
    "٣٠/٠٢/٢٠٢٦",
    "\u202e2026-01-01",
)


def every_zone(_house: House) -> Verdict:
    """T1. A year's days in each zone there is, asked for each half hour (benchmarks.reminder_days: three years)."""
    counts = reminder_days.counted(date(2026, 1, 1), date(2026, 12, 31))
    return Verdict.of(counts, skipped=0, doubled=0, shut=0, crashes=0, zones=(590, 700))


def jumping(house: House) -> Verdict:
    """T2. Around each change of clocks the time jumps by an hour, by a day, and back; beat begins anew each time."""
    people = in_zones(ZONES, 10)
    faults = 0
    with house.mail_server(texts=True):
        for change in CHANGES:
            due_at(change.date(), len(people))
            times = (change + step * timedelta(minutes=40) for step in range(6))
            faults += crew.one_by_one(tick, *(now + jump for now in times for jump in JUMPS))
    counts = {
        "people": len(people),
        "ticks": len(CHANGES) * 6 * len(JUMPS),
        "faults": faults,
        **doubled(house.came()),
        **copies(house.came()),
    }
    return Verdict.of(
        counts, faults=0, digests_of_a_day=1, told_twice=0, most_copies=1, distinct=(len(people) * 6, 10**6)
    )


def odd_dates(house: House) -> Verdict:
    """T3. Items due on 29 February, at both ends of the calendar and of months; dates that are none, in a form."""
    from recommendations.models import Recommendation

    populate(len(reminder_days.ODD), 1, "mails", texts=False)
    for item, due_on in zip(Recommendation.objects.order_by("pk"), reminder_days.ODD, strict=True):
        Recommendation.objects.filter(pk=item.pk).update(response_due_on=due_on)
    faults = 0
    with house.mail_server(texts=True):
        days = (date(2026, 3, 2), date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1), date(2027, 12, 31))
        faults += crew.one_by_one(tick, *(datetime.combine(day, time(9), UTC) for day in days))
    told = {reference for mail in house.came() for reference in references(mail)}
    answers = [_extension_until(words) for words in NONSENSE]
    counts = {
        "dates": len(reminder_days.ODD),
        "faults": faults,
        "crashes": reminder_days.crashes(),
        # What is due in the year 9999 is not due yet.
        "not_told": len(reminder_days.ODD) - 1 - len(told),
        "nonsense": len(NONSENSE),
        "nonsense_answered_422": answers.count(422),
        "a_true_date_is_taken": _extension_until("2027-03-31") == 302,
        **copies(house.came()),
    }
    return Verdict.of(
        counts,
        faults=0,
        crashes=0,
        not_told=0,
        nonsense_answered_422=len(NONSENSE),
        a_true_date_is_taken=True,
        most_copies=1,
        to_others=0,
    )


def _extension_until(words: str) -> int:
    """What the form of an extension answers to such a date."""
    from django.test import Client
    from django.urls import reverse

    item = _under_way()
    assert item.owner is not None
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(item.owner)
    address = reverse("recommendations:move", args=[item.report.symbol, item.reference, "extend"])
    given = {"version": item.version, "new_target_on": words, "reason": "Late.", "mitigation": "A draft is in use."}
    return client.post(address, given).status_code


def _under_way() -> Recommendation:
    from django.db.models import F

    from recommendations.models import Recommendation

    first = Recommendation.objects.earliest("pk")
    Recommendation.objects.filter(pk=first.pk, response="pending").update(
        response="accepted", implementation="in_progress", target_on=TODAY, version=F("version") + 1
    )
    item: Recommendation = Recommendation.objects.select_related("owner", "report").get(pk=first.pk)
    return item


def far_zones(house: House) -> Verdict:
    """T4. One date read at UTC+14 and at UTC−12, hour by hour; then readers change zone between plan and sending."""
    from recommendations.models import User
    from recommendations.reminders import planner

    people = in_zones(FAR, 10)
    due_at(TODAY, len(people))
    zones = {one.email: one.time_zone for one in people}
    at, faults, movers = datetime.combine(TODAY - 2 * DAY, time(), UTC), 0, [one.pk for one in people[::2]]
    sent_at: list[datetime] = []
    with house.mail_server(texts=True):
        for _hour in range(96):
            faults += crew.one_by_one(tick, at)
            sent_at += [at] * (len(house.came()) - len(sent_at))
            at += HOUR
        settled = house.came()
        due_at(at.date(), len(people))
        planner.plan(now=at)
        User.objects.filter(pk__in=movers).update(time_zone=FAR[1])
        User.objects.filter(pk__in=[one.pk for one in people[1::2]]).update(time_zone=FAR[0])
        faults += crew.one_by_one(tick, *(at + n * HOUR for n in range(48)))
    counts = {
        "people": len(people),
        "faults": faults,
        "disagreements": sum(_disagrees(m, zones[m["to"]], on) for m, on in zip(settled, sent_at, strict=False)),
        "zone_not_named": sum(zones[mail["to"]] not in mail["text"] for mail in settled),
        "not_told_on_the_day": len(zones.keys() - {mail["to"] for mail in settled if " – today" in mail["text"]}),
        **doubled(house.came()),
        **copies(house.came()),
    }
    return Verdict.of(
        counts, faults=0, disagreements=0, zone_not_named=0, not_told_on_the_day=0, digests_of_a_day=1, told_twice=0,
        most_copies=1,
    )  # fmt: skip


def _disagrees(mail: dict[str, Any], zone: str, sent_at: datetime) -> bool:
    """Whether the mail says another day than its reader's calendar, or counts to the due date wrongly."""
    local = sent_at.astimezone(ZoneInfo(zone)).date()
    days = (TODAY - local).days
    wanted = "today" if days == 0 else f"in {days} day" if days > 0 else f"{-days} day"
    return day_of(mail) != local or f" – {wanted}" not in mail["text"]


# --- people and mails ----------------------------------------------------------------------------------------


def in_zones(zones: tuple[str, ...], each: int) -> list[User]:
    """People of these zones in turn, with one item each."""
    from recommendations.models import User

    populate(len(zones) * each, len(zones) * each, "mails", texts=False)
    people = list(User.objects.order_by("pk"))
    for n, one in enumerate(people):
        one.time_zone = zones[n % len(zones)]
    User.objects.bulk_update(people, ["time_zone"])
    return people


def due_at(day: date, items: int) -> None:
    """All of them have this date from now on."""
    from django.db.models import F

    from recommendations.models import Recommendation

    assert Recommendation.objects.update(response_due_on=day, version=F("version") + 1) == items


def day_of(mail: dict[str, Any]) -> date:
    """The reader's day, which stands in its second line."""
    return datetime.strptime(mail["text"].splitlines()[1], "%d %B %Y").replace(tzinfo=UTC).date()


def doubled(came: list[dict[str, Any]]) -> dict[str, int]:
    """The most mails one person got of one day, and lines that said the same of the same date on the same day."""
    days = Counter((mail["to"], day_of(mail)) for mail in came)
    said = Counter(
        (mail["to"], line)
        for mail in came
        for line in re.findall(r"^\* (.*\n  .* – .*)$", mail["text"], re.MULTILINE)
        if line.endswith(" – today")
    )
    return {
        "digests_of_a_day": max(days.values(), default=0),
        "told_twice": sum(number - 1 for number in said.values()),
    }
