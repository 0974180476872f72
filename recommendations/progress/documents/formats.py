"""The formats a report can be had in, and the one way to make a file of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.progress.documents.composing import Signature, Wish, compose
from recommendations.progress.documents.content import Content
from recommendations.progress.documents.facts import Material, Stored, kept
from recommendations.progress.documents.speaking import speaking
from recommendations.progress.documents.writers import csv, docx, html, json, pdf, xlsx
from recommendations.refusals import Refused
from recommendations.workflow import Words

# More nobody reads, and it would not fit into the memory of a worker; tables for machines have no such bound.
MOST_IN_A_DOCUMENT = 5_000


@dataclass(frozen=True)
class Format:
    """`is_read` means a document for people, which holds all of it in memory."""

    code: str
    label: Words
    content_type: str
    is_read: bool


FORMATS: Mapping[str, Format] = {
    one.code: one
    for one in (
        Format(
            "docx",
            gettext_lazy("Word (DOCX)"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            is_read=True,
        ),
        Format("pdf", gettext_lazy("PDF"), "application/pdf", is_read=True),
        Format(
            "xlsx",
            gettext_lazy("Excel (XLSX)"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            is_read=False,
        ),
        Format("csv", gettext_lazy("CSV"), "text/csv; charset=utf-8", is_read=False),
        Format("html", gettext_lazy("HTML"), "text/html; charset=utf-8", is_read=True),
        Format("json", gettext_lazy("JSON"), "application/json", is_read=False),
    )
}


def write(
    material: Material,
    wish: Wish,
    code: str,
    *,
    to: BinaryIO,
    at: datetime,
    signature: Signature | None = None,
    template: BinaryIO | None = None,
) -> None:
    """Make the file. `at` is the moment it is made, `template` an organisation's own DOCX.

    Raises Refused where a document for people would hold more than anybody reads.
    """
    match code:
        case "csv":
            csv.write(material, wish, to=to)
        case "json":
            json.write(material, wish, to=to, signature=signature)
        case "xlsx":
            xlsx.write(material, wish, to=to, signature=signature)
        case _:
            with speaking(wish.language):
                _write_document(compose(in_memory(material), wish, signature=signature), code, to, at, template)


def _write_document(content: Content, code: str, to: BinaryIO, at: datetime, template: BinaryIO | None) -> None:
    match code:
        case "docx":
            docx.write(content, to=to, at=at, template=template)
        case "pdf":
            pdf.write(content, to=to, at=at)
        case _:
            html.write(content, to=to)


def in_memory(material: Material) -> Stored:
    """All of it, as far as anybody reads. Raises Refused where there is more."""
    facts = tuple(islice(material.facts(), MOST_IN_A_DOCUMENT + 1))
    if len(facts) > MOST_IN_A_DOCUMENT:
        raise Refused(
            _("There are more than %(most)d recommendations, too many for a document to read. Choose a report, unit or "
              "theme, or take XLSX or CSV.") % {"most": MOST_IN_A_DOCUMENT}
        )  # fmt: skip
    return kept(material, facts)
