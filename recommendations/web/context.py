"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone


def site(request: HttpRequest) -> dict[str, object]:
    """`today` is the person's own day: what is overdue is judged by it."""
    return {"site_name": settings.SITE_NAME, "demo": settings.DEMO, "today": timezone.localdate()}
