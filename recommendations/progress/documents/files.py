"""Files made for a person in the background, kept for some days, and handed out as long as their rights last."""

from __future__ import annotations

import dataclasses
import hashlib
import tempfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import PurePath
from typing import Any, BinaryIO
from uuid import uuid4

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations import jobs, outbox
from recommendations.models import (
    BackgroundJob,
    Document,
    DocumentTemplate,
    OutgoingEmail,
    ProgressReport,
    Recommendation,
    Report,
    User,
)
from recommendations.progress.documents import formats, issuing
from recommendations.progress.documents.composing import Signature, Wish
from recommendations.progress.documents.facts import Fact, Material, Names, Scope
from recommendations.progress.documents.gathering import Live, end_of
from recommendations.refusals import Refused

JOB = "document"  # the kind of the work, and of the mail that says it is done
KEPT = timedelta(days=7)
CHUNK = 500


@dataclass(frozen=True)
class Order:
    """What file somebody wants: of an issued report or a draft, or of the facts of a day (today if None)."""

    kind: str
    wish: Wish
    scope: Scope = dataclasses.field(default_factory=Scope)
    on: date | None = None
    since: date | None = None
    progress_report: int | None = None
    template: int | None = None
    mail: bool = False


def ask(order: Order, *, by: User, at: datetime, title: str) -> BackgroundJob:
    """Leave the order for a worker. Belongs in the transaction of what causes it."""
    params = dataclasses.asdict(order)
    for name in ("on", "since"):
        params[name] = params[name] and params[name].isoformat()
    return jobs.leave(JOB, by=by, at=at, params=params, title=title)


def _order(params: Mapping[str, Any]) -> Order:
    days = {name: params[name] and date.fromisoformat(params[name]) for name in ("on", "since")}
    scope = Scope(**params["scope"] | {"units": tuple(params["scope"]["units"])})
    return Order(**{**params, **days, "wish": Wish(**params["wish"]), "scope": scope})


def make(job: BackgroundJob, progress: jobs.Progress) -> Mapping[str, Any]:
    """Carry an order out. The file, its row and the mail are there together or not at all."""
    order, at = _order(job.params), timezone.now()
    with timezone.override(job.by.zone), tempfile.TemporaryFile() as file:
        material, signature = _material(order, job.by, at)
        watched = Watched(material, progress, keeps_ids=not job.by.standing().sees_everything)
        with _template(order) as template:
            formats.write(watched, order.wish, order.kind, to=file, at=at, signature=signature, template=template)
        return keep(_described(order, material, job.by, at, watched.ids), file, progress, mail=order.mail)


def _material(order: Order, by: User, at: datetime) -> tuple[Material, Signature | None]:
    if order.progress_report is not None:
        report = ProgressReport.objects.visible_to(by).filter(pk=order.progress_report).first()
        if report is None:
            raise Refused(_("There is no such report, or you may not see it."))
        return issuing.material_of(report), issuing.signature_of(report)
    today = timezone.localdate(at)
    on = min(order.on or today, today)
    return Live(
        Recommendation.objects.visible_to(by),
        order.scope,
        as_at=at if on == today else end_of(on),
        on=on,
        since=end_of(order.since) if order.since else None,
    ), None


def _template(order: Order) -> Any:
    """The organisation's own template as an open file; nothing where none is wanted."""
    if order.template is None or order.kind != "docx":
        return _Nothing()
    template = DocumentTemplate.objects.filter(pk=order.template).first()
    if template is None:
        raise Refused(_("The template was withdrawn meanwhile. Make the report again with another, or without."))
    return template.content.open("rb")


class _Nothing:
    def __enter__(self) -> None:
        return None

    def __exit__(self, *_fault: object) -> None:
        return None


