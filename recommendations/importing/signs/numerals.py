"""The values of letters and numerals, and back."""

import re

CYRILLIC_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"
ARABIC_LETTERS = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
# The same letters where a list counts by the alphabet as dictionaries do, or leaves none out.
OTHER_ORDERS = ("أبتثجحخدذرزسشصضطظعغفقكلمنهوي", "абвгдеёжзийклмнопрстуфхцчшщэюя", "абвгдежзийклмнопрстуфхцчшщэюя",
                "nñopqrstuvwxyz")  # fmt: skip
CJK_DIGITS = "一二三四五六七八九"
FORMAL = str.maketrans("壹贰貳叁參参肆伍陆陸柒捌玖拾", "一二二三三三四五六六七八九十")  # on cheques, and for parts
ROMAN_UNITS = (("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
ROMAN = re.compile(r"(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})")


def roman_value(sign: str) -> int | None:
    """The value of a Roman numeral up to 89; None if it is none."""
    sign = sign.lower()
    if not sign or not ROMAN.fullmatch(sign):
        return None
    value = 0
    for unit, worth in ROMAN_UNITS:
        while sign.startswith(unit):
            value, sign = value + worth, sign[len(unit) :]
    return value


def roman_numeral(value: int) -> str:
    """The lower-case Roman numeral of a value up to 89."""
    numeral = ""
    for unit, worth in ROMAN_UNITS:
        while value >= worth:
            numeral, value = numeral + unit, value - worth
    return numeral


def chinese_value(sign: str) -> int | None:
    """The value of a Chinese numeral from 一 to 九十九; None if it is none."""
    tens, ten, units = sign.rpartition("十")
    if (tens and tens not in CJK_DIGITS) or (units and (len(units) > 1 or units not in CJK_DIGITS)):
        return None
    value = (CJK_DIGITS.index(tens) + 1 if tens else 1) * 10 if ten else 0
    value += CJK_DIGITS.index(units) + 1 if units else 0
    return value or None


def letter_value(sign: str) -> int | None:
    """a = 1 … z = 26, aa or ab after z; None if it is no such letter."""
    if not re.fullmatch(r"[a-z]{1,2}", sign):
        return None
    last = ord(sign[-1]) - ord("a") + 1
    if len(sign) == 1:
        return last
    return 26 + last if sign[0] in {sign[1], "a"} else None


def follows_in_alphabet(sign: str, before: str) -> bool:
    """Whether a letter is the next after another in one of the other orders."""
    return any(f"{before}{sign}" in order for order in OTHER_ORDERS) and bool(sign and before)


def letter(ordinal: int) -> str:
    """The ASCII letter of a place in a list: 1 is a, 27 is aa, 28 is bb."""
    return chr(ord("a") + (ordinal - 1) % 26) * ((ordinal - 1) // 26 + 1)


def chinese_numeral(value: int) -> str:
    """The Chinese numeral of a value up to 99."""
    tens, units = divmod(value, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{CJK_DIGITS[tens - 1]}十"
    return ten + (CJK_DIGITS[units - 1] if units else "")
