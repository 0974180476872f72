"""Evidence of a recommendation: paragraphs the machine suggests, files and addresses; decided on by people."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from recommendations import history, permissions
from recommendations.evidence import corpus
from recommendations.evidence.matching import Suggestion
from recommendations.models import Attachment, EvidenceLink, Paragraph, Recommendation, Report, User
from recommendations.refusals import Refused
from recommendations.workflow import ENDED, Implementation
from recommendations.writing import Writing, writing

State, Kind = EvidenceLink.State, EvidenceLink.Kind
Source = Paragraph | Attachment | str
_WEB = URLValidator(schemes=["http", "https"])


class Outcome(NamedTuple):
    """How many suggestions a run stored, revised and withdrew."""

    created: int
    changed: int
    removed: int


def rankings(report: Report, *, limit: int) -> dict[Recommendation, list[Suggestion]]:
    """For each leaf in report order the best paragraphs, whether worth showing or not. Stores nothing."""
    read = corpus.read(report)
    return {leaf: read.matcher.rank(wanted, limit=limit) for leaf, wanted in read.wanted.items()}


@transaction.atomic
def suggest_for(report: Report, *, at: datetime) -> Outcome:
    """Store what is worth showing for every leaf of the report, in a fixed number of statements.

    Safe to repeat: what people decided stays, and a second run on the same texts changes nothing. A suggestion that
    no longer holds, because a text was imported anew, is withdrawn as long as nobody decided on it.
    """
    # Held against people deciding at the same moment, in an order that cannot cross another run's.
    leaves = Recommendation.objects.filter(report=report).leaves().order_by("pk")
    list(leaves.select_for_update().values_list("pk", flat=True))
    read = corpus.read(report)
    stored = {
        (link.recommendation_id, link.paragraph_id): link
        for link in EvidenceLink.objects.filter(recommendation__report=report, paragraph__isnull=False)
    }
    new: list[EvidenceLink] = []
    revised: list[EvidenceLink] = []
    kept: set[int] = set()
    for leaf, wanted in read.wanted.items():
        for found in read.matcher.worth_showing(wanted):
            fresh = _suggested(leaf, read.paragraphs[found.paragraph], found, at)
            link = stored.get((leaf.pk, fresh.paragraph_id))
            if link is None:
                new.append(fresh)
                continue
            kept.add(link.pk)
            if link.state == State.SUGGESTED and (link.score, link.reasons) != (fresh.score, fresh.reasons):
                link.score, link.reasons, link.suggested_at = fresh.score, fresh.reasons, at
                revised.append(link)
    # What a contributor suggested is for people to decide, whatever the machine thinks of it.
    machines = [link for link in stored.values() if link.state == State.SUGGESTED and link.suggested_by_id is None]
    gone = [link.pk for link in machines if link.pk not in kept]
    EvidenceLink.objects.suggested().filter(pk__in=gone).delete()
    EvidenceLink.objects.bulk_update(revised, ["score", "reasons", "suggested_at"], batch_size=500)
    EvidenceLink.objects.bulk_create(new, batch_size=1000)
    _tell(new, read, at)
    return Outcome(len(new), len(revised), len(gone))


def confirm(
    link: EvidenceLink, *, by: User, kind: str = Kind.BASIS, at: datetime, version: int | None = None, note: str = ""
) -> None:
    """Say that it is evidence; also takes up a dismissed one again, or corrects the kind.

    Raises Refused, Stale, or Recommendation.DoesNotExist, as every verb on an item does.
    """
    with writing(link.recommendation, "evidence_confirmed", by=by, at=at, version=version) as held:
        link.refresh_from_db()
        if (link.state, link.kind) == (State.CONFIRMED, kind):
            raise Refused(_("This evidence has been confirmed already."))
        _check(held, link, kind)
        _decide(held, link, State.CONFIRMED, kind=kind, note=note)


def dismiss(link: EvidenceLink, *, by: User, reason: str = "", at: datetime, version: int | None = None) -> None:
    """Say that it is no evidence. To withdraw what was confirmed, a reason must be given."""
    with writing(link.recommendation, "evidence_dismissed", by=by, at=at, version=version) as held:
        link.refresh_from_db()
        if link.state == State.DISMISSED:
            raise Refused(_("This evidence has been dismissed already."))
        if link.state == State.CONFIRMED and not reason.strip():
            raise Refused(fields={"reason": [_("Say why this evidence is withdrawn.")]})
        _check(held, link, None)
        _decide(held, link, State.DISMISSED, kind=link.kind, note=reason)


def add(
    item: Recommendation,
    source: Source,
    *,
    by: User,
    kind: str = Kind.BASIS,
    at: datetime,
    version: int | None = None,
    note: str = "",
) -> EvidenceLink:
    """Link a paragraph of any report, a file of the item or an address: confirmed at once, whatever the machine said.

    From a contributor it is a suggestion, until somebody who decides on evidence confirms it.

    Raises the source's DoesNotExist for a paragraph of a report the person may not see and for a file that is not the
    item's or was withdrawn; else as `confirm` does.
    """
    what = _looked_up(item, source, by)
    person = by.standing()
    if permissions.may_suggest_evidence(item, person) and not permissions.may_decide_evidence(item, person):
        return _propose(item, what, by=by, kind=kind, at=at, version=version, note=note)
    with writing(item, "evidence_added", by=by, at=at, version=version) as held:
        link = EvidenceLink.objects.filter(recommendation=held.item, **what).first()
        if link is not None and (link.state, link.kind) == (State.CONFIRMED, kind):
            raise Refused(_("This is confirmed evidence already."))
        link = link or EvidenceLink(recommendation=held.item, **what)
        _check(held, link, kind)
        _decide(held, link, State.CONFIRMED, kind=kind, note=note)
    return link


def _looked_up(item: Recommendation, source: Source, by: User) -> dict[str, Any]:
    """The field of a link that holds the source."""
    match source:
        case Paragraph():
            if not Report.objects.visible_to(by).filter(pk=source.report_id).exists():
                raise Paragraph.DoesNotExist
            return {"paragraph": source}
        case Attachment():
            if source.recommendation_id != item.pk or source.withdrawn_at is not None:
                raise Attachment.DoesNotExist
            return {"attachment": source}
        case _:
            return {"url": checked_address(source)}


def checked_address(url: str) -> str:
    """An address that a browser may open and nothing else: it is stored, and never fetched from here."""
    url = url.strip()
    try:
        _WEB(url)
        named = urlsplit(url)
    except (ValidationError, ValueError) as wrong:
        raise Refused(fields={"url": [_("Give the whole address, beginning with https:// or http://.")]}) from wrong
    if named.username is not None or named.password is not None:
        raise Refused(
            fields={"url": [_("Take the name and password out of the address: all who see it would read them.")]}
        )
    return url


def _propose(
    item: Recommendation, what: dict[str, Any], *, by: User, kind: str, at: datetime, version: int | None, note: str
) -> EvidenceLink:
    with writing(item, "evidence_proposed", by=by, at=at, version=version) as held:
        if not permissions.may_suggest_evidence(held.item, by.standing()):
            raise Refused(_("You do not contribute to this recommendation any more."))
        if held.item.implementation in ENDED:
            raise Refused(_("The implementation has ended; its evidence stays as it was judged."))
        if EvidenceLink.objects.filter(recommendation=held.item, **what).exists():
            raise Refused(_("This is linked already."))
        link = EvidenceLink.objects.create(
            recommendation=held.item, **what, kind=kind, note=note, suggested_by=by, suggested_at=at
        )
        held.given = _given(link)
    return link


def _check(held: Writing, link: EvidenceLink, becomes: str | None) -> None:
    """`becomes` is the kind of evidence it will be, None when it will be none."""
    item = held.item
    if not permissions.may_decide_evidence(item, held.by.standing()):
        raise Refused(_("Evidence is decided by the owner, the alternate, the head of the unit or the coordinator."))
    if not item.is_leaf:
        raise Refused(_("This recommendation has parts; link the evidence to its parts instead."))
    was_proof = link.state == State.CONFIRMED and link.kind == Kind.IMPLEMENTATION
    if item.implementation in ENDED and (was_proof or becomes == Kind.IMPLEMENTATION):
        raise Refused(_("The implementation has ended; its evidence stays as it was judged."))
    if item.implementation == Implementation.REPORTED and was_proof:
        raise Refused(_("A verifier is looking at this evidence; it can be withdrawn once the item is returned."))


def _decide(held: Writing, link: EvidenceLink, state: str, *, kind: str, note: str) -> None:
    link.state, link.kind, link.note = state, kind, note
    link.decided_by, link.decided_at = held.by, held.at
    link.save()
    held.given = _given(link)


def _given(link: EvidenceLink) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": link.kind}
    if link.paragraph is not None:
        told["paragraph"] = {"id": link.paragraph_id, "name": str(link.paragraph)}
    elif link.attachment is not None:
        told["file"] = {"id": link.attachment_id, "name": link.attachment.name, "sha256": link.attachment.sha256}
    else:
        told["link"] = link.url
    return told | ({"reason": link.note} if link.note else {})


def _suggested(leaf: Recommendation, paragraph_id: int, found: Suggestion, at: datetime) -> EvidenceLink:
    return EvidenceLink(
        recommendation=leaf,
        paragraph_id=paragraph_id,
        score=round(found.score, 4),
        reasons=[list(reason) for reason in found.reasons],
        suggested_at=at,
    )


def _tell(new: list[EvidenceLink], read: corpus.Corpus, at: datetime) -> None:
    """One entry for each item that got suggestions; a version with each, as after every write."""
    numbers = {pk: number for number, pk in read.paragraphs.items()}
    found: dict[Recommendation, list[str]] = {}
    for link in new:
        found.setdefault(link.recommendation, []).append(numbers[link.paragraph_id or 0])
    acts = [
        history.Act(leaf, "evidence_suggested", {}, {"paragraphs": paragraphs}) for leaf, paragraphs in found.items()
    ]
    history.record_many(acts, by=None, at=at)
    Recommendation.objects.filter(pk__in=[leaf.pk for leaf in found]).update(version=F("version") + 1)
