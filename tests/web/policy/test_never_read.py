"""What stands on the item of another unit is read by nobody who may not see it: no page, count, file, feed or mail.

That no address of the policy says it is tried where the addresses are; here are the ways of asking for it by name.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import pypdfium2
import pytest
from django.core import mail
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from recommendations import jobs, outbox
from recommendations.models import BackgroundJob, Document, MailPreference, OutgoingEmail
from recommendations.progress.documents import files
from recommendations.progress.documents.composing import Wish
from recommendations.reminders import calendar, planner
from recommendations.tasks import RUNNERS, WRITERS
from tests.factories import NOW, TODAY, RecommendationFactory
from tests.undrawn import undrawn
from tests.web.policy.addresses import addresses, bodies
from tests.web.policy.cast import EVERYBODY, READ_THE_OTHERS_TOO, VISITOR, Cast, seen_from_elsewhere
from tests.web.policy.planted import MARK, not_planted
from tests.web.policy.table import POLICY

# Whoever has such an address need not log in: it was sent to one person, and is a secret.
SECRET = {"answer", "calendar", "unsubscribe"}
KEPT_WITHOUT_SIGHT = {"person", "role", "unit", "outbox", "absence_end"}  # by those who keep people, units and mails


def test_the_mark_stands_in_everything_that_hangs_on_an_item(cast):
    assert not_planted(cast.foreign) == []


def theirs(cast: Cast) -> dict[str, str]:
    """The addresses of what hangs on the other item, where they differ from those of ours."""
    ours = addresses(cast)
    return {
        name: path
        for name, path in addresses(seen_from_elsewhere(cast)).items()
        if path != ours[name] and name not in SECRET and not name.startswith(tuple(KEPT_WITHOUT_SIGHT))
    }


def questions(cast: Cast) -> Iterator[str]:
    """Lists and figures asked for it by name."""
    report = cast.foreign.report.symbol
    for query in (
        "q=quetzal", f"report={report}", f"report={report}&theme={cast.foreign.theme_id}",
        f"theme={cast.foreign.theme_id}", f"owner={cast.foreign.owner_id}", f"unit={cast.elsewhere.pk}",
        "due=overdue", "sort=due", "task=overdue", "owner=none",
    ):  # fmt: skip
        yield f"/recommendations/?{query}"
    for page in ("progress", "progress_changes", "progress_times", "progress_report_new", "rounds", "absences"):
        yield f"{reverse(f'recommendations:{page}')}?report={report}&unit={cast.elsewhere.pk}"
    yield f"{addresses(cast)['evidence_search']}?q=quetzal&report={report}"
    yield "/reports/S-2026-99/"


def says(answer: HttpResponse) -> str:
    return answer.content.decode(errors="replace") + str(answer.headers)


def test_its_own_addresses_say_nothing_of_it(cast, visits):
    asked = theirs(cast).values()
    assert len(asked) > len(POLICY) / 4
    for role in EVERYBODY - READ_THE_OTHERS_TOO | {VISITOR}:
        for path in asked:
            with undrawn():
                answer = visits(role).get(path)
            # What there is none of, and where somebody has to log in first, is the same page for everything.
            if answer.status_code not in (302, 403, 404, 405):
                assert MARK not in says(visits(role).get(path)), (role, path)
            assert MARK not in str(answer.headers), (role, path)


# One for each way of seeing something, and of seeing nothing.
WAYS = {"owner", "contributor", "head", "head_above", "head_sibling", "reader_above", "colleague", "administrator"}


def test_lists_and_figures_that_are_asked_for_it_say_nothing_of_it(cast, visits):
    assert MARK in says(visits("coordinator").get("/recommendations/?q=quetzal"))
    for role in WAYS:
        for path in questions(cast):
            assert MARK not in says(visits(role).get(path)), (role, path)


@pytest.mark.parametrize("role", ["head", "owner", "contributor"])
def test_nothing_is_done_to_it_and_no_refusal_tells_of_it(cast, visits, fingerprint, role):
    untouched, sent = fingerprint(), bodies(seen_from_elsewhere(cast))
    for name, path in theirs(cast).items():
        answer = visits(role).post(path, sent.get(name, {}))
        assert answer.status_code in (403, 404, 405), name
        assert MARK not in answer.content.decode(), name
    assert fingerprint() == untouched


@pytest.mark.parametrize("kind", ["csv", "xlsx", "docx", "html", "pdf"])
def test_no_file_made_for_others_has_anything_of_it(cast, kind):
    for role in ("owner", "head", "reader_above"):
        order = files.Order(kind=kind, wish=Wish())
        job = files.ask(order, by=cast.people[role], at=timezone.now(), title="All")
        BackgroundJob.objects.exclude(pk=job.pk).delete()
        assert jobs.run_waiting(RUNNERS) == 1
        made = Document.objects.filter(by=cast.people[role]).latest("pk")
        with made.content.open() as file:
            said = in_plain(kind, file.read())
        assert cast.item.reference in said
        assert MARK not in said, role


def in_plain(kind: str, data: bytes) -> str:
    """All the text of a file, however it is packed."""
    if kind == "pdf":
        pages = pypdfium2.PdfDocument(data)
        return "".join(page.get_textpage().get_text_range() for page in pages)
    if kind in ("xlsx", "docx"):
        packed = zipfile.ZipFile(BytesIO(data))
        return "".join(packed.read(name).decode(errors="replace") for name in packed.namelist())
    return data.decode()


def test_no_mail_to_others_has_anything_of_it(cast):
    OutgoingEmail.objects.filter(kind="note").delete()
    for person in cast.people.values():
        MailPreference.objects.create(user=person, planned_on=TODAY, notices=MailPreference.Notices.AT_ONCE)
    for days in (0, 3, 7, 23, 29, 30, 31):
        now = NOW + timedelta(days=days)
        planner.plan(now=now)
        outbox.deliver_waiting(WRITERS, clock=lambda now=now: now)
    told = {message.to[0] for message in mail.outbox}
    assert {cast.people["owner"].email, cast.foreign.owner.email} <= told
    may = {cast.people[role].email for role in READ_THE_OTHERS_TOO} | {cast.foreign.owner.email}
    for message in mail.outbox:
        said = message.message().as_bytes().decode()
        assert MARK not in said or message.to[0] in may
    assert any(MARK in message.message().as_bytes().decode() for message in mail.outbox)


def test_no_calendar_of_others_has_anything_of_it(cast, visits):
    for role in EVERYBODY - READ_THE_OTHERS_TOO:
        key = calendar.make_key(cast.people[role], at=NOW)
        answer = visits(VISITOR).get(reverse("recommendations:calendar", args=[key]))
        assert answer.status_code == 200
        assert MARK not in answer.content.decode(), role


def test_counts_leave_out_what_one_may_not_see(cast, visits):
    assert visits("owner").get("/recommendations/").context["count"] == 1
    assert visits("owner").get("/progress/").context["figures"].leaves == 1
    assert visits("coordinator").get("/progress/").context["figures"].leaves == 2
    assert [line.leaves for line in visits("owner").get("/reports/").context["lines"]] == [1]


def test_a_report_shows_its_readers_the_text_of_all_but_the_states_of_their_own(cast, visits):
    other = RecommendationFactory(
        report=cast.item.report, reference="81(d)", text="Urges another unit.", owner=cast.foreign.owner,
        unit=cast.elsewhere, response="not_accepted", response_text="We decline.", decided_on=TODAY,
    )  # fmt: skip
    shown = visits("owner").get(addresses(cast)["report_detail"]).content.decode()
    assert "Urges another unit." in shown
    assert other.get_absolute_url() not in shown
    assert "Not accepted" not in shown
    assert "Not accepted" in visits("manager").get(addresses(cast)["report_detail"]).content.decode()
