"""The words that give away the shape of a part: titles of recommendations, positions taken, annexes, answers.

Where `lexicon` says what a sentence asks, this says what a line or a table column is. One entry for each language.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from recommendations.importing.signs.han import worded
from recommendations.importing.signs.ordinal_words import (
    ARABIC_ORDINALS,
    CHINESE_ORDINALS,
    ENGLISH_ORDINALS,
    FRENCH_ORDINALS,
    RUSSIAN_ORDINALS,
    SPANISH_ORDINALS,
    OrdinalWords,
)
from recommendations.importing.words.headings import (
    ARABIC_HEADINGS,
    CHINESE_HEADINGS,
    ENGLISH_HEADINGS,
    FRENCH_HEADINGS,
    RUSSIAN_HEADINGS,
    SPANISH_HEADINGS,
    Headings,
)
from recommendations.importing.words.obliging import Coded, Pattern
from recommendations.importing.words.position_words import (
    ARABIC_NAMING,
    ARABIC_POSITIONS,
    CHINESE_NAMING,
    CHINESE_POSITIONS,
    ENGLISH_NAMING,
    ENGLISH_POSITIONS,
    FRENCH_NAMING,
    FRENCH_POSITIONS,
    RUSSIAN_NAMING,
    RUSSIAN_POSITIONS,
    SPANISH_NAMING,
    SPANISH_POSITIONS,
    Naming,
)


@dataclass(frozen=True, eq=False)
class Phrases:
    """The words of one language.

    `title` stands before the number of a titled recommendation, `ordinals` are such numbers in words; `positions` and
    `naming` tell who said what to which recommendations; `through` links the ends of a range; `answer` begins what
    was done or said about an older recommendation, `done` only what was done; `past` says that it is one. `columns`
    are coded: the headings of a table of recommendations. `draft` names a text that somebody else is to adopt,
    `quoted` begins with the paragraph of another report what is quoted from there.
    """

    title: Pattern
    ordinals: OrdinalWords
    positions: Coded
    naming: Naming
    through: str
    annex: Pattern
    answer: Pattern
    past: Pattern
    columns: Coded
    done: Pattern
    headings: Headings
    draft: Pattern
    quoted: Pattern


def _coded(*pairs: tuple[str, str]) -> Coded:
    return tuple((worded(source), code) for source, code in pairs)


ENGLISH = Phrases(
    title=worded(r"rec(?:ommendations?|s?\.)(?:\s+(?:no\.?|number|n[°º]|#))?"),
    ordinals=ENGLISH_ORDINALS,
    positions=ENGLISH_POSITIONS,
    naming=ENGLISH_NAMING,
    through=r"to|through",
    annex=worded(r"(?:annex(?:es)?|appendi(?:x|ces))(?:\s+(?:[IVX]+|\d{1,2}|[A-Z]))?"),
    answer=worded(
        r"(?:(?:the )?[\w’']+ ){0,2}(?:response|repl(?:y|ies))|(?:current |"
        r"implementation )?status(?: of implementation)?|actions? taken|follow-up(?: actions?)?|measures taken|"
        r"progress(?: made)?|comments? (?:by|of|from) the [\w ]{3,40}|(?:(?:the )?[\w’']+ ){0,2}assessment"
    ),
    past=worded(
        r"\b(?:previous(?:ly)?|earlier|prior|past|outstanding|had (?:\w+ )?(?:made|recommended|issued|urged|called|"
        r"requested)|last (?:year|cycle|report))\b|(?:follow-up (?:to|on)|implementation of|status of|progress on|"
        r"response to) (?:\w+ ){0,4}recommendations?"
    ),
    columns=_coded(
        (r"(?:ref(?:erence|\.)?|no\.?|number|#|paragraph)", "reference"),
        (r"positions?\b.*|accept(?:ed|ance)\b.*", "position"),
        (r"(?:human rights )?themes?\b.*|(?:subject|topic|area|category)\b.*", "theme"),
        (r"recommending states?|(?:made|proposed) by", "recommending"),
        (r"(?:text of )?(?:the )?(?:[\w-]+ )?recommendations?\b.*", "text"),
    ),
    done=worded(
        r"(?:current |implementation )?status(?: of implementation)?|actions? taken|follow-up(?: actions?)?|"
        r"measures taken|progress(?: made)?|implementation|(?:(?:the )?[\w’']+ ){0,2}assessment"
    ),
    headings=ENGLISH_HEADINGS,
    draft=worded(r"\bdraft (?:resolution|decision)s?\b|\bfollowing motion\b"),
    quoted=worded(r"in paragraphs? \d"),
)

FRENCH = Phrases(
    title=worded(
        r"(?:recommandations?|rec\.|préconisations?)(?:\s+[^\W\d_]{6,}(?=\s+[n\d]))?(?:\s+n(?:os?|[°º]s?|uméros?)\.?)?"
    ),
    ordinals=FRENCH_ORDINALS,
    positions=FRENCH_POSITIONS,
    naming=FRENCH_NAMING,
    through=r"à|au",
    annex=worded(r"(?:annexes?|appendices?)(?:\s+(?:[IVX]+|\d{1,2}|[A-Z]))?"),
    answer=worded(
        r"réponse(?: de (?:l[’']administration|la direction))?|(?:état|suite)s? (?:d[’']avancement|"
        r"de l[’']application|donnée?s?)|état|mesures prises|suivi|observations d\w+ [\w ’']{3,40}"
    ),
    past=worded(
        r"\b(?:antérieur|précédent)\w*|\b(?:avait|avaient|a|ont) (?:\w+ )?(?:recommandé|formulé|demandé|prié)|"
        r"(?:suite donnée aux|suivi des|application des|mise en œuvre des|état des) (?:\w+ ){0,3}recommandations"
    ),
    columns=_coded(
        (r"(?:réf(?:érence|\.)?|n\.?\s?[o°º]\.?|numéro|paragraphe)", "reference"),
        (r"positions?\b.*|accept(?:ée|ation)\b.*", "position"),
        (r"thèmes?\b.*|(?:sujet|domaine|catégorie)\b.*", "theme"),
        (r"états? (?:auteurs?|recommandants?)\b.*|(?:faite|formulée) par", "recommending"),
        (r"(?:texte de la )?(?:\w+ )?recommandations?\b.*", "text"),
    ),
    done=worded(r"(?:état|suite)s? (?:d[’']avancement|de l[’']application|donnée?s?)|état|mesures prises|suivi"),
    headings=FRENCH_HEADINGS,
    draft=worded(r"\bprojets? de (?:résolution|décision)s?\b|\bmotion suivante\b"),
    quoted=worded(r"aux? paragraphes? \d"),
)

SPANISH = Phrases(
    title=worded(
        r"(?:recomendaci(?:ón|ones)|rec\.)(?:\s+[^\W\d_]{6,}(?=\s+[n\d]))?(?:\s+(?:n[úu]ms?\.?|n[°ºo]\.?|"
        r"n\.[°ºo]|número))?"
    ),
    ordinals=SPANISH_ORDINALS,
    positions=SPANISH_POSITIONS,
    naming=SPANISH_NAMING,
    through=r"al?|hasta la",
    annex=worded(r"(?:anexos?|apéndices?)(?:\s+(?:[IVX]+|\d{1,2}|[A-Z]))?"),
    answer=worded(
        r"respuesta(?: de la (?:administración|dirección))?|estado(?: de (?:la )?(?:aplicación|cumplimiento))?|"
        r"medidas adoptadas|seguimiento|observaciones d\w+ [\w ]{3,40}"
    ),
    past=worded(
        r"\b(?:anterior(?:es|mente)?|previas?)\b|\bhabían? (?:\w+ )?(?:recomendado|formulado|solicitado)|"
        r"(?:seguimiento de|aplicación de|cumplimiento de|estado de) (?:\w+ ){0,3}recomendaciones"
    ),
    columns=_coded(
        (r"(?:ref(?:erencia|\.)?|n[úu]m\.?|n\.?\s?[°ºo]\.?|número|párrafo)", "reference"),
        (r"posici(?:ón|ones)\b.*|acepta(?:da|ción)\b.*", "position"),
        (r"temas?\b.*|(?:asunto|materia|ámbito|categoría)\b.*", "theme"),
        (r"estados? (?:autor\w*|recomendantes?)\b.*|formulada por", "recommending"),
        (r"(?:texto de la )?(?:\w+ )?recomendaci(?:ón|ones)\b.*", "text"),
    ),
    done=worded(r"estado(?: de (?:la )?(?:aplicación|cumplimiento))?|medidas adoptadas|seguimiento"),
    headings=SPANISH_HEADINGS,
    draft=worded(r"\bproyectos? de (?:resolución|decisión)\b|\bmoción siguiente\b|\bsiguiente moción\b"),
    quoted=worded(r"en (?:el|los) párrafos? \d"),
)

RUSSIAN = Phrases(
    title=worded(r"рек(?:омендаци(?:[ийюе]|я[мх]?|ями|ей)|\.)(?:\s+(?:№|номер|n[°º]))?"),
    ordinals=RUSSIAN_ORDINALS,
    positions=RUSSIAN_POSITIONS,
    naming=RUSSIAN_NAMING,
    through=r"по|до",
    annex=worded(r"приложени[ея](?:\s+(?:[IVX]+|\d{1,2}|[А-ЯA-Z]))?"),
    answer=worded(
        r"ответ(?: (?:администрации|руководства))?|(?:ход|состояние|статус)(?: (?:осуществления|выполнения))?|"
        r"принятые меры|последующие меры|(?:замечания|комментарии) [\w ]{3,40}"
    ),
    past=worded(
        r"\b(?:предыдущ|прежн|ранее|прошл)\w*|(?:выполнени|осуществлени)\w+ (?:\w+ ){0,3}рекомендаци|"
        r"рекомендовал[аио]?\b"
    ),
    columns=_coded(
        (r"(?:№(?: п\s?/\s?п\.?)?|номер|ссылка|пункт)", "reference"),
        (r"позици[яи].*|отношение.*", "position"),
        (r"тем[аы].*|(?:вопрос|область|категория).*", "theme"),
        (r"рекомендующ\w+ государств\w*|(?:кем )?внесена?", "recommending"),
        (r"(?:текст )?(?:\w+ )?рекомендаци[ияй].*", "text"),
    ),
    done=worded(r"(?:ход|состояние|статус)(?: (?:осуществления|выполнения))?|принятые меры|последующие меры"),
    headings=RUSSIAN_HEADINGS,
    draft=worded(r"\bпроект\w* (?:резолюци|решени)\w*"),
    quoted=worded(r"в пункт(?:е|ах) \d"),
)

ARABIC = Phrases(
    title=worded(r"(?:ال)?توصي(?:ة|ات|تين|تان)(?:\s+ال\w{3,}(?=\s+(?:رقم|\d)))?(?:\s+رقم)?"),
    ordinals=ARABIC_ORDINALS,
    positions=ARABIC_POSITIONS,
    naming=ARABIC_NAMING,
    through=r"إلى",
    annex=worded(r"(?:ال)?(?:مرفق|تذييل)(?:ات)?(?:\s+(?:الأول|الثاني|الثالث|الرابع|\d{1,2}))?"),
    answer=worded(
        r"رد(?: (?:الإدارة|الحكومة))?|(?:ال)?حالة(?: التنفيذ)?|(?:التدابير|الإجراءات) المتخذة|"
        r"ما (?:اتخذ|نفذ|تم)(?: [\w ]{1,30})?|المتابعة|تعليقات [\w ]{3,40}"
    ),
    past=worded(r"سابق|السابقة|السابق|(?:تنفيذ|متابعة|حالة) (?:\w+ ){0,3}(?:ال)?توصيات|كان(?:ت)? قد"),
    columns=_coded(
        (r"(?:الرقم|رقم|المرجع|الفقرة)", "reference"),
        (r"(?:ال)?موقف.*", "position"),
        (r"(?:ال)?(?:موضوع|مجال|فئة).*", "theme"),
        (r"(?:الدول|الدولة) (?:الموصية|مقدمة).*", "recommending"),
        (r"(?:نص )?(?:ال)?توصي(?:ة|ات).*", "text"),
    ),
    done=worded(r"(?:ال)?حالة(?: التنفيذ)?|(?:التدابير|الإجراءات) المتخذة|المتابعة"),
    headings=ARABIC_HEADINGS,
    draft=worded(r"مشروع (?:ال)?(?:قرار|مقرر)"),
    quoted=worded(r"في الفقر(?:ة|ات) \d"),
)

CHINESE = Phrases(
    title=worded(r"建\s?议(?:\s*第)?"),
    ordinals=CHINESE_ORDINALS,
    positions=CHINESE_POSITIONS,
    naming=CHINESE_NAMING,
    through=r"至|到",
    annex=worded(r"附\s*[件录](?:\s*(?:[一二三四五六七八九十]+|[IVX]+|\d{1,2}|[A-Z甲乙丙丁]))?(?:\s+\S{2,30})?"),
    answer=worded(
        r"(?:管理层|行政当局|政府)?(?:的)?(?:答复|回应|回复)|(?:执行|落实)(?:情况|状况|进展)|已?采取的?(?:行动|措施)|后续(?:行动|措施)|进展(?:情况)?|[状现]况|状态|"
        r"整改(?:落实)?(?:情况|措施|结果|进展|状态)"
    ),
    past=worded(
        r"(?:以往|先前|此前|上次|前几次|之前|以前|过去)|曾(?:经)?建议|建议的?(?:执行|落实)(?:情况|状况)|(?:执行|落实)\w{0,12}建议|曾"
    ),
    columns=_coded(
        (r"(?:编号|序号|项[目次]|参考(?:号)?|段次)", "reference"),
        (r".{0,8}立场.*", "position"),
        (r".{0,4}(?:主题|专题|领域|类别).*", "theme"),
        (r"(?:提出)?建议(?:的)?国(?:家)?|提出(?:国|者)", "recommending"),
        (r".{0,4}建议.*", "text"),
    ),
    done=worded(
        r"(?:执行|落实)(?:情况|状况|进展)|已采取的?(?:行动|措施)|后续(?:行动|措施)|进展情况|现况|"
        r"整改(?:落实)?(?:情况|措施|结果|进展|状态)"
    ),
    headings=CHINESE_HEADINGS,
    draft=worded(r"(?:决议|决定)草案|(?:下列|以下)(?:议案|动议)"),
    quoted=worded(r"在?第\s?\d+\s?段"),
)

# The heading of a column that says by when a recommendation is to be carried out, so that it is a new one.
DUE = worded(
    r"(?:target|due|completion|planned)(?: completion)? date|deadline|time ?(?:frame|line)|"
    r"échéances?|délais?|calendrier|"
    r"plazos?|fecha (?:límite|prevista)|сроки?(?: (?:исполнения|выполнения))?|(?:ال)?(?:موعد|أجل|مهلة)(?: .+)?|"
    r"(?:目标|计划|预计|拟)?(?:完成)?(?:日期|期限|时限|时间)"
)

# What somebody answered, in a heading or label that does not name a recommendation.
ANSWERS = worded(
    r"\b(?:responses?|repl(?:y|ies)|comments?|remarks|reactions?|réponses?|observations|commentaires|respuestas?|"
    r"observaciones|comentarios|ответы?|комментарии|замечания|примечани[ея])\b|رد|ردود|تعليق|ملاحظات|答复|回应|回复|答覆|"
    r"回覆|意见|反馈"
)

PHRASES = {"ar": ARABIC, "zh": CHINESE, "en": ENGLISH, "fr": FRENCH, "ru": RUSSIAN, "es": SPANISH}


@cache
def label_of(words: Pattern) -> Pattern:
    """These words as a label: at the start of a line or sentence, with a colon or the line's end behind."""
    return re.compile(rf"(?:(?<=[.!?。！？؟;；])\s*|^)(?:{words.pattern})\s*(?:[:：]|$)", re.IGNORECASE | re.MULTILINE)


