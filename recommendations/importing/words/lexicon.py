"""The words by which a report shows its parts, in the six languages of the United Nations.

Verbs come as (pattern, code): the codes are the same in every language, so that "鼓励", "encourage" and "alienta"
are one thing. Patterns are matched at the place the rule in `operative` or `title_page` names, ignoring case.
"""

from dataclasses import dataclass

from recommendations.importing.signs.han import worded
from recommendations.importing.words.actors import ACTORS, BODIES
from recommendations.importing.words.obliging import OBLIGES, Coded, Pattern


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The words of one language.

    `lead_in` may stand before a verb; `addressee_end` ends the addressee after it; `obliges` follows an addressee
    that is the subject ("Member States should"). `actor_joins` links two actors to one addressee; `further` stands
    before the verb of a second request in the same text.
    """

    language: str
    verbs: Coded
    lead_in: Pattern
    actors: Coded
    actor_joins: Pattern
    addressee_end: Pattern
    obliges: Coded
    recommendation_heading: Pattern
    summary_heading: Pattern
    contents_heading: Pattern
    opening_heading: Pattern
    session: Pattern
    agenda: Pattern
    issuer: Pattern
    masthead: Pattern
    further: Pattern | None = None


def _coded(*pairs: tuple[str, str]) -> Coded:
    return tuple((worded(source), code) for source, code in pairs)


ENGLISH = Lexicon(
    language="en",
    verbs=_coded(
        (r"(?:strongly )?encourag(?:es?|ing)\b", "encourage"),
        (r"(?:strongly )?urg(?:es?|ing)\b", "urge"),
        (r"request(?:s|ing)?\b", "request"),
        (r"invit(?:es?|ing)\b", "invite"),
        (r"call(?:s|ing)? (?:up)?on\b", "call_upon"),
        (r"appeal(?:s|ing)? to\b", "appeal"),
        (r"(?:strongly )?recommend(?:s|ing)?(?: that)?\b|it is (?:\w+ )?recommended(?: that)?\b", "recommend"),
    ),
    lead_in=worded(
        r"(?:(?:to|also|further|again|in this regard|in that regard|and|the (?:\w+[ -]){0,6}?\w+|it is|it|"
        rf"s?he|we(?: \w+ and)?|i|{BODIES})[, ]+)??(?:to |also |further |once again |again |therefore |accordingly |"
        r"hereby |would |should )*"
    ),
    actors=ACTORS["en"],
    actor_joins=worded(r"\s*(?:,\s*(?:and )?|and |as well as )\s*"),
    addressee_end=worded(r",?\s+to\b|\s+that\b|\s*[:,;]|\s+(?:should|shall|must)\b"),
    obliges=OBLIGES["en"],
    recommendation_heading=worded(r"\brecommendations?\b"),
    summary_heading=worded(r"(?:executive )?summary\.?"),
    contents_heading=worded(r"(?:table of )?contents"),
    opening_heading=worded(r"introduction|background|overview|preface|foreword"),
    session=worded(r"(?:[\w-]+(?: [\w-]+)? )?session(?: (?:of )?\d{4})?"),
    agenda=worded(r"(?:agenda )?items?\s+(?P<item>\d+\s*(?:\([a-z]+\))?(?: and \d+)*)\b.*"),
    issuer=worded(r"(?:note|report|letter)s? (?:by|of|from|prepared by) .+"),
    masthead=worded(
        r"united nations|general assembly|security council|economic and social council|human rights council|"
        r"distr\.?\s*:.*|original\s*:.*|english|general|limited|\d{1,2} \w+ \d{4}"
    ),
    further=worded(r",?\s+and (?:(?:also|further) )?(?=\w+s\b)"),
)

FRENCH = Lexicon(
    language="fr",
    verbs=_coded(
        (r"encourag(?:e|er|eant|eons)(?: vivement)?\b", "encourage"),
        (
            (
                r"(?:(?:demand|pri)(?:e|er|ant|ons) instamment|exhort(?:e|er|ant|ons)|engag(?:e|er|eant) (?:vivement|"
                r"instamment))\b"
            ),
            "urge",
        ),
        (r"(?:pri(?:e|er|ant|ons)|demand(?:e|er|ant|ons))\b", "request"),
        (r"invit(?:e|er|ant|ons)\b", "invite"),
        (r"(?:lanc(?:e|er|ant) un appel|engag(?:e|er|eant)|appel(?:le|er|ant))\b", "call_upon"),
        (r"recommand(?:e|er|ant|ons)(?: que)?\b|il est (?:\w+ )?recommandé(?: que| à)?(?=\s)", "recommend"),
    ),
    lead_in=worded(
        r"(?:(?:(?:le|la|les|l[’'])\s?(?:[\w’'-]+ ){1,7}?)|nous |je |ils? |elles? )??"
        r"(?:l(?:[’']|es? |a |ui |eur ))?(?:d[’']|de |à |également |aussi |en outre |à nouveau )*"
    ),
    actors=ACTORS["fr"],
    actor_joins=worded(r"\s*(?:,\s*|et |ainsi que )\s*"),
    addressee_end=worded(r",?\s+(?:à|de|que)\b|,?\s+d[’']|\s*[:,;]|\s+(?:doi(?:t|vent)|devrai(?:t|ent))\b"),
    obliges=OBLIGES["fr"],
    recommendation_heading=worded(r"\brecommandations?\b"),
    summary_heading=worded(r"résumé(?: analytique)?"),
    contents_heading=worded(r"table des matières|sommaire"),
    opening_heading=worded(r"introduction|généralités|contexte"),
    session=worded(r"[\w-]+(?:[ -][\w-]+)? session(?: (?:ordinaire|extraordinaire))?(?: de \d{4})?"),
    agenda=worded(r"points?\s+(?P<item>\d+(?:\s*[a-z]\))?).*ordre du jour.*"),
    issuer=worded(r"(?:rapport|note|lettre)s? (?:du|de la|de l[’']|des|établi).+"),
    masthead=worded(
        r"nations unies|assemblée générale|conseil de sécurité|conseil économique et social|distr\.?\s*:.*|"
        r"original\s*:.*|français|générale|\d{1,2}(?:er)? \w+ \d{4}"
    ),
    further=worded(r",?\s+et (?:(?:également|aussi) )?(?:l(?:ui|eur) |l[’'])?(?=\w+(?:e|ons)\b)"),
)

SPANISH = Lexicon(
    language="es",
    verbs=_coded(
        (r"(?:alent(?:ar|ando|amos)|alienta|que aliente)\b", "encourage"),
        (r"(?:inst(?:a|ar|ando|amos)|que inste)\b", "urge"),
        (r"(?:solicit(?:a|ar|ando|amos)|pid(?:e|iendo)|pedi(?:r|mos)|que (?:solicite|pida))\b", "request"),
        (r"(?:invit(?:a|ar|ando|amos)|que invite)\b", "invite"),
        (r"(?:exhort(?:a|ar|ando|amos)|hac(?:e|er) un llamamiento|que exhorte)\b", "call_upon"),
        (r"(?:recomiend(?:a|e)|recomend(?:ar|ando|amos))(?: que)?\b", "recommend"),
    ),
    lead_in=worded(
        r"(?:(?:el|la|los|las) (?:\w+ ){1,7}?|al? (?:\w+ ){1,12}?les? )??"
        r"(?:también |además,? |asimismo,? |encarecidamente |a que |se |l[oe]s? )*"
    ),
    actors=ACTORS["es"],
    actor_joins=worded(r"\s*(?:,\s*|y |así como )\s*(?:a )?"),
    addressee_end=worded(r",?\s+(?:a que|que|a)\b(?! (?:los|las|la)\b)|\s*[:,;]|\s+(?:debe(?:n|rían?)?)\b"),
    obliges=OBLIGES["es"],
    recommendation_heading=worded(r"\brecomendaci(?:ón|ones)\b"),
    summary_heading=worded(r"resumen(?: ejecutivo)?"),
    contents_heading=worded(r"índice"),
    opening_heading=worded(r"introducción|antecedentes"),
    session=worded(r"\w+(?: \w+)? (?:período|periodo) (?:extraordinario )?de sesiones"),
    agenda=worded(r"temas?\s+(?P<item>\d+(?:\s*[a-z]\))?).*(?:programa|agenda).*"),
    issuer=worded(r"(?:informe|nota|carta)s? (?:del?|de la|preparad\w+).+"),
    masthead=worded(
        r"naciones unidas|asamblea general|consejo de seguridad|consejo económico y social|distr\.?\s*:.*|"
        r"original\s*:.*|español|general|\d{1,2} de \w+ de \d{4}"
    ),
    further=worded(r",?\s+[ye] (?:(?:también|además) )?(?:l[eo]s? )?(?=\w+[ae]\b)"),
)

RUSSIAN = Lexicon(
    language="ru",
    verbs=_coded(
        (r"настоятельно (?:призва(?:ть|л)|призывает|призывая)(?=\s)", "urge"),
        (r"(?:поощря(?:ть|ет|я)|рекоменду(?:ет|ем) поощрять)(?=\s)", "encourage"),
        (r"(?:призвать|призыва(?:ет|ем|ют|я))(?=\s)", "call_upon"),
        (r"(?:просить|прос(?:ит|им|ят)|попросить|обратиться с просьбой к)(?=\s)", "request"),
        (r"(?:предложить|предлага(?:ет|ем|ют|я)|пригласить)(?=\s)", "invite"),
        (r"(?:рекомендовать|рекоменду(?:ет(?:ся)?|ем|ют|я))(?=[\s,:])", "recommend"),
    ),
    lead_in=worded(r"(?:(?:\w+ ){0,6}?)??(?:также |далее |вновь |кроме того,? )*"),
    actors=ACTORS["ru"],
    actor_joins=worded(r"\s*(?:,\s*|и |а также )\s*"),
    addressee_end=worded(
        r"\s+(?:\w+(?<!ос)ть(?:ся)?|\w+чь(?:ся)?|\w*(?:йти|вести|нести))(?=[\s,;:.]|$)|\s*[:,;]|\s+(?:следует|"
        r"должн\w+)\b"
    ),
    obliges=OBLIGES["ru"],
    recommendation_heading=worded(r"\bрекомендаци[ияй]\w*"),
    summary_heading=worded(r"резюме"),
    contents_heading=worded(r"содержание|оглавление"),
    opening_heading=worded(r"введение"),
    session=worded(r"(?:\w+ )?\w+ (?:специальная |основная )?сессия(?: \d{4} года)?"),
    agenda=worded(r"пункты?\s+(?P<item>\d+(?:\s*[a-zа-я]\))?).*повестки дня.*"),
    issuer=worded(r"(?:доклад|записка|письмо) .+"),
    masthead=worded(
        r"организация объединенных наций|генеральная ассамблея|совет безопасности|distr\.?\s*:.*|original\s*:.*|"
        r"общее|язык оригинала.*|russian|\d{1,2} \w+ \d{4} года"
    ),
    further=worded(r",?\s+и (?:(?:также|далее|вновь) )?(?=(?:настоятельно )?\w+[еи]т\b)"),
)

ARABIC = Lexicon(
    language="ar",
    verbs=_coded(
        (r"(?:[أي]?ن?[تي]?شجع|تشجيع|التشجيع)(?=\s)", "encourage"),
        (r"(?:[تين]حث|حث|الحث)(?=\s)", "urge"),
        (r"(?:[تين]طلب|الطلب|طلب|أن تطلب)(?=\s)", "request"),
        (r"(?:[تين]دعو|دعوة|الدعوة|أن تدعو|[تي]دعى(?=\s[^.]{3,80}?\sإلى\s))(?=\s)", "invite"),
        (r"(?:[تين]هيب|مناشدة|[تين]ناشد)(?=\s)", "call_upon"),
        (r"(?:[أتين]وصي(?:ها|هم|ه)?|يوصى|(?:ال)?توصية(?=\s+(?:ب|إلى|ل)))(?=\s)", "recommend"),
    ),
    lead_in=worded(r"(?:(?:[\w]+ ){0,5}?)??(?:أن |أيضا |كذلك |و)*"),
    actors=ACTORS["ar"],
    actor_joins=worded(r"\s*(?:،\s*)?و(?=ال)"),
    addressee_end=worded(r"\s+(?:على|إلى|أن|بأن|ل\w+)(?=\s)|\s*[:،؛]"),
    obliges=OBLIGES["ar"],
    recommendation_heading=worded(r"(?:ال)?توصيات|(?:ال)?توصية"),
    summary_heading=worded(r"(?:ال)?موجز(?: تنفيذي)?|ملخص"),
    contents_heading=worded(r"(?:ال)?محتويات"),
    opening_heading=worded(r"مقدمة"),
    session=worded(r"الدورة .+"),
    agenda=worded(r"(?:البند|بند)\s+(?P<item>\d+).*جدول الأعمال.*"),
    issuer=worded(r"(?:تقرير|مذكرة|رسالة) .+"),
    masthead=worded(r"الأمم المتحدة|الجمعية العامة|مجلس الأمن|distr\.?\s*:.*|original\s*:.*|عام|arabic"),
    further=worded(r"،?\s+و(?=[تي](?:وصي|حث|طلب|دعو|هيب|ناشد|شجع))"),
)

CHINESE = Lexicon(
    language="zh",
    verbs=_coded(
        (r"鼓励", "encourage"),
        (r"敦促|促请", "urge"),
        (r"吁请|呼吁", "call_upon"),
        (r"邀请", "invite"),
        (r"建议(?!\s?[\d第]|的|分[为成]|均[已获由为]|共[\d有计])", "recommend"),
        (r"请求?|要求(?![^，。；]{1,20}的[^，。；]{1,4}(?:载|列|见))", "request"),
    ),
    lead_in=worded(
        r"(?:我们?|她|他|本[^，。；：曾已]{1,5}?|[^，。；：曾已]{0,12}?(?:委员会|理事会|(?:常设|政府间)论坛|工作组|小组|专员|报告员|独立专家|检查专员|秘书长|大会|考察团|代表团|特派团|观察团|"
        r"监督厅|办公室|高专办|"
        r"审计署|申诉专员|督[察导]组|调查组|巡[视察]组|调研组|(?<!联合)检查组|核查组|[评审]\w{1,4}组))??(?:还|并|也|又|再次|强烈|同时|特此|谨|继续|因此|促|大力|进一步|重申|郑重|在此|为此)*"
    ),
    actors=ACTORS["zh"],
    actor_joins=worded(r"[和、及]|以及"),
    addressee_end=worded(r"[：:，；。]"),
    obliges=OBLIGES["zh"],
    recommendation_heading=worded(r"建议"),
    summary_heading=worded(r"(?:内容)?(?:摘要|提要)"),
    contents_heading=worded(r"目\s*录"),
    opening_heading=worded(r"导\s*言|引\s*言|背景|概述"),
    session=worded(r"第.{1,8}(?:届|次).{0,6}会议(?:续会)?"),
    agenda=worded(r".{0,12}?(?:项目|议程项目)\s*(?P<item>\d+(?:\s*[(（][a-z][)）])?)(?:\s.*)?"),
    issuer=worded(r".{2,40}的(?:报告|说明|信)"),
    masthead=worded(
        r"联合国|大会|安全理事会|经济及社会理事会|人权理事会|distr\.?\s*:.*|original\s*:.*|chinese|普遍|\d{4} 年.*日"
    ),
    further=worded(r"[，；](?:还|并|且|也|亦|又|但|同时|再|进一步|因此|特别)+"),
)

LEXICONS = {lexicon.language: lexicon for lexicon in (ARABIC, CHINESE, ENGLISH, FRENCH, RUSSIAN, SPANISH)}
