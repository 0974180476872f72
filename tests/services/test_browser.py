"""The browser of the tests is a real one, kept to this machine, and logged in by a word."""

from django.urls import reverse

from recommendations.permissions import Role
from tests.factories import person


def test_a_stranger_is_asked_to_log_in(page):
    page.goto("/recommendations/")
    assert "/accounts/login/" in page.url
    assert page.get_by_role("button").count() >= 1


def test_a_person_who_entered_is_let_in(page, enter):
    enter(person(Role.COORDINATOR))
    page.goto(reverse("recommendations:list"))
    assert "/accounts/login/" not in page.url
    assert page.title()
