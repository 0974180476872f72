"""A corrigendum in each of the six languages: read without losing a character, and carried out to the letter."""

import pytest

from recommendations.importing.nodes import Kind, nodes_of
from recommendations.importing.parser import parse
from recommendations.importing.readers import read
from tests.importing.corrigenda.languages import CORRECTED, CORRIGENDA, REPORTS
from tests.importing.corrigenda.world import carried, codes, corrigendum_in, texts
from tests.importing.documents import unaccounted

LANGUAGES = sorted(CORRIGENDA)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_known_for_one_and_every_character_is_accounted_for(language):
    corrigendum = corrigendum_in(CORRIGENDA[language])
    assert (corrigendum.document.language, corrigendum.document.symbol) == (language, "A/70/500/Corr.1")
    assert not corrigendum.paragraphs
    assert unaccounted(read(CORRIGENDA[language].encode()), corrigendum) == []
    assert [one.act for one in corrigendum.amendments] == ["replace", "text", "replace", "delete", "text", "insert"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_it_is_carried_out_and_nothing_else_changes(language):
    before = nodes_of(parse(read(REPORTS[language].encode()), language))
    result = carried(REPORTS[language], CORRIGENDA[language], language)
    assert codes(result) == ["done"] * 6
    after = texts(result)
    expected = {node.key: node.text for kind in (Kind.PARAGRAPH, Kind.RECOMMENDATION) for node in before[kind]}
    del expected["4"]
    assert after == expected | CORRECTED[language]
    assert [*after][:4] == ["1", "2", "2 bis", "3"]
    assert result.nodes[Kind.SECTION] == before[Kind.SECTION]
    assert result.nodes[Kind.DOCUMENT] == before[Kind.DOCUMENT]


@pytest.mark.parametrize("language", LANGUAGES)
def test_carried_out_again_it_changes_nothing(language):
    once = carried(REPORTS[language], CORRIGENDA[language], language)
    from recommendations.importing.corrigenda.applying import carry_out
    from recommendations.importing.words.lexicon import LEXICONS

    again = carry_out(corrigendum_in(CORRIGENDA[language]).amendments, once.nodes, LEXICONS[language])
    assert codes(again) == ["already", "already", "already", "no_paragraph", "already", "already"]
    assert texts(again) == texts(once)
