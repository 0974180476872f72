"""What a text asks, and of whom: the operative verb and the addressee."""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from recommendations.importing.signs.han import either_script
from recommendations.importing.words.addressees import (
    CJK,
    IDEOGRAPH,
    LONGEST_ADDRESSEE,
    addressee_in,
    addressee_kind,
    further_addressees,
)
from recommendations.importing.words.asking import ASKING, CONNECTIVE, IMPLIED
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.obliging import DATIVE, OPENED, QUOTED, Coded, Pattern, is_name

LONGEST_PRONOUN = 6  # "They should not be construed …" asks nobody
LONGEST_CLAUSE = 600
LONGEST_AUTHOR = 40
CLAUSE_END = re.compile(r"[,，،]\s*")
SENTENCE_END = re.compile(r"(?<=[.!?。！？؟])\s*(?![\s\d])")  # "No. 34" and "2.5 million" end nothing
WHOLE_SENTENCE = re.compile(r"(?<=[.!?؟])\s+(?=[^\W\d_])|(?<=[。！？])")  # "general comment No. 15" ends none
REPORTED = re.compile(either_script(r"\b(?:that|que|что)\b|\bqu[’']|注意到|获悉|指出|[欣满]见|欢迎"), re.IGNORECASE)
# What others said before, or the author found: "the Board had recommended that the Ministry should …".
TOLD = re.compile(
    r"\b(?:had|was|were|avai(?:t|ent)|habían?|(?:notes|observes|recalls|regrets)(?: with \w+)? that|is concerned|"
    r"(?:note|constate|relève|regrette)(?: avec \w+)? qu[e’']|(?:observa|constata|lamenta)(?: con \w+)? que|"
    r"(?:отмечает|сожалеет|обеспокоен)(?: с \w+)?, что)\b|[会會][^，。]{0,8}注意到",
    re.IGNORECASE,
)
# Somebody with a name of its own: "The administering Power", where another word than the first is a capital's.
NAMED = re.compile(
    r"(?:[Tt]he|[Ll][ea]s?|[Ee]l|[Ll][oa]s) (?:[\w’-]+ ){0,4}?[A-ZÀ-Þ][\w’-]+(?: (?:[\w’-]+ ){0,3}?[A-ZÀ-Þ][\w’-]+)?"
)
AUTHOR = re.compile(
    r"\b(?:comité|relator\w*|comisión|CIDH|expert\w+|junta|grupo|subcomité|defensor\w*|tribunal|consejo|foro)\b|"
    r"اللجنة|المنتدى|المقرر|الخبير|المجلس|الفريق|الوحدة|المفوض|الديوان|الهيئة",
    re.IGNORECASE,
)
ALSO = re.compile(r"(?:\by|\band|\bet|\bи|\sو)\s*(?:\w+mente |también |also |également |также )?$", re.IGNORECASE)
# In Arabic who asks stands between the verb and whom it asks: "توصي اللجنة الدولة الطرف".
FINITE = "تين"
SUBJECT = re.compile(
    r"(?:اللجنة(?: الفرعية| الاستشارية)?|المنتدى(?: الدائم)?|"
    r"المقررة? الخاصة?|الخبيرة? المستقلة?|الفريق(?: العامل)?|المجلس|الجمعية العامة|"
    r"المفوضة? السامية?|الديوان|الهيئة|الوحدة)\s+(?=ال|إلى|على|من|ب|أن|جميع|مجلس|وزارة|حكومة)"
)
# "The Committee, recalling …, urges": in these languages the author is only looked for at the very beginning.
NAMED_FIRST = re.compile(
    r"(?:el|la|los|las) (?:\w+ ){0,2}?(?:comité|relator\w*|comisión|expert\w+|junta|grupo|subcomité|defensor\w*|"
    r"tribunal|consejo|oficina|foro)\b|و?(?:إذ \w+ )?(?:اللجنة|المنتدى|"
    r"المقرر|الخبير|المجلس|الفريق|الوحدة|المفوض|الديوان|الهيئة)",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"\b(?:the|l[ae]) (?:[A-Z][\w-]* ){0,3}$")  # "the Review Committee"
