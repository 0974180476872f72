"""What the text above a list asks, so that the items of the list are recommendations."""

import re
from dataclasses import replace

from recommendations.importing.signs.han import either_script
from recommendations.importing.signs.prose import announces
from recommendations.importing.signs.recommenders import name_their_makers
from recommendations.importing.structure.evidence import mostly_ask
from recommendations.importing.structure.heading_kinds import names_addressee
from recommendations.importing.structure.numbered_text import NumberedText, sentences
from recommendations.importing.words.asking import ASKING, OWN_PAST
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.operative import NOTHING, Operative, asked_last, find_operative
from recommendations.importing.words.phrases import PHRASES, Phrases

NEAR_NOUN = 180  # characters from the noun to the end of a clause that announces them
NEAR_FINDINGS = 60  # characters from the noun to the colon
SAID = replace(NOTHING, verb="recommend")
MAKES = re.compile(
    r"\b(?:makes?|offers?|issues?|submits?|puts? forward|ofrecen?|formulan?|hacen?|presentan?|emiten?|realizan?|"
    r"formulent?|fait|font|présentent?|émet(?:tent)?|adressent?|формулиру[ею]т|выносит|выносят)\b|[تين]قدم|[تين]صدر",
    re.IGNORECASE,
)
CONCERNED = re.compile(
    r"\b(?:concern(?:s|ed)?|regrets?|welcomes?|preocup\w+|lamenta\w*|préoccup\w+|regrette\w*|обеспокоен\w*|"
    r"озабочен\w*|сожале\w+|приветству\w+)\b|قلق|تأسف|ترحب|يرحب|关切|關切|遗憾|遺憾|欢迎|歡迎",
    re.IGNORECASE,
)


# As in "The recommendations fall into three categories".
KINDS = re.compile(
    either_script(
        r"\b(?:categories|types|kinds|classes|groups|catégories|clases|categorías|tipos|grupos|groupes|категори\w+|"
        r"вид(?:а|ов|ы)|групп\w?|тип(?:а|ов|ы))\b|فئات|فئتين|أنواع|نوعين|مجموعات|[分属]为|[类種种]"
    ),
    re.IGNORECASE,
)
PROPOSED = re.compile(
    either_script(r"建议的[^，。：:]{1,12}[:：]$")
)  # "the following items that the Government proposed"

# "I accept the recommendation, with the caveat that our actions are driven by:" announces none.
THE_ONE = re.compile(
    either_script(
        r"\b(?:the|this|that|la|cette|esta|dicha) recom\w+(?<!s)\b|\b(?:эт|данн)\w+ рекомендаци[юяи]\b|"
        r"هذه التوصية|[这此该]建议"
    ),
    re.IGNORECASE,
)

# What such a list gives is why something was recommended, or what was found.
REASONS = re.compile(
    either_script(
        r"\b(?:reasons?|grounds|benefits|advantages|raisons|motifs|avantages|razones|motivos|ventajas|beneficios|"
        r"причин\w*|основани\w+|преимуществ\w*)\b|(?:ال|لل)(?:أسباب|مزايا|فوائد)|理由|原因|好处|优点"
    ),
    re.IGNORECASE,
)
REPORT = re.compile(r"\breports?\b|\brapports?\b|\binformes?\b|\bдоклад\w*|تقرير|تقارير", re.IGNORECASE)
# "the recommendations contained in the present concluding observations": the report's own.
OWN_NAME = re.compile(
    r"\b(?:present|these) (?:concluding |report)|\bprésent(?:es|e)?\b|\bpresentes?\b|настоящ\w+|هذه|本结论性意见|"
    r"本報告|本报告",
    re.IGNORECASE,
)


