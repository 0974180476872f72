"""One recommendation on one page: its words, where it stands, what can be done, its evidence, plan and history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from recommendations import permissions, tracking, workflow
from recommendations.evidence.reasons import sentences
from recommendations.models import (
    Action,
    Attachment,
    Edition,
    EvidenceLink,
    Extension,
    HistoryEntry,
    Notice,
    OutgoingEmail,
    ParagraphText,
    PrintedPosition,
    Recommendation,
    RecommendationText,
    Recommender,
    Reminder,
    Report,
    SectionText,
    UnsentForm,
    User,
    Watch,
)
from recommendations.notices import News, in_words
from recommendations.progress.figures import stage_of
from recommendations.tracking import unsent
from recommendations.tracking.forms import PeopleField, PersonField
from recommendations.tracking.moves import waits_for
from recommendations.tracking.plan import progress_of
from recommendations.web import editions, timeline
from recommendations.web.acts import renumbered
from recommendations.web.requests import signed_in
from recommendations.web.views.evidence import AddForm, DismissForm, LinkForm
from recommendations.web.views.files import FilesForm
from recommendations.web.views.moves import act_for, likeliest_first, with_confirmation
from recommendations.web.views.notes import NoteForm
from recommendations.web.views.notes import act_for as note_act
from recommendations.web.views.notices import with_words
from recommendations.web.views.plan import ActionForm
from recommendations.web.views.unsent import restore
from recommendations.workflow import Leaf, Rollup, Words

if TYPE_CHECKING:
    from datetime import date

    from recommendations.web.acts import Act

_STATES = ("response", "implementation")  # which no item can do without
LATEST_UPDATES = 20
LATEST_REMINDERS = 20
LATEST_NEWS = 10

# The operative verbs that reading a report tells apart.
VERBS: dict[str, Words] = {
    "appeal": _("appeals to"),
    "call_upon": _("calls upon"),
    "encourage": _("encourages"),
    "invite": _("invites"),
    "recommend": _("recommends"),
    "reiterate": _("reiterates"),
    "request": _("requests"),
    "urge": _("urges"),
}


@require_safe
def detail(request: HttpRequest, symbol: str, reference: str) -> HttpResponse:
    """`?edition=zh` chooses the language of the text, `?history=all` the whole history instead of its latest part."""
    user, on = signed_in(request), timezone.localdate()
    items = (
        Recommendation.objects.visible_to(user)
        .select_related("report", "parent", "paragraph", "unit")
        .prefetch_related(
            Prefetch("extensions", Extension.objects.select_related("asked_by", "on_behalf_of", "decided_by")),
            Prefetch("actions", Action.objects.select_related("owner")),
            "contributors",
        )
        .annotate(
            entries=Subquery(_number_of_entries()),
            is_watched=Exists(Watch.objects.filter(recommendation=OuterRef("pk"), user=user)),
        )
    )
    item: Any = items.filter(report__symbol=symbol, reference=reference).first()
    if item is None:
        return redirect(renumbered(user, symbol, reference))
    _with_people(item)
    everything = request.GET.get("history") == "all"
    days = timeline.timeline(item, limit=None if everything else timeline.LATEST)
    context = {
        "item": item,
        "verb": VERBS.get(item.verb, item.verb),
        **_words(item, request.GET.get("edition", "")),
        "printed_positions": _printed_positions(item, user),
        **_neighbours(item, user),
        "days": days,
        "shows_everything": everything,
        "news": _news(item, user),
    }
    if item.is_leaf:
        context |= _as_leaf(item, user, on, everything=everything)
        context["handed_on"] = _handed_on(days)
        context |= _request_to_reassign(item, user, on)
        context["reminders"] = _reminders(item)
    else:
        context |= _as_parent(item, user, on)
    return render(request, "recommendations/recommendation_detail.html", context)


_PEOPLE = ("owner", "alternate", "claimed_by", "claim_confirmed_by")


def _with_people(item: Recommendation) -> None:
    """One query: with four more tables to join, PostgreSQL would think longer about the item than the page takes."""
    ids = {name: getattr(item, f"{name}_id") for name in _PEOPLE}
    found = User.objects.in_bulk({pk for pk in ids.values() if pk is not None})
    for name, pk in ids.items():
        setattr(item, name, found.get(pk))


def _number_of_entries() -> QuerySet[Any, Any]:
    entries = HistoryEntry.objects.filter(recommendation=OuterRef("pk")).order_by()
    return entries.values("recommendation").annotate(n=Count("pk")).values("n")


def _news(item: Recommendation, user: User) -> list[News]:
    """What the person has not read yet about it; the latest comes first, as in the history."""
    if not user.standing().unread:
        return []
    unread = Notice.objects.filter(to=user, recommendation=item).unread()
    return [in_words(notice) for notice in with_words(unread)[:LATEST_NEWS]]


# --- the words ----------------------------------------------------------------------------------------------


def _words(item: Recommendation, wanted: str) -> dict[str, Any]:
    """The text, its parent's and its heading in one edition: the one asked for, else the reader's, else any."""
    heading = SectionText.objects.filter(section=item.theme_id, edition=OuterRef("pk")).values("heading")[:1]
    found = list(Edition.objects.filter(report=item.report).annotate(theme=Subquery(heading)))
    languages = {edition.language for edition in found}
    language = wanted if wanted in languages else editions.readers_language()
    edition = min(found, key=lambda one: editions.preference(one.language, language), default=None)
    texts = RecommendationText.objects.filter(
        recommendation__in=[pk for pk in (item.pk, item.parent_id) if pk], edition=edition
    ).select_related("edition")
    by_item = {text.recommendation_id: text for text in texts}
    return {
        "editions": sorted(found, key=lambda one: one.language),
        "edition": edition,
        "text": by_item.get(item.pk),
        "chapeau": by_item.get(item.parent_id) if item.parent_id else None,
        "theme": edition and edition.theme,
        "recommenders": Recommender.objects.filter(recommendation=item, edition=edition).order_by("place"),
    }


@dataclass(frozen=True)
class PositionRow:
    """A position that a document prints; `report` is the document where it is here and the reader may see it."""

    printed: PrintedPosition
    report: Report | None


def _printed_positions(item: Recommendation, user: User) -> list[PositionRow]:
    """What each document says was answered, once for each document: in the reader's language, else in any."""
    found: dict[str, PrintedPosition] = {}
    wanted = editions.readers_language()
    printed = sorted(
        PrintedPosition.objects.filter(recommendation=item), key=lambda one: editions.preference(one.language, wanted)
    )
    for position in printed:
        found.setdefault(position.symbol, position)
    others = [symbol for symbol in found if symbol != item.report.symbol]
    reports = {item.report.symbol: item.report}
    if others:
        reports |= {report.symbol: report for report in Report.objects.visible_to(user).filter(symbol__in=others)}
    return [PositionRow(position, reports.get(symbol)) for symbol, position in sorted(found.items())]


