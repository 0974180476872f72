"""What holds on every page: nothing unreadable comes in, and a logged-in person's language and time zone apply."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control

UTF_8 = {"", "utf-8", "utf8"}


class ReadableMiddleware:
    """Answers 400 to what no browser sends: NUL, which no database column takes, and bodies that are not in UTF-8.

    What is typed, in a form or in the query of a list, is not its business: there a field says what is wrong with it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # First of all: reading the query of a request in an unknown character set is already an error.
        if (request.content_params or {}).get("charset", "").lower() not in UTF_8:
            raise BadRequest("Only UTF-8 is understood here.")
        if any("\0" in word for word in (request.path_info, *request.COOKIES.values())):
            raise BadRequest("There is a NUL in the address or in a cookie.")
        return self.get_response(request)


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
        with timezone.override(person.zone):
            response = self.get_response(request)
        response.headers["Content-Language"] = language
        patch_cache_control(response, private=True)  # what a person sees is for no shared cache on the way
        return response
