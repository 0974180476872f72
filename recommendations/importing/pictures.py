"""Pages of a PDF as pictures, drawn once and kept as long as the file is looked at."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from recommendations.importing.containment import Limits, draw_contained
from recommendations.importing.readers import ReportRefusedError
from recommendations.models import SourceFile

LIMITS = Limits(cpu_seconds=20, seconds=30)


def picture_of(source: SourceFile, page: int) -> bytes | None:
    """A page, counted from 1, as PNG; None where there is none, or it cannot be drawn."""
    name = f"{_folder(source)}/{page}.png"
    if default_storage.exists(name):
        with default_storage.open(name) as kept:
            return bytes(kept.read())
    with source.content.open("rb") as file:
        content = file.read()
    if not content.startswith(b"%PDF"):
        return None
    try:
        drawn = draw_contained(content, page, LIMITS)
    except ReportRefusedError:
        return None
    default_storage.save(name, ContentFile(drawn))
    return drawn


def forget(source: SourceFile) -> None:
    """Deletes the pictures of a file that nobody looks at any more."""
    folder = _folder(source)
    if default_storage.exists(folder):
        for name in default_storage.listdir(folder)[1]:
            default_storage.delete(f"{folder}/{name}")


def _folder(source: SourceFile) -> str:
    return f"pages/{source.sha256}"