def _neighbours(item: Recommendation, user: User) -> dict[str, Recommendation | None]:
    """The recommendations before and after it in the report, among those the person sees. One query."""
    others = Recommendation.objects.visible_to(user).filter(report=item.report_id)
    before = others.filter(position__lt=item.position).order_by("-position")
    after = others.filter(position__gt=item.position).order_by("position")
    # As two values, which PostgreSQL finds by the index; joined by "or" they would be looked for in every row.
    beside = Recommendation.objects.filter(pk__in=[Subquery(one.values("pk")[:1]) for one in (before, after)])
    beside = beside.select_related("report").only("reference", "position", *_STATES, "report__symbol")
    found = {one.position < item.position: one for one in beside}
    return {"previous": found.get(True), "next": found.get(False)}


# --- a leaf -------------------------------------------------------------------------------------------------


def _as_leaf(item: Recommendation, user: User, on: date, *, everything: bool) -> dict[str, Any]:
    person = user.standing(on)
    actions = list(item.actions.all())
    kept = unsent.kept_of(item, by=user)
    acts = _acts(item, user, on, kept)
    note = note_act(item, NoteForm()) if permissions.may_note(item, person) else None
    if note is not None:
        restore(note, kept.get(unsent.NOTE))
    offered = {act.url for act in acts}
    updates = item.updates.submitted().select_related("by", "on_behalf_of", "drafted_by")
    updates = updates.prefetch_related(Prefetch("attachments", Attachment.objects.select_related("withdrawn_by")))
    decides = item.implementation not in workflow.ENDED and permissions.may_decide_evidence(item, person)
    plannable = item.response in workflow.UNDECIDED or item.implementation in workflow.TO_DO
    may_plan = plannable and permissions.may_plan(item, person)
    return {
        "acts": acts,
        "open_act": next((act for act in acts[:1] if act.leads), None),
        "waits_for": waits_for(item),
        "takes_over": {position: url for position, url in _takes_over(item).items() if url in offered},
        "evidence": _evidence(item, user),
        "may_decide": decides,
        "may_add_evidence": decides or permissions.may_suggest_evidence(item, person),
        "contributors": item.contributors.all(),
        "drafts": item.updates.drafts().select_related("by") if permissions.may_read_drafts(item, person) else [],
        "add_evidence": AddForm(initial={"symbol": item.report.symbol}),
        "actions": actions,
        "plan_progress": progress_of(actions),
        "add_link": LinkForm(auto_id="id_address_%s"),
        "extensions": item.extensions.all(),
        "may_plan": may_plan,
        "files": Attachment.objects.filter(recommendation=item).select_related("added_by", "withdrawn_by", "action"),
        "add_files": _add_files(item, actions, kept) if permissions.may_attach(item, person) else None,
        "note": note,
        "add_action": ActionForm(by=user, on=on) if may_plan else None,
        "updates": updates if everything else updates[:LATEST_UPDATES],
    }


