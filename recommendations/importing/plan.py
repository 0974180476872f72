"""A parsed report against what is stored: what an import would create, change, leave alone and remove."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

from django.utils.translation import gettext as _

from recommendations.importing.corrections import Correction
from recommendations.importing.corrigenda.applying import carry_out
from recommendations.importing.corrigenda.outcomes import ALREADY, DONE, KEPT, Carried, Outcome
from recommendations.importing.headings_together import with_stored_headings
from recommendations.importing.merging import Merged, merged
from recommendations.importing.mismatches import Mismatch, mismatches, new_among
from recommendations.importing.nodes import SHARED_FIELDS, Kind, Node, nodes_of
from recommendations.importing.readers.signs import DIRECTION, INVISIBLE
from recommendations.importing.renumbering import Renumbering, renumbering, under_new_numbers
from recommendations.importing.stored import StoredNode, StoredReport, load
from recommendations.importing.upload import Upload
from recommendations.importing.words.lexicon import LEXICONS
from recommendations.lists import listed
from recommendations.models import EDITION_LANGUAGES, ImportCorrection, Report
from recommendations.refusals import Refused

LONGEST_SYMBOL = 60
# Words with slashes between them. It becomes part of addresses: no step up in them ("..") and not the import's own.
_WORD = r"[\w(\[][\w ().,&+*'’\[\]–—-]*"
SYMBOL = re.compile(rf"(?!import(?:/|$)){_WORD}(?:/{_WORD})*")
CORRECTION = re.compile(r"/(?:Corr|Rev)\.\d+$", re.IGNORECASE)
# "A/67/156/Corr.1 (English only)" corrects A/67/156.
CORRIGENDUM = re.compile(r"/Corr\.\d+.*$", re.IGNORECASE)


@dataclass(frozen=True)
class Change:
    """One part that would be created, changed or removed; `before` and `after` are {"text": …, field: …}."""

    kind: Kind
    key: str
    before: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """What importing a file would do.

    `kept` are parts that the file no longer has, but that stay because something hangs on them; `conflicts` are
    references of recommendations followed as one that the file splits into parts: with any, there is no commit.
    `answers` names the report whose recommendations the positions in the file are on, `unanswered` positions on
    references that it does not have. A file that `only_answers` holds nothing but positions on a report that is here:
    nothing else of it is compared. `left_out` are recommendations that the file before still had, `back` those that it
    did not have: both stay, and are marked. `mismatches` are what it has otherwise than the other editions. What is
    `renumbered` is compared, and told everywhere else in the plan, under its new number. `corrects` is a report that is
    here and that the file, which would be one of its own, corrects by its symbol. `parts` is what the edition would
    consist of, `outcomes` what becomes of each thing that a corrigendum changes, `corrigenda` those that were carried
    out in it before. `merged` are parts that are gone and whose words another part has now. `digest` stands for the
    file as put right and the stored report together: it differs as soon as either does.
    """

    symbol: str
    language: str
    upload: Upload
    created: tuple[Change, ...]
    changed: tuple[Change, ...]
    removed: tuple[Change, ...]
    kept: tuple[Change, ...]
    unchanged: Mapping[Kind, int]
    conflicts: tuple[str, ...]
    answers: str
    unanswered: tuple[str, ...]
    only_answers: bool
    left_out: tuple[str, ...]
    back: tuple[str, ...]
    mismatches: tuple[Mismatch, ...]
    renumbered: Renumbering
    corrects: str
    parts: Mapping[Kind, Sequence[Node]]
    outcomes: tuple[Outcome, ...]
    corrigenda: tuple[str, ...]
    merged: tuple[Merged, ...]
    digest: str

    @property
    def said_before(self) -> tuple[int, int]:
        """Of paragraphs and recommendations that the edition has: (how many the file says word for word, of all)."""
        numbered = (Kind.PARAGRAPH, Kind.RECOMMENDATION)
        changed = [change for change in self.changed if change.kind in numbered]
        same = sum(self.unchanged[kind] for kind in numbered) + sum("text" not in one.before for one in changed)
        gone = sum(one.kind in numbered for one in self.removed) + len(self.left_out)
        return same, same + sum("text" in one.before for one in changed) + gone

    @property
    def is_empty(self) -> bool:
        """Whether a commit would change no part of the report."""
        return not (self.created or self.changed or self.removed or self.renumbered or self.left_out or self.back)

    def counts(self, kind: Kind | None = None) -> dict[str, int]:
        """{"created": n, "changed": n, "unchanged": n, "removed": n}, of one kind or of all."""
        return {
            "created": sum(kind in (None, change.kind) for change in self.created),
            "changed": sum(kind in (None, change.kind) for change in self.changed),
            "unchanged": sum(self.unchanged.values()) if kind is None else self.unchanged[kind],
            "removed": sum(kind in (None, change.kind) for change in self.removed),
        }


def plan_import(upload: Upload, *, symbol: str = "") -> Plan:
    """The plan of importing a file under a symbol, by default the one printed in it.

    What somebody has put right in this file before is put right again. Raises Refused where no usable symbol is known.
    The number of queries does not depend on the report.
    """
    symbol = symbol or upload.parsed.document.symbol
    if upload.is_corrigendum:
        symbol = CORRIGENDUM.sub("", symbol)
    symbol = usable_symbol(symbol)
    upload = upload.put_right(remembered(upload.sha256))
    stored = load_for(upload, symbol)
    if upload.is_corrigendum:
        _refuse_without_edition(upload, symbol, stored)
    return compare(upload, symbol, stored)


def _refuse_without_edition(upload: Upload, symbol: str, stored: StoredReport) -> None:
    """A corrigendum needs the edition that it corrects."""
    if stored.report_id is None:
        raise Refused(
            _(
                "The file is a corrigendum to %(symbol)s, and that report is not here. Import the report first, then "
                "this file; or give the symbol under which the report is here."
            )
            % {"symbol": symbol}
        )
    if stored.edition_id is None:
        names = dict(EDITION_LANGUAGES)
        here = Report.objects.filter(pk=stored.report_id).values_list("editions__language", flat=True)
        raise Refused(
            _(
                "The file corrects the edition of %(symbol)s in %(language)s, and the report is here in %(here)s only. "
                "Import that edition first, then this file."
            )
            % {
                "symbol": symbol,
                "language": names[upload.parsed.document.language],
                "here": listed([str(names[code]) for code in here]),
            }
        )


def remembered(sha256: str) -> list[Correction]:
    """What people have put right in a file, in order."""
    rows = ImportCorrection.objects.filter(source__sha256=sha256).order_by("pk")
    return [Correction(*fields) for fields in rows.values_list("act", "target", "value", "more")]


def usable_symbol(symbol: str) -> str:
    """A symbol as it is stored. Raises Refused for none, and for one that no report can have."""
    # What cannot be seen came along with a copy; a byte that is no text is no copy, and is refused below.
    symbol = " ".join(DIRECTION.sub("", INVISIBLE.sub("", symbol)).split())
    if not symbol:
        raise Refused(_("The file does not say its symbol. Give it, for example A/67/156 (--symbol)."))
    if len(symbol) > LONGEST_SYMBOL:
        raise Refused(_("A symbol has at most %(count)d characters.") % {"count": LONGEST_SYMBOL})
    if not SYMBOL.fullmatch(symbol):
        raise Refused(_("This cannot be a symbol. Write it as the report does, for example A/67/156."))
    if alike := Report.objects.filter(slug=Report.slug_of(symbol)).exclude(symbol=symbol).first():
        raise Refused(
            _("A report of this symbol is here already, written %(symbol)s. Write it so.") % {"symbol": alike}
        )
    return symbol


def load_for(upload: Upload, symbol: str) -> StoredReport:
    """What is stored of the report that a file is to be imported under."""
    document = upload.parsed.document
    return load(symbol, document.language, document.symbol)


def compare(upload: Upload, symbol: str, stored: StoredReport) -> Plan:
    """The difference between a file and what is stored of the report in its language."""
    digest = _digest(upload, symbol, stored)
    language = upload.parsed.document.language
    corrigendum = carried_out(upload, stored) if upload.is_corrigendum else None
    was = stored.parts()
    renumbered = renumbering(corrigendum.nodes if corrigendum else parts_of(upload, stored), stored)
    stored = under_new_numbers(stored, renumbered.moves)
    wanted = corrigendum.nodes if corrigendum else parts_of(upload, stored)
    only_answers = gives_only_positions(upload, stored)
    printed = [position.ref for position in upload.parsed.positions]
    answered = {node.key for node in wanted[Kind.POSITION]}
    created: list[Change] = []
    changed: list[Change] = []
    gone: list[tuple[Change, StoredNode]] = []
    unchanged: dict[Kind, int] = {}
    for kind, nodes in wanted.items():
        present = {} if only_answers and kind is not Kind.POSITION else stored.nodes[kind]
        unchanged[kind] = 0
        for node in nodes:
            row = present.get(node.key)
            if row is None or row.text_id is None:
                created.append(Change(kind, node.key, after=_told(node)))
            elif before := differences(row.node, node, leading=stored.leading):
                after = {name: _told(node)[name] for name in before}
                changed.append(Change(kind, node.key, before, after))
            else:
                unchanged[kind] += 1
        # What the latest file did not have, a corrigendum does not speak of.
        missing = (row for row in _missing(nodes, present) if not (corrigendum and row.missing))
        gone += [(Change(kind, row.node.key, before=_told(row.node)), row) for row in missing]
    kept = tuple(change for change, row in gone if row.held)
    different = () if only_answers else tuple(mismatches(wanted, stored))
    return Plan(
        symbol=symbol,
        language=language,
        upload=upload,
        created=tuple(created),
        changed=tuple(changed),
        removed=tuple(change for change, row in gone if not row.held),
        kept=kept,
        unchanged=unchanged,
        conflicts=tuple(_conflicts(wanted[Kind.RECOMMENDATION], stored.nodes[Kind.RECOMMENDATION])),
        answers=symbol if wanted[Kind.RECOMMENDATION] else stored.answered.symbol,
        unanswered=tuple(ref for ref in printed if ref not in answered),
        only_answers=only_answers,
        left_out=tuple(change.key for change, row in gone if change.kind is Kind.RECOMMENDATION and not row.missing),
        back=tuple(_back(wanted[Kind.RECOMMENDATION], stored)),
        mismatches=tuple(new_among(different, mismatches(was, stored))) if corrigendum else different,
        renumbered=renumbered,
        corrects=stored.answered.symbol if stored.report_id is None and CORRECTION.search(symbol) else "",
        parts=wanted,
        outcomes=tuple(_as_kept(corrigendum.outcomes, kept, renumbered)) if corrigendum else (),
        corrigenda=tuple(stored.corrigenda.values()),
        merged=tuple(_merged(wanted, gone, stored, renumbered)),
        digest=digest,
    )


def carried_out(upload: Upload, stored: StoredReport) -> Carried:
    """What a corrigendum makes of the edition that is stored. What it took out before, when it was carried out, is gone
    for that reason."""
    carried = carry_out(upload.parsed.amendments, stored.parts(), LEXICONS[upload.parsed.document.language])
    if upload.sha256 not in stored.corrigenda:
        return carried
    outcomes = (replace(one, code=ALREADY) if one.is_gone else one for one in carried.outcomes)
    return replace(carried, outcomes=tuple(outcomes))


def _merged(
    wanted: Mapping[Kind, Sequence[Node]],
    gone: Sequence[tuple[Change, StoredNode]],
    stored: StoredReport,
    renumbered: Renumbering,
) -> Iterator[Merged]:
    for kind in (Kind.PARAGRAPH, Kind.RECOMMENDATION):
        rows = [row for change, row in gone if change.kind is kind and not row.missing]
        called = {new: old for old, new in renumbered.moves.get(kind, {}).items()}
        yield from merged(rows, kind, wanted[kind], stored.nodes[kind], called)


def _as_kept(outcomes: Iterable[Outcome], kept: Iterable[Change], renumbered: Renumbering) -> Iterator[Outcome]:
    """What becomes of a corrigendum where parts that it takes out stay."""
    staying = {(change.kind, change.key) for change in kept}
    for one in outcomes:
        kind, key = one.parts[0] if one.parts else (Kind.DOCUMENT, "")
        stays = (kind, renumbered.moves.get(kind, {}).get(key, key)) in staying
        yield replace(one, code=KEPT) if one.amendment.act == "delete" and one.code == DONE and stays else one


def gives_only_positions(upload: Upload, stored: StoredReport) -> bool:
    """Whether a file replies to a report that is here, and is to be imported under that report's own symbol."""
    parsed = upload.parsed
    return bool(parsed.positions and not parsed.recommendations and stored.nodes[Kind.RECOMMENDATION])


