"""Further ways of asking, beside the verbs of `lexicon`: what is said once more, expected, or needed of nobody named;
and who asks, so that "the Committee invites" is told from "the city invites"."""

import re
from dataclasses import dataclass

from recommendations.importing.signs.han import either_script, worded
from recommendations.importing.words.actors import BODIES

Pattern = re.Pattern[str]


@dataclass(frozen=True)
class Asking:
    """The words of one language.

    `verbs` are coded as in `lexicon`; `needed` begins a sentence that has no subject ("il convient de"), unless it
    only draws attention. `authors` are those who make reports; None where the verb stands first and is no noun.
    """

    verbs: tuple[tuple[Pattern, str], ...]
    needed: Pattern
    authors: Pattern | None


def _asking(reiterates: str, expects: str, needed: str, authors: str | None, advises: str = "") -> Asking:
    verbs = [(worded(reiterates), "reiterate"), (worded(expects), "request")]
    verbs += [(worded(advises), "recommend")] if advises else []
    return Asking(tuple(verbs), worded(needed), None if authors is None else worded(authors))


ASKING = {
    "en": _asking(
        r"reiterat(?:es?|ing) (?:[\w’']+ ){1,4}?(?:recommendation|request|call|invitation|expectation|appeal|need|"
        r"importance)s?\b|reiterat(?:es?|ing) that (?=[^.]{0,80}?\b(?:required|needed|should|must)\b)",
        r"(?:trusts?|expects?)(?: that)?\b|asks?\b(?! whether)|would (?:welcome|appreciate)\b|looks? forward to\b|"
        r"(?:requires|(?<=we )require) (?:an? (?:[\w-]+ ){0,3}?(?:report|briefing|update|explanation|presentation|"
        r"response|plan)s?\b|"
        r"(?:the )?\w[\w’'-]*(?: [\w’'-]+){0,6}? to (?:submit|provide|report|brief|present|explain|furnish)\b)|"
        r"proposes?\b|suggests?(?: that\b|(?= \w+ing\b))|calls? for\b|"
        r"believes? (?:that )?(?=[^.]{0,40}?(?:consideration|attention) should)",
        (
            r"(?:it is|it will be) (?:essential|imperative|necessary|crucial|important|vital)\b(?! to (?:note|recall|"
            r"stress|emphasi[sz]e|underline|remember))|there is a need\b|"
            r"it (?:should|must) be a (?:\w+ )?(?:matter of (?:\w+ )?)?priority (?:for|that)\b"
        ),
        (
            r"\b(?:rapporteurs?|experts?|(?:sub)?committee|working group|commission(?:er)?|board|office|OHCHR|OIOS|"
            r"secretary-general|mission|team|inspectors?|panel|group|ombud\w+|auditor\w*|delegation|evaluat\w+|"
            r"review\w*|forum|inquiry|(?<!general )assembly|we|i|s?he|it)\b|"
            rf"\b(?:{BODIES})\b"
        ),
        r"advis(?:es?|ing)(?= that | [^.;]{3,250}? to (?!(?:the|an?|its|their|all|which|this|these)\b)\w)",
    ),
    "fr": _asking(
        (
            r"(?:réitèr(?:e|ent|ant)|renouvell(?:e|ent|ant)|réitér(?:er|ons)) (?:[\w’']+ ){1,3}?"
            r"(?:recommandation|demande|appel|invitation|attente|nécessité|importance)s?\b"
        ),
        (
            r"exige(?:nt)? (?:que\b|qu[’']|une? (?=rapport|exposé|réponse|explication|mise à jour)|de\b|d[’'])|"
            r"compt(?:e|ent) (?:bien )?(?:que\b|qu[’']|recevoir\b)|escompte(?:nt)? que\b|s[’']attend à ce que\b|"
            r"saurait gré\b|souhait(?:e|erait) (?:que\b|qu[’']|recevoir\b)|"
            r"(?:propos(?:e|ent|ons)|suggèr(?:e|ent)|suggérons) (?:en outre |également |aussi |par ailleurs )?"
            r"(?:que\b|qu[’']|de\b|d[’']|à\b|aux?\b)|en appelle à?"
        ),
        (
            r"il (?:convien(?:t|drait)|fau(?:t|drait)|import(?:e|erait)|y (?:a|aurait) lieu|(?:est|serait) (?:\w+ )?"
            r"(?:essentiel|indispensable|nécessaire|impératif|important|utile|souhaitable|judicieux))\b"
            r"(?! (?:de |d[’']|à )?(?:noter|rappeler|souligner|signaler|observer|préciser|relever|mentionner)\b)"
        ),
        (
            r"\b(?:rapporteu\w+|expert\w*|(?:sous-)?comité|groupe|commission|cour|bureau|haut-commissa\w+|HCDH|"
            r"secrétaire général\w*|forum|instance|inspect\w+|mission|équipe|défenseu\w+|médiat\w+|délégation|chambre|"
            r"assemblée(?! générale)|nous|je|ils?|"
            r"elles?|on)\b"
        ),
        r"préconis(?:e|ent|er|ons)\b|conseill(?:e|ent|er|ons)(?= (?:à|aux?|de|que) | (?:d|qu)[’'])",
    ),
    "es": _asking(
        (
            r"reiter(?:a|an|ar|ando|amos) (?:[\w]+ ){1,3}?(?:recomendaci\w+|solicitud\w*|petici\w+|llamamientos?|"
            r"invitaci\w+|expectativa|necesidad|importancia)\b"
        ),
        # A law requires too, and its verb would be taken for an author's.
        r"(?:(?<=omisión )|(?<=omité )|(?<=onsejo ))(?:requiere|exige) (?:que\b|al?\b|un (?=informe|plan))|"
        r"(?:confía en|espera|cuenta con) que\b|agradecería\b|rueg(?:a|an)\b|urg(?:e|en) a(?:l|\b)|"
        r"propon(?:e|en|emos) (?:que\b|al?\b)|sugier(?:e|en)\b|sugerimos\b|conmina\b",
        (
            r"(?:(?:es|sería|resulta) (?:\w+ )?(?:esencial|necesari[oa]|importante|imprescindible|conveniente|preciso|"
            r"indispensable|fundamental)|conviene|convendría|hay que|habría que|(?:se )?deb(?:e|en|ería|erían))\b"
            r"(?! (?:que )?(?:señalar|recordar|destacar|observar|mencionar|tener en cuenta|precisar)\w*\b)"
        ),
        None,
        r"recom(?:iendo|endamos)\b|aconsej(?:a|an|ar|amos)(?= (?:que|al?) )",
    ),
    "ru": _asking(
        (
            r"(?:подтверждает|повторяет|возобновляет) сво\w+ (?:\w+ ){0,3}?"
            r"(?:рекомендаци\w+|просьб\w+|призыв\w*|предложени\w+|ожидани\w+)|(?:вновь подтверждает|"
            r"повторяет) (?:необходимость|важность)"
        ),
        (
            r"требу(?:ет|ют|ем),? (?=чтобы|от\s|представить|доложить|отч[её]т|доклад|обеспечить|принять)|"
            r"(?:ожида(?:ет|ют)|надеется|рассчитыва(?:ет|ют)),? что(?=\s)|хотел(?:а|о|и)? бы (?:получить|"
            r"просить)(?=\s)|побужда(?:ет|ют)(?=\s)|обраща(?:ется|ются)(?=\s[^.]{0,80}?с (?:просьбой|"
            r"призывом)\s)|предписыва(?:ет|ют|ем)(?=\s)|"
            r"счита(?:ет|ют|ем) (?:необходимым|целесообразным|важным|нужным|желательным)(?=\s)|настаивает(?=\s)"
        ),
        (
            r"(?:следует|необходимо|надлежит|нужно|целесообразно|желательно|предлагается)(?=[\s,])"
            r"(?! (?:также |особо )?(?:отметить|подчеркнуть|напомнить|учитывать|иметь в виду|признать|упомянуть|"
            r"указать))"
        ),
        (
            r"\b(?:докладчик|эксперт|форум|"
            r"(?:под)?комитет|групп|комисси|управлени|УВКПЧ|УСВН|секретар|комиссар|инспектор|"
            r"палат|мисси|уполномоченн|ревизор|делегаци)\w*|\b(?:он|она|мы|я)\b"
        ),
        r"совету(?:ет|ют|ем)(?=\s)|рекоменду(?:ю|ем)(?=\s)",
    ),
    "ar": _asking(
        r"(?:[تين]كرر|[تين]جدد)(?: تأكيد)? (?:\w+ ){0,2}?(?:توصي|طلب|دعو|نداء)\w*",
        (
            r"(?:[تين]رجو|[تين]لتمس|[تين]أمل|[تين]توقع|[تين]قترح|[تين]نصح|[تين]طالب|[تين]رى (?:ضرورة|وجوب)|"
            r"[تين]شدد على (?:ضرورة|وجوب)|[تين]ؤكد (?:على )?(?:ضرورة|وجوب))(?=\s)"
        ),
        (
            r"(?:[وف]|كما |لذلك |ولذلك )?(?:قد [تي]رغب|قد [تي]ود|ينبغي|يجب|يتعين|يلزم|يتوجب|يستحسن|لا بد)(?=\s)"
            r"(?! (?:الإشارة|التذكير|ملاحظة|التأكيد|التنويه))"
        ),
        None,
    ),
    "zh": _asking(
        r"重申[^，。；]{0,16}?(?:建议|请求|呼吁)",
        r"(?:期望|期待|希望|相信)，?(?=[^，。；]{0,30}?(?:[将应会能]|采取|提供|获告知|获悉))",
        r"(?:应当?|必须|有必要|须|宜)(?![用答急聘邀届对变力])",
        (
            r"委员会|理事会|论坛|工作组|小组|专员|报告员|专家|秘书长|考察团|代表团|特派团|观察团|监督厅|办公室|审计署|审计组|评价组|"
            r"调查组|督[察导]组|巡[视察]组|调研组|检查组|高专办|我们?|她|他|本"
        ),
    ),
}

