"""Writes small PDF files sign by sign, so that a test can say where every word stands on its page.

The fonts are named, not included, and every one tells which letters it shows: enough for reading, in any script.
"""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842
ADVANCE = 0.5  # of the size, for every sign but the wide ones


@dataclass(frozen=True)
class Words:
    """Text at a place: points from the left and from the foot."""

    x: float
    y: float
    text: str
    size: float = 10
    bold: bool = False
    from_right: bool = False  # `x` is the right end
    turned: bool = False  # runs up the page


def is_wide(sign: str) -> bool:
    return "\u2e80" <= sign <= "\uffef"


def width(text: str, size: float = 10) -> float:
    return sum((1.0 if is_wide(sign) else ADVANCE) * size for sign in text)


def pdf(
    *pages: Sequence[Words], extra: str = "", picture: bool = False, letters: bool = True, heavy: str = "Times-Bold"
) -> bytes:
    """A document of these pages; `letters` False leaves out which letters the fonts show; `heavy` is the font of what
    is bold."""
    signs = sorted({sign for page in pages for words in page for sign in words.text} | {" "})
    codes = {sign: code for code, sign in enumerate(signs, start=1)}
    first = 9
    objects: dict[int, bytes] = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    kids = " ".join(f"{first + 2 * place} 0 R" for place in range(len(pages)))
    objects[2] = f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode()
    for number, name in ((3, "Times-Roman"), (5, heavy)):
        objects |= _font(number, name, codes, letters=letters)
    objects[7] = _stream(_letters(codes))
    objects[8] = _stream(bytes(3), "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceRGB "
                                   "/BitsPerComponent 8")  # fmt: skip
    for place, page in enumerate(pages):
        shown = "".join(_shown(words, codes) for words in page) + ("q 500 0 0 700 40 40 cm /P Do Q" if picture else "")
        objects[first + 2 * place] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents "
            f"{first + 2 * place + 1} 0 R /Resources << /Font << /F0 3 0 R /F1 5 0 R >> /XObject << /P 8 0 R >> >> >>"
        ).encode()
        objects[first + 2 * place + 1] = _stream(shown.encode())
    return _file(objects, extra)


def _font(number: int, name: str, codes: dict[str, int], *, letters: bool) -> dict[int, bytes]:
    widths = " ".join(str(1000 if is_wide(sign) else int(ADVANCE * 1000)) for sign in codes)
    told = "/ToUnicode 7 0 R" if letters else ""
    return {
        number: f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H {told} "
                f"/DescendantFonts [{number + 1} 0 R] >>".encode(),
        number + 1: f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /DW 500 /W [1 [{widths}]] "
                    f"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>".encode(),
    }  # fmt: skip


def _letters(codes: dict[str, int]) -> bytes:
    pairs = [f"<{code:04x}> <{sign.encode('utf-16-be').hex()}>" for sign, code in codes.items()]
    groups = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    mapped = "\n".join(f"{len(group)} beginbfchar\n" + "\n".join(group) + "\nendbfchar" for group in groups)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{mapped}\nendcmap end end"
    ).encode()


def _shown(words: Words, codes: dict[str, int]) -> str:
    text = as_seen(words.text) if words.from_right else words.text
    x = words.x - width(text, words.size) if words.from_right else words.x
    code = "".join(f"{codes[sign]:04x}" for sign in text)
    turn = "0 1 -1 0" if words.turned else "1 0 0 1"
    return f"BT /F{int(words.bold)} {words.size} Tf {turn} {x:.2f} {words.y:.2f} Tm <{code}> Tj ET\n"


def as_seen(text: str) -> str:
    """A text from right to left as its signs stand on paper from left to right: numbers and Latin words the other way
    ("66/181" and "A/66/130" are one each), brackets too."""
    seen = text[::-1].translate(str.maketrans("()[]", ")(]["))
    return re.sub(r"[A-Za-z]+(?: [A-Za-z]+)+|[0-9A-Za-z]+(?:[/.,:][0-9A-Za-z]+)*", lambda run: run[0][::-1], seen)


def _stream(content: bytes, properties: str = "") -> bytes:
    packed = zlib.compress(content)
    head = f"<< {properties} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode()
    return head + packed + b"\nendstream"


def _file(objects: dict[int, bytes], extra: str) -> bytes:
    body, places = b"%PDF-1.7\n", {}
    for number in sorted(objects):
        places[number] = len(body)
        body += f"{number} 0 obj\n".encode() + objects[number] + b"\nendobj\n"
    table = "".join(f"{places[number]:010} 00000 n \n" for number in sorted(objects))
    last = max(objects) + 1
    return (
        body
        + (
            f"xref\n0 {last}\n0000000000 65535 f \n{table}trailer\n<< /Size {last} /Root 1 0 R {extra} >>\n"
            f"startxref\n{len(body)}\n%%EOF\n"
        ).encode()
    )


def lines(texts: Sequence[str], x: float = 70, top: float = 760, size: float = 10, leading: float = 12) -> list[Words]:
    """Lines of text under each other."""
    return [Words(x, top - place * leading, text, size) for place, text in enumerate(texts)]