ANSWER_LABEL = re.compile(rf"[^.:：。]{{0,40}}?(?:{ANSWERS.pattern})[^.:：。]{{0,30}}[.:：。]\s?", re.IGNORECASE)
FIRST_CLAUSE_END = re.compile(r"[.。;؛,،，:：；(（]")
MOST_BESIDE = 0.4  # of the letters of a clause that is but a position: "This recommendation is fully accepted"


SUPPORT = worded(r"support|adhésion|appu[iy]|soutien|apoy|respald|поддерж|[تي]حظ|[تي]ؤيد|支持|赞同")
PARTED = re.compile(r"[.;؛。；\d]")
LONGEST_TO_NOTE = 160  # characters, mostly the name of a State
DECIDED = frozenset({"accepted", "partially_accepted", "not_accepted"})  # "Support for families" is none


class Said(NamedTuple):
    """A position where it stands in a text; its code is "" where none is taken as yet."""

    start: int
    end: int
    code: str


def positions_said(text: str, phrases: Phrases) -> list[Said]:
    """The positions that a text takes, in order. What "did not enjoy the support of … and would thus be noted" is
    noted."""
    codes = ["", *(code for _pattern, code in phrases.positions)]
    found: list[Said] = []
    for match in _any_position(phrases).finditer(text):
        code = codes[next(index for index, group in enumerate(match.groups()) if group is not None)]
        last = found[-1] if found else None
        if last and code == "noted" and last.code == "not_accepted" and _leads_to_note(text, last, match.start()):
            found[-1] = Said(last.start, match.end(), code)
        else:
            found.append(Said(*match.span(), code))
    return found


