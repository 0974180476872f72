"""What a heading or title says of the part below it: that it recommends, concludes, or speaks of older ones."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal

from recommendations.importing.signs.han import either_script
from recommendations.importing.signs.prose import CLOSING_WORD, announces, is_complete
from recommendations.importing.structure.numbered_text import sentences
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.phrases import Phrases

MOST_ADDRESS_WORDS = 8
MOST_ANSWER_WORDS = 6
LONGEST_HEADING = 300  # characters
LONGEST_RESPONSE = 40  # characters: "respuesta de la Administración"
SHORT_ADDRESS = 60  # characters
# Others comment on it, "In response to paragraph 60 of the State report": it recommends nothing.
STATE_REPORT = re.compile(
    either_script(
        r"\bstate(?: party)?(?:[’']s)? reports?\b|\brapports? (?:de l[’']état|étatique)|"
        r"\binformes? (?:del estado|estatal)|\bгосударственн\w+ доклад|\bдоклад\w* государств|تقرير الدولة|国家报告"
    ),
    re.IGNORECASE,
)
# "Draft resolutions recommended by the Commission": texts that others are to adopt.
DRAFTS = re.compile(
    either_script(
        r"\bdraft (?:resolutions?|decisions?)\b|\bprojets? de (?:résolutions?|décisions?)|\bproyectos? de "
        r"(?:resoluci|decisi)|\bпроект\w* (?:резолюци|решени)|مشاريع (?:ال)?(?:قرار|مقرر)|مشروع (?:ال)?(?:قرار|مقرر)|"
        r"(?:决议|决定)草案"
    ),
    re.IGNORECASE,
)
# Nothing but recommendations; these beside conclusions; conclusions alone; recommendations made elsewhere; or neither.
HeadingKind = Literal["recommendations", "mixed", "findings", "older", ""]


def heading_kind(heading: str, lexicon: Lexicon, phrases: Phrases) -> HeadingKind:
    """What a heading, without its numeral, is for."""
    heading = heading.rstrip(" :：")
    if DRAFTS.search(heading) is not None:
        return ""
    if speaks_of_older(heading, lexicon, phrases):
        return "older"
    words = phrases.headings
    beside = words.findings.search(heading) is not None or _stands_beside(heading, lexicon, phrases)
    if lexicon.recommendation_heading.search(heading) or words.proposals.fullmatch(heading):
        return "mixed" if beside else "recommendations"
    return "findings" if beside and words.findings.fullmatch(heading) else ""


def _stands_beside(heading: str, lexicon: Lexicon, phrases: Phrases) -> bool:
    """Whether a heading names something else before the recommendations: "Areas of risk and recommendations"."""
    before = _before_recommendations(lexicon).match(heading[:LONGEST_HEADING])
    return before is not None and phrases.headings.proposals.fullmatch(before["other"].strip()) is None


@cache
def _before_recommendations(lexicon: Lexicon) -> re.Pattern[str]:
    noun = lexicon.recommendation_heading.pattern.removeprefix(r"\b")
    link = (
        r"\s*(?:[,،、]|\b(?:and|et|y|и)\b|\sو(?=ال|ت)|[和与與及])\s*(?:(?:/|and|or|et|ou|y|o|и|или)\s*)*"
        r"(?:the |les |las |des |de |its |our )?"
    )
    return re.compile(rf"(?P<other>[^\W\d].{{2,}}?){link}(?:{noun})", re.IGNORECASE)


def speaks_of_older(heading: str, lexicon: Lexicon, phrases: Phrases) -> bool:
    """Whether a heading names recommendations that were made elsewhere: "Recommendations 12 to 15", "Status of …"."""
    if lexicon.recommendation_heading.search(heading) is None:
        return False
    return (
        phrases.past.search(heading) is not None
        or phrases.headings.about.search(heading) is not None
        or _of_several(phrases).search(heading) is not None
    )


@cache
def _of_several(phrases: Phrases) -> re.Pattern[str]:
    number = r"\d+(?:\.\d+)?"
    through = rf"[-–—,，、]|(?:{phrases.through})\s?(?={number})"
    return re.compile(rf"(?:{phrases.title.pattern})\s*(?:[^\W\d]{{1,4}}\s)?\(?{number}\s*(?:{through})", re.IGNORECASE)


def answers_older(title: str, lexicon: Lexicon, phrases: Phrases) -> bool:
    """Whether a report of this title answers recommendations made before; what holds a sentence is no title. "Review of
    the policy and response of the office" makes them itself."""
    if len(sentences(title)) > 1 or is_complete(title):
        return False
    response = phrases.headings.response.search(title) if STATE_REPORT.search(title) is None else None
    beside = response is not None and CLOSING_WORD.search(title[: response.start()]) is not None
    return speaks_of_older(title, lexicon, phrases) or (response is not None and not beside)


