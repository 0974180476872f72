"""How corrigenda speak in English, French and Spanish."""

from recommendations.importing.corrigenda.words import (
    ALSO,
    ITEM,
    NUMERAL,
    REFERENCES,
    CorrigendumWords,
    corrigendum_words,
)

ENGLISH_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "last": -1,
    "final": -1, "penultimate": -2,
}  # fmt: skip
FRENCH_ORDINALS = {
    "premi": 1, "deuxi": 2, "second": 2, "troisi": 3, "quatri": 4, "cinqui": 5, "sixi": 6, "septi": 7, "huiti": 8,
    "derni": -1, "avant-derni": -2,
}  # fmt: skip
SPANISH_ORDINALS = {
    "primer": 1, "segund": 2, "tercer": 3, "cuart": 4, "quint": 5, "sext": 6, "séptim": 7, "octav": 8, "últim": -1,
    "penúltim": -2,
}  # fmt: skip

_NTH = "first|second|third|fourth|fifth|sixth|seventh|eighth|last|final|penultimate"
_EN_ONE = rf"{_NTH}|\d(?:st|nd|rd|th)"
_READING = r"(?:,?\s+(?:reading|to read|which reads|as follows|with the following text))*"
_FOLLOWING = (
    r"(?: the following)?(?: (?:text|paragraph|sub-?paragraph|sentence|title|heading|wording)\b)?(?: as follows)?"
)
ENGLISH = corrigendum_words(
    words=r"the (?:following )?(?:words?|phrases?|figures?|numbers?|dates?|names?|terms?|expressions?|"
    r"symbols?|acronym|brackets?)\s+",
    title=r"corrigend(?:um|a)|errat(?:um|a)(?: slip)?|(?:list of )?corrections?(?: slip| notice)?",
    places={
        "everywhere": r"throughout(?: the)?(?: text| document| report)?|where(?:ver|ever) (?:it|they) (?:appears?|"
        r"occurs?)|"
        r"(?:in )?all (?:its )?occurrences",
        "page": r"(?:on )?(?:pages?|p\.|pp\.)\s?\d+(?:(?:\s?[-–]\s?|\s(?:and|to)\s)\d+)?",
        "line": rf"(?:lines?|l\.)\s?\d+(?:(?:\s?[-–,]\s?|\s+(?:and|to)\s+)\d+)*(?: from (?:the )?(?:bottom|top))?|"
        rf"(?:{_NTH}|\d{{1,2}}(?:st|nd|rd|th)) (?:and (?:{_NTH}) )?lines?(?: from (?:the )?(?:bottom|top))?|"
        rf"chapeau|(?:introductory|opening) (?:text|phrase|clause|part|sentence)|(?:{_NTH}) (?:sub)?paragraph",
        "sentence": rf"(?:the )?(?:{_EN_ONE})(?:(?:,|,? and)\s+(?:the )?(?:{_EN_ONE}))* (?:full )?sentences?\b|"
        r"(?:first|last) (?:two|three) sentences|sentences? \d(?:(?:,|\s(?:and|to))\s\d)*",
        "footnote": r"(?:foot)?notes?\s?(?:\d{1,3}|\*+)",
        "recommendation": rf"recommendations?\s?(?:No\.\s?)?{REFERENCES}",
        "item": rf"(?:sub-?para(?:graph)?|point)s?\s?{ITEM}(?:{ALSO}{ITEM})*",
        "paragraph": rf"(?:operative |sub-?)?(?:para(?:graph)?s?\b\.?|¶)\s?{REFERENCES}",
        "elsewhere": r"(?:annex|appendix|table|figure|box|chart|map|enclosure)(?:\s?(?:[IVX]{1,5}|"
        r"\d{1,3}(?:\.\d{1,3})*|[A-Z])\b)?",
        "unknown": r"(?:article|rule|regulation)s?\s\d+(?:\(\d+\))*",
        "section": rf"(?:section|chapter|part)\s{NUMERAL}(?![\w’'])",
        "heading": r"(?:sub-?)?heading(?: (?:above|before|preceding))?|(?:sub-?title)",
        "title": r"(?:report |document )?title(?: page)?(?: of the (?:report|document))?|cover page",
        "summary": r"(?:executive )?summary|abstract",
    },
    ordinals=ENGLISH_ORDINALS,
    fillers=r"\b(?:in|on|at|of|to|the|its|his|their|whole|entire|existing|present|current|original|old|printed|text|"
    r"wording|paragraph|sub-?paragraph|sentence|recommendation|summary|footnote|heading|title|under|before|above|"
    r"should|be|amended|corrected|and|as|follows|this|said)\b",
    verbs=r"\b(?:read|replace|substitut|change|amend|correct|revise|should|insert|add|delete|omit|remove|suppress|"
    r"renumber)",
    lead=r"\b(?:(?:as )?follow(?:ing|s)|(?:set out |given )?below|with|by|two|three|sentences|paragraphs)\b",
    joins=r"(?:\s*[,;])?\s+and\s+|\s*;\s+",
    not_here=r".{0,60}?(?:(?:is )?not applicable|"
    r"(?:does|do) not (?:apply|concern|affect))\b.{0,60}\b(?:English|language).{0,40}|"
    r"(?:(?:concerns?|applies to|affects?) (?:the )?)?(?:Arabic|Chinese|French|Russian|Spanish)(?:,? (?:and|Arabic|"
    r"Chinese|French|Russian|Spanish))*(?: (?:text|version|language version)s?)? only|(?:in )?English only|"
    r".{0,60}?(?:does|do) not (?:apply to|concern|affect) the (?:Arabic|Chinese|French|Russian|Spanish|and|,|\s)+"
    r"versions?",
    texts=(
        rf"for {{what}}\s+(?:please )?(?:read|substitute){_FOLLOWING}\s*:?\s*",
        (
            rf"(?:please )?(?:replace|substitute|change|amend|correct|revise) {{what}}\s*(?:with|by|to read|so as to "
            rf"read){_FOLLOWING}"
            rf"{_READING}\s*:?\s*"
        ),
        (
            rf"{{what}}\s*(?:should|shall|must|is to|are to|to|is|are|has been)\s(?:now |hereby |be amended to |be "
            rf"corrected to )?"
            rf"(?:read|(?:be )?replaced (?:by|with)){_FOLLOWING}\s*:?\s*"
        ),
        r"(?:this )?(?:should |to )?read(?: as follows)?\s*:\s*",
        (
            rf"(?:please )?(?:delete|omit) {{what}}\s*,?\s+and\s+(?:insert|substitute|replace (?:it |them )?(?:by|"
            rf"with))"
            rf"{_FOLLOWING}\s*:?\s*"
        ),
    ),
    swaps=(
        (r"(?:please )?for\s*:?\s+{words}", r"\s*[,;]?\s+(?:please\s+)?(?:read|substitute)\s*:?\s+{words}"),
        (
            r"(?:please )?delete\s+{words}",
            r"\s*,?\s+and\s+(?:insert|substitute|replace (?:it |them )?(?:by|with))\s*:?\s+{words}",
        ),
        (r"instead of\s*:?\s+{words}", r"\s*[,;]?\s+read\s*:?\s+{words}"),
        (
            r"(?:please )?(?:replace|substitute|change|amend|correct)\s+{words}",
            r"\s+(?:with|by|to(?:\s+read)?)\s*:?\s+{words}",
        ),
        (
            r"{words}",
            r"\s+(?:should\s+(?:read|be\s+replaced\s+(?:by|with)|be(?=\s+[“\"«‘]))|is replaced by)\s*:?\s+{words}",
        ),
    ),
    swaps_back=((r"(?:please )?substitute\s+{words}", r"\s+for\s+{words}"),),
    behind=((r"after\s+{words}", r"\s*,?\s+(?:insert|add)\s*:?\s+{words}"),),
    behind_back=(
        (r"(?:please )?(?:insert|add)\s+{words}", r"\s*,?\s+(?:after|behind)\s+{words}"),
        (r"{words}", r"\s+(?:should|shall|is to|are to) be (?:inserted|added)\s+(?:after|behind)\s+{words}"),
    ),
    before=((r"before\s+{words}", r"\s*,?\s+(?:insert|add)\s*:?\s+{words}"),),
    before_back=((r"(?:please )?(?:insert|add)\s+{words}", r"\s*,?\s+before\s+{words}"),),
    between=(r"(?:please )?(?:insert|add)\s+{new}\s+between\s+{first}\s+and\s+{second}",),
    deletes=(
        r"(?:please )?(?:delete|omit|remove|suppress)\s*(?P<what>.*)",
        r"(?P<what>.*?)\s*\b(?:should be|is|are|to be|shall be|has been)\s+(?:deleted|omitted|removed|suppressed)",
    ),
    inserts=(
        (
            r"(?:(?:after|following) (?P<after>[^:“\"]{1,60}?),?\s+)?(?:please )?(?:insert|add) "
            r"(?:(?:a|an|one|the following) )?(?:new |additional )?(?:the following "
            r")?(?P<what>(?:sub-?)?paragraph[^:“\"]{0,80}?)"
            rf"{_READING}\s*(?::\s*|(?=\d+\s?(?:bis|ter|quater)?\.\s))"
        ),
        r"(?:after|following) (?P<after>paragraph [^:“\"]{1,40}?),?\s+(?:insert|add)(?P<what>)\s*:?\s*",
        (
            r"(?:a |the following )?new (?P<what>(?:sub-?)?paragraph[^:“\"]{0,60}?) (?:should|shall|is to) be "
            r"(?:added|inserted)(?: after (?P<after>[^:“\"]{1,60}?))?[^:“\"]{0,30}:\s*"
        ),
    ),
    at_end=(
        (
            r"at the end(?: of)? ?{what},?\s*(?:insert|add)(?: the following)?(?: (?:sentence|text|words?))?(?: "
            r"reading)?\s*:?\s*"
        ),
        r"after {what},?\s+(?:insert|add) the following sentences?\s*:?\s*",
        (
            r"the following (?:sentence|text|words?) (?:should|shall|is to) be (?:added|inserted) at the end(?: of)? "
            r"?{what}\s*:\s*"
        ),
        r"(?:insert|add) (?:the following )?(?:(?:sentence|text|words?) )?at the end(?: of {what})?\s*:\s*",
    ),
    several=r"(?:first|(?P<last>last))\s(?:(?P<two>two)|three)\b",
    adds=rf"(?:insert|add)\s+(?:(?:an?|the|following|new|additional)\s+)*(?P<nth>(?:{_EN_ONE}) sentence)\b"
    r"[^:“\"]{0,40}?(?::\s*|\s+(?=[“\"]))",
    renumber=r"renumber|adjust the numbering|numbering .{0,40}adjusted",
)

