"""Importing a report through the pages: look first, confirm exactly that, and bad files are refused with the remedy."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from recommendations import jobs
from recommendations.importing import pending
from recommendations.models import BackgroundJob, EvidenceLink, PendingImport, Recommendation, Report, SourceFile
from recommendations.permissions import Role
from recommendations.tasks import RUNNERS
from tests.factories import UserFactory, person
from tests.web.imports import PAGE, confirm, looked_at, report_pdf, seed, upload, work
from tests.web.markup import faults, read
from tests.web.test_detail import text_of

pytestmark = pytest.mark.usefixtures("without_child")

# --- at once -------------------------------------------------------------------------------------------------------


def test_the_report_is_looked_at_first_and_then_imported(coordinator, client):
    shown = looked_at(client)
    assert shown.status_code == 200
    assert not faults(read(shown))
    assert Report.objects.count() == 0
    assert SourceFile.objects.get().added_by == coordinator
    assert dict(shown.context["counts"])["Recommendations"]["created"] == 29
    done = confirm(client, shown)
    assert (done.status_code, done.url) == (302, reverse("recommendations:report_detail", args=["A/67/156"]))
    assert Recommendation.objects.leaves().count() == 28
    assert Recommendation.objects.get(reference="81(c)").history.first().by == coordinator
    assert EvidenceLink.objects.suggested().exists()
    assert (PendingImport.objects.get().state, PendingImport.objects.get().report) == ("done", Report.objects.get())


def test_the_same_file_again_changes_nothing(coordinator, client):
    confirm(client, looked_at(client))
    shown = looked_at(client)
    assert shown.context["plan"].is_empty
    assert "Nothing: all of this is stored already." in text_of(shown)
    assert SourceFile.objects.count() == 1


def test_a_changed_text_is_shown_word_by_word(coordinator, client):
    confirm(client, looked_at(client))
    shown = looked_at(client, seed(刑事司法系统="司法系统"))
    (runs,) = [
        difference.runs for part in shown.context["changed"] for difference in part.differences if part.name == "81(c)"
    ]
    assert [(run.kind, run.text) for run in runs if run.kind != "same"] == [("out", "刑事")]
    assert ">刑事</del>" in shown.content.decode().replace("taken out: </span>", ">")


def test_what_changed_meanwhile_is_shown_instead_of_imported(coordinator, client):
    first = looked_at(client)
    confirm(client, looked_at(client, seed(刑事司法系统="司法系统")))
    response = confirm(client, first)
    assert response.status_code == 409
    assert "The stored report has changed since you looked" in text_of(response)
    text = Recommendation.objects.get(reference="81(c)").texts.get().text
    assert "刑事司法系统" not in text
    assert confirm(client, response).status_code == 302


def test_two_tabs_with_the_same_file_have_one_import_and_the_second_is_led_to_it(coordinator, client):
    first = looked_at(client)
    other = person(Role.COORDINATOR)
    client.force_login(other)
    again = upload(client, seed(), symbol="A/67/156")
    assert again.url == first.context["waiting"].get_absolute_url()
    assert f"This file is on its way already: {coordinator.name} has begun it." in text_of(client.get(again.url))
    assert confirm(client, first).status_code == 302
    twice = confirm(client, first)
    assert twice.url == reverse("recommendations:report_detail", args=["A/67/156"])
    assert Report.objects.count() == 1
    assert Recommendation.objects.get(reference="81(c)").history.filter(action="import").count() == 1


def test_another_file_of_the_same_report_on_its_way_is_named(coordinator, client):
    looked_at(client)
    shown = looked_at(client, seed(刑事司法系统="司法系统"))
    assert f"{coordinator.name} is importing another file of this report." in text_of(shown)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "report.txt", "empty"),
        (b"   \n \n", "report.txt", "The file is empty."),
        (b"%PDF-1.7 \x00\x01", "report.pdf", "a PDF document"),
        (b"PK\x05\x06" + bytes(18), "report.docx", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "report.doc", "an old"),
        (b"Dear all, see you tomorrow.", "letter.txt", "no numbered paragraph"),
        (b"1. A" + b"\x00" * 9 + b"B", "report.txt", ""),
    ],
)
def test_a_file_that_is_no_report_is_refused_and_the_rest_of_the_form_stays(coordinator, client, content, name, words):
    response = upload(client, content, name, symbol="A/67/156", language="zh")
    if response.status_code == 302:  # read in the background: there the job says so
        work()
        response = client.get(response.url)
        assert "Refused" in text_of(response)
        assert words in text_of(response)
    else:
        assert response.status_code == 422
        assert words in text_of(response)
        assert 'value="A/67/156"' in response.content.decode()
        assert '<option value="zh" selected>' in response.content.decode()
    assert not SourceFile.objects.exists()
    assert not PendingImport.objects.exists()


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


def test_an_import_on_its_way_is_for_coordinators_too(coordinator, client):
    address = upload(client, seed(), symbol="A/67/156").url
    client.force_login(UserFactory())
    assert client.get(address).status_code == 403
    assert client.post(address).status_code == 403


def test_there_is_no_plan_of_a_file_that_was_not_brought(coordinator, client):
    assert client.get(reverse("recommendations:import_plan", args=[999])).status_code == 404


# --- in the background ---------------------------------------------------------------------------------------------


def test_a_file_that_takes_longer_is_read_in_the_background_and_its_symbol_asked_for(coordinator, client):
    led = upload(client, report_pdf("1. The Office was slow.", "2. The Office was asked to hurry."), "report.pdf")
    job = BackgroundJob.objects.get()
    assert (led.url, job.kind) == (job.get_absolute_url(), "import_read")
    assert "On their way" in text_of(client.get(reverse(PAGE)))
    work()
    ready = client.get(led.url, headers={"HX-Request": "true"})["HX-Redirect"]
    asked = client.get(ready)
    assert "The file does not say its symbol" in text_of(asked)
    assert not faults(read(asked))
    symbol = reverse("recommendations:import_symbol", args=[PendingImport.objects.get().pk])
    assert "cannot be a symbol" in text_of(client.post(symbol, {"symbol": "../x"}))
    shown = client.get(client.post(symbol, {"symbol": "A/70/1"}).url)
    assert dict(shown.context["counts"])["Paragraphs"]["created"] == 2
    assert not faults(read(shown))


def test_a_page_of_a_pdf_is_shown_as_printed_to_coordinators_only(coordinator, client):
    upload(client, report_pdf("1. The Office was slow."), "report.pdf", symbol="A/70/1")
    work()
    shown = client.get(PendingImport.objects.get().get_absolute_url())
    (picture,) = [image for image in read(shown).all("img") if "printed" in image.attributes["alt"]]
    drawn = client.get(picture.attributes["src"])
    assert (drawn.status_code, drawn["Content-Type"]) == (200, "image/png")
    assert drawn.content.startswith(b"\x89PNG")
    assert client.get(picture.attributes["src"]).content == drawn.content
    assert client.get(picture.attributes["src"].replace("1.png", "7.png")).status_code == 404
    client.force_login(UserFactory())
    assert client.get(picture.attributes["src"]).status_code == 403


def test_pictures_of_pages_go_with_the_import_they_were_drawn_for(
    coordinator, client, django_capture_on_commit_callbacks
):
    upload(client, report_pdf("1. The Office was slow."), "report.pdf", symbol="A/70/1")
    work()
    waiting = PendingImport.objects.get()
    client.get(reverse("recommendations:import_picture", args=[waiting.pk, 1]))
    folder = f"pages/{waiting.source.sha256}"
    assert default_storage.listdir(folder)[1]
    with django_capture_on_commit_callbacks(execute=True):
        assert pending.drop(waiting)
    assert default_storage.listdir(folder)[1] == []


def test_reading_that_was_cancelled_can_begin_again_or_be_dropped(coordinator, client):
    led = upload(client, report_pdf("1. The Office was slow."), "report.pdf", symbol="A/70/1")
    waiting = PendingImport.objects.get()
    assert client.get(waiting.get_absolute_url()).url == led.url
    client.post(f"{led.url}cancel/")
    shown = client.get(waiting.get_absolute_url())
    assert "The file was not read" in text_of(shown)
    again = client.post(reverse("recommendations:import_read", args=[waiting.pk]))
    assert again.url != led.url
    work()
    assert client.get(waiting.get_absolute_url()).context["plan"].symbol == "A/70/1"
    dropped = client.post(reverse("recommendations:import_drop", args=[waiting.pk]), follow=True)
    assert "Nothing of the file was stored." in text_of(dropped)
    assert not SourceFile.objects.exists()


def test_a_long_report_is_stored_in_the_background_exactly_as_confirmed(coordinator, client, monkeypatch):
    monkeypatch.setattr("recommendations.web.views.importing.PARTS_AT_ONCE", 10)
    shown = looked_at(client)
    led = confirm(client, shown)
    job = BackgroundJob.objects.get()
    assert (led.url, job.kind, job.state) == (job.get_absolute_url(), "import_store", "queued")
    assert client.get(shown.context["waiting"].get_absolute_url()).url == led.url
    assert confirm(client, shown).url == led.url
    assert not Report.objects.exists()
    work()
    job.refresh_from_db()
    assert (job.state, job.stage, job.result["report"]) == ("done", "storing", "A/67/156")
    assert Recommendation.objects.leaves().count() == 28
    assert EvidenceLink.objects.suggested().exists()
    assert Recommendation.objects.get(reference="81(c)").history.first().by == coordinator


def test_a_worker_that_dies_while_storing_leaves_nothing_and_the_next_one_stores_it_once(
    coordinator, client, monkeypatch
):
    monkeypatch.setattr("recommendations.web.views.importing.PARTS_AT_ONCE", 10)
    confirm(client, looked_at(client))
    killed = jobs.claim(now=BackgroundJob.objects.get().created_at)

    def dies(*_given, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("recommendations.tasks.links.suggest_for", dies, raising=False)
    with pytest.raises(KeyboardInterrupt):
        jobs.run(killed, RUNNERS)
    assert not Report.objects.exists()
    monkeypatch.undo()
    again = jobs.claim(now=killed.lease_until + jobs.LEASE)
    jobs.run(again, RUNNERS)
    again.refresh_from_db()
    assert (again.state, again.tries, Report.objects.count()) == ("done", 2, 1)


def test_a_plan_that_changed_before_the_worker_came_is_refused_and_shown_anew(coordinator, client, monkeypatch):
    monkeypatch.setattr("recommendations.web.views.importing.PARTS_AT_ONCE", 10)
    shown = looked_at(client)
    confirm(client, shown)
    monkeypatch.setattr("recommendations.web.views.importing.PARTS_AT_ONCE", 10_000)
    confirm(client, looked_at(client, seed(刑事司法系统="司法系统")))
    work()
    job = BackgroundJob.objects.get()
    assert job.state == "refused"
    assert "The stored report has changed" in text_of(client.get(job.get_absolute_url()))
    anew = client.get(shown.context["waiting"].get_absolute_url())
    assert anew.context["plan"].counts()["changed"] > 0
    assert confirm(client, anew).status_code == 302
