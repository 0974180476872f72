"""How an auditor tells in its own report what it recommended, in the third person: "the Court recommended that"."""

from collections.abc import Sequence

from recommendations.importing.signs.han import worded

MOST_BEFORE = 120  # characters before the author: "In view of the above,"

_BEFORE = rf"(?:[^.:;,،]{{3,{MOST_BEFORE}}}[,،] )?"
_WHO = {
    "en": r"court(?: of (?:audit|accounts|auditors))?|(?:national |state )?audit (?:office|chamber|board|commission)|"
    r"auditor[ -]general|comptroller[\w -]*|chamber of accounts|inspectorate",
    "fr": r"cour(?: des comptes)?|chambre(?: (?:régionale )?des comptes)?|inspection générale|vérificat\w+ général\w*|"
    r"auditeur général|contrôle (?:fédéral )?des finances",
    "es": r"tribunal de cuentas|contraloría(?: general)?(?: de la república)?|"
    r"auditoría(?: superior| general)?(?: de la \w+)?|cámara de cuentas|sindicatura(?: de cuentas)?|corte de cuentas",
    "ru": r"сч[её]тн\w+ палат\w+|контрольно-сч[её]тн\w+ \w+|комитет\w* государственного контроля|"
    r"ревизионн\w+ комисси\w+",
    "ar": r"المجلس(?: الأعلى للحسابات)?|محكمة (?:الحسابات|المحاسبات)|ديوان (?:المحاسبة|الرقابة(?: المالية)?)|"
    r"الجهاز(?: المركزي للمحاسبات)?|الديوان|المحكمة",
    "zh": r"审计(?:署|部|处|厅|局|长|机关|委员会)|监察院|国家审计署",
}
TOLD_BY_AUDITORS = {
    "en": worded(
        rf"{_BEFORE}(?:the (?:{_WHO['en']})|it)(?:,? (?:has|have|also|further|finally|lastly|therefore|likewise|"
        r"accordingly),?)* recommended,?(?: (?:also|further|finally|in particular),?)? (?:that|to|the|an?)\b"
    ),
    "fr": worded(
        rf"{_BEFORE}(?:l[ae] (?:{_WHO['fr']})|l[’'](?:{_WHO['fr']})|elle|il)(?: (?:lui|leur))? a,?"
        r"(?: (?:également|aussi|enfin|en outre|par ailleurs|de même|donc|ainsi|notamment),?)*"
        r" (?:recommandé|préconisé),?(?: (?:également|aussi|enfin|en outre|principalement|notamment|par ailleurs),?)*"
        r"(?: (?:aux?|à|de|des|que|la|le|les)\b| [dl][’'])"
    ),
    "es": worded(
        rf"{_BEFORE}(?:(?:el|la) (?:{_WHO['es']})|(?=(?:también|asimismo|además|igualmente) ))"
        r"(?: ?(?:también|asimismo|además|igualmente|por último|finalmente),?)*,? (?:ha )?(?:recomendó|recomendado)"
        r"(?: (?:también|además|asimismo),?)? (?:al?|que|la|el|los|las)\b"
    ),
    "ru": worded(
        rf"(?:[^.:;]{{3,{MOST_BEFORE}}}?[, ] ?)?(?:(?:{_WHO['ru']})|она|он)"
        r"(?: (?:также|далее|кроме того|наконец|дополнительно))* рекомендова(?:ла|л|ло)(?=[\s,])"
    ),
    "ar": worded(
        rf"{_BEFORE}(?:و|كما |وقد |قد |كما قد )*(?:أوصى|أوصت)(?: (?:{_WHO['ar']}))?(?: (?:أيضا|كذلك))?,?(?=\s)"
    ),
    "zh": worded(
        r"(?:[^。：；，]{2,20}，)?(?:" + _WHO["zh"] + r")(?:还|并|亦|也|同时|另|最后|进一步|已)*建议(?![的书案]|\s?\d)"
    ),
}  # fmt: skip
# What was found leads to what is recommended.
CONCLUDES = {
    "en": worded(r"(?:in (?:the )?(?:light|view) of|given|based on|considering|having regard to|on the basis of) |"
                 r"(?:accordingly|consequently|therefore|to this end),"),
    "fr": worded(r"(?:eu égard|au vu|au regard|compte tenu|à la lumière|sur la base|en considération)\b|"
                 r"(?:en conséquence|par conséquent|à cet effet|à cette fin)\b"),
    "es": worded(r"(?:en vista|habida cuenta|a la luz|en atención|teniendo en cuenta|sobre la base|con base|"
                 r"en razón)\b|(?:por lo anterior|por ello|en consecuencia|a tal efecto|por tanto)\b"),
    "ru": worded(r"(?:с уч[её]том|в свете|ввиду|на основании|исходя из|принимая во внимание|в связи с|в этой связи)\b"),
    "ar": worded(r"(?:و?في ضوء|و?بناء على|و?نظرا|وعليه|و?بالنظر|و?اعتبارا|و?لذلك|و?استنادا)"),
    "zh": worded(r"综上|[鉴鑑][于於]|有鉴于|基[于於]|[为因据]此|据上"),
}  # fmt: skip


def names_itself(title: Sequence[str], language: str) -> bool:
    """Whether the lines of a title name such an author: what others recommended is told in other reports."""
    named = worded(_WHO[language])
    return any(named.search(line) for line in title)
