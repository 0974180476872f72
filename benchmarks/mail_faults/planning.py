"""R5–R9: outages, several planners at once, a Redis that forgets, and changes between planning and sending."""

from __future__ import annotations

import re
import shutil
import sys
import time
from collections.abc import Iterable
from contextlib import contextmanager, nullcontext, redirect_stdout
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from benchmarks.mail_faults import crew
from benchmarks.mail_faults.delivering import PATIENCE, all_settled, not_told, unaccounted
from benchmarks.mail_faults.house import ROOT, House, Verdict, copies, deliver, planned, states
from benchmarks.reminders import NOW, TODAY, populate
from tracker.processes import Child
from tracker.supervisor import Supervisor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from recommendations.models import User

TICK_SECONDS = 10
DAY = timedelta(days=1)


def references(mail: dict[str, Any]) -> set[str]:
    """The recommendations a mail speaks of."""
    return set(re.findall(r"^\* \S+ · (\S+)$", mail["text"], re.MULTILINE))


def end_some(items: Iterable[int]) -> None:
    """These have been verified. The table is written behind the verbs, which other figures are about."""
    from django.db.models import F

    from recommendations.models import Recommendation

    Recommendation.objects.filter(pk__in=list(items)).update(
        response="accepted", implementation="verified_implemented", target_on=TODAY, version=F("version") + 1
    )


def deliver_at(at: datetime) -> None:
    deliver(lambda: at)


def tick(at: datetime) -> None:
    """Plan and deliver, as beat has it done each time."""
    from recommendations.reminders import planner

    planner.plan(now=at)
    deliver_at(at)


def six_hours_without_a_server(house: House) -> Verdict:
    """R5. Refused connections, hung-up ones and 451 for two hours each; a third of the items ends meanwhile."""
    from recommendations.models import Recommendation

    people = 40
    planned(people, items=2)
    ended = house.dice.sample(list(Recommendation.objects.values_list("pk", "reference")), 25)
    at, faults = NOW, 0
    for down in (None, "closing", "busy"):
        with house.mail_server(down=down) if down else nullcontext():
            faults += crew.one_by_one(deliver_at, *(at + timedelta(minutes=10 * n) for n in range(12)))
        at += timedelta(hours=2)
        if down == "closing":
            end_some(pk for pk, _reference in ended)
    in_between = states()
    with house.mail_server(texts=True):
        faults += crew.one_by_one(deliver_at, *(at + timedelta(minutes=20 * n) for n in range(40)))
    gone = {reference for _pk, reference in ended}
    came = house.came()
    open_ones = set(Recommendation.objects.exclude(reference__in=gone).values_list("reference", flat=True))
    counts = {
        "mails": people,
        "failed": in_between["failed"] + states()["failed"],
        "uncertain": states()["uncertain"],
        "faults": faults,
        "skipped": states()["skipped"],
        "stale_lines": sum(len(references(mail) & gone) for mail in came),
        "items_not_told": len(open_ones - set().union(*map(references, came))),
        "lost": unaccounted(house),
        **copies(came),
    }
    return Verdict.of(
        counts, failed=0, uncertain=0, faults=0, stale_lines=0, items_not_told=0, lost=0, most_copies=1, to_others=0,
        distinct=people - counts["skipped"],
    )  # fmt: skip


def many_at_once(house: House) -> Verdict:
    """R6. Five planners and three beats that plan and deliver begin together, three times; then ten planners more."""
    from recommendations.models import OutgoingEmail, Reminder
    from recommendations.reminders import planner

    people = 300
    populate(people * 3, people, "mails", texts=False)
    faults = 0
    with house.mail_server():
        for minutes in range(3):
            at = NOW + timedelta(minutes=minutes)
            faults += crew.at_once(*[partial(planner.plan, now=at)] * 5, *[partial(tick, at)] * 3)
        added = sum(planner.plan(now=NOW + timedelta(minutes=5)).reminders for _ in range(10))
        deliver_at(NOW + timedelta(minutes=6))
    rows = OutgoingEmail.objects.count()
    counts = {
        "people": people,
        "faults": faults,
        "mails": rows,
        "rows_beyond_keys": rows - OutgoingEmail.objects.values("key").distinct().count(),
        "reminders": Reminder.objects.count(),
        "again_adds": added,
        "lost": unaccounted(house),
        **copies(house.came()),
        **not_told(),
    }
    return Verdict.of(
        counts, faults=0, mails=people, rows_beyond_keys=0, reminders=people * 3, again_adds=0, lost=0, most_copies=1,
        distinct=people, entries_missing=0, entries_too_many=0,
    )  # fmt: skip


