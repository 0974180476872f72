"""Progress reports that are signed: prepared, read, issued; kept with their hash, and made again from history.

What history does not hold (names of people and units, headings, titles) is kept with the report as it was; everything
else of an issued report comes out of history again, whatever has happened since.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from recommendations import permissions
from recommendations.models import ProgressReport, Recommendation, Report, User
from recommendations.progress.documents.composing import Signature, Wish
from recommendations.progress.documents.facts import Fact, Material, Scope, Stored, as_data, digest, from_data, kept
from recommendations.progress.documents.formats import in_memory
from recommendations.progress.documents.gathering import Live
from recommendations.progress.documents.speaking import Speaker
from recommendations.refusals import Refused

State = ProgressReport.State


def prepare(
    scope: Scope, *, on: date, as_at: datetime, since: datetime | None, wish: Wish, by: User, at: datetime
) -> ProgressReport:
    """A draft of a moment that does not move any more: what is signed is what was read.

    Without `since` it compares with the last report issued about the same.
    """
    if not permissions.may_prepare_report(by.standing(), scope.unit):
        raise Refused(_("Reports are prepared by coordinators, and by the head of a unit for that unit."))
    earlier = since or _last_moment(scope, before=as_at)
    return ProgressReport.objects.create(
        scope=dataclasses.asdict(scope),
        report=Report.objects.get(symbol=scope.report) if scope.report else None,
        unit_id=scope.unit,
        as_at=as_at,
        on=on,
        since=earlier,
        language=wish.language,
        vocabulary=wish.vocabulary,
        prepared_by=by,
        prepared_at=at,
    )


def _last_moment(scope: Scope, *, before: datetime) -> datetime | None:
    same = ProgressReport.objects.issued().filter(unit=scope.unit, as_at__lt=before)
    same = same.filter(report__symbol=scope.report) if scope.report else same.filter(report=None)
    return next((one.as_at for one in same.order_by("-as_at") if one.scope["theme"] == scope.theme), None)


def material_of(report: ProgressReport) -> Material:
    """The facts of an issued report as they are kept, of a draft as history has them."""
    return from_data(report.data) if report.state == State.ISSUED else _live(report)


def signature_of(report: ProgressReport) -> Signature | None:
    return Signature(report.issued_by_name, report.issued_at) if report.issued_at else None


def wish_of(report: ProgressReport) -> Wish:
    return Wish(report.language, report.vocabulary)


def _live(report: ProgressReport) -> Live:
    # Whoever sees the report sees all it is about: a unit's report its people, others those who see everything.
    scope = Scope(**report.scope | {"units": tuple(report.scope["units"])})
    return Live(Recommendation.objects.all(), scope, report.as_at, report.on, report.since)


def facts_of(report: ProgressReport) -> tuple[Stored, str]:
    """A draft's facts and their hash. Raises Refused where there are more than anybody reads."""
    stored = in_memory(_live(report))
    return stored, digest(as_data(stored))


def sign(report: ProgressReport, *, read: str, by: User, at: datetime) -> None:
    """Issue it: from here on it never changes. `read` is the hash of the facts the signer has read.

    Raises Refused, also where the facts are not those that were read.
    """
    with transaction.atomic():
        draft = ProgressReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
        if draft.state != State.DRAFT:
            raise Refused(_("This report has been issued already."))
        if not permissions.may_sign_report(by.standing(), draft.unit_id):
            raise Refused(_("Reports are issued by senior management, and by the head of a unit for that unit."))
        stored, found = facts_of(draft)
        if found != read:
            raise Refused(_("What the report says has changed since you read it. Read it again, then sign."))
        draft.data, draft.sha256, draft.leaves = as_data(stored), found, len(stored.kept)
        draft.issued_by, draft.issued_by_name, draft.issued_at, draft.state = by, by.name, at, State.ISSUED
        draft.save()
    report.refresh_from_db()


def discard(report: ProgressReport, *, by: User) -> None:
    """Take a draft away. Raises Refused for an issued one, and for whom it is not."""
    if not permissions.may_prepare_report(by.standing(), report.unit_id):
        raise Refused(_("Reports are prepared by coordinators, and by the head of a unit for that unit."))
    with transaction.atomic():
        draft = ProgressReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
        if draft.state != State.DRAFT:
            raise Refused(_("This report has been issued already."))
        for document in draft.documents.all():
            document.content.delete(save=False)
            document.delete()
        draft.delete()


def made_again(report: ProgressReport) -> str:
    """The hash of an issued report's facts as history has them now: the same as the one it was issued with."""
    before = from_data(report.data)
    languages = {symbol: tuple(titles) for symbol, titles in before.names.titles.items()}
    live = replace(_live(report), names=from_data(report.data).names, languages=languages)
    themes = {fact.id: fact.theme for fact in before.kept}
    facts = tuple(replace(fact, theme=themes.get(fact.id, fact.theme)) for fact in live.facts())
    return digest(as_data(kept(live, facts)))


# --- two reports side by side -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Difference:
    """One recommendation that two reports tell differently: (label, before, after), or that only one of them has."""

    symbol: str
    reference: str
    changes: tuple[tuple[str, str, str], ...]


def differences(before: Stored, after: Stored, speaker: Speaker) -> Iterator[Difference]:
    """In the order of the later report; what only the earlier has comes last."""
    old = {(fact.symbol, fact.reference): fact for fact in before.kept}
    was = replace(speaker, names=before.names, on=before.on)
    for fact in after.kept:
        earlier = old.pop((fact.symbol, fact.reference), None)
        if earlier is None:
            yield Difference(fact.symbol, fact.reference, ((_("New"), "", speaker.status(fact)),))
        elif changes := tuple(_changes(_told(earlier, was), _told(fact, speaker))):
            yield Difference(fact.symbol, fact.reference, changes)
    for fact in old.values():
        yield Difference(fact.symbol, fact.reference, ((_("Not in the later report"), was.status(fact), ""),))


def _changes(before: dict[str, str], after: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    for label, words in after.items():
        if before[label] != words:
            yield label, before[label], words


def _told(fact: Fact, speaker: Speaker) -> dict[str, str]:
    return {
        _("Status"): speaker.status(fact),
        _("Unit"): speaker.unit(fact),
        _("Owner"): speaker.owner(fact),
        _("Response in words"): fact.response_text,
        _("Target date"): speaker.day(fact.target_on),
        _("Percent done"): "" if fact.percent_done is None else str(fact.percent_done),
        _("Latest update"): "\n".join(passage.words for passage in speaker.latest(fact)),
        _("Evidence"): "; ".join(speaker.evidence(fact)),
        _("Next steps"): "\n".join(passage.words for passage in speaker.next_steps(fact)),
    }
