"""The table of moves as pages for people: what docs/workflow.md and docs/permissions.md are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recommendations.permissions import SEES_EVERYTHING, WHO_LABELS, Role
from recommendations.workflow import (
    AGREED,
    MOVES,
    NOT_OPENED,
    WORDS_OF_STATES,
    Edge,
    Field,
    Implementation,
    Move,
    Response,
    Who,
)

_MADE = "<!-- Made by `manage.py document_workflow` from recommendations/workflow/table.py. Do not edit by hand. -->"

# What a role sees and does besides the moves, said once for readers; the table says the rest.
_SIGHT = {
    Role.READER: "what the units of the membership and those below own; everything when granted everywhere",
    Role.UNIT_HEAD: "what the unit and the units below own",
    Role.ADMINISTRATOR: "nothing by this role alone",
}
_OWN_ITEMS = "what they own, stand in for or contribute to"
_RULES = {
    "two_people": "Not by the person who reported the implementation.",
    "from_elsewhere": "Not by anybody of the unit that did the work, its heads, the owner or the alternate.",
}


def workflow_page() -> str:
    """States, moves with their conditions and fields, and the two axes drawn with Mermaid."""
    parts = [
        "# The workflow",
        _MADE,
        "A leaf has two states: the response, and, once it is accepted at least in part, the implementation.",
        "## The response",
        _states(Response),
        _diagram("response", Response, NOT_OPENED),
        "States answer in their own words: "
        + ", ".join(f"*{Response(state).label}* is said *{words}*" for state, words in WORDS_OF_STATES.items())
        + ".",
        "## The implementation",
        f"Open while the response is {_or(str(Response(state).label) for state in AGREED)}.",
        _states(Implementation),
        _diagram("implementation", Implementation, NOT_OPENED),
        "## The moves",
        "Moves with the same number belong together. A move without states to and from changes none.",
        *(_move(move) for move in MOVES),
    ]
    return "\n\n".join(parts) + "\n"


def permissions_page() -> str:
    """Who makes which move, and what each role sees."""
    people = list(WHO_LABELS)
    head = ["| move |", *(f" {_capital(str(WHO_LABELS[who]))} |" for who in people)]
    rows = [_permission_row(move, people) for move in MOVES]
    notes = [f"- *{move.label}*: {rule}" for move in MOVES for name, rule in _RULES.items() if getattr(move, name)] + [
        f"- *{move.label}*: {move.who_now.__doc__}" for move in MOVES if move.who_now is not None
    ]
    sight = [f"| {role.label} | {_sight(role)} |" for role in Role]
    parts = [
        "# Who may do what",
        _MADE,
        "A person may do what any of their roles allows. Whoever may not see a recommendation is told there is none.",
        "## Moves",
        "\n".join(["".join(head), "|---|" + ":-:|" * len(people), *rows]),
        "\n".join(notes),
        "## Sight",
        f"Everybody sees {_OWN_ITEMS}. Beyond that:",
        "\n".join(["| role | sees |", "|---|---|", *sight]),
    ]
    return "\n\n".join(parts) + "\n"


def _states(axis: type[Response] | type[Implementation]) -> str:
    return "\n".join(["| state | is called |", "|---|---|", *(f"| `{s.value}` | {s.label} |" for s in axis)])


def _diagram(axis: str, states: type[Response] | type[Implementation], start: str) -> str:
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {state.value}: {state.label}" for state in states]
    lines += [
        f"    {'[*]' if source == start else source} --> {edge.target}: {move.number} {move.label}"
        for move in MOVES
        for edge in _edges(move, axis)
        for source in edge.sources or (start,)
    ]
    return "\n".join([*lines, "```"])


def _edges(move: Move, axis: str) -> tuple[Edge, ...]:
    return move.response if axis == "response" else move.implementation


def _move(move: Move) -> str:
    lines = [f"### {move.number}. {move.label} (`{move.code}`)", ""]
    lines.append(f"- Who: {_or(str(WHO_LABELS[who]) for who in move.who)}.")
    for axis in ("response", "implementation"):
        lines += [f"- {_capital(axis)}: {_edge(edge)}." for edge in _edges(move, axis)]
    lines += [f"- {rule}" for name, rule in _RULES.items() if getattr(move, name)]
    lines += [f"- Otherwise refused: “{condition.refusal}”" for condition in move.conditions]
    lines += [f"- Give: {_field(spec, move)}" for spec in move.fields]
    return "\n".join(lines)


def _edge(edge: Edge) -> str:
    sources = _or(f"`{source}`" if source else "nothing" for source in edge.sources) or "nothing"
    return f"{sources} → `{edge.target}`"


def _field(spec: Field, move: Move) -> str:
    """A field with when it is needed."""
    met = any(spec.name in condition.met_by for condition in move.conditions)
    if spec.required:
        when = ""
    elif spec.needed_with:
        when = f" (needed when {spec.needed_with[0]} is {_or(f'`{value}`' for value in spec.needed_with[1])})"
    else:
        when = " (while the condition does not hold)" if met else " (as you like)"
    return f"{spec.label}, `{spec.name}`{when}."


def _permission_row(move: Move, people: Iterable[Who]) -> str:
    cells = (" ● |" if who in move.who else "  |" for who in people)
    return f"| {move.number} {move.label} |" + "".join(cells)


def _sight(role: Role) -> str:
    return "everything" if role in SEES_EVERYTHING else _SIGHT.get(role, "nothing more by this role alone")


def _or(words: Iterable[str]) -> str:
    return " or ".join(_listed(words))


def _listed(words: Iterable[str]) -> Iterator[str]:
    """All but the last two with commas: "a, b or c"."""
    found = list(words)
    if len(found) > 2:
        found = [", ".join(found[:-1]), found[-1]]
    yield from found


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
