"""What a logged-in person has chosen holds on every page: language and time zone."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation


class PersonalSettingsMiddleware:
    """Activates the person's language and time zone. Without a log-in the browser's language stays."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user
        if not person.is_authenticated:
            return self.get_response(request)
        language = person.language
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(ZoneInfo(person.time_zone)):
            response = self.get_response(request)
        response.headers["Content-Language"] = language
        return response
