"""Editing in Excel through the pages: take a workbook, bring it back, look, carry out, see what came of it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from recommendations import jobs, tracking
from recommendations.models import EditedWorkbook
from recommendations.tasks import RUNNERS
from recommendations.web.views import workbooks
from tests.factories import NOW
from tests.workbooks.conftest import Desk, desk, edit, settled  # noqa: F401  the fixtures

PAGE = reverse("recommendations:workbook")
pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client: Client, desk: Desk) -> Client:  # noqa: F811
    client.force_login(desk.owner)
    return client


def brought(browser: Client, content: bytes) -> str:
    """The address at which the changes are looked at."""
    answer = browser.post(PAGE, {"file": SimpleUploadedFile("mine.xlsx", content)})
    assert answer.status_code == 302
    jobs.run_waiting(RUNNERS)
    return browser.get(browser.get(answer["Location"]).context["line"].link[1]).request["PATH_INFO"]


def taken(browser: Client, query: str = "") -> bytes:
    answer = browser.post(f"{reverse('recommendations:workbook_take')}{query}")
    assert answer.status_code == 200
    return answer.getvalue()


def test_a_workbook_goes_round_through_the_pages(browser: Client, desk: Desk) -> None:  # noqa: F811
    assert f"{PAGE}?owner=me" in browser.get(reverse("recommendations:list"), {"owner": "me"}).content.decode()
    assert "2 recommendations, as you see them now." in browser.get(PAGE, {"owner": "me"}).content.decode()
    content = edit(
        taken(browser, "?owner=me"), {"81(a)": {"text": "Begun.", "percent_done": 30}, "81(b)": {"text": "=A1"}}
    )
    address = brought(browser, content)
    page = browser.get(address).content.decode()
    assert '<ins dir="auto">Begun.</ins>' in page
    assert "Start work" in page
    assert "This cell holds a formula." in page
    assert "Carry out exactly this 1 row" in page
    job = browser.post(address)
    jobs.run_waiting(RUNNERS)
    assert browser.get(job["Location"]).context["line"].link[1] == address
    page = browser.get(address).content.decode()
    assert "What came of it" in page
    assert '<span class="state tone-good">Done</span>' in page
    assert desk.items["81(a)"].updates.get().percent_done == 30
    assert browser.post(address)["Location"] == address  # once


def test_what_changed_meanwhile_is_told_and_nothing_offered(browser: Client, desk: Desk) -> None:  # noqa: F811
    content = edit(taken(browser), {"81(a)": {"text": "Begun."}})
    tracking.move(desk.items["81(a)"], "start", by=desk.owner, at=NOW, given={"text": "x", "reported_on": "2026-03-01"})
    page = browser.get(brought(browser, content)).content.decode()
    assert "Somebody changed these recommendations after you took the workbook." in page
    assert "Wang Fang started work" in page
    assert "Nothing can be carried out." in page


def test_an_unedited_workbook_says_so(browser: Client) -> None:
    assert (
        "Nothing was edited, so nothing would change." in browser.get(brought(browser, taken(browser))).content.decode()
    )


def test_many_rows_are_shown_a_page_at_a_time(browser: Client, monkeypatch) -> None:
    monkeypatch.setattr(workbooks, "SHOWN_FIRST", 1)
    content = edit(taken(browser), {ref: {"text": "Begun."} for ref in ("81(a)", "81(b)")})
    address = brought(browser, content)
    page = browser.get(address).content.decode()
    assert (page.count("Start work"), f"{address}?show=change" in page) == (1, True)
    assert browser.get(f"{address}?show=change").content.decode().count("Start work") == 2


def test_too_many_are_not_taken_and_long_ones_are_left_to_a_worker(browser: Client, monkeypatch) -> None:
    take = reverse("recommendations:workbook_take")
    monkeypatch.setattr(workbooks, "AT_ONCE", 1)
    assert "a mail will say when it is ready" in browser.get(PAGE).content.decode()
    job = browser.post(take)
    assert job["Location"].startswith("/jobs/")
    monkeypatch.setattr(workbooks.background, "MOST_ROWS", 1)
    assert browser.post(f"{take}?owner=me")["Location"] == f"{PAGE}?owner=me"
    assert "too many for one workbook" in browser.get(PAGE).content.decode()
    assert "There is nothing to take" in browser.get(PAGE, {"q": "quetzal"}).content.decode()


def test_a_file_that_is_none_or_too_large_is_refused_with_the_remedy(browser: Client, settings) -> None:
    assert browser.post(PAGE, {}).status_code == 422
    settings.IMPORT_MAX_BYTES = 10
    answer = browser.post(PAGE, {"file": SimpleUploadedFile("mine.xlsx", b"PK" * 20)})
    assert "Take fewer recommendations at a time." in answer.content.decode()


def test_a_workbook_can_be_dropped_and_is_nobody_elses(browser: Client, desk: Desk) -> None:  # noqa: F811
    address = brought(browser, edit(taken(browser), {"81(a)": {"text": "Begun."}}))
    other = Client()
    other.force_login(desk.coordinator)
    assert other.get(address).status_code == other.post(f"{address}drop/").status_code == 404
    assert browser.post(f"{address}drop/")["Location"] == PAGE
    assert not EditedWorkbook.objects.exists()