def _add_files(item: Recommendation, actions: Iterable[Action], kept: Mapping[str, UnsentForm]) -> FilesForm:
    files = kept[unsent.FILES].files.all() if unsent.FILES in kept else ()
    return FilesForm(item=item, kept=files, actions=actions)


def _takes_over(item: Recommendation) -> dict[str, str]:
    """For each position that a report may print the address of the move that makes it the response."""
    moves = {move.response[0].target: move.code for move in (workflow.ACCEPT, workflow.ACCEPT_IN_PART, workflow.REFUSE)}
    return {
        position: reverse("recommendations:move", args=[item.report.symbol, item.reference, moves[response]])
        for position, response in workflow.RESPONSE_OF_POSITION.items()
    }


_MOVES_THE_WORK = {move.code for move in workflow.MOVES if move.implementation}


def _handed_on(days: Iterable[timeline.Day]) -> timeline.Event | None:
    """The claim that waits to be verified, or why the work goes on, for whoever is to act upon it."""
    events = (event for day in days for event in day.events)
    latest = next((event for event in events if event.action in _MOVES_THE_WORK), None)
    handing_on = (workflow.REPORT_IMPLEMENTED.code, workflow.RETURN.code, workflow.REOPEN.code)
    return latest if latest is not None and latest.action in handing_on else None


def _acts(item: Recommendation, user: User, on: date, kept: Mapping[str, UnsentForm]) -> list[Act]:
    """The person's moves as forms, the likeliest first. One list of people serves all its fields.

    A form further down that asks for people stays on its own page: the list of an organisation's people is long.
    """
    acts = []
    for offer in likeliest_first(tracking.offers(item, by=user, on=on), item):
        acts.append(act_for(item, offer.move, with_confirmation(offer.form)))
        restore(acts[-1], kept.get(offer.move.code))
    for act in acts:
        asking = [asked for asked in act.form.fields.values() if isinstance(asked, PersonField)]
        act.elsewhere = bool(asking) and not (act.leads and act is acts[0])
        people = list(asking[0].iterator(asking[0])) if asking and not act.elsewhere else []
        for asked in asking if people else ():
            asked.choices = people
        for several in act.form.fields.values():
            if isinstance(several, PeopleField) and people:
                several.choices = people[1:]  # the first is for choosing nobody
    return acts


