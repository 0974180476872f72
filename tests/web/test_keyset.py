"""Pages of long lists: every row once, in order, whatever is added or removed meanwhile."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.models import Recommendation
from recommendations.web.keyset import BY_DUE_DATE, IN_REPORT_ORDER, Column, Order, whole_number
from tests.factories import RecommendationFactory, ReportFactory

pytestmark = pytest.mark.django_db

BACKWARDS = Order((Column("report_id", whole_number), Column("position", whole_number)), descending=True)


@pytest.fixture
def rows():
    first, second = ReportFactory(), ReportFactory()
    return [RecommendationFactory(report=report, position=n) for report in (first, second) for n in range(5)]


def walk(order, size=3, items=None):
    items = Recommendation.objects.all() if items is None else items
    pages = [order.page(items, size=size)]
    while pages[-1].next:
        pages.append(order.page(items, after=pages[-1].next, size=size))
    return pages


@pytest.mark.parametrize("size", [1, 3, 5, 10, 11])
def test_walking_forward_shows_every_row_once_in_order(rows, size):
    assert [row for page in walk(IN_REPORT_ORDER, size) for row in page.rows] == rows


def test_walking_in_descending_order_shows_the_same_rows_the_other_way_round(rows):
    assert [row for page in walk(BACKWARDS) for row in page.rows] == rows[::-1]


@pytest.mark.parametrize("order", [IN_REPORT_ORDER, BACKWARDS])
def test_walking_back_shows_the_pages_that_were_seen(rows, order):
    pages = walk(order)
    seen_again = [pages[-1]]
    while seen_again[-1].previous:
        seen_again.append(order.page(Recommendation.objects.all(), before=seen_again[-1].previous, size=3))

    assert [row for page in reversed(seen_again[1:]) for row in page.rows] == [r for p in pages[:-1] for r in p.rows]
    assert seen_again[-1].previous == ""


def test_there_is_nothing_before_the_first_page_and_nothing_after_the_last(rows):
    pages = walk(IN_REPORT_ORDER, size=5)

    assert (pages[0].previous, pages[-1].next) == ("", "")
    assert len(pages) == 2


def test_a_row_that_leaves_the_first_page_does_not_shift_the_next(rows):
    page = IN_REPORT_ORDER.page(Recommendation.objects.all(), size=5)
    Recommendation.objects.filter(pk=rows[0].pk).update(position=1000)

    following = IN_REPORT_ORDER.page(Recommendation.objects.all(), after=page.next, size=5)

    assert [row.position for row in following.rows] == [1000, 0, 1, 2, 3]


def test_the_row_of_the_cursor_may_go_meanwhile(rows):
    page = IN_REPORT_ORDER.page(Recommendation.objects.all(), size=5)
    others = Recommendation.objects.exclude(pk=rows[4].pk)

    assert list(IN_REPORT_ORDER.page(others, after=page.next, size=5).rows) == rows[5:]


def test_rows_with_the_same_due_date_are_told_apart():
    day = date(2026, 3, 1)
    items = [RecommendationFactory(response_due_on=day + timedelta(days=n // 4)) for n in range(8)]

    assert [row for page in walk(BY_DUE_DATE) for row in page.rows] == items


@pytest.mark.parametrize("cursor", ["", "x", "1", "1~2~3", "1~x", "-1~2", f"{2**70}~1", "~", "1~2 or 1=1", "１~x"])
def test_a_cursor_nobody_was_given_shows_the_first_page(rows, cursor):
    assert IN_REPORT_ORDER.page(Recommendation.objects.all(), after=cursor, size=3).rows == rows[:3]
    assert IN_REPORT_ORDER.page(Recommendation.objects.all(), before=cursor, size=3).rows == rows[:3]


def test_a_cursor_beyond_the_last_row_shows_the_first_page(rows):
    assert IN_REPORT_ORDER.page(Recommendation.objects.all(), after=f"{2**40}~1", size=3).rows == rows[:3]


def test_a_page_is_one_query_without_an_offset(rows):
    deep = walk(IN_REPORT_ORDER)[2].previous

    with CaptureQueriesContext(connection) as queries:
        IN_REPORT_ORDER.page(Recommendation.objects.all(), before=deep, size=3)

    assert len(queries) == 1
    assert "OFFSET" not in queries[0]["sql"]
