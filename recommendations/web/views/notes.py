"""Saying something about an item, and watching it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from recommendations import tracking
from recommendations.models import User, Watch
from recommendations.tracking import unsent
from recommendations.tracking.forms import PeopleField, WordsField
from recommendations.web.acts import Act, answer, found, judge, show
from recommendations.web.requests import signed_in
from recommendations.web.views.moves import keep_url
from recommendations.web.views.unsent import restore

if TYPE_CHECKING:
    from recommendations.models import Recommendation

ANCHOR = "#history"


class NoteForm(forms.Form):
    """A note; whom it mentions may also be chosen from those who see the item, where `readers` are given."""

    text = WordsField(
        label=gettext_lazy("Note"),
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        max_length=20_000,
        help_text=gettext_lazy(
            "All who see this recommendation read it, and it stays. Write @ and a name or an e-mail address to tell "
            "somebody."
        ),
    )

    def __init__(self, data: Any = None, *, readers: QuerySet[User] | None = None) -> None:
        super().__init__(data, auto_id="id_note_%s")
        if readers is not None:
            self.fields["mentioned"] = PeopleField(
                label=gettext_lazy("Tell these people"),
                queryset=readers.prefetch_related("memberships__unit"),
                required=False,
            )


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, symbol: str, reference: str) -> HttpResponse:
    item, at = found(request, symbol, reference), timezone.now()
    readers = tracking.readers_of(item, timezone.localdate(at))
    form = NoteForm(request.POST or None, readers=readers)
    act = act_for(item, form)
    if request.method != "POST":
        restore(act, unsent.kept_of(item, by=signed_in(request)).get(unsent.NOTE))
        return show(request, item, act)

    def verb() -> None:
        judge(form)
        tracking.note(item, **form.cleaned_data, by=signed_in(request), at=at)
        unsent.discard(item, unsent.NOTE, by=signed_in(request))

    return answer(request, item, act, verb)


def act_for(item: Recommendation, form: NoteForm) -> Act:
    return Act(
        gettext_lazy("Write a note"),
        form,
        reverse("recommendations:note_add", args=[item.report.symbol, item.reference]),
        gettext_lazy("Note kept."),
        anchor=ANCHOR,
        keep_url=keep_url(item, unsent.NOTE),
    )


@require_POST
def watch(request: HttpRequest, symbol: str, reference: str) -> HttpResponse:
    """Doing it again changes nothing."""
    item = found(request, symbol, reference)
    Watch.objects.get_or_create(user=signed_in(request), recommendation=item, defaults={"since": timezone.now()})
    messages.success(request, _("You watch this recommendation: you are told of whatever happens to it."))
    return redirect(item)


@require_POST
def unwatch(request: HttpRequest, symbol: str, reference: str) -> HttpResponse:
    item = found(request, symbol, reference)
    Watch.objects.filter(user=signed_in(request), recommendation=item).delete()
    messages.success(request, _("You do not watch this recommendation any more."))
    return redirect(item)
