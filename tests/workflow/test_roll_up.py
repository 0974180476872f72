"""A parent's states come from its leaves, whatever their order."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.workflow import AGREED, Computed, Implementation, Leaf, Response, roll_up

TODAY = date(2026, 3, 2)


def leaves(*states: tuple[str, str] | str) -> list[Leaf]:
    pairs = [(state, "") if isinstance(state, str) else state for state in states]
    return [Leaf(f"({n})", response, implementation) for n, (response, implementation) in enumerate(pairs)]


ACCEPTED, PARTLY, REFUSED = Response.ACCEPTED, Response.PARTIALLY_ACCEPTED, Response.NOT_ACCEPTED
PENDING, CONSIDERED = Response.PENDING, Response.UNDER_CONSIDERATION
NOT_STARTED, STARTED, REPORTED = Implementation.NOT_STARTED, Implementation.IN_PROGRESS, Implementation.REPORTED
VERIFIED, CLOSED = Implementation.VERIFIED, Implementation.CLOSED


@pytest.mark.parametrize(
    ("responses", "expected"),
    [
        ((PENDING, PENDING), PENDING),
        ((PENDING, CONSIDERED), CONSIDERED),
        ((PENDING, ACCEPTED), CONSIDERED),
        ((CONSIDERED, REFUSED), CONSIDERED),
        ((ACCEPTED, ACCEPTED), ACCEPTED),
        ((REFUSED, REFUSED), REFUSED),
        ((ACCEPTED, REFUSED), PARTLY),
        ((PARTLY, PARTLY), PARTLY),
        ((ACCEPTED, PARTLY), PARTLY),
    ],
)
def test_the_response_of_a_parent(responses, expected):
    assert roll_up(leaves(*responses), on=TODAY).response == expected


@pytest.mark.parametrize(
    ("implementations", "expected"),
    [
        ((VERIFIED, VERIFIED), Computed.IMPLEMENTED),
        ((CLOSED, CLOSED), Computed.CLOSED),
        ((CLOSED, VERIFIED), Computed.CLOSED_MIXED),
        ((VERIFIED, NOT_STARTED), Computed.PARTIALLY_IMPLEMENTED),
        ((VERIFIED, CLOSED, REPORTED), Computed.PARTIALLY_IMPLEMENTED),
        ((REPORTED, NOT_STARTED), Computed.IN_PROGRESS),
        ((CLOSED, NOT_STARTED), Computed.IN_PROGRESS),
        ((NOT_STARTED, NOT_STARTED), Computed.NOT_STARTED),
    ],
)
def test_the_implementation_of_a_parent(implementations, expected):
    agreed = leaves(*((ACCEPTED, implementation) for implementation in implementations))
    assert roll_up(agreed, on=TODAY).implementation == expected


def test_leaves_that_were_refused_have_no_part_in_the_implementation():
    assert roll_up(leaves((ACCEPTED, VERIFIED), REFUSED), on=TODAY).implementation == Computed.IMPLEMENTED
    assert roll_up(leaves(REFUSED, PENDING), on=TODAY).implementation == ""


def test_the_target_is_that_of_the_latest_open_leaf():
    early, late = date(2026, 6, 30), date(2026, 9, 30)
    ended = Leaf("(c)", ACCEPTED, VERIFIED, target_on=date(2027, 1, 1))
    open_ones = [Leaf("(a)", ACCEPTED, STARTED, target_on=early), Leaf("(b)", ACCEPTED, NOT_STARTED, target_on=late)]
    assert roll_up([*open_ones, ended], on=TODAY).target_on == late


def test_a_parent_counts_its_overdue_leaves():
    late = Leaf("(a)", PENDING, response_due_on=date(2026, 3, 1))
    due_today = Leaf("(b)", ACCEPTED, STARTED, target_on=TODAY)
    assert roll_up([late, due_today], on=TODAY).overdue == 1


@st.composite
def a_leaf(draw: st.DrawFn) -> Leaf:
    response = draw(st.sampled_from(Response.values))
    implementation = draw(st.sampled_from(Implementation.values)) if response in AGREED else ""
    return Leaf("(x)", response, implementation, draw(st.none() | st.dates()), draw(st.none() | st.dates()))


@given(st.lists(a_leaf(), min_size=1, max_size=4))
def test_the_order_of_the_leaves_does_not_matter(some):
    rolled = {repr((r.response, r.implementation, r.target_on, r.overdue)) for r in _all_orders(some)}
    assert len(rolled) == 1


def _all_orders(some):
    return [roll_up(order, on=TODAY) for order in permutations(some)]