_FR_NTH = r"(?:premi|deuxi|second|troisi|quatri|cinqui|sixi|septi|huiti|(?:avant-)?derni)\w*"
_FR_ONE = rf"(?:{_FR_NTH}|\d(?:e|re|ère|è?me)\b)"
_FR_FOLLOWING = (
    r"(?: (?:ce qui suit|l[ea] (?:texte |paragraphe |phrase |titre )?(?:suivante?|ci-après)))?"
    r"(?: (?:comme suit|ainsi))?"
)
_FR_READING = (
    r"(?:,?\s+(?:ainsi libellée?|ainsi conçue?|libellée? comme suit|suivante?|qui se lit comme suit|comme suit))*"
)
FRENCH = corrigendum_words(
    words=r"(?:les? |l[’']|la )?(?:mots?|expression|membre de phrase|chiffres?|dates?|nombres?|termes?|noms?|cote)\s+",
    title=r"rectificatif|errat(?:um|a)|corrigend(?:um|a)|liste des corrections|corrections?",
    places={
        "everywhere": r"dans (?:tout|l[’']ensemble d[ue]) (?:le )?(?:texte|rapport|document)|partout(?: où il figure)?",
        "page": r"(?:à la )?(?:pages?|p\.)\s?\d+(?:\s?[-–]\s?\d+)?",
        "line": rf"(?:lignes?|l\.)\s?\d+(?:(?:\s?[-–,]\s?|\s+(?:et|à)\s+)\d+)*|(?:à la )?{_FR_NTH} ligne|"
        rf"\d{{1,2}}e ligne|"
        rf"chapeau|phrase liminaire|texte introductif|{_FR_NTH} (?:paragraphe|alinéa)",
        "sentence": rf"(?:l[ae]s? )?{_FR_ONE}(?:(?:,| et| à)\s+(?:la |les )?{_FR_ONE})* phrases?\b|"
        r"phrases? \d(?: et \d)?|(?:deux|trois) (?:premières|dernières) phrases",
        "footnote": r"note(?: de bas de page)?\s?(?:\d{1,3}|\*+)",
        "recommendation": rf"recommandations?\s?(?:no\s?)?{REFERENCES}",
        "item": rf"(?:(?:sous-)?alinéas?|points?)\s?{ITEM}(?:{ALSO}{ITEM})*",
        "paragraph": rf"(?:par(?:agraphe)?s?\b\.?)\s?{REFERENCES}",
        "elsewhere": r"(?:annexe|appendice|tableau|figure|encadré|graphique|carte)(?:\s?(?:[IVX]{1,5}|\d{1,3}|"
        r"[A-Z]))?\b",
        "unknown": r"(?:l[’'])?articles?\s\d+(?:er\b|-\d+)?(?:,? point [a-z]\))?",
        "section": rf"(?:section|chapitre|partie)\s{NUMERAL}(?![\w’'])",
        "heading": r"(?:inter|sous-)titre(?: (?:précédant|avant|au-dessus))?|titre (?:précédant|avant)",
        "title": r"(?:page de )?titre(?: du rapport| du document)?|page de couverture",
        "summary": r"résumé",
    },
    ordinals=FRENCH_ORDINALS,
    fillers=r"\b(?:dans|à|au|aux|de|du|des|le|la|les|en|un|une|texte|libellé|paragraphe|alinéa|phrase|recommandation|"
    r"résumé|note|titre|intertitre|actuel|actuelle|existant|existante|actuel(?:le)?s|existant(?:e)?s|phrases|entier|ensemble|avant|et)\b|\b[ld][’']",
    verbs=r"\b(?:lire|li[tr]|doi(?:t|vent)|rédig|libell|remplac|modifi|substitu|insér|ajout|intercal|supprim|biffer|omettre|renumérot|"
    r"numérotation)",
    lead=r"\b(?:suivante?s?|ci-après|ci-dessous|(?:ce )?qui suit|comme suit|deux|trois|phrases|paragraphes|par)\b",
    joins=r"(?:\s*[,;])?\s+et\s+|\s*;\s+",
    not_here=r"sans objet(?: en français| dans (?:la version|le texte) français)?.{0,20}|"
    r".{0,60}?\bne (?:concerne|s[’']applique|vise) pas .{0,40}(?:français|langue).{0,20}|"
    r"(?:ne concerne que |concerne uniquement )?(?:le |la )?(?:texte|version|versions|textes) (?:en )?(?:anglais|arabe|"
    r"chinois|russe|espagnol)\w*(?: seulement| uniquement)?",
    texts=(
        r"(?:remplacer|modifier) (?:comme suit|ainsi) {what}\s*:\s*",
        rf"(?:remplacer|modifier) {{what}}\s*(?:par|comme suit){_FR_FOLLOWING}{_FR_READING}\s*:?\s*",
        rf"au lieu {{what}}\s*,?\s+lire{_FR_FOLLOWING}\s*:?\s*",
        (
            rf"{{what}}\s*(?:doi(?:t|vent) se lire|doit être (?:libellée?|rédigée?)|se li(?:t|ra)|est remplacée? "
            rf"par|doit "
            rf"être remplacée? par)"
            rf"{_FR_FOLLOWING}\s*:?\s*"
        ),
        r"lire(?: comme suit)? {what}\s*:\s*",
        (
            r"(?:supprimer|biffer) {what}\s*,?\s+et (?:le |la |les )?(?:remplacer par|insérer)(?: (?:ce qui suit|"
            r"l[ea] (?:texte|phrase|paragraphe) suivante?))?\s*:?\s*"
        ),
    ),
    swaps=(
        (
            r"au lieu (?:de(?:s|\s+la)?\b|du\b|d[’'])\s*:?\s*{words}",
            r"\s*[,;]?\s+(?:il faut |veuillez |prière de )?lire\s*:?\s+{words}",
        ),
        (r"au lieu (?:de)?\s*:\s+{words}", r"\s*[,;.]?\s+lire\s*:\s+{words}"),
        (r"(?:remplacer|substituer à)\s+{words}", r"\s+par\s*:?\s+{words}"),
        (r"{words}", r"\s+(?:est remplacée?|sont remplacée?s|doi(?:t|vent) être remplacée?s?)\s+par\s+{words}"),
    ),
    swaps_back=(
        (
            r"(?:il (?:convient de|faut) )?lire\s*:?\s+{words}",
            r"\s*[,;]?\s+au lieu (?:de(?:s|\s+la)?\b|du\b|d[’'])\s*:?\s*{words}",
        ),
    ),
    behind=((r"après\s+{words}", r"\s*,?\s+(?:insérer|ajouter)\s*:?\s+{words}"),),
    behind_back=((r"(?:insérer|ajouter)\s+{words}", r"\s*,?\s+après\s+{words}"),),
    before=((r"avant\s+{words}", r"\s*,?\s+(?:insérer|ajouter)\s*:?\s+{words}"),),
    before_back=((r"(?:insérer|ajouter)\s+{words}", r"\s*,?\s+avant\s+{words}"),),
    between=(r"(?:insérer|ajouter|intercaler)\s+{new}\s+entre\s+{first}\s+et\s+{second}",),
    deletes=(
        r"(?:supprimer|biffer|omettre)\s*(?P<what>.*)",
        r"(?P<what>.*?)\s*\b(?:(?:est|sont|doi(?:t|vent) être)\s+supprimée?s?|(?:est|sont) à supprimer)",
    ),
    inserts=(
        (
            r"(?:insérer|ajouter),? après (?P<after>[^:«“\"]{1,60}?),? (?:un |le )(?:nouveau |nouvel )?"
            rf"(?P<what>(?:paragraphe|alinéa)[^:«“\"]{{0,60}}?){_FR_READING}\s*:\s*"
        ),
        (
            r"(?:après (?P<after>[^:«“\"]{1,60}?),?\s+)?(?:insérer|ajouter) (?:un |une |le )?(?:nouveau |nouvel )?"
            rf"(?P<what>(?:paragraphe|alinéa)[^:«“\"]{{0,80}}?){_FR_READING}\s*:\s*"
        ),
    ),
    at_end=(
        r"à la fin ?{what},?\s+(?:insérer|ajouter)(?: (?:ce qui suit|la phrase suivante|le texte suivant))?\s*:?\s*",
        r"(?:insérer|ajouter) (?:ce qui suit |la phrase suivante |le texte suivant )?à la fin {what}\s*:\s*",
        r"après {what},?\s+(?:insérer|ajouter) la phrase suivante\s*:?\s*",
    ),
    several=r"(?:(?P<two>deux)|trois) (?:premières|(?P<last>dernières))",
    adds=rf"(?:insérer|ajouter)\s+(?:une |la |nouvelle )*(?P<nth>{_FR_ONE}(?: nouvelle)? phrase)\b"
    r"[^:«“\"]{0,40}?(?:\s*:\s*|\s+(?=[«“\"]))",
    renumber=r"renuméroter|modifier .{0,40}numérotation|numérotation .{0,60}(?:modifiée|en conséquence)",
)

