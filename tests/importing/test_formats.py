"""A random report of any shape and language, written in any format, is read back as it was written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.import_formats import FORMATS, differences, fits
from benchmarks.import_samples import SHAPES
from benchmarks.import_words import WORDS


# The same few each time; `python -m benchmarks.import_formats` reads thousands.
@pytest.mark.parametrize("kind", FORMATS)
@settings(max_examples=12, derandomize=True)
@given(data=st.data())
def test_a_report_in_any_format_is_read_back_as_it_was_written(kind: str, data: st.DataObject) -> None:
    shape = data.draw(st.sampled_from([shape for shape in SHAPES if fits(shape, kind)]))
    language = data.draw(st.sampled_from(sorted(WORDS)))
    assert differences(shape, language, kind, data.draw(st.integers(0, 1_000_000))) == {}