OPENING = re.compile(
    r"in (?:the )?(?:light|view) of|further to|pursuant to|on the basis|(?:в свете|с уч[её]том|ввиду|учитывая|"
    r"исходя из|на основании|в соответствии|принимая во внимание|по итогам|в отношении|касательно)\s|à la lumière|"
    r"compte tenu|eu égard|au vu|in relation to|with (?:regard|respect) to|as regards|concernant|s[’']agissant d",
    re.IGNORECASE,
)
# "the Agenda, in which the Organization recommends": what something named before says, and nobody here.
HELD = re.compile(either_script(r"(?P<who>[^，。；]{1,20}?)(?:认为|主张|表示|指出|反映|声称|强调|答称)[，：]"))
RELATIVE = re.compile(
    r"(?:(?:in|by|under) which|where(?:in|by)?|who|whose)\b|(?:(?:dans|par) l\w+quel\w*|où|dont|qui)\b|"
    r"(?:en|por) (?:el|la|los|las) (?:que|cual\w*)\b|(?:donde|quien(?:es)?)\b|(?:\w{1,3} )?котор\w+|"
    r"(?:التي|الذي|الذين|حيث)(?=\s)",
    re.IGNORECASE,
)
# "The Committee will set the date by which the State party must submit its report": it says when, and asks nothing.
DUE = re.compile(
    r"\bdates? (?:by|on|at) which\b|\bdates? (?:à|avant) laquelle\b|\bfechas? (?:en|a|antes de) (?:la )?que\b|"
    r"\bдат\w*, (?:к|до|в) котор\w+",
    re.IGNORECASE,
)
NO_SUBJECT = re.compile(r"\b(?:the|an?|(?:is|are|was) no|any|their|its|of)$", re.IGNORECASE)  # "identified the need to"
IMPERSONAL = re.compile(r"it (?:is|would be)\b|il (?:est|serait)\b|se\s", re.IGNORECASE)
POINTS = re.compile("[\u064b-\u0652\u0640]")  # vowel points, and the stroke that only lengthens a word


@dataclass(frozen=True)
class Operative:
    """The verb's code, the addressee as printed ("" if none was recognised) and its kind."""

    verb: str
    addressee: str
    kind: str
    known: bool  # the addressee is one of the lexicon's actors
    direct: bool  # the text begins with the verb
    by_author: bool = False  # it is somebody who makes reports that asks
    at: int = 0  # where the clause begins that asks; before it stands what is recalled or noted


NOTHING = Operative("", "", "other", known=False, direct=False)


def find_operative(text: str, lexicon: Lexicon) -> Operative | None:
    """What a sentence asks where it, or one of its first clauses, begins with an operative verb, or with who "should";
    None if it asks nothing."""
    if POINTS.search(text) is not None:
        found = find_operative(POINTS.sub("", text), lexicon)
        return found and replace(found, at=_pointed(text, found.at))
    # In Chinese a comma stands before "and" too, and what is behind it is still the author's.
    first, then = (_behind_and, _behind_clause) if lexicon.language == "zh" else (_behind_clause, _behind_and)
    return (
        _verb_first(text, lexicon)
        or first(text, lexicon)
        or then(text, lexicon)
        or _behind_opening(text, lexicon)
        or _subject_first(text, lexicon)
    )


def asked_last(sentence: str, lexicon: Lexicon) -> Operative | None:
    """What an author asks at the end of a long sentence that announces a list: "…, — Комитет рекомендует государству:",
    "El Comité recuerda las Reglas … y recomienda al Estado parte que:"."""
    asking = ASKING[lexicon.language]
    start = max(0, len(sentence) - LONGEST_AUTHOR * 4)
    verbs = [
        (match.start(), match.end(), code)
        for pattern, code in (*lexicon.verbs, *asking.verbs)
        for match in pattern.finditer(sentence, start)
        if not sentence[match.start() - 1 : match.start()].isalnum()
    ]
    if not verbs:
        return None
    at, end, code = max(verbs)
    near = sentence[max(0, at - LONGEST_AUTHOR) : at]
    named = asking.authors.search(near) if asking.authors else AUTHOR.search(near)
    joined = ALSO.search(near) is not None and (NAMED_FIRST.match(sentence) or asking.authors is not None)
    if not named and not joined:
        return None
    addressee, known = addressee_in(sentence[end:].lstrip(), code, lexicon)
    kind = addressee_kind(addressee, lexicon)
    return Operative(code, addressee, kind, known=known, direct=False, by_author=True, at=at)


