"""How fast A/67/156 is parsed and imported, against plain yardsticks in the same run. Prints one JSON document.

    python -m benchmarks.import_seed

Parsing is held against decoding the file and splitting it into lines; importing (plan, rows, history) against one
bulk_create of as many rows with texts of the same length. Each is done in turn a few times, the middle one counts. It
runs on a database of its own, SQLite in a temporary folder unless DATABASE_URL names an empty one.
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

ROUNDS = 7
PLAIN = 1000  # plain rows are numbered from here
REPORT = Path(__file__).resolve().parents[1] / "fixtures" / "reports" / "A-67-156.zh.txt"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/benchmark.sqlite3")
        os.environ.setdefault("MEDIA_ROOT", folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        json.dump(measure(), sys.stdout, indent=1)
        sys.stdout.write("\n")


def measure() -> dict[str, object]:
    from recommendations.importing.parser import parse
    from recommendations.importing.readers import read

    content = REPORT.read_bytes()
    report = parse(read(content, REPORT.name), "zh")
    paragraphs = len(report.paragraphs)
    importing = _Importing(content)
    reading, parsing, creating, storing = [], [], [], []
    for number in range(ROUNDS):
        reading.append(timed(lambda: content.decode().splitlines()))
        parsing.append(timed(lambda: parse(read(content, REPORT.name), "zh")))
        storing.append(timed(partial(importing.store, f"A/67/{number}")))
        creating.append(timed(importing.create_rows))
        importing.delete_rows()
    return {
        "report": "A/67/156",
        "paragraphs": paragraphs,
        "rows": importing.rows,
        "rounds": ROUNDS,
        "parse": figures(paragraphs, parsing, reading, "bare reading"),
        "import": figures(paragraphs, storing, creating, "bulk_create of as many rows"),
    }


def figures(paragraphs: int, taken: list[float], plain: list[float], yardstick: str) -> dict[str, object]:
    return {
        "paragraphs_per_second": round(paragraphs / median(taken)),
        "seconds": round(median(taken), 4),
        "yardstick": yardstick,
        "yardstick_seconds": round(median(plain), 5),
        "times_the_yardstick": round(median(taken) / median(plain), 1),
    }


def timed(action: Callable[[], object]) -> float:
    started = perf_counter()
    action()
    return perf_counter() - started


class _Importing:
    """Imports the parsed report under ever new symbols, and creates as many plain rows."""

    def __init__(self, content: bytes) -> None:
        from recommendations.importing.upload import read_upload

        self.upload = read_upload(REPORT.name, content, "zh")
        self.rows = 0

    def store(self, symbol: str) -> None:
        from django.utils import timezone

        from recommendations.importing.loader import commit
        from recommendations.importing.plan import plan_import

        commit(plan_import(self.upload, symbol=symbol), by=None, at=timezone.now())
        # A part has its row and its text's; a footnote one; a recommendation its history besides.
        parsed = self.upload.parsed
        self.rows = 2 * (len(parsed.sections) + len(parsed.paragraphs)) + 3 * len(parsed.recommendations)
        self.rows += len(parsed.footnotes) + 2

    def create_rows(self) -> None:
        from recommendations.models import Edition, Footnote

        edition = Edition.objects.order_by("pk")[0]
        texts = [paragraph.text for paragraph in self.upload.parsed.paragraphs]
        Footnote.objects.bulk_create(
            Footnote(edition=edition, position=PLAIN + place, mark="1", text=texts[place % len(texts)])
            for place in range(self.rows)
        )

    def delete_rows(self) -> None:
        from recommendations.models import Footnote

        Footnote.objects.filter(position__gte=PLAIN).delete()


if __name__ == "__main__":
    main()
