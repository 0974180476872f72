"""Reads and parses one file in a process of its own: `python -m recommendations.importing.child`.

On standard input: one line of JSON (what is wanted, name, language, the limits on memory and CPU time), then the file.
On standard output: a pickle of ("report", (SourceText, ParsedReport)), ("rows", the fields of a TableFile),
("picture", PNG) or ("refused", (code, parameters)).
"""

import json
import os
import pickle
import resource
import sys
from importlib import import_module
from typing import Any

from recommendations.importing.parsed import ParsedReport, SourceLine, SourceText
from recommendations.importing.readers import ReportRefusedError, draw_page, read, read_edited, read_rows

MEGABYTE = 1024 * 1024


def main() -> None:
    # What a library prints must not end up in the answer.
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    order = json.loads(sys.stdin.buffer.readline())
    _limit(order["megabytes"], order["cpu_seconds"])
    content = sys.stdin.buffer.read()
    outcome = _outcome(order, content)
    with answer:
        pickle.dump(outcome, answer, protocol=pickle.HIGHEST_PROTOCOL)


def _limit(megabytes: int, cpu_seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE, megabytes * MEGABYTE))


def _outcome(order: dict[str, Any], content: bytes) -> tuple[str, Any]:
    try:
        if order["wanted"] == "rows":
            return "rows", tuple(read_rows(content, order["name"], order["most"]))
        if order["wanted"] == "edited":
            return "rows", tuple(read_edited(content, order["most"]))
        if order["wanted"] == "picture":
            return "picture", draw_page(content, order["page"])
        return "report", read_report(order["name"], content, order["language"])
    except ReportRefusedError as error:
        return "refused", (error.code, error.parameters)
    except MemoryError:
        limit = f"{order['megabytes']} MB"
        return "refused", ("too_large", {"what": "memory", "limit": limit})


def read_report(name: str, content: bytes, language: str | None) -> tuple[SourceText, ParsedReport]:
    """The lines of a file and the report in it; raises ReportRefusedError."""
    source = read(content, name)
    lines = tuple(SourceLine(line.number, line.text, line.page) for line in source.lines)
    told = SourceText(source.kind, source.encoding, lines, source.omitted)
    # The grammar takes longer to load than most tables to read, so only reports load it.
    corrigenda = import_module("recommendations.importing.corrigenda.reading")
    return told, corrigenda.read_document(source, language)


if __name__ == "__main__":
    main()
