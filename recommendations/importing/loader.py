"""A plan -> rows, in one transaction."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from recommendations import history
from recommendations.importing.nodes import DOCUMENT_FIELDS, Kind, Node
from recommendations.importing.plan import LONGEST_SYMBOL, Change, Plan, compare, load_for
from recommendations.importing.printed import write_positions, write_recommenders
from recommendations.importing.recorded import record_changes, record_evidence, record_new
from recommendations.importing.renumbering import under_new_numbers
from recommendations.importing.stored import StoredReport
from recommendations.importing.upload import Upload
from recommendations.lists import listed
from recommendations.models import (
    Corrigendum,
    Edition,
    Footnote,
    Paragraph,
    ParagraphText,
    Recommendation,
    RecommendationText,
    Report,
    Section,
    SectionText,
    SourceFile,
    User,
)
from recommendations.permissions import may_import
from recommendations.refusals import Refused
from recommendations.workflow import Response

BATCH = 500
OUT_OF_THE_WAY = 1_000_000  # positions are unique in a report: all are moved away before they are given anew


# Told while a plan is carried out: (how many parts are written, of how many).
Written = Callable[[int, int], None]


def commit(plan: Plan, *, by: User | None, at: datetime, written: Written = lambda _done, _of: None) -> Report:
    """Carry out a plan: all of it or nothing. `by` is None for whoever runs the installation.

    Raises Refused when the person may not import, when the stored report has changed since the plan was made, or when
    the plan has conflicts. A plan that changes nothing writes nothing but the name of a new source file.
    """
    if by is not None and not may_import(by.standing()):
        raise Refused(_("Reports are imported by a coordinator."))
    if plan.conflicts:
        raise Refused(
            _("The file splits into parts what is followed as one recommendation: %(references)s.")
            % {"references": listed(plan.conflicts)}
        )
    try:
        with transaction.atomic():
            return _carry_out(plan, by=by, at=at, written=written)
    except IntegrityError:
        # Somebody else was faster with the same report; any other breach is a fault of ours.
        _refuse_if_outdated(plan, load_for(plan.upload, plan.symbol))
        raise


def _refuse_if_outdated(plan: Plan, stored: StoredReport) -> None:
    if compare(plan.upload, plan.symbol, stored).digest != plan.digest:
        raise Refused(
            _("The stored report has changed since this plan was made. Look at the new plan, then confirm it.")
        )


def _carry_out(plan: Plan, *, by: User | None, at: datetime, written: Written) -> Report:
    report = Report.objects.select_for_update().filter(symbol=plan.symbol).first()
    stored = load_for(plan.upload, plan.symbol)
    _refuse_if_outdated(plan, stored)
    stored = under_new_numbers(stored, plan.renumbered.moves)
    is_known = plan.only_answers or plan.upload.is_corrigendum or stored.source_sha256 == plan.upload.sha256
    if report is not None and plan.is_empty and is_known:
        return report
    if report is not None and plan.only_answers:
        write_positions(plan, stored, stored.answered.ids, keep(plan.upload, by=by, at=at), by=by, at=at)
        return report
    if report is None:
        report = Report(symbol=plan.symbol, imported_at=at, imported_by=by)
        report.save(force_insert=True)
    edition = _edition(plan, report, stored, by=by, at=at)
    _Writer(plan, stored, report, edition, by=by, at=at).write(written)
    return report


def keep(upload: Upload, *, by: User | None, at: datetime) -> SourceFile:
    """The file as it came, from which something is stored now. The same bytes are kept once, whoever brings them."""
    source, _is_new = SourceFile.objects.update_or_create(
        sha256=upload.sha256,
        defaults={"stored_at": at},
        create_defaults={
            "stored_at": at,
            "name": upload.name[-255:],
            "content": ContentFile(upload.content, name=f"{upload.sha256}.source"),
            "encoding": upload.source.encoding,
            "added_by": by,
            "added_at": at,
        },
    )
    return source


def _edition(plan: Plan, report: Report, stored: StoredReport, *, by: User | None, at: datetime) -> Edition:
    source = keep(plan.upload, by=by, at=at)
    edition = Edition(pk=stored.edition_id, report=report, language=plan.language, source=source)
    if plan.upload.is_corrigendum:
        edition = Edition.objects.get(report=report, language=plan.language)
        symbol = plan.upload.parsed.document.symbol[:LONGEST_SYMBOL]
        Corrigendum.objects.get_or_create(
            edition=edition, source=source, defaults={"symbol": symbol, "by": by, "at": at}
        )
    (document,) = plan.parts[Kind.DOCUMENT]
    edition.title = document.text
    for name in DOCUMENT_FIELDS:
        setattr(edition, name, document.fields[name])
    edition.save(force_insert=stored.edition_id is None, force_update=stored.edition_id is not None)
    return edition


class _Writer:
    """Writes the parts of one edition. How many statements it takes depends on depth and batches, not on each part."""

    def __init__(
        self, plan: Plan, stored: StoredReport, report: Report, edition: Edition, *, by: User | None, at: datetime
    ) -> None:
        self.plan = plan
        self.stored = stored
        self.report = report
        self.edition = edition
        self.by = by
        self.at = at
        self.nodes = plan.parts
        self.ids = {kind: {key: row.id for key, row in stored.nodes[kind].items()} for kind in Kind}

    def write(self, written: Written) -> None:
        sizes = {kind: len(nodes) for kind, nodes in self.nodes.items()}
        done, total = 0, sum(sizes.values())
        written(done, total)
        self._renumber(Paragraph.objects, Kind.PARAGRAPH, "number")
        self._renumber(Recommendation.objects, Kind.RECOMMENDATION, "reference")
        self._remove()
        self._write_sections()
        written(done := done + sizes[Kind.SECTION], total)
        self._write_paragraphs()
        written(done := done + sizes[Kind.PARAGRAPH], total)
        known = frozenset(self.ids[Kind.RECOMMENDATION])
        self._write_recommendations()
        written(done + sizes[Kind.RECOMMENDATION], total)
        own = self.ids[Kind.RECOMMENDATION]
        write_recommenders(self.plan, own, self.edition)
        write_positions(
            self.plan,
            self.stored,
            {**self.stored.answered.ids, **own},
            self.edition.source,
            by=self.by,
            at=self.at,
            told={ref for ref in own if ref not in known},
        )
        self._write_footnotes()
        written(total, total)

    def _renumber(self, manager: models.Manager[Any], kind: Kind, name: str) -> None:
        """Gives the rows their new numbers; all are taken away first, as no two may ever have the same."""
        new = {self.ids[kind][key]: key for key in self.plan.renumbered.moves.get(kind, {}).values()}
        for numbers in ({pk: f"~{pk}" for pk in new}, new):
            rows = [manager.model(pk=pk, **{name: number}) for pk, number in numbers.items()]
            manager.bulk_update(rows, [name], batch_size=BATCH)

    def _remove(self) -> None:
        gone: dict[Kind, list[int]] = {kind: [] for kind in Kind}
        for change in self.plan.removed:
            gone[change.kind].append(self.ids[change.kind].pop(change.key))
        Paragraph.objects.filter(pk__in=gone[Kind.PARAGRAPH]).delete()
        # What stood below a heading that goes is placed anew, or stays without one.
        Section.objects.filter(parent__in=gone[Kind.SECTION]).update(parent=None)
        Section.objects.filter(pk__in=gone[Kind.SECTION]).delete()

    # --- one kind after the other -----------------------------------------------------------------------------

    def _write_sections(self) -> None:
        ids, positions = self.ids[Kind.SECTION], self._places(Section.objects, Kind.SECTION)

        def row(node: Node) -> Section:
            return Section(
                pk=ids.get(node.key),
                report=self.report,
                parent_id=ids.get(node.fields["parent"]),
                position=positions[node.key],
                level=int(node.fields["level"]),
                numeral=node.fields["numeral"],
            )

        self._create(Section.objects, Kind.SECTION, row, depth=lambda node: node.key.count("/"))
        self._update(Section.objects, Kind.SECTION, row, ["parent", "level", "numeral"])
        self._write_texts(SectionText.objects, Kind.SECTION, "section_id", lambda node: {"heading": node.text})

    def _write_paragraphs(self) -> None:
        ids, positions = self.ids[Kind.PARAGRAPH], self._places(Paragraph.objects, Kind.PARAGRAPH)
        sections = self.ids[Kind.SECTION]

        def row(node: Node) -> Paragraph:
            return Paragraph(
                pk=ids.get(node.key),
                report=self.report,
                section_id=sections.get(node.fields["section"]),
                number=node.key,
                position=positions[node.key],
            )

        self._create(Paragraph.objects, Kind.PARAGRAPH, row)
        self._update(Paragraph.objects, Kind.PARAGRAPH, row, ["section"])
        self._write_texts(
            ParagraphText.objects, Kind.PARAGRAPH, "paragraph_id", lambda node: {"text": node.text, **_extent(node)}
        )

    def _write_recommendations(self) -> None:
        nodes, ids = self.nodes[Kind.RECOMMENDATION], self.ids[Kind.RECOMMENDATION]
        positions = self._places(Recommendation.objects, Kind.RECOMMENDATION)
        parents = {node.fields["parent"] for node in nodes}
        known = frozenset(ids)

        def row(node: Node) -> Recommendation:
            is_leaf = node.key not in parents
            made: Recommendation = Recommendation(
                pk=ids.get(node.key),
                report=self.report,
                parent_id=ids.get(node.fields["parent"]),
                reference=node.key,
                mark=node.fields["mark"],
                position=positions[node.key],
                is_leaf=is_leaf,
                paragraph_id=self.ids[Kind.PARAGRAPH].get(node.fields["paragraph"]),
                theme_id=self.ids[Kind.SECTION].get(node.fields["theme"]),
                addressee_kind=node.fields["addressee_kind"],
                verb=node.fields["verb"],
                response=Response.PENDING if is_leaf else "",
            )
            return made

        depths = _depths(nodes)
        self._create(Recommendation.objects, Kind.RECOMMENDATION, row, depth=lambda node: depths[node.key])
        self._update(
            Recommendation.objects,
            Kind.RECOMMENDATION,
            row,
            ["parent", "paragraph", "theme", "mark", "addressee_kind", "verb"],
        )
        now_parents = Recommendation.objects.filter(pk__in=[ids[key] for key in parents & known], is_leaf=True)
        split = list(now_parents.order_by("pk").values_list("pk", flat=True))
        Recommendation.objects.filter(pk__in=split).update(is_leaf=False, response="", version=F("version") + 1)
        self._write_texts(
            RecommendationText.objects,
            Kind.RECOMMENDATION,
            "recommendation_id",
            lambda node: {"text": node.text, "addressee": node.fields["addressee"], **_extent(node)},
        )
        by, at = self.by, self.at
        record_new(self.plan, self.nodes, ids, known, by=by, at=at)
        record_changes(self.plan, self.stored, ids, by=by, at=at)
        record_evidence(self.plan, self.ids[Kind.PARAGRAPH], by=by, at=at)
        parted: dict[str, list[Any]] = {"is_leaf": [True, False], "response": [Response.PENDING, ""]}
        acts = [history.Act(Recommendation(pk=pk), "split", parted, {}) for pk in split]
        history.record_many(acts, by=self.by, at=self.at)

    def _write_footnotes(self) -> None:
        if not any(change.kind is Kind.FOOTNOTE for change in _all(self.plan)):
            return
        Footnote.objects.filter(edition=self.edition).delete()
        paragraphs = self.ids[Kind.PARAGRAPH]
        Footnote.objects.bulk_create(
            (
                Footnote(
                    edition=self.edition,
                    paragraph_id=paragraphs.get(node.fields["paragraph"]),
                    position=position,
                    mark=node.fields["mark"],
                    text=node.text,
                )
                for position, node in enumerate(self.nodes[Kind.FOOTNOTE], start=1)
            ),
            batch_size=BATCH,
        )

    # --- how any kind is written ------------------------------------------------------------------------------

    def _create(
        self,
        manager: models.Manager[Any],
        kind: Kind,
        row: Callable[[Node], models.Model],
        depth: Callable[[Node], int] = lambda _node: 0,
    ) -> None:
        """Adds the rows that are not stored yet, those above before those below them."""
        new = [node for node in self.nodes[kind] if node.key not in self.ids[kind]]
        for _depth, level in groupby(sorted(new, key=depth), key=depth):
            nodes = list(level)
            rows = manager.bulk_create([row(node) for node in nodes], batch_size=BATCH)
            self.ids[kind].update(zip((node.key for node in nodes), (row.pk for row in rows), strict=True))

    def _update(
        self, manager: models.Manager[Any], kind: Kind, row: Callable[[Node], models.Model], names: Sequence[str]
    ) -> None:
        """Brings what all editions share up to date, where this edition is the one that decides it."""
        if not self.stored.leading:
            return
        keys = {change.key for change in self.plan.changed if change.kind is kind}
        changed = [row(node) for node in self.nodes[kind] if node.key in keys]
        if changed:
            manager.bulk_update(changed, list(names), batch_size=BATCH)

    def _write_texts(
        self, manager: models.Manager[Any], kind: Kind, owner: str, values: Callable[[Node], dict[str, Any]]
    ) -> None:
        new, old = [], []
        for node in self.nodes[kind]:
            stored = self.stored.nodes[kind].get(node.key)
            if stored is None or stored.text_id is None:
                new.append(manager.model(edition=self.edition, **{owner: self.ids[kind][node.key]}, **values(node)))
            elif values(node) != values(stored.node):
                old.append(manager.model(pk=stored.text_id, **values(node)))
        manager.bulk_create(new, batch_size=BATCH)
        if old:
            names = list(values(self.nodes[kind][0]))
            manager.bulk_update(old, names, batch_size=BATCH)

    def _places(self, manager: models.Manager[Any], kind: Kind) -> dict[str, int]:
        """The place of every part; the stored rows are moved to theirs if any of these changes."""
        places = merged_order([node.key for node in self.nodes[kind]], [*self.ids[kind]])
        rows = manager.filter(report=self.report)
        wanted = {id_: places[key] for key, id_ in self.ids[kind].items()}
        if dict(rows.values_list("pk", "position")) != wanted:
            rows.update(position=F("position") + OUT_OF_THE_WAY)
            moved = [manager.model(pk=id_, position=place) for id_, place in wanted.items()]
            manager.bulk_update(moved, ["position"], batch_size=BATCH)
        return places


def merged_order(order: Sequence[str], stored: Iterable[str]) -> dict[str, int]:
    """Places from 1: the file's order; what only is stored comes after what it follows there."""
    known = set(order)
    following: dict[str, list[str]] = {}
    before = ""
    for key in stored:
        if key in known:
            before = key
        else:
            following.setdefault(before, []).append(key)
    merged = [*following.get("", [])]
    for key in order:
        merged += [key, *following.get(key, [])]
    return {key: place for place, key in enumerate(merged, start=1)}


def _depths(nodes: Iterable[Node]) -> dict[str, int]:
    depths: dict[str, int] = {"": -1}
    for node in nodes:
        depths[node.key] = depths[node.fields["parent"]] + 1
    return depths


def _extent(node: Node) -> dict[str, int | None]:
    first, last = node.lines or (None, None)
    return {"first_line": first, "last_line": last}


def _all(plan: Plan) -> Iterable[Change]:
    return (*plan.created, *plan.changed, *plan.removed)
