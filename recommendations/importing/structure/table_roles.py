"""What the columns of a table hold: by their headings, else by what most of their cells say."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recommendations.importing.signs.han import worded
from recommendations.importing.signs.recommenders import name_their_makers
from recommendations.importing.structure.evidence import is_advice, looks_asking
from recommendations.importing.structure.positions import position_word
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.phrases import ANSWERS, DUE, PHRASES

MOSTLY = 0.7  # of the cells of a column that say one kind of thing
FEWEST_CELLS = 2
SHORT_CELL = 45  # characters of a verdict or state
LONG_CELL = 15  # characters of a text that asks, on the average


# What was done, in a heading that does not name a recommendation, and when it was first made.
DONE = worded(
    r"\b(?:status|state of|assessment|progress|implemented|done|taken|follow-up|outcome|results?|completed|closed|"
    r"état|suites?|suivi|avancement|évaluation|prises?|mise en œuvre|réalisé\w*|bilan|estado|seguimiento|adoptadas?|"
    r"cumplimiento|avances?|evaluación|situación|resultados?|статус|состояние|ход|оценка|выполнен\w*|исполнен\w*|"
    r"принят\w*|сделано|результаты?|прогресс)\b|حالة|الحالة|وضع|المتخذ|تنفيذ|تقدم|تقييم|متابعة|نتيجة|情况|状况|状态|进展|"
    r"评估|落实|结果|进度|现况|已采取"
)
YEAR = worded(
    r"(?:audit )?(?:report|financial) (?:year|period)|year (?:of|made|issued).*|exercice|année.*|ejercicio|año.*|"
    r"(?:отчётный |отчетный )?год.*|(?:ال)?(?:سنة|عام).*|.{0,6}(?:年度|年份)"
)
STATE = worded(
    r"(?:not |non |no |не |partially |partiellement |parcialmente |частично |fully |en cours d\w+ |under |in |en |"
    r"being |en vías de )*(?:implement\w*|progress|complete[d]?|closed|open|overtaken by events|pending|"
    r"ongoing|started|"
    r"appliquée?s?|application|cours|réalisée?s?|close|clôturée?s?|mise en œuvre|exécutée?s?|aplicad[ao]s?|"
    r"cumplid[ao]s?|"
    r"aplicación|curso|cerrad[ao]s?|pendientes?|proceso|ejecutad[ao]s?|выполн\w+|исполн\w+|закрыт\w*|осуществл\w+|"
    r"реализ\w+|в процессе.*)\.?|(?:لم )?(?:نفذت|تنفذ|منفذة|أغلقت|مغلقة)|(?:قيد|جار[يٍ]?) (?:ال)?تنفيذ\w*|"
    r"(?:已|未|正在|部分|尚未|全部|仍在)+(?:执行|落实|完成|实施|整改|结案|关闭|办理)|(?:执行|实施|进行|办理)中|结案|(?:已)?过时"
)


# The heading of the numbers of what is answered, in a table that does not say it once more.
NUMBER_OF = worded(
    r"rec(?:ommendation|\.)? (?:no\.?|number|#)|(?:n[°º]|numéro) de (?:la )?recommandation|"
    r"(?:n\.?[°º]|número) de (?:la )?recomendación|(?:№|номер) рекомендации|رقم التوصية|建议(?:的)?(?:编号|序号)"
)


@dataclass(frozen=True)
class Column:
    """A column by its heading, "" if it has none, with the texts of its cells that are not empty."""

    heading: str
    cells: Sequence[str]

    def mostly(self, says: re.Pattern[str]) -> bool:
        """Whether most of its cells are of one kind as a whole."""
        told = sum(len(cell) <= SHORT_CELL and says.fullmatch(cell.strip()) is not None for cell in self.cells)
        return len(self.cells) >= FEWEST_CELLS and told >= len(self.cells) * MOSTLY


@dataclass
class Roles:
    """column -> "reference", "text", "position", "theme", "recommending" or "answer"; `older` says that the table tells
    of recommendations made before."""

    columns: dict[int, str]
    older: bool = False


def roles_of(columns: Mapping[int, Column], lexicon: Lexicon, *, announced: bool) -> Roles:
    """What each column holds. A column of answers makes the table one of older recommendations, unless another says by
    when they are to be carried out, a heading of recommendations `announced` the table or the States that recommend are
    named, and none what was done."""
    phrases = PHRASES[lexicon.language]
    found = Roles({})
    answered = done = due = False
    for place, column in columns.items():
        if DUE.fullmatch(column.heading):
            due = True
            continue
        if not column.cells:  # a form still to be filled in
            continue
        is_done = phrases.done.fullmatch(column.heading) is not None or column.mostly(STATE)
        if is_done or phrases.answer.fullmatch(column.heading) or _is_answer(column.heading, lexicon):
            answered = True
            done = (
                done or is_done or DONE.search(column.heading) is not None or DEEDS.search(column.heading) is not None
            )
            found.columns[place] = "answer"
            continue
        done = done or YEAR.fullmatch(column.heading) is not None
        code = next((code for pattern, code in phrases.columns if pattern.fullmatch(column.heading)), "")
        if not code and _is_position(column, lexicon):
            code = "position"
        if code and code not in found.columns.values():
            found.columns[place] = code
    if "text" not in found.columns.values():
        _find_text(columns, found, lexicon, announced=announced)
    if "text" not in found.columns.values() and "reference" not in found.columns.values():
        found.columns |= {place: "reference" for place, one in columns.items() if NUMBER_OF.fullmatch(one.heading)}
    found.older = done if due or announced or _by_states(columns, found) else answered
    return found


def _by_states(columns: Mapping[int, Column], found: Roles) -> bool:
    """Whether the recommendations name the States that make them, in a column of their own or at their ends."""
    if "recommending" in found.columns.values():
        return True
    return any(role == "text" and name_their_makers(columns[place].cells) for place, role in found.columns.items())


# What was done, even beside the noun: "actions taken to implement the recommendation".
DEEDS = worded(
    r"(?:actions?|measures|steps) taken|mesures prises|suites? donnée|medidas adoptadas|принят\w+ мер|меры,? принят|"
    r"(?:الإجراءات|التدابير) المتخذة|采取的?(?:行动|措施)|(?:执行|落实)建议"
)


def _is_answer(heading: str, lexicon: Lexicon) -> bool:
    """Whether a heading names answers or deeds, and no recommendation."""
    named = ANSWERS.search(heading) is not None or DONE.search(heading) is not None
    return DEEDS.search(heading) is not None or (named and lexicon.recommendation_heading.search(heading) is None)


def _is_position(column: Column, lexicon: Lexicon) -> bool:
    phrases = PHRASES[lexicon.language]
    told = sum(len(cell) <= SHORT_CELL and position_word(cell, phrases) != "" for cell in column.cells)
    return len(column.cells) >= FEWEST_CELLS and told >= len(column.cells) * MOSTLY


def _find_text(columns: Mapping[int, Column], found: Roles, lexicon: Lexicon, *, announced: bool) -> None:
    """Makes the column of recommendations that of which nearly all cells ask, under a heading of what is to be done or
    in a table that a heading of recommendations `announced`."""
    for place, column in columns.items():
        asks = sum(looks_asking(cell, lexicon, in_list=True) for cell in column.cells)
        long = sum(map(len, column.cells)) >= LONG_CELL * len(column.cells)
        told = long and (announced or is_advice(column.heading, lexicon)) and len(column.cells) >= FEWEST_CELLS
        if place not in found.columns and told and asks >= len(column.cells) * MOSTLY:
            found.columns[place] = "text"
            return
