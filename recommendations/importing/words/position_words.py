"""The words of the positions that are taken on recommendations, and of how a sentence names those.

In each language the patterns are coded, those that deny or limit before those that affirm: the first that fits at a
place counts.
"""

import re
from dataclasses import dataclass

from recommendations.importing.signs.han import worded
from recommendations.importing.words.obliging import Coded, Pattern


@dataclass(frozen=True, eq=False)
class Naming:
    """How one language names recommendations in a sentence: by the `paragraph` they stand in, `all` of them with those
    that are an `exception`, the `first` two, three … of them; `elsewhere` says behind them that another report made
    them, `undecided` that no position is taken as yet. A `label` says whose position follows; `objects` are
    what else is accepted or noted beside them, `others` those whose positions are none of the addressee. `glue` are the
    words between the references of one list."""

    undecided: Pattern
    paragraph: Pattern
    all: Pattern
    exception: Pattern
    first: Pattern
    elsewhere: Pattern
    label: Pattern
    objects: Pattern
    others: Pattern
    glue: str


# What begins another clause, in all languages; Arabic writes "and" and the verb as one word.
CLAUSE = re.compile(
    r"[,;:،؛，；：]|\b(?:and|but|while|whereas|although|y|pero|mientras|aunque|et|mais|tandis|и|а|но)\b|[而但并並]",
    re.IGNORECASE,
)


def _coded(*pairs: tuple[str, str]) -> Coded:
    return tuple((worded(source), code) for source, code in pairs)


def _counted(words: str) -> str:
    """The words for two, three … each in a group of its own."""
    return "|".join(f"({word})" for word in words.split())


ENGLISH_POSITIONS = _coded(
    (
        (
            r"(?:partially|partly) accept\w*|accept\w* (?:(?!accept|and )[\w.,–-]+ ){0,6}?(?:in part|in principle|"
            r"partially|partly)\b(?! accept)"
        ),
        "partially_accepted",
    ),
    (
        (
            r"(?:partially|partly) support\w*|support\w* (?:(?!support|and |but )[\w.,–-]+ ){0,6}?"
            r"(?:in part|partially|partly)\b(?! support)|"
            r"(?:partially|partly) enjoys?|enjoys? (?:the|its|their|our) partial support|partial support\b"
        ),
        "partially_supported",
    ),
    (
        (
            r"agree[sd]?\b (?:with qualification|in part|in principle|partially|partly)|"
            r"(?:partial(?:ly)?|partly) (?:agree|concur)\w*"
        ),
        "partially_accepted",
    ),
    (r"disagree[sd]?\b|(?:did|do|does) not (?:agree|concur)\b|non-concur\w*", "not_accepted"),
    (
        (
            r"(?:do(?:es)?|did|could|can|ha[sv]e?)\s*not (?:\w+ )?(?:accept|support|"
            r"enjoy(?:ed)? (?:the|its|their|our) support)\w*|"
            r"(?:do(?:es)?n|didn|couldn|can)[’']t (?:accept|support|agree)|"
            r"(?:unable|not in a position) to (?:accept|support|agree)|"
            r"not (?:been |being )?(?:accepted|supported|agreed)|"
            r"reject(?:s|ed)?\b|refuse[sd]?\b|declin(?:e|es|ed) (?:to (?:accept|support)\b|(?=(?:the )?rec))"
        ),
        "not_accepted",
    ),
    (
        (
            r"(?:takes?|took|taken) (?:\w+ )?note\b|(?<!\bas )\bnot(?:ed|es?)\b(?! that\b| with\b|"
            r" the\b(?! (?:following )?recomm))"
        ),
        "noted",
    ),
    (r"\b(?:accept(?:s|ed|ing)?|agree[sd]?|concur(?:s|red)?)\b", "accepted"),
    (
        r"\benjoys? (?:the|its|their|our) (?:full )?support\b|\bsupport(?:s|ed)?\b(?! (?:to|for|from|services?)\b)",
        "supported",
    ),
)

