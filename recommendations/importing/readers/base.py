"""What every reader gives (lines) and how reading and parsing refuse a file."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One line of the source, its text as printed.

    `number` counts from 1 as an editor shows it; `page` and `style` are None where the format has none.
    """

    number: int
    text: str
    page: int | None = None
    style: str | None = None


@dataclass(frozen=True)
class Source:
    """A file that has been read.

    `encoding` names the character encoding, `certain` is False where it was inferred from the bytes.
    `removed` counts invisible control characters that were taken out.
    """

    lines: tuple[Line, ...]
    kind: str
    encoding: str = ""
    certain: bool = True
    removed: int = 0


class ReportRefusedError(Exception):
    """A file that cannot be read or parsed as a report.

    `code` is stable, for translation by the outer layer together with `parameters`; `message` says in English
    what is wrong and `remedy` what to do about it, both already filled in.
    """

    def __init__(self, code: str, **parameters: str) -> None:
        message, remedy = REFUSALS[code]
        self.code = code
        self.parameters = parameters
        self.message = message % parameters
        self.remedy = remedy % parameters
        super().__init__(f"{self.message} {self.remedy}")


# code -> (what is wrong, what to do); the outer layer translates these same sentences.
REFUSALS = {
    "empty": (
        "The file is empty.",
        "Choose the file again; it may not have been saved or downloaded completely.",
    ),
    "not_text": (
        "The file is not text: it looks like %(kind)s.",
        "Save the report as plain text (UTF-8) and import that file.",
    ),
    "unknown_encoding": (
        "The characters of the file cannot be read: its encoding is unknown.",
        "Open the file in an editor, save it as UTF-8 and import it again.",
    ),
    "no_report": (
        "No report was found in the file: it has no numbered paragraph.",
        "Check that this is the right file and that the numbers of the paragraphs (“1.”, “2.”) are in its text.",
    ),
    "unknown_language": (
        "There are no parsing rules for the language “%(language)s”.",
        "Name one of these languages: %(known)s.",
    ),
}

Reader = Callable[[bytes], Source]
