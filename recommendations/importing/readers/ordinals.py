"""How list numbers are printed: 3 as "c", "iii", "三", "ج" or "③", by the names that word processors give the forms."""

from collections.abc import Callable

from recommendations.importing.signs.numerals import ARABIC_LETTERS

RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"  # Word counts with ы, unlike most printed lists
ARABIC_ALPHABET = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
ARABIC_ABJAD = ARABIC_LETTERS
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
CHINESE = "〇一二三四五六七八九"
CHINESE_LEGAL = "零壹贰叁肆伍陆柒捌玖"
ARABIC_INDIC = "٠١٢٣٤٥٦٧٨٩"
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
LARGEST = 32767  # Word's own limit


def _letters(alphabet: str) -> Callable[[int], str]:
    """a, b … z, aa, bb …"""
    return lambda value: alphabet[(value - 1) % len(alphabet)] * min((value - 1) // len(alphabet) + 1, 20)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[(value - 1) % len(signs)]


def _roman(value: int) -> str:
    numeral = ""
    for worth, sign in ROMAN:
        count, value = divmod(value, worth)
        numeral += sign * count
    return numeral


def _enclosed(first: str, count: int) -> Callable[[int], str]:
    return lambda value: chr(ord(first) + value - 1) if value <= count else str(value)


def _chinese(digits: str, units: str) -> Callable[[int], str]:
    """二十一, 一百零三 …; `units` are the signs for ten, hundred and thousand."""

    def numeral(value: int) -> str:
        if value >= 10_000:
            return str(value)
        printed, pending = "", False
        for place in (3, 2, 1, 0):
            digit = value // 10**place % 10
            if digit == 0:
                pending = bool(printed)
                continue
            printed += ("零" if pending else "") + digits[digit] + (units[place - 1] if place else "")
            pending = False
        return printed[1:] if 10 <= value < 20 and digits is CHINESE else printed

    return numeral


def _digits(signs: str) -> Callable[[int], str]:
    return lambda value: str(value).translate(str.maketrans("0123456789", signs))


def _ordinal(value: int) -> str:
    ending = "th" if 10 <= value % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


_COUNTED = _chinese(CHINESE, "十百千")
_LATIN = "abcdefghijklmnopqrstuvwxyz"

FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda value: f"{value:02}",
    "lowerLetter": _letters(_LATIN),
    "upperLetter": _letters(_LATIN.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "ordinal": _ordinal,
    "numberInDash": lambda value: f"- {value} -",
    "russianLower": _letters(RUSSIAN),
    "russianUpper": _letters(RUSSIAN.upper()),
    "arabicAlpha": _letters(ARABIC_ALPHABET),
    "arabicAbjad": _letters(ARABIC_ABJAD),
    "arabicIndic": _digits(ARABIC_INDIC),
    "chineseCounting": _COUNTED,
    "chineseCountingThousand": _COUNTED,
    "taiwaneseCounting": _COUNTED,
    "taiwaneseCountingThousand": _COUNTED,
    "japaneseCounting": _COUNTED,
    "koreanDigital2": _COUNTED,
    "chineseLegalSimplified": _chinese(CHINESE_LEGAL, "拾佰仟"),
    "ideographLegalTraditional": _chinese("零壹貳參肆伍陸柒捌玖", "拾佰仟"),
    "ideographDigital": _digits(CHINESE),
    "japaneseDigitalTenThousand": _digits(CHINESE),
    "taiwaneseDigital": _digits(CHINESE),
    "ideographTraditional": _cycle(STEMS),
    "ideographZodiac": _cycle(BRANCHES),
    "ideographEnclosedCircle": _enclosed("㈠", 10),
    "decimalEnclosedCircle": _enclosed("①", 20),
    "decimalEnclosedCircleChinese": _enclosed("①", 20),
    "decimalEnclosedParen": _enclosed("⑴", 20),
    "decimalEnclosedFullstop": _enclosed("⒈", 20),
    "decimalFullWidth": _digits("０１２３４５６７８９"),
    "decimalFullWidth2": _digits("０１２３４５６７８９"),
    "none": lambda _value: "",
}


def printed(value: int, form: str) -> str:
    """The number as printed in a form; in digits where the form is not known or has no sign for it."""
    if value < 1 or value > LARGEST:
        return "" if form == "none" else str(value)
    return FORMS.get(form, str)(value)
