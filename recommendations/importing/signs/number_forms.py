"""Forms of numbers that paragraphs have in some reports, and lists, notes or sources in others: "[12]", "§ 12", "12)".

Judgments, coroners and inspectorates print [12], orders and treatises § 12, decisions No. 12, Arabic letters 12/. Which
of them numbers a report, if any does, is for the whole of it to say (`structure.candidates`).
"""

import re
from dataclasses import dataclass

from recommendations.importing.signs.numerals import chinese_value, roman_value


@dataclass(frozen=True)
class NumberForm:
    """One form; `marks_lists` says that the items of lists have it more often than paragraphs."""

    pattern: re.Pattern[str]
    marks_lists: bool = False

    def read(self, text: str) -> tuple[int, str, str] | None:
        """(number, as printed, the text after it) where a line begins with such a number."""
        stripped = text.lstrip()
        match = self.pattern.match(stripped)
        number = _value(match["number"]) if match else 0
        return (number, match[0].strip(), stripped[match.end() :]) if match and number else None


NUMBER_FORMS = (
    NumberForm(re.compile(r"\[\s?(?P<number>\d{1,4})\s?\]\s*(?:[.．:：]\s+)?(?=[^\s,.;])")),
    NumberForm(re.compile(r"(?:§|¶|\u204b)\s?(?P<number>\d{1,4})(?!\d|[.,/–-]\d)\s?(?:[.．:)–—-]\s+|\s+)(?=\S)")),
    NumberForm(
        re.compile(
            r"(?:paragraph|paragraphe|para\.|par\.|párrafo|apartado|пункт|п\.|(?:ال)?فقرة)\s?(?P<number>\d{1,4})"
            r"\s?[.．:)–—-]\s*(?=\S)",
            re.IGNORECASE,
        )
    ),
    NumberForm(re.compile(r"第\s?(?P<number>\d{1,3}|[一二三四五六七八九十]{1,4})\s?段[\s:：、.．]*(?=\S)")),
    NumberForm(
        re.compile(r"(?:[Nn][°º]|No\.|Nr\.|№)\s?(?P<number>\d{1,4})(?!\d|[.,/–-]\d)\s?(?:[.．:)–—-]\s+|\s+)(?=\S)")
    ),
    NumberForm(re.compile(r"[(（]\s?(?P<number>\d{1,3})\s?[)）]\s*(?=\S)"), marks_lists=True),
    NumberForm(re.compile(r"(?P<number>\d{1,3})\s?[)）]\s*(?=\S)"), marks_lists=True),
    NumberForm(re.compile(r"(?P<number>\d{1,3})\s?/\s+(?=\S)"), marks_lists=True),
)
# "II We conclude that …": the paragraphs of a summary, or of a whole report.
ROMAN_NUMBER = NumberForm(re.compile(r"(?P<number>[IVXL]{1,6})[ \t\u00a0\u3000]+(?=[“«\"‘¿¡(]*[^\W\d_a-zß-ÿа-яё])"))


def _value(sign: str) -> int:
    if sign.isdecimal():
        return int(sign)
    return chinese_value(sign) or roman_value(sign) or 0
