"""A quarter of a small secretariat, made through the verbs, and reports of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from recommendations import tracking
from recommendations.evidence import links
from recommendations.models import Recommendation, Report, Section, SectionText, Unit, User
from recommendations.permissions import Role
from recommendations.progress.documents import formats
from recommendations.progress.documents.composing import Wish
from recommendations.progress.documents.gathering import Live, end_of, scope_of
from tests.factories import EditionFactory, ParagraphFactory, RecommendationFactory, ReportFactory, UnitFactory, person


def on(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 9, tzinfo=UTC)


PEOPLE = ("coordinator", "head", "owner", "verifier", "manager")


@dataclass
class Quarter:
    report: Report
    unit: Unit
    coordinator: User
    head: User
    owner: User
    verifier: User
    manager: User
    items: dict[str, Recommendation] = field(default_factory=dict)

    def move(self, name, code, by, at, /, **given):
        return tracking.move(self.items[name], code, by=by, at=at, given=given)

    def agree(self, name, target, begun):
        self.move(name, "assign", self.coordinator, on(1, 5), owner=self.owner, response_due_on="2026-02-04")
        self.move(name, "accept", self.head, on(1, 10), response_text="We will do it.", target_on=target,
                  action=f"Write the guide of {name}", action_owner=self.owner, action_due_on=target)  # fmt: skip
        self.move(name, "start", self.owner, begun, text=f"Work on {name} has begun.", percent_done="20",
                  reported_on=begun.date())  # fmt: skip

    def live(self, day=date(2026, 3, 31), *, since=None, **scope) -> Live:
        return Live(
            Recommendation.objects.all(), scope_of(**scope), as_at=end_of(day), on=day,
            since=end_of(since) if since else None,
        )  # fmt: skip

    def written(self, kind, day=date(2026, 3, 31), *, wish=None, since=None, **more) -> bytes:
        file = io.BytesIO()
        formats.write(self.live(day, since=since), wish or Wish(), kind, to=file, at=on(4, 1), **more)
        return file.getvalue()


@pytest.fixture(scope="module")
def lived(django_db_setup, django_db_blocker) -> Iterator[Quarter]:
    """Made once for the tests of a module, each of which gives back what it changes; nothing of it stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _made()
        transaction.set_rollback(True)


@pytest.fixture
def quarter(lived: Quarter, db: None) -> Quarter:
    """As it is stored: a test before may have changed what was in memory."""
    people = {name: User.objects.get(pk=getattr(lived, name).pk) for name in PEOPLE}
    items = {name: Recommendation.objects.get(pk=item.pk) for name, item in lived.items.items()}
    report, unit = Report.objects.get(pk=lived.report.pk), Unit.objects.get(pk=lived.unit.pk)
    return Quarter(report, unit, **people, items=items)


def _made() -> Quarter:
    report, unit = ReportFactory(symbol="A/70/1"), UnitFactory(name="Treaty Division")
    quarter = Quarter(
        report,
        unit,
        coordinator=person(Role.COORDINATOR, name="Clara Reyes"),
        head=person(Role.UNIT_HEAD, unit, name="Amina Diallo"),
        owner=person(Role.FOCAL_POINT, unit, name="Wang Fang"),
        verifier=person(Role.VERIFIER, name="Sofia Rossi"),
        manager=person(Role.SENIOR_MANAGEMENT, name="John Okafor"),
    )
    themes = [Section.objects.create(report=report, position=n, level=1) for n in (1, 2)]
    for theme, heading in zip(themes, ("Prevention", "Cooperation"), strict=True):
        SectionText.objects.create(section=theme, edition=EditionFactory(report=report), heading=heading)
    parent = RecommendationFactory(
        report=report,
        position=1,
        reference="81(a)",
        is_leaf=False,
        response="",
        theme=themes[0],
        text="Calls upon all:",
    )
    for place, name in enumerate(("81(a)(i)", "81(a)(ii)", "81(b)", "81(c)", "81(d)", "81(e)"), start=2):
        quarter.items[name] = RecommendationFactory(
            report=report, position=place, reference=name, parent=parent if place < 4 else None,
            theme=themes[place > 4], text=f"Requests the Office to act on {name}.",
        )  # fmt: skip
    _live_through(quarter)
    return quarter


def _live_through(q: Quarter) -> None:
    q.agree("81(a)(i)", "2026-02-15", on(1, 20))
    q.move("81(a)(i)", "extend", q.owner, on(2, 1), reason="Funds came late.", new_target_on="2026-06-30",
           mitigation="A first part is out.")  # fmt: skip
    q.move("81(a)(i)", "grant_extension", q.head, on(2, 5))
    q.move("81(a)(i)", "update", q.owner, on(2, 20), text="Half of it is done.", percent_done="50",
           reported_on="2026-02-20")  # fmt: skip
    q.agree("81(b)", "2026-03-15", on(1, 12))
    proof = ParagraphFactory(report=q.report, number="11")
    links.add(q.items["81(b)"], proof, by=q.owner, kind="implementation", at=on(1, 30))
    q.move("81(b)", "report_implemented", q.owner, on(2, 10), statement="It is out.", completed_on="2026-02-09",
           actions_done=[action.pk for action in q.items["81(b)"].actions.open()])  # fmt: skip
    q.move("81(b)", "verify", q.verifier, on(2, 20), finding="Seen.", method="desk", verified_on="2026-02-20",
           reviewed=[link.pk for link in q.items["81(b)"].evidence.proof()])  # fmt: skip
    q.move("81(c)", "refuse", q.manager, on(2, 12), justification="It is for States to decide.", decided_by="The head",
           decided_on="2026-02-12")  # fmt: skip
    q.agree("81(d)", "2026-02-28", on(2, 3))
    q.move("81(d)", "extend", q.owner, on(3, 10), reason="Still late.", new_target_on="2026-09-30",
           mitigation="None needed.")  # fmt: skip
    q.move("81(e)", "assign", q.coordinator, on(2, 1), owner=q.owner, response_due_on="2026-03-03")
