"""Files added to an item and withdrawn from it, each with its entry in the history; and the ones that are nobody's."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, Sum
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recommendations import permissions
from recommendations.attachments.wording import judge
from recommendations.models import Action, Attachment, ProgressUpdate, Recommendation, UnsentFile, User
from recommendations.models.attachment import FOLDER
from recommendations.refusals import Refused
from recommendations.writing import Writing, writing

log = logging.getLogger(__name__)

A_DAY = timedelta(days=1)
# What came with a form that was refused, and was never sent again.
UNSENT_FOR = timedelta(days=30)


def attach(
    item: Recommendation,
    files: Sequence[UploadedFile[Any]],
    *,
    action: Action | None = None,
    by: User,
    at: datetime,
) -> list[Attachment]:
    """Add files to an item, or to one of its actions. Nothing of the item changes, so nobody's form becomes stale.

    Raises Refused, with words for each file that may not be added, and Recommendation.DoesNotExist.
    """
    with stored_within() as kept, writing(item, "attached", by=by, at=at) as held:
        if not permissions.may_attach(held.item, by.standing()):
            raise Refused(_("Files are added by those who have a part in the work on this recommendation."))
        if not held.item.is_leaf:
            raise Refused(_("This recommendation has parts; add the file to the part it is about."))
        if not files:
            raise Refused(fields={"files": [_("Choose at least one file.")]})
        attachments = keep(held, files, action=action, kept=kept)
        held.given = {"files": [as_recorded(one) for one in attachments]}
        if action is not None:
            held.given["action"] = action.text
    return attachments


def keep(
    held: Writing,
    files: Sequence[UploadedFile[Any]],
    *,
    update: ProgressUpdate | None = None,
    action: Action | None = None,
    kept: list[Attachment] | None = None,
) -> list[Attachment]:
    """Within a verb: judge the files and store them. `kept` collects them for a caller that sweeps when undone."""
    try:
        judged = judge(files)
    except ValueError as wrong:
        raise Refused(fields={"files": [str(words) for words in wrong.args]}) from wrong
    _check_quotas(held, sum(file.size or 0 for file, _name, _kind in judged), len(judged))
    found = [] if kept is None else kept
    for file, name, kind in judged:
        attachment = Attachment(
            recommendation=held.item,
            update=update,
            action=action,
            name=name,
            kind=kind,
            size=file.size or 0,
            sha256=sha256_of(file),
            added_by=held.by,
            added_at=held.at,
        )
        attachment.content.save(name, file, save=False)
        found.append(attachment)
        attachment.save(force_insert=True)
    return found


def withdraw(attachment: Attachment, *, reason: str, by: User, at: datetime, version: int | None = None) -> None:
    """Take a file back. Its row stays with the reason; who added it may, and those who decide on evidence."""
    with writing(attachment.recommendation, "file_withdrawn", by=by, at=at, version=version) as held:
        attachment.refresh_from_db()
        person = by.standing()
        if attachment.added_by_id != by.pk and not permissions.may_decide_evidence(held.item, person):
            raise Refused(_("A file is withdrawn by who added it, the owner, the head of the unit or the coordinator."))
        if attachment.withdrawn_at is not None:
            raise Refused(_("This file has been withdrawn already."))
        if attachment.evidence_links.confirmed().exists():
            raise Refused(_("This file is confirmed evidence. Withdraw the evidence first."))
        if not reason.strip():
            raise Refused(fields={"reason": [_("Say why this file is withdrawn.")]})
        attachment.withdrawn_by, attachment.withdrawn_at, attachment.reason = by, at, reason
        attachment.save(update_fields=["withdrawn_by", "withdrawn_at", "reason"])
        held.given = {"files": [as_recorded(attachment)], "reason": reason}


def sweep(*, now: datetime) -> int:
    """Delete stored files older than a day that no row speaks of: what a crash left between the file and its row, and
    what was sent or given up; and forget unsent files after a month.

    A row whose file is missing is named in the log; only a backup can bring it back. Returns how many were deleted.
    """
    UnsentFile.objects.filter(form__kept_at__lt=now - UNSENT_FOR).delete()
    known = set(Attachment.objects.values_list("content", flat=True))
    known.update(UnsentFile.objects.values_list("content", flat=True))
    stored = set(_stored())
    for name in sorted(known - stored):
        log.error("the attachment %s is missing from the store", name)
    orphans = [name for name in sorted(stored - known) if now - default_storage.get_modified_time(name) > A_DAY]
    for name in orphans:
        default_storage.delete(name)
    return len(orphans)


def as_recorded(attachment: Attachment) -> dict[str, Any]:
    return {"id": attachment.pk, "name": attachment.name, "sha256": attachment.sha256}


@contextmanager
def stored_within() -> Iterator[list[Attachment]]:
    """Around a transaction that keeps files: when it does not come about, what was stored for it goes again."""
    kept: list[Attachment] = []
    try:
        yield kept
    except BaseException:
        for attachment in kept:
            attachment.content.delete(save=False)
        raise


def _check_quotas(held: Writing, size: int, count: int) -> None:
    of_item = Attachment.objects.filter(recommendation=held.item).standing()
    of_person = Attachment.objects.filter(added_by=held.by, added_at__gt=held.at - A_DAY)
    for kept, most_files, most_bytes, words in (
        (of_item, settings.ATTACHMENTS_PER_ITEM, settings.ATTACHMENT_BYTES_PER_ITEM, _item_is_full),
        (of_person, settings.ATTACHMENTS_PER_DAY, settings.ATTACHMENT_BYTES_PER_DAY, _day_is_full),
    ):
        there = kept.order_by().aggregate(files=Count("pk"), bytes=Sum("size", default=0))
        if there["files"] + count > most_files or there["bytes"] + size > most_bytes:
            raise Refused(fields={"files": [words(most_files, most_bytes)]})


def _item_is_full(files: int, size: int) -> str:
    return ngettext(
        "A recommendation holds at most %(files)s file and %(size)s. Withdraw what is not needed any more.",
        "A recommendation holds at most %(files)s files and %(size)s. Withdraw what is not needed any more.",
        files,
    ) % {"files": files, "size": filesizeformat(size)}


def _day_is_full(files: int, size: int) -> str:
    return ngettext(
        "You may add at most %(files)s file and %(size)s within a day. Go on tomorrow, or put the files into one.",
        "You may add at most %(files)s files and %(size)s within a day. Go on tomorrow, or put the files into one.",
        files,
    ) % {"files": files, "size": filesizeformat(size)}


def sha256_of(file: UploadedFile[Any]) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _stored() -> Iterator[str]:
    if not default_storage.exists(FOLDER):
        return
    for folder in default_storage.listdir(FOLDER)[0]:
        for name in default_storage.listdir(f"{FOLDER}/{folder}")[1]:
            yield f"{FOLDER}/{folder}/{name}"
