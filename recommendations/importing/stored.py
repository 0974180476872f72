"""What is stored of a report in one language, in the same form as what a file holds."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from recommendations.importing.answers import Answered, load_answered
from recommendations.importing.nodes import (
    DOCUMENT_FIELDS,
    Kind,
    Node,
    occurrences,
    section_keys,
    told_recommenders,
)
from recommendations.models import (
    Corrigendum,
    Edition,
    EvidenceLink,
    Footnote,
    Paragraph,
    ParagraphText,
    Recommendation,
    RecommendationText,
    Recommender,
    Report,
    Section,
    SectionText,
)


@dataclass(frozen=True)
class StoredNode:
    """A row and its text in the edition; `text_id` is None where the edition has no text of it yet.

    `held` tells that something else hangs on the row, so that no import may delete it; `followed` that it carries
    states of its own, so that it may not get children any more. `missing` tells that the edition's latest file did not
    have it. `shared` tells that the first edition, or at least two others than this one, have a text of it; `elsewhere`
    is a heading in another language, where the edition has none.
    """

    id: int
    node: Node
    text_id: int | None = None
    held: bool = False
    followed: bool = False
    missing: bool = False
    shared: bool = False
    elsewhere: str = ""


@dataclass(frozen=True)
class StoredReport:
    """A report in one language as stored; `report_id` and `edition_id` are None where there is none yet.

    `leading` tells whether this edition decides what all editions share: it is the first one imported. `noted` says how
    many footnotes that one has in each paragraph. `corrigenda` are those carried out in this edition: what each is
    called, by the hash of its file. `answered` is what the positions in the file speak of.
    """

    report_id: int | None = None
    edition_id: int | None = None
    source_sha256: str = ""
    leading: bool = True
    nodes: Mapping[Kind, Mapping[str, StoredNode]] = field(default_factory=lambda: {kind: {} for kind in Kind})
    noted: Mapping[str, int] = field(default_factory=dict)
    corrigenda: Mapping[str, str] = field(default_factory=dict)
    answered: Answered = field(default_factory=Answered)

    def parts(self) -> dict[Kind, list[Node]]:
        """What the edition consists of, as its latest file had it."""
        return {
            kind: [row.node for row in rows.values() if row.text_id is not None and not row.missing]
            for kind, rows in self.nodes.items()
        }


def load(symbol: str, language: str, printed: str = "") -> StoredReport:
    """What is stored under a symbol, in a fixed number of queries. `printed` is the symbol that the file gives."""
    report = Report.objects.filter(symbol=symbol).first()
    if report is None:
        answered = load_answered(symbol, language, printed, {})
        return StoredReport(
            answered=answered, nodes={kind: {} for kind in Kind} | {Kind.POSITION: _positions(answered)}
        )
    editions = list(report.editions.select_related("source").order_by("pk"))
    edition = next((one for one in editions if one.language == language), None)
    edition_id = edition.pk if edition else None
    first = editions[0].pk if editions else None
    sections, keys = _sections(report, edition_id, first)
    paragraphs = _paragraphs(report, edition_id, first, keys)
    recommendations = _recommendations(report, edition_id, first, keys)
    numbers = {row.id: number for number, row in paragraphs.items()}
    own = {reference: row.id for reference, row in recommendations.items()}
    answered = load_answered(symbol, language, printed, own)
    nodes: dict[Kind, Mapping[str, StoredNode]] = {
        Kind.DOCUMENT: _document(edition),
        Kind.SECTION: sections,
        Kind.PARAGRAPH: paragraphs,
        Kind.RECOMMENDATION: recommendations,
        Kind.POSITION: _positions(answered),
        Kind.FOOTNOTE: _footnotes(edition_id, numbers),
    }
    return StoredReport(
        report_id=report.pk,
        edition_id=edition_id,
        source_sha256=edition.source.sha256 if edition else "",
        leading=edition is not None and edition == editions[0],
        nodes=nodes,
        noted=_noted(editions[0], numbers) if editions else {},
        corrigenda=_corrigenda(edition_id),
        answered=answered,
    )


def _positions(answered: Answered) -> dict[str, StoredNode]:
    return {reference: StoredNode(row.id, row.node, text_id=row.id) for reference, row in answered.positions.items()}


def _document(edition: Edition | None) -> dict[str, StoredNode]:
    if edition is None:
        return {}
    fields = {name: getattr(edition, name) for name in DOCUMENT_FIELDS}
    return {"": StoredNode(edition.pk, Node("", edition.title, fields), text_id=edition.pk, held=True)}


def _shared(texts: Iterable[tuple[int, int]], edition_id: int | None, first: int | None) -> set[int]:
    """Of the parts of which editions have texts, (part, edition), those that an edition would be expected to have."""
    editions: dict[int, set[int]] = defaultdict(set)
    for part, edition in texts:
        if edition != edition_id:
            editions[part].add(edition)
    return {part for part, having in editions.items() if first in having or len(having) > 1}


def _sections(
    report: Report, edition_id: int | None, first: int | None
) -> tuple[dict[str, StoredNode], dict[int | None, str]]:
    elsewhere = Exists(SectionText.objects.filter(section=OuterRef("pk")).exclude(edition=edition_id))
    rows = list(Section.objects.filter(report=report).annotate(needed=elsewhere).order_by("position"))
    headings: dict[int, SectionText] = {}
    elsewhere_said: dict[int, str] = {}
    all_said = list(SectionText.objects.filter(section__report=report).order_by("edition"))
    shared = _shared(((said.section_id, said.edition_id) for said in all_said), edition_id, first)
    for said in all_said:
        if said.edition_id == edition_id:
            headings[said.section_id] = said
        else:
            elsewhere_said.setdefault(said.section_id, said.heading)
    places = {row.pk: place for place, row in enumerate(rows)}
    parents = [places.get(row.parent_id) if row.parent_id else None for row in rows]
    keys: dict[int | None, str] = dict(
        zip((row.pk for row in rows), section_keys([row.numeral for row in rows], parents), strict=True)
    )
    # A heading stays as long as one below it does.
    held = {row.pk for row in rows if row.needed}
    for row in reversed(rows):
        if row.pk in held and row.parent_id:
            held.add(row.parent_id)
    nodes = {}
    for row in rows:
        text = headings.get(row.pk)
        fields = {"numeral": row.numeral, "level": str(row.level), "parent": keys.get(row.parent_id, "")}
        node = Node(keys[row.pk], text.heading if text else "", fields)
        other = "" if text else elsewhere_said.get(row.pk, "")
        nodes[node.key] = StoredNode(
            row.pk, node, text.pk if text else None, held=row.pk in held, shared=row.pk in shared, elsewhere=other
        )
    return nodes, keys


def _paragraphs(
    report: Report, edition_id: int | None, first: int | None, keys: Mapping[int | None, str]
) -> dict[str, StoredNode]:
    needed = (
        Exists(EvidenceLink.objects.filter(paragraph=OuterRef("pk")))
        | Exists(Recommendation.objects.filter(paragraph=OuterRef("pk")))
        | Exists(ParagraphText.objects.filter(paragraph=OuterRef("pk")).exclude(edition=edition_id))
    )
    texts = {text.paragraph_id: text for text in ParagraphText.objects.filter(edition=edition_id)}
    told = ParagraphText.objects.filter(paragraph__report=report).values_list("paragraph_id", "edition_id")
    shared = _shared(told, edition_id, first)
    nodes = {}
    for row in Paragraph.objects.filter(report=report).annotate(needed=needed).order_by("position"):
        text = texts.get(row.pk)
        node = Node(
            key=row.number,
            text=text.text if text else "",
            fields={"section": keys.get(row.section_id, "")},
            lines=_lines(text),
        )
        nodes[row.number] = StoredNode(
            row.pk, node, text.pk if text else None, held=row.needed, shared=row.pk in shared
        )
    return nodes


def _recommendations(
    report: Report, edition_id: int | None, first: int | None, keys: Mapping[int | None, str]
) -> dict[str, StoredNode]:
    texts = {text.recommendation_id: text for text in RecommendationText.objects.filter(edition=edition_id)}
    told = RecommendationText.objects.filter(recommendation__report=report, missing_since=None)
    shared = _shared(told.values_list("recommendation_id", "edition_id"), edition_id, first)
    makers: dict[int, list[str]] = defaultdict(list)
    named = Recommender.objects.filter(edition=edition_id).order_by("place")
    for recommendation_id, name in named.values_list("recommendation_id", "name"):
        makers[recommendation_id].append(name)
    rows = Recommendation.objects.filter(report=report).select_related("parent", "paragraph").order_by("position")
    nodes = {}
    for row in rows:
        text = texts.get(row.pk)
        fields = {
            "parent": row.parent.reference if row.parent else "",
            "paragraph": row.paragraph.number if row.paragraph else "",
            "theme": keys.get(row.theme_id, ""),
            "mark": row.mark,
            "addressee_kind": row.addressee_kind,
            "verb": row.verb,
            "addressee": text.addressee if text else "",
            "recommending": told_recommenders(makers[row.pk]),
        }
        node = Node(row.reference, text.text if text else "", fields, _lines(text))
        followed = row.is_leaf and (row.version > 1 or row.owner_id is not None)
        missing = text is not None and text.missing_since is not None
        nodes[row.reference] = StoredNode(
            row.pk,
            node,
            text.pk if text else None,
            held=True,
            followed=followed,
            missing=missing,
            shared=row.pk in shared,
        )
    return nodes


def _footnotes(edition_id: int | None, numbers: Mapping[int, str]) -> dict[str, StoredNode]:
    rows = list(Footnote.objects.filter(edition=edition_id).order_by("position"))
    nodes = {}
    for key, row in zip(occurrences([row.mark for row in rows]), rows, strict=True):
        fields = {"mark": row.mark, "paragraph": numbers.get(row.paragraph_id, "") if row.paragraph_id else ""}
        nodes[key] = StoredNode(row.pk, Node(key, row.text, fields), text_id=row.pk)
    return nodes


def _noted(edition: Edition, numbers: Mapping[int, str]) -> dict[str, int]:
    marked = Footnote.objects.filter(edition=edition, paragraph__isnull=False).order_by("position")
    return dict(Counter(numbers[pk] for pk in marked.values_list("paragraph_id", flat=True) if pk in numbers))


def _corrigenda(edition_id: int | None) -> dict[str, str]:
    rows = Corrigendum.objects.filter(edition=edition_id).select_related("source")
    return {row.source.sha256: str(row) for row in rows}


def _lines(text: ParagraphText | RecommendationText | None) -> tuple[int, int] | None:
    if text is None or text.first_line is None or text.last_line is None:
        return None
    return text.first_line, text.last_line
