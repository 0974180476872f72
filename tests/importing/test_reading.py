"""Files -> lines: any usual encoding, and a clear refusal of what is not text."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from recommendations.importing import readers
from recommendations.importing.readers import ReportRefusedError, read
from recommendations.importing.readers.base import REFUSALS
from recommendations.importing.readers.recognition import OLD_OFFICE
from recommendations.importing.wording import KINDS, refusal_words
from recommendations.importing.wording import REFUSALS as TRANSLATED
from tests.importing.documents import ARABIC, CHINESE, ENGLISH, FRENCH, RUSSIAN, SPANISH


def refusal(content: bytes, name: str = "report.txt") -> ReportRefusedError:
    with pytest.raises(ReportRefusedError) as caught:
        read(content, name)
    return caught.value


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "utf-8"),
        (CHINESE, "utf-8-sig"),
        (CHINESE, "utf-16"),
        (CHINESE, "utf-16-le"),
        (CHINESE, "utf-16-be"),
        (CHINESE, "utf-32"),
        (CHINESE, "gb18030"),
        (CHINESE.translate(str.maketrans("会议项报书长执况导编写结论", "會議項報書長執況導編寫結論")), "big5hkscs"),
        (ENGLISH, "ascii"),
        (FRENCH, "cp1252"),
        (SPANISH, "cp1252"),
        (FRENCH, "mac_roman"),
        (SPANISH, "mac_roman"),
        (RUSSIAN, "cp1251"),
        (ARABIC, "cp1256"),
    ],
)
def test_a_text_reads_the_same_in_every_encoding_it_is_met_in(text: str, encoding: str) -> None:
    content = text.encode(encoding, errors="ignore")
    expected = content.decode(encoding)
    assert "\n".join(line.text for line in read(content).lines) == expected


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Recomendación 4: El Comité recomienda", "mac_roman"),
        ("Recommandation 4 : élaborer une stratégie", "cp1252"),
        ("Рекомендация 4. Комитет рекомендует", "cp1251"),
        ("التوصية 4: توصي اللجنة الإدارة", "cp1256"),
        ("建议4：委员会建议行政当局", "gb18030"),
        ("建議4：委員會建議行政當局", "big5"),
    ],
)
def test_a_single_line_is_enough_to_tell_its_encoding(text: str, encoding: str) -> None:
    assert [line.text for line in read(text.encode(encoding)).lines] == [text]


def test_an_inferred_encoding_is_named_as_uncertain() -> None:
    source = read(RUSSIAN.encode("cp1251"))
    assert (source.encoding, source.certain) == ("cp1251", False)
    assert read(RUSSIAN.encode()).certain


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    lines = read(b"one\r\ntwo\rthree\nfour \x0cfive\n").lines
    assert [(line.number, line.text, line.page) for line in lines] == [
        (1, "one", 1), (2, "two", 1), (3, "three", 1), (4, "four ", 1), (4, "five", 2), (5, "", 2),
    ]  # fmt: skip


def test_invisible_controls_are_removed_and_counted() -> None:
    source = read("1. Sa\u202efe te\u200bxt in many words, as is usual in a report.".encode())
    assert source.lines[0].text == "1. Safe text in many words, as is usual in a report."
    assert source.removed == 2


@pytest.mark.parametrize("content", [b"", b" \n\t\n", "\ufeff".encode(), "\ufeff \n".encode("utf-16-le")])
def test_an_empty_file_is_refused(content: bytes) -> None:
    assert refusal(content).code == "empty"


def zipped(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, "<x/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (zipped("ppt/presentation.xml"), "a PowerPoint presentation (PPTX)"),
        (zipped("other.bin"), "a ZIP archive"),
        (OLD_OFFICE + bytes(100), "an old Microsoft Office document"),
        (OLD_OFFICE + "WordDocument".encode("utf-16-le"), "an old Word document (.doc)"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a PNG picture"),
        (b"\x7fELF" + bytes(100), "a program"),
        (
            b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n<html>1. Text</html>",
            "a web page with its pictures in one file (MHTML)",
        ),
        (bytes(range(256)) * 20, "binary data"),
    ],
)
def test_what_is_not_text_is_refused_by_name(content: bytes, kind: str) -> None:
    error = refusal(content)
    assert (error.code, error.parameters) == ("not_text", {"kind": kind})
    assert kind in error.message
    assert "plain text" in error.remedy
    assert kind in KINDS


def test_a_document_that_office_has_encrypted_asks_for_the_password_to_be_removed() -> None:
    error = refusal(OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "report.docx")
    assert error.code == "encrypted"
    assert "password" in error.remedy


def test_bytes_that_contradict_their_own_mark_are_an_unknown_encoding() -> None:
    assert refusal(b"\xff\xfe1\x00.\x00 \x00\x00\xd8x\x00").code == "unknown_encoding"


def test_the_translated_sentences_are_those_of_the_readers() -> None:
    with_words = {code: tuple(str(words) for words in pair) for code, pair in TRANSLATED.items()}
    assert with_words == REFUSALS
    assert refusal_words(ReportRefusedError("not_text", kind="a PDF document"))[0] == (
        "The file is not a report that can be read: it looks like a PDF document."
    )


def test_whatever_a_refusal_names_has_words_in_the_readers_language() -> None:
    """The readers name kinds, limits and dangers in English; each of them is in the catalogue."""
    sources = [path.read_text() for path in Path(readers.__file__).parent.glob("*.py")]
    named = {
        name for text in sources for name in re.findall(r'ReportRefusedError\([^)]*?(?:kind|what)="([^"]+)"', text)
    }
    assert len(named) > 10
    assert named <= KINDS.keys()
