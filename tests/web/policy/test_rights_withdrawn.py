"""A right that ends is gone with the next request, and a log-in leads nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from recommendations.models import Membership, Recommendation, Unit, User
from tests.factories import PASSWORD, UserFactory
from tests.web.policy.addresses import addresses, bodies
from tests.web.policy.cast import Cast


def _ends(cast: Cast, role: str) -> None:
    Membership.objects.filter(user=cast.people[role]).update(until=timezone.localdate() - timedelta(days=1))


WITHDRAWN: dict[str, tuple[str, Callable[[Cast], Any], int]] = {
    "the role ended": ("head", lambda cast: _ends(cast, "head"), 404),
    "the unit moved": ("head_above", lambda cast: Unit.objects.filter(pk=cast.section.pk).update(parent=None), 404),
    "the item moved": ("head", lambda cast: Recommendation.objects.update(unit=cast.elsewhere), 404),
    "somebody else owns it": ("owner", lambda cast: Recommendation.objects.update(owner=UserFactory()), 404),
    "the account was closed": ("coordinator", lambda cast: User.objects.update(is_active=False), 302),
}


@pytest.mark.parametrize("why", WITHDRAWN)
def test_a_right_withdrawn_is_gone_with_the_next_click(cast, visits, why):
    role, withdraw, status = WITHDRAWN[why]
    path = addresses(cast)["detail"]
    assert visits(role).get(path).status_code == 200
    withdraw(cast)
    assert visits(role).get(path).status_code == status
    assert visits(role).post(addresses(cast)["move"], bodies(cast)["move"]).status_code == status


def test_a_calendar_address_opens_nothing_once_the_account_is_closed(cast):
    path = addresses(cast)["calendar"]
    assert Client().get(path).status_code == 200
    User.objects.filter(pk=cast.people["owner"].pk).update(is_active=False)
    assert Client().get(path).status_code == 404


def test_a_new_password_ends_the_other_visits(cast, visits):
    assert visits("owner").get("/").status_code == 200
    cast.people["owner"].set_password("another sunny day")
    cast.people["owner"].save()
    assert visits("owner").get("/").status_code == 302


def test_logging_in_gives_the_visit_a_new_name(cast):
    browser = Client()
    session = browser.session
    session["planted"] = True
    session.save()
    before = session.session_key
    browser.cookies["sessionid"] = before
    browser.post(reverse("login"), {"username": cast.people["owner"].email, "password": PASSWORD})
    assert browser.cookies["sessionid"].value != before


@pytest.mark.parametrize("where", ["//example.org/", "https://example.org/", "/\\example.org", "javascript:alert(1)"])
def test_neither_logging_in_nor_out_leads_anywhere_else(cast, where):
    entry = {"username": cast.people["owner"].email, "password": PASSWORD, "next": where}
    assert Client().post(reverse("login"), entry).url == "/"
    browser = Client()
    browser.force_login(cast.people["head"])
    assert browser.post(reverse("logout"), {"next": where}).url == reverse("login")
