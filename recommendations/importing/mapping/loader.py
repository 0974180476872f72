"""The plan of a table -> rows, in one transaction, a batch at a time."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations import bulk, history
from recommendations.importing.loader import OUT_OF_THE_WAY, merged_order
from recommendations.importing.mapping.bringing import NEW, brought, plan_actions
from recommendations.importing.mapping.changes import Target, write_changes
from recommendations.importing.mapping.entries import Entry
from recommendations.importing.mapping.facts import FACT_FIELDS, Facts
from recommendations.importing.mapping.plan import ReportPlan, TablePlan, compare
from recommendations.importing.mapping.upload import TableUpload
from recommendations.importing.nodes import LONGEST_RECOMMENDER
from recommendations.models import (
    Edition,
    PrintedPosition,
    Recommendation,
    RecommendationText,
    Recommender,
    Report,
    Section,
    SectionText,
    SourceFile,
    User,
)
from recommendations.permissions import may_import
from recommendations.refusals import Refused
from recommendations.workflow import Response

BATCH = 1000
AT_ONCE = 2000  # rows stored between two reports of progress
# What a new recommendation is given besides where it stands in the workflow.
PLACE = (
    "id", "report_id", "parent_id", "reference", "mark", "position", "is_leaf", "paragraph_id", "theme_id",
    "addressee_kind", "verb", "response_language",
)  # fmt: skip

Written = Callable[[int, int], None]


def commit_table(
    plan: TablePlan, *, by: User | None, at: datetime, written: Written = lambda _done, _of: None
) -> list[Report]:
    """Carry out a plan: all of it or nothing. `by` is None for whoever runs the installation.

    Raises Refused when the person may not import, or when what is stored has changed since the plan was made.
    `written` is told how many rows are stored, of how many.
    """
    if by is not None and not may_import(by.standing()):
        raise Refused(_("Tables are imported by a coordinator."))
    try:
        with transaction.atomic():
            return _carry_out(plan, by=by, at=at, written=written)
    except IntegrityError:
        # Somebody else was faster with the same references; any other breach is a fault of ours.
        _refuse_if_outdated(plan, at)
        raise


def _refuse_if_outdated(plan: TablePlan, at: datetime) -> TablePlan:
    now = compare(plan.upload, plan.entries, plan.mapping, symbol=plan.symbol, on=timezone.localdate(at))
    if now.digest != plan.digest:
        raise Refused(_("What is stored has changed since this plan was made. Look at the new plan, then confirm it."))
    return now


def _carry_out(plan: TablePlan, *, by: User | None, at: datetime, written: Written) -> list[Report]:
    symbols = [report.symbol for report in plan.reports]
    list(Report.objects.filter(symbol__in=symbols).order_by("pk").select_for_update().values_list("pk"))
    now = _refuse_if_outdated(plan, at)
    if now.is_empty:
        return list(Report.objects.filter(symbol__in=symbols))
    source = keep_table(plan.upload, by=by, at=at)
    SourceFile.objects.filter(pk=source.pk).update(stored_at=at)
    total = sum(len(report.created) + len(report.changed) for report in now.reports)
    done = 0
    with _plan_out_of_sight():
        for report in now.reports:
            if report.created or report.changed:
                for count in _Writer(now, report, source, by=by, at=at).write():
                    done += count
                    written(done, total)
    return list(Report.objects.filter(symbol__in=symbols))


@contextmanager
def _plan_out_of_sight() -> Iterator[None]:
    """While rows are written, the garbage collector does not look through the plan again and again: a fifth faster."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def keep_table(upload: TableUpload, *, by: User | None, at: datetime) -> SourceFile:
    """The file as it came, kept once."""
    source, _is_new = SourceFile.objects.get_or_create(
        sha256=upload.sha256,
        defaults={
            "name": upload.name[-255:],
            "content": ContentFile(upload.content, name=f"{upload.sha256}.source"),
            "encoding": upload.table.encoding,
            "added_by": by,
            "added_at": at,
        },
    )
    return source


