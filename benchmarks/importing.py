"""How well reports of every shape and language are read. Prints one JSON document.

    python -m benchmarks.importing [--samples N]

Synthetic reports with known truth (`import_samples`), and documents in the forms of real ones in every layout
(`import_documents`, `import_layouts`), are parsed back. A paragraph counts as found with the right number and the right
first and last words; a recommendation with the right reference, parent, first and last words, and recommending States.
Precision and recall are of the sum over the samples.

The documents came in rounds, each written before any of it was parsed. `first_pass` says how the grammar of that day
read a round it had never seen; it was then taught by what it had missed. The rounds from 10 on were written by people
who did not know the grammar.
"""

import argparse
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from random import Random

from benchmarks.import_documents import documents
from benchmarks.import_layouts import fitting, source
from benchmarks.import_pages import Sample
from benchmarks.import_samples import SHAPES, sample
from benchmarks.import_words import WORDS
from recommendations.importing.parsed import ParsedReport
from recommendations.importing.parser import parse
from recommendations.importing.readers import ReportRefusedError, Source

ENDS = 12  # letters compared at either end of a text
Counts = dict[str, list[int]]  # kind of part -> found rightly, found, expected
Compared = dict[str, tuple[list[object], list[object]]]  # kind of part -> expected, read
# round -> kind of part -> (precision, recall)
FIRST_PASS = {
    "round1": {"paragraphs": (0.908, 0.908), "recommendations": (0.949, 0.693), "positions": (0.677, 0.656)},
    "round2": {"paragraphs": (0.997, 0.997), "recommendations": (0.965, 0.866), "positions": (1.0, 0.759)},
    "round3": {"paragraphs": (0.982, 0.991), "recommendations": (0.993, 0.931), "positions": (1.0, 0.889)},
    "round4": {"paragraphs": (1.0, 1.0), "recommendations": (0.996, 0.985), "positions": (1.0, 1.0)},
    "round5": {"paragraphs": (1.0, 1.0), "recommendations": (1.0, 0.942), "positions": (1.0, 1.0)},
    "round6": {"paragraphs": (0.658, 0.656), "recommendations": (0.619, 0.153), "positions": (1.0, 0.0)},
    "round7": {"paragraphs": (0.957, 0.957), "recommendations": (1.0, 0.823), "positions": (1.0, 1.0)},
    "round8": {"paragraphs": (0.96, 0.949), "recommendations": (0.966, 0.883), "positions": (1.0, 0.741)},
    "round9": {"paragraphs": (0.944, 1.0), "recommendations": (0.985, 0.804), "positions": (1.0, 1.0)},
    "round10": {"paragraphs": (0.954, 0.953), "recommendations": (0.94, 0.834), "positions": (0.988, 1.0)},
    "round11": {"paragraphs": (0.965, 0.966), "recommendations": (0.911, 0.924), "positions": (0.957, 0.968)},
    "round12": {"paragraphs": (0.969, 0.965), "recommendations": (0.844, 0.913), "positions": (1.0, 1.0)},
    "round13": {"paragraphs": (0.982, 0.96), "recommendations": (0.928, 0.929), "positions": (0.865, 0.685)},
    "round14": {"paragraphs": (0.87, 0.977), "recommendations": (0.928, 0.826), "positions": (1.0, 0.855)},
    "round15": {"paragraphs": (0.987, 0.99), "recommendations": (0.974, 0.954), "positions": (1.0, 0.968)},
    "round16": {"paragraphs": (0.943, 0.966), "recommendations": (0.988, 0.947), "positions": (1.0, 1.0)},
    "round17": {"paragraphs": (0.972, 0.979), "recommendations": (0.949, 0.859), "positions": (0.959, 0.846)},
    "round18": {"paragraphs": (0.994, 0.994), "recommendations": (0.994, 0.981), "positions": (0.994, 0.951)},
    "round19": {"paragraphs": (0.981, 0.928), "recommendations": (0.904, 0.917), "positions": (0.996, 0.931)},
    "round20": {"paragraphs": (0.967, 0.997), "recommendations": (0.971, 0.909), "positions": (1.0, 1.0)},
    "round21": {"paragraphs": (0.973, 0.981), "recommendations": (0.997, 0.965), "positions": (0.789, 0.464)},
    "round22": {"paragraphs": (0.936, 0.884), "recommendations": (0.951, 0.901), "positions": (1.0, 0.754)},
    "round23": {"paragraphs": (0.876, 0.952), "recommendations": (0.934, 0.88), "positions": (0.935, 0.845)},
    "round24": {"paragraphs": (0.903, 0.99), "recommendations": (0.96, 0.775), "positions": (0.962, 0.421)},
    "round25": {"paragraphs": (0.847, 0.875), "recommendations": (0.702, 0.636), "positions": (0.671, 0.322)},
    "round26": {"paragraphs": (0.972, 0.961), "recommendations": (0.969, 0.874), "positions": (0.904, 0.566)},
    "round27": {"paragraphs": (0.987, 0.987), "recommendations": (0.969, 0.931), "positions": (0.812, 0.784)},
    "round28": {"paragraphs": (0.988, 0.926), "recommendations": (0.836, 0.911), "positions": (0.964, 0.902)},
    "round29": {"paragraphs": (0.908, 0.933), "recommendations": (0.905, 0.658), "positions": (0.934, 0.675)},
    "round30": {"paragraphs": (1.0, 1.0), "recommendations": (0.985, 0.982), "positions": (0.976, 0.976)},
    "round31": {"paragraphs": (0.976, 0.995), "recommendations": (0.995, 0.995), "positions": (1.0, 0.849)},
    "round32": {"paragraphs": (0.972, 1.0), "recommendations": (1.0, 0.992), "positions": (1.0, 0.75)},
    "round33": {"paragraphs": (0.954, 0.945), "recommendations": (0.906, 0.935), "positions": (1.0, 0.914)},
    "round34": {"paragraphs": (0.984, 0.984), "recommendations": (0.999, 0.987), "positions": (1.0, 0.987)},
    "round35": {"paragraphs": (0.996, 0.996), "recommendations": (0.997, 0.997), "positions": (0.934, 0.977)},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=int, default=20)
    number = parser.parse_args().samples
    shapes = {shape: {language: measured(shape, language, number) for language in sorted(WORDS)} for shape in SHAPES}
    figures = {"samples": number, "shapes": shapes, "documents": measured_documents(), "first_pass": FIRST_PASS}
    print(json.dumps(figures, ensure_ascii=False, indent=1))


