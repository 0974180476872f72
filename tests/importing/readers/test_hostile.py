"""Hostile and broken files: refused with a reason or read, never a hang, never a crash, nothing outside reached."""

import io
import pickle
import random
import zipfile

import pytest

from recommendations.importing import containment
from recommendations.importing.containment import Limits, read_contained
from recommendations.importing.readers import ReportRefusedError, read
from recommendations.importing.readers.base import REFUSALS
from tests.importing.readers.print import lines, pdf
from tests.importing.readers.word import NAMESPACES, docx, p, packed, part

TEXT = "1. The Committee recommends a plan.\n\n2. The Committee will follow it up.\n"


def refusal(content: bytes, name: str = "report.docx", limits: Limits | None = None) -> ReportRefusedError:
    with pytest.raises(ReportRefusedError) as caught:
        read_contained(name, content, limits=limits) if limits else read(content, name)
    return caught.value


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return buffer.getvalue()


def outcome(content: bytes, name: str = "report.docx") -> str:
    """The code of the refusal, or "read"."""
    try:
        read(content, name)
    except ReportRefusedError as error:
        return error.code
    return "read"


# --- the child process ----------------------------------------------------------------------------------------


def test_a_report_comes_back_from_the_child_as_it_was_read() -> None:
    source, report = read_contained("report.txt", TEXT.encode())
    assert [paragraph.number for paragraph in report.paragraphs] == ["1", "2"]
    assert source.encoding == "utf-8"


def test_a_refusal_comes_back_with_its_words() -> None:
    error = refusal(b"\x89PNG\r\n\x1a\n" + bytes(50), limits=Limits())
    assert error.code == "not_text"
    assert "a PNG picture" in error.message


def test_reading_that_takes_too_long_is_stopped() -> None:
    paragraphs = docx("<w:p><w:r><w:t>1. x</w:t></w:r></w:p>" * 100_000)
    assert len(paragraphs) < 60_000
    error = refusal(paragraphs, limits=Limits(cpu_seconds=1))
    assert (error.code, error.parameters) == ("too_slow", {"limit": "1"})
    assert refusal(paragraphs, limits=Limits(seconds=0.1)).code == "too_slow"


def test_reading_that_takes_too_much_memory_is_stopped() -> None:
    error = refusal(b"word " * 6_000_000, "report.txt", Limits(megabytes=100))
    assert (error.code, error.parameters["limit"]) == ("too_large", "100 MB")


def test_a_reader_that_dies_is_a_refusal_and_goes_to_the_log(monkeypatch, caplog) -> None:
    monkeypatch.setattr(containment, "CHILD", "no.such.module")
    assert refusal(TEXT.encode(), limits=Limits()).code == "unreadable"
    assert "no.such.module" in caplog.text or "No module named" in caplog.text


def test_the_child_gets_none_of_the_secrets(monkeypatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hidden")
    monkeypatch.setenv("DATABASE_URL", "postgres://hidden")
    assert not {"SECRET_KEY", "DATABASE_URL"} & containment._environment().keys()


def test_an_answer_that_holds_anything_but_a_report_is_not_loaded() -> None:
    with pytest.raises(ReportRefusedError) as caught:
        containment._result(pickle.dumps(("report", ("utf-8", print))))
    assert caught.value.code == "unreadable"


# --- zip files ------------------------------------------------------------------------------------------------


def test_a_part_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    error = refusal(packed({"word/document.xml": b" " * (65 * 1024 * 1024)}))
    assert error.code == "too_large"
    assert "64 MB" in error.message


def test_a_part_that_is_packed_far_too_tightly_is_refused() -> None:
    assert refusal(packed({"word/document.xml": b" " * (20 * 1024 * 1024)})).code == "unsafe"


def test_sizes_that_were_forged_do_not_help() -> None:
    content = packed({"word/document.xml": part("document", "<w:body>" + p("1. x" * 100_000) + "</w:body>")})
    size = next(entry.file_size for entry in zipfile.ZipFile(io.BytesIO(content)).infolist()[1:])
    forged = content.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert refusal(forged).code == "damaged"


def test_too_many_parts_are_refused() -> None:
    content = zipped(("word/document.xml", b""), *((f"word/{place}.xml", b"") for place in range(5_001)))
    assert refusal(content).code == "too_large"


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "word/../../evil.xml", "..\\evil.xml", "C:/evil.xml"])
def test_paths_that_lead_outside_are_refused(name: str) -> None:
    assert refusal(zipped(("word/document.xml", b"<x/>"), (name, b"x"))).code == "unsafe"


