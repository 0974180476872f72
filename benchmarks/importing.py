"""How well reports of every shape and language are read. Prints one JSON document.

    python -m benchmarks.importing [--samples N]

Synthetic reports with known truth (`import_samples`) are parsed back. A paragraph counts as found with the right
number and the right first and last words; a recommendation with the right reference, parent, first and last words,
and recommending States. Precision and recall are of the sum over the samples.
"""

import argparse
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from random import Random

from benchmarks.import_samples import SHAPES, Sample, sample
from benchmarks.import_words import WORDS
from recommendations.importing.parsed import ParsedReport
from recommendations.importing.parser import parse
from recommendations.importing.readers import ReportRefusedError

ENDS = 12  # letters compared at either end of a text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=int, default=20)
    number = parser.parse_args().samples
    figures = {shape: {language: measured(shape, language, number) for language in sorted(WORDS)} for shape in SHAPES}
    print(json.dumps({"samples": number, "shapes": figures}, ensure_ascii=False, indent=1))


def measured(shape: str, language: str, number: int) -> dict[str, dict[str, float | int]]:
    """Precision, recall and how many there were, for each kind of part."""
    sums: dict[str, list[int]] = {}
    for seed in range(number):
        made = sample(shape, language, Random(f"{shape} {language} {seed}"))
        for kind, (expected, found) in compared(made).items():
            counts = sums.setdefault(kind, [0, 0, 0])
            both = (Counter(expected) & Counter(found)).total()
            counts[:] = [counts[0] + both, counts[1] + len(found), counts[2] + len(expected)]
    return {
        kind: {
            "precision": round(both / found, 4) if found else 1.0,
            "recall": round(both / expected, 4) if expected else 1.0,
            "expected": expected,
        }
        for kind, (both, found, expected) in sums.items()
    }


def compared(made: Sample) -> dict[str, tuple[list[object], list[object]]]:
    """For each kind of part what a sample holds and what was read of it, as things that can be compared."""
    try:
        report: ParsedReport | None = parse(made.source, made.language)
    except ReportRefusedError:
        report = None
    return {
        "paragraphs": (
            [(number, *ends(text)) for number, text in made.paragraphs],
            [(entry.number, *ends(entry.text)) for entry in report.paragraphs] if report else [],
        ),
        "recommendations": (
            [(node.ref, node.parent, *ends(node.text), node.recommending) for node in made.recommendations],
            [(node.ref, node.parent, *ends(node.text), node.recommending) for node in report.recommendations]
            if report
            else [],
        ),
        "positions": (
            list(made.positions.items()),
            [(position.ref, position.position) for position in report.positions] if report else [],
        ),
    }


def ends(text: str) -> Iterable[str]:
    """The first and the last letters and digits of a text."""
    core = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))
    return core[:ENDS], core[-ENDS:]


if __name__ == "__main__":
    main()
