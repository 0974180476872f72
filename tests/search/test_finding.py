"""Looking for words: in their other forms, by their beginning, in every script, and as references are written."""

import pytest

from recommendations.models import RecommendationText
from recommendations.search import indexed, query
from tests.factories import RecommendationFactory

pytestmark = pytest.mark.django_db


def found(text: str, words: str) -> bool:
    RecommendationFactory(text=text)
    return RecommendationText.objects.saying(words).exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Urges States to adopt policies.", "policy"),
        ("Urges States to adopt a policy.", "POLICIES"),
        ("Requests further assistance.", "assist"),
        ("Prévoir des mesures de coopération.", "coopération mesure"),
        ("Рекомендует государствам принять меры", "рекомендует мера"),
        ("تشجع الدول الأعضاء", "دول"),
        ("تشجع دولا", "الدول"),
        ("请秘书处打击网络犯罪。", "网络"),
        ("请秘书处打击网络犯罪。", "网络犯罪 秘书处"),
        ("请秘书处提交ＵＮＯＤＣ报告", "unodc"),
        ("See paragraph 81 (c) of A/67/156.", "81(c)"),
        ("See paragraph 81 (c) of A/67/156.", "a/67/156"),
        ("Follow-up of everything", "follow-up"),
        ("It is O’Neill's \\ 'own' & idea | !", "'own' & o’neill's"),
        ("Raise it by 5% a year.", "%"),
        ("Use snake_case or 100%_x", "snake_case"),
    ],
)
def test_a_text_is_found(text, words):
    assert found(text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Urges States to adopt policies.", "policies everywhere"),
        ("请秘书处打击网络犯罪。", "网犯"),
        ("网络安全与打击犯罪", "网络犯罪"),  # its pairs are not all there
        ("络犯网络，犯罪", "网络犯罪"),  # they are, but not one after the other
        ("See paragraph 81 (d), and (c).", "81(c)"),
        ("See paragraph 118.23.", "118.2"),
        ("Raise it.", "%"),
        ("Anything", "a%"),
    ],
)
def test_a_text_is_not_found(text, words):
    assert not found(text, words)


def test_a_text_that_changes_is_found_by_its_new_words_alone():
    item = RecommendationFactory(text="old words")
    text = item.texts.get()
    text.text = "新的文字"
    RecommendationText.objects.bulk_update([text], ["text"])
    assert RecommendationText.objects.saying("文字").exists()
    assert not RecommendationText.objects.saying("old").exists()
    text.text = "third version"
    text.save(update_fields=["text", "terms"])
    assert RecommendationText.objects.saying("version").exists()


def test_a_word_longer_than_any_is_cut_alike_in_text_and_query():
    assert indexed("x" * 5000).strip() == query("x" * 5000).terms[0].text


def test_nothing_to_look_for_is_no_query():
    assert query("… ()!").terms == ()
