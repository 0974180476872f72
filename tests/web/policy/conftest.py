"""The cast, made once for all tests of the policy: each of them leaves it as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.web.policy.addresses import addresses, bodies
from tests.web.policy.cast import VISITOR, Cast, play

Visits = Callable[[str], Client]
# Where an address is, and what is sent there when all is in order.
Asked = Callable[[str], tuple[str, dict[str, Any]]]


@dataclass(frozen=True)
class World:
    """The cast, for each role the cookies of a browser in which that person is logged in, and all addresses."""

    cast: Cast
    cookies: dict[str, Any]
    paths: dict[str, str]
    bodies: dict[str, dict[str, Any]]


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        cast = play()
        cookies = {}
        for role, somebody in cast.people.items():
            browser = Client()
            browser.force_login(somebody)
            cookies[role] = browser.cookies
        yield World(cast, cookies, addresses(cast), bodies(cast))
        transaction.set_rollback(True)


@pytest.fixture
def cast(world: World, db: None) -> Cast:
    return deepcopy(world.cast)


@pytest.fixture
def visits(world: World, db: None) -> Visits:
    """`visits(role)`: a browser in which that person is logged in."""
    browsers: dict[str, Client] = {}

    def visits(role: str) -> Client:
        if role not in browsers:
            browsers[role] = Browser()
            if role != VISITOR:
                browsers[role].cookies = deepcopy(world.cookies[role])
        return browsers[role]

    return visits


@pytest.fixture
def asked(world: World) -> Asked:
    """`asked(name)`: the address of that name, and a body of a form for it."""
    return lambda name: (world.paths[name], deepcopy(world.bodies.get(name, {})))


class Browser(Client):
    """Takes in a file to its end, as browsers do."""

    def request(self, **request: Any) -> Any:
        answer = super().request(**request)
        if not answer.streaming:
            return answer
        said = answer.getvalue()
        for close in answer._resource_closers:  # closing the whole answer would close the database of the test too
            close()
        return HttpResponse(said, status=answer.status_code, headers=answer.headers)


@pytest.fixture(autouse=True)
def services_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recommendations.web.views.health._broker", lambda: True)
    monkeypatch.setattr("recommendations.tasks.run_job.apply_async", lambda *_given, **_options: None)
    monkeypatch.setattr("recommendations.web.views.health.OLDEST_DUE_MAIL", timedelta.max)


def rows() -> dict[str, str]:
    """Every row of ours."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_app_config("recommendations").get_models(include_auto_created=True):
            table, key = model._meta.db_table, model._meta.pk.column
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY {key}")
            found[table] = repr(cursor.fetchall())
    return found


@pytest.fixture
def fingerprint(db: None) -> Callable[[], dict[str, str]]:
    """`fingerprint()` changes when any row of ours does."""
    return rows


@pytest.fixture(scope="package")
def untouched(world: World) -> dict[str, str]:
    """The fingerprint before anything was done."""
    return rows()