def is_capital_heading(text: str, lexicon: Lexicon, phrases: Phrases) -> bool:
    """Whether a line in capitals heads nothing but recommendations, with a colon behind: "RECOMENDACIONES:"."""
    return announces(text) and text.isupper() and heading_kind(text.rstrip(" :"), lexicon, phrases) == "recommendations"


def is_answer(heading: str, phrases: Phrases) -> bool:
    """Whether a heading is but that of an answer: "Government response"."""
    named = phrases.answer.fullmatch(heading) is not None and phrases.done.fullmatch(heading) is None
    response = phrases.headings.response.match(heading)
    return named or (response is not None and len(heading.split()) <= MOST_ANSWER_WORDS)


def annexed_answer(heading: str, phrases: Phrases) -> bool:
    """Whether a heading is that of an annex which is an answer, and so the report itself: "Appendix: Response"."""
    annex = phrases.annex.match(heading)
    return annex is not None and is_answer(heading[annex.end() :].lstrip(" :：.–—-\t"), phrases)


def report_answers(titles: Sequence[str], headings: Sequence[str], lexicon: Lexicon, phrases: Phrases) -> bool:
    """Whether by one of its titles, or the heading of what it holds, a report answers older recommendations; one with
    findings of its own may have a "management response" in them, and one that recommends the answer in an annex."""
    kinds = [heading_kind(heading, lexicon, phrases) for heading in headings]
    annex = next((at for at, heading in enumerate(headings) if annexed_answer(heading, phrases)), None)
    if annex is not None and not {"recommendations", "mixed"}.intersection(kinds[:annex]):
        return True
    finds = "findings" in kinds
    return any(
        speaks_of_older(title, lexicon, phrases)
        if finds and not _is_response(title, phrases)
        else answers_older(title, lexicon, phrases)
        for title in titles
    )


def _is_response(title: str, phrases: Phrases) -> bool:
    """Whether a title begins or ends with a response to what it names: "Evaluation of seeds: management response"."""
    response = phrases.headings.response.search(title)
    if response is None or response[0] == title:
        return False
    return response.start() == 0 or len(title) - response.start() <= LONGEST_RESPONSE


def above_answer(heading: str, lexicon: Lexicon, phrases: Phrases) -> str:
    """The heading of recommendations with which a heading begins, into which the one of the comments on them ran, as
    those in the margin do: "Recommendations for Executive Action Agency Comments"; else the heading itself."""
    response = phrases.headings.response.search(heading)
    own = heading[: response.start()].strip() if response is not None else ""
    is_own = CLOSING_WORD.search(own) is None and heading_kind(own, lexicon, phrases) in {"recommendations", "mixed"}
    return own if is_own else heading


def replies(texts: Iterable[str], phrases: Phrases) -> bool:
    """Whether a sentence of a document, over its lines, says that it answers what others recommended."""
    return phrases.headings.replying.search(" ".join(texts)) is not None


def names_addressee(text: str, lexicon: Lexicon, phrases: Phrases) -> bool:
    """Whether a text is but the name of those whom a list is for: "To the Government", "Member States:"."""
    name = text.rstrip(" :：")
    if len(name.split()) > MOST_ADDRESS_WORDS or len(name) > SHORT_ADDRESS or is_complete(name):
        return False
    return phrases.headings.addresses.match(name) is not None or any(
        actor.fullmatch(name) for actor, _kind in lexicon.actors
    )


def introduces(text: str, lexicon: Lexicon, phrases: Phrases) -> bool:
    """Whether a sentence speaks of the recommendations that follow: "The following recommendation will improve …"."""
    follow = phrases.headings.following.search(text) is not None
    return follow and is_complete(text) and lexicon.recommendation_heading.search(text) is not None


def calls_somebody(text: str) -> bool:
    """Whether a text is short and ends with a colon, as a line does that says for whom the next part is."""
    return announces(text) and len(text.split()) <= MOST_ADDRESS_WORDS and len(text) <= SHORT_ADDRESS