FRENCH_POSITIONS = _coded(
    (
        (
            r"partiellement (?:accept|agréé)\w*|(?:accept|agréé)\w* (?:(?!accept|et )[\w.,–-]+ ){0,6}?"
            r"(?:partiellement|en partie|en principe|dans son principe)\b(?! accept)|"
            r"souscri\w+ (?:partiellement|en partie)"
        ),
        "partially_accepted",
    ),
    (
        (
            r"partiellement (?:appuy|souten)\w*|(?:appuy|appui|souten|soutien)\w* "
            r"(?:(?!appu|et )[\w.,–-]+ ){0,6}?(?:partiellement|en partie)\b(?! app)|"
            r"(?:recueill|reç|obten|obtien|bénéfici|emport)\w+ (?:partiellement|en partie|"
            r"(?:de )?(?:l[’']|son |leur |une? )?(?:adhésion|appui|soutien) partiel\w*)|"
            r"(?:adhésion|appui|soutien) partiel\w*|adhère (?:partiellement|en partie)"
        ),
        "partially_supported",
    ),
    (
        (
            r"\bn[’'e]\s?(?:ont|a|est|étaient|sont) pas (?:\w+ )?(?:l[’']adhésion|acceptée?s?|d[’']accord)|"
            r"\bn[’'e]\s?(?:accept|appui|approuv|souscri|souscriv|parta|soutien|adhèr)\w* pas|"
            r"\bn[’'e]\s?(?:peut|peuvent|saurait|sauraient) (?:pas )?(?:être )?(?:accept|appuy|souscri)\w*|"
            r"\bn[’'e]\s?(?:ont |a )?(?:recueill|reç|obten|obtien|bénéfici|emport)\w* pas|\bn[’'](?:ont|"
            r"a) pas (?:recueilli|reçu|obtenu|emporté)|\bn[’'](?:y )?adhèr\w+ pas|\bn[’']ont pas été (?:acceptée|"
            r"appuyée|soutenue)s|non (?:acceptée?|appuyée|retenue)s?|rejet(?:te|tent|ée?s?)\b|"
            r"refus(?:e|ent|ée?s?)\b|écart(?:e|ent|ées?)\b|en désaccord\b"
        ),
        "not_accepted",
    ),
    (r"pren(?:d|ant|nent) (?:\w+ )?note|pris(?:es?)? (?:\w+ )?note|\bnotées?\b", "noted"),
    (
        r"\baccept(?:e|ent|ée?s?)\b|(?:est|sont|se (?:dit|déclare)) (?:\w+ )?d[’']accord avec|\bagréée?s?\b",
        "accepted",
    ),
    (
        (
            r"(?:recueill|reç|obten|obtien|bénéfici|emport)\w+ (?:\w+ )?(?:de )?(?:l[’']|son |leur |le )(?:adhésion|"
            r"agrément|appui|soutien|assentiment)|\b(?:a adhéré|adhère|souscri(?:t|vent))\b|"
            r"(?<!avec )(?<!grâce à )l[’']appui\b|\bappuy\w+|\bappuie\w*|\bsoutenues?\b|\bsoutient\b"
        ),
        "supported",
    ),
)

