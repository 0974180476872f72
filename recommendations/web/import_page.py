"""The page of an import: what it would do, what to look at, and the source beside the result."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from recommendations.importing import pending
from recommendations.importing.amended import amendment_words, outcome_warnings
from recommendations.importing.corrigenda.by_hand import PLACE
from recommendations.importing.nodes import Kind
from recommendations.importing.placing import Address, coverage
from recommendations.importing.plan import Change, Plan
from recommendations.importing.rearranging import LONGEST_REFERENCE
from recommendations.importing.wording import merged_warning, mismatch_warning, plan_warnings, warning_words
from recommendations.lists import listed
from recommendations.models import EDITION_LANGUAGES, Corrigendum, Edition, ImportCorrection, PendingImport
from recommendations.refusals import Refused
from recommendations.web import beside, differences
from recommendations.web.import_words import (
    CANNOT,
    FIELDS,
    KINDS,
    MARKS,
    OMITTED,
    ONE_OF_KIND,
    PARTS,
    PIECES,
    TICKED_TOGETHER,
)
from recommendations.workflow import Position, Words

LONGEST_KEY = 300
MOST_WARNINGS = 2000
# Told by keys that mean nothing to a reader.
_PLACES = frozenset({"parent", "section"})


@dataclass(frozen=True)
class Warned:
    """Something to look at. `key` stays the same as long as the warning does; `href` leads to its place."""

    key: str
    words: str
    href: str
    seen: bool


@dataclass(frozen=True)
class Difference:
    """A field of a part, before and after, word by word."""

    label: Words
    runs: list[differences.Run]


@dataclass(frozen=True)
class ChangedPart:
    """A part of the report that would change or go; `name` is its reference or number, "" for a heading."""

    kind: Words
    name: str
    text: str
    differences: list[Difference]


@dataclass(frozen=True)
class CorrectionLine:
    """A correction in words; `problem` says why it is not applied (any more)."""

    words: str
    problem: Words


@dataclass(frozen=True)
class Step:
    """What was put right at once, and is taken back at once; `row` is the first of it."""

    row: ImportCorrection
    lines: list[CorrectionLine]


@dataclass(frozen=True)
class Ticked:
    """Parts that are to be put right together, with what was given for them, and why that failed."""

    parts: Collection[Address]
    value: str = ""
    more: str = ""
    problems: Collection[str] = ()


def show(
    request: HttpRequest,
    waiting: PendingImport,
    *,
    problems: Iterable[str] = (),
    status: int = 200,
    ticked: Ticked | None = None,
) -> HttpResponse:
    try:
        plan = pending.plan_of(waiting)
    except Refused as refused:
        return _ask_for_symbol(request, waiting, [*problems] or refused.reasons, status=status)
    parsed, source = plan.upload.parsed, plan.upload.source
    places = beside.Places(parsed)
    warned = _warned(plan, waiting, places)
    doubtful = {place for warning in parsed.warnings for place in places.of(warning)}
    rows = beside.rows_of(plan, doubtful)
    only_doubtful = request.GET.get("show") == "look"
    shown = [row for row in rows if row.is_doubtful or row.change == "changed"] if only_doubtful else rows
    part = beside.shown_with(shown, request.GET.get("part", ""))
    number = beside.number_of(shown, part) if part else _whole_number(request.GET.get("page", ""))
    stretch = beside.stretch(shown, number=number)
    context = {
        "waiting": waiting,
        "plan": plan,
        "title": plan.parts[Kind.DOCUMENT][0].text if plan.upload.is_corrigendum else parsed.document.title,
        "standing": _standing(plan),
        "counts": [(label, plan.counts(kind)) for kind, label in KINDS.items()],
        "warnings": warned,
        "unseen": sum(not one.seen for one in warned),
        "changed": list(_parts(plan.changed)),
        "removed": list(_parts(plan.removed)),
        "kept": list(_parts(plan.kept)),
        "problems": list(problems),
        "coverage": coverage((line.text for line in source.lines), parsed.pieces),
        "omitted": [(OMITTED.get(what, what), count) for what, count in source.omitted],
        "pieces": PIECES.items(),
        "stretch": stretch,
        "only_doubtful": only_doubtful,
        "doubts": sum(row.is_doubtful or row.change == "changed" for row in rows),
        "part": part,
        "is_pdf": source.kind == "pdf",
        "steps": list(_steps(plan, waiting)),
        "marks": MARKS.items(),
        "longest_number": LONGEST_REFERENCE,
        "tickable": [(kind, words) for kind, words in TICKED_TOGETHER.items() if stretch.parts(kind)],
        "ticked": ticked or Ticked(parts=stretch.parts(request.GET.get("tick", ""))),
        "others": _others(plan, waiting),
    }
    return render(request, "recommendations/import_plan.html", context, status=status)


def _standing(plan: Plan) -> str:
    """What the file is beside the editions that are here, "" where there is none."""
    names = dict(EDITION_LANGUAGES)
    editions = Edition.objects.filter(report__symbol=plan.symbol).order_by("pk")
    here = [str(names[code]) for code in editions.values_list("language", flat=True)]
    language = str(names[plan.language])
    if plan.upload.is_corrigendum:
        return _standing_of_corrigendum(plan, language)
    others = [name for name in here if name != language]
    if plan.only_answers or not here:
        return ""
    if others == here:
        words = _("A new edition, in %(language)s. The report is here already in: %(others)s.")
    elif others:
        words = _("A file of the edition in %(language)s, which is here. These keep their words: %(others)s.")
    else:
        words = _("A file of the edition in %(language)s, which is here.")
    return words % {"language": language, "others": listed(others)}


def _standing_of_corrigendum(plan: Plan, language: str) -> str:
    """Which edition a corrigendum corrects, and whether it has been carried out already."""
    symbol = plan.upload.parsed.document.symbol
    told = {"corrigendum": f"\u2068{symbol or plan.upload.name}\u2069", "language": language}
    words = _(
        "%(corrigendum)s: a corrigendum to the edition in %(language)s. What it does not speak of stays as it is."
    )
    before = Corrigendum.objects.filter(
        edition__report__symbol=plan.symbol, edition__language=plan.language, source__sha256=plan.upload.sha256
    ).first()
    if before is None:
        return words % told
    on = date_format(localdate(before.at))
    return f"{words % told} {_('It was carried out on %(day)s.') % {'day': on}}"


def _others(plan: Plan, waiting: PendingImport) -> QuerySet[PendingImport]:
    """Other files of the same report that somebody is importing at the same time."""
    same = PendingImport.objects.under_way().filter(symbol=plan.symbol).exclude(pk=waiting.pk)
    return same.select_related("source", "by")


def _ask_for_symbol(request: HttpRequest, waiting: PendingImport, problems: list[str], *, status: int) -> HttpResponse:
    context = {"waiting": waiting, "problems": problems}
    return render(request, "recommendations/import_symbol.html", context, status=status)


def unread_page(request: HttpRequest, waiting: PendingImport) -> HttpResponse:
    """An import whose file has not been read: nothing but reading it again, or dropping it, is left."""
    return render(request, "recommendations/import_unread.html", {"waiting": waiting})


def address_of(waiting: PendingImport, part: Address) -> str:
    """Where a part is shown on the page."""
    return f"{waiting.get_absolute_url()}?{urlencode({'part': part})}#sought"


def _whole_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _warned(plan: Plan, waiting: PendingImport, places: beside.Places) -> list[Warned]:
    found_at = {(one.code, warning_words(one)): places.of(one) for one in plan.upload.parsed.warnings}
    for outcome in plan.outcomes:
        found_at |= {told: [f"amendment:{outcome.amendment.lines[0]}"] for told in outcome_warnings([outcome])}
    if not plan.upload.is_corrigendum:
        found_at |= {mismatch_warning(one): places.at(one.at) for one in plan.mismatches}
        if plan.merged:
            found_at[merged_warning(plan.merged)] = places.at((plan.merged[0].kind, plan.merged[0].into))
    seen = set(waiting.seen)
    found = []
    for code, words in plan_warnings(plan)[:MOST_WARNINGS]:
        key = f"{code}:{words}"[:LONGEST_KEY]
        named = found_at.get((code, words), [])
        if code == "lines_unread":
            href = f"{waiting.get_absolute_url()}?show=look#shown"
        else:
            href = address_of(waiting, named[0]) if named else ""
        found.append(Warned(key, words, href, key in seen))
    return found


def _parts(changes: Iterable[Change]) -> Iterator[ChangedPart]:
    for change in changes:
        name = change.key if change.kind in (Kind.RECOMMENDATION, Kind.POSITION, Kind.PARAGRAPH) else ""
        text = change.after.get("text") or change.before.get("text", "")
        if change.kind is Kind.POSITION:
            text = str(Position(text).label) if text else ""
        yield ChangedPart(ONE_OF_KIND[change.kind], name, text, list(_differences(change)))


def _differences(change: Change) -> Iterator[Difference]:
    if not (change.before and change.after):
        return
    for field, before in change.before.items():
        after = change.after[field]
        if (field in _PLACES and change.kind is not Kind.RECOMMENDATION) or field == "theme":
            yield Difference(FIELDS[field], [differences.Run("in", _("another than before"))])
        elif change.kind is Kind.POSITION and field == "text":
            words = [str(Position(one).label) for one in (before, after)]
            yield Difference(ONE_OF_KIND[Kind.POSITION], differences.runs(*words))
        else:
            yield Difference(FIELDS.get(field, field), differences.runs(before, after))


def _steps(plan: Plan, waiting: PendingImport) -> Iterator[Step]:
    rows = ImportCorrection.objects.filter(source=waiting.source_id).select_related("by").order_by("pk")
    for _key, step in groupby(enumerate(rows), key=lambda one: (one[1].by_id, one[1].at)):
        placed = list(step)
        codes = [plan.upload.refused.get(place, "") for place, _row in placed]
        lines = [
            CorrectionLine(_put_words(plan, row) or correction_words(row), CANNOT.get(code, code))
            for (_place, row), code in zip(placed, codes, strict=True)
        ]
        yield Step(placed[0][1], lines)


def _put_words(plan: Plan, row: ImportCorrection) -> str:
    """Of something that a corrigendum changes and a person has found the place of; "" of any other correction."""
    amendments = plan.upload.parsed.amendments
    place = row.target.partition(":")[2]
    if row.act != PLACE or not place.isdecimal() or int(place) >= len(amendments):
        return ""
    return amendment_words(amendments[int(place)])


def correction_words(row: ImportCorrection) -> str:
    part = part_words(row.target)
    match row.act:
        case "join":
            return _("%(part)s: joined to what stands before it") % {"part": part}
        case "split":
            return _("%(part)s: divided before “%(words)s”; the rest is %(number)s") % {
                "part": part, "words": row.value, "number": row.more,
            }  # fmt: skip
        case "renumber":
            return _("%(part)s: numbered %(number)s") % {"part": part, "number": row.value}
        case "addressee":
            return _("%(part)s: addressed to %(addressee)s") % {"part": part, "addressee": row.value or "–"}
        case _:
            words = _("%(part)s: read as “%(kind)s”") % {"part": part, "kind": MARKS.get(row.value, row.value)}
            return f"{words} {row.more}".strip()


def part_words(part: Address) -> str:
    """A part's address in words: "Paragraph 14", "Heading on line 120"."""
    kind, _colon, name = part.partition(":")
    label = PARTS.get(kind, kind)
    if kind in {"paragraph", "recommendation"}:
        return f"{label} {beside.number_in(name)}"
    return _("%(kind)s on line %(line)s") % {"kind": label, "line": name}


def correct_address(waiting: PendingImport, part: Address) -> str:
    return f"{reverse('recommendations:import_correct', args=[waiting.pk])}?{urlencode({'part': part})}"
