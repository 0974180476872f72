"""Cutting text into terms: what two spellings of the same thing share."""

import pytest

from recommendations.search import segment, stem


def test_chinese_becomes_overlapping_pairs():
    assert segment("打击网络犯罪") == ["打击", "击网", "网络", "络犯", "犯罪"]


def test_a_single_character_between_marks_is_still_found():
    assert segment("《狱》") == ["狱"]


def test_pairs_never_reach_across_punctuation_or_another_script():
    assert segment("会员国，UNODC办公室") == ["会员", "员国", "unodc", "办公", "公室"]


def test_words_are_lower_case_and_part_at_hyphen_slash_and_apostrophe():
    assert segment("Anti-corruption: L’Office’s and/or") == ["anti", "corruption", "l", "office", "s", "and", "or"]


def test_a_symbol_is_kept_whole_beside_its_parts():
    assert segment("见 A/67/50。")[1:] == ["a/67/50", "a", "67", "50"]
    assert "66/181" in segment("大会第66/181号决议")


@pytest.mark.parametrize(
    ("printed", "plain"),
    [("ＵＮＯＤＣ", "unodc"), ("المُكَتَّب", "المكتب"), ("العـربي", "العربي"), ("co\u00adoperation", "cooperation")],
)
def test_spellings_that_look_alike_are_alike(printed, plain):
    assert segment(printed) == segment(plain)


def test_nothing_comes_of_nothing():
    assert segment("") == segment(" …—。\n") == []


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "trafficking", "trafficked"),
        ("fr", "recommandations", "recommandation"),
        ("es", "delitos", "delito"),
        ("ru", "преступности", "преступность"),
        ("ar", "السجون", "سجون"),
        ("ar", "والتوصيات", "للتوصيات"),
    ],
)
def test_forms_of_a_word_have_one_stem(language, one, other):
    assert stem(one, language) == stem(other, language)


def test_a_language_without_stemmer_and_a_symbol_stay_as_they_are():
    assert stem("犯罪", "zh") == "犯罪"
    assert stem("66/181", "en") == "66/181"