def measured(shape: str, language: str, number: int) -> dict[str, dict[str, float | int]]:
    """Precision, recall and how many there were, for each kind of part."""
    sums: Counts = {}
    for seed in range(number):
        made = sample(shape, language, Random(f"{shape} {language} {seed}"))
        _add(sums, compared(made, made.source, language))
    return _figures(sums)


def measured_documents() -> dict[str, dict[str, dict[str, float | int]]]:
    """The same for each round of documents, for each language and for each layout."""
    sums: dict[str, Counts] = {}
    for document in documents():
        for layout in fitting(document):
            found = compared(document.truth, source(document, layout))
            for name in (document.round, document.script, layout):
                _add(sums.setdefault(name, {}), found)
    return {name: _figures(counts) for name, counts in sums.items()}


def _add(sums: Counts, found: Compared) -> None:
    for kind, (expected, read) in found.items():
        counts = sums.setdefault(kind, [0, 0, 0])
        both = (Counter(expected) & Counter(read)).total()
        counts[:] = [counts[0] + both, counts[1] + len(read), counts[2] + len(expected)]


def _figures(sums: Counts) -> dict[str, dict[str, float | int]]:
    return {
        kind: {
            "precision": round(both / found, 4) if found else 1.0,
            "recall": round(both / expected, 4) if expected else 1.0,
            "expected": expected,
        }
        for kind, (both, found, expected) in sums.items()
    }


def compared(made: Sample, source: Source, language: str | None = None) -> Compared:
    """For each kind of part what a sample holds and what was read of it, as things that can be compared; without a
    `language` it has to be recognised."""
    try:
        report: ParsedReport | None = parse(source, language)
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
