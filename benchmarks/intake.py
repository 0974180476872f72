"""What reading reports takes: time and peak memory by format and length. Prints one JSON document.

    python -m benchmarks.intake [--pages 30,50,100,300]

Each file is read and parsed in a process of its own, as an import does. The yardstick is the bare extractor of the
format: pypdfium2's text of every page, python-docx's paragraphs. `doubling` is the time for 100 pages by that for 50: 2
is linear. Seconds are of the clock and of CPU time, as other work may run beside it; ratios are of CPU time.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.documents import REPORTS, prose

ALONE = {
    "pdf": (
        "import sys, pypdfium2\n"
        "document = pypdfium2.PdfDocument(sys.argv[1])\n"
        "print(sum(len(page.get_textpage().get_text_bounded()) for page in document))"
    ),
    "docx": "import sys, docx\nprint(sum(len(one.text) for one in docx.Document(sys.argv[1]).paragraphs))",
}
READ = (
    "import sys\n"
    "from pathlib import Path\n"
    "from recommendations.importing.parser import parse\n"
    "from recommendations.importing.readers import read\n"
    "path = Path(sys.argv[1])\n"
    "print(len(parse(read(path.read_bytes(), path.name), None).paragraphs))"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", default="30,50,100,300")
    parser.add_argument("--formats", default="pdf,docx,txt")
    given = parser.parse_args()
    pages = [int(one) for one in given.pages.split(",")]
    found = {kind: figures(kind, pages) for kind in given.formats.split(",")}
    print(json.dumps(found, indent=1))


def figures(kind: str, pages: list[int]) -> dict[str, object]:
    result: dict[str, object] = {}
    cpu: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in pages:
            path = Path(folder) / f"report.{kind}"
            path.write_bytes(REPORTS[kind](prose(count)))
            ours = run(READ, path)
            cpu[count] = ours["cpu_s"]
            result[f"{count} pages"] = {"ours": ours}
            if kind in ALONE:
                bare = run(ALONE[kind], path)
                result[f"{count} pages"] = {
                    "ours": ours, "extractor": bare, "ratio": round(ours["cpu_s"] / bare["cpu_s"], 2),
                }  # fmt: skip
    if 50 in cpu and 100 in cpu:
        result["doubling"] = round(cpu[100] / cpu[50], 2)
    return result


def run(program: str, path: Path) -> dict[str, float]:
    """Seconds of the clock and of CPU, and peak memory, of a program about a file."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    # The kernel's own high-water mark of this program; that of `resource` counts the process it was forked from too.
    watched = (
        f"{program}\nfrom pathlib import Path\n"
        "told = Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0]\n"
        "print(int(told) // 1024, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", watched, str(path)], check=True, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": "."},
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "s": round(time.perf_counter() - begun, 2),
        "cpu_s": round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2),
        "peak_mb": int(done.stderr.strip().splitlines()[-1]),
    }


if __name__ == "__main__":
    main()
