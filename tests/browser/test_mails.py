"""A digest as its readers see it: in each language on a phone, by day and by night; and where its links lead.

MAIL_PICTURES=folder .venv/bin/python -m pytest tests/browser/test_mails.py keeps the pictures.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from recommendations import outbox, tracking
from recommendations.models import (
    EvidenceLink,
    OutgoingEmail,
    Recommendation,
    RecommendationText,
    ReminderRule,
    ReminderStep,
    User,
)
from recommendations.permissions import Role
from recommendations.reminders import planner
from recommendations.tasks import WRITERS
from recommendations.workflow import Implementation
from tests.browser.conftest import AXE, RULES
from tests.factories import (
    NOW,
    PASSWORD,
    TODAY,
    ActionFactory,
    EditionFactory,
    EvidenceLinkFactory,
    UnitFactory,
    person,
)
from tests.live import Sink
from tests.reminders.world import item, tick, under_way

# By the code of the interface's language: the name of a reader, and a recommendation.
SAID = {
    "en": ("Ana Ruiz", "Encourages the Office to continue its technical assistance to requesting States."),
    "fr": ("Hélène Dubois", "Encourage l’Office à poursuivre son assistance technique aux États qui la demandent."),
    "es": ("Ana Ruiz", "Alienta a la Oficina a que siga prestando asistencia técnica a los Estados que la soliciten."),
    "ru": ("Елена Соколова", "Призывает Управление и далее оказывать техническую помощь запрашивающим государствам."),
    "ar": ("ليلى حداد", "تشجع المكتب على مواصلة تقديم المساعدة التقنية إلى الدول التي تطلبها."),
    "zh-hans": ("李静", "鼓励办公室继续向提出请求的国家提供技术援助。"),
}


@pytest.fixture
def digest(db: None) -> OutgoingEmail:
    """The mail of somebody who heads a unit and answers for items in it: most headings, an action, what happened."""
    head = person(Role.UNIT_HEAD, UnitFactory(name="Division for Treaty Affairs"))
    unit = head.memberships.get().unit
    item(-3, owner=head, unit=unit)
    soon = under_way(7, owner=head, unit=unit)
    ActionFactory(recommendation=soon, owner=head, due_on=TODAY + timedelta(days=1))
    other = under_way(-16, owner=person(Role.FOCAL_POINT, unit, name="Li Jing"), unit=unit)
    given = {"reason": "The annex is not there yet.", "mitigation": "A draft is in use.", "new_target_on": "2027-03-31"}
    tracking.move(other, "extend", by=other.owner, at=NOW - timedelta(days=2), given=given)
    planner.plan(now=NOW)
    return OutgoingEmail.objects.select_related("to").get(to=head, kind=planner.DIGEST)


@pytest.mark.parametrize("language", SAID)
def test_a_digest_reads_well_on_a_phone_by_day_and_by_night(
    browser: Browser, digest: OutgoingEmail, language: str
) -> None:
    name, words = SAID[language]
    digest.to.language, digest.to.name = language, name
    for one in Recommendation.objects.select_related("report"):
        edition = EditionFactory(report=one.report, language=language[:2])
        RecommendationText.objects.update_or_create(recommendation=one, edition=edition, defaults={"text": words})
    letter = outbox.preview(digest, WRITERS, at=NOW).letter
    assert letter is not None
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.set_content(letter.html)
    page.evaluate(AXE)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        width, shown = page.evaluate(
            "[document.documentElement.scrollWidth, getComputedStyle(document.body).direction]"
        )
        assert width <= 390, "nothing is to be scrolled sideways"
        assert shown == ("rtl" if language == "ar" else "ltr")
        # Of a dark canvas axe knows nothing, and would compare its light links with white.
        known = {"color-contrast": {"enabled": scheme == "light"}}
        found = page.evaluate("([rules, known]) => axe.run({runOnly: rules, rules: known})", [RULES, known])
        assert not [f"{fault['id']}: {fault['nodes'][0]['html']}" for fault in found["violations"]]
        if folder := os.environ.get("MAIL_PICTURES"):
            page.screenshot(path=Path(folder) / f"digest-{language}-{scheme}.png", full_page=True)
    page.close()


class Reader:
    """Somebody who reads their mail in one program and opens its links in a browser that knows nobody."""

    def __init__(self, page: Page, user: User) -> None:
        self.page, self.user = page, user

    def opens(self, link: str) -> None:
        """Follow the link, logging in on the way if asked to."""
        self.page.context.clear_cookies()
        self.page.goto(link)
        if self.page.url.partition("?")[0].endswith("/accounts/login/"):
            self.page.fill("[name=username]", self.user.email)
            self.page.fill("[name=password]", PASSWORD)
            self.page.locator("form", has=self.page.locator("[name=password]")).locator("button").last.click()
            self.page.wait_for_load_state()

    def sends(self, action: str, **fields: str) -> None:
        """Fill in the form that goes to this address, and send it."""
        form = self.page.locator(f"form[action$='{action}']")
        for name, value in fields.items():
            field = form.locator(f"[name={name}]")
            if field.first.get_attribute("type") == "checkbox":
                field.first.check()
            else:
                field.fill(value)
        form.locator("button[type=submit], button:not([type])").first.click()
        self.page.wait_for_load_state()


def links_in(message: object) -> dict[str, str]:
    """The addresses in the HTML part by the words one presses."""
    html = message.get_body(("html",)).get_content()  # type: ignore[attr-defined]
    return {
        re.sub(r"<[^>]+>", "", words): link for link, words in re.findall(r'<a href="([^"]+)"[^>]*>(.*?)</a>', html)
    }


@pytest.fixture
def work(transactional_db: None) -> Recommendation:
    """In progress, due today by the machine's own clock; all done that a claim needs; somebody helps with it."""
    owner = person(Role.FOCAL_POINT, name="Ana Ruiz")
    unit = owner.memberships.get().unit
    person(Role.UNIT_HEAD, unit)
    one = under_way(0, owner=owner, unit=unit)
    Recommendation.objects.filter(pk=one.pk).update(target_on=timezone.localdate())
    EvidenceLinkFactory(
        recommendation=one, kind=EvidenceLink.Kind.IMPLEMENTATION, state="confirmed", decided_by=owner,
        decided_at=timezone.now(),
    )  # fmt: skip
    # A test that committed before has emptied the table of the rules that the migrations leave.
    rule, _made = ReminderRule.objects.get_or_create(kind="target", unit=None)
    ReminderStep.objects.create(rule=rule, to="contributors", on_the_day=True)
    one.contributors.add(person(Role.CONTRIBUTOR, UnitFactory(), name="Li Jing"))
    one.refresh_from_db()
    return one


