"""Every page there is, on a desk and, in Arabic and in the dark, on a phone: usable by everybody, and strict.

The addresses come from the site's own list, so that a new page cannot be left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from email.message import EmailMessage
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import ConsoleMessage, Page, expect
from pytest_django import Settings

from recommendations.evidence import links
from recommendations.models import PendingImport, Report, User
from tests.browser.conftest import RULES, SEED
from tests.web.policy.addresses import addresses
from tests.web.policy.cast import VISITOR, Cast, play
from tests.web.policy.table import GONE as IN_THE_DEMO
from tests.web.policy.table import IMPORT_GONE_ON, POLICY
from tests.web.test_import_table import planned, uploaded

# Of those who may open a page, the first of these does.
WHO = ("coordinator", "owner", "head", "manager", VISITOR)
# Answers that are no page: files, feeds, what a program asks, and a mail in a frame that lets no script run.
NO_PAGES = {"calendar", "corrigendum", "demo_mail_html", "document", "file", "health", "source", "template_sample"}
# Nothing of the kind is in this world: pictures are of a PDF, this mail has no writer.
NOTHING_THERE = {"import_picture", "import_undo", "outbox_mail_html"}
# What another width, direction, language and colour can break; the rest of a page is the same as before.
OF_ITS_LOOKS = (
    "color-contrast", "html-has-lang", "html-lang-valid", "link-in-text-block", "meta-viewport",
    "scrollable-region-focusable", "target-size", "valid-lang",
)  # fmt: skip
NOWHERE = "/no/such/page/"
MORE = (
    "/recommendations/?response=pending&due=overdue",
    "/recommendations/?q=nothing-is-called-so",
    "/recommendations/A/67/156/81(o)/",
    "/recommendations/A/67/156/81(o)(iii)/",
    "/reports/A/67/156/",
    "/progress/?report=A/67/156",
    NOWHERE,
)


@pytest.fixture
def everything(transactional_db: None, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The cast of the policy, the first report, a report and a table on their way in, and a mail in the demo's box."""
    monkeypatch.setattr("recommendations.tasks.run_job.apply_async", lambda *_given, **_options: None)
    settings.DEMO, settings.DEMO_MAIL_DIR = True, tmp_path
    message = EmailMessage()
    message["To"], message["Subject"], message["Message-ID"] = "owner@example.org", "Due", "<1@example.org>"
    message.set_content("In plain words.")
    message.add_alternative("<p>In HTML.</p>", subtype="html")
    (tmp_path / "x.eml").write_bytes(message.as_bytes())
    cast = play()
    call_command("import_report", str(SEED), "--symbol", "A/67/156", "--yes", "--format", "json")
    links.suggest_for(Report.objects.get(symbol="A/67/156"), at=timezone.now())
    return cast


def addresses_of(cast: Cast) -> dict[str, str]:
    """Where the policy looks, but for imports: here what comes in can be read."""
    client = Client()
    client.force_login(cast.people["coordinator"])
    file = SimpleUploadedFile("report.txt", SEED.read_bytes())
    client.post(reverse("recommendations:import_report"), {"file": file, "symbol": "A/67/157"})
    found = addresses(replace(cast, pending=PendingImport.objects.latest("pk")))
    plan = client.get(found["import_plan"]).content.decode()
    found["import_correct"] = unescape(re.findall(r'href="([^"]*/correct/\?part=[^"]*)"', plan)[0])
    found["import_table"] = uploaded(client)
    found["import_table_plan"] = reverse(
        "recommendations:import_table_plan", args=[planned(client, found["import_table"]).pk]
    )
    return found


def visits(cast: Cast) -> Iterator[tuple[str, str]]:
    """(who, path) of each page once, grouped by who opens it."""
    found = addresses_of(cast)
    pages = [name for name, (looking, _sending) in POLICY.items() if looking.status != 405]
    for who in WHO:
        for name in pages:
            if name not in NO_PAGES | NOTHING_THERE and opens(name) == who:
                yield who, found[name]
        if who == "coordinator":
            yield from ((who, path) for path in MORE)


