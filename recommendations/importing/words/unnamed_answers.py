"""How those who are audited answer what stands right above without naming it: "The Fund accepted the recommendation."

In each language `these` are recommendations by an article, a pronoun or their author alone, with nothing behind them
that says which; `several` or `both` of them; `some` only, or those of a whole report. `makers` make and discuss
recommendations, and so answer none of their own, `agent` is who answered in a sentence without a subject, `told` what
happened before the report.
"""

from dataclasses import dataclass

from recommendations.importing.signs.han import worded
from recommendations.importing.words.obliging import Pattern


@dataclass(frozen=True, eq=False)
class UnnamedAnswer:
    these: Pattern
    several: Pattern
    both: Pattern
    some: Pattern
    makers: Pattern
    agent: Pattern
    told: Pattern


UNNAMED_ANSWERS = {
    "en": UnnamedAnswer(
        these=worded(
            r"\b(?:(?:(?:the|this|that|these|those|both|all|its|their|our|each)\s(?:of\s)?)+"
            r"(?:(?:above|said|same|audit|two|three|four|five|six|OIOS|[\w-]+[’'](?:s\b)?)\s){0,3}|"
            r"(?:audit[’']s|OIOS)\s)recommendations?"
            r"(?=\s*(?:$|[.,;:()—–]|(?:and|but|while|although|which|with|without|subject|as|partially|partly|fully|"
            r"was|were|is|are|has|have)\b|"
            r"in (?:part|full|principle|its entirety|their entirety)\b|on (?:the )?(?:understanding|condition)\b|"
            r"(?:of|by|from) (?:the )?(?:board|audit\w*|committee|commission\w*|office|OIOS|ombud\w+|inspect\w+)\b))"
        ),
        several=worded(r"recommendations"),
        both=worded(r"\bboth\b|\btwo\b"),
        some=worded(r"\b(?:of|first|second|last|former|latter|most|some|part)\b"),
        makers=worded(
            r"\b(?:committee|(?:general )?assembly|the board|board of auditors|court|inspectors?|rapporteurs?|"
            r"auditors?|we|i|government of the day)\b"
        ),
        agent=worded(r"\b(?:accepted|agreed(?: to)?|rejected|refused)(?: in \w+)? by\s"),
        told=worded(r"\b(?:at (?:the|that) time|then|subsequently|formerly|originally|initially|had)\b"),
    ),
    "fr": UnnamedAnswer(
        these=worded(
            r"\b(?:la|cette|les|ces|aux|sa|ses|leurs?|l[’']ensemble des|chacune? des)\s"
            r"(?:(?:deux|trois|quatre|cinq|six|présentes?|mêmes?)\s){0,2}(?:recommandation|préconisation)s?"
            r"(?=\s*(?:$|[.,;:()—–]|(?:et|mais|tout en|partiellement|pleinement|intégralement|sans|sous réserve|"
            r"ci-dessus|qui|a|ont|est|sont)\b|en (?:partie|principe|totalité)\b|"
            r"d(?:u|e la|e l[’']|es) ?(?:comité|commission|cour|bureau|BSCI|audit\w*|inspect\w+|médiat\w+|défenseu\w+|"
            r"chambre)\b))"
        ),
        several=worded(r"(?:recommandation|préconisation)s"),
        both=worded(r"\bdeux\b"),
        some=worded(r"\b(?:de|première|seconde|dernière|plupart|certaines|partie)\b|\bd[’']"),
        makers=worded(
            r"\b(?:comité|assemblée|cour|inspect\w+|rapporteu\w+|auditeurs?|commissaires aux comptes|nous|je|on)\b"
        ),
        agent=worded(r"\b(?:accept|rejet|refus|approuv)ée?s?(?: \w+)? par\s"),
        told=worded(r"\b(?:à l[’']époque|alors|par la suite|initialement|avait|avaient)\b"),
    ),
    "es": UnnamedAnswer(
        these=worded(
            r"\b(?:la|esta|dicha|las|estas|dichas|ambas|sus?)\s(?:(?:dos|tres|cuatro|cinco|seis)\s)?"
            r"recomendaci(?:ón|ones)"
            r"(?=\s*(?:$|[.,;:()—–]|(?:[ye]|pero|aunque|parcialmente|plenamente|íntegramente|sin|con|que|"
            r"anterior(?:es)?|precedentes?|fue|fueron|ha|han|es|son)\b|en (?:parte|principio|su totalidad)\b|"
            r"de(?:l| la| los) (?:junta|comisión|comité|tribunal|contraloría|auditor\w+|defensor\w+|oficina|OSSI|"
            r"cámara)\b))"
        ),
        several=worded(r"recomendaciones"),
        both=worded(r"\bambas\b|\bdos\b"),
        some=worded(r"\b(?:de|primera|segunda|última|mayoría|algunas|parte)\b"),
        makers=worded(
            r"\b(?:comisión consultiva|comité|asamblea|la junta|tribunal|inspector\w*|relator\w*|auditores|nosotros)\b"
        ),
        agent=worded(r"\b(?:acept|rechaz)adas?(?: \w+)? por\s"),
        told=worded(r"\b(?:entonces|en su (?:día|momento)|posteriormente|inicialmente|había|habían)\b"),
    ),
    "ru": UnnamedAnswer(
        these=worded(
            r"\b(?:(?:эт|данн|указанн|вышеуказанн|дв|тр)\w+\s|об(?:е|еими|оими)\s|всеми\s|все\s|(?:её|ее|его|их)\s)*"
            r"рекомендаци\w+"
            r"(?=\s*(?:$|[.,;:()—–]|(?:и|но|а|частично|полностью|при условии|"
            r"был[аио]?|принят[аы]|отклонен[аы])\b|в (?:принципе|полном|части)\b|"
            r"(?:комисси|комитет|управлени|сч[её]тной палат|палат|аудитор|ревизор|уполномоченн|УСВН|инспектор)\w*))"
        ),
        several=worded(
            r"рекомендациями|рекомендаций|(?:об[ео]\w*|вс[ею]\w*|дв\w+|три|эти|данные|указанные) рекомендаци"
        ),
        both=worded(r"\b(?:об[ео]|дв)\w*"),
        some=worded(r"\b(?:из|перв|втор|последн|больш|част|некотор|одн)\w*\b"),
        makers=worded(
            r"\b(?:комитет\w*|ассамбле\w+|палат\w+|инспектор\w*|докладчик\w*|аудитор\w*|мы|я)\b"
        ),
        agent=worded(r"(?:принят|отклон[её]н)\w*(?: частично)? (?!к )\w+(?:ом|ем|ей|ой|ами)\b"),
        told=worded(r"\b(?:тогда|в свое время|впоследствии|первоначально)\b"),
    ),
    "ar": UnnamedAnswer(
        these=worded(
            r"(?<!\w)(?:(?:ب|ل)?(?:هذه|هاتين|تلك|جميع|كلتا|كل|كافة) )*(?:ب?ال|لل)توصي(?:ة|ات|تين|تان)"
            r"(?=\s*(?:$|[.،؛:()—–]|و|لكن|جزئي|كلي|من حيث|بالكامل|مع |دون |بشرط|المذكورة|أعلاه))"
        ),
        several=worded(r"توصي(?:ات|تين|تان)"),
        both=worded(r"توصي(?:تين|تان)"),
        some=worded(r"(?:معظم|بعض|إحدى|أولى|ثاني|جزء|غالبية|أغلب)"),
        makers=worded(r"(?<!\w)[وف]?(?:اللجنة|الجمعية العامة|المحكمة|المفتش\w*|المقرر\w*|مراجع\w* الحسابات)(?!\w)"),
        agent=worded(r"(?:مقبول|مرفوض|قبل|رفض)\w* من (?:قبل|جانب)\s"),
        told=worded(r"آنذاك|حينها|وقتها|في حينه|كان(?:ت)? قد"),
    ),
    "zh": UnnamedAnswer(
        these=worded(
            r"(?:(?:[这此该各]|上述|以上|所有|全部)\w{0,4}?|[^，。；：、关有对报]{0,10}的)?建议"
            r"(?=\s*(?:$|[，。；：,;（(]|并|但|且|表示))"
        ),
        several=worded(r"[两二三四五六些几各]|所有|全部"),
        both=worded(r"[两二]"),
        some=worded(r"其中|部分|多数|一些|若干|第|报"),
        makers=worded(r"咨询委员会|咨委会|审计委员会|大会|检查专员|报告员|审计[署组员]|我们|^委员会"),
        agent=worded(r"(?<=\w)[对就]"),
        told=worded(r"当时|其后|此后|后来|最初|起初"),
    ),
}  # fmt: skip
