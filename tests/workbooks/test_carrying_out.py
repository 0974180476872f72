"""What was looked at is carried out, row by row, by a worker; each says what came of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from recommendations import history, jobs, tracking
from recommendations.models import BackgroundJob, Document, EditedWorkbook, HistoryEntry, OutgoingEmail, Recommendation
from recommendations.tasks import RUNNERS, forget_documents
from recommendations.workbooks import background
from tests.factories import NOW
from tests.workbooks.conftest import Desk, edit


def run() -> BackgroundJob:
    jobs.run_waiting(RUNNERS)
    return BackgroundJob.objects.latest("pk")


def brought(content: bytes, by) -> EditedWorkbook:
    workbook = background.bring("edited.xlsx", content, by=by, at=timezone.now())
    run()
    workbook.refresh_from_db()
    return workbook


@pytest.fixture
def workbook(desk: Desk) -> EditedWorkbook:
    cells = {reference: {"text": f"{reference} has begun.", "percent_done": 20} for reference in ("81(a)", "81(b)")}
    return brought(edit(desk.take(desk.owner), cells), desk.owner)


def outcomes(workbook: EditedWorkbook) -> list[tuple[str, str]]:
    return list(workbook.lines.values_list("outcome", "words"))


def test_exactly_what_was_looked_at_is_carried_out_by_the_verbs(desk: Desk, workbook: EditedWorkbook) -> None:
    assert (workbook.state, workbook.rows, workbook.unchanged) == ("ready", 2, 0)
    before = list(Recommendation.objects.filter(reference="81(c)").values())
    assert background.leave_storing(workbook, by=desk.owner, at=NOW) is not None
    assert background.leave_storing(workbook, by=desk.owner, at=NOW) is None
    assert run().state == "done"
    workbook.refresh_from_db()
    assert (workbook.state, outcomes(workbook)) == ("done", [("done", ""), ("done", "")])
    for item in Recommendation.objects.filter(reference__in=["81(a)", "81(b)"]):
        assert (item.implementation, item.percent_done) == ("in_progress", 20)
        entry = item.history.order_by("-seq")[0]
        assert (entry.action, entry.by, entry.given["text"]) == ("start", desk.owner, f"{item.reference} has begun.")
        assert item.updates.get().text == f"{item.reference} has begun."
    assert list(Recommendation.objects.filter(reference="81(c)").values()) == before
    assert [fault.reference for fault in history.verify()] == ["A/70/1 81(c)"]  # made without any


def test_what_changes_between_looking_and_doing_is_refused_and_the_rest_is_done(desk: Desk, workbook) -> None:
    tracking.move(
        desk.items["81(a)"], "update", by=desk.owner, at=NOW, given={"no_change": True, "reported_on": "2026-03-01"}
    )
    background.leave_storing(workbook, by=desk.owner, at=NOW)
    run()
    (refused, why), (done, _none) = outcomes(workbook)
    assert (refused, done) == ("refused", "done")
    assert "Somebody changed this recommendation" in why
    assert desk.items["81(a)"].updates.get().no_change


def test_a_row_of_two_moves_is_done_whole_or_not_at_all(desk: Desk) -> None:
    cells = {"text": "Begun.", "new_target_on": "2027-Q2", "reason": "Late.", "mitigation": "None."}
    workbook = brought(desk.edited(desk.owner, **cells), desk.owner)
    Recommendation.objects.filter(reference="81(a)").update(target_on="2028-01-01")
    before = HistoryEntry.objects.count()
    background.leave_storing(workbook, by=desk.owner, at=NOW)
    run()
    assert outcomes(workbook)[0][0] == "refused"
    assert HistoryEntry.objects.count() == before
    assert not desk.items["81(a)"].updates.exists()


def test_rights_that_end_before_it_is_carried_out_end_it(desk: Desk, workbook: EditedWorkbook) -> None:
    Recommendation.objects.filter(reference="81(a)").update(owner=desk.colleague)
    background.leave_storing(workbook, by=desk.owner, at=NOW)
    run()
    assert outcomes(workbook) == [("refused", "You do not see this recommendation any more."), ("done", "")]


def test_after_a_worker_died_or_was_called_off_the_rest_is_done_and_nothing_twice(desk: Desk, workbook) -> None:
    job = background.leave_storing(workbook, by=desk.owner, at=NOW)
    first = workbook.lines.earliest("row")
    background._carry_out(first.pk, by=desk.owner, at=timezone.now())
    assert jobs.cancel(job, at=NOW)
    assert background.leave_storing(workbook, by=desk.owner, at=NOW) is not None
    run()
    assert [outcome for outcome, _words in outcomes(workbook)] == ["done", "done"]
    assert [item.updates.count() for item in (desk.items["81(a)"], desk.items["81(b)"])] == [1, 1]


def test_a_file_that_is_none_leaves_nothing_but_the_job_that_says_why(desk: Desk) -> None:
    background.bring("notes.xlsx", b"Dear all,", by=desk.owner, at=timezone.now())
    job = run()
    assert (job.state, job.message) == ("refused", "no_workbook")
    assert not EditedWorkbook.objects.exists()


def test_a_long_workbook_is_written_by_a_worker_and_kept_for_its_maker(desk: Desk) -> None:
    background.leave_taking({}, 2, by=desk.owner, at=timezone.now())
    job = run()
    document = Document.objects.get(pk=job.result["document"])
    assert (document.by, sorted(document.items)) == (
        desk.owner,
        sorted(desk.items[ref].pk for ref in ("81(a)", "81(b)")),
    )
    with document.content.open("rb") as file:
        assert desk.plan(file.read(), desk.owner).unchanged == 2
    mail = OutgoingEmail.objects.get(kind="document")
    assert (mail.to, mail.key) == (desk.owner, f"document:{document.pk}")


def test_after_some_days_it_is_forgotten_with_its_file_and_what_was_done_stays(
    desk: Desk, workbook, monkeypatch
) -> None:
    background.leave_storing(workbook, by=desk.owner, at=NOW)
    run()
    storage, name = workbook.content.storage, workbook.content.name
    assert storage.exists(name)
    monkeypatch.setattr("recommendations.tasks.timezone.now", lambda: workbook.expires_at + timedelta(seconds=1))
    assert forget_documents() == 1
    assert not EditedWorkbook.objects.exists()
    assert not storage.exists(name)
    assert desk.items["81(a)"].updates.exists()