def chapeau_of(paragraph: NumberedText, lexicon: Lexicon, phrases: Phrases, *, under: str) -> Operative | None:
    """What the text above a list asks; None if the list does not consist of recommendations. `under` is what the
    heading above is for (`_Finder._stands_under`)."""
    if not paragraph.items:
        return None
    last = "".join(sentences(paragraph.text)[-1:])
    asked = _asked_by(paragraph.text, lexicon) or (asked_last(last, lexicon) if under and announces(last) else None)
    clause = last[_asked_at(last, lexicon) or (asked.at if asked else 0) :]
    told = phrases.past.search(clause)
    if told and not _asks_now(clause, lexicon) and not _follow_behind(clause[told.end() :], lexicon):
        return None
    if asked is None and _tells_of_report(last, lexicon):
        return None
    if asked is None and _names_kinds(paragraph, clause, lexicon):
        return None
    if asked is None and announces(last) and _gives_reasons(paragraph, last[-NEAR_FINDINGS:], lexicon, phrases):
        return None
    if under and tells_own(last, lexicon) and announces(last):
        return asked or SAID
    return (
        None if asked is None and CONCERNED.search(clause) else _by_its_place(paragraph, asked, clause, lexicon, under)
    )


def _gives_reasons(paragraph: NumberedText, clause: str, lexicon: Lexicon, phrases: Phrases) -> bool:
    """Whether the end of a sentence announces reasons or findings, and the items that follow do not ask."""
    if lexicon.recommendation_heading.search(clause) is not None:
        return False
    named = REASONS.search(clause) or (phrases.headings.findings.search(clause) if lexicon.language != "zh" else None)
    texts = [item.text for item in paragraph.items if len(item.labels) == 1]
    return named is not None and not mostly_ask(texts, lexicon, in_list=True)


def _names_kinds(paragraph: NumberedText, clause: str, lexicon: Lexicon) -> bool:
    """Whether a list says what kinds of recommendations there are: its items name some, or ask nothing."""
    if KINDS.search(clause[-NEAR_FINDINGS:]) is None or lexicon.recommendation_heading.search(clause) is None:
        return False
    texts = [item.text.rstrip(";；؛.。") for item in paragraph.items if len(item.labels) == 1]
    # In Chinese the noun ends what it names; at the beginning it is the verb.
    naming = [text[-2:] if lexicon.language == "zh" else text for text in texts]
    named = sum(lexicon.recommendation_heading.search(text) is not None for text in naming)
    return named * 2 > len(texts) or not mostly_ask(texts, lexicon, in_list=True)


def _tells_of_report(sentence: str, lexicon: Lexicon) -> bool:
    """Whether a sentence tells what an author recommended in a report before this one: "In its report on the budget of
    2023 the Committee recommended that:"."""
    said = OWN_PAST.get(lexicon.language)
    told = said.search(sentence) if said is not None else None
    before = sentence[: told.start()] if told is not None else ""
    return REPORT.search(before) is not None and OWN_NAME.search(before) is None


def tells_own(text: str, lexicon: Lexicon) -> bool:
    """Whether a text tells what its author recommended in the session it reports on."""
    said = OWN_PAST.get(lexicon.language)
    return said is not None and said.match(text) is not None


def _by_its_place(
    paragraph: NumberedText, asked: Operative | None, clause: str, lexicon: Lexicon, under: str
) -> Operative | None:
    """What is asked, by the colon, the heading above, or the items themselves."""
    phrases = PHRASES[lexicon.language]
    last = "".join(sentences(paragraph.text)[-1:])
    # In Chinese one word is both, an opinion and what is asked.
    mixed = under != "recommendations" and lexicon.language != "zh"
    concludes = mixed and phrases.headings.findings.search(clause[-NEAR_FINDINGS:]) is not None
    if asked is None and concludes and lexicon.recommendation_heading.search(clause) is None:
        return None  # "The workshop reached the following conclusions:"
    if announces(paragraph.text) or "." in paragraph.items[0].labels[0]:
        if asked is not None and (under or asked.direct or asked.verb == "recommend"):
            return asked
        if under == "recommendations" or _speaks_of_recommendations(clause, lexicon, phrases):
            return asked or NOTHING
    if not under:
        return None
    if announces(paragraph.text) and name_their_makers([item.text for item in paragraph.items]):
        return asked or NOTHING
    if names_addressee(paragraph.text, lexicon, phrases) and not _names_author(paragraph.text, lexicon, phrases):
        return asked or NOTHING
    if phrases.headings.following.search(last) and lexicon.recommendation_heading.search(last):
        return asked or NOTHING
    tops = [item for item in paragraph.items if len(item.labels) == 1]
    asking = sum(find_operative(item.text, lexicon) is not None for item in tops)
    return (asked or NOTHING) if asking * 2 >= len(tops) and asking else None