def redis_forgets(house: House) -> Verdict:
    """R7. A real beat and worker; Redis is emptied, then killed and started again without its data."""
    people, later = 600, 20
    populate(people, people, "mails", texts=False)
    with house.mail_server(), _celery(house) as keep:
        crew.until(lambda: len(house.came()) >= people // 6, PATIENCE, keep)
        _emptied(house)
        crew.until(lambda: len(house.came()) >= people // 2, PATIENCE, keep)
        house.redis.finish(patience=0)
        shutil.rmtree(house.folder / "redis")
        (house.folder / "redis").mkdir()
        house.redis.start()
        house.redis.wait_until_it_answers()
        drained = crew.until(lambda: len(house.came()) >= people, PATIENCE, keep)
        populate(later, later, "later", texts=False)
        waited_since = time.monotonic()
        drained &= crew.until(lambda: len(house.came()) >= people + later, PATIENCE, keep)
        waited = time.monotonic() - waited_since
        crew.until(all_settled, PATIENCE, keep)
    counts = {
        "mails": people + later,
        "drained": drained,
        "lost": unaccounted(house),
        "ticks_until_new_ones_came": round(waited / TICK_SECONDS, 1),
        **copies(house.came()),
    }
    return Verdict.of(
        counts, drained=True, lost=0, most_copies=1, distinct=people + later, ticks_until_new_ones_came=(0, 3)
    )


def _emptied(house: House) -> None:
    import redis

    redis.Redis.from_url(house.redis_url).flushall()


@contextmanager
def _celery(house: House) -> Iterator[Callable[[], None]]:
    """A worker of two processes and a beat that ticks every few seconds; what comes is to be called while waiting.

    Whoever falls is started again, as where it runs for work: Celery's worker may end when Redis goes from under it.
    """
    environment = house.environment | {
        "REMINDER_PLAN_SECONDS": str(TICK_SECONDS),
        "OUTBOX_DELIVER_SECONDS": str(TICK_SECONDS),
    }
    celery = [sys.executable, "-m", "celery", "--app", "tracker.celery", "--quiet"]
    worker = ["worker", "--pool", "prefork", "--concurrency", "2", "--without-gossip", "--without-mingle"]
    beat = ["beat", "--pidfile=", "--schedule", str(house.folder / "beat")]
    with Supervisor(house.folder / "celery") as supervisor:

        def keep() -> None:
            with redirect_stdout(sys.stderr):  # what is printed here is one JSON document
                supervisor.watch()
            time.sleep(0.2)

        supervisor.start(
            Child("worker", [*celery, *worker], house.folder / "worker.log", env=environment, cwd=ROOT),
            Child("beat", [*celery, *beat], house.folder / "beat.log", env=environment, cwd=ROOT),
        )
        yield keep


def three_days_without_a_clock(house: House) -> Verdict:
    """R8. Nothing runs for three days in which something falls due each day; then everybody gets one mail for all."""
    from recommendations.models import Recommendation

    people = 150
    populate(people * 3, people, "mails", texts=False)
    rows = list(Recommendation.objects.order_by("pk").values_list("pk", "reference"))
    for n in range(3):
        mine = [pk for pk, _reference in rows[n * people : (n + 1) * people]]
        Recommendation.objects.filter(pk__in=mine).update(response_due_on=TODAY + (n + 1) * DAY)
    with house.mail_server(texts=True):
        tick(NOW)
        before = len(house.came())
        back = NOW + 3 * DAY + timedelta(hours=2)
        faults = crew.one_by_one(tick, *(back + timedelta(minutes=5 * n) for n in range(4)))
    caught_up = house.came()[before:]
    told = [(mail["to"], reference) for mail in caught_up for reference in references(mail)]
    counts = {
        "people": people,
        "mails_before": before,
        "faults": faults,
        "digests_per_person": max(
            (len([m for m in caught_up if m["to"] == one["to"]]) for one in caught_up), default=0
        ),
        "items_missing": len({reference for _pk, reference in rows} - {reference for _to, reference in told}),
        "items_told_twice": len(told) - len(set(told)),
        **copies(house.came()),
    }
    return Verdict.of(
        counts, faults=0, digests_per_person=1, items_missing=0, items_told_twice=0, most_copies=1, to_others=0,
        came=before + people,
    )  # fmt: skip


def changes_between_planning_and_sending(house: House) -> Verdict:
    """R9. Of 400 planned items some end, change owner or unit, and some owners leave, before the mails do."""
    from django.db.models import F

    from recommendations.models import Recommendation, Unit, User
    from recommendations.reminders import planner

    people = 200
    populate(people * 2, people, "mails", texts=False)
    Recommendation.objects.update(response_due_on=TODAY - 20 * DAY)  # long enough to be the head's too
    old, new = Unit.objects.get(), Unit.objects.create(name="elsewhere")
    heads = {unit.pk: _head_of(unit) for unit in (old, new)}
    planner.plan(now=NOW)
    dice, pks = house.dice, list(Recommendation.objects.order_by("pk").values_list("pk", flat=True))
    owners = list(User.objects.filter(owned__isnull=False).distinct().order_by("pk"))
    end_some(ended := set(dice.sample(pks, 80)))
    for pk in dice.sample(pks, 80):
        Recommendation.objects.filter(pk=pk).update(owner=dice.choice(owners), version=F("version") + 1)
    Recommendation.objects.filter(pk__in=dice.sample(pks, 80)).update(unit=new, version=F("version") + 1)
    User.objects.filter(pk__in=[one.pk for one in dice.sample(owners, 20)]).update(is_active=False)
    with house.mail_server(texts=True):
        faults = crew.at_once(*[lambda: deliver_at(NOW + timedelta(minutes=1))] * 2)
        first = house.came()
        faults += crew.one_by_one(tick, NOW + timedelta(minutes=10), NOW + DAY)
    entitled = _entitled(heads)
    told = [(mail["to"], reference) for mail in house.came() for reference in references(mail)]
    left = set(User.objects.filter(is_active=False).values_list("email", flat=True))
    owed = {(to, reference) for reference, people_ in entitled.items() for to in people_}
    counts = {
        "items": len(pks),
        "ended": len(ended),
        "mails_at_first": len(first),
        "faults": faults,
        "wrong_recipients": sum(to not in entitled.get(reference, ()) for to, reference in told),
        "mails_to_leavers": sum(mail["to"] in left for mail in house.came()),
        "not_told": len(owed - set(told)),
        **copies(house.came()),
    }
    return Verdict.of(
        counts, faults=0, wrong_recipients=0, mails_to_leavers=0, not_told=0, most_copies=1, to_others=0,
        mails_at_first=(1, people),
    )  # fmt: skip


def _head_of(unit: Any) -> User:
    from recommendations.models import Membership, User
    from recommendations.permissions import Role

    head = User.objects.create(email=f"head{unit.pk}@example.org", name=f"Head of {unit.name}")
    Membership.objects.create(user=head, unit=unit, role=Role.UNIT_HEAD, since=TODAY - 400 * DAY)
    return head


def _entitled(heads: dict[int, User]) -> dict[str, set[str]]:
    """Who is to be told of each open item as it stands: its owner, if still there, and the head of its unit."""
    from recommendations.models import Recommendation

    rows = Recommendation.objects.filter(response="pending").select_related("owner")
    return {
        item.reference: {heads[item.unit_id].email} | ({item.owner.email} if item.owner.is_active else set())
        for item in rows
    }
