"""One recommendation of the first report, from assignment to verification, as its people do it."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from recommendations.models import Recommendation

ADDRESS = "/recommendations/A/67/156/81(c)/"


class Journey:
    """The page of 81(c), in the hands of whoever has entered."""

    def __init__(self, page: Page, enter) -> None:
        self.page, self.enter = page, enter

    def as_(self, user) -> None:
        self.enter(user)
        self.page.goto(ADDRESS)

    def move(self, code: str, label: str, **fields: str) -> None:
        form = self.page.locator(f"form[action$='/moves/{code}/']")
        if not form.count():  # a form that lists people has a page of its own
            self.page.locator(f"main a[href$='/moves/{code}/']").click()
        elif not form.is_visible():
            form.locator("xpath=ancestor::details").locator("summary").first.click()
        for name, value in fields.items():
            field = form.locator(f"[name={name}]")
            if field.first.get_attribute("type") == "checkbox":
                for box in field.all():
                    box.check()
            elif field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        form.get_by_role("button", name=label).click()
        self.page.wait_for_load_state()


@pytest.fixture
def journey(page, enter):
    return Journey(page, enter)


def test_the_main_job(journey, page, cast, report, smtp_sink, accessible):
    today, past = date.today(), date.today() - timedelta(days=3)  # noqa: DTZ011  the browser's day is the machine's

    journey.as_(cast.coordinator)
    accessible()
    journey.move("assign", "Assign", owner=str(cast.owner.pk), response_due_on=past.isoformat())
    expect(page.locator("main")).to_contain_text("Li Jing")
    for _ in range(3):
        call_command("remind", "--format", "json")
    assert [mail["To"] for mail in smtp_sink.messages].count(cast.owner.email) == 1

    page.goto("/progress/")
    expect(page.locator("main")).to_contain_text("1 overdue")

    journey.as_(cast.head)
    journey.move(
        "accept", "Accept", response_text="We will help.", target_on="2099-Q4", action="Publish the guide",
        action_owner=str(cast.owner.pk), action_due_on=(today + timedelta(60)).isoformat(),
    )  # fmt: skip
    expect(page.locator("main")).to_contain_text("Publish the guide")

    journey.as_(cast.owner)
    accessible()
    journey.move("start", "Start work", text="The team has met.")
    journey.move("update", "Report progress", text="A first draft is with reviewers.", percent_done="60")
    evidence = page.locator(".links > li", has_text="Paragraph 11")
    evidence.get_by_role("button", name="shows what was done").click()
    page.wait_for_load_state()
    journey.move("report_implemented", "Report implemented", statement="The guide is out and used.", actions_done="all")
    expect(page.locator("main")).to_contain_text("Reported implemented")

    journey.as_(cast.verifier)
    journey.move("return", "Return", missing="The annex on forensic work.", target_on="2099-12-31")
    journey.as_(cast.owner)
    expect(page.locator("main")).to_contain_text("The annex on forensic work.")
    journey.move("report_implemented", "Report implemented", statement="The annex is in.")
    journey.as_(cast.verifier)
    journey.move("verify", "Verify", reviewed="all", finding="Read both; in use in ten countries.", method="desk")
    accessible()

    told = page.locator("section", has=page.locator("#history"))
    for sentence in (
        "Amina Diallo assigned it", "Chen Weiming accepted it", "Li Jing started work", "Li Jing reported progress",
        "Li Jing confirmed evidence", "Li Jing reported it implemented", "Elena Sokolova returned it",
        "Elena Sokolova verified it",
    ):  # fmt: skip
        expect(told).to_contain_text(sentence)
    item = Recommendation.objects.get(reference="81(c)")
    assert item.implementation == "verified_implemented"
    call_command("remind", "--format", "json")
    assert [mail["To"] for mail in smtp_sink.messages].count(cast.owner.email) == 1

    journey.enter(cast.coordinator)
    page.goto("/progress/")
    expect(page.locator("main")).to_contain_text("0 overdue")
    expect(page.get_by_role("row", name="Verified implemented 1", exact=True)).to_be_visible()
    accessible()
