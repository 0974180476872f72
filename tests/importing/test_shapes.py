"""One grammar reads every shape in which reports recommend, in every language, and makes nothing up."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.import_samples import SHAPES, sample
from benchmarks.import_words import WORDS
from benchmarks.importing import compared
from recommendations.importing.parser import parse
from tests.importing.documents import unaccounted


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_report_of_any_shape_and_language_is_read_as_it_was_written(shape: str, language: str) -> None:
    made = sample(shape, language, Random(f"{shape} {language}"))
    for kind, (expected, found) in compared(made, made.source, language).items():
        assert found == expected, kind
    assert unaccounted(made.source, parse(made.source, language)) == []


@settings(max_examples=25)
@given(st.sampled_from(sorted(SHAPES)), st.sampled_from(sorted(WORDS)), st.integers(0, 1_000_000))
def test_a_random_tree_in_any_shape_is_read_back(shape: str, language: str, seed: int) -> None:
    made = sample(shape, language, Random(seed))
    for kind, (expected, found) in compared(made, made.source, language).items():
        assert found == expected, kind
    assert unaccounted(made.source, parse(made.source, language)) == []
