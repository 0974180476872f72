"""Reminders and mail under faults, each case counted. Prints one JSON document; ends with 1 when a promise is broken.

    python -m benchmarks.mail_faults [--seed 7] [--only R1,T2] [--mails 100000] [--speed 60]

The real planner, outbox and pages work in real processes on a real PostgreSQL and Redis, against a mail server that
misbehaves as it is told to. Each case has a database of its own, made for it and dropped afterwards, on the server
DATABASE_URL names or on one started for the run. Where a case must wait (for a lease, for a later attempt), the clock
of its processes runs `--speed` times as fast as ours, and EMAIL_TIMEOUT with it; 1 is the true pace. What is wrong
happens by the seed; which of it a killed process meets depends on the moment too.

`broken` lists the promises of docs/reminders.md that were not kept.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.mail_faults import clocks, delivering, links, planning
from benchmarks.mail_faults.house import House, Verdict, ground

CASES: dict[str, Callable[[House], Verdict]] = {
    "R1": delivering.killed_workers,
    "R2": delivering.refusals,
    "R3": delivering.lost_answers,
    "R4": delivering.late_answers,
    "R5": planning.six_hours_without_a_server,
    "R6": planning.many_at_once,
    "R7": planning.redis_forgets,
    "R8": planning.three_days_without_a_clock,
    "R9": planning.changes_between_planning_and_sending,
    "R10": links.one_click,
    "R11": links.forged_links,
    "R12": delivering.poison,
    "T1": clocks.every_zone,
    "T2": clocks.jumping,
    "T3": clocks.odd_dates,
    "T4": clocks.far_zones,
    "none": delivering.no_faults,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mail_faults")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", default=",".join(CASES), help="cases, with commas between them")
    parser.add_argument("--mails", type=int, default=100_000, help="of the case without faults")
    parser.add_argument("--speed", type=float, default=60, help="how much faster the clock of the cases runs")
    given = parser.parse_args()
    wanted = given.only.split(",")
    if unknown := [name for name in wanted if name not in CASES]:
        parser.error(f"there is no case {unknown[0]}; there are {', '.join(CASES)}")
    result: dict[str, Any] = {"seed": given.seed, "speed": given.speed, "cases": {}}
    with tempfile.TemporaryDirectory() as folder, ground(Path(folder)) as laid:
        for name in wanted:
            started = perf_counter()
            with laid.house(name, seed=given.seed, speed=given.speed, mails=given.mails) as house:
                verdict = CASES[name](house)
            about = {"counts": verdict.counts, "broken": verdict.broken}
            result["cases"][name] = about | {"seconds": round(perf_counter() - started, 1)}
            print(name, json.dumps(result["cases"][name]), file=sys.stderr, flush=True)
    result["broken"] = [name for name, one in result["cases"].items() if one["broken"]]
    json.dump(result, sys.stdout, indent=1)
    sys.stdout.write("\n")
    return 1 if result["broken"] else 0


if __name__ == "__main__":
    sys.exit(main())
