"""Further ways of asking, beside the verbs of `lexicon`: what is said once more, expected, or needed of nobody named;
and who asks, so that "the Committee invites" is told from "the city invites"."""

import re
from dataclasses import dataclass

from recommendations.importing.han import either_script

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
    verbs = [(_pattern(reiterates), "reiterate"), (_pattern(expects), "request")]
    verbs += [(_pattern(advises), "recommend")] if advises else []
    return Asking(tuple(verbs), _pattern(needed), None if authors is None else _pattern(authors))


def _pattern(source: str) -> Pattern:
    return re.compile(either_script(source), re.IGNORECASE)


ASKING = {
    "en": _asking(
        r"reiterat(?:es?|ing) (?:[\w’']+ ){1,4}?(?:recommendation|request|call|invitation)s?\b",
        r"(?:trusts|expects)(?: that)?\b|asks\b(?! whether)|would (?:welcome|appreciate)\b",
        (
            r"(?:it is|it will be) (?:essential|imperative|necessary|crucial|important|vital)\b(?! to (?:note|recall|"
            r"stress|emphasi[sz]e|underline|remember))|there is a need\b"
        ),
        (
            r"\b(?:rapporteurs?|experts?|(?:sub)?committee|working group|commission(?:er)?|board|office|OHCHR|OIOS|"
            r"secretary-general|mission|team|inspectors?|panel|group|ombud\w+|auditor\w*|delegation|evaluat\w+|"
            r"review\w*|forum|inquiry|we|i|s?he|it)\b"
        ),
        r"advis(?:es|ing)\b(?! (?:on|against)\b)",
    ),
    "fr": _asking(
        (
            r"(?:réitèr(?:e|ent|ant)|renouvell(?:e|ent|ant)|réitér(?:er|ons)) (?:[\w’']+ ){1,3}?"
            r"(?:recommandation|demande|appel|invitation)s?\b"
        ),
        (
            r"compt(?:e|ent) (?:bien )?(?:que\b|qu[’']|recevoir\b)|escompte(?:nt)? que\b|s[’']attend à ce que\b|"
            r"saurait gré\b|souhait(?:e|erait) (?:que\b|qu[’']|recevoir\b)"
        ),
        (
            r"il (?:convien(?:t|drait)|fau(?:t|drait)|import(?:e|erait)|y (?:a|aurait) lieu|(?:est|serait) (?:\w+ )?"
            r"(?:essentiel|indispensable|nécessaire|impératif|important|utile|souhaitable|judicieux))\b"
            r"(?! (?:de |d[’']|à )?(?:noter|rappeler|souligner|signaler|observer|préciser|relever|mentionner)\b)"
        ),
        (
            r"\b(?:rapporteu\w+|expert\w*|(?:sous-)?comité|groupe|commission|cour|bureau|haut-commissa\w+|HCDH|"
            r"secrétaire général\w*|inspect\w+|mission|équipe|défenseu\w+|médiat\w+|délégation|chambre|nous|je|ils?|"
            r"elles?|on)\b"
        ),
        r"préconis(?:e|ent|er|ons)\b|conseill(?:e|ent|er|ons)\b",
    ),
    "es": _asking(
        (
            r"reiter(?:a|an|ar|ando|amos) (?:[\w]+ ){1,3}?(?:recomendaci\w+|solicitud\w*|petici\w+|llamamientos?|"
            r"invitaci\w+)\b"
        ),
        r"(?:confía en|espera|cuenta con) que\b|agradecería\b|rueg(?:a|an)\b|urg(?:e|en) a(?:l|\b)",
        (
            r"(?:(?:es|sería|resulta) (?:\w+ )?(?:esencial|necesari[oa]|importante|imprescindible|conveniente|preciso|"
            r"indispensable|fundamental)|conviene|convendría|hay que|habría que|(?:se )?deb(?:e|en|ería|erían))\b"
            r"(?! (?:que )?(?:señalar|recordar|destacar|observar|mencionar|tener en cuenta|precisar)\w*\b)"
        ),
        None,
        r"aconsej(?:a|an|ar|amos)\b",
    ),
    "ru": _asking(
        (
            r"(?:подтверждает|повторяет|возобновляет) сво\w+ (?:\w+ ){0,3}?"
            r"(?:рекомендаци\w+|просьб\w+|призыв\w*|предложени\w+)"
        ),
        (
            r"(?:ожида(?:ет|ют)|надеется|рассчитыва(?:ет|ют)),? что(?=\s)|хотел(?:а|о|и)? бы (?:получить|"
            r"просить)(?=\s)|побужда(?:ет|ют)(?=\s)|обраща(?:ется|ются)(?=\s[^.]{0,80}?с (?:просьбой|призывом)\s)"
        ),
        (
            r"(?:следует|необходимо|надлежит|нужно|целесообразно|желательно|предлагается)(?=\s)"
            r"(?! (?:также |особо )?(?:отметить|подчеркнуть|напомнить|учитывать|иметь в виду|признать|упомянуть|"
            r"указать))"
        ),
        (
            r"\b(?:докладчик|эксперт|(?:под)?комитет|групп|комисси|управлени|УВКПЧ|УСВН|секретар|комиссар|инспектор|"
            r"палат|мисси|уполномоченн|ревизор|делегаци)\w*|\b(?:он|она|мы|я)\b"
        ),
        r"совету(?:ет|ют|ем)(?=\s)",
    ),
    "ar": _asking(
        r"(?:[تين]كرر|[تين]جدد)(?: تأكيد)? (?:\w+ ){0,2}?(?:توصي|طلب|دعو|نداء)\w*",
        r"(?:[تين]رجو|[تين]لتمس|[تين]أمل|[تين]توقع)(?=\s)",
        (
            r"(?:[وف]|كما |لذلك |ولذلك )?(?:ينبغي|يجب|يتعين|يلزم|لا بد)(?=\s)"
            r"(?! (?:الإشارة|التذكير|ملاحظة|التأكيد|التنويه))"
        ),
        None,
    ),
    "zh": _asking(
        r"重申[^，。；]{0,16}?(?:建议|请求|呼吁)",
        r"(?:期望|期待|希望|相信)，?(?=[^，。；]{0,30}?(?:[将应会能]|采取|提供|获告知|获悉))",
        r"(?:应当?|必须|有必要|须|宜)(?![用答急聘邀届对变力])",
        (
            r"委员会|理事会|工作组|小组|专员|报告员|专家|秘书长|考察团|代表团|特派团|观察团|监督厅|办公室|审计署|审计组|评价组|"
            r"调查组|高专办|我们?|本"
        ),
    ),
}

# What a text looks like that orders without naming anybody: "Simplify the form", "Simplifier le formulaire". English
# and Chinese have no form of the verb for it: there it is what does not tell.
ORDERS: dict[str, Pattern] = {
    "en": _pattern(
        r"(?!(?:the|an?|some|this|these|that|those|there|it|they|we|he|she|all|no|many|most|in|on|at|by|for|from|with|"
        r"as|during|since|after|before|under|of|its|their|our)\b|[\W\d])(?!.{0,80}?\b(?:was|were|is|are|has|have|had|did|"
        r"does)\b)"
    ),
    "fr": _pattern(r"(?:ne pas |se |s[’'])?[^\W\d_]+(?:er|ir|re|oir)\b"),
    "es": _pattern(r"(?:no )?[^\W\d_]+[aei]r(?:se|l[aeo]s?)?\b"),
    "ru": _pattern(r"(?:не )?[^\W\d_]+(?:ть|ти|чь)(?:ся)?\b"),
    "zh": _pattern(r"(?![本该这各其我])(?!.{0,30}?[了已曾是有])"),
}