def parts_of(upload: Upload, stored: StoredReport) -> dict[Kind, list[Node]]:
    """The parts of a file that are compared and written; positions only on recommendations that there are."""
    nodes = with_stored_headings(nodes_of(upload.parsed), stored)
    if gives_only_positions(upload, stored):
        nodes = {kind: nodes[kind] if kind is Kind.POSITION else [] for kind in nodes}
    known = stored.answered.ids.keys() | {node.key for node in nodes[Kind.RECOMMENDATION]}
    return nodes | {Kind.POSITION: [node for node in nodes[Kind.POSITION] if node.key in known]}


def _told(node: Node) -> dict[str, str]:
    return {"text": node.text, **node.fields}


def differences(before: Node, after: Node, *, leading: bool) -> dict[str, str]:
    """What a part had before that is another now: {"text": …, field: …}."""
    told = _told(after)
    return {
        name: value
        for name, value in _told(before).items()
        if value != told[name] and (leading or name not in SHARED_FIELDS)
    }


def _missing(nodes: Iterable[Node], present: Mapping[str, StoredNode]) -> Iterator[StoredNode]:
    """The rows with a text in this edition that the file does not have."""
    keys = {node.key for node in nodes}
    return (row for key, row in present.items() if key not in keys and row.text_id is not None)


def _conflicts(nodes: Iterable[Node], present: Mapping[str, StoredNode]) -> Iterator[str]:
    for parent in dict.fromkeys(node.fields["parent"] for node in nodes):
        row = present.get(parent)
        if row is not None and row.followed:
            yield parent


def _back(nodes: Iterable[Node], stored: StoredReport) -> Iterator[str]:
    """References that the latest file did not have, and this one has again."""
    present = stored.nodes[Kind.RECOMMENDATION]
    return (node.key for node in nodes if node.key in present and present[node.key].missing)


def _digest(upload: Upload, symbol: str, stored: StoredReport) -> str:
    put_right = [asdict(correction) for correction in upload.corrections]
    told = [upload.sha256, put_right, symbol, upload.parsed.document.language, asdict(stored)]
    body = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(body.encode()).hexdigest()