def _behind_and(text: str, lexicon: Lexicon) -> Operative | None:
    """What an author asks behind another verb: "The Committee recalls article 4 and recommends that …"."""
    authors = ASKING[lexicon.language].authors
    if lexicon.further is None:
        return None
    sentence = WHOLE_SENTENCE.split(text[:LONGEST_CLAUSE], maxsplit=1)[0]
    for match in lexicon.further.finditer(sentence):
        found = _verb_first(text[match.end() :], lexicon)
        before = sentence[: match.start()]
        if found is None or not found.direct or not (authors or AUTHOR).search(before):
            continue
        # The verb may be another's: "The Committee notes that Parliament meets and invites experts"; to trust and to
        # expect is the author's.
        trusts = any(pattern.match(text, match.end()) for pattern, _code in ASKING[lexicon.language].verbs)
        own = authors is not None and (trusts or REPORTED.search(before) is None)
        if own or found.verb == "recommend" or found.kind in {"states_parties", "member_states"}:
            return replace(found, at=match.end(), direct=False, by_author=True)
    return None


def _behind_opening(text: str, lexicon: Lexicon) -> Operative | None:
    """What an author asks behind words that open the sentence without a comma: "В свете своих рекомендаций Комитет"."""
    authors = ASKING[lexicon.language].authors
    if authors is None or OPENING.match(text) is None:
        return None
    sentence = SENTENCE_END.split(text[:LONGEST_CLAUSE], maxsplit=1)[0]
    for author in authors.finditer(sentence, 1):
        article = ARTICLE.search(sentence[: author.start()])
        begins = article.start() if article is not None else author.start()
        found = _verb_first(text[begins:], lexicon)
        if found is not None and found.by_author and not found.direct:
            return replace(found, at=begins)
    return None


def _behind_clause(text: str, lexicon: Lexicon) -> Operative | None:
    """What is asked behind a clause that opens the sentence: "Recalling article 4, the Committee recommends that …"."""
    for comma in CLAUSE_END.finditer(text[:LONGEST_CLAUSE]):
        if RELATIVE.match(text, comma.end()):
            continue
        found = _verb_first(text[comma.end() :], lexicon)
        if found is not None and (not found.direct or CONNECTIVE.fullmatch(text[: comma.start()])):
            return replace(found, at=comma.end(), direct=False)
        if found is not None and _by_author_before(text[: comma.start()], found, lexicon):
            return replace(found, at=comma.end(), direct=False, by_author=True)
    return None


def _by_author_before(clause: str, found: Operative, lexicon: Lexicon) -> bool:
    """Whether the author named before a clause is who asks behind it: "The Committee, recalling …, recommends"."""
    authors = ASKING[lexicon.language].authors
    if authors is None:  # where the verb stands first, its subject behind it
        return found.verb == "recommend" or (found.verb != "should" and NAMED_FIRST.match(clause) is not None)
    if found.verb in {"should", "request"}:
        return False
    return authors.search(CLAUSE_END.split(clause, maxsplit=1)[0][:LONGEST_AUTHOR]) is not None


def _pointed(text: str, place: int) -> int:
    """Where in a text with vowel points the letter stands that is at a place without them."""
    letters = [at for at, sign in enumerate(text) if POINTS.match(sign) is None]
    return letters[place] if place < len(letters) else len(text)


def _verb_first(text: str, lexicon: Lexicon) -> Operative | None:
    head = text[:300]
    found: tuple[int, int, str] | None = None
    asking = ASKING[lexicon.language]
    for pattern, code in (*lexicon.verbs, *asking.verbs):
        match = _after_lead(lexicon.lead_in.pattern, pattern).match(head)
        if match is not None and (found is None or match.start("verb") < found[0]):
            found = match.start("verb"), match.end(), code
    needed = asking.needed.match(head)
    if found is None and needed is not None:
        found = 0, needed.end(), "should"
    if found is None:
        return None
    start, end, code = found
    behind = text[end:].lstrip()
    if lexicon.language == "ar" and text[start] in FINITE:
        behind = SUBJECT.sub("", behind)
    addressee, known = addressee_in(behind, code, lexicon)
    addressees = [addressee, *further_addressees(text[end:], lexicon)]
    return Operative(
        verb=code,
        addressee="; ".join(dict.fromkeys(filter(None, addressees))),
        kind=addressee_kind(addressee, lexicon),
        known=known,
        direct=start == 0 and code != "should" and IMPERSONAL.match(head) is None,
        by_author=code != "should" and _is_authors(head, start, lexicon),
    )


