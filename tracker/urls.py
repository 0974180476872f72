"""Every address of the site; the app's own pages are listed in recommendations.web.urls."""

from django.contrib.auth import views as auth
from django.urls import include, path

from recommendations.web.forms import LoginForm

urlpatterns = [
    path(
        "accounts/login/",
        auth.LoginView.as_view(authentication_form=LoginForm, redirect_authenticated_user=True),
        name="login",
    ),
    path("accounts/logout/", auth.LogoutView.as_view(), name="logout"),
    path("", include("recommendations.web.urls")),
]
