"""A small secretariat with work at each stage, and workbooks of it: taken, edited cell by cell, brought back."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import openpyxl
import pytest
from django.db import transaction
from openpyxl.worksheet.worksheet import Worksheet

from recommendations import tracking
from recommendations.importing.readers import read_edited
from recommendations.models import Recommendation, Report, Unit, User, WorkbookLine
from recommendations.permissions import Role
from recommendations.workbooks import background, reading
from recommendations.workbooks.planning import Plan, plan
from tests.factories import NOW, RecommendationFactory, ReportFactory, UnitFactory, person

PEOPLE = ("coordinator", "head", "owner", "colleague", "contributor")
FIRST = 3  # the row of the first recommendation


@dataclass
class Desk:
    report: Report
    unit: Unit
    other: Unit
    coordinator: User
    head: User
    owner: User
    colleague: User
    contributor: User
    items: dict[str, Recommendation] = field(default_factory=dict)

    def take(self, by: User, **filters: str) -> bytes:
        file = io.BytesIO()
        background.write(filters, by=by, at=NOW, to=file)
        return file.getvalue()

    def edited(self, by: User, **cells: object) -> bytes:
        """`column="value"` for the first row, `{"82": {...}}` for others by reference: see `edit`."""
        return edit(self.take(by), {"81(a)": cells})

    def plan(self, content: bytes, by: User) -> Plan:
        return plan(reading.rows_of(read_edited(content)).rows, by=fresh(by), at=NOW)

    def line(self, by: User, **cells: object) -> WorkbookLine:
        """What comes of editing the row of 81(a)."""
        (line,) = self.plan(self.edited(by, **cells), by).lines
        return line


def fresh(user: User) -> User:
    """With the rights of now."""
    return User.objects.get(pk=user.pk)


def sheet_of(content: bytes) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def places(sheet: Worksheet) -> dict[str, int]:
    """The column of each code, from 1."""
    return {str(cell.value).removeprefix("suivi."): cell.column for cell in sheet[1] if cell.value}


def edit(
    content: bytes, cells: dict[str, dict[str, object]], also: Callable[[Worksheet], object] | None = None
) -> bytes:
    """Write into the rows of these references, then do anything else to the sheet."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet, written = book.worksheets[0], io.BytesIO()
    columns = places(sheet)
    for row in range(FIRST, sheet.max_row + 1):
        for code, value in cells.get(str(sheet.cell(row, columns["reference"]).value), {}).items():
            sheet.cell(row, columns[code]).value = value
    if also is not None:
        also(sheet)
    book.save(written)
    return written.getvalue()


@pytest.fixture(scope="module")
def settled(django_db_setup: None, django_db_blocker: Any) -> Iterator[Desk]:
    """Made once for the tests of a module, each of which gives back what it changes; nothing of it stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _made()
        transaction.set_rollback(True)


@pytest.fixture
def desk(settled: Desk, db: None) -> Desk:
    """As it is stored: a test before may have changed what was in memory."""
    people = {name: fresh(getattr(settled, name)) for name in PEOPLE}
    items = {name: Recommendation.objects.get(pk=item.pk) for name, item in settled.items.items()}
    unit, other = (Unit.objects.get(pk=one.pk) for one in (settled.unit, settled.other))
    return Desk(Report.objects.get(pk=settled.report.pk), unit, other, **people, items=items)


def _made() -> Desk:
    unit, other = UnitFactory(name="Treaty Division"), UnitFactory(name="Press")
    report = ReportFactory(symbol="A/70/1")
    desk = Desk(
        report,
        unit,
        other,
        coordinator=person(Role.COORDINATOR, name="Clara Reyes"),
        head=person(Role.UNIT_HEAD, unit, name="Amina Diallo"),
        owner=person(Role.FOCAL_POINT, unit, name="Wang Fang"),
        colleague=person(Role.FOCAL_POINT, other, name="=Ivan Petrov"),
        contributor=person(Role.CONTRIBUTOR, other, name="Li Jing"),
    )
    for place, reference in enumerate(("81(a)", "81(b)", "81(c)"), start=1):
        desk.items[reference] = RecommendationFactory(
            report=report, position=place, reference=reference, text=f"=Requests the Office to act on {reference}."
        )
    for reference in ("81(a)", "81(b)"):
        item = desk.items[reference]
        tracking.move(item, "assign", by=desk.coordinator, at=NOW, given={
            "owner": desk.owner, "response_due_on": "2026-04-01", "contributors": [desk.contributor.pk]})  # fmt: skip
        tracking.move(item, "accept", by=desk.head, at=NOW, given={
            "response_text": "We will.", "target_on": "2026-06-30", "action": "Write it", "action_owner": desk.owner.pk,
            "action_due_on": "2026-06-01"})  # fmt: skip
    return desk