def opens(name: str) -> str:
    looking = POLICY[name][0]
    if looking.visitor == 200:
        return VISITOR
    return next(who for who in WHO if looking in (IN_THE_DEMO, IMPORT_GONE_ON) or who in looking.to)


class Tab:
    """A tab that goes through pages and collects what is wrong with each."""

    def __init__(self, page: Page, enter: Callable[[User], None], broken: Callable[..., list[str]]) -> None:
        self.page, self.enter, self.broken = page, enter, broken
        self.faults: list[str] = []
        self.seen = 0
        page.on("console", self._listen)

    def _listen(self, message: ConsoleMessage) -> None:
        # That a page itself is an answer of "not found" is told by its status.
        if message.type == "error" and message.location["url"] != self.page.url:
            self.faults.append(f"{self.page.url}: {message.text}")

    def go_through(self, cast: Cast, pages: Iterable[tuple[str, str]], rules: Collection[str] = RULES) -> None:
        before = None
        for who, path in pages:
            if who != before:
                self.page.context.clear_cookies()
                if who != VISITOR:
                    self.enter(cast.people[who])
                before = who
            answer = self.page.goto(path, timeout=60_000)  # a page of a machine that is busy is a page all the same
            assert answer is not None
            if answer.status != (404 if path == NOWHERE else 200):
                self.faults.append(f"{path}: {answer.status}")
            wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            self.faults += [f"{path}: wider than the screen by {wide}"] if wide > 0 else []
            self.faults += self.broken(rules)
            self.seen += 1


def test_every_page_is_for_everybody(page, enter, broken, everything):
    """On a desk in English; some in Chinese; then all on a phone, in Arabic and in the dark."""
    tab, pages = Tab(page, enter, broken), list(visits(everything))
    tab.go_through(everything, pages)
    speaking("zh-hans")
    tab.go_through(everything, [("coordinator", path) for path in MORE])
    assert page.locator("html").get_attribute("lang") == "zh-hans"
    speaking("ar")
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="dark")
    tab.go_through(everything, pages, OF_ITS_LOOKS)
    assert page.locator("html").get_attribute("dir") == "rtl" or pages[-1][0] == VISITOR
    assert tab.faults == []
    assert tab.seen == 2 * len(pages) + len(MORE)


def speaking(language: str) -> None:
    for somebody in User.objects.all():
        somebody.language = language
        somebody.save(update_fields=["language"])


def test_the_login_page_tells_what_was_wrong(page, cast, accessible):
    page.goto("/progress/")
    accessible()
    page.get_by_label("E-mail").fill(cast.owner.email)
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.get_by_label("E-mail").input_value() == cast.owner.email
    accessible()


def test_everything_works_without_javascript(browser, live_server, cast, report):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("E-mail").fill(cast.coordinator.email)
    page.get_by_label("Password").fill("a sunny day in Vienna")
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    page.goto("/recommendations/?q=假药")
    expect(page.get_by_role("main")).to_contain_text("81(c)")
    page.goto("/recommendations/A/67/156/81(c)/")
    form = page.locator("form[action$='/moves/assign/']")
    form.locator("[name=owner]").select_option(str(cast.owner.pk))
    form.get_by_role("button", name="Assign").click()
    expect(page.get_by_role("main")).to_contain_text("Li Jing")
    context.close()


def test_the_keyboard_reaches_the_content_first(page, enter, cast, report):
    enter(cast.coordinator)
    page.goto("/recommendations/")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_have_attribute("href", "#main")
    focused.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_filters_narrow_the_list_in_place_and_in_the_address(page, enter, cast, report):
    enter(cast.coordinator)
    page.goto("/recommendations/")
    page.get_by_label("Search").fill("贩运枪支")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**q=**")
    expect(page.get_by_role("main")).to_contain_text("81(g)")
    expect(page.get_by_role("main")).not_to_contain_text("81(a)")
