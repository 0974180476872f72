"""The words that give away the shape of a part: titles of recommendations, positions taken, annexes, answers.

Where `lexicon` says what a sentence asks, this says what a line or a table column is. One entry for each language.
"""

import re
from dataclasses import dataclass
from functools import cache

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


@dataclass(frozen=True, eq=False)
class Phrases:
    """The words of one language.

    `title` stands before the number of a titled recommendation, `ordinals` are such numbers in words; `positions` are
    coded, those that deny or limit before those that affirm; `through` links the ends of a range; `answer` begins what
    was done or said about an older recommendation, `done` only what was done; `past` says that it is one. `columns`
    are coded: the headings of a table of recommendations. `draft` names a text that somebody else is to adopt,
    `quoted` begins with the paragraph of another report what is quoted from there.
    """

    title: Pattern
    ordinals: OrdinalWords
    positions: Coded
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
    positions=_coded(
        (
            (
                r"(?:partially|partly) accept\w*|accept\w* (?:[\w.,–-]+ ){0,6}?(?:in part|in principle|"
                r"partially)\b(?! accept)"
            ),
            "partially_accepted",
        ),
        (r"(?:partially|partly) support\w*|support\w* (?:in part|partially)", "partially_supported"),
        (r"not (?:\w+ )?enjoy(?:ed)? (?:the|its|their|our) support[^.;]{0,60}?\bnoted\b", "noted"),
        (r"agree[sd]?\b (?:with qualification|in part)|partial(?:ly)? (?:agree|concur)\w*", "partially_accepted"),
        (r"disagree[sd]?\b|(?:did|do|does) not (?:agree|concur)\b|non-concur\w*", "not_accepted"),
        (
            (
                r"(?:do(?:es)?|did|could|can|ha[sv]e?)\s*not (?:\w+ )?(?:accept|support|"
                r"enjoy(?:ed)? (?:the|its|their|our) support)\w*|"
                r"(?:unable|not in a position) to (?:accept|support)|not accepted|not supported|reject(?:s|ed)?\b"
            ),
            "not_accepted",
        ),
        (
            (
                r"(?:takes?|took|taken) (?:\w+ )?note\b|(?<!as )\bnot(?:ed|es?)\b(?! that\b| with\b|"
                r" the\b(?! (?:following )?recomm))"
            ),
            "noted",
        ),
        (r"\b(?:accept(?:s|ed|ing)?|agree[sd]?|concur(?:s|red)?)\b", "accepted"),
        (r"\benjoys? (?:the|its|their|our) (?:full )?support\b|\bsupport(?:s|ed)?\b", "supported"),
    ),
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
        r"(?:recommandations?|rec\.|préconisations?)(?:\s+[^\W\d_]{6,}(?=\s+[n\d]))?(?:\s+n(?:o|[°º]|uméro)\.?)?"
    ),
    ordinals=FRENCH_ORDINALS,
    positions=_coded(
        (
            r"partiellement accept\w*|accept\w* (?:[\w.,–-]+ ){0,6}?(?:partiellement|en partie)\b(?! accept)",
            "partially_accepted",
        ),
        (r"partiellement (?:appuy|souten)\w*|(?:appuy|souten)\w* (?:partiellement|en partie)", "partially_supported"),
        (
            (
                r"n[’'e]\s?(?:ont|a|est|étaient|sont) pas (?:\w+ )?(?:l[’']adhésion|acceptée?s?)|"
                r"n[’'](?:accepte|appuie)\w* pas|"
                r"n[’'e]\s?(?:ont |a )?(?:recueill|reç|obten|obtien|bénéfici|emport)\w* pas|n[’'](?:ont|"
                r"a) pas (?:recueilli|reçu|obtenu|emporté)|n[’'](?:y )?adhèr\w+ pas|n[’']ont pas été (?:acceptée|"
                r"appuyée|soutenue)s|non acceptée?s?|rejet(?:te|tent|ée?s?)\b"
            ),
            "not_accepted",
        ),
        (r"pren(?:d|ant|nent) (?:\w+ )?note|pris(?:es?)? (?:\w+ )?note|\bnotées?\b", "noted"),
        (r"\baccept(?:e|ent|ée?s?)\b", "accepted"),
        (
            (
                r"(?:recueill|reç|obten|obtien|bénéfici|emport)\w+ (?:de )?(?:l[’']|son |leur |le )(?:adhésion|"
                r"agrément|appui|soutien|assentiment)|\b(?:a adhéré|adhère|souscrit)\b|"
                r"(?<!avec )(?<!grâce à )l[’']appui\b|\bappuy\w+|\bappuie\w*|\bsoutenues?\b|\bsoutient\b"
            ),
            "supported",
        ),
    ),
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
        r"(?:recomendaci(?:ón|ones)|rec\.)(?:\s+[^\W\d_]{6,}(?=\s+[n\d]))?(?:\s+(?:n[úu]m\.?|n[°ºo]\.?|"
        r"n\.[°ºo]|número))?"
    ),
    ordinals=SPANISH_ORDINALS,
    positions=_coded(
        (
            r"parcialmente acept\w*|acept\w* (?:[\w.,–-]+ ){0,6}?(?:parcialmente|en parte)\b(?! acept)",
            "partially_accepted",
        ),
        (r"parcialmente apoyad\w*|(?:apoyad\w*|apoya\w*) (?:parcialmente|en parte)", "partially_supported"),
        (
            (
                r"no (?:cuentan|gozan|cuenta|goza|contaron|gozaron|recibieron|han recibido|obtuvieron) (?:con (?:el|"
                r"su)|el|del?|de su) (?:apoyo|respaldo|aprobación)|no (?:se )?(?:pued\w+ )?(?:acept|apoy)\w*|no (?:ha|"
                r"han) (?:acept|apoy)ad\w*|rechaza\w*"
            ),
            "not_accepted",
        ),
        (r"tom(?:a|an|ado|ó|aron|ando) (?:debida )?(?:nota|conocimiento)|\banotadas?\b|\bnotadas?\b", "noted"),
        (r"\bacept(?:an?|ad[ao]s?|ó|aron)\b", "accepted"),
        (
            (
                r"(?:cuentan?|cont[óa]r?o?n?|gozan?) (?:con (?:el|su)|del?|de su) (?:apoyo|respaldo|aprobación)|"
                r"(?:ha |han )?(?:recibido|obtenido|recibieron) el apoyo|\bapoya(?:n|das?|dos?)?\b"
            ),
            "supported",
        ),
    ),
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
    positions=_coded(
        (
            (
                r"частично приня(?:т[аоы]?|ла?|ло|ли)\b|частично принима(?:ет|ют)|(?:принят[аоы]?|принима(?:ет|"
                r"ют)) (?:[\w.,–-]+ ){0,6}?частично\b(?! при)"
            ),
            "partially_accepted",
        ),
        (r"частично поддерж\w*|поддерж\w* частично", "partially_supported"),
        (
            (
                r"не (?:нашл|получ|встрет|пользу|пользовал)\w* поддержк\w*[^.;]{0,60}?(?:принят\w*|"
                r"принимает)\b[^.;]{0,12} к сведению"
            ),
            "noted",
        ),
        (
            (
                r"не (?:нашл[аи]|нашел|встретил\w*|получил\w*) поддержк\w*|не (?:\w+ )?(?:пользу\w+|"
                r"пользовал\w*) поддержкой|не (?:был\w* |может |могут )?поддерж\w*|"
                r"не принят[аоы]?\b(?! (?:[\w–-]+ ){0,4}?к сведению)|не принимает|"
                r"не приня(?:ла?|ло|ли)\b|отклон\w*|отверг\w*"
            ),
            "not_accepted",
        ),
        (r"(?:принят[аоы]?|принима\w+|принял\w*) (?:[\w–-]+ ){0,4}?к сведению|\bотмечен\w*", "noted"),
        (
            (
                r"\bпринят[аоы]?\b|\bпринима(?:ет|ют)(?:ся)?\b|\bприня(?:ла?|ло|ли) (?=(?:\w+ )?рекомендаци)|"
                r"\bсоглас(?:ил(?:ся|ась|ись)|ен|на|ны) с(?:о \w+)? рекомендаци"
            ),
            "accepted",
        ),
        (r"(?:пользу\w+|пользовал\w*) поддержкой|(?:получил|встретил)\w* поддержку|\bподдерж\w*", "supported"),
    ),
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
    positions=_coded(
        (r"(?:مقبولة|قبلت|تقبل|يقبل|قبول) (?:\w+ ){0,4}?جزئيا", "partially_accepted"),
        (r"(?:مؤيدة|تؤيد|يؤيد|أيدت|تأييد) (?:\w+ ){0,4}?جزئيا", "partially_supported"),
        (
            (
                r"(?:لا|لم|لن) (?:تحظ|يحظ|تقبل|يقبل|تؤيد|يؤيد|تلق|تنل|تحصل)\w*|غير (?:مقبول|مؤيد)(?:ة|تين|تان|ات)|"
                r"لا يمكن\w* (?:قبول|تأييد)|مرفوض(?:ة|تان|تين|ات)|رفضت|ترفض|يرفض"
            ),
            "not_accepted",
        ),
        (r"(?:أحاط|تحيط|يحيط|أحيط|الإحاطة)\w*\s+(?:\w+ ){0,4}?علما|محاط بها علما", "noted"),
        (r"مقبول(?:ة|تان|تين|ات)|قبلت|تقبل|يقبل", "accepted"),
        (r"(?:أعرب\w*|[تي]عرب) عن تأييد\w*|تحظى|تحظيان|حظيت|يحظى|مؤيد(?:ة|تان|تين|ات)|تؤيد|يؤيد|أيدت", "supported"),
    ),
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
    positions=_coded(
        (r"部分(?:接[受纳]|采纳|同意)", "partially_accepted"),
        (r"部分支持", "partially_supported"),
        (
            r"(?:不|未|没有|无法|不能|未能)(?:予以?|表示)?(?:接[受纳]|采纳|支持|赞同)|[未没](?:有|能)?(?:得到|获得?|受到)\w{0,12}(?:支持|赞同)|拒绝接受",
            "not_accepted",
        ),
        (r"(?:表示|得到|加以|予以|仅予?)?注意(?:到)?|备悉", "noted"),
        (r"接[受纳]|采纳", "accepted"),
        (r"支持|赞同", "supported"),
    ),
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


def answer_behind(text: str, phrases: Phrases) -> str:
    """What is said behind a label of an answer, where it begins with a position: "Our response. Agreed."."""
    label = ANSWER_LABEL.match(text)
    said = text[label.end() :] if label else ""
    first = re.split(r"[.。؛،,;:]", said, maxsplit=1)[0].strip()
    return said if any(position.fullmatch(first) for position, _code in phrases.positions) else ""