def test_every_link_of_a_mail_leads_through_the_log_in_to_what_it_says(
    page: Page,
    live_server: object,
    work: Recommendation,
    smtp_sink: Sink,
    settings: object,
    accessible: Callable[[], None],
) -> None:
    settings.SITE_URL = str(live_server)  # type: ignore[attr-defined]
    assert work.owner is not None
    helper = work.contributors.get()
    tick(timezone.now())
    sent = {str(message["To"]): links_in(message) for message in smtp_sink.messages}
    links, reader = sent[work.owner.email], Reader(page, work.owner)

    reader.opens(links[f"{work.report.symbol} · {work.reference}"])
    assert page.url.endswith(work.get_absolute_url())

    reader.opens(links["Not mine"])
    accessible()
    reader.sends("/not-mine/", reason="The annex is drafted by the other division.")
    expect(page.locator("main")).to_contain_text("The annex is drafted by the other division.")

    reader.opens(links["I need more time"])
    accessible()
    later = (timezone.localdate() + timedelta(days=90)).isoformat()
    reader.sends("/moves/extend/", reason="Reviewers are late.", mitigation="A draft is in use.", new_target_on=later)
    assert work.extensions.get().reason == "Reviewers are late."

    reader.opens(links["No change, still on track"])
    accessible()
    reader.sends("/moves/update/")
    assert work.updates.get().no_change

    reader.opens(links["Done"])
    accessible()
    reader.sends("/moves/report_implemented/", statement="The guide is out and used.")
    work.refresh_from_db()
    assert work.implementation == Implementation.REPORTED

    reader.opens(links["When this mail comes, and in which language"])
    accessible()
    choices = page.locator("form", has=page.get_by_role("button", name="Keep these choices"))
    choices.locator("[name=language]").select_option("fr")
    choices.get_by_role("button").click()
    page.wait_for_load_state()
    work.owner.refresh_from_db()
    assert work.owner.language == "fr"

    reader.opens(sent[helper.email]["Nothing for information any more; what waits for you still comes"])
    accessible()
    page.locator("main form button").click()
    expect(page.locator("[role=status]")).to_be_visible()
    assert not helper.mail_preference.information