_ES_NTH = r"(?:primer|segund|tercer|cuart|quint|sext|séptim|octav|(?:pen)?últim)\w*"
_ES_ONE = rf"(?:{_ES_NTH}|\d\.?[ªº])"
_ES_FOLLOWING = (
    r"(?: (?:lo siguiente|el (?:texto |párrafo )?siguiente(?: texto| párrafo)?|el texto que sigue|la "
    r"(?:oración |frase )?siguiente"
    r"(?: oración| frase)?))?(?: (?:como sigue|así|de la siguiente manera|del siguiente modo))?"
)
_ES_READING = (
    r"(?:,?\s+(?:siguiente|que diga|que dice|con el siguiente texto|con el texto siguiente|como sigue|lo siguiente))*"
)
_ES_INSERT = r"(?:insértese|insértense|añádase|añádanse|agréguese|agréguense|insertar|añadir|agregar|intercálese)"
_ES_REPLACE = r"(?:sustitúyan?se|sustitúyase|reemplácen?se|sustituir|reemplazar|cámbiese|modifíquese)"
SPANISH = corrigendum_words(
    words=r"(?:las? |los |el |la )?(?:palabras?|expresi(?:ón|ones)|frase|cifras?|fechas?|números?|"
    r"términos?|nombres?|signatura)\s+",
    title=r"correcci(?:ón|ones)|fe de erratas|errat(?:a|as|um)|corrigend(?:um|a)",
    places={
        "everywhere": r"en todo el (?:texto|informe|documento)|siempre que apare(?:zca|ce)",
        "page": r"(?:en la )?(?:páginas?|págs?\.|p\.)\s?\d+(?:\s?[-–]\s?\d+)?",
        "line": rf"(?:líneas?|renglón|renglones)\s?\d+(?:(?:\s?[-–,]\s?|\s+(?:y|a)\s+)\d+)*|{_ES_NTH} (?:línea|"
        rf"renglón)|"
        rf"(?:frase|texto|parte) introductori[ao]|{_ES_NTH} párrafo",
        "sentence": rf"(?:las? )?{_ES_ONE}(?:(?:,| y| a)\s+(?:las? )?{_ES_ONE})* (?:oraci(?:ón|ones)|frases?)\b|"
        r"(?:oración|frase) \d|(?:dos|tres) (?:primeras|últimas) (?:oraciones|frases)",
        "footnote": r"nota(?: (?:al|a) pie(?: de página)?)?\s?(?:\d{1,3}|\*+)",
        "recommendation": rf"recomendaci(?:ón|ones)\s?(?:núm\.\s?)?{REFERENCES}",
        "item": rf"(?:apartado|inciso|letra)s?\s?{ITEM}(?:{ALSO}{ITEM})*",
        "paragraph": rf"(?:párr(?:afo)?s?\b\.?)\s?{REFERENCES}",
        "elsewhere": r"(?:anexo|apéndice|cuadro|gráfico|figura|recuadro|mapa)(?:\s?(?:[IVX]{1,5}|"
        r"\d{1,3}(?:\.\d{1,3})*|[A-Z])\b)?",
        "unknown": r"artículos?\s\d+",
        "section": rf"(?:sección|capítulo|parte)\s{NUMERAL}(?![\w’'])",
        "heading": r"(?:epígrafe|encabezamiento|subtítulo)(?: (?:que precede al?|anterior al?))?|título (?:que "
        r"precede|anterior)",
        "title": r"título(?: del informe| del documento)?|portada",
        "summary": r"resumen",
    },
    ordinals=SPANISH_ORDINALS,
    fillers=r"\b(?:en|al?|de|del|el|la|los|las|un|una|texto|redacción|párrafo|apartado|oración|frase|recomendación|"
    r"resumen|"
    r"nota|título|epígrafe|encabezamiento|actual|existente|vigente|completo|entero|anterior|y)\b",
    verbs=r"\b(?:debe|dice|léase|dígase|dirá|sustit|reempl|cámb|modif|insért|insert|añ[aá]d|agr[eé]g|intercál|supr|elim|"
    r"queda|re?enum|numeración)",
    lead=r"\b(?:siguientes?|(?:que )?(?:figura )?a continuación|(?:que|como) sigue|dos|tres|oraciones|párrafos|por)\b",
    joins=r"(?:\s*[,;])?\s+[ye]\s+|\s*;\s+",
    not_here=r"(?:(?:esta|la) (?:corrección|modificación|enmienda) )?no (?:se aplica|es aplicable|afecta|procede|"
    r"concierne)\b.{0,40}(?:español|castellano|idioma).{0,20}|no se aplica|.{0,60}?no (?:se aplica|afecta) "
    r".{0,40}(?:español|castellano).{0,10}|"
    r"(?:afecta (?:s[oó]lo|solamente|únicamente) )?(?:al? )?(?:s[oó]lo |solamente )?(?:el )?(?:texto|versión) "
    r"(?:en )?(?:inglés|inglesa|árabe|chin[oa]|francés|francesa|rus[oa])(?: [úu]nicamente| solamente| s[oó]lo)?",
    texts=(
        (
            rf"{_ES_REPLACE} {{what}}\s*(?:por|de la siguiente manera|del siguiente modo|como "
            rf"sigue){_ES_FOLLOWING}{_ES_READING}\s*:?\s*"
        ),
        rf"en (?:lugar|vez) {{what}}\s*,?\s+(?:léase|debe decir){_ES_FOLLOWING}\s*:?\s*",
        (
            rf"{{what}}\s*(?:debe(?:n|rá|ría)? (?:decir|leerse|ser|quedar redactad[oa])|dirá|quedará? redactad[oa]|"
            rf"se sustituye "
            rf"por){_ES_FOLLOWING}\s*:?\s*"
        ),
        r"(?:léase|dígase)(?: lo siguiente)?\s*:\s*",
    ),
    swaps=(
        (
            r"(?:en lugar de|en vez de|(?:donde )?(?:dice|se lee))\s*:?\s+{words}",
            r"\s*[,;.]?\s+(?:debe(?:rá|ría)? (?:decir|leerse)|léase|dígase)\s*:?\s+{words}",
        ),
        (rf"{_ES_REPLACE}\s+{{words}}", r"\s+por\s*:?\s+{words}"),
        (r"{words}", r"\s+(?:debe(?:rá|ría)? (?:decir|leerse)|se sustituyen? por)\s*:?\s+{words}"),
    ),
    behind=((r"(?:después|a continuación) de\s+{words}", rf"\s*,?\s+{_ES_INSERT}\s*:?\s+{{words}}"),),
    behind_back=((rf"{_ES_INSERT}\s+{{words}}", r"\s*,?\s+después de\s+{words}"),),
    before=((r"antes de\s+{words}", rf"\s*,?\s+{_ES_INSERT}\s*:?\s+{{words}}"),),
    before_back=((rf"{_ES_INSERT}\s+{{words}}", r"\s*,?\s+antes de\s+{words}"),),
    between=(rf"{_ES_INSERT}\s+{{new}}\s+entre\s+{{first}}\s+[ye]\s+{{second}}",),
    deletes=(
        r"(?:suprímase|suprímanse|elimínese|elimínense|suprimir|eliminar)\s*(?P<what>.*)",
        r"(?P<what>.*?)\s*\b(?:se suprimen?|se eliminan?|debe(?:n)? suprimirse)",
    ),
    inserts=(
        (
            rf"(?:después de(?:l)? (?P<after>[^:«“\"]{{1,60}}?),?\s+)?{_ES_INSERT} (?:un |una |el )?(?:nuevo )?"
            rf"(?P<what>(?:párrafo|apartado)[^:«“\"]{{0,80}}?){_ES_READING}\s*:\s*"
        ),
        (
            rf"{_ES_INSERT},? después del? (?P<after>[^:«“\"]{{1,60}}?),? (?:un |el )?(?:nuevo |siguiente )?"
            rf"(?P<what>(?:párrafo|apartado)[^:«“\"]{{0,60}}?){_ES_READING}\s*:\s*"
        ),
    ),
    at_end=(
        (
            rf"después de {{what}},?\s+{_ES_INSERT} la (?:siguiente oración|oración siguiente|siguiente frase|frase "
            rf"siguiente)\s*:?\s*"
        ),
        (
            rf"al final {{what}},?\s+{_ES_INSERT}(?: (?:lo siguiente|la siguiente oración|la oración "
            rf"siguiente|el texto siguiente))?"
            r"\s*:?\s*"
        ),
        (
            rf"{_ES_INSERT} al final ?{{what}} (?:lo siguiente|la siguiente oración|la oración siguiente|el texto "
            rf"siguiente|la siguiente frase|la frase siguiente)\s*:\s*"
        ),
        (
            rf"{_ES_INSERT} (?:lo siguiente |la siguiente oración |la oración siguiente |el texto siguiente "
            rf")?al final {{what}}\s*:\s*"
        ),
    ),
    several=r"(?:(?P<two>dos)|tres) (?:primeras|(?P<last>últimas))",
    adds=rf"{_ES_INSERT}\s+(?:una |la |nueva |siguiente )*(?P<nth>{_ES_ONE}(?: nueva)? (?:oración|frase))\b"
    r"[^:«“\"]{0,40}?(?::\s*|\s+(?=[«“\"]))",
    renumber=r"reenumér|renumér|numeración .{0,60}(?:consecuencia|modifi)|modifíquese .{0,30}numeración",
)

LATIN: dict[str, CorrigendumWords] = {"en": ENGLISH, "fr": FRENCH, "es": SPANISH}
