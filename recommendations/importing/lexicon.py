"""The words by which a report shows its parts, in the six languages of the United Nations.

Verbs come as (pattern, code): the codes are the same in every language, so that "鼓励", "encourage" and "alienta"
are one thing. Patterns are matched at the place the rule in `operative` or `title_page` names, ignoring case.
"""

import re
from dataclasses import dataclass

from recommendations.importing.han import either_script

Pattern = re.Pattern[str]
Coded = tuple[tuple[Pattern, str], ...]


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


def _pattern(source: str) -> Pattern:
    return re.compile(either_script(source), re.IGNORECASE)


def _coded(*pairs: tuple[str, str]) -> Coded:
    return tuple((_pattern(source), code) for source, code in pairs)


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
    lead_in=_pattern(
        r"(?:(?:to|also|further|again|in this regard|in that regard|and|the (?:\w+[ -]){0,6}?\w+|it is|it|"
        r"s?he|we|i)[, ]+)??(?:to |also |further |once again |again |therefore |accordingly |hereby |would |should )*"
    ),
    actors=_coded(
        (
            (
                r"(?:the )?states? part(?:y|ies)\b(?: to (?:the |that |this )?(?:[\w-]+ ){0,10}?(?:convention|"
                r"covenant|protocols?|treaty|statute)\b)?"
            ),
            "states_parties",
        ),
        (
            (
                r"(?:all |the |those |other |its |each |every )*(?:member )?states?\b(?! parties)|(?:(?:the|all|"
                r"its) )*(?:[\w-]+ ){0,2}?governments?\b(?: of [A-Z][\w-]+(?: [A-Z]\w+)*)?"
            ),
            "member_states",
        ),
        (r"(?:the )?international community\b", "international_community"),
        (
            (
                r"(?:the )?(?:secretary-general|secretariat|(?:united nations )?office (?:on|for|of) [\w ]+?|UNODC|"
                r"high commissioner[\w ]*?|executive director|administration|director-general)\b"
            ),
            "secretariat",
        ),
        (
            (
                r"(?:(?:the|all|its|each|every|our) )+(?:[\w’'&,-]+ ){0,6}?(?:assembly|council|commission|committee|"
                r"ministry|minister|department|agency|authority|parliament|police|judiciary|management|board|"
                r"inspectorate|ombudsman|commissioner|director|secretary|organi[sz]ation|office|representation|"
                r"mission|country team|bank|fund)\b|(?:(?:the|all|its|other) )?(?:[\w-]+ ){0,2}?(?:councils|"
                r"ministries|departments|agencies|authorities|parliaments|boards|commissioners|directors|"
                r"organi[sz]ations|executive heads|legislative bodies|offices|donors|universities)\b|"
                r"(?:general assembly|[\w ]{0,40}(?:council|commission|committee))\b"
            ),
            "other",
        ),
    ),
    actor_joins=_pattern(r"\s*(?:,\s*(?:and )?|and |as well as )\s*"),
    addressee_end=_pattern(r",?\s+to\b|\s+that\b|\s*[:,;]|\s+(?:should|shall|must)\b"),
    obliges=_coded(
        (r"(?:should|shall|must|ought to|need(?:s)? to)\b", "should"),
        (r"(?:are|is) (?:strongly )?encouraged\b", "encourage"),
        (r"(?:are|is) (?:strongly )?urged\b", "urge"),
        (r"(?:are|is) requested\b", "request"),
        (r"(?:are|is) invited\b", "invite"),
        (r"(?:are|is) called (?:up)?on\b", "call_upon"),
    ),
    recommendation_heading=_pattern(r"\brecommendations?\b"),
    summary_heading=_pattern(r"(?:executive )?summary\.?"),
    contents_heading=_pattern(r"(?:table of )?contents"),
    opening_heading=_pattern(r"introduction|background|overview|preface|foreword"),
    session=_pattern(r"(?:[\w-]+(?: [\w-]+)? )?session(?: (?:of )?\d{4})?"),
    agenda=_pattern(r"(?:agenda )?items?\s+(?P<item>\d+\s*(?:\([a-z]+\))?(?: and \d+)*)\b.*"),
    issuer=_pattern(r"(?:note|report|letter)s? (?:by|of|from|prepared by) .+"),
    masthead=_pattern(
        r"united nations|general assembly|security council|economic and social council|human rights council|"
        r"distr\.?\s*:.*|original\s*:.*|english|general|limited|\d{1,2} \w+ \d{4}"
    ),
    further=_pattern(r",?\s+and (?:(?:also|further) )?(?=\w+s\b)"),
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
    lead_in=_pattern(
        r"(?:(?:(?:le|la|les|l[’'])\s?(?:[\w’'-]+ ){1,7}?)|nous |je |ils? |elles? )??(?:d[’']|de |à |"
        r"également |aussi |en outre |à nouveau )*"
    ),
    actors=_coded(
        (
            r"(?:aux?|les|des|l[’'])?\s?états? parties?\b[^,;:]{0,60}?(?=\s+(?:à|de|d[’']|et)\b|[,;:.]|$)",
            "states_parties",
        ),
        (
            r"(?:aux?|les?|tous les|des|l[’'])?\s?(?:états?(?: membres)?|gouvernements?|pays)\b(?! parties)",
            "member_states",
        ),
        (r"(?:à )?la communauté internationale\b", "international_community"),
        (
            (
                r"(?:au|le|la|à l[’']|l[’'])\s?(?:secrétaire général(?:e)?|secrétariat|ONUDC|administration|"
                r"office des nations unies[\w ,’']*?|haut-commissa\w+)(?=\s|[,;:.]|$)"
            ),
            "secretariat",
        ),
        (
            (
                r"(?:l[’']|à l[’'])assemblée générale\b|(?:à )?(?:les?|aux?|la|l[’'])\s?(?:conseils?|commissions?|"
                r"comités?|ministères?|ministres?|autorités?|parlements?|polices?|directions?|directeurs?|"
                r"directrices?|agences?|organes directeurs|chefs de secrétariat|organisations?|organismes?|donateurs|"
                r"médiateur|bureaux?)\b[\w ’']{0,40}?"
            ),
            "other",
        ),
    ),
    actor_joins=_pattern(r"\s*(?:,\s*|et |ainsi que )\s*"),
    addressee_end=_pattern(r",?\s+(?:à|de|que)\b|,?\s+d[’']|\s*[:,;]|\s+(?:doi(?:t|vent)|devrai(?:t|ent))\b"),
    obliges=_coded(
        (r"(?:doi(?:t|vent)|devrai(?:t|ent))\b", "should"),
        (r"(?:sont|est) (?:vivement )?encouragée?s?\b", "encourage"),
        (r"(?:sont|est) (?:instamment )?priée?s?\b", "request"),
        (r"(?:sont|est) invitée?s?\b", "invite"),
    ),
    recommendation_heading=_pattern(r"\brecommandations?\b"),
    summary_heading=_pattern(r"résumé(?: analytique)?"),
    contents_heading=_pattern(r"table des matières|sommaire"),
    opening_heading=_pattern(r"introduction|généralités|contexte"),
    session=_pattern(r"[\w-]+(?:[ -][\w-]+)? session(?: (?:ordinaire|extraordinaire))?(?: de \d{4})?"),
    agenda=_pattern(r"points?\s+(?P<item>\d+(?:\s*[a-z]\))?).*ordre du jour.*"),
    issuer=_pattern(r"(?:rapport|note|lettre)s? (?:du|de la|de l[’']|des|établi).+"),
    masthead=_pattern(
        r"nations unies|assemblée générale|conseil de sécurité|conseil économique et social|distr\.?\s*:.*|"
        r"original\s*:.*|français|générale|\d{1,2}(?:er)? \w+ \d{4}"
    ),
    further=_pattern(r",?\s+et (?:(?:également|aussi) )?(?=\w+e\b)"),
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
    lead_in=_pattern(
        r"(?:(?:el|la|los|las) (?:\w+ ){1,7}?)??(?:también |además |asimismo |encarecidamente |a que |se )*"
    ),
    actors=_coded(
        (r"(?:a )?(?:los |el |al )?estados? partes?\b[^,;:]{0,60}?(?=\s+(?:a|que|y)\b|[,;:.]|$)", "states_parties"),
        (
            r"(?:al? )?(?:todos )?(?:los |el )?(?:estados?(?: miembros?)?|gobiernos?|países)\b(?! partes?)",
            "member_states",
        ),
        (r"(?:a )?la comunidad internacional\b", "international_community"),
        (
            (
                r"(?:al?|el|la|a la)\s(?:secretari[oa] general|secretaría|oficina de las naciones unidas[\w ,]*?|"
                r"UNODC|administración|alto comisionado)(?=\s|[,;:.]|$)"
            ),
            "secretariat",
        ),
        (
            (
                r"(?:a )?la asamblea general\b|(?:al? )?(?:el |los |las |la )?(?:consejos?|comisi(?:ón|ones)|"
                r"comités?|ministerios?|ministr[oa]s?|autoridad(?:es)?|parlamentos?|policía|direcci(?:ón|ones)|"
                r"director(?:a|es)?|agencias?|órganos (?:rectores|legislativos)|jefes ejecutivos|organizaci(?:ón|"
                r"ones)|organismos?|municipalidad(?:es)?|donantes|oficinas?)\b[\w ]{0,40}?"
            ),
            "other",
        ),
    ),
    actor_joins=_pattern(r"\s*(?:,\s*|y |así como )\s*(?:a )?"),
    addressee_end=_pattern(r",?\s+(?:a que|que|a)\b(?! (?:los|las|la)\b)|\s*[:,;]|\s+(?:debe(?:n|rían?)?)\b"),
    obliges=_coded(
        (r"(?:debe(?:n|rían?)?|tien(?:e|en) que|habrían? de)\b", "should"),
        (r"se (?:alienta|encomia)\b", "encourage"),
        (r"se insta\b", "urge"),
    ),
    recommendation_heading=_pattern(r"\brecomendaci(?:ón|ones)\b"),
    summary_heading=_pattern(r"resumen(?: ejecutivo)?"),
    contents_heading=_pattern(r"índice"),
    opening_heading=_pattern(r"introducción|antecedentes"),
    session=_pattern(r"\w+(?: \w+)? (?:período|periodo) (?:extraordinario )?de sesiones"),
    agenda=_pattern(r"temas?\s+(?P<item>\d+(?:\s*[a-z]\))?).*(?:programa|agenda).*"),
    issuer=_pattern(r"(?:informe|nota|carta)s? (?:del?|de la|preparad\w+).+"),
    masthead=_pattern(
        r"naciones unidas|asamblea general|consejo de seguridad|consejo económico y social|distr\.?\s*:.*|"
        r"original\s*:.*|español|general|\d{1,2} de \w+ de \d{4}"
    ),
    further=_pattern(r",?\s+y (?:(?:también|además) )?(?=\w+[ae]\b)"),
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
    lead_in=_pattern(r"(?:(?:\w+ ){0,6}?)??(?:также |далее |вновь |кроме того,? )*"),
    actors=_coded(
        (
            (
                r"(?:все(?:х|м)? )?государств(?:а|ам|о|у)?\s*[-–]\s*участник\w*(?: Конвенции[\w ]{0,40}?)?(?=\s|"
                r"[,;:.]|$)"
            ),
            "states_parties",
        ),
        (
            r"(?:все(?:х|м)? )?(?:государства\w{0,2}(?:\s*[-–]\s*член\w*)?|правительств\w*|стран\w*)(?=\s|[,;:.]|$)",
            "member_states",
        ),
        (r"международно\w+ сообществ\w+", "international_community"),
        (
            (
                r"(?:Генеральн\w+ секретар\w+|Секретариат\w*|Управлени\w+(?: Организации[\w ]*?)?|ЮНОДК|УНП ООН|"
                r"администраци\w+)(?=\s|[,;:.]|$)"
            ),
            "secretariat",
        ),
        (
            (
                r"Генеральн\w+ Ассамбле\w+|(?:Совет|Комисси|Комитет|Министерств|Министр|Парламент|Полици|Ведомств|"
                r"Директор|Организаци|Агентств|Фонд|Департамент|Исполнительн\w+ глав|Директивн\w+ орган|Власт|"
                r"Орган)\w*"
            ),
            "other",
        ),
    ),
    actor_joins=_pattern(r"\s*(?:,\s*|и |а также )\s*"),
    addressee_end=_pattern(
        r"\s+(?:\w+(?<!ос)ть(?:ся)?|\w+чь(?:ся)?|\w*(?:йти|вести|нести))(?=[\s,;:.]|$)|\s*[:,;]|\s+(?:следует|"
        r"должн\w+)\b"
    ),
    obliges=_coded((r"(?:следует|надлежит|долж(?:ны|но|на|ен)|необходимо)\b", "should"), (r"предлагается\b", "invite")),
    recommendation_heading=_pattern(r"\bрекомендаци[ияй]\w*"),
    summary_heading=_pattern(r"резюме"),
    contents_heading=_pattern(r"содержание|оглавление"),
    opening_heading=_pattern(r"введение"),
    session=_pattern(r"(?:\w+ )?\w+ (?:специальная |основная )?сессия(?: \d{4} года)?"),
    agenda=_pattern(r"пункты?\s+(?P<item>\d+(?:\s*[a-zа-я]\))?).*повестки дня.*"),
    issuer=_pattern(r"(?:доклад|записка|письмо) .+"),
    masthead=_pattern(
        r"организация объединенных наций|генеральная ассамблея|совет безопасности|distr\.?\s*:.*|original\s*:.*|"
        r"общее|язык оригинала.*|russian|\d{1,2} \w+ \d{4} года"
    ),
    further=_pattern(r",?\s+и (?:(?:также|далее|вновь|настоятельно) )?(?=\w+[еи]т\b)"),
)

