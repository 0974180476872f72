"""R1–R4, R12 and the case without faults: mails on their way to a server, and workers that die with them."""

from __future__ import annotations

import os
import resource
import time
from datetime import datetime
from typing import Any

from benchmarks.mail_faults import crew
from benchmarks.mail_faults.house import House, Verdict, copies, deliver, planned, states
from benchmarks.reminders import NOW

PATIENCE = 600


def all_settled() -> bool:
    """Whether no mail waits or is under way. Asked over a connection that is closed again, as processes are forked."""
    from django.db import connections

    from recommendations.models import OutgoingEmail

    open_ = OutgoingEmail.objects.filter(state__in=["queued", "sending"]).exists()
    connections.close_all()
    return not open_


def unaccounted(house: House) -> int:
    """Mails that neither came nor are listed as what they are: skipped, failed or uncertain."""
    from recommendations.models import OutgoingEmail

    came = {mail["id"] for mail in house.came()}
    listed = {"skipped", "failed", "uncertain"}
    mails = OutgoingEmail.objects.values_list("message_id", "state")
    return sum(f"<{message_id}>" not in came and state not in listed for message_id, state in mails)


def not_told() -> dict[str, int]:
    """What was written down against what was told: each reminder of a sent mail has its entry, once."""
    from recommendations.models import HistoryEntry, Reminder

    told = Reminder.objects.filter(email__state="sent").values("recommendation", "email").distinct().count()
    entries = HistoryEntry.objects.filter(action="reminded").count()
    return {"entries_missing": max(0, told - entries), "entries_too_many": max(0, entries - told)}


def killed_workers(house: House) -> Verdict:
    """R1. A random one of four workers is killed every 0.2 to 0.7 s until all mails have left; on a machine so slow
    that none came meanwhile, with the next mail that comes.
    """
    people = 1000
    planned(people)
    clock = house.clock()
    with house.mail_server(), crew.Crew(4, lambda: deliver(clock)) as workers:

        def kill() -> None:
            came = len(house.came())
            time.sleep(house.dice.uniform(0.2, 0.7))
            crew.until(lambda: len(house.came()) > came, seconds=10)
            workers.look_after()
            workers.kill_one(house.dice)

        drained = crew.until(all_settled, PATIENCE, kill)
    deliver(clock)
    uncertain = states().get("uncertain", 0)
    counts = {
        "mails": people,
        "kills": workers.kills,
        "crashes": workers.crashes,
        "drained": drained,
        "lost": unaccounted(house),
        "uncertain": uncertain,
        **copies(house.came()),
        **not_told(),
    }
    counts["repeats_beyond_kills"] = max(0, counts["repeated"] - workers.kills)
    return Verdict.of(
        counts, drained=True, lost=0, crashes=0, most_copies=(1, 2), most_ids_of_a_person=1, to_others=0,
        repeats_beyond_kills=0, entries_missing=0, entries_too_many=0, distinct=(people - uncertain, people),
    )  # fmt: skip


def refusals(house: House) -> Verdict:
    """R2. 451 for 4 % of the addresses, twice each, and 550 for 1 %."""
    from recommendations import outbox

    people = 1000
    planned(people)
    clock = house.clock()
    with house.mail_server(**{"451": 0.04, "550": 0.01}), crew.Crew(2, lambda: deliver(clock)) as workers:
        drained = crew.until(all_settled, PATIENCE, workers.wait)
    bounced = [mail["to"] for mail in house.refused() if mail["refused"] == "550"]
    now = states()
    counts = {
        "mails": people,
        "drained": drained,
        "greylisted": len({mail["to"] for mail in house.refused() if mail["refused"] == "451"}),
        "open_451": people - now["sent"] - now["failed"],
        "bounced": len(set(bounced)),
        "tries_per_550": max(map(bounced.count, bounced), default=0),
        "failed": now["failed"],
        "shown_as_bounced": outbox.bounces().count(),
        "lost": unaccounted(house),
        **copies(house.came()),
    }
    return Verdict.of(
        counts, drained=True, open_451=0, tries_per_550=1, failed=counts["bounced"], most_copies=1, lost=0,
        shown_as_bounced=counts["bounced"], bounced=(1, people), greylisted=(1, people), to_others=0,
    )  # fmt: skip


