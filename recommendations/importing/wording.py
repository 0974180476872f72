"""What reading and parsing have to say, in the reader's language: the words behind their codes."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from recommendations.importing.amended import outcome_warnings
from recommendations.importing.merging import Merged
from recommendations.importing.mismatches import Mismatch
from recommendations.importing.nodes import Kind
from recommendations.importing.parsed import ParseWarning
from recommendations.importing.plan import Change, Plan
from recommendations.importing.readers import ReportRefusedError
from recommendations.importing.renumbering import follows
from recommendations.lists import listed
from recommendations.workflow import Words

# code -> (what is wrong, what to do)
REFUSALS: dict[str, tuple[Words, Words]] = {
    "empty": (
        _("The file is empty."),
        _("Choose the file again; it may not have been saved or downloaded completely."),
    ),
    "not_text": (
        _("The file is not a report that can be read: it looks like %(kind)s."),
        _("Save the report as Word document (.docx), PDF with text, HTML or plain text and import that file."),
    ),
    "unknown_encoding": (
        _("The characters of the file cannot be read: its encoding is unknown."),
        _("Open the file in an editor, save it as UTF-8 and import it again."),
    ),
    "macros": (
        _("The file contains macros, and such files are not accepted."),
        _("Save it without macros (as .docx or .xlsx) and import that file."),
    ),
    "encrypted": (
        _("The file is protected with a password."),
        _("Open it, remove the password, save it and import it again."),
    ),
    "damaged": (
        _("The file is damaged or not complete: it cannot be read as %(kind)s."),
        _("Open it in the program it was made with, save it anew and import that file."),
    ),
    "scanned": (
        _("The PDF has pictures of its pages but no text: it was probably scanned."),
        _("Import the original document, or run text recognition (OCR) over the PDF first and check its result."),
    ),
    "garbled": (
        _("The text of the PDF cannot be read: its fonts do not tell which letters they show."),
        _("Import the original document, or run text recognition (OCR) over the PDF first and check its result."),
    ),
    "no_text": (
        _("No text was found in the file."),
        _("Check that this is the right file; what stands in pictures cannot be read."),
    ),
    "unsafe": (
        _("The file is built in a way that is not accepted, because it can do harm: %(what)s."),
        _("Open it in the program it was made with, save it anew and import that file."),
    ),
    "too_large": (
        _("The file is too large to be read: the limit is %(limit)s (%(what)s)."),
        _("Import the report without its pictures and annexes, or divide it."),
    ),
    "too_slow": (
        _("Reading the file was stopped after %(limit)s seconds."),
        _("Save the report as plain text or as a new Word document and import that file, or divide it."),
    ),
    "unreadable": (
        _("The file could not be read: reading it failed."),
        _("Save the report as plain text or as a new Word document and import that file."),
    ),
    "no_table": (
        _("The file is not a table: it is %(kind)s."),
        _("Save the table as CSV (UTF-8) or as an Excel workbook (.xlsx) and import that file."),
    ),
    "no_workbook": (
        _("The file is not an Excel workbook (.xlsx)."),
        _("Save the workbook that you took from here as Excel workbook (.xlsx) and bring that file."),
    ),
    "no_report": (
        _("No report was found in the file: it has no numbered paragraph."),
        _("Check that this is the right file and that the numbers of the paragraphs (“1.”, “2.”) are in its text."),
    ),
    "no_amendment": (
        _("The file calls itself a corrigendum, but nothing was found in it that is to be changed."),
        _("Write each change as “Paragraph 12: for … read …”, or import the whole corrected report."),
    ),
    "unknown_language": (
        _("There are no parsing rules for the language “%(language)s”."),
        _("Name one of these languages: %(known)s."),
    ),
}

WARNINGS: dict[str, Words] = {
    "encoding_guessed": _("The encoding was taken to be %(encoding)s."),
    "controls_removed": _("%(count)s invisible characters were removed."),
    "paragraphs_missing": _("No paragraph was found between %(before)s and %(after)s."),
    "first_paragraph": _("The first paragraph is number %(number)s."),
    "sections_missing": _("A section before “%(heading)s” is missing."),
    "items_missing": _("In paragraph %(paragraph)s an item before %(mark)s is missing."),
    "mark_out_of_sequence": _("In paragraph %(paragraph)s the mark %(mark)s is out of sequence; it was read as text."),
    "note_mark_not_found": _("No text carries the footnote mark %(mark)s."),
    "numbering_restarts": _(
        "The numbering of the paragraphs starts again: the one on line %(line)s is called %(number)s."
    ),
    "resolutions_counted": _(
        "The file holds %(count)s resolutions, each numbered from 1: 2[3] is paragraph 2 of the third."
    ),
    "numbers_left": _(
        "The numbers %(first)s to %(last)s on lines %(first_line)s to %(last_line)s fit no list; they are text."
    ),
    "recommendations_counted": _("The recommendations carry no numbers; they were counted."),
    "paragraphs_counted": _("The paragraphs carry no numbers; they were counted in their order."),
    "recommendations_missing": _("The recommendations %(numbers)s are missing; gaps are not filled in."),
    "answers_several": _("Recommendations of several reports are answered; whose is not told apart."),
    "recommended_by_wording": _("Nothing but their wording marks the recommendations; %(count)s were read."),
    "asked_elsewhere": _(
        "%(count)s sentences outside the recommendations read seem to ask for something: lines %(lines)s."
    ),
    "recommendation_repeated": _("%(ref)s is printed twice; it was read once."),
    "reference_repeated": _("The reference %(ref)s is given more than once."),
}

KINDS: Mapping[str, Words] = {
    "a PDF document": _("a PDF document"),
    "a table (CSV)": _("a table (CSV)"),
    "a Word document (DOCX)": _("a Word document (DOCX)"),
    "an Excel workbook (XLSX)": _("an Excel workbook (XLSX)"),
    "a PowerPoint presentation (PPTX)": _("a PowerPoint presentation (PPTX)"),
    "an HTML page": _("an HTML page"),
    "a web page with its pictures in one file (MHTML)": _("a web page with its pictures in one file (MHTML)"),
    "a Markdown text": _("a Markdown text"),
    "a reStructuredText": _("a reStructuredText"),
    "an OpenDocument text (ODT)": _("an OpenDocument text (ODT)"),
    "an EPUB book": _("an EPUB book"),
    "an old Microsoft Office document": _("an old Microsoft Office document"),
    "an old Word document (.doc)": _("an old Word document (.doc)"),
    "an old Excel workbook (.xls)": _("an old Excel workbook (.xls)"),
    "an old PowerPoint presentation (.ppt)": _("an old PowerPoint presentation (.ppt)"),
    "a Rich Text (RTF) document": _("a Rich Text (RTF) document"),
    "a PNG picture": _("a PNG picture"),
    "a JPEG picture": _("a JPEG picture"),
    "a GIF picture": _("a GIF picture"),
    "a TIFF picture": _("a TIFF picture"),
    "a ZIP archive": _("a ZIP archive"),
    "a gzip archive": _("a gzip archive"),
    "a 7-Zip archive": _("a 7-Zip archive"),
    "a RAR archive": _("a RAR archive"),
    "a SQLite database": _("a SQLite database"),
    "a program": _("a program"),
    "binary data": _("binary data"),
    # What is too large, and what is unsafe.
    "parts": _("parts"),
    "unpacked": _("unpacked"),
    "pages": _("pages"),
    "signs on one page": _("signs on one page"),
    "cells": _("cells"),
    "memory": _("memory"),
    "a part with a path outside the file": _("a part with a path outside the file"),
    "a link to another file": _("a link to another file"),
    "two parts of the same name": _("two parts of the same name"),
    "a part that is packed far too tightly": _("a part that is packed far too tightly"),
    "parts nested too deeply": _("parts nested too deeply"),
    "a document type or entities": _("a document type or entities"),
}

# A code, words with %(parts)s, and the parts: without any there is no doubt.
Doubt = tuple[str, Words, list[str]]

KIND_NAMES: Mapping[Kind, Words] = {
    Kind.DOCUMENT: _("title page"),
    Kind.SECTION: _("heading"),
    Kind.PARAGRAPH: _("paragraph"),
    Kind.RECOMMENDATION: _("recommendation"),
    Kind.POSITION: _("position on"),
    Kind.FOOTNOTE: _("footnote"),
}


# Parameters of warnings that hold several things; the parser, which knows no reader, sets them apart with commas.
LISTS = ("lines", "mark", "numbers")


def refusal_words(error: ReportRefusedError) -> tuple[str, str]:
    """(what is wrong, what to do) for a refused file."""
    message, remedy = REFUSALS[error.code]
    parameters = {name: str(KINDS.get(value, value)) for name, value in error.parameters.items()}
    return str(message) % parameters, str(remedy) % parameters


def warning_words(warning: ParseWarning) -> str:
    """A warning as the importer reads it."""
    given = {name: listed(said.split(", ")) if name in LISTS else said for name, said in warning.parameters}
    return str(WARNINGS[warning.code]) % given


def plan_warnings(plan: Plan) -> list[tuple[str, str]]:
    """(code, words) for everything the importer should look at before confirming a plan."""
    parsed = plan.upload.parsed
    found = [(warning.code, warning_words(warning)) for warning in parsed.warnings]
    found += outcome_warnings(plan.outcomes)
    doubts: list[Doubt] = [
        (
            "lines_unread",
            _("These lines of the file could not be placed: %(parts)s."),
            list(_ranges(sorted({aside.line for aside in parsed.unread}))),
        ),
        (
            "parts_kept",
            _("Taken out, but kept, as something hangs on it: %(parts)s.")
            if plan.upload.is_corrigendum
            else _("No longer in the file, but kept: %(parts)s."),
            [f"{KIND_NAMES[change.kind]} {_name(change)}".strip() for change in plan.kept],
        ),
        (
            "positions_unanswered",
            _(
                "The file gives positions on recommendations that are not here: %(parts)s. Import the report that "
                "makes them first, or give its symbol for this file."
            ),
            [*plan.unanswered],
        ),
        (
            "followed_item_split",
            _("The file splits into parts what is followed as one recommendation: %(parts)s."),
            [*plan.conflicts],
        ),
    ]
    doubts += _beside_what_is_stored(plan)
    if plan.merged:
        found.append(merged_warning(plan.merged))
    found += [(code, str(words) % {"parts": listed(parts)}) for code, words, parts in doubts if parts]
    return found + [mismatch_warning(mismatch) for mismatch in plan.mismatches]


def mismatch_warning(mismatch: Mismatch) -> tuple[str, str]:
    """(code, words) of where two editions do not go together."""
    code, words, parts = _mismatch_words(mismatch)
    return code, str(words) % {"parts": listed(parts)}


def merged_warning(merged: Sequence[Merged]) -> tuple[str, str]:
    """(code, words) of what is gone, and whose words another part has now."""
    parts = [f"{KIND_NAMES[one.kind]} {_move(one.part, one.into)}" for one in merged]
    return "parts_merged", str(MERGED) % {"parts": listed(parts)}


MERGED = _(
    "By their words these were joined to others: %(parts)s. What hangs on them does not go along: look whether it "
    "belongs to the part that has their words now."
)


def _beside_what_is_stored(plan: Plan) -> Iterator[Doubt]:
    """Whether it is the right file under the right symbol, and what stands elsewhere in it than before."""
    same, stored = plan.said_before
    yield (
        "hardly_the_same",
        _(
            "Of the paragraphs and recommendations that are here, the file has few word for word (%(parts)s). Check "
            "that it is this report, and the whole of it."
        ),
        [f"\u2066{same} / {stored}\u2069"] if same * 2 < stored and not plan.upload.is_corrigendum else [],
    )
    yield (
        "corrects_another",
        _(
            "By its symbol the file corrects a report that is here: %(parts)s. To correct that one, change the symbol; "
            "as it is, it becomes a report of its own."
        ),
        [plan.corrects] if plan.corrects else [],
    )
    yield (
        "corrigenda_before",
        _("Corrigenda were carried out in this edition: %(parts)s. Check that the file has what they changed."),
        [f"\u2068{one}\u2069" for one in plan.corrigenda]
        if not plan.upload.is_corrigendum and not plan.is_empty
        else [],
    )
    yield (
        "parts_renumbered",
        _(
            "By their words these have new numbers: %(parts)s. Each keeps its state, owner, dates and evidence, in "
            "every language."
        ),
        [f"{KIND_NAMES[kind]} {move}" for kind in plan.renumbered.moves for move in _moves(_in_the_file(plan, kind))],
    )
    yield (
        "words_exchanged",
        _(
            "The words of these recommendations now stand under another reference: %(parts)s. State, owner, dates "
            "and evidence stay with the reference; where the recommendation itself has moved, put them right."
        ),
        [_move(*move) for move in plan.renumbered.exchanged],
    )


MISMATCHES: Mapping[tuple[Kind, str], Words] = {
    (Kind.RECOMMENDATION, "missing"): _("Other editions have recommendations that this file lacks: %(parts)s."),
    (Kind.RECOMMENDATION, "more"): _("No other edition has these references: %(parts)s."),
    (Kind.RECOMMENDATION, "parent"): _("In other editions these recommendations stand elsewhere: %(parts)s."),
    (Kind.PARAGRAPH, "missing"): _("Other editions have paragraphs that this file lacks: %(parts)s."),
    (Kind.PARAGRAPH, "more"): _("No other edition has these paragraphs: %(parts)s."),
    (Kind.SECTION, "missing"): _("Other editions have headings that this file lacks: %(parts)s."),
    (Kind.SECTION, "more"): _("No other edition has these headings: %(parts)s."),
    (Kind.FOOTNOTE, "count"): _("The first edition has more or fewer footnotes in these paragraphs: %(parts)s."),
}


def _mismatch_words(mismatch: Mismatch) -> Doubt:
    parts = list(mismatch.parts)
    if mismatch.kind is Kind.SECTION:
        parts = [_heading(part) for part in parts]
    elif mismatch.kind is not Kind.RECOMMENDATION and all(part.isdecimal() for part in parts):
        parts = list(_ranges(sorted(map(int, parts))))
    more_references = (mismatch.kind, mismatch.code) == (Kind.RECOMMENDATION, "more")
    code = "references_new" if more_references else f"edition_{mismatch.kind}_{mismatch.code}"
    return code, MISMATCHES[mismatch.kind, mismatch.code], parts


def _name(change: Change) -> str:
    return _heading(change.before["text"]) if change.kind is Kind.SECTION else change.key


def _heading(words: str) -> str:
    """In marks, and set apart: it may be in another language than the sentence it stands in."""
    return f"\u2068“{words}”\u2069"


def _in_the_file(plan: Plan, kind: Kind) -> dict[str, str]:
    """The moves of a kind without those of what is told as gone from the file."""
    gone = {change.key for change in (*plan.kept, *plan.removed) if change.kind is kind}
    return {old: new for old, new in plan.renumbered.moves[kind].items() if new not in gone}


def _moves(moves: Mapping[str, str]) -> Iterator[str]:
    """ "8(a) → 9(a)"; those that follow each other on both sides as one: "4–10 → 5–11", "140.1–140.7 → …"."""
    runs: list[list[tuple[str, str]]] = []
    for pair in moves.items():
        if runs and all(follows(*two) for two in zip(runs[-1][-1], pair, strict=True)):
            runs[-1].append(pair)
        else:
            runs.append([pair])
    for run in runs:
        yield _move(*("–".join(dict.fromkeys((side[0], side[-1]))) for side in zip(*run, strict=True)))


def _move(old: str, new: str) -> str:
    """Set apart, so that the arrow leads from the one to the other in a text from right to left too."""
    return f"\u2066{old} → {new}\u2069"


def _ranges(numbers: Sequence[int]) -> Iterator[str]:
    """Numbers in order, those that follow each other as "3–7"."""
    for _key, group in groupby(enumerate(numbers), key=lambda one: one[1] - one[0]):
        run = [number for _place, number in group]
        yield str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}"
