"""A paragraph of a DOCX document -> its runs, its text boxes, and what of it is not text."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from recommendations.importing.readers.docx_fields import AutomaticNumbers
from recommendations.importing.readers.docx_styles import Style, Styles
from recommendations.importing.readers.writer import Run
from recommendations.importing.readers.xml import attribute, child, switch, tag

BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
OMITTED = {"blip": "picture", "imagedata": "picture", "chart": "chart", "altChunk": "embedded document",
           "OLEObject": "embedded object"}  # fmt: skip
REMOVED = {"del": "deleted text", "moveFrom": "deleted text"}
# "rt" is the reading aid over Chinese or Japanese signs, not text; the others are properties and field codes.
PASSED_OVER = {"pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delText", "delInstrText", "fldData", "rt", "tblPr",
               "footnoteRef", "endnoteRef", "softHyphen", "ctrlPr"}  # fmt: skip

NoteMark = Callable[[str, str, str], str]  # (footnote or endnote, its id, mark of its own) -> mark


@dataclass
class Text:
    """What a paragraph holds."""

    runs: list[Run] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    omitted: Counter[str] = field(default_factory=Counter)
    hidden: list[str] = field(default_factory=list)


class TextReader:
    """Reads paragraphs; `note_mark` gives the marks of the notes that hang in them."""

    def __init__(self, styles: Styles, note_mark: NoteMark) -> None:
        self._styles = styles
        self._note_mark = note_mark
        self._numbers = AutomaticNumbers()

    def read(self, paragraph: Element, style: Style) -> Text:
        text = Text()
        self._inside(paragraph, text, style)
        return text

    def _inside(self, element: Iterable[Element], text: Text, style: Style) -> None:
        for inner in element:
            name = tag(inner)
            if name == "r":
                self._run(inner, text, style)
            elif name in REMOVED:
                text.omitted[REMOVED[name]] += 1
            elif name in OMITTED:
                text.omitted[OMITTED[name]] += 1
            elif name == "AlternateContent":
                self._inside(_chosen(inner), text, style)
            elif name == "txbxContent":
                text.boxes.append(inner)
            elif name == "fldSimple" and (number := self._numbers.shown(attribute(inner, "instr") or "", style.level)):
                text.runs.append(Run(number, bool(style.bold)))
            elif name not in PASSED_OVER:
                self._inside(inner, text, style)

    def _run(self, run: Element, text: Text, style: Style) -> None:
        properties = child(run, "rPr")
        face = self._styles[identity] if (identity := attribute(child(properties, "rStyle"), "val")) else None
        bold = _first(switch(properties, "b"), switch(properties, "bCs"), face.bold if face else None, style.bold)
        if _first(switch(properties, "vanish"), face.hidden if face else None, style.hidden):
            text.hidden.append("".join(part.text or "" for part in run if tag(part) == "t"))
            return
        reference = next((part for part in run if tag(part) in NOTES), None)
        if reference is not None:
            self._note(reference, run, text)
            return
        for part in run:
            name = tag(part)
            if name == "t":
                # Blanks and line ends inside the element are blanks on paper.
                text.runs.append(Run((part.text or "").replace("\r", " ").replace("\n", " "), bold))
            elif name in BREAKS:
                text.runs.append(Run(BREAKS[name] if attribute(part, "type") != "page" else " ", bold))
            elif name == "instrText":
                text.runs.append(Run(self._numbers.shown(part.text or "", style.level), bold))
            elif name == "sym":
                text.runs.append(Run(_symbol(part), bold))
            elif name not in PASSED_OVER:
                self._inside((part,), text, style)

    def _note(self, reference: Element, run: Element, text: Text) -> None:
        identity = attribute(reference, "id") or ""
        own = "".join(part.text or "" for part in run if tag(part) == "t").strip()
        has_own = attribute(reference, "customMarkFollows") in {"1", "true", "on"}
        mark = self._note_mark(NOTES[tag(reference)], identity, own if has_own else "")
        text.runs.append(Run("", note=mark))


def _chosen(alternatives: Element) -> Iterable[Element]:
    """What newer programs show, or what older ones do: never both, they are the same content twice."""
    choice, fallback = child(alternatives, "Choice"), child(alternatives, "Fallback")
    return choice if choice is not None and len(choice) else fallback if fallback is not None else ()


def _symbol(element: Element) -> str:
    """A sign of a symbol font; those in the private area are bullets and boxes without a meaning as text."""
    try:
        code = int(attribute(element, "char") or "", 16)
    except ValueError:
        return ""
    return chr(code) if 32 <= code < 0xD800 else "•"


def _first(*values: bool | None) -> bool:
    return next((value for value in values if value is not None), False)
