"""The signs on the pages of a PDF with their places, sizes and faces, gathered into fragments of lines."""

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

from recommendations.importing.readers.base import ReportRefusedError
from recommendations.importing.readers.pdf_bidi import direction

MOST_SIGNS = 200_000  # on one page
BOLD = re.compile(r"bold|black|heavy|demi|semibd|黑体|heiti|simhei", re.IGNORECASE)
BOLD_WEIGHT = 600
FEWEST_SIGNS = 20  # on a page; a scanned one may carry a stamp or a page number as text
SAMPLE = 200  # signs by which the direction of a page's text is told
UPRIGHT = 0.05  # sine of the angle up to which text counts as level
SAME_SIZE = 0.12  # share by which sizes in one fragment may differ
NEIGHBOURS = 1.5  # of the size: how far apart the middles of two signs may be that stand beside each other
ROOM = 0.1  # of the size: a gap in which anybody sees a blank
NO_ROOM = 0.01  # points between the places of a blank and of the sign behind it
NEXT_TO = 0.1  # points: where in a blank its middle is taken to be
LARGEST_GAP = 0.9  # of the size: a wider gap parts fragments
BROKEN_WORD = {"\x02", "\ufffe"}  # what pdfium gives for the hyphen of a broken word
# Fonts of pictures and signs, and the letter that Word takes from a typewriter's for a ring: what a PDF tells of their
# signs is often the key by which they were typed.
KEYED = (
    (re.compile(r"wingdings|webdings|dingbats|monotypesorts|typographicsymbols", re.I), re.compile(r"\S")),
    (re.compile(r"symbol", re.I), re.compile(r"[!-~]")),
    (re.compile(r"courier", re.I), re.compile(r"o")),
)
# Shapes of Arabic letters and ligatures; the letters themselves are meant.
SHAPES = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]+")


@dataclass
class Fragment:
    """Signs in one size on one base line, without a wide gap, in reading order; lengths in points, y upwards."""

    base: float
    size: float
    left: float
    right: float
    signs: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    places: list[float] = field(default_factory=list)  # the middle of each sign along the line
    level: bool = True
    font: str = ""  # of the first sign

    @property
    def text(self) -> str:
        return "".join(self.signs)

    @property
    def is_keyed(self) -> bool:
        """Whether this is a single sign that shows something else than it says: a bullet where it opens a row."""
        return len(self.signs) == 1 and any(
            font.search(self.font) and sign.fullmatch(self.text) for font, sign in KEYED
        )

    def add(self, sign: str, bold: bool, place: float) -> None:
        self.signs.append(sign)
        self.bold.append(bold)
        self.places.append(place)


@dataclass
class Page:
    """One page and its fragments; `is_picture` says that it is a picture with hardly any text."""

    number: int
    fragments: list[Fragment]
    is_picture: bool


@dataclass(frozen=True)
class _Face:
    base: float
    size: float
    bold: bool
    level: bool
    font: str


