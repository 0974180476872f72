"""Mutated files of every format: read, refused with a reason, or a fault of ours. Prints one JSON document.

    python -m benchmarks.hostile_files [--files N] [--first N] [--formats docx,pdf] [--contained N]

Files are made from synthetic reports, then broken: bytes flipped, cut, doubled and spliced, and by the grammar of the
format: marks and tags repeated, parts of an archive rewritten, numbers made huge. They are read and parsed as in the
contained child, with its limits, many in one process; one that takes longer than `SECONDS` or ends the process counts
as hung or crashed, and reading goes on with the next. A sample of them goes through the child itself. The seed is
fixed, so a file is found again by format and number; `--first` is the number to begin with, so that a long run can be
divided.
"""

import argparse
import contextlib
import io
import json
import multiprocessing
import os
import re
import resource
import sys
import traceback
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from multiprocessing.connection import Connection
from random import Random

from benchmarks.documents import FORMATS, TABLES, made
from recommendations.importing.containment import LIMITS, read_contained, read_rows_contained
from recommendations.importing.mapping.entries import read_entries
from recommendations.importing.mapping.guess import guess
from recommendations.importing.mapping.heads import heads_of, main_sheet
from recommendations.importing.parser import parse
from recommendations.importing.readers import ReportRefusedError, read, read_rows

SECONDS = 120  # far more than any of these small files may take, on a machine busy with other things
LARGEST = 400_000  # bytes; large files are another matter (benchmarks.intake)
LARGEST_LINE = 20_000
SEEDS = 24  # unbroken files of each format
MARKS = ("(a) ", "1. ", "140.1 ", "㈠", "(i) ", "IV. ", "Recommendation 1", "建议 1 ", "\u202e", "\x00", "\ufeff",
         "(" * 200, "1." * 300, " " * 2000, "\n" * 500, "|" * 50, "\t")  # fmt: skip
