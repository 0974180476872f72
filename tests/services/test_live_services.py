"""The servers tests use are real, and so is the way through them."""

import time
from collections.abc import Callable
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail import EmailMessage
from django.utils import timezone

from recommendations.models import BackgroundJob, PendingImport
from recommendations.tasks import deliver_outbox, plan_reminders
from tests.factories import RecommendationFactory, UnitFactory, person
from tests.importing.readers.print import Words, pdf
from tests.live import LiveServices, Sink


def wait_until(seen: Callable[[], object]) -> None:
    deadline = time.monotonic() + 30
    while not seen():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_mail_sent_by_django_arrives_as_it_was_written(smtp_sink: Sink):
    EmailMessage("建议 81(c)", "到期", "suivi@example.org", ["owner@example.org"]).send()
    (arrived,) = smtp_sink.messages
    assert (arrived["Subject"], arrived["To"]) == ("建议 81(c)", "owner@example.org")


def test_an_owner_is_reminded_once_by_way_of_redis_a_worker_process_and_a_mail_server(live_services: LiveServices):
    unit = UnitFactory()
    owner = person("focal_point", unit, email="owner@example.org")
    RecommendationFactory(
        owner=owner, unit=unit, response_due_on=timezone.localdate() - timedelta(days=2), assigned_on="2020-01-01"
    )
    for _again in range(2):
        plan_reminders.delay()
        deliver_outbox.delay()
    plan_reminders.delay()
    last = deliver_outbox.delay()
    wait_until(lambda: f"{last.id}] succeeded" in live_services.worker.log.read_text())
    (mail,) = live_services.mail.messages
    assert mail["To"] == "owner@example.org"


def test_a_report_that_takes_longer_is_read_by_a_worker_process_that_the_page_has_sent_word(
    live_services: LiveServices, client
):
    client.force_login(person("coordinator"))
    file = SimpleUploadedFile("report.pdf", pdf([Words(70, 780, "1. The Office was slow.")]))
    led = client.post("/reports/import/", {"file": file, "symbol": "A/70/1", "language": "en"})
    assert led.url == BackgroundJob.objects.get().get_absolute_url()
    wait_until(lambda: BackgroundJob.objects.get().has_ended)
    shown = client.get(PendingImport.objects.get().get_absolute_url())
    assert shown.context["plan"].counts()["created"] == 2
