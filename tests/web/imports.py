"""Bringing a report to the pages of import, as a coordinator does it."""

from functools import cache

from django.conf import settings as project
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from recommendations import jobs
from recommendations.importing.child import read_report
from recommendations.tasks import RUNNERS
from tests.importing.readers.print import Words, pdf

SEED = project.BASE_DIR / "fixtures" / "reports" / "A-67-156.zh.txt"
PAGE = "recommendations:import_report"
# Many tests bring the same report, of which a reading is nothing that changes.
read_once = cache(read_report)


def upload(client, content, name="report.txt", **given):
    return client.post(reverse(PAGE), {"file": SimpleUploadedFile(name, content), **given})


def seed(**changes):
    text = SEED.read_text()
    for before, after in changes.items():
        text = text.replace(before, after)
    return text.encode()


def looked_at(client, content=None, **given):
    """The page of the plan of a file just brought."""
    return client.get(upload(client, content or seed(), symbol="A/67/156", **given).url)


def confirm(client, shown):
    waiting, plan = shown.context["waiting"], shown.context["plan"]
    return client.post(waiting.get_absolute_url(), {"digest": plan.digest})


def report_pdf(*texts):
    rows = [Words(70, 780 - 14 * place, text) for place, text in enumerate(texts)]
    return pdf(rows)


def work(count=1):
    assert jobs.run_waiting(RUNNERS) == count