SPANISH_POSITIONS = _coded(
    (
        (
            r"parcialmente acept\w*|acept\w* (?:(?!acept|y )[\w.,–-]+ ){0,6}?(?:parcialmente|en parte|en principio)\b"
            r"(?! acept)|"
            r"parcialmente de acuerdo|aceptación parcial"
        ),
        "partially_accepted",
    ),
    (
        (
            r"parcialmente apoyad\w*|(?:apoyad\w*|apoya\w*) (?:(?!apoy|y )[\w.,–-]+ ){0,6}?"
            r"(?:parcialmente|en parte)\b(?! apoy)|"
            r"(?:(?:cuentan?|contaron|gozan?) )?(?:(?:con|de) (?:el|su|un) |del )?(?:apoyo|respaldo) parcial|"
            r"(?:(?:cuentan?|contaron|gozan?) )?parcialmente (?:(?:con|de) (?:el|su)|del) (?:apoyo|respaldo)"
        ),
        "partially_supported",
    ),
    (
        (
            r"\bno (?:cuentan|gozan|cuenta|goza|contaron|gozaron|recibieron|han recibido|obtuvieron) (?:con (?:el|"
            r"su)|el|del?|de su) (?:apoyo|respaldo|aprobación)|\bno (?:se )?(?:pued\w+ )?(?:acept|apoy)\w*|\bno (?:ha|"
            r"han) (?:acept|apoy)ad\w*|\bno (?:está|están) de acuerdo|\bno (?:comparte|acoge)n?\b|"
            r"rechaza\w*|desestima\w*"
        ),
        "not_accepted",
    ),
    (r"tom(?:a|an|ado|ó|aron|ando) (?:debida )?(?:nota|conocimiento)|\banotadas?\b|\bnotadas?\b", "noted"),
    (r"\bacept(?:an?|ad[ao]s?|ó|aron)\b|(?:está|están) (?:\w+ )?de acuerdo con", "accepted"),
    (
        (
            r"(?:cuentan?|cont[óa]r?o?n?|gozan?|gozaron) (?:\w+ )?(?:con (?:el|su)|del?|de su) "
            r"(?:apoyo|respaldo|aprobación)|"
            r"(?:ha |han )?(?:recibido|obtenido|recibieron) el apoyo|\bapoya(?:n|das?|dos?)?\b"
        ),
        "supported",
    ),
)

RUSSIAN_POSITIONS = _coded(
    (
        (
            r"частично приня(?:т[аоы]?|ла?|ло|ли)\b|частично принима(?:ет|ют)\w*|(?:принят[аоы]?|принима(?:ет|"
            r"ют)(?:ся)?) (?:(?!прин|и )[\w.,–-]+ ){0,6}?(?:частично|в принципе)\b(?! при)|частично соглас\w+"
        ),
        "partially_accepted",
    ),
    (
        (
            r"частично поддерж\w*|поддерж\w* (?:(?!поддерж|и )[\w.,–-]+ ){0,6}?частично\b(?! подд)|"
            r"(?:(?:пользу|получил|встретил|нашл)\w* )?частичн\w+ поддержк\w+|частично пользу\w+ поддержкой"
        ),
        "partially_supported",
    ),
    (
        (
            r"\bне (?:нашл[аи]|нашел|встретил\w*|получил\w*) поддержк\w*|\bне (?:\w+ )?(?:пользу\w+|"
            r"пользовал\w*) поддержкой|\bне (?:был\w* |может |могут )?поддерж\w*|"
            r"\bне ?(?:может |могут )?(?:быть )?принят(?:[аоыь]|ые|ых)?\b(?! (?:(?!прин|и )[\w–-]+ ){0,4}?к сведению)|"
            r"\bне принима(?:ет|ют)\w*|"
            r"\bне приня(?:ла?|ло|ли)\b|\bне соглас\w+|отклон\w*|отверг\w*|отказ\w+ принять"
        ),
        "not_accepted",
    ),
    (r"(?:принят\w*|принима\w+|принял\w*) (?:(?!прин|и )[\w–-]+ ){0,4}?к сведению|\bотмечен\w*", "noted"),
    (
        (
            r"\bпринят(?:[аоы]|ые|ых)?\b(?! мер)|\bпринима(?:ет|ют)(?:ся)?\b|"
            r"\bприня(?:ла?|ло|ли) (?=(?:\w+ )?рекомендаци)|"
            r"\bсоглас(?:ил(?:ся|ась|ись|ось)|ен|на|но|ны) с(?:о \w+)? (?:\w+ )?рекомендаци"
        ),
        "accepted",
    ),
    (r"(?:пользу\w+|пользовал\w*) поддержкой|(?:получил|встретил)\w* поддержку|\bподдерж\w*", "supported"),
)