class Watched:
    """Material that says how far it has been read, and remembers whose facts went by."""

    def __init__(self, material: Material, progress: jobs.Progress, *, keeps_ids: bool) -> None:
        self.material, self.progress = material, progress
        self.ids: list[int] | None = [] if keeps_ids else None

    def facts(self) -> Iterator[Fact]:
        of = self._roughly()
        for place, fact in enumerate(self.material.facts()):
            if place % 100 == 0:
                self.progress("writing", place, max(of, place))
            if self.ids is not None:
                self.ids.append(fact.id)
            yield fact

    def _roughly(self) -> int:
        """How many there are today; those of another day may be fewer."""
        scope, leaves = self.scope, Recommendation.objects.leaves()
        if scope.report:
            leaves = leaves.filter(report__symbol=scope.report)
        if scope.units:
            leaves = leaves.filter(unit__in=scope.units)
        return int(leaves.count())

    @property
    def scope(self) -> Scope:
        return self.material.scope

    @property
    def as_at(self) -> datetime:
        return self.material.as_at

    @property
    def on(self) -> date:
        return self.material.on

    @property
    def since(self) -> datetime | None:
        return self.material.since

    @property
    def names(self) -> Names:
        return self.material.names


def _described(order: Order, material: Material, by: User, at: datetime, ids: Collection[int] | None) -> Document:
    subject = Report.slug_of(material.scope.report) or "all"
    kind = "pack" if order.wish.pack else "progress"
    return Document(
        by=by,
        name=f"{kind}-{subject}-{material.on.isoformat()}-{order.wish.language}.{order.kind}"[:200],
        content_type=formats.FORMATS[order.kind].content_type,
        items=list(ids) if ids is not None and order.progress_report is None else None,
        progress_report_id=order.progress_report,
        made_at=at,
        expires_at=at + KEPT,
    )


def keep(document: Document, file: BinaryIO, progress: jobs.Progress, *, mail: bool = False) -> Mapping[str, Any]:
    """Store the file that was written, and that the work is done. Raises Refused where rights ended meanwhile."""
    progress("storing")
    if not still_allowed(document, User.objects.get(pk=document.by_id)):
        raise Refused(_("You may not see all of this any more, so it is not kept. Make it again."))
    document.size = file.tell()
    file.seek(0)
    document.sha256 = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # a real file
    file.seek(0)
    document.content.save(f"{uuid4().hex}{PurePath(document.name).suffix}", File(file), save=False)
    try:
        with transaction.atomic():
            document.save()
            if mail:
                day = timezone.localdate(document.made_at)
                outbox.enqueue([outbox.NewMail(f"{JOB}:{document.pk}", JOB, document.by_id, day)], at=document.made_at)
            result = {"document": document.pk}
            progress.finish(result)
    except BaseException:
        document.content.delete(save=False)
        raise
    return result


def still_allowed(document: Document, user: User) -> bool:
    """Whether the person may still see everything that is in the file."""
    person = user.standing()
    if document.by_id != user.pk or not user.is_active:
        return False
    if document.progress_report_id is not None:
        return ProgressReport.objects.visible_to(user).filter(pk=document.progress_report_id).exists()
    if document.items is None or person.sees_everything:
        return person.sees_everything
    ids, leaves = iter(document.items), Recommendation.objects.visible_to(user)
    while some := list(islice(ids, CHUNK)):
        if leaves.filter(pk__in=some).count() < len(some):
            return False
    return True


def forget(*, at: datetime) -> int:
    """Take away files whose time is over. How many."""
    gone = 0
    for document in Document.objects.filter(expires_at__lte=at).order_by("pk"):
        document.content.delete(save=False)
        document.delete()
        gone += 1
    return gone


def write(mail: OutgoingEmail, at: datetime) -> outbox.Letter:
    """The mail that says a file is ready; it holds a link, never the file."""
    document = Document.objects.open_to(mail.to, at=at).filter(pk=mail.key.removeprefix(f"{JOB}:")).first()
    if document is None:
        raise outbox.NothingToSay("document_gone")
    about = {
        "file": document.name,
        "until": document.expires_at,
        "address": settings.SITE_URL + resolve_url(document),
    }
    return outbox.Letter(*outbox.in_words("document", mail.to, about), mail.day)
