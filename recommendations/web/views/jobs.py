"""Long work: what became of it, how far it is, and calling it off."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from recommendations import jobs
from recommendations.models import BackgroundJob
from recommendations.web import keyset
from recommendations.web.job_words import kind_of, tell
from recommendations.web.requests import HtmxRequest, signed_in


@never_cache
@require_safe
def job_list(request: HttpRequest) -> HttpResponse:
    found = BackgroundJob.objects.visible_to(signed_in(request)).select_related("by")
    page = keyset.NEWEST_JOB_FIRST.page(found, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    now = timezone.now()
    return render(request, "jobs/job_list.html", {"page": page, "lines": [tell(job, now=now) for job in page.rows]})


@never_cache
@require_safe
def job_page(request: HtmxRequest, pk: int) -> HttpResponse:
    """How far it is. A script asks for the part that changes; without one the page loads itself anew."""
    job = get_object_or_404(BackgroundJob.objects.visible_to(signed_in(request)).select_related("by"), pk=pk)
    line = tell(job, now=timezone.now())
    if request.htmx and line.link and line.follow:
        return HttpResponseClientRedirect(line.link[1])
    template = "jobs/job_state.html" if request.htmx else "jobs/job.html"
    return render(request, template, {"line": line, "job": job})


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    job = get_object_or_404(BackgroundJob.objects.visible_to(signed_in(request)), pk=pk)
    if jobs.cancel(job, at=timezone.now()):
        messages.success(request, str(kind_of(job).cancelled))
    else:
        messages.error(request, _("It had ended already."))
    return HttpResponseRedirect(job.get_absolute_url())
