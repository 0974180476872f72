"""What says of an addressee that is the subject what it is to do: "Member States should", in the six languages."""

import re

from recommendations.importing.signs.han import worded

Pattern = re.Pattern[str]
Coded = tuple[tuple[Pattern, str], ...]


def coded(*pairs: tuple[str, str]) -> Coded:
    return tuple((worded(source), code) for source, code in pairs)


# "may wish to", as is said to assemblies, and the passive that has its addressee for a subject.
OBLIGES: dict[str, Coded] = {
    "en": coded(
        (
            r"(?:should|shall|must|ought to|needs? to|ha(?:s|ve) to|(?:is|are) (?:required|advised|asked) to)\b",
            "should",
        ),
        (r"(?:is|are) (?:\w+ )?encouraged\b", "encourage"),
        (r"(?:is|are) (?:\w+ )?urged\b", "urge"),
        (r"(?:is|are) (?:\w+ )?requested\b", "request"),
        (r"(?:is|are) (?:\w+ )?recommended to\b", "recommend"),
        (
            (
                r"(?:is|are) (?:\w+ )?invited\b|may (?:also )?wish to\b(?! (?:take note|return|revisit|"
                r"consider (?:again|the (?:matter|question|report))))"
            ),
            "invite",
        ),
        (r"(?:is|are) (?:\w+ )?called (?:up)?on\b", "call_upon"),
    ),
    "fr": coded(
        (r"(?:doi(?:t|vent)|devr(?:ait|aient|a|ont)|gagnerai(?:t|ent) à|(?:est|sont) tenue?s? (?:de|à))\b", "should"),
        (r"(?:est|sont) (?:\w+ )?encouragée?s?\b", "encourage"),
        (r"(?:est|sont) (?:\w+ )?exhortée?s?\b|(?:est|sont) instamment (?:priée?s?|engagée?s?)\b", "urge"),
        (r"(?:est|sont) (?:\w+ )?(?:priée?s?|engagée?s?)\b", "request"),
        (
            (
                r"(?:est|sont) (?:\w+ )?invitée?s?\b|(?:voudr|souhaiter|jugera)\w* (?:peut-être|sans doute|"
                r"probablement|éventuellement)\b(?! (?:\w+ de nouveau|prendre note|revenir))"
            ),
            "invite",
        ),
        (r"(?:est|sont) (?:\w+ )?appelée?s?\b", "call_upon"),
    ),
    "es": coded(
        (r"(?:debe(?:n|rían?|rán?)?|tien(?:e|en) que|habr(?:ían?|án?) de|ha(?:n)? de)\b", "should"),
        (r"se (?:\w+ )?(?:alienta|encomia)\b", "encourage"),
        (r"se (?:\w+ )?(?:insta|exhorta)\b", "urge"),
        (r"se (?:\w+ )?(?:solicita|pide|ruega)\b", "request"),
        (
            (
                r"se (?:\w+ )?invita\b|(?:tal vez|quizás?|acaso) (?:desee|quiera|estime|"
                r"considere)n?\b(?! (?:\w+ de nuevo|tomar nota|volver))"
            ),
            "invite",
        ),
        (r"se (?:\w+ )?recomienda\b", "recommend"),
    ),
    "ru": coded(
        (
            r"(?:следует|надлежит|долж(?:ны|но|на|ен)|необходимо|нужно|надо|требуется|предстоит|обязан[аоы]?)\b",
            "should",
        ),
        (
            (
                r"предлагается\b|,? ?(?:возможно|вероятно),? (?:пожела|сочт)\w+\b(?! (?:вновь|принять к сведению|"
                r"вернуться))"
            ),
            "invite",
        ),
        (r"рекомендуется\b", "recommend"),
    ),
    "ar": coded(
        (r"(?:ينبغي|يجب|يتعين|يلزم|يتوجب|يستحسن)(?=\s)", "should"),
        (r"قد (?:[تي]رغب|[تي]ود)(?=\s)", "invite"),
    ),
    "zh": coded(
        (r"(?:(?<![回反供适响相对效感呼])应当?(?![用答急聘邀届对变])|必须|须)", "should"),
        (r"不妨(?!注意|再次)|似宜|似可", "invite"),
    ),
}

# "Bearing in mind the Committee's recommendations, the State party": a clause, and none of those who are named.
OPENED = re.compile(
    r"(?:[^\W\d_]+(?:ing|ndo|ant)|in|on|with|given|as|under|further|pursuant|en|dans|compte|eu|conformément|à|con|de|"
    r"teniendo|в|с|на|исходя|\w+(?:вая|яя|ивая|итывая|имая))\b|[考鉴鑒铭銘根按依为為]",
    re.IGNORECASE,
)
CLAUSE_WITHIN = re.compile(r"\b(?:that|which|by|que|qui|dont|что|котор\w+)\b", re.IGNORECASE)
# In Russian whom a thing is incumbent on stands first, in the dative: "Международным учреждениям следует".
DATIVE = re.compile(r"(?!(?:Так|Эт|Т|Все|Друг|Сам)им\b)[А-ЯЁ][\w-]*(?:ым|им|ам|ям|ому|ему)(?: [\w«»-]+){0,9}")
# What somebody says or is called within a sentence says nothing of whom the sentence asks.
QUOTED = re.compile(r"(?<!^)(?:«[^«»]*»|“[^“”]*”|„[^„“]*“)")
MOST_NAME_WORDS = 14


def is_name(text: str) -> bool:
    """Whether a text is but a name, and no clause of its own: "the Council eased the embargo by deciding that it"."""
    return len(text.split()) <= MOST_NAME_WORDS and CLAUSE_WITHIN.search(text) is None
