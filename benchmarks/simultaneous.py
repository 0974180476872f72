"""Many people make the same move on the same item at the same moment: one wins. Prints one JSON document.

    python -m benchmarks.simultaneous [--attempts 200] [--rounds 1]

For each move of the table random work goes on until somebody is offered it; then that many threads, each with a
connection of its own and the same version in hand, make it at once. One must win, the others must be told what
happened meanwhile, and the history must have one entry more.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from random import Random
from threading import Barrier
from typing import Any

from benchmarks.reminders import scratch_database

MOST_STEPS = 4000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--attempts", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=1)
    given = parser.parse_args()
    with scratch_database() as engine:
        result = {"database": engine, "attempts": given.attempts, **run(given.attempts, given.rounds)}
    json.dump(result, sys.stdout, indent=1)
    sys.stdout.write("\n")


def run(attempts: int, rounds: int) -> dict[str, Any]:
    from benchmarks.work import BEGUN, Organisation
    from recommendations.tracking.effects import OFFERED

    organisation, rng, at = Organisation.found(12), Random(7), BEGUN
    wanted = {move.code: rounds for move in OFFERED}
    outcomes: dict[str, Counter[str]] = {code: Counter() for code in wanted}
    for _step in range(MOST_STEPS):
        at += timedelta(minutes=20)
        if (ready := offered(organisation, wanted, rng, at)) is not None:
            code, person, item, values = ready
            outcomes[code].update(at_once(attempts, code, person, item, values, at))
            wanted[code] -= 1
        if not any(wanted.values()):
            break
        organisation.act(rng, at)
    good = all(
        counted == Counter(rounds=rounds, won=rounds, told=rounds * (attempts - 1), entries=rounds)
        for counted in outcomes.values()
    )
    return {"rounds": rounds, "one_winner_each": good, "moves": {code: dict(one) for code, one in outcomes.items()}}


def offered(organisation: Any, wanted: dict[str, int], rng: Random, at: datetime) -> Any:
    """A move still wanted that somebody can make now: (code, person, item, what they give), or None."""
    from benchmarks.work import filled
    from recommendations import tracking
    from recommendations.models import Recommendation

    for person in rng.sample(organisation.people, 6):
        for item in Recommendation.objects.visible_to(person).filter(pk__in=rng.sample(organisation.items, 3)):
            for offer in tracking.offers(item, by=person, on=at.date()):
                if not wanted[offer.move.code] or offer.blocked:
                    continue
                values = filled(offer.form, rng, at.date())
                if goes(item.pk, offer.move.code, person, values, at):
                    return offer.move.code, person, item, values
    return None


def goes(pk: int, code: str, person: Any, values: dict[str, Any], at: datetime) -> bool:
    """Whether one alone could make the move with these values, which were drawn by lot. Changes nothing."""
    from django.db import transaction

    from recommendations import tracking
    from recommendations.models import Recommendation
    from recommendations.refusals import Refused

    item = Recommendation.objects.get(pk=pk)
    try:
        with transaction.atomic():
            tracking.move(item, code, by=person, at=at, given=values, version=item.version)
            transaction.set_rollback(True)
    except Refused:
        return False
    return True


def at_once(attempts: int, code: str, person: Any, item: Any, values: dict[str, Any], at: datetime) -> Counter[str]:
    from django.db import connection

    from recommendations import tracking
    from recommendations.models import Recommendation

    barrier, before = Barrier(attempts), item.history.count()

    def attempt(_n: int) -> str:
        try:
            mine = Recommendation.objects.get(pk=item.pk)
            connection.close()
            barrier.wait(timeout=120)
            tracking.move(mine, code, by=person, at=at, given=values, version=item.version)
        except tracking.Stale as stale:
            return "told" if stale.since[-1].action == code else "told something else"
        except Exception as fault:  # noqa: BLE001  whatever else comes is counted by its name
            return type(fault).__name__
        finally:
            connection.close()
        return "won"

    with ThreadPoolExecutor(attempts) as pool:
        counted = Counter(pool.map(attempt, range(attempts)))
    return counted + Counter(rounds=1, entries=item.history.count() - before)


if __name__ == "__main__":
    main()
