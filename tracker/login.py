"""The log-in page, which in the demo also names the people one can be."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpResponse
from django.utils import timezone

from recommendations.web.confirming import confirm
from recommendations.web.forms import LoginForm
from tracker import demo_people


class Login(LoginView):
    """In the demo one press logs in as one of its people; anywhere else nobody is named."""

    authentication_form = LoginForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if settings.DEMO:
            kwargs |= {"demo_people": demo_people.PEOPLE, "demo_password": demo_people.PASSWORD}
        return super().get_context_data(**kwargs)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_invalid(form)
        if isinstance(form, LoginForm) and form.wait:
            response.status_code = 429
            response.headers["Retry-After"] = str(-(-form.wait // timedelta(seconds=1)))
        return response

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        confirm(self.request, at=timezone.now())
        return response
