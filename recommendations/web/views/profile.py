"""What a person finds about themselves: who they are here, what they may, and the ways to their own settings."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from recommendations.web.requests import signed_in
from recommendations.web.role_words import ROLE_WORDS


@never_cache
@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    person, on = signed_in(request), timezone.localdate()
    held = person.memberships.current(on).select_related("unit")
    context = {
        "held": [(membership, ROLE_WORDS[membership.role]) for membership in held],
        "absence": person.absences.filter(last_on__gte=on).select_related("alternate").first(),
    }
    return render(request, "account/profile.html", context)
