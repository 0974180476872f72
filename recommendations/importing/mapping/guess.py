"""Which column of a table holds what, as its headings and cells tell."""

import re
from collections.abc import Sequence

from recommendations.importing.mapping.evidence import DATES, LONGEST_STATES, Column
from recommendations.importing.mapping.fields import BOTH, FIELDS, NAMING, field_of, hinted_field, plain
from recommendations.importing.mapping.heading_words import OTHER_DAYS
from recommendations.importing.mapping.states import implementation_state

# A number by which the report itself is cited counts for more than that of a list or a system.
IN_REPORT = re.compile(
    r"\b(?:rec(?:omm?\w*|s)?|reco|para(?:graph)?s?|par(?:agraphe)?s?|párr(?:afo)?s?|пункт\w*|рекомендаци\w+)\b|"
    r"الفقرة|توصية|段|建议|建議"
)
WHOLE, WITHIN = 2, 1  # how a heading names a field: it is one of the usual ones, or some of its words tell
MOST = 0.5  # of the cells, lines between the rows among them
PER_CENT_OF = frozenset({"implementation", "response"})  # fields whose columns may tell how much is done instead
TO_DO = frozenset({"not_started", "in_progress"})
FEW_STATES = 0.5  # of the cells of a column in which others are sentences


def guess(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """{field: heading} as far as headings tell it, and cells where headings do not.

    A heading serves one field. Of two columns that may hold the same the one whose cells suit it better is taken.
    """
    columns = [Column([row[place] for row in rows if place < len(row)], len(rows)) for place in range(len(headings))]
    named = [_named(heading, column) for heading, column in zip(headings, columns, strict=True)]
    found: dict[str, int] = {}
    for field in FIELDS:
        fitting = [place for place, (known, _how) in enumerate(named) if known == field]
        if fitting:
            found[field] = max(
                fitting, key=lambda place: (*_worth(field, headings[place], columns[place], named[place][1]), -place)
            )
    _tell_ends_from_targets(found, rows)
    _tell_references_before_texts(found, columns)
    _tell_by_cells(found, headings, columns)
    _tell_words_from_states(found, columns)
    _tell_references_before_texts(found, columns)
    return {field: headings[place] for field, place in found.items()}


def _named(heading: str, column: Column) -> tuple[str, int]:
    """The field that a heading names, and how; ("", 0) where it names none that its cells allow."""
    if not heading:
        return "", 0
    field = field_of(heading)
    if field == "text" and column.suits("reference") > MOST and not column.suits("text"):
        return "reference", WHOLE  # "Recommendation" above "Recommendation 1", "Recommendation 2"
    if field in PER_CENT_OF and column.share("percent sign") > MOST:
        return "percent_done", WHOLE
    if field and not _is_belied(field, column):
        return field, WHOLE
    field = hinted_field(heading)
    if field in PER_CENT_OF and column.share("percent sign") > MOST:
        field = "percent_done"
    if field == "response" and column.tells and not column.share(field):
        field = "response_text"
    return (field, WITHIN) if field and column.allows(field) else ("", 0)


def _is_belied(field: str, column: Column) -> bool:
    """Whether the cells below the usual heading of a field are something else: "Implemented" may head crosses."""
    return (field == "symbol" and column.has_titles) or (field == "ended_on" and not column.allows(field))


def _worth(field: str, heading: str, column: Column, how: int) -> tuple[float, float, float]:
    suits = column.suits(field)
    if field in DATES:
        return how, suits, 0
    return suits, bool(field == "reference" and IN_REPORT.search(plain(heading))), how


def _tell_by_cells(found: dict[str, int], headings: Sequence[str], columns: Sequence[Column]) -> None:
    """Finds what no row can do without by its cells, then columns in which nearly all cells are states or addresses."""
    free = [place for place, heading in enumerate(headings) if heading and place not in found.values()]
    for field in NAMING:
        candidates = [
            place
            for place in free
            if not {field, BOTH} & found.keys()
            and columns[place].suits(field) >= (MOST if field == "reference" else 1)
            and (field != "reference" or columns[place].tells_apart)
            and hinted_field(headings[place]) in ("", "symbol", *NAMING)
        ]
        if candidates:
            found[field] = max(candidates, key=lambda place: (columns[place].suits(field), -place))
            free.remove(found[field])
    _tell_the_only_days(found, free, headings, columns)
    for field in ("implementation", "response", "owner"):
        sure = [place for place in free if columns[place].is_surely(field)]
        if field not in found and sure and not (field == "response" and "position" in found):
            found[field] = sure[0]
            free.remove(sure[0])


def _tell_ends_from_targets(found: dict[str, int], rows: Sequence[Sequence[str]]) -> None:
    """A "date of completion" that is given where the work goes on is the one until when it should be done."""
    if "target_on" in found or not {"ended_on", "implementation"} <= found.keys():
        return
    ended, stands = found["ended_on"], found["implementation"]
    told = ((row[ended], implementation_state(row[stands])) for row in rows if max(ended, stands) < len(row))
    if any(day and state is not None and state.implementation in TO_DO for day, state in told):
        found["target_on"] = found.pop("ended_on")


def _tell_the_only_days(
    found: dict[str, int], free: list[int], headings: Sequence[str], columns: Sequence[Column]
) -> None:
    """Where no heading says until when something is due, the one column of days that are not said to be others."""
    places = [
        place for place in free if columns[place].is_surely("day") and not OTHER_DAYS.fullmatch(plain(headings[place]))
    ]
    if "target_on" not in found and len(places) == 1:
        found["target_on"] = places[0]
        free.remove(places[0])


def _tell_references_before_texts(found: dict[str, int], columns: Sequence[Column]) -> None:
    """Where nearly all texts begin with a reference it counts for more than a column that only numbers the rows."""
    if "text" not in found or not columns[found["text"]].has_references_before:
        return
    found[BOTH] = found.pop("text")
    if "reference" in found and columns[found["reference"]].counts:
        del found["reference"]


def _tell_words_from_states(found: dict[str, int], columns: Sequence[Column]) -> None:
    """A column called "Response" may hold what was answered in words instead of whether it was accepted, one called
    "Progress" how the work goes on."""
    for field, instead in (("response", "response_text"), ("implementation", "")):
        column = columns[found[field]] if field in found else None
        if column is not None and column.share(field) < FEW_STATES and (column.tells or column.length > LONGEST_STATES):
            place = found.pop(field)
            if instead:
                found.setdefault(instead, place)
