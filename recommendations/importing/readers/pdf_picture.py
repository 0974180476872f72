"""One page of a PDF as a picture."""

import struct
import zlib

import pypdfium2

from recommendations.importing.readers.base import ReportRefusedError

WIDTH = 900  # pixels
MOST_PIXELS = 3_000_000


def draw_page(content: bytes, number: int) -> bytes:
    """A page, counted from 1, as PNG in shades of grey. Raises ReportRefusedError where it cannot be drawn."""
    try:
        document = pypdfium2.PdfDocument(content)
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(WIDTH / max(width, 1), (MOST_PIXELS / max(width * height, 1)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True)
    except (pypdfium2.PdfiumError, IndexError, ValueError) as error:
        raise ReportRefusedError("unreadable") from error
    rows = memoryview(bitmap.buffer)
    return _png([bytes(rows[line * bitmap.stride :][: bitmap.width]) for line in range(bitmap.height)], bitmap.width)


def _png(rows: list[bytes], width: int) -> bytes:
    """Rows of grey pixels, one byte each, as PNG (W3C PNG 11.2): signature, header, rows packed, end."""
    header = struct.pack(">IIBBBBB", width, len(rows), 8, 0, 0, 0, 0)
    packed = zlib.compress(b"".join(b"\0" + row for row in rows), 6)
    parts = ((b"IHDR", header), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in parts)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