# What a text looks like that orders without naming anybody: "Simplify the form", "Simplifier le formulaire". English
# and Chinese have no form of the verb for it: there it is the verbs themselves, where no noun of the same form stands.
ORDERS: dict[str, Pattern] = {
    "en": worded(
        r"(?:also |further |urgently |immediately |gradually |regularly |formally |fully |jointly |publicly |"
        r"not? )?(?:ab"
        r"olish|accelerate|add|address|adopt|advertise|agree|align|allocate|allow|amend|apply|appoint|approve|arrange|"
        r"assess|assign|assist|audit|avoid|ban|base|bring|build|carry|cease|centrali[sz]e|change|check|clarify|close|"
        r"collect|combine|commission|communicate|compensate|complete|compile|comply|conduct|confirm|consider|"
        r"consolidate|consult|continue|convene|cooperate|coordinate|correct|create|cut|decide|define|delegate|deliver|"
        r"design|designate|determine|develop|devote|disclose|discontinue|disseminate|distribute|document|draft|draw|"
        r"eliminate|embed|employ|enable|enact|encourage|end|enforce|engage|enhance|ensure|equip|establish|evaluate|"
        r"examine|exempt|expand|expedite|explore|extend|facilitate|finali[sz]e|fill|finance|fit|fix|follow|formulate|"
        r"foster|fund|give|grant|guarantee|harmoni[sz]e|hire|hold|identify|implement|impose|improve|include|"
        r"incorporate|"
        r"increase|inform|initiate|insert|inspect|install|instruct|integrate|intensify|introduce|investigate|invest|"
        r"invite|involve|issue|keep|launch|lift|limit|link|maintain|make|mandate|map|measure|moderni[sz]e|monitor|move|"
        r"name|negotiate|notify|obtain|offer|open|organi[sz]e|oversee|pay|penali[sz]e|permit|pilot|place|plan|prepare|"
        r"prevent|prioriti[sz]e|procure|prohibit|promote|promulgate|protect|provide|publish|purchase|pursue|put|raise|"
        r"ratify|reassess|recogni[sz]e|reconcile|record|recover|recruit|redesign|reduce|refer|reform|refrain|regulate|"
        r"reinforce|release|remedy|remind|remove|renew|renovate|repair|repeal|replace|report|request|require|resolve|"
        r"restore|restrict|restructure|retain|review|revise|revisit|revoke|scale|secure|seek|send|separate|set|share|"
        r"simplify|speed|standardi[sz]e|start|step|stop|streamline|strengthen|study|submit|supply|support|suspend|"
        r"tailor|take|target|terminate|test|track|train|transfer|translate|undertake|update|upgrade|use|verify|waive|"
        r"withdraw|work|write)\b(?! (?:of|was|were|is|are|has|have|had|by|from|in|at|that)\b)(?=[ ,])"
    ),
    "fr": worded(r"(?:ne pas |se |s[’'])?[^\W\d_]+(?:er|ir|re|oir)\b"),
    "es": worded(r"(?:no )?[^\W\d_]+[aei]r(?:se|l[aeo]s?)?\b"),
    "ru": worded(r"(?:не )?[^\W\d_]+(?:ть|ти|чь)(?:ся)?\b"),
    "zh": worded(
        r"(?:在?[^，。；]{0,14}[前内起底末]，?|尽快|尽早|及时|进一步|切实|依法|定期|继续|全面|积极|立即|逐步|联合|会同|重新|适时|妥善|持续|深入|严格|依规|着力|大力)*(?:加强|建立|"
        r"完善|制定|制订|订定|修订|修改|修正|确保|保证|落实|推动|推进|推广|提高|提升|增加|增设|增列|增聘|增订|设立|设置|改进|改善|开展|采取|采用|加快|"
        r"加速|健全|优化|扩大|严格|强化|明确|规范|督促|研究|研议|检讨|建置|促进|促使|支持|保障|保护|废除|取消|停止|禁止|减少|降低|公布|公开|发布|"
        r"提供|提交|组织|编制|编写|审查|评估|调查|核实|追缴|追究|追回|清理|清查|整顿|培训|配备|安装|更换|简化|统一|纳入|批准|实施|执行|指定|任命|"
        r"成立|创建|建设|拨|延长|排查|学习贯彻|压实|严肃|责成|补齐|整治|出台|打通|理顺|引导|深化|充实|细化|夯实|协助|避免|防止|消除|惩处|议处|赔偿|退还|收回|归还|对[^，。]{1,20}进行|向[^，。]{1,20}提供|为[^，。]{1,20}(?:提供|制定|"
        r"建立|设)|将[^，。]{1,30}(?:纳入|列入|列为|扩大|延长|提高|降|改|接入)|把[^，。]{1,30}(?:纳入|列入|列为)|让|每[年月季]|至少)(?![^，。；]{0,12}[了已曾过])"
    ),
}

