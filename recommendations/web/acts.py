"""The way of every button on an item: fetch it through the door, call one verb, answer with what came of it.

A verb that was refused is answered with its one form on a page of its own: the reasons, what changed meanwhile, and
all that the person had typed. Nothing here depends on scripts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from recommendations.models import HistoryEntry, Recommendation, RecommendationText, UnsentForm, User
from recommendations.refusals import Refused, Stale
from recommendations.web import editions, timeline
from recommendations.web.refused import mark
from recommendations.web.requests import signed_in
from recommendations.workflow import Words

PAGE = "recommendations/recommendation_act.html"


@dataclass
class Act:
    """One thing to do with an item, as its form shows it.

    `anchor` is the part of the item's page to come back to; `leads` marks a usual next step that can be taken at once;
    `elsewhere` one whose form is only linked to. `keep_url` is where the form is kept while it is written, `kept` what
    was kept of it. `acts_as` says in whose name it is done, where that may surprise.
    """

    title: Words
    form: forms.Form
    url: str
    done: Words
    help: Words = ""
    danger: bool = False
    anchor: str = ""
    leads: bool = False
    elsewhere: bool = False
    keep_url: str = ""
    kept: UnsentForm | None = None
    blocked: list[str] = field(default_factory=list)
    acts_as: str = ""


def found(request: HttpRequest, symbol: str, reference: str) -> Recommendation:
    """The item of this address, or once of it, for somebody who may see it; a stranger is told there is none."""
    items = Recommendation.objects.visible_to(signed_in(request)).select_related("report", "parent")
    item: Recommendation | None = items.filter(report__symbol=symbol, reference=reference).first()
    return item or renumbered(signed_in(request), symbol, reference)


def renumbered(user: User, symbol: str, reference: str) -> Recommendation:
    """What a corrected file gave another reference, by the one it had before. Raises Http404."""
    entries = HistoryEntry.objects.filter(action="renumbered", changes__reference__0=reference)
    items = Recommendation.objects.visible_to(user).select_related("report", "parent")
    item: Recommendation | None = (
        items.filter(report__symbol=symbol, history__in=entries).order_by("-history__at").first()
    )
    if item is None:
        raise Http404
    return item


def version_of(request: HttpRequest) -> int:
    """The version the form was opened at. Without one it is older than any, so nothing is overwritten unseen."""
    given = request.POST.get("version", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0


def answer(request: HttpRequest, item: Recommendation, act: Act, verb: Callable[[], object]) -> HttpResponse:
    """Call the verb: back to the item when it is done, 422 or 409 with the form when it is not."""
    try:
        verb()
    except Stale as stale:
        return show(request, stale.item, act, refused=stale)
    except Refused as refused:
        return show(request, item, act, refused=refused)
    except Recommendation.DoesNotExist as gone:
        raise Http404 from gone
    messages.success(request, str(act.done))
    return HttpResponseRedirect(item.get_absolute_url() + act.anchor)


def carry_out(
    request: HttpRequest, item: Recommendation, act: Act, verb: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    """GET shows the form; POST judges it and calls the verb with what it says."""
    if request.method != "POST":
        return show(request, item, act)

    def judged() -> None:
        judge(act.form)
        verb(act.form.cleaned_data)

    return answer(request, item, act, judged)


def judge(form: forms.Form) -> None:
    """Refuse what the form alone can see is wrong, before a verb is called with it."""
    if not form.is_valid():
        raise Refused(fields={name: [str(word) for word in words] for name, words in form.errors.items()})


def show(request: HttpRequest, item: Recommendation, act: Act, *, refused: Refused | None = None) -> HttpResponse:
    """The form on a page of its own; with the refusal's reasons beside the fields they belong to."""
    since: list[timeline.Day] = []
    if refused is not None:
        mark(act.form, refused)
    if isinstance(refused, Stale):
        since = timeline.by_day(item, refused.since)
    texts = RecommendationText.objects.filter(recommendation=item).select_related("edition")
    context = {
        "item": item,
        "text": editions.in_readers_language(texts),
        "act": act,
        "since": since,
        "crumbs": [(item.report.symbol, item.report.get_absolute_url()), (item.reference, item.get_absolute_url())],
    }
    status = 200 if refused is None else 409 if since else 422
    return render(request, PAGE, context, status=status)
