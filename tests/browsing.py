"""A real browser for the journeys of people through the pages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from recommendations.models import User
from tests import chromium

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-sync",
    # Who asks another machine finds none.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--no-first-run",
    "--no-pings",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the run."""
    path = chromium.find()
    assert path, "There is no Chromium. `make test` installs one; or name it: CHROMIUM=/path/to/chromium"
    # The browser tool runs an event loop in this thread, for which Django would refuse every query.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield opened
        opened.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def context(browser: Browser, live_server: object) -> Iterator[BrowserContext]:
    """A fresh browser, as of a new visitor. The test fails when a page asks another machine for anything."""
    opened = browser.new_context(base_url=str(live_server), locale="en-GB")
    strangers: list[str] = []

    def listen(request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme in {"http", "https", "ws", "wss"} and asked.hostname not in {"127.0.0.1", "localhost"}:
            strangers.append(request.url)

    # Listened to and not routed: a routed page keeps nothing, and would ask for style and fonts again each time.
    opened.on("request", listen)
    opened.set_default_timeout(10_000)
    yield opened
    opened.close()
    assert not strangers, f"pages asked other machines: {strangers}"


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab. The test fails when a script fails in it, or when the content security policy had to stop something."""
    faults: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            faults.append(message.text)

    tab = context.new_page()
    tab.on("console", listen)
    tab.on("pageerror", lambda error: faults.append(str(error)))
    yield tab
    assert not faults, f"faults in the page: {faults}"


@pytest.fixture
def enter(context: BrowserContext, live_server: object) -> Callable[[User], None]:
    """`enter(user)`: from here on the browser is logged in as that person, as if they had given their password."""

    def enter(user: User) -> None:
        client = Client()
        client.force_login(user)
        context.clear_cookies()
        context.add_cookies(
            [{"name": name, "value": cookie.value, "url": str(live_server)} for name, cookie in client.cookies.items()]
        )

    return enter