# What an author tells of its own session, under a heading of recommendations: "The Committee also recommended that".
_SAID = {
    "en": (
        r"the (?:[\w-]+ ){0,4}?(?:committee|commission|council|board|group|panel|conference|meeting|forum|experts|"
        r"participants|seminar|assembly|bureau|inquiry|ombudsman) "
        r"(?:also |further |therefore |strongly |unanimously )*(?:recommended|requested|"
        r"urged|encouraged|invited|called (?:up)?on|reiterated its (?:recommendation|request)|suggested|proposed)\b"
    ),
    "fr": (
        r"(?:le|la|les|l[’'])\s?(?:[\w’-]+ ){0,4}?(?:comité|commission|conseil|groupe|conférence|réunion|forum|experts|"
        r"participants|assemblée|bureau)(?: [\w’-]+){0,4}? (?:a|ont) (?:également |en outre |aussi |"
        r"vivement )*(?:recommandé|prié|"
        r"demandé|engagé|encouragé|invité|exhorté|préconisé|proposé)\b"
    ),
    "es": (
        r"(?:el|la|los|las) (?:\w+ ){0,3}?(?:comité|comisión|consejo|grupo|conferencia|reunión|foro|expertos|"
        r"participantes|asamblea|junta|oficina)(?: \w+){0,3}? (?:también |además |asimismo )*(?:recomend(?:ó|aron)|"
        r"solicit(?:ó|aron)|"
        r"inst(?:ó|aron)|exhort(?:ó|aron)|invit(?:ó|aron)|alent(?:ó|aron)|pidi(?:ó|eron))\b"
    ),
    "ru": (
        r"(?:\w+ ){0,2}?(?:комитет|комиссия|совет|группа|конференция|совещание|форум|эксперты|участники|"
        r"ассамблея|палата|бюро)"
        r"(?: \w+){0,3}? (?:также |далее |настоятельно )*(?:рекомендовал[аио]?|просил[аио]?|попросил[аио]?|"
        r"призвал[аио]?|"
        r"предложил[аио]?)(?=[\s,])"
    ),
    "ar": (
        r"و?(?:أوصت|أوصى|طلبت|طلب|دعت|دعا|حثت|حث|شجعت|ناشدت) (?:(?:كذلك|أيضا) )?(?:اللجنة|المجلس|الفريق|"
        r"المؤتمر|الاجتماع|"
        r"المنتدى|الخبراء|المشاركون|الجمعية|الهيئة|المكتب)(?=\s)"
    ),
}
OWN_PAST = {language: worded(said) for language, said in _SAID.items()}

