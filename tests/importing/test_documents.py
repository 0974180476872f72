"""Documents in the forms of real ones are read in every layout, and no sign of them is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.import_documents import Document, documents
from benchmarks.import_layouts import fitting, source
from benchmarks.importing import compared
from recommendations.importing.parser import parse
from tests.importing.documents import unaccounted

DOCUMENTS = documents()


@pytest.mark.parametrize("layout", ["pages, indented, no rule above notes", "DOCX", "a line each"])
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: f"{document.round}-{document.path.stem}")
def test_a_document_is_read_as_it_was_written(document: Document, layout: str) -> None:
    if layout not in fitting(document):
        layout = "lines with hints"
    for kind, (expected, found) in compared(document.truth, source(document, layout)).items():
        assert sorted(found, key=str) == sorted(expected, key=str), kind


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_sign_of_a_document_in_any_layout_is_accounted_for(data: st.DataObject) -> None:
    document = data.draw(st.sampled_from(DOCUMENTS))
    read = source(document, data.draw(st.sampled_from(fitting(document))))
    assert unaccounted(read, parse(read)) == []
