"""Pages of progress reports: made, prepared, read, signed, compared, taken away."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from recommendations import outbox
from recommendations.models import BackgroundJob, Document, OutgoingEmail, ProgressReport
from recommendations.tasks import WRITERS, run_job
from tests.progress.documents.conftest import lived, quarter  # noqa: F401  the same secretariat
from tests.web.markup import faults, read

ORDER = {"contents": "report", "kind": "html", "language": "en", "vocabulary": "ours", "since": "", "on": ""}


@pytest.fixture
def coordinator(client, quarter):  # noqa: F811
    client.force_login(quarter.coordinator)
    return client


def test_a_file_is_ordered_made_and_taken(coordinator, quarter, django_capture_on_commit_callbacks):  # noqa: F811
    page = coordinator.get("/progress/reports/new/?report=A/70/1")
    assert not faults(read(page))
    assert page.context["form"]["report"].value() == "A/70/1"
    assert "theme" in page.context["form"].fields
    answer = coordinator.post("/progress/reports/new/", {**ORDER, "report": "A/70/1", "on": "2026-02-11"})
    job = BackgroundJob.objects.get()
    assert answer.url == job.get_absolute_url()
    run_job(job.pk)
    address = Document.objects.get().get_absolute_url()
    assert address in coordinator.get(answer.url).content.decode()
    file = coordinator.get(address)
    assert "attachment" in file["Content-Disposition"]
    assert (file["X-Content-Type-Options"], "sandbox" in file["Content-Security-Policy"]) == ("nosniff", True)
    assert b"Requests the Office to act on 81(b)." in b"".join(file.streaming_content)


def test_a_file_that_is_over_or_not_theirs_is_not_found(coordinator, quarter):  # noqa: F811
    coordinator.post("/progress/reports/new/", ORDER)
    run_job(BackgroundJob.objects.get().pk)
    address = Document.objects.get().get_absolute_url()
    coordinator.force_login(quarter.manager)
    assert coordinator.get(address).status_code == 404
    coordinator.force_login(quarter.coordinator)
    Document.objects.update(made_at=timezone.now() - timedelta(days=8), expires_at=timezone.now() - timedelta(days=1))
    assert coordinator.get(address).status_code == 404


def test_the_link_of_a_mail_asks_for_the_rights_of_the_moment_it_is_opened(client, quarter):  # noqa: F811
    client.force_login(quarter.owner)
    client.post("/progress/reports/new/", {**ORDER, "mail": "on"})
    run_job(BackgroundJob.objects.get().pk)
    letter = outbox.preview(OutgoingEmail.objects.get(), WRITERS, at=timezone.now()).letter
    address = Document.objects.get().get_absolute_url()
    assert f"{settings.SITE_URL}{address}" in letter.text
    assert b"Requests the Office" in b"".join(client.get(address).streaming_content)
    type(quarter.items["81(b)"]).objects.filter(reference="81(b)").update(owner=quarter.head)
    answer = client.get(address)
    assert answer.status_code == 403
    assert "Requests the Office" not in answer.content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"on": "2999-01-01"}, "on"),
        ({"since": "2026-03-01", "on": "2026-02-01"}, "since"),
        ({"report": "A/404"}, "report"),
        ({"kind": "exe"}, "kind"),
        ({"on": "yesterday"}, "on"),
    ],
)
def test_an_order_that_makes_no_sense_says_what_is_wrong(coordinator, wrong, field):
    answer = coordinator.post("/progress/reports/new/", {**ORDER, **wrong})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not BackgroundJob.objects.exists()


def test_a_report_is_prepared_read_signed_checked_and_compared(coordinator, quarter):  # noqa: F811
    addresses = [
        coordinator.post("/progress/reports/new/", {**ORDER, "on": day, "prepare": "1"}).url
        for day in ("2026-02-11", "2026-03-31")
    ]
    page = coordinator.get(addresses[0])
    assert not faults(read(page))
    assert "Issue this report" not in page.content.decode()
    coordinator.force_login(quarter.manager)
    for address in addresses:
        page = coordinator.get(address)
        assert "We will do it." in page.content.decode()
        signed = coordinator.post(f"{address}sign/", {"read": page.context["digest"]})
        assert signed.status_code == 422  # the box is not ticked
        coordinator.post(f"{address}sign/", {"read": page.context["digest"], "sure": "on"})
    first, second = ProgressReport.objects.order_by("pk")
    assert (first.state, second.since) == ("issued", None)
    listed = coordinator.get("/progress/reports/")
    assert not faults(read(listed))
    assert "John Okafor" in listed.content.decode()
    checked = coordinator.post(f"{addresses[0]}check/", follow=True)
    assert "it is the same" in checked.content.decode()
    compared = coordinator.get(f"{addresses[0]}against/{second.pk}/")
    assert not faults(read(compared))
    assert {one.reference for one in compared.context["differences"]} >= {"81(b)", "81(c)"}
    assert coordinator.get(f"{addresses[0]}against/{first.pk}/").status_code == 404


def test_the_same_page_costs_the_same_however_much_it_shows(coordinator, quarter, django_assert_max_num_queries):  # noqa: F811
    address = coordinator.post("/progress/reports/new/", {**ORDER, "prepare": "1"}).url
    with django_assert_max_num_queries(30):
        coordinator.get(address)