class _Writer:
    """Writes the rows of one report. How many statements it takes depends on batches, not on each row."""

    def __init__(
        self, plan: TablePlan, report: ReportPlan, source: SourceFile, *, by: User | None, at: datetime
    ) -> None:
        self.plan, self.report, self.source, self.by, self.at = plan, report, source, by, at
        self.language = plan.entries.language
        self.stored = report.stored
        self.ids = {reference: row.id for reference, row in self.stored.items.items()}
        self.sections = dict(self.stored.headings)
        self.report_id = self.stored.report_id or self._new_report()
        self.edition_id = self.stored.edition_id or self._new_edition()

    def write(self) -> Iterator[int]:
        """Yields how many rows each step has stored."""
        self._split_leaves()
        self._write_sections()
        places = self._places()
        created = self.report.created
        new = (entry.reference for entry, _facts in created)
        self.ids.update(zip(new, bulk.new_ids(Recommendation, len(created)), strict=True))
        for first in range(0, len(created), AT_ONCE):
            some = created[first : first + AT_ONCE]
            self._create(some, places)
            yield len(some)
        target = Target(self.report.symbol, self.edition_id, self.language, self.sections, self.source, self.origin)
        changed = self.report.changed
        for first in range(0, len(changed), AT_ONCE):
            write_changes(changed[first : first + AT_ONCE], target, by=self.by, at=self.at)
            yield len(changed[first : first + AT_ONCE])

    def origin(self, entry: Entry) -> dict[str, Any]:
        """Where a row came from, as the history keeps it."""
        place = {"sheet": entry.sheet} if entry.sheet else {}
        return {"file": self.source.name, **place, "row": entry.row, "language": self.language}

    def _new_report(self) -> int:
        report = Report(symbol=self.report.symbol, imported_at=self.at, imported_by=self.by)
        report.save(force_insert=True)
        return report.pk

    def _new_edition(self) -> int:
        return Edition.objects.create(report_id=self.report_id, language=self.language, source=self.source).pk

    def _split_leaves(self) -> None:
        """A leaf that gets parts carries no states any more; none of these has had any but "pending"."""
        pks = sorted(self.report.split)
        Recommendation.objects.filter(pk__in=pks).update(is_leaf=False, response="", version=F("version") + 1)
        parted: dict[str, list[Any]] = {"is_leaf": [True, False], "response": [Response.PENDING, ""]}
        history.record_many(
            [history.Act(Recommendation(pk=pk), "split", parted, {}) for pk in pks], by=self.by, at=self.at
        )

    def _write_sections(self) -> None:
        named = [entry.theme for entry, _facts in self.report.created]
        named += [change.after["theme"] for change in self.report.changed if "theme" in change.after]
        new = [heading for heading in dict.fromkeys(named) if heading and heading not in self.sections]
        last = Section.objects.filter(report=self.report_id).order_by("-position").values_list("position", flat=True)
        first = (last.first() or 0) + 1
        sections = Section.objects.bulk_create(
            (Section(report_id=self.report_id, position=first + place, level=1) for place in range(len(new))),
            batch_size=BATCH,
        )
        SectionText.objects.bulk_create(
            (
                SectionText(section=section, edition_id=self.edition_id, heading=heading)
                for section, heading in zip(sections, new, strict=True)
            ),
            batch_size=BATCH,
        )
        self.sections |= {heading: section.pk for section, heading in zip(sections, new, strict=True)}

    def _places(self) -> Mapping[str, int]:
        """The place of every recommendation: those stored keep their order, a new one follows what it follows."""
        new = [entry.reference for entry, _facts in self.report.created]
        stored = self.stored.items
        in_file = [reference for (symbol, reference) in self.plan.entries.entries if symbol == self.report.symbol]
        fresh = set(new)
        places = merged_order([*stored], [ref for ref in in_file if ref in stored or ref in fresh])
        moved = [(row.id, places[reference]) for reference, row in stored.items() if places[reference] != row.place]
        if moved and new:
            rows = Recommendation.objects.filter(report=self.report_id)
            rows.update(position=F("position") + OUT_OF_THE_WAY)
            kept = [(row.id, places[reference]) for reference, row in stored.items()]
            Recommendation.objects.bulk_update(
                [Recommendation(pk=pk, position=place) for pk, place in kept], ["position"], batch_size=BATCH
            )
        return places

    def _create(self, pairs: Sequence[tuple[Entry, Facts]], places: Mapping[str, int]) -> None:
        rows = [(self.ids[entry.reference], entry, facts) for entry, facts in pairs]
        items = (self._item(pk, entry, facts, places) for pk, entry, facts in rows)
        bulk.insert(Recommendation, (*PLACE, *FACT_FIELDS), items)
        bulk.insert(
            RecommendationText,
            ("recommendation_id", "edition_id", "text", "addressee"),
            ((pk, self.edition_id, entry.text, entry.addressee) for pk, entry, _facts in rows),
        )
        bulk.insert(
            Recommender,
            ("recommendation_id", "edition_id", "place", "name"),
            (
                (pk, self.edition_id, place, name[:LONGEST_RECOMMENDER])
                for pk, entry, _facts in rows
                for place, name in enumerate(entry.recommending, start=1)
            ),
        )
        bulk.insert(
            PrintedPosition,
            ("recommendation_id", "symbol", "language", "source_id", "position"),
            (
                (pk, self.report.symbol, self.language, self.source.pk, entry.position)
                for pk, entry, _facts in rows
                if entry.position
            ),
        )
        plan_actions(rows, self.source.name, self.language)
        history.record_first([self._first(*row) for row in rows], by=self.by, at=self.at)

    def _item(self, pk: int, entry: Entry, facts: Facts, places: Mapping[str, int]) -> bulk.Row:
        is_leaf = self._is_leaf(entry)
        new = NEW if is_leaf else NEW | {"response": ""}
        return (
            pk,
            self.report_id,
            self.ids[entry.parent] if entry.parent else None,
            entry.reference,
            entry.mark,
            places[entry.reference],
            is_leaf,
            self.stored.paragraphs.get(paragraph_of(entry.reference)),
            self.sections.get(entry.theme),
            entry.addressee_kind,
            entry.verb,
            self.language if entry.response_text else "",
            *map((new | facts.fields).get, FACT_FIELDS),
        )

    def _is_leaf(self, entry: Entry) -> bool:
        return entry.reference not in self.report.parents

    def _first(self, pk: int, entry: Entry, facts: Facts) -> history.First:
        given = {
            "reference": entry.reference,
            "paragraph": paragraph_of(entry.reference),
            "addressee_kind": entry.addressee_kind,
            "text": entry.text,
            **({"position": entry.position} if entry.position else {}),
            **({"told": facts.told} if facts.told else {}),
            **self.origin(entry),
        }
        return history.First(pk, self._is_leaf(entry), brought(facts), given)


def paragraph_of(reference: str) -> str:
    """The number of the paragraph that a reference such as 81(o)(iii) or 12.3 begins with."""
    head = reference.split("(", maxsplit=1)[0].split("[", maxsplit=1)[0]
    return head if head[:1].isdigit() else ""
