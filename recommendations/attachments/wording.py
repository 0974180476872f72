"""Judging files before they are kept, in words that say what to do instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.attachments import recognition
from recommendations.attachments.recognition import NotAllowed
from recommendations.workflow import Words

_WHY: dict[str, Words] = {
    "empty": gettext_lazy("It is empty."),
    "unknown": gettext_lazy(
        "It is none of the kinds that may be added: PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG, CSV or "
        "plain text. Save it as one of them."
    ),
    "markup": gettext_lazy("It is a page of HTML, SVG or XML, which could run as a program. Save it as PDF."),
    "macros": gettext_lazy("It contains a program, such as macros. Save it without them, or as PDF without scripts."),
    "damaged": gettext_lazy("It is damaged or incomplete. Open it, save it again and choose the new file."),
    "encrypted": gettext_lazy("It is protected by a password. Take the protection away first."),
    "two_things": gettext_lazy("Something else is hidden in it. Save it anew from the program it was made with."),
    "suffix": gettext_lazy("Its name ends in “%(suffix)s”, but it is a file of the kind “%(kind)s”. Rename it first."),
}


def judge(files: Sequence[UploadedFile[Any]]) -> list[tuple[UploadedFile[Any], str, str]]:
    """Each file with its clean name and its kind. Raises ValueError with the words for all that are refused."""
    found, refused = [], []
    for file in files:
        name = recognition.clean_name(file.name or "")
        try:
            found.append((file, name, _kind(file, name)))
        except NotAllowed as why:
            words = str(_WHY[why.code])
            refused.append(f"{name}: {words % why.given if why.given else words}")
        except OverflowError:
            limit = filesizeformat(settings.ATTACHMENT_MAX_BYTES)
            refused.append(_("%(name)s: It is larger than %(limit)s.") % {"name": name, "limit": limit})
    if refused:
        raise ValueError(*refused)
    return found


def _kind(file: UploadedFile[Any], name: str) -> str:
    """Raises OverflowError before a byte of a file that is too large is looked at."""
    if (file.size or 0) > settings.ATTACHMENT_MAX_BYTES:
        raise OverflowError
    if file.file is None:
        raise NotAllowed("empty")
    return recognition.kind_of(file.file, name)
