"""Forms kept while they are written: by a script as one types, or by a button."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from recommendations.attachments import FilesField
from recommendations.models import Recommendation, UnsentForm
from recommendations.tracking import unsent
from recommendations.web.acts import Act, found, version_of
from recommendations.web.requests import HtmxRequest, signed_in

# What belongs to the form as such and is not typed.
_NOT_TYPED = {"csrfmiddlewaretoken", "version", "discard", "confirmed", "files_kept"}


@require_POST
def keep(request: HtmxRequest, symbol: str, reference: str, act: str) -> HttpResponse:
    """`discard` in the form throws away what was kept."""
    item, user, at = found(request, symbol, reference), signed_in(request), timezone.now()
    if act not in unsent.KEPT:
        raise Http404
    if request.POST.get("discard"):
        unsent.discard(item, act, by=user)
        messages.success(request, _("What you had written is thrown away."))
        return redirect(item)
    typed = {name: values for name, values in request.POST.lists() if name not in _NOT_TYPED}
    kept = unsent.keep(item, act, typed, version=version_of(request), by=user, at=at)
    if request.htmx:
        return render(request, "components/kept.html", {"kept": kept})
    if kept is not None:
        time = time_format(timezone.localtime(kept.kept_at))
        messages.success(request, _("Kept at %(time)s. Nobody but you reads it until you send it.") % {"time": time})
    if act == unsent.NOTE:
        return redirect("recommendations:note_add", symbol, reference)
    return redirect("recommendations:move", symbol, reference, act)


def restore(act: Act, kept: UnsentForm | None) -> None:
    """Put back into a form that is opened afresh what was kept of it."""
    if kept is None or act.form.is_bound:
        return
    act.kept = kept
    if isinstance(files := act.form.fields.get("files"), FilesField):
        files.kept = kept.files.all()
    for name, values in kept.fields.items():
        if name in act.form.fields and values:
            several = getattr(act.form.fields[name].widget, "allow_multiple_selected", False)
            act.form.initial[name] = values if several else values[0]


def keep_files(request: HttpRequest, item: Recommendation, act: Act, code: str) -> None:
    """After a refusal: what was chosen is kept, and stands in the form that is shown again."""
    if not isinstance(files := act.form.fields.get("files"), FilesField):
        return
    user, sent = signed_in(request), request.FILES.getlist("files")
    ticked = request.POST.getlist("files_kept")
    unsent.keep_files(item, code, sent, ticked=ticked, version=version_of(request), by=user, at=timezone.now())
    files.kept = unsent.files_of(item, code, by=user)
