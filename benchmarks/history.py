"""Random work, and whether its history says what the tables say. Prints one JSON document.

    python -m benchmarks.history [--operations 10000] [--items 500] [--seed 1]

People of every role do whatever they are offered on items drawn by lot, until so many things are done. Then the history
alone is replayed: folding the changes of each chain must give every followed field of every item as it stands, the
periods must be those of the chain, and the chain must be as it was written. The yardstick is one bare UPDATE and commit
on the same database.
"""

from __future__ import annotations

import argparse
import json
import sys
from time import perf_counter
from typing import Any

from benchmarks.reminders import scratch_database


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--operations", type=int, default=10_000)
    # Of fewer so many would soon be at their end, and nearly all attempts refused.
    parser.add_argument("--items", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with scratch_database() as engine:
        result = {"database": engine, "seed": given.seed, **run(given.operations, given.items, given.seed)}
    json.dump(result, sys.stdout, indent=1)
    sys.stdout.write("\n")


def run(operations: int, items: int, seed: int) -> dict[str, Any]:
    from benchmarks.work import Organisation
    from recommendations import history, periods
    from recommendations.models import HistoryEntry

    organisation = Organisation.found(items)
    started = perf_counter()
    organisation.work(operations, seed)
    seconds = perf_counter() - started
    done = organisation.done.total()
    return {
        "done": done,
        "refused": organisation.refused,
        "kinds": dict(sorted(organisation.done.items())),
        "entries": HistoryEntry.objects.count(),
        "done_per_second": round(done / seconds, 1),
        "bare_updates_per_second": round(bare_updates(organisation.items[0]), 1),
        "mismatches": replayed_otherwise(),
        "period_faults": sum(1 for _fault in periods.check()),
        "chain_faults": sum(1 for _fault in history.verify()),
    }


def replayed_otherwise() -> int:
    """How many fields of items are not what the changes in their history add up to."""
    from django.core.serializers.json import DjangoJSONEncoder

    from recommendations.models import HistoryEntry, Recommendation
    from recommendations.writing import FOLLOWED

    untouched = Recommendation()
    told: dict[int, dict[str, Any]] = {}
    for item, changes in HistoryEntry.objects.order_by("seq").values_list("recommendation_id", "changes"):
        told.setdefault(item, {}).update({name: after for name, (_before, after) in changes.items()})
    wrong = 0
    for item in Recommendation.objects.leaves():
        stands = json.loads(json.dumps({name: getattr(item, name) for name in FOLLOWED}, cls=DjangoJSONEncoder))
        says = {name: told[item.pk].get(name, getattr(untouched, name)) for name in FOLLOWED}
        wrong += sum(1 for name in FOLLOWED if says[name] != stands[name])
    return wrong


def bare_updates(pk: int, times: int = 200) -> float:
    from recommendations.models import Recommendation

    started = perf_counter()
    for n in range(times):
        Recommendation.objects.filter(pk=pk).update(mark=str(n))
    return times / (perf_counter() - started)


if __name__ == "__main__":
    main()
