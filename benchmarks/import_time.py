"""How parsing time grows with length, on plain reports and on hostile lines. Prints one JSON document.

    python -m benchmarks.import_time

Each text is parsed at three lengths, each twice the one before; the slope is that of log time over log length, 1 where
time grows as length does. CPU time, the better of two.
"""

import json
from collections.abc import Callable
from math import log2
from time import process_time

from recommendations.importing.parser import parse
from recommendations.importing.readers import Line, ReportRefusedError, Source

LINES = 500  # of the shortest text
DOUBLINGS = 2
ROUNDS = 2


def _report(length: int) -> list[str]:
    """Paragraphs with lists, footnotes at the foot of pages without a rule, and page furniture."""
    lines = ["I. Introduction", ""]
    for number in range(1, length // 10 + 1):
        lines += [
            f"{number}. The Committee recommends that Member States act on matter {number}, as was agreed.{number}",
            "(a) Repair the wells in all districts, at a cost that is to be met from the budget of the year;",
            "(b) Train the staff.",
            "",
            f"  {number} See A/66/{number}.",
            "",
            "A/66/130",
            f"{number}/999",
            "",
            "",
        ]
    return lines


TEXTS: dict[str, Callable[[int], list[str]]] = {
    "report": _report,
    "every line a first paragraph": lambda length: ["1. One."] * length,
    "every line an item": lambda length: ["1. One.", "2. States should:"] + ["(a) Act;"] * length,
    "every line a title": lambda length: ["1. One."] + ["Recommendation 1"] * length,
    "every line a note": lambda length: ["1. One.1"] + [f"{number} Note" for number in range(1, length)],
    "brackets": lambda length: ["1. " + "(" * 40 + ")" * 40] * length,
    "one sentence": lambda length: ["1. The Committee, "] + ["noting what it noted, the States, "] * length,
}


def main() -> None:
    print(json.dumps({name: measured(text) for name, text in TEXTS.items()}, indent=1))


def measured(text: Callable[[int], list[str]]) -> dict[str, object]:
    lengths = [LINES * 2**step for step in range(DOUBLINGS + 1)]
    seconds = [min(timed(text(length)) for _ in range(ROUNDS)) for length in lengths]
    return {
        "lines": lengths,
        "seconds": [round(taken, 3) for taken in seconds],
        "slope": round(log2(seconds[-1] / seconds[0]) / DOUBLINGS, 2),
    }


def timed(lines: list[str]) -> float:
    source = Source(tuple(Line(number, text) for number, text in enumerate(lines, start=1)), kind="text")
    started = process_time()
    try:
        parse(source, "en")
    except ReportRefusedError as refusal:
        if refusal.code != "no_report":
            raise
    return process_time() - started


if __name__ == "__main__":
    main()
