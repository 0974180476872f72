"""Making a report: choose what it is about and as what; a worker makes the file; the link is for its maker alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from recommendations import permissions
from recommendations.models import Document
from recommendations.progress.documents import files, issuing
from recommendations.progress.documents.formats import FORMATS
from recommendations.progress.documents.gathering import end_of
from recommendations.refusals import Refused
from recommendations.tasks import run_job
from recommendations.web.document_forms import OrderForm
from recommendations.web.requests import signed_in

if TYPE_CHECKING:
    from recommendations.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """`?report=…&unit=…` begin the form; POST leaves the work, or with `prepare` a draft to be signed."""
    user, today = signed_in(request), timezone.localdate()
    begun = {name: request.GET[name] for name in ("report", "unit") if request.GET.get(name)}
    form = OrderForm(request.POST if request.method == "POST" else None, by=user, today=today, initial=begun)
    if request.method == "POST" and form.is_valid():
        if "prepare" not in request.POST:
            return _ordered(form, user)
        try:
            return _prepared(request, form, user)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "may_prepare": bool(user.standing().roles & PREPARE) or bool(user.standing().headed)}
    return render(request, "documents/new.html", context, status=422 if form.is_bound else 200)


PREPARE = frozenset({permissions.Role.COORDINATOR, permissions.Role.SENIOR_MANAGEMENT})


def _ordered(form: OrderForm, user: User) -> HttpResponse:
    given = form.cleaned_data
    order = files.Order(
        kind=given["kind"],
        wish=form.wish,
        scope=form.scope,
        on=form.moment,
        since=given["since"],
        template=form.chosen_template,
        mail=given["mail"],
    )
    with transaction.atomic():
        job = files.ask(order, by=user, at=timezone.now(), title=_title(form))
    run_job.delay_on_commit(job.pk)
    return HttpResponseRedirect(job.get_absolute_url())


def _title(form: OrderForm) -> str:
    """What was asked for, as lists of work name it."""
    given = form.cleaned_data
    parts = [given.get("report"), given.get("unit"), FORMATS[given["kind"]].label]
    return " · ".join(str(part) for part in parts if part)


def _prepared(request: HttpRequest, form: OrderForm, user: User) -> HttpResponse:
    now, given = timezone.now(), form.cleaned_data
    on = form.moment
    report = issuing.prepare(
        form.scope,
        on=on or timezone.localdate(now),
        as_at=end_of(on) if on else now,
        since=end_of(given["since"]) if given["since"] else None,
        wish=form.wish,
        by=user,
        at=now,
    )
    messages.success(request, _("Prepared. It can be read and signed now."))
    return HttpResponseRedirect(report.get_absolute_url())


@never_cache
@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The file, for the person it was made for, as long as it is kept and they may see all that is in it."""
    user = signed_in(request)
    found = get_object_or_404(Document.objects.open_to(user, at=timezone.now()), pk=pk)
    if not files.still_allowed(found, user):
        return render(request, "documents/not_any_more.html", status=403)
    try:
        content = found.content.open("rb")
    except FileNotFoundError as fault:
        raise Http404 from fault
    # The browser is to keep it, not to show it: whatever it holds, it runs nothing here.
    return FileResponse(
        content,
        as_attachment=True,
        filename=found.name,
        content_type=found.content_type,
        headers={"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'"},
    )
