"""Importing a report through the pages: look first, confirm exactly that, and bad files are refused with the remedy."""

import pytest
from django.conf import settings as project
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from recommendations.models import EvidenceLink, Recommendation, Report, SourceFile
from recommendations.permissions import Role
from tests.factories import UserFactory, person
from tests.web.test_detail import text_of

SEED = project.BASE_DIR / "fixtures" / "reports" / "A-67-156.zh.txt"
PAGE = "recommendations:import_report"


@pytest.fixture
def coordinator(db, client):
    somebody = person(Role.COORDINATOR)
    client.force_login(somebody)
    return somebody


def upload(client, content, name="report.txt", **given):
    return client.post(reverse(PAGE), {"file": SimpleUploadedFile(name, content), **given})


def seed(**changes):
    text = SEED.read_text()
    for before, after in changes.items():
        text = text.replace(before, after)
    return text.encode()


def confirm(client, shown):
    plan = shown.context["plan"]
    given = {"symbol": plan.symbol, "language": plan.language, "digest": plan.digest}
    return client.post(reverse("recommendations:import_plan", args=[plan.upload.sha256]), given)


def test_the_report_is_looked_at_first_and_then_imported(coordinator, client):
    shown = client.get(upload(client, seed(), symbol="A/67/156").url)
    assert shown.status_code == 200
    assert Report.objects.count() == 0
    assert SourceFile.objects.get().added_by == coordinator
    assert dict(shown.context["counts"])["Recommendations"]["created"] == 29
    done = confirm(client, shown)
    assert (done.status_code, done.url) == (302, reverse("recommendations:report_detail", args=["A/67/156"]))
    assert Recommendation.objects.leaves().count() == 28
    assert Recommendation.objects.get(reference="81(c)").history.first().by == coordinator
    assert EvidenceLink.objects.suggested().exists()


def test_the_same_file_again_changes_nothing(coordinator, client):
    confirm(client, client.get(upload(client, seed(), symbol="A/67/156").url))
    shown = client.get(upload(client, seed(), symbol="A/67/156").url)
    assert shown.context["plan"].is_empty
    assert "Nothing: all of this is stored already." in text_of(shown)
    assert SourceFile.objects.count() == 1


def test_a_changed_text_is_shown_before_and_after(coordinator, client):
    confirm(client, client.get(upload(client, seed(), symbol="A/67/156").url))
    shown = client.get(upload(client, seed(刑事司法系统="司法系统"), symbol="A/67/156").url)
    before_and_after = [
        (difference.before, difference.after)
        for part in shown.context["changed"]
        for difference in part.differences
        if part.name == "81(c)"
    ]
    ((before, after),) = before_and_after
    assert "刑事司法系统" in before
    assert after == before.replace("刑事司法系统", "司法系统")


def test_what_changed_meanwhile_is_shown_instead_of_imported(coordinator, client):
    first = client.get(upload(client, seed(), symbol="A/67/156").url)
    other = client.get(upload(client, seed(刑事司法系统="司法系统"), symbol="A/67/156").url)
    confirm(client, other)
    response = confirm(client, first)
    assert response.status_code == 409
    assert "The stored report has changed since you looked" in text_of(response)
    text = Recommendation.objects.get(reference="81(c)").texts.get().text
    assert "刑事司法系统" not in text
    assert confirm(client, response).status_code == 302


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "report.txt", "empty"),
        (b"   \n \n", "report.txt", "The file is empty."),
        (b"%PDF-1.7 \x00\x01", "report.pdf", "a PDF document"),
        (b"Dear all, see you tomorrow.", "letter.txt", "no numbered paragraph"),
    ],
)
def test_a_file_that_is_no_report_is_refused_and_the_rest_of_the_form_stays(coordinator, client, content, name, words):
    response = upload(client, content, name, symbol="A/67/156", language="zh")
    assert response.status_code == 422
    assert words in text_of(response)
    assert 'value="A/67/156"' in response.content.decode()
    assert '<option value="zh" selected>' in response.content.decode()
    assert not SourceFile.objects.exists()


def test_a_file_that_is_too_large_is_refused(coordinator, client, settings):
    settings.IMPORT_MAX_BYTES = 10
    response = upload(client, b"1. Eleven bytes and more.")
    assert response.status_code == 422
    assert "larger than 10" in text_of(response).replace("\xa0", " ")


def test_a_file_that_does_not_say_its_symbol_asks_for_it(coordinator, client):
    response = upload(client, seed())
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["symbol"]


def test_without_a_file_nothing_is_read(coordinator, client):
    response = client.post(reverse(PAGE), {"symbol": "A/67/156"})
    assert list(response.context["form"].errors) == ["file"]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_only_a_coordinator_imports(db, client, role):
    client.force_login(person(role))
    assert client.get(reverse(PAGE)).status_code == 403
    assert upload(client, seed(), symbol="A/67/156").status_code == 403
    assert reverse(PAGE) not in client.get(reverse("recommendations:my_work")).content.decode()
    assert not SourceFile.objects.exists()


def test_the_plan_of_a_kept_file_is_for_coordinators_too(coordinator, client):
    address = upload(client, seed(), symbol="A/67/156").url
    client.force_login(UserFactory())
    assert client.get(address).status_code == 403
    assert client.post(address).status_code == 403


def test_there_is_no_plan_of_a_file_that_was_not_brought(coordinator, client):
    assert client.get(reverse("recommendations:import_plan", args=["0" * 64])).status_code == 404


def test_an_address_changed_by_hand_leads_back_to_the_form(coordinator, client):
    address = upload(client, seed(), symbol="A/67/156").url.split("?")[0]
    assert client.get(address).url == reverse(PAGE)
    assert client.get(address, {"symbol": "A/1", "language": "tlh"}).url == reverse(PAGE)