ARABIC = Lexicon(
    language="ar",
    verbs=_coded(
        (r"(?:[أي]?ن?[تي]?شجع|تشجيع|التشجيع)(?=\s)", "encourage"),
        (r"(?:[تين]حث|حث|الحث)(?=\s)", "urge"),
        (r"(?:[تين]طلب|الطلب|طلب|أن تطلب)(?=\s)", "request"),
        (r"(?:[تين]دعو|دعوة|الدعوة|أن تدعو)(?=\s)", "invite"),
        (r"(?:[تين]هيب|مناشدة|[تين]ناشد)(?=\s)", "call_upon"),
        (r"(?:[تين]وصي|يوصى|(?:ال)?توصية(?=\s+(?:ب|إلى|ل)))(?=\s)", "recommend"),
    ),
    lead_in=_pattern(r"(?:(?:[\w]+ ){0,5}?)??(?:أن |أيضا |كذلك |و)*"),
    actors=_coded(
        (r"(?:إلى )?(?:جميع )?(?:الدول الأطراف|الدولة الطرف)(?: في الاتفاقية)?", "states_parties"),
        (r"(?:إلى )?(?:جميع )?(?:الدول(?: الأعضاء)?|الحكوم(?:ات|ة)|البلدان)", "member_states"),
        (r"(?:إلى )?المجتمع الدولي", "international_community"),
        (
            (
                r"(?:إلى )?(?:الأمين العام|الأمانة العامة|(?:ال)?مكتب(?: الأمم المتحدة[\w ]{0,40}?)?|"
                r"المفوض\w* السامي\w*|الإدارة)(?=\s|[،؛:.]|$)"
            ),
            "secretariat",
        ),
        (
            (
                r"(?:إلى |على )?(?:الجمعية العامة|المجلس|اللجنة|الوزارة|وزارة|السلطات|البرلمان|الشرطة|"
                r"الهيئات التشريعية|الرؤساء التنفيذيين|المنظمات|الوكالات|الجهات المانحة)"
            ),
            "other",
        ),
    ),
    actor_joins=_pattern(r"\s*(?:،\s*)?و(?=ال)"),
    addressee_end=_pattern(r"\s+(?:على|إلى|أن|بأن|ل\w+)(?=\s)|\s*[:،؛]"),
    obliges=_coded((r"(?:ينبغي|يجب|يتعين)(?=\s)", "should")),
    recommendation_heading=_pattern(r"(?:ال)?توصيات|(?:ال)?توصية"),
    summary_heading=_pattern(r"(?:ال)?موجز(?: تنفيذي)?|ملخص"),
    contents_heading=_pattern(r"(?:ال)?محتويات"),
    opening_heading=_pattern(r"مقدمة"),
    session=_pattern(r"الدورة .+"),
    agenda=_pattern(r"(?:البند|بند)\s+(?P<item>\d+).*جدول الأعمال.*"),
    issuer=_pattern(r"(?:تقرير|مذكرة|رسالة) .+"),
    masthead=_pattern(r"الأمم المتحدة|الجمعية العامة|مجلس الأمن|distr\.?\s*:.*|original\s*:.*|عام|arabic"),
)

