"""What a file is, by its bytes; and what it may be called."""

import io

import pytest

from recommendations.attachments.recognition import NotAllowed, clean_name, kind_of
from tests.attachments.files import DOCX, JPEG, ODT, ODT_TYPE, PDF, PNG, SCRIPT, XLSX, office, zipped


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("report.pdf", PDF, "pdf"),
        ("Report.DOCX", DOCX, "docx"),
        ("from a browser.docx", office("word/document2.xml"), "docx"),
        ("table.xlsx", XLSX, "xlsx"),
        ("letter.odt", ODT, "odt"),
        ("picture.png", PNG, "png"),
        ("photo.jpeg", JPEG, "jpeg"),
        ("notes.txt", "Notes – 笔记".encode(), "txt"),
        ("notes.txt", "Заметки".encode("cp1251"), "txt"),
        ("notes.txt", "Notes".encode("utf-16"), "txt"),
        ("rows.csv", b"a;b\r\n1;2\r\n", "csv"),
    ],
)
def test_a_good_file_is_known_by_its_bytes(name, content, kind):
    assert kind_of(io.BytesIO(content), name) == kind


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", b"", "empty"),
        ("page.html", b"<!DOCTYPE html><p>Hello", "markup"),
        ("page.txt", b"Hello " + SCRIPT, "markup"),
        ("drawing.svg", b'<?xml version="1.0"?><svg/>', "markup"),
        ("drawing.txt", b"<svg onload=alert(1)>", "markup"),
        ("report.pdf", b"MZ\x90\0\x03\0", "unknown"),
        ("program.txt", b"\x7fELF\0\0", "unknown"),
        ("report.exe", PDF, "suffix"),
        ("report.pdf.exe", PDF, "suffix"),
        ("report.docx", PDF, "suffix"),
        ("report", PDF, "suffix"),
        ("cut.pdf", PDF[:12], "damaged"),
        ("script.pdf", PDF.replace(b"<<>>", b"<< /S /JavaScript >>"), "macros"),
        ("both.pdf", PDF + DOCX, "two_things"),
        ("both.png", PNG + SCRIPT, "two_things"),
        ("inside.png", PNG[:20] + SCRIPT + PNG[20:], "two_things"),
        ("both.jpg", JPEG + zipped({"a": "b"}), "two_things"),
        ("cut.png", PNG[:20], "damaged"),
        ("macros.docx", office("word/document.xml", **{"word/vbaProject.bin": "x"}), "macros"),
        ("macros.xlsx", office("xl/workbook.xml", types="application/x.macroEnabled.main+xml"), "macros"),
        ("macros.odt", zipped({"mimetype": ODT_TYPE, "Basic/script-lc.xml": "x"}), "macros"),
        ("late.docx", zipped({"[Content_Types].xml": "", "word/document.xml": ""}, before=SCRIPT), "unknown"),
        ("comment.docx", zipped({"[Content_Types].xml": "", "word/document.xml": ""}, comment=SCRIPT), "two_things"),
        ("any.zip", zipped({"a.txt": "b"}), "unknown"),
        ("cut.docx", DOCX[:60], "damaged"),
        ("outside.docx", office("word/document.xml", **{"../x": "y"}), "damaged"),
    ],
)  # fmt: skip
def test_what_may_not_be_added_is_refused_with_why(name, content, code):
    with pytest.raises(NotAllowed) as refused:
        kind_of(io.BytesIO(content), name)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\x\\letter.docx", "letter.docx"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
        ("report\u202efdp.exe", "reportfdp.exe"),
        ("con.txt", "_con.txt"),
        ("", "file"),
        (" . ", "file"),
        ("报告（终稿）.pdf", "报告（终稿）.pdf"),
        ("تقرير.pdf", "تقرير.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a_name_is_kept_without_folders_and_without_what_cannot_be_seen(given, kept):
    assert clean_name(given) == kept
