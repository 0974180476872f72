"""The log-in page, which in the demo also names the people one can be."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import LoginView

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
