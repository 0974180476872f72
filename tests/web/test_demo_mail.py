"""The demo's mailbox: there in the demo only, and a mail in it can do nothing but be read."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def mailbox(settings: Settings, tmp_path: Path) -> Path:
    settings.DEMO = True
    settings.DEMO_MAIL_DIR = tmp_path / "mail"
    settings.DEMO_MAIL_DIR.mkdir()
    return Path(settings.DEMO_MAIL_DIR)


def keep(mailbox: Path, name: str, subject: str) -> None:
    message = EmailMessage()
    message["To"], message["Subject"], message["Message-ID"] = "owner@example.org", subject, "<1@example.org>"
    message.set_content("In plain words.")
    message.add_alternative("<p style='color: red'>In <b>colour</b></p><script>alert(1)</script>", subtype="html")
    (mailbox / name).write_bytes(message.as_bytes())


@pytest.mark.parametrize("address", ["/demo/mail/", "/demo/mail/1.eml/", "/demo/mail/1.eml/html/"])
def test_outside_the_demo_there_is_no_mailbox(client: Client, mailbox: Path, settings: Settings, address: str) -> None:
    keep(mailbox, "1.eml", "Two items are overdue")
    assert client.get(address).status_code == 200
    settings.DEMO = False
    assert client.get(address).status_code == 404


def test_the_list_shows_the_mails_and_an_empty_box_says_so(client: Client, mailbox: Path) -> None:
    assert "No mail has been sent yet" in client.get("/demo/mail/").content.decode()
    keep(mailbox, "1.eml", "建议 overdue")
    page = client.get("/demo/mail/").content.decode()
    assert "建议 overdue" in page
    assert "owner@example.org" in page


def test_before_the_first_mail_there_is_not_even_a_folder(client: Client, mailbox: Path) -> None:
    mailbox.rmdir()
    assert client.get("/demo/mail/").status_code == 200


def test_a_mail_shows_its_headers_and_its_words_and_frames_its_html(client: Client, mailbox: Path) -> None:
    keep(mailbox, "1.eml", "Two items are overdue")
    answer = client.get("/demo/mail/1.eml/")
    page = answer.content.decode()
    assert "&lt;1@example.org&gt;" in page
    assert "In plain words." in page
    assert "alert(1)" not in page
    assert "frame-src 'self'" in answer["Content-Security-Policy"]
    assert 'src="/demo/mail/1.eml/html/"' in page


def test_the_html_of_a_mail_may_style_itself_and_nothing_else(client: Client, mailbox: Path) -> None:
    keep(mailbox, "1.eml", "Two items are overdue")
    answer = client.get("/demo/mail/1.eml/html/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "style-src 'unsafe-inline'" in policy
    assert "script-src" not in policy
    assert "sandbox allow-popups" in policy
    assert "allow-scripts" not in policy
    assert "frame-ancestors 'self'" in policy
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("name", ["2.eml", "..%2Fsecret.eml", "%2e%2e", "secret.txt"])
def test_no_name_leads_out_of_the_mailbox(client: Client, mailbox: Path, name: str) -> None:
    keep(mailbox.parent, "secret.eml", "not yours")
    (mailbox / "secret.txt").write_text("not a mail")
    assert client.get(f"/demo/mail/{name}/").status_code == 404