@dataclass
class Evidence:
    """The links of an item as the page groups them."""

    implementation: list[LinkRow] = field(default_factory=list)
    basis: list[LinkRow] = field(default_factory=list)
    suggested: list[LinkRow] = field(default_factory=list)
    dismissed: list[LinkRow] = field(default_factory=list)


@dataclass
class LinkRow:
    """A link with its paragraph's words and the reasons of the suggestion.

    `is_hidden` is a paragraph of a report that the reader may not see: its words are not for them.
    """

    link: EvidenceLink
    text: ParagraphText | None
    is_hidden: bool
    reasons: list[str]
    dismiss: DismissForm


def _evidence(item: Recommendation, user: User) -> Evidence:
    texts = Prefetch("paragraph__texts", ParagraphText.objects.select_related("edition"))
    links = item.evidence.select_related("paragraph__report", "attachment__withdrawn_by", "decided_by", "suggested_by")
    links = links.prefetch_related(texts)
    elsewhere = {link.paragraph.report_id for link in links if link.paragraph} - {item.report_id}
    hidden = elsewhere and elsewhere - set(
        Report.objects.visible_to(user).filter(pk__in=elsewhere).values_list("pk", flat=True)
    )
    found = Evidence()
    for link in links:
        link.recommendation = item
        is_hidden = link.paragraph is not None and link.paragraph.report_id in hidden
        written = link.paragraph.texts.all() if link.paragraph is not None and not is_hidden else ()
        row = LinkRow(
            link,
            editions.in_readers_language(written),
            is_hidden,
            sentences(link.reasons),
            DismissForm(auto_id=f"id_link{link.pk}_%s"),
        )
        match link.state, link.kind:
            case EvidenceLink.State.SUGGESTED, _:
                found.suggested.append(row)
            case EvidenceLink.State.DISMISSED, _:
                found.dismissed.append(row)
            case _, EvidenceLink.Kind.IMPLEMENTATION:
                found.implementation.append(row)
            case _:
                found.basis.append(row)
    return found


# --- a parent -----------------------------------------------------------------------------------------------


def _reminders(item: Recommendation) -> list[Reminder]:
    """Who was reminded when, the latest first."""
    sent = item.reminders.filter(email__state=OutgoingEmail.State.SENT).select_related("to", "email")
    return list(sent.order_by("-email__sent_at", "-pk")[:LATEST_REMINDERS])


def _request_to_reassign(item: Recommendation, user: User, on: date) -> dict[str, Any]:
    """That somebody has said it is not theirs; and whether the reader could say so."""
    requests = item.reassignment_requests.asked().select_related("asked_by", "suggested")
    asked = requests.first() if item.facts.reassignment_asked else None
    theirs = permissions.has_the_say((workflow.Who.OWNER, workflow.Who.ALTERNATE), item, user.standing(on))
    may_disown = asked is None and theirs and workflow.ASSIGN.starts_from(item)
    return {"reassignment": asked, "may_disown": may_disown}


def _as_parent(item: Recommendation, user: User, on: date) -> dict[str, Any]:
    """Its parts and what they add up to. A person who sees some of the parts is told that it is not all of them."""
    parts = list(
        Recommendation.objects.visible_to(user)
        .filter(parent=item)
        .in_report_order()
        .select_related("report", "owner", "unit")
        .prefetch_related(Prefetch("texts", RecommendationText.objects.select_related("edition")))
    )
    stages: dict[str, int] = {}
    for part in parts:
        stage = stage_of(part.response, part.implementation)
        stages[stage] = stages.get(stage, 0) + 1
    return {
        "parts": [(part, editions.in_readers_language(part.texts.all())) for part in parts],
        "all_parts": item.children.count(),
        "rollup": _rolled_up(parts, on),
        "stages": stages,
    }


def _rolled_up(parts: Iterable[Recommendation], on: date) -> Rollup:
    leaves = [
        Leaf(part.reference, part.response, part.implementation, part.target_on, part.response_due_on) for part in parts
    ]
    return workflow.roll_up(leaves, on=on)