class PageReader:
    """Reads pages with the raw functions of pdfium; `document` and `page` are its handles."""

    def __init__(self, page: pdfium.FPDF_PAGE, number: int) -> None:
        self._page = page
        self._number = number
        self._turned = 0
        self._from_right = False  # whether some of the text runs so: then the places of blanks matter
        self._faces: dict[int | None, _Face] = {}

    def read(self) -> Page:
        """The page; raises ReportRefusedError `too_large`."""
        text = pdfium.FPDFText_LoadPage(self._page)
        try:
            count = pdfium.FPDFText_CountChars(text)
            if count > MOST_SIGNS:
                raise ReportRefusedError("too_large", what="signs on one page", limit=str(MOST_SIGNS))
            self._turned = self._turn(text, count)
            self._from_right = any(
                direction(chr(pdfium.FPDFText_GetUnicode(text, index))) == 1
                for index in range(0, count, max(1, count // SAMPLE))
            )
            fragments = list(self._fragments(text, count))
        finally:
            pdfium.FPDFText_ClosePage(text)
        signs = sum(len(fragment.signs) for fragment in fragments)
        return Page(self._number, fragments, is_picture=signs < FEWEST_SIGNS and self._pictured())

    def _pictured(self) -> bool:
        objects = range(min(pdfium.FPDFPage_CountObjects(self._page), 1000))
        kinds = {pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(self._page, index)) for index in objects}
        return bool(kinds & {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM})

    def _fragments(self, text: pdfium.FPDF_TEXTPAGE, count: int) -> Iterator[Fragment]:
        left, right, low, high = (ctypes.c_double() for _ in range(4))
        fragment: Fragment | None = None
        reached = 0.0  # where the last sign ends
        blank: int | None = None  # the index of the last blank since the last sign
        for index in range(count):
            code = pdfium.FPDFText_GetUnicode(text, index)
            sign = "-" if chr(code) in BROKEN_WORD else chr(code)
            if sign in "\r\n" or sign.isspace() or code == 0:
                blank = index if sign.isspace() else blank
                continue
            pdfium.FPDFText_GetCharBox(text, index, left, right, low, high)
            face = self._face(text, index)
            start, end = left.value, right.value
            if self._turned:
                one, other = self._placed(start, 0.0, 0.0, low.value)[0], self._placed(end, 0.0, 0.0, high.value)[0]
                start, end = min(one, other), max(one, other)
            if fragment is None or not _continues(fragment, face, start, end):
                if fragment is not None:
                    yield _shaped(fragment)
                fragment = Fragment(face.base, face.size, start, end, level=face.level, font=face.font)
            elif (
                blank is not None
                and (start - reached > ROOM * face.size or not face.level or self._advances(text, blank, index))
                and (place := self._blank(text, blank, fragment, (start + end) / 2)) is not None
            ):
                fragment.add(" ", face.bold and fragment.bold[-1], place)
            blank, reached = None, end
            fragment.add(sign, face.bold, (start + end) / 2)
            if start < fragment.left:
                fragment.left = start
            if end > fragment.right:
                fragment.right = end
        if fragment is not None:
            yield _shaped(fragment)

    def _blank(self, text: pdfium.FPDF_TEXTPAGE, index: int, fragment: Fragment, following: float) -> float | None:
        """Where a blank stands. One that pdfium has made up stands between its neighbours, if they are any."""
        before = fragment.places[-1]
        if not self._from_right:
            return (before + following) / 2
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            return (before + following) / 2 if abs(following - before) < NEIGHBOURS * fragment.size else None
        return self._origin(text, index) + NEXT_TO

    def _advances(self, text: pdfium.FPDF_TEXTPAGE, blank: int, index: int) -> bool:
        """Whether a blank takes room before the sign behind it: else it is none that anybody sees, as in "W e urge"."""
        if self._from_right or pdfium.FPDFText_IsGenerated(text, blank) == 1:
            return True
        return abs(self._origin(text, index) - self._origin(text, blank)) > NO_ROOM

    def _origin(self, text: pdfium.FPDF_TEXTPAGE, index: int) -> float:
        """Where along the line a sign is set."""
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        return self._placed(x.value, y.value, x.value, y.value)[0]

    def _turn(self, text: pdfium.FPDF_TEXTPAGE, count: int) -> int:
        """The quarter turns, against the clock, in which most of the text runs: tables are often set sideways."""
        turns = Counter(
            round(_angle(text, index) / (math.pi / 2)) % 4 for index in range(0, count, max(1, count // SAMPLE))
        )
        return turns.most_common(1)[0][0] if turns else 0

    def _placed(self, x: float, base_y: float, base_x: float, y: float) -> tuple[float, float]:
        """(place along the line, base line) with the page turned so that its text runs level."""
        return [(x, base_y), (y, -base_x), (-x, -base_y), (-y, base_x)][self._turned]

    def _face(self, text: pdfium.FPDF_TEXTPAGE, index: int) -> _Face:
        """Base line, size and face are those of the text object, so they are asked for once for each."""
        drawn = pdfium.FPDFText_GetTextObject(text, index)
        key = ctypes.addressof(drawn.contents) if drawn else None
        if key not in self._faces:
            self._faces[key] = self._face_of(text, index)
        return self._faces[key]

    def _face_of(self, text: pdfium.FPDF_TEXTPAGE, index: int) -> _Face:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        angle = _angle(text, index) - self._turned * math.pi / 2
        buffer = ctypes.create_string_buffer(256)
        flags = ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(text, index, buffer, 256, flags)
        name = buffer.value.decode("utf-8", "replace")
        bold = bool(BOLD.search(name)) or pdfium.FPDFText_GetFontWeight(text, index) >= BOLD_WEIGHT
        level = abs(math.sin(angle)) < UPRIGHT and math.cos(angle) > 0
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        _, base = self._placed(x.value, y.value, x.value, y.value)
        return _Face(base, round(pdfium.FPDFText_GetFontSize(text, index) * scale, 2), bold, level, name)


def _angle(text: pdfium.FPDF_TEXTPAGE, index: int) -> float:
    """The direction of the text in radians against the clock; pdfium counts with it."""
    return -float(pdfium.FPDFText_GetCharAngle(text, index))


def _continues(fragment: Fragment, face: _Face, left: float, right: float) -> bool:
    """Whether a sign goes on where the fragment ends, to its right or (from right to left) to its left."""
    size = max(fragment.size, face.size, 1.0)
    if not (fragment.level or face.level):
        return True  # nobody reads it, but it is shown together
    if abs(fragment.size - face.size) > SAME_SIZE * size or abs(face.base - fragment.base) > 0.15 * size:
        return False
    gap = max(left - fragment.right, fragment.left - right)
    inside = fragment.left - 0.5 * size < left and right < fragment.right + 0.5 * size
    return fragment.level == face.level and (inside or gap < LARGEST_GAP * size)


def _shaped(fragment: Fragment) -> Fragment:
    """Letters for the shapes that fonts give them."""
    if not SHAPES.search(fragment.text):
        return fragment
    shaped = Fragment(fragment.base, fragment.size, fragment.left, fragment.right, level=fragment.level)
    for sign, heavy, place in zip(fragment.signs, fragment.bold, fragment.places, strict=True):
        for letter in unicodedata.normalize("NFKC", sign) if SHAPES.match(sign) else sign:
            shaped.add(letter, heavy, place)
    return shaped
