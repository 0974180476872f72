"""Who may what, at every address there is: `table` is the policy, and an address without a row in it fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from tests.undrawn import undrawn
from tests.web.policy.cast import EVERYBODY, READ_THE_OTHERS_TOO, VISITOR
from tests.web.policy.planted import MARK
from tests.web.policy.table import KEPT, MAILS, POLICY, SITE

# A mail program that unsubscribes has no form of ours to send: the address itself is the secret.
WITHOUT_A_FORM = {"unsubscribe"}


def every_address(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[tuple[str, str]]:
    """(namespace, name) of all there are."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from every_address(one.url_patterns, one.namespace or namespace)
        else:
            yield namespace, one.name or ""


EVERY_ADDRESS = list(every_address(get_resolver().url_patterns))


def test_every_address_of_the_site_has_a_policy():
    of_the_app = {name for namespace, name in EVERY_ADDRESS if namespace == "recommendations"}
    of_the_site = {name for namespace, name in EVERY_ADDRESS if namespace == ""}
    assert of_the_app == set(POLICY) - SITE
    assert of_the_site == SITE
    assert {namespace for namespace, _name in EVERY_ADDRESS} == {"", "admin", "recommendations"}


@pytest.mark.parametrize("name", POLICY)
def test_an_address_answers_each_person_as_its_policy_says(asked, visits, fingerprint, untouched, name):
    path, body = asked(name)
    looking, sending = POLICY[name]
    answered, expected, read = {}, {}, set()
    asked_for_its_head: set[int] = set()
    for role in (*EVERYBODY, VISITOR):
        browser, status = visits(role), looking.expected(role)
        with nullcontext() if status == 200 else undrawn():
            answer = browser.get(path)
        answered[role, "GET"], expected[role, "GET"] = answer.status_code, status
        if MARK in answer.content.decode(errors="replace") + str(answer.headers):
            read.add(role)
        # It goes the way of GET to the last step, so one of those who get the same is enough.
        if status not in asked_for_its_head:
            asked_for_its_head.add(status)
            with undrawn():
                answered[role, "HEAD"], expected[role, "HEAD"] = browser.head(path).status_code, status
        # What a refusal says is read once, for all who see as much as the owner does.
        with transaction.atomic(), nullcontext() if role == "owner" else undrawn():
            answer = browser.post(path, body)
            answered[role, "POST"], expected[role, "POST"] = answer.status_code, sending.expected(role)
            if MARK in answer.content.decode(errors="replace"):
                read.add(role)
            # What was refused must have left nothing, so it is not taken back here.
            transaction.set_rollback(answer.status_code < 400)
    wrong = {key: (status, expected[key]) for key, status in answered.items() if status != expected[key]}
    assert not wrong, "answered, expected"
    assert fingerprint() == untouched
    # People and units are no secret from those who keep them, nor mails from those who run the outbox.
    allowed = READ_THE_OTHERS_TOO | (looking.to if looking in (KEPT, MAILS) else set())
    assert read <= allowed


@pytest.mark.parametrize("name", POLICY)
def test_other_methods_and_disguised_ones_do_nothing(asked, visits, fingerprint, untouched, name):
    """Sent by somebody to whom the address is open as to nobody else."""
    path, body = asked(name)
    looking, sending = POLICY[name]
    browser = visits(next(iter(sorted(sending.to or looking.to))))
    with undrawn():
        for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"):
            # Django's own log-in leads on whoever is in already, and its log-out tells its methods.
            assert browser.generic(method, path).status_code in (403, 404, 405) or name in SITE, method
        browser.get(path, body, headers={"X-HTTP-Method-Override": "POST"})
        browser.get(path, {**body, "_method": "POST"})
        assert browser.get(path.rstrip("/") + ".json").status_code in (301, 404)
    assert fingerprint() == untouched


@pytest.mark.parametrize(
    "name", [name for name, (_get, post) in POLICY.items() if post.status != 405 and name not in WITHOUT_A_FORM]
)
def test_nothing_is_done_for_a_form_from_elsewhere(asked, visits, fingerprint, untouched, name):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = visits("coordinator").cookies
    with undrawn():
        assert browser.post(*asked(name)).status_code == 403
    assert fingerprint() == untouched


def test_the_emergency_administration_opens_to_nobody_of_them(visits, fingerprint, untouched):
    asked = 0
    for name in (name for namespace, name in EVERY_ADDRESS if namespace == "admin" and name):
        for arguments in ([], ["1"], ["recommendations"]):
            try:
                path = reverse(f"admin:{name}", args=arguments)
            except NoReverseMatch:
                continue
            for role in ("administrator", "coordinator", VISITOR):
                for answer in (visits(role).get(path), visits(role).post(path, {})):
                    assert answer.status_code in (302, 404), (role, path)
                    assert MARK not in answer.content.decode()
                    asked += 1
    assert asked > len(EVERY_ADDRESS)
    assert fingerprint() == untouched
