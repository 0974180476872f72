"""What the words for states mean: those of our own pages and of the usual exports, in six languages.

Sources of the words: the reports of the Joint Inspection Unit, the annexes of the Board of Auditors, the lists of the
Government Accountability Office and of inspectors general, and management responses to evaluations.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from recommendations.importing.mapping.fields import WORDS_KEPT, plain
from recommendations.importing.mapping.state_patterns import implementation_told
from recommendations.importing.signs.han import PAIRS


@dataclass(frozen=True)
class State:
    """What a word says of the two axes; "" for what it leaves open. `closing` is a reason for closing."""

    response: str = ""
    implementation: str = ""
    closing: str = ""


SAYS_NOTHING = "-"  # what a word may be said to mean instead of a state
PENDING = State("pending")
CONSIDERED = State("under_consideration")
ACCEPTED = State("accepted")
IN_PART = State("partially_accepted")
REFUSED = State("not_accepted")
NOT_STARTED = State(implementation="not_started")
IN_PROGRESS = State(implementation="in_progress")
REPORTED = State(implementation="reported_implemented")
VERIFIED = State(implementation="verified_implemented")


def _closed(reason: str = "") -> State:
    return State(implementation="closed_not_implemented", closing=reason)


# Words that mean the same in both columns, each entry in the order English, French, Spanish, Russian, Arabic, Chinese.
_RESPONSES: tuple[tuple[State, str], ...] = (
    (PENDING, ("pending|no response yet|no response|awaiting response|open unresolved|unresolved|en attente|"
     "pas encore de réponse|sans réponse|pendiente|sin respuesta|ожидает ответа|ожидает решения|ответа нет|معلق|"
     "معلقة|"
     "لا رد بعد|قيد الانتظار|待定|待答复|尚无答复|未答复|待回复")),
    (CONSIDERED, ("under consideration|under review|being considered|à l étude|en cours d examen|en examen|"
     "en consideración|en estudio|на рассмотрении|рассматривается|قيد النظر|قيد الدراسة|审议中|考虑中|正在审议|"
     "正在考虑|研究中|研议中|研議中|正在研究|en análisis|изучается|en cours d étude")),
    (ACCEPTED, ("accepted|agreed|agree|concur|concurred|supported|enjoys the support|yes|open resolved|resolved|"
     "accept|"
     "fully accepted|acceptée|accepté|oui|appuyée|recueille l adhésion|aceptada|aceptado|sí|si|apoyada|"
     "cuenta con el apoyo|принята|принято|принят|да|поддержана|поддержано|согласны|مقبولة|مقبول|نعم|مؤيدة|"
     "تحظى بالتأييد|接受|已接受|同意|支持|是|完全接受|采纳|已采纳|接纳|全部采纳|موافق|موافق عليها|تمت الموافقة|"
     "согласен|согласована|approuvée|conforme|"
     "accepted in full|true|vrai|verdadero|истина|d accord|favorable|totale|de acuerdo|تم القبول|认同|認同|参采|參採")),
    (IN_PART, ("partially accepted|partly|accepted in part|partly accepted|partially agreed|partially supported|"
     "supported in part|partially|in part|partial concurrence|partiellement acceptée|acceptée en partie|"
     "acceptée partiellement|partiellement|appuyée en partie|parcialmente aceptada|aceptada en parte|parcialmente|"
     "aceptada parcialmente|apoyada en parte|принята частично|частично принята|частично|частично поддержана|"
     "مقبولة جزئيا|مقبول جزئيا|جزئيا|مؤيدة جزئيا|部分接受|部分同意|部分支持|部分|部分采纳|部分接纳|موافق جزئيا|"
     "принято частично|частично принято|"
     "agreed in part|partly agreed|partially agree|partially concur|partiellement d accord|partielle|"
     "parcialmente de acuerdo|"
     "частично согласны|d accord en partie|accord partiel|partial|parcial|موافقة جزئية|部分参采|部分參採")),
    (REFUSED, ("not accepted|rejected|refused|not agreed|disagreed|non concur|noted|not supported|no|takes note|"
     "declined|non acceptée|rejetée|refusée|refus|non|notée|prend note|no aceptada|rechazada|anotada|toma nota|"
     "no apoyada|"
     "не принята|отклонена|отвергнута|нет|принята к сведению|غير مقبولة|مرفوضة|لا|أحيط بها علما|محاط بها علما|"
     "غير مؤيدة|不接受|未接受|拒绝|否|注意到|表示注意|不同意|不支持|备悉|不采纳|未采纳|不接纳|أحيط علما بها|"
     "أحاطت علما بها|غير موافق|مرفوض|refusée|"
     "false|faux|falso|ложь|не принято|отклонено|не согласны|disagree|pas d accord|en desacuerdo|不参采|不參採")),
)  # fmt: skip
_IMPLEMENTATIONS: tuple[tuple[State, str], ...] = (
    (NOT_STARTED, "planned|to do"),
    (IN_PROGRESS, (
     "in progress|initiated|ongoing|on going|being implemented|started|underway|under way|en cours|"
     "entamée|iniciada|en aplicación|в процессе|начато|جارية|جار|بدأ|بدأت|进行中|"
     "已启动|已开始|继续列管|持续列管|in process|en progreso|en implementación|на исполнении"
    )),
    (REPORTED, (
     "reported implemented|reported as implemented|implemented subject to verification|"
     "implementation reported|awaiting verification|closure requested|submitted for closure|"
     "signalée comme appliquée|déclarée appliquée|à vérifier|notificada como aplicada|"
     "pendiente de verificación|сообщено о выполнении|ожидает проверки|أبلغ عن تنفيذها|في انتظار التحقق|"
     "已报告执行|报告已执行|待核实|待核查"
    )),
    (VERIFIED, (
     "verified implemented|verified|complete|done|closed implemented|closed verified|"
     "closed as implemented|vérifiée|verificada|проверена|تم التحقق|完全执行|完成|已核实|已完成整改|"
     "fait|fini|hecho|сделано|готово|已办结|办结|已销号|解除列管|implemented satisfactorily|"
     "implemented in a satisfactory manner|"
     "dealt with in a satisfactory manner"
    )),
    (_closed(), ("closed not implemented|closed without implementation|close sans application|"
     "classée sans application|cerrada sin aplicar|закрыта без выполнения|أغلقت دون تنفيذ|مغلقة دون تنفيذ|"
     "مغلق دون تنفيذ|关闭未执行|未执行关闭|"
     "abandonné|abandonnée|abandonada|cancelled|withdrawn|annulée|desestimada|отменена|ملغاة|取消|不再执行|"
     "снята с контроля без выполнения")),
    (_closed("overtaken_by_events"), ("overtaken by events|overtaken|devenue caduque|dépassée par les événements|"
     "caduque|superada por los acontecimientos|утратила актуальность|утратило актуальность|تجاوزتها الأحداث|已过时|"
     "因情况变化而失效")),
    (_closed("no_longer_relevant"), ("no longer applicable|no longer relevant|not relevant|not applicable|n a|"
     "sans objet|plus applicable|n est plus applicable|ya no es aplicable|no procede|sin objeto|неактуальна|"
     "devenue sans objet|no aplicable|no aplica|inaplicable|sin efecto|لا تنطبق|"
     "более не актуальна|неприменимо|لم تعد ذات صلة|لم تعد منطبقة|لا ينطبق|不再相关|不再适用|不适用|不相关")),
    (_closed("superseded"), ("superseded|replaced|remplacée|sustituida|reemplazada|заменена|حلت محلها توصية أخرى|"
     "已被取代|被取代")),
    (_closed("impossible"), ("impossible|cannot be implemented|not feasible|impossible à appliquer|no viable|"
     "imposible|"
     "невыполнима|невозможно выполнить|يتعذر تنفيذها|无法执行|不可行")),
    (_closed("risk_accepted"), "risk accepted|risque accepté|riesgo aceptado|риск принят|قبول المخاطر|接受风险"),
)  # fmt: skip
# What both columns together say, as lists of inspectors general do in one.
_BOTH: tuple[tuple[State, str], ...] = (
    (State("accepted", "not_started"), "accepted not started|accepted not implemented|accepted not initiated"),
    (State("accepted", "in_progress"), "accepted in progress|accepted under implementation|accepted initiated"),
    (State("accepted", "verified_implemented"), "accepted implemented|accepted completed|accepted and implemented"),
    (State("not_accepted"), "closed not accepted|closed rejected"),
)

POSITIONS: tuple[tuple[str, str], ...] = (
    ("supported", ("supported|support|enjoys the support|appuyée|recueille l adhésion|apoyada|cuenta con el apoyo|"
     "поддержана|пользуется поддержкой|مؤيدة|تحظى بالتأييد|支持|得到支持")),
    ("partially_supported", ("partially supported|supported in part|appuyée en partie|partiellement appuyée|"
     "apoyada en parte|поддержана частично|частично поддержана|مؤيدة جزئيا|部分支持")),
    ("noted", ("noted|note|takes note|notée|prend note|prise en note|anotada|toma nota|принята к сведению|отмечена|"
     "أحيط بها علما|محاط بها علما|أحيط علما بها|أحاطت علما بها|注意到|备悉|表示注意")),
)  # fmt: skip


# Short for states, where a whole column has nothing else: of the Joint Inspection Unit, and yes, no, in part.
_CODES: tuple[tuple[str, Mapping[str, State]], ...] = (
    ("response", {"a": ACCEPTED, "pa": IN_PART, "na": REFUSED, "uc": CONSIDERED}),
    ("response", {"y": ACCEPTED, "p": IN_PART, "n": REFUSED}),
    ("response", {"o": ACCEPTED, "p": IN_PART, "n": REFUSED}),
    ("response", {"s": ACCEPTED, "p": IN_PART, "n": REFUSED}),
    ("implementation", {"ns": NOT_STARTED, "ip": IN_PROGRESS, "i": VERIFIED}),
)
# What a column that asks whether something is done says of it.
_ANSWERS: tuple[tuple[State, str], ...] = (
    (VERIFIED, "yes|true|oui|vrai|sí|si|verdadero|да|истина|نعم|是"),
    (IN_PROGRESS, ("partially|partly|in part|partial|partiellement|partielle|en partie|parcialmente|parcial|en parte|"
     "частично|частичное|جزئيا|جزئي|部分")),
    (NOT_STARTED, "no|false|non|faux|falso|нет|ложь|لا|否|not yet|pas encore|todavía no"),
)  # fmt: skip
OPEN = re.compile(
    r"(?:still )?(?:open|outstanding|overdue|delayed|active|(?:past|over) due|not closed)(?: overdue)?|"
    r"ouvert|en retard|échu|non clôturé|non soldé|abiert|vencid|retrasad|atrasad|en mora|no cerrad|"
    r"открыт|просрочен|не закрыт|на контроле|مفتوح|متأخر|متاخر|لم تغلق|"
    r"(?:未|没有)(?:结|关闭|销号|办结|结案)|逾期|已?(?:超期|延期)|(?:继续|持续)(?:跟踪|追踪)|自行(?:列管|追踪)|列管中|追踪中|开放"
)
BRACKETED = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]\s*")
CLAUSE = re.compile(r"[.;:]\s+|\s[–—-]\s|[。；：]\s*")
CLOSED = re.compile(r"(?:closed|clôturé|classé|cerrad|закрыт|已关闭) (?=\S)")
# A state agrees with what it is said of: aplicada, aplicado; appliquée, appliqué; выполнена, выполнено; منفذة, منفذ.
ENDINGS = re.compile(r"(?<=[ai]d)[oa]s?\b|(?<=é)(?:es?|s)\b|(?<=\w\w\w[нт])[аоы]\b|(?<=\w\w)ة\b")
TRADITIONAL = str.maketrans(
    {other: sign for sign, other in PAIRS.items()} | {"採": "采", "開": "开", "辦": "办", "畢": "毕"}
)


@cache
def _words(*tables: str) -> dict[str, State]:
    found: dict[str, State] = {}
    all_words = {
        "response": _RESPONSES, "implementation": _IMPLEMENTATIONS, "both": _BOTH, "answers": _ANSWERS,
    }  # fmt: skip
    for name in tables:
        for state, words in all_words[name]:
            for word in words.split("|"):
                found.setdefault(_plain(word), state)
    return found


def _plain(words: str) -> str:
    return ENDINGS.sub("", plain(words)).translate(TRADITIONAL)


def _find(words: str, *tables: str) -> State | None:
    """What a cell says: as a whole, without what it adds in brackets, in two languages that agree, or in a clause
    before an explanation."""
    found = _said(words, tables) or _said(BRACKETED.sub(" ", words), tables)
    if found is not None:
        return found
    parts = {_said(part, tables) for part in re.split(r"[/\n]", words)}
    if len(parts) == 1:
        found = parts.pop()
    return found or (_said(CLAUSE.split(words, maxsplit=1)[0], tables) if explains(words) else None)


def _said(words: str, tables: tuple[str, ...]) -> State | None:
    """By the words that are known, else, of the implementation, by its verb; "closed" before them adds nothing."""
    known = _words(*tables)
    whole = _plain(words)
    for said in (whole, CLOSED.sub("", whole)):
        if (found := known.get(said)) is not None:
            return found
        if tables[0] == "implementation" and (told := implementation_told(said)):
            return State(implementation=told)
    return None


def codes_of(field: str, cells: Collection[str]) -> Mapping[str, State]:
    """The short forms that a column of states uses, where every cell has one and not all have the same."""
    used = {plain(cell) for cell in cells if cell}
    if len(used) < 2 or max(map(len, used)) > 2:
        return {}
    return next((codes for name, codes in _CODES if name == field and used <= codes.keys()), {})


@lru_cache(maxsize=WORDS_KEPT)
def response_state(words: str) -> State | None:
    """What a cell in the column of responses says; None for words we do not know."""
    return _find(words, "response", "both", "implementation")


@lru_cache(maxsize=WORDS_KEPT)
def implementation_state(words: str) -> State | None:
    """What a cell in the column of the implementation says; a word for a response may stand there too.

    "Open" and "closed" alone say too little: that of what is closed some is implemented and some is not.
    """
    return _find(words, "implementation", "both", "answers", "response")


def meant(field: str, code: str) -> State:
    """What somebody has said that a word in a column means: a code of the field, or that it says nothing."""
    if code == SAYS_NOTHING:
        return State()
    return State(implementation=code) if field == "implementation" else State(response=code)


def explains(words: str) -> bool:
    """Whether a cell goes on after a clause, as "Partially agreed. Only half can be paid." does."""
    return CLAUSE.search(words.strip(" .。")) is not None


def is_open(words: str) -> bool:
    """Whether a cell only says that something is not ended yet, and neither what was answered nor what is done."""
    said = [_plain(part) for part in (words, BRACKETED.sub(" ", words), *re.split(r"[/\n]", words))]
    return any(OPEN.fullmatch(one) for one in said)


def of_percent(done: int) -> State:
    """Where the work stands by how much of it is done."""
    return NOT_STARTED if done <= 0 else IN_PROGRESS if done < 100 else VERIFIED


def is_bare_answer(words: str) -> bool:
    """Whether a cell only says yes or no: what it answers stands in the heading alone."""
    return _plain(words) in _words("answers")


@lru_cache(maxsize=WORDS_KEPT)
def position_word(words: str) -> str:
    """The code of the position a cell names; "" for words we do not know."""
    said = _plain(words)
    for code, known in POSITIONS:
        if said in map(_plain, known.split("|")):
            return code
    state = _find(words, "response")
    return state.response if state is not None and state.response not in ("pending", "under_consideration") else ""
