"""Shapes are as large as their numbers, inside their drawing, and turn round for those who read from the right."""

import re

import pytest

from recommendations.progress import charts
from recommendations.progress.charts import HEIGHT, WIDTH

ORDER = ("done", "open")
FLOWS = {("open", "open"): 3, ("open", "done"): 2, ("new", "open"): 1, ("done", "done"): 0}


def test_columns_are_as_high_as_their_numbers_and_stand_on_each_other():
    drawn = charts.columns([{"open": 4}, {"done": 6, "open": 2, "none": 0}], ORDER)
    first, done, opened = drawn.shapes
    assert first.height == pytest.approx(2 * opened.height) == pytest.approx(done.height / 1.5)
    assert done.y == pytest.approx(opened.y + opened.height)
    assert [tick.value for tick in drawn.ticks] == [0, 4, 8]


def test_nothing_draws_nothing():
    assert charts.columns([], ORDER).shapes == []
    assert charts.flow({}, ORDER).bands == []


def test_bands_are_as_high_as_their_numbers_on_both_sides():
    drawn = charts.flow(FLOWS, ("new", *ORDER))
    assert [(band.before, band.after, band.number) for band in drawn.bands] == [
        ("new", "open", 1), ("open", "done", 2), ("open", "open", 3),
    ]  # fmt: skip
    assert [(shape.tone, shape.number) for shape in drawn.before] == [("new", 1), ("open", 5)]
    assert [(shape.tone, shape.number) for shape in drawn.after] == [("done", 2), ("open", 4)]
    assert sum(s.height for s in drawn.before) == pytest.approx(sum(s.height for s in drawn.after))


@pytest.mark.parametrize("rtl", [False, True])
def test_everything_lies_inside_the_drawing(rtl):
    drawn = charts.columns([{"done": n, "open": 7} for n in range(13)], ORDER, rtl=rtl)
    flow = charts.flow(FLOWS, ("new", *ORDER), rtl=rtl)
    for shape in (*drawn.shapes, *flow.before, *flow.after):
        assert 0 <= shape.x <= shape.x + shape.width <= WIDTH
        assert 0 <= shape.y <= shape.y + shape.height <= HEIGHT
    fan = charts.fan(40, [(30, 32, 36), (20, 25, 33), (0, 9, 30)], rtl=rtl)
    for x, y in re.findall(r"([\d.]+),([\d.]+)", fan.area + fan.line):
        assert 0 <= float(x) <= WIDTH
        assert 0 <= float(y) <= HEIGHT
    first, last = (mark.at for mark in fan.ends)
    assert (first > last) is rtl
