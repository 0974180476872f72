"""Where the parts of a DOCX document are: a package says so itself, for some programs write word/document2.xml."""

from collections.abc import Iterator
from posixpath import basename, dirname, join, normpath
from xml.etree.ElementTree import Element

from recommendations.importing.readers.archive import Archive
from recommendations.importing.readers.xml import attribute, elements

MAIN = "officeDocument"
USUAL = {MAIN: "word/document.xml"}  # the others are named after their kind


class Parts:
    """The parts by their kind: "officeDocument" is the text, "styles", "footnotes" and so on what belongs to it."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._places = self._related("")
        self._places |= self._related(self._place(MAIN))

    def __contains__(self, kind: str) -> bool:
        return self._archive.read(self._place(kind)) is not None

    def elements(self, kind: str, level: int = 2) -> Iterator[Element]:
        """The elements of a part at a level; none where there is no such part."""
        return self.within(self._place(kind), level)

    def within(self, name: str, level: int = 2) -> Iterator[Element]:
        content = self._archive.read(name)
        return iter(()) if content is None else elements(content, self._archive.kind, level)

    def _place(self, kind: str) -> str:
        return self._places.get(kind) or USUAL.get(kind) or f"word/{kind}.xml"

    def _related(self, name: str) -> dict[str, str]:
        """What the file of relations of a part, or of the whole package, leads to and is there; the first of a kind."""
        found: dict[str, str] = {}
        for relation in self.within(join(dirname(name), "_rels", f"{basename(name)}.rels")):
            kind = (attribute(relation, "Type") or "").rpartition("/")[2]
            place = normpath(join("/", dirname(name), attribute(relation, "Target") or "")).lstrip("/")
            if place in self._archive.names and attribute(relation, "TargetMode") != "External":
                found.setdefault(kind, place)
        return found