CHINESE = Lexicon(
    language="zh",
    verbs=_coded(
        (r"鼓励", "encourage"),
        (r"敦促|促请", "urge"),
        (r"吁请|呼吁", "call_upon"),
        (r"邀请", "invite"),
        (r"建议(?!\s?[\d第]|的)", "recommend"),
        (r"请求?|要求", "request"),
    ),
    lead_in=_pattern(
        r"(?:我们?|本[^，。；：曾已]{1,5}?|[^，。；：曾已]{0,12}?(?:委员会|理事会|工作组|小组|专员|报告员|独立专家|检查专员|秘书长|大会|考察团|代表团|特派团|观察团|监督厅|办公室|高专办|"
        r"审计署|申诉专员|督察组|调查组|[评审]\w{1,4}组))??(?:还|并|也|又|再次|强烈|同时|特此|谨|继续|因此|促|大力|进一步|重申|郑重|在此|为此)*"
    ),
    actors=_coded(
        (r"(?:缔约国|缔约方|签署国|签署方)", "states_parties"),
        (r"(?:会员国|成员国|各国政府|各国|国家|政府)", "member_states"),
        (r"国际社会", "international_community"),
        (
            r"(?:秘书长|秘书处|署长|局长|处长|司长|主任|办公室|办事处|高级专员|执行主任|总干事|行政当局|专员办|禁毒办|管理当局)",
            "secretariat",
        ),
        (r"(?:大会|委员会|理事会|安理会|实体|机构|组织|基金|方案|工作组|伙伴|民间社会|私营部门|捐助方|各方)", "other"),
        (r"(?:[育生利政防务通业境交动济化法安技设源]部(?![分门])|部门|当局|机关|法院|检察院|公司)", "other"),
    ),
    actor_joins=_pattern(r"[和、及]|以及"),
    addressee_end=_pattern(r"[：:，；。]"),
    obliges=_coded((r"(?:(?<![回反供适响相对效感呼])应当?(?![用答急聘邀届对变])|必须|须)", "should")),
    recommendation_heading=_pattern(r"建议"),
    summary_heading=_pattern(r"(?:内容)?(?:摘要|提要)"),
    contents_heading=_pattern(r"目\s*录"),
    opening_heading=_pattern(r"导\s*言|引\s*言|背景|概述"),
    session=_pattern(r"第.{1,8}(?:届|次).{0,6}会议(?:续会)?"),
    agenda=_pattern(r".{0,12}?(?:项目|议程项目)\s*(?P<item>\d+(?:\s*[(（][a-z][)）])?)(?:\s.*)?"),
    issuer=_pattern(r".{2,40}的(?:报告|说明|信)"),
    masthead=_pattern(
        r"联合国|大会|安全理事会|经济及社会理事会|人权理事会|distr\.?\s*:.*|original\s*:.*|chinese|普遍|\d{4} 年.*日"
    ),
    further=_pattern(r"[，；](?:还|并|也|又|同时|再)+"),
)

LEXICONS = {lexicon.language: lexicon for lexicon in (ARABIC, CHINESE, ENGLISH, FRENCH, RUSSIAN, SPANISH)}
