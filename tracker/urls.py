"""Every address of the site; the app's own pages are listed in recommendations.web.urls."""

from django.contrib.auth import views as auth
from django.urls import include, path

from recommendations.admin import site
from tracker.login import Login

urlpatterns = [
    path("accounts/login/", Login.as_view(), name="login"),
    path("accounts/logout/", auth.LogoutView.as_view(), name="logout"),
    path("admin/", site.urls),
    path("", include("recommendations.web.urls")),
]