# Between "supports" and "in part", where no other answer begins.
_ARABIC_GAP = r"(?:(?!و?[تين]ؤيد|و?[تين]قبل|و?قبل|و?أيد|لا |ولا )[\w./–-]+ ){0,5}?"
ARABIC_POSITIONS = _coded(
    (
        (
            rf"(?:مقبولة|قبلت|[تين]قبل|قبول) {_ARABIC_GAP}جزئيا|"
            rf"(?:[تين]حظى|تحظيان|حظيت) {_ARABIC_GAP}بقبول (?:ال)?جزئي|(?:(?<!\w)[وف]?(?:وافق(?:ت|وا)?|[تين]وافق)) "
            r"(?:\w+ ){0,4}?(?:جزئيا|من حيث المبدأ)|(?:مقبولة|قبلت|[تين]قبل) (?:\w+ )?من حيث المبدأ|قبول جزئي"
        ),
        "partially_accepted",
    ),
    (
        (
            rf"(?:مؤيدة|[تين]ؤيد|أيدت|تأييد) {_ARABIC_GAP}جزئيا|"
            rf"(?:(?:[تين]حظى|تحظيان|حظيت) {_ARABIC_GAP})?\w*تأييد\w* (?:ال)?جزئي"
        ),
        "partially_supported",
    ),
    (
        (
            r"(?:لا|لم|لن) (?:تحظ|يحظ|[تين]قبل|[تين]ؤيد|[تين]وافق|[تين]تفق|تلق|تنل|تحصل)\w*|"
            r"غير (?:مقبول|مؤيد|موافق)(?:ة|تين|تان|ات)?|"
            r"لا يمكن\w* (?:قبول|تأييد)|مرفوض(?:ة|تان|تين|ات)|(?<!\w)[وف]?(?:رفض(?:ت|وا)?|[تين]رفض)(?!\w)"
        ),
        "not_accepted",
    ),
    (r"(?:أحاط|تحيط|يحيط|أحيط|الإحاطة)\w*\s+(?:\w+ ){0,4}?علما|محاط بها علما", "noted"),
    (
        (
            rf"مقبول(?:ة|تان|تين|ات)|(?:تحظى|تحظيان|حظيت) {_ARABIC_GAP}بقبول|"
            r"قبلت|[تين]قبل|(?<!\w)[وف]?(?:وافق(?:ت|وا)?|[تين]وافق(?:ون)?)(?!\w)"
        ),
        "accepted",
    ),
    (r"(?:أعرب\w*|[تي]عرب) عن تأييد\w*|تحظى|تحظيان|حظيت|يحظى|مؤيد(?:ة|تان|تين|ات)|[تين]ؤيد|أيدت", "supported"),
)

CHINESE_POSITIONS = _coded(
    (r"部分(?:接[受纳]|采纳|同意|认同)|原则(?:上|性)(?:接[受纳]|采纳|同意|认同)", "partially_accepted"),
    (r"部分支持", "partially_supported"),
    (
        (
            r"(?:不|未|没有|无法|不能|未能|拒绝)(?:予以?|表示|完全)?(?:接[受纳]|采纳|支持|赞同|同意|认同)|"
            r"[未没](?:有|能)?(?:得到|获得?|受到)\w{0,40}?(?:支持|赞同)"
        ),
        "not_accepted",
    ),
    # 提请缔约国注意第5段 draws somebody's attention, and takes no position.
    (r"(?:表示|得到|加以|予以|仅予?)注意|注意到|(?<![请国府方局会])注意|备悉", "noted"),
    (r"接[受纳]|采纳|同意|认同", "accepted"),
    (r"支持|赞同", "supported"),
)