# "On 30 June 2014 the Commission recommended that": the day on which it did.
_YEAR = r"(?:19|20)\d\d"
ON_A_DAY = {
    "en": worded(rf"on (?:[a-z]+day,? )?(?:\d{{1,2}}(?:st|nd|rd|th)? \w+|\w+ \d{{1,2}}(?:st|nd|rd|th)?),? {_YEAR},? "),
    "fr": worded(rf"le (?:[a-z]+di |dimanche )?\d{{1,2}}(?:er)? \w+ {_YEAR},? "),
    "es": worded(rf"el (?:día )?\d{{1,2}}[.º°]? de \w+ del? {_YEAR},? "),
    "ru": worded(rf"\d{{1,2}} \w+ {_YEAR} (?:года?|г\.),? "),
    "ar": worded(rf"و?(?:في|بتاريخ) (?:يوم )?\d{{1,2}} [\w/]+(?: \w+)? {_YEAR}[،,]? "),
}

# What an auditor tells below each finding: "To recover the sums, we recommended that the officers should …".
_AT_FIRST = r"(?:(?:to|in order to|pour|afin (?:de|que)|para|с целью|в целях|чтобы) [^.:;]{3,90}, |\w{4,12}, )?"
FIRST_PERSON_PAST = {
    "en": worded(
        _AT_FIRST + r"(?:we|i) (?:\w+ )?(?:recommended|urged|advised|asked|requested|directed|called (?:up)?on)\b"
    ),
    "fr": worded(_AT_FIRST + r"nous (?:leur |lui )?avons (?:\w+ )?(?:recommandé|invité|exhorté|conseillé|demandé)\b"),
    "es": worded(_AT_FIRST + r"(?:hemos|habíamos) (?:\w+ )?(?:recomendado|instado|pedido|exhortado)\b|se recomendó\b"),
    "ru": worded(_AT_FIRST + r"(?:мы|нами) (?:\w+ )?(?:рекомендова\w+|предложи\w+|призва\w+|было рекомендовано)"),
    "ar": worded(r"و?(?:قد )?(?:أوصينا|طلبنا|نصحنا|حثثنا|دعونا)(?=\s)"),
}