def lost_answers(house: House) -> Verdict:
    """R3. For 5 % of the addresses the first answer is lost after the data, for 1 % every answer."""
    people = 600
    planned(people)
    clock = house.clock()
    with house.mail_server(silent=0.05, dumb=0.01), crew.Crew(2, lambda: deliver(clock)) as workers:
        drained = crew.until(all_settled, PATIENCE, workers.wait)
    counts = {
        "mails": people,
        "drained": drained,
        "lost": unaccounted(house),
        "uncertain": states().get("uncertain", 0),
        **copies(house.came()),
    }
    each = counts["repeated"]
    return Verdict.of(
        counts, drained=True, lost=0, most_copies=2, most_ids_of_a_person=1, to_others=0, repeated=(10, people),
        uncertain=(1, each), came=people + each,
    )  # fmt: skip


def late_answers(house: House) -> Verdict:
    """R4. Answers come a minute late for 5 % and nine minutes late for 3 %, while two more workers wait for work."""
    people = 60
    planned(people)
    # Late enough to be nearly too late, with room for a busy machine.
    house.speed = min(house.speed, 30)
    _set_timeout(house)
    clock, slow = house.clock(), [[0.05, 60 / house.speed], [0.03, 540 / house.speed]]
    with house.mail_server(slow=slow), crew.Crew(3, lambda: deliver(clock)) as workers:
        drained = crew.until(all_settled, PATIENCE * 2, workers.wait)
    counts = {"mails": people, "drained": drained, "lost": unaccounted(house), **copies(house.came())}
    return Verdict.of(counts, drained=True, lost=0, most_copies=1, distinct=people, to_others=0)


def _set_timeout(house: House) -> None:
    from django.conf import settings

    settings.EMAIL_TIMEOUT = 600 / house.speed


def poison(house: House) -> Verdict:
    """R12. Among 500 mails one cannot be written, one has an address that is none, one is of a kind nobody writes."""
    from recommendations import outbox
    from recommendations.models import OutgoingEmail, User
    from recommendations.reminders import digest, planner
    from recommendations.tasks import WRITERS

    people = 500
    planned(people)
    bad, nowhere, unheard = house.dice.sample(list(OutgoingEmail.objects.order_by("pk")), 3)
    User.objects.filter(pk=nowhere.to_id).update(email="two words@example.org\nbcc: x@example.org")
    OutgoingEmail.objects.filter(pk=unheard.pk).update(kind="unheard-of")

    def write(mail: OutgoingEmail, at: datetime) -> outbox.Letter:
        if mail.pk == bad.pk:
            raise KeyError("a name the template does not know")
        return digest.write(mail, at)

    kinds = {**WRITERS, planner.DIGEST: outbox.Kind(write, prepare=digest.prepare, record=digest.record)}
    clock = house.clock()
    with house.mail_server(), crew.Crew(2, lambda: outbox.deliver_waiting(kinds, clock=clock)) as workers:
        drained = crew.until(all_settled, PATIENCE, workers.wait)
    parked = OutgoingEmail.objects.filter(state="failed")
    counts = {
        "mails": people,
        "drained": drained,
        "restarts": workers.crashes,
        "parked": parked.count(),
        "parked_without_a_fault": parked.filter(reason="").count(),
        **copies(house.came()),
    }
    return Verdict.of(
        counts, drained=True, restarts=0, parked=3, parked_without_a_fault=0, distinct=people - 3, most_copies=1
    )


def no_faults(house: House) -> Verdict:
    """Nothing goes wrong: two workers side by side hand over all there is, each mail once, and do not grow."""
    from recommendations.models import OutgoingEmail

    people = house.mails
    planned(people)
    grown, started = house.folder / "grown", time.monotonic()

    def work() -> None:
        deliver(lambda: NOW, limit=min(2000, people // 8))
        first = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        deliver(lambda: NOW)
        with grown.open("a") as noted:
            noted.write(f"{(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - first) // 1024}\n")

    with house.mail_server():
        faults = crew.at_once(work, work)
    counts: dict[str, Any] = {
        "mails": OutgoingEmail.objects.count(),
        "workers_that_failed": faults,
        "lost": unaccounted(house),
        "mails_per_second": round(people / (time.monotonic() - started), 1),
        "memory_grew_mb": max(map(int, grown.read_text().split())),
        "processors": os.cpu_count(),
        **copies(house.came()),
        **not_told(),
    }
    return Verdict.of(
        counts, workers_that_failed=0, lost=0, mails=people, came=people, distinct=people, repeated=0, to_others=0,
        entries_missing=0, entries_too_many=0, memory_grew_mb=(0, 50),
    )  # fmt: skip
