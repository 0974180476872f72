"""How lists say where the implementation stands, each language with its own verbs and what may stand beside them.

A pattern fits the whole of a cell (in the form of `states`: one case, no punctuation, no gender, simplified Chinese),
so a word that is not here leaves the cell unknown, and somebody is asked.
"""

import re
from functools import cache

EN = r"(?:implemented|completed|executed|fulfilled|achieved|addressed)"
FR = r"(?:appliqué|réalisé|exécuté|achevé|terminé|effectué|finalisé|soldé|mise? en (?:œ|oe)uvre)"
FR_NOUN = r"(?:mise en (?:œ|oe)uvre|réalisation|exécution|application)"
ES = (
    r"(?:implementad|aplicad|ejecutad|cumplid|atendid|realizad|concluid|finalizad|terminad|completad|solventad|"
    r"subsanad)"
)
ES_NOUN = r"(?:implementación|ejecución|cumplimiento|aplicación|atención)"
RU = r"(?:выполнен|исполнен|реализован|осуществлен|завершен|устранен)"
RU_SAID = r"(?:выполнение|исполнение|реализаци[яю]?|осуществление)"
RU_NOUN = r"(?:выполнения|исполнения|реализации|осуществления)"
AR = r"(?:منفذ|منجز|مكتمل|نفذت|أنجزت|اكتملت)"
AR_NOUN = r"(?:ال)?(?:تنفيذ|إنجاز|انجاز)(?:ها|ه)?"
AR_FULL = r"(?: (?:بالكامل|كليا|كاملا))?"
ZH = r"(?:整改|执行|落实|实施|办理|完成|改善|解决)"

PATTERNS: dict[str, tuple[str, ...]] = {
    "not_started": (
        (
            rf"(?:not(?: yet)?|yet to be|to be) (?:{EN}|started|initiated|commenced|begun)|"
            r"no (?:action|progress)(?: taken)?|unimplemented|pending implementation|"
            r"implementation (?:pending|not(?: yet)? started)"
        ),
        (
            rf"(?:non|pas(?: encore)?) (?:{FR}|entamé|commencé|démarré|débuté|engagé|amorcé|lancé|initié)|"
            r"aucune? (?:suite|action|avancement)|"
            r"à (?:faire|réaliser|entamer|démarrer|lancer|engager|initier|programmer|mettre en (?:œ|oe)uvre)"
        ),
        (
            rf"(?:no|aún no|todavía no) (?:{ES}|iniciad|comenzad)|"
            r"sin (?:iniciar|comenzar|avances?|ejecutar|implementar)|por (?:iniciar|implementar|ejecutar|cumplir)"
        ),
        (
            rf"(?:еще )?не (?:{RU}|начат|приступали|приступлен|(?:выполня|исполня|реализу|осуществля)ется)|"
            rf"(?:(?:работ|{RU_SAID}) )?не (?:начат|начиналась|начинал[оа]сь)"
        ),
        (
            rf"لم (?:يتم |تتم )?(?:{AR_NOUN}|(?:ال)?بدء|[يت]نفذ|[يت]بدأ)(?: (?:ال)?تنفيذ)?(?: بعد)?|"
            r"غير (?:منفذ|منجز)"
        ),
        rf"(?:尚未|还未|暂未|未|待)(?:启动|开始|开展|{ZH})",
    ),
    "in_progress": (
        (
            rf"(?:partially|partly|substantially|mostly) {EN}|"
            r"(?:implementation|work) (?:in progress|ongoing|under ?way)|implementation (?:started|begun)|"
            r"(?:under|in (?:the )?process of) (?:implementation|completion)"
        ),
        (
            rf"(?:partiellement|en partie) {FR}|{FR} (?:partiellement|en partie)|"
            rf"engagé|lancé|démarré|commencé|amorcé|initié|{FR_NOUN} (?:partielle|en cours|incomplète)|"
            rf"en (?:cours|voie) d[e ]? ?(?:{FR_NOUN}|finalisation|traitement)"
        ),
        (
            rf"(?:parcialmente|en parte) {ES}|{ES} parcialmente|(?:avance )?parcial|"
            r"avanzad|avances? (?:mínimos?|medios?|significativos?|sustanciale?s?|importantes?)|"
            rf"{ES_NOUN} (?:en curso|parcial)|"
            rf"en (?:proceso|curso|vías|desarrollo|ejecución|trámite)(?: de {ES_NOUN})?"
        ),
        (
            rf"частично? {RU}|{RU} частично?|(?:в процессе|[вн]а? стадии|в ходе) {RU_NOUN}|(?:ведется|идет) работ|"
            r"(?:находится )?в работе|(?:выполня|исполня|реализу|осуществля)ется"
        ),
        (
            rf"(?:قيد|تحت|جاري?) (?:{AR_NOUN}|(?:ال)?عمل|(?:ال)?إجراء|(?:ال)?متابع)(?: عليها)?|{AR} جزئيا|"
            rf"(?:تم )?{AR_NOUN} (?:ال)?جزئيا?"
        ),
        rf"(?:正在|持续|继续|部分|基本)(?:推进|{ZH})(?:到位|中)?|(?:推进|{ZH})(?:进行)?中",
    ),
    "verified_implemented": (
        (
            rf"(?:has been |have been )?(?:fully |completely |satisfactorily )?{EN}(?: in full| fully| completely)?|"
            r"implementation completed?"
        ),
        (
            rf"(?:entièrement |totalement |intégralement |pleinement |complètement )?{FR}"
            r"(?: entièrement| totalement| intégralement| pleinement| en totalité| totale| intégrale| complète)?"
        ),
        (
            rf"(?:totalmente |plenamente |completamente )?{ES}"
            r"(?: totalmente| plenamente| completamente| al 100| en su totalidad)?"
        ),
        rf"(?:полностью )?{RU}(?: полностью| в полном объеме)?",
        rf"تمت?|تمت? {AR_NOUN}(?: (?:ال)?توصي)?{AR_FULL}|{AR}{AR_FULL}",
        (
            rf"(?:已|均已|全部|已全部)(?:采纳)?{ZH}(?:到位|完毕|完成|结束)?|{ZH}(?:到位|完毕|完成)|"
            r"完成(?:整改|落实|执行)"
        ),
    ),
}


@cache
def _compiled() -> list[tuple[str, re.Pattern[str]]]:
    return [(state, re.compile("|".join(sources))) for state, sources in PATTERNS.items()]


def implementation_told(words: str) -> str:
    """The state of implementation that a cell tells; "" where any of its words is none of these."""
    return next((state for state, pattern in _compiled() if pattern.fullmatch(words)), "")
