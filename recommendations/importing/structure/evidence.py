"""How much a text looks as if it asked, whatever its words: what is left to go by where nothing else marks the
recommendations of a report, and what a text shows that only tells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from recommendations.importing.signs.han import either_script, worded
from recommendations.importing.structure.numbered_text import sentences
from recommendations.importing.words.asking import ORDERS
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.operative import Operative, find_operative
from recommendations.importing.words.phrases import PHRASES

Pattern = re.Pattern[str]
MOSTLY = 0.7  # of a series: where so many ask, all do
FEWEST_ALIKE = 2


@dataclass(frozen=True)
class Evidence:
    """The words of one language: `obliges` stands somewhere in a sentence that says what is to be done, `tells` in one
    that says what was done or said, or what others hold; `advice` in a heading of what is to be done."""

    obliges: Pattern
    tells: Pattern
    advice: Pattern


def _evidence(obliges: str, tells: str, advice: str) -> Evidence:
    return Evidence(*(worded(source) for source in (obliges, tells, advice)))


EVIDENCE = {
    "en": _evidence(
        r"\b(?:should|shall|must|ought to|needs? to|has to|have to|(?:is|are) to (?!be (?:found|seen)\b)|"
        r"requires? that)\b",
        (
            r"\b(?:was|were|had|did|has (?:\w+ )?\w+ed|have (?:\w+ )?\w+ed|according to|said|stated|reported|"
            r"explained|argued|told|considered|noted|found|"
            r"(?:notes?|observes?|recalls?)(?: with \w+)? that|regrets?|"
            r"(?:is|are|remains?) concerned)\b|\b(?:should|must) have \w+"
        ),
        (
            r"\b(?:recommend\w*|propos\w+|suggest\w+|advi[cs]\w+|(?:way|ways|path|looking|moving) forward|next steps|"
            r"required|needed|remed\w+|improvements?|priorities|"
            r"what (?:should|must|needs|we ask|has to|is to)\b.*|(?:actions?|measures|steps)(?! taken)|requests|asks|"
            r"calls? (?:to|for)|agenda for|requirements|reforms)\b"
        ),
    ),
    "fr": _evidence(
        (
            r"\b(?:doi(?:t|vent)|devr(?:ait|aient|a|ont)|(?:il )?(?:faut|faudrait|convien(?:t|drait)|"
            r"import(?:e|erait) d)|"
            r"y a(?:urait)? lieu|reste à|(?:est|sont) (?:tenue?s?|appelée?s?|invitée?s?) (?:de|à))\b"
        ),
        (
            r"\b(?:était|étaient|avait|avaient|(?:a|ont) (?:\w+ )?(?:été|\w+[éiu]e?s?)\b|fut|furent|selon|d[’']après|"
            r"estime(?:nt)? que|affirme\w*|déclar\w+|indiqu\w+|aur(?:ait|aient) dû|"
            r"(?:note|constate|observe) (?:avec \w+ )?qu[e’']|prend (?:\w+ )?note|regrette|s[’']inquiète|préoccupée?\b)"
        ),
        (
            r"\b(?:recommand\w*|propos\w+|préconis\w*|suggestions?|conseils|pistes?|perspectives|mesures?(?! prises?)|"
            r"actions?(?! menées?)|améliorations?|réformes|demandes|priorités|ce qu[’']il (?:faut|convient)\b.*|"
            r"à (?:faire|entreprendre|engager|corriger)|leviers|invitations?|orientations)\b"
        ),
    ),
    "es": _evidence(
        (
            r"\b(?:deb(?:e|en|erá|erán|ería|erían)|ha(?:n|brá|brán)? de|hay que|habría que|es (?:necesario|preciso|"
            r"menester|imprescindible)|convien[ea]n?|convendría|corresponde(?:ría)? (?:al?|que)|tienen? que|procede)\b"
        ),
        (
            r"\b(?:era|eran|fue|fueron|había|habían|(?:ha|han) (?:\w+ )?\w+[aei]do|según|afirm\w+|declar\w+|"
            r"indicó|señaló|(?:observa|constata) (?:con \w+ )?que|toma nota|lamenta|preocupa|"
            r"\w{3,}(?:ó|aron|ieron))\b|\bdeb(?:ería|erían|ía|ían|ió) haber"
        ),
        (
            r"\b(?:recomend\w+|propuestas?|sugerencias?|consejos?|medidas?(?! adoptadas?)|acci(?:ón|ones)|"
            r"requerid\w+|mejoras?|reformas|"
            r"peticiones|exhortaci\w+|requerimientos?|prioridades|pasos a seguir|próximos pasos|"
            r"lo que (?:se )?debe\b.*|"
            r"qué (?:debe|hay que|falta)\b.*|líneas de (?:acción|actuación)|plan de (?:acción|mejora)|disposiciones)\b"
        ),
    ),
    "ru": _evidence(
        (
            r"\b(?:следует|необходим[оаы]?|надлежит|нужн[оаы]|надо|долж(?:ен|на|но|ны)|требуется|целесообразно|"
            r"желательно|стоит|предстоит|обязан[аоы]?|важно)\b"
        ),
        (
            r"\b(?:был[аои]?|\w{3,}(?:лся|лась|лось|лись)|\w{2,}(?:ал|ел|ил|ыл|ул)[аои]?|по (?:мнению|словам|данным)|"
            r"согласно|считают|полагают|считает, что|отмечает(?: с \w+)?, что|сожалеет|обеспокоен\w?|озабочен\w?)\b"
        ),
        (
            r"\b(?:рекоменд\w+|предложени\w+|совет(?:ы|ов)?|пожелани\w+|предписани\w+|требовани\w+|мер[ыа]?(?! принят)|"
            r"действи[яй]|шаг[иа]|реформ\w*|улучшени\w+|что (?:следует|необходимо|нужно|надо|предстоит)\b.*|"
            r"первоочередн\w+|задач[иа]?|поручени\w+|просьб[ыа])(?=\s|$|[,.:])"
        ),
    ),
    "ar": _evidence(
        r"(?:ينبغي|يجب|يتعين|يلزم|يتوجب|يستحسن|لا بد|من (?:الضروري|اللازم|الواجب|المهم|الأفضل)|يستوجب|"
        r"(?<=\s)على \w+.{0,40}? أن)",
        r"(?:(?<=\s)كان(?:ت|وا)?\s|وفقا ل|حسب|بحسب|قال|ذكر|أفاد|أوضح|رأى|يرى|كما جاء|سبق أن|[تي]لاحظ|[تي]أسف|قلق)",
        (
            r"(?:ال)?(?:توصي(?:ة|ات)|مقترح(?:ات)?|اقتراح(?:ات)?|تدابير|إجراءات|خطوات|مطالب|نصائح|إصلاحات|أولويات|"
            r"تحسينات|حلول|سبل|(?:آفاق|خارطة|خريطة|سبيل) .+|ما (?:ينبغي|يجب|يتعين).*|المطلوب.*|دعوات|طلبات)(?=\s|$)"
        ),
    ),
    "zh": _evidence(
        r"(?<![反供适响相对效感呼回])应(?![用答急聘邀届对变力])|必须|须|有必要|需要|宜(?=[^，。]{2})|不得|务必|务须|要求",
        r"曾|已经?|过(?=[。，；])|注意到|遗憾|感到关切|据[^，。]{1,12}[，称]|表示|认为|指出|称[，：]|当时|去年|上年",
        (
            r"建议|提议|意见|对策|措施|办法|要求|行动|改进|改善|整改|下一步|展望|前瞻|方向|倡议|呼吁|请求|事项|策略|如何改|怎么办|应做|"
            r"应当|改革|对策|方案|处方"
        ),
    ),
}

# What begins with the noun of a deed ("تعيين طبيب", "разработка плана") orders it in a list, and only there.
NOUNS_OF_DEEDS = {
    "ar": re.compile(
        r"(?:و?(?:ت\w{1,3}ي\w|تف?\w{1,2}ا?\wة|إ\w{1,3}ا\w[ةء]?|است\w{1,3}ا\w[ةء]?|ا\w{2,4}ا\w|م\wا\w{1,2}ة|"
        r"وضع|منح|نشر|رفع|دعم|"
        r"حظر|منع|سن|ضمان|فتح|عقد|بناء|خفض|جعل|صرف|حل|زيادة|كفالة|حماية|صياغة|النظر|نقل|جمع|شراء|بحث|ربط|قيام|بذل))"
        r"\s"
    ),
    "ru": re.compile(r"[^\W\d_]+(?:[ая]ние|ение|ция|ка|тие|зация)\s", re.IGNORECASE),
    "fr": re.compile(r"(?:l[’']|la |le |une? )?[^\W\d_]+(?:tion|ment|ise en \w+)\s", re.IGNORECASE),
    "es": re.compile(r"(?:la |el |una? )?[^\W\d_]+(?:ción|miento)\s", re.IGNORECASE),
}
CLAUSES = {
    "fr": re.compile(r"(?:que |qu[’']|d[’']|de |à )", re.IGNORECASE),
    "es": re.compile(r"(?:que |a que |a |para que )", re.IGNORECASE),
    "en": re.compile(r"(?:that |to )", re.IGNORECASE),
    "ru": re.compile(r"чтобы ", re.IGNORECASE),
    "ar": re.compile(r"(?:أن |بأن |ب(?=[تإا]))"),
}

WISHED = re.compile(r"чтобы[^,;.]*")  # with the verb in the past tense: "that they appoint"
# "In paragraph 46, the Board recommended that …": what a report of that year said, told by its place.
TOLD_BY_PLACE = re.compile(
    either_script(
        r"(?:in (?:its |the )?[^,.;]{0,30}?paragraphs?|aux? paragraphes?|dans le paragraphe|en (?:el|los) párrafos?|"
        r"в пунктах?|в п\.|في الفقر(?:ة|ات|تين)|在?(?:其报告)?第)\s?\d{1,4}[^.。]{0,80}?(?:recommended|(?:a|avait) "
        r"(?:\w+ )?recommandé|recomend(?:ó|aba|aron)|рекомендовал[аи]?|أوص(?:ى|ت)|(?<=段)[^。]{0,40}?建议)"
    ),
    re.IGNORECASE,
)


def obliges(text: str, lexicon: Lexicon) -> bool:
    """Whether a sentence of a text says what is to be done, and does not tell of it."""
    words = EVIDENCE[lexicon.language]
    return any(
        words.obliges.search(sentence) is not None and words.tells.search(WISHED.sub("", sentence)) is None
        for sentence in sentences(text)
    )


def plainly_asks(asked: Operative, sentence: str, lexicon: Lexicon) -> bool:
    """Whether a sentence recommends, or its author asks something of somebody who is known, and tells of nothing."""
    if asked.verb == "should" or PHRASES[lexicon.language].past.search(sentence[asked.at :]) is not None:
        return False
    return asked.verb == "recommend" or (asked.by_author and asked.known)


def asks_anywhere(text: str, lexicon: Lexicon) -> bool:
    """Whether a verb that asks stands somewhere in a sentence that tells of nothing."""
    words = EVIDENCE[lexicon.language]
    return any(
        words.tells.search(sentence) is None and any(verb.search(sentence) for verb, _code in lexicon.verbs)
        for sentence in sentences(text)
    )


def orders(text: str, lexicon: Lexicon, *, in_list: bool) -> bool:
    """Whether a text begins as one that orders: with a verb to be done, or `in_list` the noun of a deed."""
    forms = [ORDERS.get(lexicon.language)]
    forms += [NOUNS_OF_DEEDS.get(lexicon.language), CLAUSES.get(lexicon.language)] if in_list else []
    return any(form is not None and form.match(text) is not None for form in forms)


def looks_asking(text: str, lexicon: Lexicon, *, in_list: bool) -> bool:
    """Whether a text, of a paragraph or `in_list`, orders, obliges or asks in any of the known ways."""
    return (
        find_operative("".join(sentences(text)[:1]), lexicon) is not None
        or orders(text, lexicon, in_list=in_list)
        or obliges(text, lexicon)
    )


def mostly_ask(texts: Sequence[str], lexicon: Lexicon, *, in_list: bool) -> bool:
    """Whether so many of a series ask that all are taken to."""
    asking = sum(looks_asking(text, lexicon, in_list=in_list) for text in texts)
    return len(texts) >= FEWEST_ALIKE and asking >= MOSTLY * len(texts)


def is_advice(heading: str, lexicon: Lexicon) -> bool:
    """Whether a heading by the stem of any word may stand above what is to be done."""
    return EVIDENCE[lexicon.language].advice.search(heading) is not None
