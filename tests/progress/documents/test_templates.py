"""Templates of an organisation: kept, tried, chosen for a report and withdrawn; the look of what is made with them."""

import io
import zipfile

import docx
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from docx.shared import Pt, RGBColor

from recommendations.models import BackgroundJob, Document, DocumentTemplate
from recommendations.progress.documents import templates
from recommendations.progress.documents.writers.docx import missing_styles
from recommendations.tasks import run_job
from tests.web.markup import faults, read

PAGE = "/progress/templates/"
ORDER = {"contents": "report", "kind": "docx", "language": "en", "vocabulary": "ours", "report": "A/70/1"}
LILAC = RGBColor(0x7A, 0x3E, 0x9D)


def letterhead(*, without: tuple[str, ...] = (), header: str = "Treaty Division, Geneva") -> bytes:
    document, file = docx.Document(), io.BytesIO()
    document.sections[0].header.paragraphs[0].text = header
    document.sections[0].page_width = Pt(500)
    document.styles["Heading 1"].font.color.rgb = LILAC
    for name in without:
        document.styles[name].delete()
    document.save(file)
    return file.getvalue()


def changed(content: bytes, part: str, *swaps: tuple[bytes, bytes], more: str = "") -> bytes:
    """The same document with other words in a part, or one more part."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            for was, is_now in swaps if name == part else ():
                assert was in data
                data = data.replace(was, is_now)
            new.writestr(name, data)
        if more:
            new.writestr(more, b"x")
    return file.getvalue()


def upload(content: bytes, name: str = "letterhead.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def coordinator(client, quarter):
    client.force_login(quarter.coordinator)
    return client


def added(coordinator, content: bytes) -> DocumentTemplate:
    answer = coordinator.post(PAGE, {"name": "Letterhead", "file": upload(content)})
    assert answer.status_code == 302
    return DocumentTemplate.objects.get()


def test_a_report_made_with_a_template_has_its_letterhead_page_and_styles(coordinator):
    assert "template" not in coordinator.get("/progress/reports/new/").context["form"].fields
    template = added(coordinator, letterhead(without=("Subtitle", "Heading 3")))
    assert template.missing == ["Subtitle", "Heading 3"]
    assert "template" in coordinator.get("/progress/reports/new/").context["form"].fields
    coordinator.post("/progress/reports/new/", {**ORDER, "template": template.pk})
    run_job(BackgroundJob.objects.get().pk)
    with Document.objects.get().content.open("rb") as file:
        made = docx.Document(file)
    assert made.sections[0].header.paragraphs[0].text == "Treaty Division, Geneva"
    assert 'w:instr="PAGE"' in made.sections[0].footer._element.xml  # the template's was blank
    assert made.sections[0].page_width == Pt(500)
    headings = [paragraph for paragraph in made.paragraphs if paragraph.style.name == "Heading 1"]
    assert headings
    assert all(heading.style.font.color.rgb == LILAC for heading in headings)
    assert {"Title", "Subtitle", "Heading 2", "Heading 3"} <= {paragraph.style.name for paragraph in made.paragraphs}
    assert made.paragraphs[0].style.name == "Title"


def test_styles_of_a_template_in_another_language_are_found_by_their_names(quarter):
    """Word in German calls the id of "Normal" "Standard" and that of "heading 1" "berschrift1"."""
    german = changed(
        letterhead(without=("Heading 2",)),
        "word/styles.xml",
        (b'"Normal"', b'"Standard"'),
        (b'<w:name w:val="Standard"/>', b'<w:name w:val="Normal"/>'),
        (b'"Heading1"', b'"berschrift1"'),
    )
    made = docx.Document(io.BytesIO(quarter.written("docx", template=io.BytesIO(german))))
    assert missing_styles(io.BytesIO(german)) == ["Heading 2"]
    assert any(paragraph.style.style_id == "berschrift1" for paragraph in made.paragraphs)
    assert made.styles["Heading 2"].base_style.style_id == "Standard"


def test_a_header_that_is_a_picture_alone_stays(quarter):
    template, file = docx.Document(io.BytesIO(letterhead(header=""))), io.BytesIO()
    picture = quarter.written("docx")
    with zipfile.ZipFile(io.BytesIO(picture)) as parts:
        logo = parts.read(next(name for name in parts.namelist() if name.startswith("word/media/")))
    template.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(logo))
    template.save(file)
    made = docx.Document(io.BytesIO(quarter.written("docx", template=file)))
    header = made.sections[0].header
    assert header.paragraphs[0].text == ""
    assert len(header._element.xpath(".//w:drawing")) == 1


KIND = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ELSEWHERE = (
    b'<Relationship Id="rId99" Type="%s/%s" Target="https://example.org/t" TargetMode="External"/></Relationships>'
)
OUTSIDE, LINKED = ((b"</Relationships>", ELSEWHERE % (KIND, sort)) for sort in (b"attachedTemplate", b"hyperlink"))
OF_DOTX = (b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml")


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (lambda: upload(b"PK\x03\x04 and no more"), "damaged or incomplete"),
        (lambda: upload(b"Dear all,", "letter.txt"), "no Word document"),
        (lambda: upload(b"%PDF-1.7\n%%EOF", "letterhead.pdf"), "no Word document"),
        (lambda: upload(letterhead(), "letterhead.dotx"), "(.dotx) is opened in Word"),
        (lambda: upload(changed(letterhead(), "", more="word/vbaProject.bin")), "such as macros"),
        (lambda: upload(changed(letterhead(), "[Content_Types].xml", OF_DOTX)), "not as a template"),
        (lambda: upload(changed(letterhead(), "word/_rels/document.xml.rels", OUTSIDE)), "from elsewhere"),
        (lambda: upload(letterhead() + b"\0" * templates.LARGEST), "larger than 5.0"),
        (lambda: upload(changed(letterhead(), "word/styles.xml", (b"<w:styles", b"<!DOCTYPE x><w:styles"))), "hidden"),
    ],
    ids=["broken", "text", "pdf", "dotx", "macros", "template", "outside", "large", "entities"],
)
def test_what_is_no_template_is_refused_with_what_to_do(coordinator, file, words):
    answer = coordinator.post(PAGE, {"name": "Letterhead", "file": file()})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["file"]
    [said] = answer.context["form"].errors["file"]
    assert words in said
    assert not faults(read(answer))
    assert 'value="Letterhead"' in answer.content.decode()
    assert not DocumentTemplate.objects.exists()


def test_a_template_may_hold_links_but_is_kept_once_under_one_name(coordinator):
    content = changed(letterhead(), "word/_rels/document.xml.rels", LINKED)
    added(coordinator, content)
    for name, file, field in (("Other", content, "file"), ("LETTERHEAD", letterhead(), "name")):
        answer = coordinator.post(PAGE, {"name": name, "file": upload(file)})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert DocumentTemplate.objects.count() == 1


def test_a_sample_shows_the_look_and_a_withdrawn_template_is_gone(coordinator, django_capture_on_commit_callbacks):
    template = added(coordinator, letterhead())
    page = coordinator.get(PAGE)
    assert not faults(read(page))
    assert f"{PAGE}{template.pk}/sample/" in page.content.decode()
    answer = coordinator.get(f"{PAGE}{template.pk}/sample/")
    assert 'filename="letterhead-sample.docx"' in answer["Content-Disposition"]
    sample = docx.Document(io.BytesIO(b"".join(answer.streaming_content)))
    assert sample.sections[0].header.paragraphs[0].text == "Treaty Division, Geneva"
    assert {"Heading 1", "Heading 2", "Heading 3", "List Number"} <= {one.style.name for one in sample.paragraphs}

    coordinator.post("/progress/reports/new/", {**ORDER, "template": template.pk})
    assert not faults(read(coordinator.get(f"{PAGE}{template.pk}/withdraw/")))
    with django_capture_on_commit_callbacks(execute=True):
        assert coordinator.post(f"{PAGE}{template.pk}/withdraw/").url == PAGE
    assert not DocumentTemplate.objects.exists()
    assert not default_storage.exists(template.content.name)
    job = BackgroundJob.objects.get()
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == BackgroundJob.State.REFUSED
    assert not Document.objects.exists()
