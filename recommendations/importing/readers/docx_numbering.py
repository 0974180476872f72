"""The list numbers of a DOCX document: computed from their definitions as Word prints them, for they are not in the
text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from recommendations.importing.readers.ordinals import printed
from recommendations.importing.readers.xml import attribute, child, number, switch, tag

LEVELS = 9
PLACEHOLDER = re.compile(r"%([1-9])")
BULLETS = str.maketrans(dict.fromkeys(range(0xF000, 0xF100), "•"))  # signs of symbol fonts
MOST_LINKS = 5


@dataclass(frozen=True)
class Level:
    """One level of a list; it begins anew after level `restart` (from 1), 0 never, None after any above it."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    restart: int | None = None
    style: str | None = None
    is_legal: bool = False  # all numbers in digits
    joint: str = " "


@dataclass
class _List:
    """A list definition, and how far its counters have come; lists of one definition count together."""

    levels: dict[int, Level]
    link: str | None = None
    own_style: str | None = None
    counters: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


@dataclass(frozen=True)
class _Use:
    """A list as used: its definition, and what it says otherwise, by level."""

    definition: str
    starts: dict[int, int]
    levels: dict[int, Level]


class Numbering:
    """Counts through a document; `advance` is called once for every numbered paragraph, in order."""

    def __init__(self, definitions: Iterable[Element]) -> None:
        self._lists: dict[str, _List] = {}
        self._uses: dict[int, _Use] = {}
        self._started: set[tuple[int, int]] = set()
        for element in definitions:
            if tag(element) == "abstractNum":
                self._lists[attribute(element, "abstractNumId") or ""] = _definition(element)
            elif tag(element) == "num" and (identity := number(element, "numId")) is not None:
                self._uses[identity] = _use(element)

    def level_of_style(self, list_id: int, style: str | None) -> int:
        """The level that a list gives to paragraphs of a style."""
        found = self._find(list_id)
        if found is None or style is None:
            return 0
        return next((place for place, level in found[1].levels.items() if level.style == style), 0)

    def advance(self, list_id: int, place: int) -> tuple[str, str]:
        """The mark of the next paragraph at that level (from 0) as printed, and what stands between it and the text."""
        found = self._find(list_id)
        if found is None or not 0 <= place < LEVELS:
            return "", " "
        use, definition = found
        level = self._level(use, definition, place)
        self._count(list_id, place)
        if level.form == "bullet":
            return level.pattern.translate(BULLETS).strip() or "•", level.joint
        return self._mark(use, definition, level), level.joint

    def _find(self, list_id: int) -> tuple[_Use, _List] | None:
        use = self._uses.get(list_id)
        definition = self._lists.get(use.definition) if use else None
        for _ in range(MOST_LINKS):
            if definition is None or definition.link is None:
                break
            link = definition.link
            definition = next((found for found in self._lists.values() if found.own_style == link), None)
        return (use, definition) if use and definition else None

    def _level(self, use: _Use, definition: _List, place: int) -> Level:
        return use.levels.get(place) or definition.levels.get(place) or Level(pattern=f"%{place + 1}.")

    def _count(self, list_id: int, place: int) -> None:
        found = self._find(list_id)
        if found is None:
            return
        use, definition = found
        counters = definition.counters
        now = counters[place]
        start = use.starts.get(place)
        if start is not None and (list_id, place) not in self._started:
            counters[place] = start
        else:
            counters[place] = self._level(use, definition, place).start if now is None else now + 1
        self._started.add((list_id, place))
        for deeper in range(place + 1, LEVELS):
            restart = self._level(use, definition, deeper).restart
            if restart is None or 0 < place + 1 <= restart:
                counters[deeper] = None

    def _mark(self, use: _Use, definition: _List, level: Level) -> str:
        def value(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            shown = self._level(use, definition, place)
            count = definition.counters[place]
            return printed(shown.start if count is None else count, "decimal" if level.is_legal else shown.form)

        return PLACEHOLDER.sub(value, level.pattern).strip()


def _definition(element: Element) -> _List:
    levels = {}
    for inner in element:
        place = number(inner, "ilvl")
        if tag(inner) == "lvl" and place is not None:
            levels[place] = _level(inner)
    return _List(
        levels, attribute(child(element, "numStyleLink"), "val"), attribute(child(element, "styleLink"), "val")
    )


def _level(element: Element) -> Level:
    start = number(child(element, "start"))
    form = child(element, "numFmt") if child(element, "numFmt") is not None else child(
        element, "AlternateContent", "Choice", "numFmt"
    )  # fmt: skip
    return Level(
        start=1 if start is None else start,
        form=attribute(form, "val") or "decimal",
        pattern=attribute(child(element, "lvlText"), "val") or "",
        restart=number(child(element, "lvlRestart")),
        style=attribute(child(element, "pStyle"), "val"),
        is_legal=bool(switch(element, "isLgl")),
        joint="" if attribute(child(element, "suff"), "val") == "nothing" else " ",
    )


def _use(element: Element) -> _Use:
    starts, levels = {}, {}
    for inner in element:
        place = number(inner, "ilvl")
        if tag(inner) != "lvlOverride" or place is None:
            continue
        start = number(child(inner, "startOverride"))
        own = child(inner, "lvl")
        if own is not None:
            levels[place] = _level(own)
        if start is not None:
            starts[place] = start
            if place in levels:
                levels[place] = replace(levels[place], start=start)
    return _Use(attribute(child(element, "abstractNumId"), "val") or "", starts, levels)
