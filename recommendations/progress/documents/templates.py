"""An organisation's own templates: judged before they are kept, tried with a sample report, withdrawn."""

from __future__ import annotations

import hashlib
import io
import logging
import re
import zipfile
from datetime import datetime
from typing import Any, BinaryIO
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from recommendations import permissions
from recommendations.attachments import recognition
from recommendations.lists import listed
from recommendations.models import DocumentTemplate, User
from recommendations.progress.documents.content import (
    Chart,
    Column,
    Content,
    Details,
    Head,
    Paragraph,
    Passage,
    Section,
    Segment,
    Table,
)
from recommendations.progress.documents.speaking import tag
from recommendations.progress.documents.writers import docx
from recommendations.refusals import Refused
from recommendations.workflow import Implementation, Words

log = logging.getLogger(__name__)

LARGEST = 5 * 1024 * 1024  # bytes; every report made with it is at least as large
LARGEST_UNPACKED = 50 * 1024 * 1024  # bytes
_EXTERNAL = re.compile(rb"<[\w:]*Relationship\b[^>]*\bTargetMode\s*=\s*[\"']External[\"'][^>]*>")
_LINK = re.compile(rb"\bType\s*=\s*[\"'][^\"']*/hyperlink[\"']")

_NO_WORD = gettext_lazy("It is no Word document. Open it in Word and save it as “Word document (.docx)”.")
_WHY: dict[str, Words] = {
    "empty": gettext_lazy("The file is empty. Choose another."),
    "suffix": gettext_lazy(
        "Its name does not end in “.docx”. A template of Word (.dotx) is opened in Word and saved as “Word document "
        "(.docx)” first."
    ),
    "macros": gettext_lazy("It contains a program, such as macros. Save it as “Word document (.docx)”, without them."),
    "damaged": gettext_lazy("It is damaged or incomplete. Open it in Word, save it again and choose the new file."),
    "encrypted": gettext_lazy("It is protected by a password. Take the protection away first."),
    "two_things": gettext_lazy("Something else is hidden in it. Open it in Word and save it anew."),
    "outside": gettext_lazy(
        "It fetches something from elsewhere whenever it is opened, such as a linked picture or an attached template. "
        "Put the picture itself into it, detach the template, and save it again."
    ),
    "unusable": gettext_lazy(
        "No report can be made with it. Open it in Word, save it as “Word document (.docx)”, not as a template, and "
        "choose the new file."
    ),
}


def add(name: str, file: UploadedFile[Any], *, by: User, at: datetime) -> DocumentTemplate:
    """Keep a template, once a sample report could be made with it. Raises Refused, beside `name` or `file`."""
    _check_may(by)
    content = _judged(file)
    digest = hashlib.sha256(content).hexdigest()
    if same := DocumentTemplate.objects.filter(sha256=digest).first():
        raise Refused(fields={"file": [_("This file is kept already, as “%(name)s”.") % {"name": same.name}]})
    if DocumentTemplate.objects.filter(name__iexact=name).exists():
        raise Refused(fields={"name": [_("Another template is called so. Choose another name, or withdraw that one.")]})
    template = DocumentTemplate(
        name=name, sha256=digest, missing=docx.missing_styles(io.BytesIO(content)), added_by=by, added_at=at
    )
    template.content.save(f"{uuid4().hex}.docx", ContentFile(content), save=False)
    try:
        with transaction.atomic():
            template.save()
    except BaseException as fault:
        template.content.delete(save=False)
        if isinstance(fault, IntegrityError):
            raise Refused(_("Somebody else has just added it. Look at the list of templates.")) from fault
        raise
    return template


def withdraw(template: DocumentTemplate, *, by: User) -> None:
    """Reports that were made with it stay as they are. Raises Refused."""
    _check_may(by)
    content = template.content
    with transaction.atomic():
        template.delete()
        transaction.on_commit(lambda: content.delete(save=False))


def _check_may(by: User) -> None:
    if not permissions.may_keep_templates(by.standing()):
        raise Refused(_("Templates are kept by coordinators and administrators."))


def _judged(file: UploadedFile[Any]) -> bytes:
    """The bytes of a file that reports can be made with."""
    if (file.size or 0) > LARGEST:
        raise _refused(
            _("It is larger than %(limit)s. Make its pictures smaller: in Word, “Compress Pictures”.")
            % {"limit": filesizeformat(LARGEST)}
        )
    content: bytes = file.read()
    try:
        if recognition.kind_of(io.BytesIO(content), recognition.clean_name(file.name or "")) != "docx":
            raise _refused(_NO_WORD)
        _check_parts(content)
        write_sample(io.BytesIO(content), to=io.BytesIO(), at=timezone.now())
    except recognition.NotAllowed as why:
        raise _refused(_WHY.get(why.code, _NO_WORD)) from why
    except Refused:
        raise
    except Exception as fault:  # whatever the libraries meet in a file from anywhere
        log.info("No report can be made with an uploaded template", exc_info=True)
        raise _refused(_WHY["unusable"]) from fault
    return content


def _refused(words: Words) -> Refused:
    return Refused(fields={"file": [words]})


def _check_parts(content: bytes) -> None:
    """Nothing that grows when it is opened, declares entities, or is fetched from outside by who opens a report."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
            limit = filesizeformat(LARGEST_UNPACKED)
            raise _refused(_("Unpacked it is larger than %(limit)s. Make its pictures smaller.") % {"limit": limit})
        for name in archive.namelist():
            if not name.lower().endswith((".xml", ".rels")):
                continue
            part = archive.read(name)
            # Other encodings could hide what is looked for; no office program uses them.
            if b"<!DOCTYPE" in part or b"<!ENTITY" in part or b"\0" in part[:1000]:
                raise recognition.NotAllowed("two_things")
            if any(not _LINK.search(found) for found in _EXTERNAL.findall(part)):
                raise recognition.NotAllowed("outside")


def write_sample(template: BinaryIO, *, to: BinaryIO, at: datetime) -> None:
    """A short report in the reader's language that uses every style."""
    docx.write(_sample(at), to=to, at=at, template=template)


def _sample(at: datetime) -> Content:
    day = timezone.localdate(at)
    title = _("Sample report")
    text = Passage(_("This is how a paragraph of a report looks with this template."))
    counts = ((Implementation.VERIFIED, 3), (Implementation.IN_PROGRESS, 5), (Implementation.NOT_STARTED, 2))
    segments = [Segment(state, str(state.label), count) for state, count in counts]
    chart = Chart(_("A chart"), listed(f"{one.label}: {one.count}" for one in segments), segments)
    table = Table(
        [Column(_("State"), 3), Column(_("Recommendations"), 2)],
        [[Passage(segment.label), segment.count] for segment in segments],
    )
    details = Details([(_("Unit"), [Passage(_("Name of the unit"))]), (_("As at"), [Passage(date_format(day))])])
    return Content(
        Head(
            title=title,
            subject=Passage(_("What the report is about")),
            about=[(_("As at"), date_format(day))],
            notes=[_("Nothing in it is from the register.")],
            language=tag(get_language() or "en"),
            footer=" · ".join((str(settings.SITE_NAME), title, date_format(day))),
        ),
        [
            Section(_("A heading"), [Paragraph(text), chart, table]),
            Section(_("A heading below it"), [Paragraph(text, numbered=True), Paragraph(text, numbered=True)], rank=2),
            Section(_("A heading of the third rank"), [details, Paragraph(text, note=True)], rank=3),
        ],
    )