def _leads_to_note(text: str, refused: Said, note: int) -> bool:
    """Whether it is for want of support that recommendations are noted."""
    between = text[refused.end : note]
    supported = SUPPORT.search(text, refused.start, refused.end) is not None
    return supported and len(between) <= LONGEST_TO_NOTE and PARTED.search(between) is None


@cache
def _any_position(phrases: Phrases) -> Pattern:
    patterns = (phrases.naming.undecided, *(pattern for pattern, _code in phrases.positions))
    return re.compile("|".join(f"({pattern.pattern})" for pattern in patterns), re.IGNORECASE)


def bare_position(text: str, phrases: Phrases, *, reasons: bool = False) -> str:
    """The code of the position with which a text begins and which is all that its first clause says: "Accepted in
    principle. The …", "Recommendation accepted."; with `reasons` also "Rejected for want of funds."; else ""."""
    clause = phrases.title.sub("", FIRST_CLAUSE_END.split(text, maxsplit=1)[0].strip(" –—-*\t"))
    said = positions_said(clause, phrases)
    if len(said) != 1 or any(map(str.isdecimal, clause)):
        return ""
    word = said[0]
    if clause[word.end :].strip() and not (reasons and word.code in DECIDED):
        return ""
    letters = sum(map(str.isalpha, clause[: word.end]))
    beside = sum(map(str.isalpha, clause[: word.start]))
    return word.code if beside <= letters * MOST_BESIDE else ""


@cache
def answer_label(phrases: Phrases) -> Pattern:
    """What is said of a recommendation behind it, as a label: "Status:", "Position of the Department:"."""
    return label_of(re.compile(f"{phrases.answer.pattern}|{phrases.naming.label.pattern}"))


def answer_behind(text: str, phrases: Phrases) -> str:
    """What is said behind a label of an answer, where it begins with a position: "Our response. Agreed."."""
    label = ANSWER_LABEL.match(text)
    said = text[label.end() :] if label else ""
    return said if bare_position(said, phrases, reasons=True) else ""
