"""The app's pages, grouped by the object they hang from."""

from django.urls import URLPattern

app_name = "recommendations"
urlpatterns: list[URLPattern] = []