# An author's own "I recommend", as in a letter.
FIRST_PERSON = {
    "en": worded(r"\b(?:i|we) (?:\w+ ){0,2}?recommend\b|\b(?:i am|we are) (?:\w+ )?recommending\b"),
    "fr": worded(r"\bje (?:vous )?recommande\b|\bnous (?:vous )?recommandons\b"),
    "es": worded(r"\brecom(?:iendo|endamos)\b"),
    "ru": worded(r"\bрекоменду(?:ю|ем)\b"),
    "ar": worded(r"(?:^|\s)و?(?:أوصي|نوصي)(?=\s)"),
    "zh": worded(r"(?:我们?|本人|笔者)[^，。]{0,6}建议"),
}

# "To this end, it is recommended": nobody is named where the verb needs no subject.
CONNECTIVE = re.compile(
    either_script(
        r"[为因据]此|有[鉴鑑][于於]此|[鉴鑑][于於]上述|综上(?:所述|论述)?|基[于於]上述|[爰故]|"
        r"(?:根据|依据|依照|按照)[^，。]{0,20}(?:程序|公约|议定书|条(?:例|款)?|规定)"
    )
)
# In Chinese the author’s own request may begin at once; not "please see", nor measures of encouragement.
IMPLIED = re.compile(either_script(r"请(?![求见参注查])|[促吁]请|敦促|呼吁(?!书)|鼓励(?!措施|政策|办法)"))
