"""A person's calendar of due dates, for programs that cannot log in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from recommendations.reminders import calendar


@never_cache
@login_not_required
@require_safe
def feed(_request: HttpRequest, token: str) -> HttpResponse:
    """The key is in the address; what it opens is asked anew each time."""
    person = calendar.holder(token)
    if person is None:
        return HttpResponseNotFound(content_type="text/plain")  # the same for every reason, and nothing of the address
    return HttpResponse(calendar.calendar_of(person, at=timezone.now()), content_type="text/calendar; charset=utf-8")