def _is_authors(head: str, start: int, lexicon: Lexicon) -> bool:
    """Whether what a verb asks is its author's: one is named before it, or in Chinese it begins the text."""
    authors = ASKING[lexicon.language].authors
    at_once = lexicon.language == "zh" and start == 0 and IMPLIED.match(head) is not None
    return authors is None or at_once or authors.search(head[:start]) is not None


def _subject_first(text: str, lexicon: Lexicon) -> Operative | None:
    sentence = SENTENCE_END.split(text[:LONGEST_CLAUSE], maxsplit=1)[0]
    obliging = _obliging(lexicon.obliges)
    if obliging.any.search(sentence) is None:
        return None
    unquoted = QUOTED.sub(lambda quoted: "\0" * len(quoted[0]), sentence)
    for pattern, code in obliging.each:
        match = pattern.search(unquoted)
        if match is None:
            continue
        subject = sentence[: match.start()].strip(" ,，")
        if _tells_of_others(subject, lexicon) or DUE.search(subject) is not None:
            continue
        at = _named_at(subject, lexicon)
        if len(subject) - at > LONGEST_ADDRESSEE or TOLD.search(subject) or NO_SUBJECT.search(subject):
            continue
        opened = at > 0 and OPENED.match(subject) is not None and is_name(subject[at:])
        at_once = any(_begins_with(actor, subject) for actor, _kind in lexicon.actors)
        if opened or at_once or DATIVE.fullmatch(subject):
            at = at if opened else 0
            named = subject[at:]
            return Operative(code, named, addressee_kind(named, lexicon), known=True, direct=False, at=at)
        if len(subject) > LONGEST_PRONOUN:
            actor = subject[at:] if at else ""
            return Operative(
                verb=code,
                addressee=actor or (subject if NAMED.fullmatch(subject) else ""),
                kind=addressee_kind(actor, lexicon),
                known=NAMED.fullmatch(subject) is not None,
                direct=False,
                by_author=code != "should",
                at=at,
            )
    return None


def _tells_of_others(subject: str, lexicon: Lexicon) -> bool:
    """Whether what should be done is the opinion of somebody else than an author: "居民團體認為，政府應…"."""
    held = HELD.match(subject)
    authors = ASKING[lexicon.language].authors
    return held is not None and authors is not None and authors.search(held["who"]) is None


def _named_at(subject: str, lexicon: Lexicon) -> int:
    """Where behind a clause that opens a sentence somebody is named: "By the end of 2025, the Department and the Post
    Office", or at its end without a comma; 0 if nobody is."""
    ends = (comma.end() for comma in CLAUSE_END.finditer(subject))
    behind = next((at for at in ends if any(actor.match(subject[at:]) for actor, _kind in lexicon.actors)), 0)
    if behind or OPENED.match(subject) is None:
        return behind
    last = (_at_end(actor).search(subject) for actor, _kind in lexicon.actors)
    return max((match.start() for match in last if match is not None), default=0)


class _Obliging(NamedTuple):
    """Patterns of what follows an addressee that is the subject: of any of them, and of each with its code."""

    any: Pattern
    each: Coded


@cache
def _obliging(obliges: Coded) -> _Obliging:
    def behind_a_word(source: str) -> Pattern:
        return re.compile(rf"(?<=[\s{CJK}])(?:{source})", re.IGNORECASE)

    return _Obliging(
        behind_a_word("|".join(pattern.pattern for pattern, _code in obliges)),
        tuple((behind_a_word(pattern.pattern), code) for pattern, code in obliges),
    )


def _begins_with(actor: Pattern, subject: str) -> bool:
    if IDEOGRAPH.search(subject):
        return _at_end(actor).search(subject) is not None
    return actor.match(subject) is not None


@cache
def _at_end(actor: Pattern) -> Pattern:
    return re.compile(rf"(?:{actor.pattern})$")


@cache
def _after_lead(lead: str, verb: Pattern) -> Pattern:
    return re.compile(rf"{lead}(?P<verb>{verb.pattern})", re.IGNORECASE)
