"""Reporting rounds: the list, opening one, how far it is and who is late, and the queue of updates to review."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.db.models import Count, F, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recommendations import history, permissions
from recommendations.models import ProgressUpdate, Recommendation, ReportingRound, RoundEntry, Unit
from recommendations.models.round import OUTSTANDING, RoundEntryQuerySet, Stand
from recommendations.refusals import Refused
from recommendations.tracking import rounds
from recommendations.web import keyset, rows
from recommendations.web.requests import signed_in
from recommendations.web.round_forms import ReturnForm, RoundForm

TONES: dict[str, str] = {
    Stand.MISSING: "calm",
    Stand.RETURNED: "warn",
    Stand.ANSWERED: "active",
    Stand.CONFIRMED: "good",
    Stand.SETTLED: "calm",
}
MOST_LATE = 50
MOST_SINCE = 20
LATEST_ROUNDS_FIRST = keyset.Order((keyset.Column("pk", keyset.whole_number),), descending=True)
ENTRIES = keyset.Order((keyset.Column("pk", keyset.whole_number),))


@dataclass
class Counts:
    """How many entries stand where; `label` names what they are counted for."""

    label: str = ""
    stands: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.stands.values())

    @property
    def outstanding(self) -> int:
        return sum(self.stands.get(stand, 0) for stand in OUTSTANDING)

    @property
    def parts(self) -> list[tuple[str, str, int]]:
        """(tone, label, count) in the order of the way an update goes."""
        order = (Stand.CONFIRMED, Stand.SETTLED, Stand.ANSWERED, Stand.RETURNED, Stand.MISSING)
        return [(TONES[stand], str(stand.label), self.stands[stand]) for stand in order if self.stands.get(stand)]

    @property
    def cells(self) -> list[int]:
        return [self.stands.get(stand, 0) for stand in Stand]


@require_safe
def round_list(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    found = ReportingRound.objects.visible_to(user).select_related("report", "unit")
    page = LATEST_ROUNDS_FIRST.page(found, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    entries = RoundEntry.objects.visible_to(user).filter(round__in=[one.pk for one in page.rows])
    counts = _counted(entries, "round")
    context = {
        "page": page,
        "rounds": [(one, counts.get(one.pk, Counts())) for one in page.rows],
        "may_run": permissions.may_run_rounds(user.standing()),
    }
    return render(request, "rounds/round_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def open_round(request: HttpRequest) -> HttpResponse:
    """The form; sent once it shows whom the round would ask, and sent with that confirmed it opens the round."""
    user, at = signed_in(request), timezone.now()
    if not permissions.may_run_rounds(user.standing()):
        raise Http404
    form = RoundForm(request.POST if request.method == "POST" else None, by=user, on=timezone.localdate(at))
    asked: Counts | None = None
    if request.method == "POST" and form.is_valid():
        scope = rounds.in_scope(form.cleaned_data["report"], form.cleaned_data["unit"])
        if request.POST.get("confirmed"):
            try:
                opened = rounds.open_round(by=user, at=at, given=form.cleaned_data)
            except Refused as refused:
                form.add_error(None, " ".join(map(str, refused.reasons)))
            else:
                messages.success(request, _("The round is open, and its owners have been asked."))
                return redirect(opened)
        else:
            found = scope.order_by().aggregate(items=Count("pk"), people=Count("owner", distinct=True))
            asked = Counts(stands=found)
            if not found["items"]:
                form.add_error(
                    None, _("Nobody in this scope has work to do that no open round asks for. Widen the scope.")
                )
                asked = None
    status = 422 if form.errors else 200
    return render(
        request,
        "rounds/round_open.html",
        {"form": form, "asked": asked and asked.stands, "crumbs": _above()},
        status=status,
    )


@require_safe
def round_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the round is, by unit; who is late; and the entries, narrowed by `?stand=` and `?mine=1`."""
    user, today = signed_in(request), timezone.localdate()
    round_ = _found(request, pk)
    visible = RoundEntry.objects.visible_to(user).filter(round=round_)
    counts = _counted(visible, "recommendation__unit")
    names = {unit.pk: str(unit) for unit in Unit.objects.filter(pk__in=[key for key in counts if key])}
    for key, one in counts.items():
        one.label = names.get(key, "")
    whole = _sum(counts.values())
    stand, mine = request.GET.get("stand", ""), bool(request.GET.get("mine"))
    shown = visible.standing(stand) if stand in Stand.values else visible.with_stand()
    if mine:
        shown = shown.filter(Q(recommendation__owner=user) | Q(recommendation__alternate=user))
    page = ENTRIES.page(
        shown.select_related("recommendation"), after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    person = user.standing(today)
    context = {
        "round": round_,
        "crumbs": _above(),
        "whole": whole,
        "units": sorted(counts.values(), key=lambda one: (-one.outstanding, one.label)),
        "stands": [(one.value, one.label, TONES[one], whole.stands.get(one, 0)) for one in Stand],
        "stand": stand,
        "mine": mine,
        "page": page,
        "lines": _lines(page.rows),
        "late": _late(visible),
        "is_late": round_.is_open and round_.due_on < today,
        "to_review": whole.stands.get(Stand.ANSWERED, 0) if person.headed or permissions.may_run_rounds(person) else 0,
        "may_run": permissions.may_run_rounds(person),
    }
    return render(request, "rounds/round_detail.html", context)


@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The first update to review after `?after=`, with what was reported before and what has changed since."""
    return _review(request, _found(request, pk), after=_number(request.GET.get("after", "")))


@require_POST
def decide(request: HttpRequest, pk: int, entry_pk: int) -> HttpResponse:
    """Confirm the update (`outcome=confirmed`) or return it with a comment, and on to the next one."""
    user, round_ = signed_in(request), _found(request, pk)
    entry = get_object_or_404(
        RoundEntry.objects.visible_to(user).filter(round=round_).select_related("recommendation"), pk=entry_pk
    )
    outcome = (
        RoundEntry.Outcome.CONFIRMED if request.POST.get("outcome") == "confirmed" else RoundEntry.Outcome.RETURNED
    )
    form = ReturnForm(request.POST if outcome == RoundEntry.Outcome.RETURNED else None)
    try:
        if form.is_bound and not form.is_valid():
            raise Refused(fields={"comment": [str(word) for word in form.errors["comment"]]})
        rounds.review(
            entry,
            outcome,
            update=_number(request.POST.get("update", "")),
            comment=form.cleaned_data["comment"] if form.is_bound else "",
            by=user,
            at=timezone.now(),
        )
    except Refused as refused:
        return _review(request, round_, after=entry.pk - 1, refused=refused, form=form if form.is_bound else None)
    except Recommendation.DoesNotExist as gone:
        raise Http404 from gone
    done = _("Confirmed.") if outcome == RoundEntry.Outcome.CONFIRMED else _("Returned to the owner.")
    messages.success(request, f"{entry.recommendation}: {done}")
    return redirect(f"{_address('round_review', round_)}?after={entry.pk}")


@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = _found(request, pk)

    def verb() -> str:
        told = rounds.remind_late(round_, by=signed_in(request), at=timezone.now())
        return ngettext(
            "The owner of %(n)d recommendation is reminded.", "The owners of %(n)d recommendations are reminded.", told
        ) % {"n": told}

    return _done(request, round_, verb)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first, saying what is missing."""
    round_, user = _found(request, pk), signed_in(request)
    if request.method != "POST":
        if not permissions.may_run_rounds(user.standing()) or not round_.is_open:
            return redirect(round_)
        whole = _sum(_counted(RoundEntry.objects.visible_to(user).filter(round=round_), "round").values())
        return render(
            request,
            "rounds/round_close.html",
            {"round": round_, "whole": whole, "crumbs": [*_above(), (round_.title, round_.get_absolute_url())]},
        )

    def verb() -> str:
        rounds.close_round(round_, by=user, at=timezone.now())
        return _("The round is closed.")

    return _done(request, round_, verb)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = _found(request, pk)

    def verb() -> str:
        rounds.reopen_round(round_, by=signed_in(request))
        return _("The round is open again.")

    return _done(request, round_, verb)


# --- parts ------------------------------------------------------------------------------------------------


def _found(request: HttpRequest, pk: int) -> ReportingRound:
    visible = ReportingRound.objects.visible_to(signed_in(request))
    round_: ReportingRound = get_object_or_404(
        visible.select_related("report", "unit", "opened_by", "closed_by"), pk=pk
    )
    return round_


def _above() -> list[tuple[str, str]]:
    return [(_("Reporting rounds"), reverse("recommendations:rounds"))]


def _address(name: str, round_: ReportingRound) -> str:
    return reverse(f"recommendations:{name}", args=[round_.pk])


def _done(request: HttpRequest, round_: ReportingRound, verb: Callable[[], str]) -> HttpResponse:
    """Back to the round, with what came of it in words; a refusal changes nothing."""
    try:
        messages.success(request, verb())
    except Refused as refused:
        messages.error(request, " ".join(map(str, refused.reasons)))
    return redirect(round_)


def _number(text: str) -> int:
    try:
        return keyset.whole_number(text)
    except ValueError:
        return 0


def _counted(entries: RoundEntryQuerySet, by: str) -> dict[Any, Counts]:
    """One query."""
    found: dict[Any, Counts] = {}
    counted = entries.with_stand().order_by().values_list(by, "stand").annotate(n=Count("pk"))
    for key, stand, n in counted:
        found.setdefault(key, Counts()).stands[stand] = n
    return found


def _sum(counts: Iterable[Counts]) -> Counts:
    whole = Counts()
    for one in counts:
        for stand, n in one.stands.items():
            whole.stands[stand] = whole.stands.get(stand, 0) + n
    return whole


def _late(entries: RoundEntryQuerySet) -> list[Any]:
    """Who still has to answer, those with most first: {"name", "email", "n"}."""
    waiting = entries.standing(*OUTSTANDING).order_by()
    named = waiting.values(name=F("recommendation__owner__name"), email=F("recommendation__owner__email"))
    return list(named.annotate(n=Count("pk")).order_by("-n", "name")[:MOST_LATE])


@dataclass(frozen=True)
class Line:
    """An entry with its recommendation as lists show it."""

    entry: RoundEntry
    row: rows.Row
    label: str
    tone: str


def _lines(entries: Iterable[Any]) -> list[Line]:
    """Two queries."""
    entries = list(entries)
    items = Recommendation.objects.filter(pk__in=[entry.recommendation_id for entry in entries])
    shown = items.select_related("report", "unit", "owner").only(*rows.COLUMNS)
    row_of = {row.item.pk: row for row in rows.rows_of(shown)}
    return [
        Line(entry, row_of[entry.recommendation_id], str(Stand(entry.stand).label), TONES[entry.stand])
        for entry in entries
    ]


def _review(
    request: HttpRequest,
    round_: ReportingRound,
    *,
    after: int,
    refused: Refused | None = None,
    form: ReturnForm | None = None,
) -> HttpResponse:
    user = signed_in(request)
    person = user.standing()
    mine = RoundEntry.objects.visible_to(user).filter(round=round_)
    if not permissions.may_run_rounds(person):
        mine = mine.filter(recommendation__unit__in=person.headed)
    queue = mine.standing(Stand.ANSWERED).order_by("pk")
    left = queue.count()
    entry = queue.filter(pk__gt=after).first() or queue.first()
    context: dict[str, Any] = {
        "round": round_,
        "left": left,
        "entry": entry,
        "refused": refused,
        "crumbs": [*_above(), (round_.title, round_.get_absolute_url())],
    }
    if entry is not None:
        context |= _to_read(entry)
        context["form"] = form or ReturnForm()
    status = 200 if refused is None else 422
    return render(request, "rounds/round_review.html", context, status=status)


def _to_read(entry: Any) -> dict[str, Any]:
    """What a reviewer has beside the update: the one before, and what happened since that."""
    items = Recommendation.objects.filter(pk=entry.recommendation_id).select_related(
        "report", "unit", "owner", "parent"
    )
    (row,) = rows.rows_of(items)
    updates = ProgressUpdate.objects.submitted().filter(recommendation=entry.recommendation_id)
    both = list(updates.select_related("by", "on_behalf_of").order_by("-at", "-pk")[:2])
    before = both[1] if len(both) > 1 else None
    since = row.item.history.select_related("by").exclude(action__in=("reminded", "round_asked", "round_reminded"))
    if before is not None:
        since = since.filter(at__gt=before.at)
    evidence = row.item.evidence.filter(state="confirmed", kind="implementation")
    return {
        "row": row,
        "update": both[0],
        "before": before,
        "since": [(entry, history.sentence(entry)) for entry in since.order_by("-seq")[:MOST_SINCE]],
        "evidence": evidence.select_related("paragraph__report"),
        "actions": row.item.actions.select_related("owner"),
    }
