"""The app's pages, grouped by the object they hang from."""

from django.urls import URLPattern, path

from recommendations.web.views import account

app_name = "recommendations"
urlpatterns: list[URLPattern] = [
    # The person.
    path("accounts/language/", account.language, name="language"),
]