def _names_author(text: str, lexicon: Lexicon, phrases: Phrases) -> bool:
    """Whether a list stands below its author's name alone, "The Committee:", so that its items say who does what."""
    authors = ASKING[lexicon.language].authors
    called = phrases.headings.addresses.match(text) is not None
    return authors is not None and not called and authors.search(text) is not None


def _speaks_of_recommendations(clause: str, lexicon: Lexicon, phrases: Phrases) -> bool:
    """Whether a clause has the noun; in Chinese it is the verb as well, and "the following" tells them apart."""
    noun = lexicon.recommendation_heading.search(clause[-NEAR_NOUN:]) is not None and not PROPOSED.search(clause)
    if THE_ONE.search(clause) is not None and phrases.headings.following.search(clause) is None:
        return False
    if re.search(rf"(?:{phrases.title.pattern})\s*\(?\d", clause, re.IGNORECASE):
        return False  # "The Commission accepts Recommendations 3 to 5, for the following reasons:"
    return noun and (lexicon.language != "zh" or phrases.headings.following.search(clause) is not None)


def _follow_behind(clause: str, lexicon: Lexicon) -> bool:
    """Whether behind what is told recommendations are made: "On its earlier findings it bases and makes these:"."""
    made = MAKES.search(clause)
    return (
        made is not None and announces(clause) and lexicon.recommendation_heading.search(clause, made.end()) is not None
    )


def _asks_now(clause: str, lexicon: Lexicon) -> bool:
    """Whether a clause that names earlier recommendations makes some itself: "reiterates its previous recommendations
    and recommends that …". Chinese verbs have no tense, and the Arabic for "request" is a noun as well."""
    asked = find_operative(clause, lexicon)
    if asked is None or asked.verb in {"should", "request"}:
        return False
    return lexicon.language != "zh" or asked.verb == "reiterate"


def _asked_at(sentence: str, lexicon: Lexicon) -> int:
    """Where in a sentence the clause begins that asks: what it recalls before that says nothing of the list."""
    asked = find_operative(sentence, lexicon)
    return asked.at if asked else 0


def _asked_by(text: str, lexicon: Lexicon) -> Operative | None:
    """What the last sentence of a text asks, or else its first."""
    parts = sentences(text)
    for sentence in (*parts[-1:], *parts[:1]):
        asked = find_operative(sentence, lexicon)
        if asked is not None:
            return asked
    return None


def recommends(sentence: str, lexicon: Lexicon, phrases: Phrases) -> bool:
    asked = find_operative(sentence, lexicon)
    return asked is not None and asked.verb == "recommend" and phrases.past.search(sentence[asked.at :]) is None


def asked_by_author(sentence: str, lexicon: Lexicon) -> Operative | None:
    """What a sentence asks in its author's name of somebody who is known; None if it tells of earlier requests."""
    asked = find_operative(sentence, lexicon)
    if asked is None or asked.verb == "should" or not asked.by_author:
        return None
    if not asked.known and asked.verb != "recommend":
        return None
    clause = sentence[asked.at :]
    told = PHRASES[lexicon.language].past.search(clause) is not None
    return asked if OWN_NAME.search(clause) or not told else None