def test_links_are_refused() -> None:
    link = zipfile.ZipInfo("word/link.xml")
    link.external_attr = 0o120777 << 16
    assert refusal(zipped(("word/document.xml", b"<x/>"), (link, b"/etc/passwd"))).code == "unsafe"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused() -> None:
    assert refusal(zipped(("word/document.xml", b"<x/>"), ("word/document.xml", b"<y/>"))).code == "unsafe"


def test_an_encrypted_zip_file_asks_for_the_password_to_be_removed() -> None:
    content = bytearray(zipped(("word/document.xml", b"<x/>")))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(content)).code == "encrypted"


def test_a_zip_file_without_a_document_in_it_is_damaged() -> None:
    assert refusal(zipped(("word/other.xml", b"<x/>"))).code == "damaged"


# --- XML ------------------------------------------------------------------------------------------------------

LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
REMOTE = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'


@pytest.mark.parametrize("doctype", ["<!DOCTYPE x>", LAUGHS, OUTSIDE, REMOTE])
@pytest.mark.parametrize("name", ["document", "styles", "footnotes"])
def test_any_document_type_is_refused(doctype: str, name: str) -> None:
    parts = {"word/document.xml": part("document", f"<w:body>{p('1. Text.')}</w:body>")}
    parts[f"word/{name}.xml"] = f"{doctype}<w:{name} {NAMESPACES}>&a;</w:{name}>"
    error = refusal(packed(parts))
    assert error.code == "unsafe"
    assert "document type" in error.message


def test_bottomless_nesting_is_refused() -> None:
    deep = "<w:smartTag>" * 100_000 + "</w:smartTag>" * 100_000
    assert refusal(docx(f"<w:p>{deep}</w:p>")).code == "unsafe"
    cells = "<w:tbl><w:tr><w:tc>" * 60 + p("x") + "</w:tc></w:tr></w:tbl>" * 60
    assert refusal(docx(cells)).code == "unsafe"


# --- what it says it is, and what it is -----------------------------------------------------------------------


def test_the_content_counts_and_not_the_name() -> None:
    assert read(pdf(lines(["1. Text of the report."])), "report.docx").kind == "pdf"
    assert read(docx(p("1. Text.")), "report.pdf").kind == "docx"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("content", [docx(p("1. Text.")), pdf(lines(["1. Text of the report."]))], ids=["docx", "pdf"])
def test_a_truncated_file_is_refused_or_read(content: bytes, share: float) -> None:
    assert outcome(content[: int(len(content) * share)]) in {
        "read", "damaged", "no_text", "not_text", "garbled", "unknown_encoding",
    }  # fmt: skip


@pytest.mark.parametrize("content", [docx(p("1. Text.")), pdf(lines(["1. Text of the report."]))], ids=["docx", "pdf"])
def test_a_mutated_file_is_refused_or_read(content: bytes) -> None:
    chance = random.Random(7)
    for _ in range(150):
        mutated = bytearray(content)
        for _ in range(chance.randint(1, 6)):
            mutated[chance.randrange(len(mutated))] = chance.randrange(256)
        assert outcome(bytes(mutated)) in {"read", *REFUSALS}


def test_null_signs_and_lone_surrogates_in_a_text_are_refused_or_removed_and_counted() -> None:
    assert read(b"1. Te\x07xt." + b" The rest of a report that is long enough.\n" * 20).removed == 1
    assert refusal(b"1. Te\x00xt" + bytes(range(256)) * 4, "report.txt").code == "not_text"


def test_a_name_that_is_no_name_does_no_harm() -> None:
    for name in ("", "\u202etxt.exe", "a" * 5000, "../../x"):
        assert read(TEXT.encode(), name).lines
    assert read_contained("\ud800", TEXT.encode())[1].paragraphs


@pytest.mark.parametrize("unit", ["<a ", "<!--", "<b>", "</b>", "<![", '<a b="', "<script>", "1.", "(", " "])
@pytest.mark.parametrize("name", ["report.html", "report.md", "report.txt"])
def test_no_pattern_crashes_reading_or_outlasts_its_limits(unit: str, name: str) -> None:
    start = "<html>" if name == "report.html" else ""
    content = f"{start}1. Text of the report. {unit * 4_000}\n".encode()
    assert outcome(content, name) in {"read", "unsafe"}
