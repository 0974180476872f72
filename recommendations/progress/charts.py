"""Figures as shapes: from values to rectangles, bands and paths in a drawing of a given size. No words, no colours.

The origin is the corner at the top left, as SVG has it. With `rtl` a drawing begins at the right. Whoever draws gives
each shape its `tone` as a class or colour, and puts the numbers beside it in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 420, 190
MARGIN, _BOTTOM, _TOP = 34, 22, 8  # beside the columns there is room for a number
_NODE, _GAP = 12, 6


@dataclass(frozen=True)
class Shape:
    """A rectangle; `number` is what it stands for."""

    tone: str
    number: int
    x: float
    y: float
    width: float
    height: float
    place: int = 0


@dataclass(frozen=True)
class Tick:
    """A line of a scale, or a mark below a column, with the value it stands for."""

    at: float
    value: int


@dataclass(frozen=True)
class Band:
    """What flows from one stage to another, as the path of a filled shape."""

    before: str
    after: str
    number: int
    path: str


@dataclass(frozen=True)
class Columns:
    """Stacked columns beside each other: `ticks` are heights of the scale, `marks` the middles of the columns."""

    shapes: list[Shape]
    ticks: list[Tick]
    marks: list[Tick]


def columns(stacks: Sequence[Mapping[str, int]], order: Sequence[str], *, rtl: bool = False) -> Columns:
    """One column for each stack, its parts from the bottom up in `order`; empty parts are left out."""
    top = _scale(max((sum(stack.values()) for stack in stacks), default=0))
    room, step = HEIGHT - _BOTTOM - _TOP, (WIDTH - MARGIN) / max(len(stacks), 1)
    shapes, marks = [], []
    for place, stack in enumerate(stacks):
        x = MARGIN + step * place + step * 0.12
        level = float(HEIGHT - _BOTTOM)
        for tone in order:
            if number := stack.get(tone, 0):
                height = room * number / top
                level -= height
                shapes.append(Shape(tone, number, _turned(x, step * 0.76, rtl), level, step * 0.76, height, place))
        marks.append(Tick(_turned(x + step * 0.38, 0, rtl), place))
    return Columns(shapes, _ticks(top), marks)


@dataclass(frozen=True)
class Fan:
    """What may be left after each month: the area between the early and the late, and the line between them.

    `ends` are the first and last month of the scale, as marks.
    """

    area: str
    line: str
    ticks: list[Tick]
    ends: list[Tick]


def fan(start: int, spread: Sequence[tuple[int, int, int]], *, rtl: bool = False) -> Fan:
    """`start` is what is left now; `spread` holds (early, middle, late) for each month to come."""
    top, room = _scale(start), HEIGHT - _BOTTOM - _TOP
    step = (WIDTH - MARGIN - 8) / max(len(spread), 1)

    def point(month: int, value: int) -> str:
        return f"{_turned(MARGIN + step * month, 0, rtl):.1f},{HEIGHT - _BOTTOM - room * value / top:.1f}"

    low = [point(n, values[0]) for n, values in enumerate([(start,) * 3, *spread])]
    middle = [point(n, values[1]) for n, values in enumerate([(start,) * 3, *spread])]
    high = [point(n, values[2]) for n, values in enumerate([(start,) * 3, *spread])]
    months = [Tick(_turned(MARGIN + step * n, 0, rtl), n) for n in (0, len(spread))]
    return Fan(f"M{' L'.join([*low, *reversed(high)])} Z", f"M{' L'.join(middle)}", _ticks(top), months)


@dataclass(frozen=True)
class Flow:
    """Stages of an earlier day on one side, of a later one on the other, and the bands between them."""

    before: list[Shape]
    after: list[Shape]
    bands: list[Band]


def flow(flows: Mapping[tuple[str, str], int], order: Sequence[str], *, rtl: bool = False) -> Flow:
    """{(before, after): number} as bands as high as their numbers, both sides in `order` from the top."""
    flows = {pair: number for pair, number in flows.items() if number}
    total = sum(flows.values())
    sides = [{code: sum(n for pair, n in flows.items() if pair[side] == code) for code in order} for side in (0, 1)]
    most = max(sum(1 for number in side.values() if number) for side in sides)
    scale = (HEIGHT - 2 * _TOP - _GAP * max(most - 1, 0)) / max(total, 1)
    left = _side(sides[0], 0, scale, rtl=rtl)
    right = _side(sides[1], WIDTH - _NODE, scale, rtl=rtl)
    taken = {id(shape): shape.y for shape in (*left.values(), *right.values())}
    bands = []
    for before in order:
        for after in order:
            if number := flows.get((before, after), 0):
                start, end = left[before], right[after]
                bands.append(
                    Band(before, after, number, _band(taken[id(start)], taken[id(end)], number * scale, rtl=rtl))
                )
                taken[id(start)] += number * scale
                taken[id(end)] += number * scale
    return Flow(list(left.values()), list(right.values()), bands)


def _side(numbers: Mapping[str, int], x: float, scale: float, *, rtl: bool) -> dict[str, Shape]:
    found, y = {}, float(_TOP)
    for tone, number in numbers.items():
        if number:
            found[tone] = Shape(tone, number, _turned(x, _NODE, rtl), y, _NODE, number * scale)
            y += number * scale + _GAP
    return found


def _band(start: float, end: float, height: float, *, rtl: bool) -> str:
    left, right, middle = (_turned(x, 0, rtl) for x in (_NODE, WIDTH - _NODE, WIDTH / 2))
    return (
        f"M{left:.1f},{start:.1f} C{middle:.1f},{start:.1f} {middle:.1f},{end:.1f} {right:.1f},{end:.1f}"
        f" L{right:.1f},{end + height:.1f}"
        f" C{middle:.1f},{end + height:.1f} {middle:.1f},{start + height:.1f} {left:.1f},{start + height:.1f} Z"
    )


def _turned(x: float, width: float, rtl: bool) -> float:
    return WIDTH - x - width if rtl else x


def _scale(most: int) -> int:
    """The top of a scale: the next even, round number."""
    unit: int = 10 ** max(len(str(most)) - 2, 0)
    steps = (1, 2, 4, 6, 8, 10, 12, 16, 20, 24, 30, 40, 50, 60, 80, 100)
    return next(unit * step for step in steps if unit * step >= most)


def _ticks(top: int) -> list[Tick]:
    room = HEIGHT - _BOTTOM - _TOP
    parts = (0, 1) if top < 2 else (0, 1, 2)
    return [Tick(HEIGHT - _BOTTOM - room * part / parts[-1], top * part // parts[-1]) for part in parts]
