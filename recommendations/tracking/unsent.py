"""Forms kept as one types: found again on any machine, cleared when the act is done, read by nobody but the writer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet

from recommendations.attachments import judge, sha256_of
from recommendations.attachments.recognition import clean_name
from recommendations.models import Recommendation, UnsentFile, UnsentForm, User
from recommendations.tracking.effects import OFFERED
from recommendations.tracking.forms import printable
from recommendations.workflow import Kind, Move

NOTE, FILES = "note", "files"
# A form that is kept while it is being sent may arrive after it: then there is nothing left to keep.
JUST_DONE = timedelta(seconds=10)
_LONGEST = 20_000
_MOST_FIELDS = 30


def is_kept(move: Move) -> bool:
    """Whether there is something to write at length in the move's form."""
    return any(spec.kind == Kind.TEXT for spec in move.fields)


KEPT = frozenset({NOTE, *(move.code for move in OFFERED if is_kept(move))})


def keep(
    item: Recommendation, act: str, typed: Mapping[str, Sequence[str]], *, version: int, by: User, at: datetime
) -> UnsentForm | None:
    """Keep what stands in the form; nothing when nothing does, or when the same person has just done the act."""
    action = "noted" if act == NOTE else act
    if item.history.filter(by=by, action=action, at__gt=at - JUST_DONE).exists():
        return None
    fields = {
        name[:100]: [printable(value)[:_LONGEST] for value in values if value][:100]
        for name, values in list(typed.items())[:_MOST_FIELDS]
    }
    if not any(fields.values()) and not files_of(item, act, by=by).exists():
        discard(item, act, by=by)
        return None
    kept, _new = UnsentForm.objects.update_or_create(
        user=by, recommendation=item, act=act, defaults={"fields": fields, "version": version, "kept_at": at}
    )
    return kept


def discard(item: Recommendation, act: str, *, by: User) -> None:
    """The files' bytes go with the next sweep, as what another transaction may still need must not be deleted here."""
    UnsentForm.objects.filter(user=by, recommendation=item, act=act).delete()


@transaction.atomic
def keep_files(
    item: Recommendation,
    act: str,
    sent: Sequence[UploadedFile[Any]],
    *,
    ticked: Collection[str],
    version: int,
    by: User,
    at: datetime,
) -> None:
    """Keep the files of a form that was refused, but those that may not be added; of the ones kept before, `ticked`."""
    files_of(item, act, by=by).exclude(pk__in=[one for one in ticked if one.isdecimal()]).delete()
    if not (good := [file for file in sent if _may_be_added(file)]):
        return
    form, _new = UnsentForm.objects.get_or_create(
        user=by, recommendation=item, act=act, defaults={"version": version, "kept_at": at}
    )
    room = settings.ATTACHMENTS_PER_DAY - UnsentFile.objects.filter(form__user=by).count()
    for file in good[: max(room, 0)]:
        kept = UnsentFile(form=form, name=clean_name(file.name or ""), size=file.size or 0, sha256=sha256_of(file))
        if not form.files.filter(sha256=kept.sha256, name=kept.name).exists():
            kept.content.save(kept.name, file, save=False)
            kept.save(force_insert=True)


def _may_be_added(file: UploadedFile[Any]) -> bool:
    try:
        judge([file])
    except ValueError:
        return False
    return True


def files_of(item: Recommendation, act: str, *, by: User) -> QuerySet[UnsentFile]:
    return UnsentFile.objects.filter(form__user=by, form__recommendation=item, form__act=act)


def kept_of(item: Recommendation, *, by: User) -> dict[str, UnsentForm]:
    """All that this person has kept on the item, by act."""
    kept = UnsentForm.objects.filter(user=by, recommendation=item).prefetch_related("files")
    return {form.act: form for form in kept}