ENGLISH_NAMING = Naming(
    undecided=worded(
        r"under (?:\w+ )?(?:consideration|review|study|examination)\b|whether (?:or not )?to \w+|"
        r"yet to (?:decide|take a position)|(?:no|not) (?:yet )?(?:decided|(?:taken )?a (?:final )?position)|"
        r"\b(?:will|shall|to) be (?:considered|examined|studied|reviewed)\b|defer(?:s|red)?\b"
    ),
    paragraph=worded(r"\b(?:paragraphs?|paras?\.?)"),
    all=worded(r"\ball (?:of )?(?:the |its |our |these |other )?(?:\w+ )?recommendations"),
    exception=worded(
        r"\b(?:except(?:ing)?(?: for)?|with the exception of|other than|apart from|save(?: for)?|"
        r"(?:but|and) not\s(?:(?:the |with )?(?:rec|para)|$))"
    ),
    first=worded(rf"\bfirst (?:{_counted('two three four five six seven eight nine ten')}) recommendations\b"),
    elsewhere=worded(
        r"\s(?:of|in) (?:that|those|its (?:\w+ )?(?:\d{4} )?|the \d{4} |an (?:\w+ )?|another )\s?reports?\b"
    ),
    label=worded(r"(?:(?:the )?[\w’']+ ){0,2}position(?: of (?:the )?[\w ’']{2,40})?"),
    objects=worded(
        r"\b(?:explanations?|reasons?|repl(?:y|ies)|responses?|arguments?|assurances?|clarifications?|"
        r"findings?|conclusions?|views?|observations?|obligations?|need|importance|responsibility)\b(?!,| and\b)"
    ),
    others=worded(r"\b(?:delegations|speakers|civil society|witnesses)\b"),
    glue=r"and|or|as well as|also|both|the|rec(?:ommendations?|s?\.)|(?:in|of)|nos?\.?|numbers?",
)
FRENCH_NAMING = Naming(
    undecided=worded(
        r"(?:à l[’']étude|en cours d[’']examen|à l[’']examen)\b|(?:sera|seront) (?:examinée|étudiée)s?\b|"
        r"réserv(?:e|ent|é) (?:sa|leur) position"
    ),
    paragraph=worded(r"\b(?:paragraphes?|par\.|points?)"),
    all=worded(r"\btoutes les (?:\w+ )?recommandations|l[’']ensemble des recommandations"),
    exception=worded(
        r"(?:à l[’']exception|hormis|sauf|excepté|à l[’']exclusion|"
        r"mais (?:pas|non)\s(?:(?:la|les|à la|aux) |$))"
    ),
    first=worded(rf"\b(?:{_counted('deux trois quatre cinq six sept huit neuf dix')}) premières recommandations\b"),
    elsewhere=worded(r"\s(?:de|dans) (?:ce|ces|un autre|son) (?:\w+ )?rapports?\b"),
    label=worded(r"(?:position|décision|avis) (?:de |du |des |d[’'])[\w ’'-]{2,40}"),
    objects=worded(
        r"\b(?:explications?|raisons?|réponses?|arguments?|assurances|constats?|conclusions?|"
        r"observations?|obligations?|nécessité|importance|responsabilité)\b(?!,| et\b)"
    ),
    others=worded(r"\b(?:délégations|orateurs|société civile|témoins)\b"),
    glue=r"et|ou|ainsi que|les?|la|aux?|à|des?|du|recommandations?|n[°ºo]s?",
)
SPANISH_NAMING = Naming(
    undecided=worded(
        r"(?:en|bajo) (?:estudio|examen|análisis|consideración)\b|(?:será|serán) (?:examinad|estudiad|analizad)as?\b|"
        r"pendientes? de (?:decisión|examen|análisis)|se reserva su posición"
    ),
    paragraph=worded(r"\b(?:párrafos?|apartados?|párrs?\.)"),
    all=worded(r"\btodas las (?:\w+ )?recomendaciones|la totalidad de las recomendaciones"),
    exception=worded(
        r"\b(?:salvo|excepto|con (?:la )?excepción de|a excepción de|con la salvedad de|"
        r"pero no\s(?:(?:la|las) |$))"
    ),
    first=worded(rf"\b(?:{_counted('dos tres cuatro cinco seis siete ocho nueve diez')}) primeras recomendaciones\b"),
    elsewhere=worded(r"\sde (?:ese|dicho|esos|dichos|otro|su) (?:\w+ )?informes?\b"),
    label=worded(r"(?:posición|decisión|postura) (?:de |del )[\w ]{2,40}"),
    objects=worded(
        r"\b(?:explicaci(?:ón|ones)|razones|respuestas?|argumentos?|hallazgos?|conclusi(?:ón|ones)|"
        r"observaci(?:ón|ones)|obligaci(?:ón|ones)|necesidad|importancia|responsabilidad)\b(?!,| y\b)"
    ),
    others=worded(r"\b(?:delegaciones|oradores|sociedad civil|testigos)\b"),
    glue=r"y|e|o|así como|las?|los|del?|en|recomendaci(?:ón|ones)|n[úu]ms?\.|n\.?[°ºo]",
)
RUSSIAN_NAMING = Naming(
    undecided=worded(
        r"на (?:стадии )?рассмотрени\w+|(?:будет|будут) (?:\w+ )?(?:рассмотрен|изучен)\w*|"
        r"(?:изучается|рассматрива(?:ет|ют)ся|изучаются)\b"
    ),
    paragraph=worded(r"\b(?:пункт\w*|п\.|пп\.)"),
    all=worded(r"\bвс(?:е|ех|еми) (?:\w+ )?рекомендаци\w+"),
    exception=worded(r"(?:за исключением|кроме|но не\s(?:реком|$))"),
    first=worded(
        rf"\bпервы[ехм]\w* (?:{_counted('две[а-я]* тр[а-я]+ четыр[а-я]+ пят[а-я]+ шест[а-я]+ сем[а-я]+ восем[а-я]+')}) "
        r"рекомендаци\w+"
    ),
    elsewhere=worded(r"\s(?:из |в )?(?:этого|этом|того|том|указанного|другого|своего) (?:\w+ )?доклад\w*"),
    label=worded(r"(?:позиция|решение) [\w ]{2,40}"),
    objects=worded(
        r"\b(?:объяснени|пояснени|довод|ответ|вывод|замечани|обязательств|необходимост|важност)\w*\b(?!,| и\b)"
    ),
    others=worded(r"\b(?:делегации|делегаций|ораторы|гражданск\w+ обществ\w+|свидетели)\b"),
    glue=r"и|или|а также|рекомендаци\w+|№№?|в|из",
)
ARABIC_NAMING = Naming(
    undecided=worded(r"قيد (?:الدراسة|النظر|البحث|المراجعة)|(?:سوف |س)[تين](?:نظر|درس|بحث)\w*"),
    paragraph=worded(r"(?:ال)?فقر(?:ة|ات|تين|تان)"),
    all=worded(r"(?:جميع|كل|كافة) (?:\w+ )?التوصيات"),
    exception=worded(r"(?:باستثناء|ما عدا|عدا|سوى|إلا|(?:ولكن )?(?:دون|ليس) (?=التوص))"),
    first=worded(rf"التوصي(?:(ت[يا]ن) الأول\w+|ات ال(?:{_counted('ثلاث أربع خمس ست سبع ثمان[ي]? تسع عشر')}) الأول\w+)"),
    elsewhere=worded(r"\s(?:من|في) (?:ذلك|هذا|تقرير آخر|تقريره\w*)"),
    label=worded(r"(?:موقف|رأي) [\w ]{2,40}"),
    objects=worded(r"(?:تفسير|توضيح|إيضاح|حجج|استنتاجات|ملاحظات|ضرورة|أهمية|التزام)\w*(?! و|،)"),
    others=worded(r"وفود|المجتمع المدني|متكلم|شهود"),
    glue=r"و|أو|وكذلك|و?(?:ال|لل)توصي(?:ة|ات|تين|تان)|رقم|من|في",
)
CHINESE_NAMING = Naming(
    undecided=worded(
        r"(?:正?在|仍在?|须|需要?|有待)(?:进一步)?(?:考虑|研究|审议)(?:之?中)?|(?:考虑|研究|审议)中|尚未(?:决定|表态)"
    ),
    paragraph=worded(r"第"),
    all=worded(r"(?:所有|全部|各[项条])的?(?:\w{1,6})?建议"),
    exception=worded(r"(?:除|除了|但不包括)"),
    first=worded(rf"前(?:{_counted('[两二] 三 四 五 六 七 八 九 十')})[项条]建议"),
    elsewhere=worded(r"(?!)"),
    label=worded(r"\w{0,8}(?:的)?(?:立场|意见)"),
    objects=worded(r"(?:解释|说明|答复|理由|结论|必要性|重要性|义务)(?![和与及、])"),
    others=worded(r"代表团|发言者|民间社会|证人"),
    glue=r"和|与|及|以及|或|建议|第|[段项条]",
)
