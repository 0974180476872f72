"""Files from unknown hands are read in a child process, within limits on memory and time.

Whatever a file does to the program that reads it, the process that asked goes on and has an answer.
"""

import io
import json
import logging
import os
import pickle
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from recommendations.importing import parsed
from recommendations.importing.parsed import ParsedReport, SourceText
from recommendations.importing.readers import MOST_ROWS
from recommendations.importing.readers.base import ReportRefusedError, TableFile

logger = logging.getLogger(__name__)

CHILD = "recommendations.importing.child"
ROOT = Path(__file__).resolve().parents[2]
# The child needs no secrets: of the environment it gets the language, where Python is, and coverage's own.
ENVIRONMENT = ("PATH", "LANG", "LC_", "PYTHON", "COVERAGE", "VIRTUAL_ENV", "TMPDIR")
ERRORS_SHOWN = 4000  # last signs of what the child had to say


@dataclass(frozen=True)
class Limits:
    """What reading one file may take: memory in megabytes, CPU time and wall time in seconds."""

    megabytes: int = 1024
    cpu_seconds: int = 60
    seconds: float = 120


LIMITS = Limits()


def read_contained(
    name: str, content: bytes, language: str | None = None, limits: Limits = LIMITS
) -> tuple[SourceText, ParsedReport]:
    """The lines of a file and the report in it, read and parsed in a child process; raises ReportRefusedError."""
    source, report = _asked("report", {"name": name, "language": language}, content, limits)
    return source, report


def read_rows_contained(name: str, content: bytes, limits: Limits = LIMITS, *, most: int = MOST_ROWS) -> TableFile:
    """The rows of a file with a table, of each sheet the first `most`, read in a child process; raises
    ReportRefusedError."""
    return TableFile(*_asked("rows", {"name": name, "most": most}, content, limits))


def read_edited_contained(content: bytes, limits: Limits = LIMITS, *, most: int = MOST_ROWS) -> TableFile:
    """The rows of a workbook that was taken from here and edited, read in a child process; raises
    ReportRefusedError."""
    return TableFile(*_asked("edited", {"most": most}, content, limits))


def draw_contained(content: bytes, page: int, limits: Limits = LIMITS) -> bytes:
    """A page of a PDF as PNG, drawn in a child process; raises ReportRefusedError."""
    return bytes(_asked("picture", {"page": page}, content, limits))


def _asked(wanted: str, question: dict[str, Any], content: bytes, limits: Limits) -> Any:
    """What the child makes of a file: `wanted` is "report", "rows", "edited" or "picture"."""
    order = json.dumps({"wanted": wanted, **question, **asdict(limits)}).encode() + b"\n"
    with subprocess.Popen(  # noqa: S603  our own interpreter and module; the file goes through a pipe
        [sys.executable, "-m", CHILD],
        cwd=ROOT,
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            answer, errors = process.communicate(order + content, timeout=limits.seconds)
        except subprocess.TimeoutExpired as error:
            raise ReportRefusedError("too_slow", limit=f"{limits.seconds:g}") from error
        finally:
            process.kill()
    if process.returncode:
        raise _failure(process.returncode, errors, limits)
    return _result(answer)


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name.startswith(ENVIRONMENT)}
    # What openpyxl would have defusedxml refuse, `Archive.check_markup` has refused before, in half the time.
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "OPENPYXL_DEFUSEDXML": "False"}


def _failure(code: int, errors: bytes, limits: Limits) -> ReportRefusedError:
    """The refusal for a child that gave no answer; what it said goes to the log, for it is a fault of ours."""
    if -code in {signal.SIGXCPU, signal.SIGKILL}:
        return ReportRefusedError("too_slow", limit=str(limits.cpu_seconds))
    logger.error("Reading a file failed (%s): %s", code, errors[-ERRORS_SHOWN:].decode("utf-8", "replace"))
    return ReportRefusedError("unreadable")


def _result(answer: bytes) -> Any:
    try:
        kind, result = _Values(io.BytesIO(answer)).load()
    except (pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError) as error:
        logger.exception("The answer of the process that read a file cannot be understood")
        raise ReportRefusedError("unreadable") from error
    if kind == "refused":
        code, parameters = result
        raise ReportRefusedError(code, **parameters)
    return result


class _Values(pickle.Unpickler):
    """Loads the values of a parsed report and nothing else: a child that was taken over can send no code."""

    def find_class(self, module: str, name: str) -> Any:
        found = getattr(parsed, name, None) if module == parsed.__name__ else None
        if not isinstance(found, type) or found.__module__ != parsed.__name__:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a report")
        return found