SIGNATURES = (b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"%PDF-1.7", b"PK\x03\x04")
OPENINGS = ("<!--", "<script>", "</body>", "<![CDATA[", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&#x110000;")
BY_GRAMMAR = {"docx": 0.95, "xlsx": 0.95, "pdf": 0.9}  # one byte changed at random and a zip file opens no more
HUGE = ("-1", "0", "99999999999999999999", "2147483648", "1e309", "NaN", "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=200, help="of each format")
    parser.add_argument("--first", type=int, default=0, help="the number of the first file")
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--contained", type=int, default=5, help="of each format, through the child process")
    given = parser.parse_args()
    numbers = range(given.first, given.first + given.files)
    figures = {kind: figures_of(kind, numbers, given.contained) for kind in given.formats.split(",")}
    print(json.dumps({"first": given.first, "files": given.files, "formats": figures}, ensure_ascii=False, indent=1))


def figures_of(kind: str, numbers: range, contained: int) -> dict[str, object]:
    """How many files of a format came out how, and the numbers of those that must not have."""
    counts: Counter[str] = Counter()
    faults: dict[str, str] = {}
    place = numbers.start
    while place < numbers.stop:
        place = _in_one_process(kind, range(place, numbers.stop), counts, faults)
    through_child = numbers[:: max(len(numbers) // max(contained, 1), 1)]
    sample = Counter(_contained(kind, number) for number in through_child[:contained])
    return {**dict(sorted(counts.items())), "faults": faults, "contained": dict(sorted(sample.items()))}


# --- many files in one process --------------------------------------------------------------------------------


def _in_one_process(kind: str, numbers: range, counts: Counter[str], faults: dict[str, str]) -> int:
    """Reads files until all are read or one takes the process with it; the number to go on with."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_read_all, args=(kind, numbers, theirs))
    process.start()
    theirs.close()
    place = numbers.start
    while place < numbers.stop:
        try:
            answer = ours.recv() if ours.poll(SECONDS) else ("hung", "")
        except EOFError:
            answer = ("crashed", f"the process ended ({process.exitcode})")
        outcome, why = answer
        counts[outcome] += 1
        if outcome in ("crashed", "hung"):
            faults[str(place)] = why
            print(f"{kind} {place}: {outcome} {why}", file=sys.stderr, flush=True)
        place += 1
        if outcome == "hung" or (outcome == "crashed" and why.startswith("the process")):
            break
    process.kill()
    process.join()
    return place


def _read_all(kind: str, numbers: range, answers: Connection) -> None:
    os.dup2(2, 1)  # what a library prints must not end up in the figures
    resource.setrlimit(resource.RLIMIT_AS, (LIMITS.megabytes * 1024 * 1024,) * 2)
    seeds = _seeds(kind)
    for number in numbers:
        answers.send(_outcome(kind, broken(kind, number, seeds)))


def _outcome(kind: str, content: bytes) -> tuple[str, str]:
    try:
        warned = _read_table(kind, content) if kind in TABLES else _read_report(kind, content)
    except ReportRefusedError as refused:
        return f"refused: {refused.code}", ""
    except MemoryError:
        return "refused: too_large", ""
    except Exception:  # noqa: BLE001  whatever it is, it is a finding
        return "crashed", traceback.format_exc()[-1500:]
    return ("read with warnings" if warned else "read"), ""


def _read_report(kind: str, content: bytes) -> bool:
    report = parse(read(content, f"report.{kind}"), None)
    return bool(report.warnings or report.unread)


def _read_table(kind: str, content: bytes) -> bool:
    """As a report, then as a table with its mapping guessed."""
    with contextlib.suppress(ReportRefusedError):
        parse(read(content, f"table.{kind}"), None)
    table = read_rows(content, f"table.{kind}")
    _name, rows = main_sheet(table)
    place, headings = heads_of(rows)
    mapping = guess(headings, [cells for _row, cells in rows[place + 1 :]])
    return bool(read_entries(table, mapping, symbol="A/80/5").faults)


def _contained(kind: str, number: int) -> str:
    """What the contained child makes of the same file: never anything but an answer or a refusal."""
    content = broken(kind, number, _seeds(kind))
    try:
        if kind in TABLES:
            read_rows_contained(f"table.{kind}", content)
        else:
            read_contained(f"report.{kind}", content)
    except ReportRefusedError as refused:
        return f"refused: {refused.code}"
    return "read"


# --- mutations ------------------------------------------------------------------------------------------------


def _seeds(kind: str) -> list[bytes]:
    return [made(kind, Random(f"{kind} {seed}")) for seed in range(SEEDS)]


def broken(kind: str, number: int, seeds: list[bytes]) -> bytes:
    """File `number` of a format: the same bytes each time."""
    random = Random(f"{kind} file {number}")
    content = random.choice(seeds)
    for _ in range(random.randint(1, 4)):
        by_grammar = random.random() < BY_GRAMMAR.get(kind, 0.6)
        mutate = GRAMMARS[kind] if by_grammar else _bytes
        content = mutate(content, random, seeds)[:LARGEST]
    return content


def _bytes(content: bytes, random: Random, seeds: list[bytes]) -> bytes:
    place, length = _stretch(content, random)
    match random.randrange(7):
        case 0:
            return content[:place]
        case 1:
            return content[:place] + content[place + length :]
        case 2:
            return content[: place + length] + content[place:]
        case 3:
            return content[:place] + random.randbytes(length) + content[place + length :]
        case 4:
            other = random.choice(seeds)
            return content[:place] + other[min(place, len(other)) :]
        case 5:
            return content[:place] + random.choice(SIGNATURES) + content[place:]
        case _:
            changed = bytearray(content)
            for _ in range(random.randint(1, 20)):
                if changed:
                    changed[random.randrange(len(changed))] = random.randrange(256)
            return bytes(changed)


def _stretch(content: bytes, random: Random) -> tuple[int, int]:
    place = random.randrange(len(content) + 1)
    return place, random.randint(1, max(1, min(len(content) - place, random.choice((4, 60, 2000)))))


def _text(content: bytes, random: Random, _seeds: list[bytes]) -> bytes:
    """Lines doubled, swapped, cut and begun with marks, and now and then in another encoding."""
    lines = content.decode("utf-8", "replace").split("\n")
    for _ in range(random.randint(1, 6)):
        place = random.randrange(len(lines))
        match random.randrange(5):
            case 0:
                lines.insert(place, random.choice(MARKS) + lines[place])
            case 1:
                lines[place] = (lines[place] * random.choice((2, 50)))[:LARGEST_LINE]
            case 2:
                del lines[place : place + random.randint(1, 5)]
                lines = lines or [""]
            case 3:
                lines[place] = lines[place].replace(" ", random.choice(("\u00a0", "\u3000", "", "\t")))
            case _:
                other = random.randrange(len(lines))
                lines[place], lines[other] = lines[other], lines[place]
    text = random.choice(("\n", "\r\n", "\r")).join(lines)
    encoding = random.choice(("utf-8", "utf-8", "utf-16", "utf-16-le", "gb18030", "cp1252", "cp1251", "cp1256", "big5"))
    return text.encode(encoding, "replace")


def _markup(content: bytes, random: Random, _seeds: list[bytes]) -> bytes:
    """Tags doubled, nested, left open, and their numbers made huge."""
    text = content.decode("utf-8", "replace")
    tags = list(re.finditer(r"<[^>]{1,200}>", text))
    if not tags:
        return content
    tag = random.choice(tags)
    match random.randrange(5):
        case 0:
            changed = tag[0] * random.choice((2, 10, 300))
        case 1:
            changed = ""
        case 2:
            changed = re.sub(r"\d+", random.choice(HUGE), tag[0])
        case 3:
            changed = (
                f"<ol reversed start={random.choice(HUGE)} type=i><table><tr><td rowspan={random.choice(HUGE)}>{tag[0]}"
            )
        case _:
            changed = random.choice(OPENINGS)
    return (text[: tag.start()] + changed + text[tag.end() :]).encode("utf-8", "replace")


def _archive(content: bytes, random: Random, seeds: list[bytes]) -> bytes:
    """One part of a zip file rewritten, taken out, or put in the place of another; else the bytes of the file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, RuntimeError, EOFError):
        return _bytes(content, random, seeds)
    if not parts:
        return content
    names = [name for name in parts if name.endswith((".xml", ".rels"))] or list(parts)
    name = random.choice(names)
    match random.randrange(6):
        case 0:
            del parts[name]
        case 1:
            parts[name] = parts[random.choice(names)]
        case 2:
            parts[name] = _bytes(parts[name], random, [*parts.values()])
        case _:
            parts[name] = _xml(parts[name], random)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as archive:
        for one, inner in parts.items():
            archive.writestr(one, inner)
    return buffer.getvalue()


def _xml(content: bytes, random: Random) -> bytes:
    elements = list(re.finditer(rb"<(\w+:?\w*)([^<>]*?)/?>", content))
    if not elements:
        return content
    element = random.choice(elements)
    start, end = element.span()
    match random.randrange(5):
        case 0:
            changed = re.sub(rb'"[^"]*"', f'"{random.choice(HUGE)}"'.encode(), element[0])
        case 1:
            changed = element[0] * random.choice((2, 400))
        case 2:
            changed = b""
        case 3:
            closing = content.find(b"</" + element[1] + b">", end)
            end = closing + len(element[1]) + 3 if closing > 0 else end
            changed = content[start:end] * random.choice((2, 30))
        case _:
            other = random.choice(elements)
            changed = other[0]
    return content[:start] + changed + content[end:]


def _pdf(content: bytes, random: Random, seeds: list[bytes]) -> bytes:
    """Numbers and names of its objects changed, and the operators of a page where its stream unpacks."""
    if random.random() < 0.5:
        streams = list(re.finditer(rb"stream\r?\n(.*?)endstream", content, re.DOTALL))
        if streams:
            stream = random.choice(streams)
            try:
                plain = zlib.decompress(stream[1].rstrip())
            except zlib.error:
                plain = b""
            if plain:
                changed = zlib.compress(_bytes(plain, random, [plain]))
                return content[: stream.start(1)] + changed + b"\n" + content[stream.end(1) :]
    tokens = list(re.finditer(rb"/\w+|\d+ \d+ R|\b\d+\b", content))
    if not tokens:
        return _bytes(content, random, seeds)
    token, other = random.choice(tokens), random.choice(tokens)
    changed = other[0] if random.random() < 0.6 else random.choice(HUGE).encode()
    return content[: token.start()] + changed + content[token.end() :]


Mutation = Callable[[bytes, Random, list[bytes]], bytes]
GRAMMARS: dict[str, Mutation] = {
    "txt": _text, "md": _text, "rst": _text, "csv": _text, "html": _markup, "docx": _archive, "xlsx": _archive,
    "pdf": _pdf, "xls": _bytes,
}  # fmt: skip


if __name__ == "__main__":
    sys.setrecursionlimit(1000)
    main()
