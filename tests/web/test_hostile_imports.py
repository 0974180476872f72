"""Files from unknown hands through the page of an import: whatever is in them, there is an answer in words."""

import io
import zipfile

import pytest

from recommendations import jobs
from recommendations.models import PendingImport, Report
from recommendations.permissions import Role
from recommendations.tasks import RUNNERS
from tests.factories import person
from tests.importing.readers.print import Words, pdf
from tests.importing.readers.word import docx, p, run
from tests.web.imports import confirm, upload
from tests.web.markup import faults, read
from tests.web.test_detail import text_of

NASTY = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'><svg/onload=alert(1)>",
    "{{7*7}} {% debug %} %s %(name)s ${x}",
    "javascript:alert(1)",
)


@pytest.fixture(autouse=True)
def coordinator(db, client, monkeypatch):
    monkeypatch.setattr("recommendations.tasks.run_job.apply_async", lambda *_args, **_options: None)
    somebody = person(Role.COORDINATOR)
    client.force_login(somebody)
    return somebody


def answered(client, content, name):
    """The page a person ends on: the form with the fault, the job that was refused, or the plan."""
    led = upload(client, content, name, symbol="A/70/1", language="en")
    if led.status_code == 302 and "/jobs/" in led.url:
        assert jobs.run_waiting(RUNNERS) == 1
    page = client.get(led.url) if led.status_code == 302 else led
    assert page.status_code in (200, 422)
    return page


def zipped(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


WHOLE = docx(p(run("1. The Office has met.")) + p(run("2. The Office should act.")))
SCANNED = pdf([], picture=True)
REFUSED = {
    "an archive that is no document": (zipped(a=b"x" * 1000), "r.zip", "ZIP archive"),
    "a document cut off": (WHOLE[: len(WHOLE) // 2], "r.docx", "damaged"),
    "a document of another kind": (b"{\\rtf1 1. One.}", "r.docx", "Rich Text"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "r.txt", "a PNG picture"),
    "a scanned PDF": (SCANNED, "r.pdf", "scanned"),
    "a PDF cut off": (pdf([Words(70, 700, "1. One.")])[:300], "r.pdf", ""),
    "signs without end": (b"(" * 200_000, "r.txt", "no numbered paragraph"),
    "bytes of no encoding": (bytes(range(128, 256)) * 40, "r.txt", ""),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_read_is_refused_in_words_and_leaves_nothing(client, what):
    content, name, words = REFUSED[what]
    page = answered(client, content, name)
    assert words in text_of(page)
    assert not faults(read(page))
    assert not PendingImport.objects.exists()


def test_what_looks_like_a_program_is_plain_text_on_every_page_of_an_import(client):
    text = "\n".join(f"{number}.  The Office said: {nasty}." for number, nasty in enumerate(NASTY, start=1))
    page = answered(client, text.encode(), "<b>r</b>.txt")
    shown = page.content.decode()
    assert page.context["coverage"].percent == 100
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    assert "{{7*7}}" in text_of(page)
    part = client.get(f"{page.context['waiting'].get_absolute_url()}correct/", {"part": "paragraph:1"})
    assert "<script>alert" not in part.content.decode()
    assert not faults(read(part))
    assert confirm(client, page).status_code == 302
    assert "<script>alert" not in client.get(Report.objects.get().get_absolute_url()).content.decode()


def test_an_encoding_that_was_guessed_and_signs_taken_out_are_told(client):
    text = "1. Le rapport a été présenté.\n2. L’Office\u202e a été prié d’agir.\n"
    page = answered(client, text.encode(), "r.txt")
    assert "1 invisible characters were removed" in text_of(page)
    latin = answered(client, "1. Le rapport a été présenté à l'État.\n2. Été prié d'agir.\n".encode("cp1252"), "l.txt")
    assert "The encoding was taken to be" in text_of(latin)


def test_pictures_that_nobody_read_are_named(client):
    page = answered(client, b"<html><body><p>1. One.</p><img src='x.png'><p>2. Two.</p></body></html>", "r.html")
    assert "parts that nobody read: pictures (1)" in text_of(page)
