"""How well tables of recommendations are read whose headings and habits are those of others. Prints one JSON document.

    python -m benchmarks.import_tables [--faults]

Each table of `tables/` (`table_files` tells their form) is made as a file and read as the page of the import reads it:
the sheet and its headings found, its columns guessed, its rows read. A column is right if the field is the one that it
holds; precision and recall are of the sum over all columns. A row is right if everything that the table says of it is
read so: reference, parent, text, date, states, position, theme, owner and unit. `named` are rows that are not, and of
which a fault says so; `silent` those of which nothing does, `invented` what is no recommendation. A day that may be
read in two ways is right where the plan says that it may.

The rows are read twice, by the columns that were guessed and by the right ones. `first_pass` says how a round was read
the first time, before anything was taught by it. The first was written by somebody who did not know the rules, the
second by the same person when they did, the third likewise, with what programs and habits do to rows, and the
fourth with headings that none of the others has. The fifth was written by somebody else, who did not know the
rules, and the sixth by the same person when they did.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.table_files import TableCell, TableSample, TableSheet, table_samples
from recommendations.importing.mapping import crosses
from recommendations.importing.mapping.entries import Entries, Entry, read_entries
from recommendations.importing.mapping.fields import has_texts
from recommendations.importing.mapping.guess import guess
from recommendations.importing.mapping.heads import heads_of, main_sheet
from recommendations.importing.mapping.references import leading, parent_of
from recommendations.importing.readers import TableFile, read_rows
from recommendations.importing.signs.recommenders import split_recommenders

SYMBOL = "A/80/5"
# A position is one that the report prints, or the answer of the organisation; supported and noted say the same.
POSITIONS = {"supported": "accepted", "partially_supported": "partially_accepted", "noted": "not_accepted"}
IMPLEMENTED = {"verified_implemented": "implemented", "reported_implemented": "implemented"}
FIRST_PASS = {
    "round1": {
        "columns": {"precision": 0.91, "recall": 0.597},
        "rows": {"right": 19, "named": 98, "silent": 66, "invented": 4},
    },
    "round2": {
        "columns": {"precision": 0.972, "recall": 0.824},
        "rows": {"right": 10, "named": 2, "silent": 30},
    },
    "round3": {
        "columns": {"precision": 0.976, "recall": 0.87},
        "rows": {"right": 6, "named": 3, "silent": 17},
    },
    "round4": {
        "columns": {"precision": 0.909, "recall": 0.833},
        "rows": {"right": 7, "named": 8, "silent": 9},
    },
    "round5": {
        "columns": {"precision": 0.928, "recall": 0.826},
        "rows": {"right": 41, "named": 43, "silent": 31, "invented": 5},
    },
    "round6": {
        "columns": {"precision": 0.938, "recall": 0.804},
        "rows": {"right": 16, "named": 3, "silent": 16},
    },
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faults", action="store_true", help="name each column and row that is not right")
    faults = parser.parse_args().faults
    rounds: dict[str, list[TableSample]] = defaultdict(list)
    for sample in table_samples():
        rounds[sample.round].append(sample)
    figures: dict[str, object] = {name: measured(samples, faults=faults) for name, samples in rounds.items()}
    print(json.dumps(figures | {"first_pass": FIRST_PASS}, ensure_ascii=False, indent=1))


def measured(samples: list[TableSample], *, faults: bool = False) -> dict[str, Any]:
    """The figures of some tables."""
    columns: Counter[str] = Counter()
    by_guess: Counter[str] = Counter()
    by_right: Counter[str] = Counter()
    wrong = []
    for sample in samples:
        table = crosses.told(read_rows(sample.content, sample.file))
        heads, right = mappings(table, sample.list)
        for verdict, words in _columns(sample.list, heads, right):
            columns[verdict] += 1
            wrong += [f"{sample.file}: {words}"] if verdict != "right" else []
        for mapping, sums in ((heads, by_guess), (right, by_right)):
            for verdict, words in _rows(sample, table, mapping):
                sums[verdict] += 1
                wrong += [f"{sample.file}: {verdict}: {words}"] if verdict != "right" and sums is by_guess else []
    found, expected = columns["right"] + columns["wrong"], columns["right"] + columns["missed"]
    return {
        "tables": len(samples),
        "columns": {
            "precision": round(columns["right"] / found, 3),
            "recall": round(columns["right"] / expected, 3),
            "of": expected,
        },
        "rows": dict(by_guess),
        "rows by the right columns": dict(by_right),
        **({"faults": wrong} if faults else {}),
    }


def mappings(table: TableFile, sheet: TableSheet) -> tuple[dict[str, str], dict[str, str]]:
    """The columns as they are guessed and as they are, {field: heading}, both by the headings that are read."""
    _name, rows = main_sheet(table)
    place, headings = heads_of(rows)
    guessed = guess(headings, [cells for _row, cells in rows[place + 1 :]])
    right = {name: heading for name, heading in zip(sheet.fields, headings, strict=False) if not name.startswith("-")}
    if "position" in right and "position" not in guessed:
        right["response"] = right.pop("position")
    return guessed, right


def _columns(sheet: TableSheet, guessed: Mapping[str, str], right: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    may = {name[1:] for name in sheet.fields if name.startswith("-") and name != "-"}
    for name, heading in right.items():
        is_right = guessed.get(name) == heading
        yield ("right" if is_right else "missed"), f"{heading} is {name}"
    for name, heading in guessed.items():
        if right.get(name) != heading and name not in may:
            yield "wrong", f"{heading} was taken for {name}"


def _rows(sample: TableSample, table: TableFile, mapping: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if not has_texts(mapping):
        # Whoever imports is asked for this column, and nothing is read before.
        yield from (("named", "no column for it") for _row in sample.rows)
        return
    found = read_entries(table, mapping, symbol="" if "symbol" in mapping else SYMBOL)
    named = {fault.row for fault in found.faults}
    doubtful = {row for _sheet, row, _heading, _cell in found.doubtful_days}
    written = [(cell, number) for _name, rows in table.sheets for number, cells in rows for cell in cells]
    forms = (lambda cell: cell, lambda cell: leading(cell)[1], lambda cell: split_recommenders(cell)[0])
    places = {_one(form(cell)): number for cell, number in written for form in forms}
    read = {_one(entry.text): entry for entry in found.entries.values()}
    references = {_meant(row, "reference") for row in sample.rows}
    texts = set()
    for row in sample.rows:
        text = _meant(row, "text")
        texts.add(text)
        entry = read.get(text)
        differ = ["row"] if entry is None else list(_differences(row, entry, found, references))
        if entry is not None and _is_doubtful(row) and entry.row not in doubtful:
            differ.append("a doubtful date")
        verdict = "right" if not differ else "named" if places.get(text) in named else "silent"
        yield verdict, f"{text[:40]}: {', '.join(differ)}"
    yield from (("invented", text) for text in read.keys() - texts)


def _differences(row: Mapping[str, TableCell], entry: Entry, found: Entries, references: set[str]) -> Iterator[str]:
    """The fields that are not read as they are meant."""
    told = {
        "reference": entry.reference,
        "target_on": entry.due_on.on.isoformat() if entry.due_on is not None else "",
        "implementation": IMPLEMENTED.get(entry.implementation, entry.implementation),
        "position": POSITIONS.get(entry.response or entry.position, entry.response or entry.position),
        "percent_done": str(entry.percent_done) if entry.percent_done is not None else "",
        **{name: _one(getattr(entry, name)) for name in ("theme", "owner", "unit")},
    }
    if _is_doubtful(row):
        del told["target_on"]
    for name, value in told.items():
        if name in row and _meant(row, name) and _meant(row, name) != value:
            yield name
    known = {reference for _symbol, reference in found.entries}
    if parent_of(entry.reference, known) != parent_of(_meant(row, "reference"), references):
        yield "parent"
    if "target_on" in row and not _meant(row, "target_on") and told.get("target_on"):
        yield "an invented date"


def _is_doubtful(row: Mapping[str, TableCell]) -> bool:
    return "target_on" in row and row["target_on"].is_doubtful


def _meant(row: Mapping[str, TableCell], name: str) -> str:
    return row[name].meaning if name in row else ""


def _one(words: str) -> str:
    return " ".join(words.split())


if __name__ == "__main__":
    main()
