"""Months and the forecast: what they say, and when they rather say nothing."""

from collections import Counter
from datetime import date

import pytest

from recommendations.progress.trend import MonthEnd, Series, forecast

ON = date(2026, 3, 17)


def months(*ended, left=40):
    """Month ends at which so many more had ended, then the running month with `left` open."""
    found, total = [], 0
    for place, more in enumerate([0, *ended]):
        total += more
        found.append(
            MonthEnd(date(2025, place % 12 + 1, 1), {"verified_implemented": total, "in_progress": 100 - total})
        )
    return [*found, MonthEnd(date(2026, 3, 1), {"in_progress": left}, is_over=False)]


def test_months_begin_with_the_first_leaf_and_carry_on_what_does_not_change():
    seen = Series(ON)
    seen.add(date(2025, 12, 1), "pending", 3)
    seen.add(date(2026, 2, 1), "pending", -1)
    seen.add(date(2026, 2, 1), "in_progress", 1)
    assert [(m.month, m.stages, m.open, m.is_over) for m in seen.months()] == [
        (date(2025, 12, 1), {"pending": 3}, 3, True),
        (date(2026, 1, 1), {"pending": 3}, 3, True),
        (date(2026, 2, 1), {"pending": 2, "in_progress": 1}, 3, True),
        (date(2026, 3, 1), {"pending": 2, "in_progress": 1}, 3, False),
    ]
    assert seen.months()[2].last_day == date(2026, 2, 28)


def test_what_came_long_ago_is_the_ground_of_the_first_month_shown():
    seen = Series(ON)
    for month in (date(2019, 5, 1), date(2025, 2, 1)):
        seen.add(month, "pending", 2)
    assert [m.stages for m in seen.months()] == [{"pending": 4}] * 13


def test_an_even_pace_leaves_no_doubt():
    seen = forecast(months(4, 4, 4, 4))
    assert (seen.early, seen.middle, seen.late, seen.a_month) == (10, 10, 10, 4)
    assert seen.fan[0] == (36, 36, 36)
    assert seen.fan[-1] == (0, 0, 0)


def test_an_uneven_pace_tells_how_unsure_it_is_and_tells_the_same_again():
    seen = forecast(months(0, 8, 0, 8, 1, 7))
    assert seen == forecast(months(0, 8, 0, 8, 1, 7))
    assert seen.early < seen.middle < seen.late
    assert all(early <= middle <= late for early, middle, late in seen.fan)


@pytest.mark.parametrize(
    ("ended", "why_not"),
    [((), "history"), ((9, 9), "history"), ((1, 1, 1), "history"), ((9, -5, -6), "pace")],
)
def test_too_little_to_go_by_is_said(ended, why_not):
    seen = forecast(months(*ended))
    assert (seen.why_not, seen.middle, seen.fan) == (why_not, None, ())


def test_more_than_ten_years_is_no_date():
    seen = forecast(months(1, 2, 2, left=100_000))
    assert (seen.middle, seen.late) == (None, None)


def test_no_month_and_nothing_open():
    assert forecast([]).why_not == "history"
    assert forecast(months(4, 4, 4, left=0)).middle == 0
    assert Counter(month.is_over for month in months(4)) == {True: 2, False: 1}
