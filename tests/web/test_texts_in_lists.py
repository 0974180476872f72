"""How much of a text a list shows."""

import pytest

from recommendations.web.rows import beginning


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("Report", "Report"),
        ("Ten letter", "Ten letter"),
        ("Ten letters", "Ten…"),
        ("Ten letter s", "Ten letter…"),
        ("Indivisibility", "Indivisibi…"),
        ("Просит отчёт", "Просит…"),
        ("鼓励会员国", "鼓励会员国"),
        ("鼓励会员国批准", "鼓励会员国…"),
        ("第67条第1款至第4款", "第67条第1…"),
    ],
)
def test_ten_columns_hold_ten_letters_or_five_chinese_characters_and_whole_words(text, shown):
    assert beginning(text, 10) == shown
