"""Numbers written in words before or behind "recommendation": "First recommendation", "التوصية الأولى"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from recommendations.importing.signs.han import either_script
from recommendations.importing.signs.numerals import chinese_numeral

ALONE = r"%s\s*[.:,،–—-]+\s*(?=\S)"


@dataclass(frozen=True, eq=False)
class OrdinalWords:
    """The numbers of one language in words. Each of `titles` matches a title; its group `word`, in lower case, is a key
    of `values`."""

    titles: tuple[re.Pattern[str], ...]
    values: Mapping[str, int]
    bare: re.Pattern[str]

    def match(self, text: str) -> re.Match[str] | None:
        """The title that a text begins with."""
        return next((match for title in self.titles if (match := title.match(text))), None)

    def alone(self, text: str) -> re.Match[str] | None:
        """The number in words that a text begins with, set off by a sign: "PRIMERA. Gire instrucciones …"."""
        return self.bare.match(text)

    def value(self, match: re.Match[str]) -> int:
        return self.values[match["word"].lower()]


def _words(first: str, *words: str, then: str = "", counted: str = "", alone: str = ALONE) -> OrdinalWords:
    """`first` is a title with %s for the words of 1, 2, 3 …, several for one number parted by "/". `then` is one where
    they stand behind, as do the cardinal numbers of `counted`."""
    ordinals = {word: place for place, group in enumerate(words, start=1) for word in group.split("/")}
    cardinals = {word: place for place, word in enumerate(counted.split(), start=1)}
    titles = [_title(first, ordinals)] + ([_title(then, ordinals | cardinals)] if then else [])
    in_letters = {word: value for word, value in ordinals.items() if not any(sign.isdecimal() for sign in word)}
    return OrdinalWords(tuple(titles), ordinals | cardinals, _title(alone, in_letters))


def _title(source: str, values: Mapping[str, int]) -> re.Pattern[str]:
    longest_first = sorted(values, key=len, reverse=True)
    return re.compile(either_script(source % f"(?P<word>{'|'.join(map(re.escape, longest_first))})"), re.IGNORECASE)


# The last words of the numbers from 21 on; in French from 22.
ENGLISH_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
FRENCH_UNITS = ("deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième", "neuvième")
SPANISH_UNITS = ("primera", "segunda", "tercera", "cuarta", "quinta", "sexta", "séptima", "octava", "novena")
RUSSIAN_UNITS = (
    "первая", "вторая", "третья", "четвертая", "пятая", "шестая", "седьмая", "восьмая", "девятая",
)  # fmt: skip
ARABIC_UNITS = (
    "الحادية", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة", "التاسعة",
)  # fmt: skip

ENGLISH_ORDINALS = _words(
    r"%s\s+recommendation\b",
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", *(f"twenty-{unit}" for unit in ENGLISH_UNITS), "thirtieth",
    *(f"thirty-{unit}" for unit in ENGLISH_UNITS),
    then=r"recommendation\s+%s\b",
    counted="one two three four five six seven eight nine ten eleven twelve",
)  # fmt: skip
FRENCH_ORDINALS = _words(
    r"%s\s+recommandation\b",
    "première/1re/1ère", "deuxième/seconde/2e/2ème", "troisième/3e/3ème", "quatrième/4e/4ème", "cinquième/5e/5ème",
    "sixième/6e/6ème", "septième/7e/7ème", "huitième/8e/8ème", "neuvième/9e/9ème", "dixième/10e/10ème",
    "onzième/11e/11ème", "douzième/12e/12ème", "treizième/13e/13ème", "quatorzième/14e/14ème",
    "quinzième/15e/15ème", "seizième/16e/16ème", "dix-septième/17e/17ème", "dix-huitième/18e/18ème",
    "dix-neuvième/19e/19ème", "vingtième/20e/20ème", "vingt et unième/21e/21ème",
    *(f"vingt-{unit}" for unit in FRENCH_UNITS), "trentième", "trente et unième",
    *(f"trente-{unit}" for unit in FRENCH_UNITS),
    then=r"recommandation\s+%s\b",
    counted="un deux trois quatre cinq six sept huit neuf dix onze douze",
)  # fmt: skip
SPANISH_ORDINALS = _words(
    r"%s\s+recomendación\b",
    "primera/1.ª/1ª", "segunda/2.ª/2ª", "tercera/3.ª/3ª", "cuarta/4.ª/4ª", "quinta/5.ª/5ª", "sexta/6.ª/6ª",
    "séptima/7.ª/7ª", "octava/8.ª/8ª", "novena/9.ª/9ª", "décima/10.ª/10ª", "undécima/decimoprimera/11.ª/11ª",
    "duodécima/decimosegunda/12.ª/12ª", "decimotercera/13.ª/13ª", "decimocuarta/14.ª/14ª",
    "decimoquinta/15.ª/15ª", "decimosexta/16.ª/16ª", "decimoséptima/17.ª/17ª", "decimoctava/18.ª/18ª",
    "decimonovena/19.ª/19ª", "vigésima/20.ª/20ª",
    *(f"vigésima {unit}/vigesimo{unit}" for unit in SPANISH_UNITS), "trigésima",
    *(f"trigésima {unit}" for unit in SPANISH_UNITS),
    then=r"recomendación\s+%s(?!\w)",
    counted="uno dos tres cuatro cinco seis siete ocho nueve diez once doce",
)  # fmt: skip
RUSSIAN_ORDINALS = _words(
    r"%s\s+рекомендация\b",
    "первая", "вторая", "третья", "четвертая/четвёртая", "пятая", "шестая", "седьмая", "восьмая", "девятая",
    "десятая", "одиннадцатая", "двенадцатая", "тринадцатая", "четырнадцатая", "пятнадцатая", "шестнадцатая",
    "семнадцатая", "восемнадцатая", "девятнадцатая", "двадцатая", *(f"двадцать {unit}" for unit in RUSSIAN_UNITS),
    "тридцатая", *(f"тридцать {unit}" for unit in RUSSIAN_UNITS),
    then=r"рекомендация\s+%s\b",
    counted="один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать",
)  # fmt: skip
ARABIC_ORDINALS = _words(
    r"التوصية\s+%s(?!\w)",
    "الأولى/الاولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة", "التاسعة",
    "العاشرة", "الحادية عشرة", "الثانية عشرة", "الثالثة عشرة", "الرابعة عشرة", "الخامسة عشرة", "السادسة عشرة",
    "السابعة عشرة", "الثامنة عشرة", "التاسعة عشرة", "العشرون", *(f"{unit} والعشرون" for unit in ARABIC_UNITS),
    "الثلاثون", *(f"{unit} والثلاثون" for unit in ARABIC_UNITS),
)  # fmt: skip
CHINESE_ORDINALS = _words(
    r"第\s?%s\s?[项項条條]\s?建\s?议", *(f"{chinese_numeral(value)}/{value}" for value in range(1, 100)),
    alone=r"第%s\s*[，,、：:]\s*(?=\S)",
)  # fmt: skip
