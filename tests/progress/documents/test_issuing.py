"""Signed reports: who prepares and signs, what is kept, and that nothing and nobody changes it."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from recommendations.models import ProgressReport, Unit, User
from recommendations.progress.documents import issuing
from recommendations.progress.documents.composing import Wish, speaker_of
from recommendations.progress.documents.facts import digest, from_data
from recommendations.progress.documents.gathering import end_of, scope_of
from recommendations.refusals import Refused
from tests.progress.documents.conftest import on


def prepared(quarter, day, *, by=None, **scope):
    return issuing.prepare(
        scope_of(**scope), on=day, as_at=end_of(day), since=None, wish=Wish(), by=by or quarter.coordinator, at=on(4, 1)
    )


def issued(quarter, day, **scope):
    report = prepared(quarter, day, **scope)
    issuing.sign(report, read=issuing.facts_of(report)[1], by=quarter.manager, at=on(4, 2))
    return report


def live_on(quarter):
    """A lot happens after a report was issued: moves, another owner, another unit, reopening, units renamed."""
    quarter.move("81(a)(i)", "close", quarter.manager, on(5, 1), reason_code="superseded", reason="New mandate.",
                 closed_on="2026-05-01")  # fmt: skip
    quarter.move("81(a)(i)", "reopen", quarter.verifier, on(5, 2), reason="After all.", target_on="2026-12-31")
    quarter.move("81(d)", "grant_extension", quarter.head, on(5, 3))
    other = Unit.objects.create(name="Research")
    quarter.move("81(d)", "assign", quarter.coordinator, on(5, 4), owner=quarter.head, unit=other,
                 response_due_on="2026-06-01")  # fmt: skip
    quarter.move("81(c)", "change_response", quarter.manager, on(5, 5), response="accepted", reason="After all.",
                 response_text="Yes.", target_on="2026-12-31", action="Begin", action_owner=quarter.owner,
                 action_due_on="2026-06-01")  # fmt: skip
    Unit.objects.filter(pk=quarter.unit.pk).update(name="Treaties", parent=other)
    User.objects.filter(pk=quarter.owner.pk).update(name="Wang Fang-Li")


def test_an_issued_report_keeps_its_facts_and_comes_out_of_history_the_same(quarter):
    report = issued(quarter, date(2026, 3, 31))
    before = dict(report.data)
    assert (report.state, report.leaves, report.issued_by_name) == ("issued", 6, "John Okafor")
    assert digest(report.data) == report.sha256 == issuing.made_again(report)
    live_on(quarter)
    report = ProgressReport.objects.get(pk=report.pk)
    assert report.data == before
    assert issuing.made_again(report) == report.sha256
    assert from_data(report.data).names.people[quarter.owner.pk] == "Wang Fang"


def test_a_units_report_comes_out_the_same_though_the_unit_has_moved(quarter):
    report = issued(quarter, date(2026, 3, 31), unit=quarter.unit.pk)
    assert report.leaves == 4
    live_on(quarter)
    assert issuing.made_again(ProgressReport.objects.get(pk=report.pk)) == report.sha256


@pytest.mark.parametrize("change", ["UPDATE {} SET leaves = 1", "UPDATE {} SET data = '{{}}'", "DELETE FROM {}"])
def test_the_database_lets_nobody_change_an_issued_report(quarter, change):
    issued(quarter, date(2026, 2, 28))
    statement = change.format("recommendations_progressreport")
    with pytest.raises(DatabaseError, match="issued report"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_who_prepares_and_who_signs(quarter):
    with pytest.raises(Refused, match="prepared by coordinators"):
        prepared(quarter, date(2026, 2, 28), by=quarter.owner)
    with pytest.raises(Refused, match="prepared by coordinators"):
        prepared(quarter, date(2026, 2, 28), by=quarter.head)  # not only of the unit
    report = prepared(quarter, date(2026, 2, 28), by=quarter.head, unit=quarter.unit.pk)
    read = issuing.facts_of(report)[1]
    for stranger in (quarter.owner, quarter.coordinator, quarter.verifier):
        with pytest.raises(Refused, match="issued by senior management"):
            issuing.sign(report, read=read, by=stranger, at=on(4, 1))
    issuing.sign(report, read=read, by=quarter.head, at=on(4, 1))
    with pytest.raises(Refused, match="issued already"):
        issuing.sign(report, read=read, by=quarter.manager, at=on(4, 1))
    with pytest.raises(Refused, match="issued already"):
        issuing.discard(report, by=quarter.coordinator)


def test_what_was_not_read_is_not_signed(quarter):
    report = prepared(quarter, date(2026, 3, 31))
    with pytest.raises(Refused, match="has changed since you read it"):
        issuing.sign(report, read="0" * 64, by=quarter.manager, at=on(4, 1))
    issuing.discard(report, by=quarter.coordinator)
    assert not ProgressReport.objects.exists()


def test_the_next_report_compares_with_the_last_one_about_the_same(quarter):
    first = issued(quarter, date(2026, 2, 11))
    other = issued(quarter, date(2026, 2, 20), report="A/70/1")
    assert other.since is None
    second = issued(quarter, date(2026, 3, 31))
    assert second.since == first.as_at
    before, after = from_data(first.data), from_data(second.data)
    speaker = speaker_of(after, Wish(), one_report=True)
    told = {one.reference: {label for label, _was, _is in one.changes} for one in
            issuing.differences(before, after, speaker)}  # fmt: skip
    assert told["81(c)"] == {"Status"}
    assert told["81(a)(i)"] == {"Percent done", "Latest update"}
    assert "81(a)(ii)" not in told
