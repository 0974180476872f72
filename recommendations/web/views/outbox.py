"""The outbox: what became of every mail, for coordinators."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any, TypeVar, cast

from django import forms
from django.contrib import messages
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recommendations import outbox
from recommendations.models import OutgoingEmail, Reminder
from recommendations.people import letters
from recommendations.permissions import may_run_the_outbox
from recommendations.progress.documents import files
from recommendations.reminders import notice_mail, planner, trial
from recommendations.tasks import WRITERS
from recommendations.web import keyset
from recommendations.web.mailing import locked_in, may_frame_itself
from recommendations.web.requests import signed_in
from recommendations.workflow import Words

State = OutgoingEmail.State
V = TypeVar("V", bound=Callable[..., HttpResponseBase])

# Counting further would cost more than the page itself.
COUNTED = 1000
BOUNCES_SHOWN = 50

TONES: dict[str, str] = {
    State.QUEUED: "calm",
    State.SENDING: "active",
    State.SENT: "good",
    State.SKIPPED: "calm",
    State.FAILED: "bad",
    State.UNCERTAIN: "warn",
}
KINDS: dict[str, Words] = {
    planner.DIGEST: gettext_lazy("Reminders"),
    notice_mail.NOTICE: gettext_lazy("Notices"),
    trial.TRIAL: gettext_lazy("Test mail"),
    letters.INVITATION: gettext_lazy("Invitation"),
    letters.RESET: gettext_lazy("Link to a new password"),
    files.JOB: gettext_lazy("A document"),
}
REASONS: dict[str, Words] = {
    "nothing_due": gettext_lazy("Nothing in it is due any more."),
    "nothing_new": gettext_lazy("Everything in it was read on the pages before."),
    "person_inactive": gettext_lazy("The person has left."),
    "invitation_accepted": gettext_lazy("The person has chosen a password already."),
    "asked_too_long_ago": gettext_lazy("It was asked for so long ago that the link would have expired."),
    "document_gone": gettext_lazy("The document is not kept any more."),
    "too_many_today": gettext_lazy("The person has had enough mail for one day; it waits."),
    "answer_lost_twice": gettext_lazy("The mail server's answer was lost twice, so it may have arrived, even twice."),
}


class FilterForm(forms.Form):
    """What narrows the list. A recommendation is named as its page does: symbol, space, reference."""

    state = forms.ChoiceField(
        label=gettext_lazy("State"), choices=[("", gettext_lazy("All")), *State.choices], required=False
    )
    person = forms.CharField(label=gettext_lazy("Name or address"), required=False, max_length=150)
    item = forms.CharField(
        label=gettext_lazy("Recommendation"),
        required=False,
        max_length=120,
        widget=forms.TextInput({"placeholder": "A/67/156 81(c)", "dir": "ltr"}),
    )


@dataclass(frozen=True)
class Line:
    """A mail of the list in words."""

    mail: OutgoingEmail
    kind: Words
    tone: str
    reason: Words


def for_coordinators(view: V) -> V:
    """Everybody else is told there is no such page: a mail says what its reader may see."""

    @wraps(view)
    def only_for_them(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_run_the_outbox(signed_in(request).standing()):
            raise Http404
        return view(request, *args, **kwargs)

    return cast("V", only_for_them)


@never_cache
@require_safe
@for_coordinators
def outbox_page(request: HttpRequest) -> HttpResponse:
    form = FilterForm(request.GET)
    form.is_valid()
    found = _narrowed(OutgoingEmail.objects.select_related("to"), form.cleaned_data)
    page = keyset.LATEST_DUE_FIRST.page(found, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    context = {
        "form": form,
        "counts": [(state, State(state).label, TONES[state], _count(state)) for state in State],
        "counted": COUNTED,
        "page": page,
        "lines": [_line(mail) for mail in page.rows],
        "hours_without_planning": (planner.late_by(timezone.now()) or timedelta()) // timedelta(hours=1),
        "bounces": list(outbox.bounces()[:BOUNCES_SHOWN]),
        "narrowed": any(form.cleaned_data.values()),
    }
    return render(request, "outbox/outbox.html", context)


@never_cache
@require_safe
@for_coordinators
@may_frame_itself
def mail_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What is known of a mail, and how it would read if it left now."""
    mail = get_object_or_404(OutgoingEmail.objects.select_related("to", "sent_again_by"), pk=pk)
    shown = outbox.preview(mail, WRITERS, at=timezone.now())
    about = mail.reminders.select_related("recommendation__report").order_by("due_on", "pk")
    context = {
        "line": _line(mail),
        "mail": mail,
        "letter": shown.letter,
        "why_not": REASONS.get(shown.reason, shown.reason) or shown.fault,
        "reminders": about,
        "may_be_sent_again": mail.state in outbox.MAY_BE_SENT_AGAIN,
    }
    return render(request, "outbox/mail.html", context)


@never_cache
@require_safe
@for_coordinators
@xframe_options_sameorigin
def mail_html(_request: HttpRequest, pk: int) -> HttpResponse:
    mail = get_object_or_404(OutgoingEmail.objects.select_related("to"), pk=pk)
    letter = outbox.preview(mail, WRITERS, at=timezone.now()).letter
    if letter is None:
        raise Http404
    return locked_in(letter.html)


@require_http_methods(["GET", "HEAD", "POST"])
@for_coordinators
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first, because the reader may get a second copy; only the answer to that does it."""
    mail = get_object_or_404(OutgoingEmail.objects.select_related("to"), pk=pk)
    if request.method != "POST":
        return render(request, "outbox/send_again.html", {"mail": mail, "line": _line(mail)})
    if outbox.send_again(mail, by=signed_in(request), at=timezone.now()):
        messages.success(request, _("The mail is queued again."))
    else:
        messages.error(request, _("The mail has moved on meanwhile and was not queued again."))
    return HttpResponseRedirect(reverse("recommendations:outbox_mail", args=[pk]))


@require_POST
@for_coordinators
def pause(request: HttpRequest) -> HttpResponse:
    outbox.pause(by=signed_in(request), at=timezone.now())
    return redirect("recommendations:outbox")


@require_POST
@for_coordinators
def go_on(request: HttpRequest) -> HttpResponse:
    outbox.go_on()
    messages.success(request, _("Mail leaves again."))
    return redirect("recommendations:outbox")


@require_POST
@for_coordinators
def send_test(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    trial.send_to(person, at=timezone.now())
    messages.success(request, _("A test mail to %(address)s is queued.") % {"address": person.email})
    return redirect("recommendations:outbox")


def _narrowed(mails: QuerySet[OutgoingEmail], chosen: dict[str, str]) -> QuerySet[OutgoingEmail]:
    if state := chosen.get("state"):
        mails = mails.filter(state=state)
    if words := chosen.get("person"):
        mails = mails.filter(Q(to__name__icontains=words) | Q(to__email__icontains=words))
    if item := chosen.get("item"):
        symbol, _space, reference = item.strip().rpartition(" ")
        told = Reminder.objects.filter(
            email=OuterRef("pk"), recommendation__report__symbol=symbol, recommendation__reference=reference
        )
        mails = mails.filter(Exists(told))
    return mails


def _count(state: str) -> int:
    """Up to one more than `COUNTED`."""
    return OutgoingEmail.objects.filter(state=state).order_by()[: COUNTED + 1].count()


def _line(mail: OutgoingEmail) -> Line:
    reason = re.sub(r"\s+", " ", mail.reason)
    return Line(mail, KINDS.get(mail.kind, mail.kind), TONES[mail.state], REASONS.get(reason, reason))
