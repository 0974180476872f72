"""A report in one language, put together again for reading: headings, paragraphs, notes, recommendations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from recommendations.models import (
    Edition,
    Footnote,
    Paragraph,
    ParagraphText,
    Recommendation,
    RecommendationText,
    Section,
    SectionText,
    User,
)


@dataclass(frozen=True)
class Heading:
    """A heading of the report. `rank` is 2 for the topmost, as it stands under the page's own h1."""

    anchor: str
    numeral: str
    text: str
    rank: int


@dataclass(frozen=True)
class Point:
    """A recommendation where it stands. `heading` is the in-list heading it is the first under, if it is.

    `is_followed` is whether the reader may see what became of it; its words are the report's, for all its readers.
    """

    item: Recommendation
    text: str
    is_followed: bool
    heading: Heading | None
    parts: Sequence[Point]

    @property
    def anchor(self) -> str:
        return "r" + "-".join(self.item.reference.split())


@dataclass(frozen=True)
class Passage:
    """A numbered paragraph, after the headings that come before it. `anchor` is "p11" for paragraph 11."""

    headings: Sequence[Heading]
    anchor: str
    number: str
    text: str
    notes: Sequence[Footnote]
    points: Sequence[Point]


@dataclass(frozen=True)
class Reading:
    """The whole of it. `unplaced` are recommendations that name no paragraph; `notes` belong to the title page."""

    edition: Edition
    contents: Sequence[Heading]
    passages: Sequence[Passage]
    unplaced: Sequence[Point]
    notes: Sequence[Footnote]


def read(edition: Edition, reader: User) -> Reading:
    """Put an edition together, in a fixed number of queries however long it is."""
    sections = list(Section.objects.filter(report=edition.report_id).order_by("position"))
    paragraphs = list(Paragraph.objects.filter(report=edition.report_id).order_by("position"))
    items = list(Recommendation.objects.filter(report=edition.report_id).select_related("report").order_by("position"))
    texts = dict(ParagraphText.objects.filter(edition=edition).values_list("paragraph_id", "text"))
    notes: dict[int | None, list[Footnote]] = defaultdict(list)
    for note in Footnote.objects.filter(edition=edition).order_by("position"):
        notes[note.paragraph_id].append(note)

    headings = _headings(sections, edition)
    held = _holding_paragraphs(sections, paragraphs)
    body = [section.pk for section in sections if section.pk in held]
    points = _points(items, edition, reader, {pk: headings[pk] for pk in headings.keys() - held})
    before = _headings_before(paragraphs, body)
    return Reading(
        edition=edition,
        contents=[headings[pk] for pk in body],
        passages=[
            Passage(
                headings=[headings[pk] for pk in before[paragraph.pk]],
                anchor=f"p{paragraph.number}",
                number=paragraph.number,
                text=texts.get(paragraph.pk, ""),
                notes=notes[paragraph.pk],
                points=points[paragraph.pk],
            )
            for paragraph in paragraphs
        ],
        unplaced=points[None],
        notes=notes[None],
    )


def _headings(sections: Iterable[Section], edition: Edition) -> dict[int, Heading]:
    words = dict(SectionText.objects.filter(edition=edition).values_list("section_id", "heading"))
    return {
        section.pk: Heading(
            anchor=f"s{section.position}",
            numeral=section.numeral,
            text=words.get(section.pk, ""),
            rank=min(max(section.level, 1) + 1, 6),
        )
        for section in sections
    }


def _holding_paragraphs(sections: Iterable[Section], paragraphs: Iterable[Paragraph]) -> Collection[int]:
    """Sections with a paragraph in them or below; the others are headings inside a list, or the summary's title."""
    parent_of = {section.pk: section.parent_id for section in sections}
    holding: set[int] = set()
    for paragraph in paragraphs:
        section_id = paragraph.section_id
        while section_id is not None and section_id not in holding:
            holding.add(section_id)
            section_id = parent_of[section_id]
    return holding


def _headings_before(paragraphs: Iterable[Paragraph], body: Sequence[int]) -> Mapping[int, Sequence[int]]:
    """For each paragraph the sections that open with it: its own, and those up to it that no paragraph opened yet."""
    place = {pk: index for index, pk in enumerate(body)}
    before: dict[int, Sequence[int]] = {}
    opened = 0
    for paragraph in paragraphs:
        until = max(opened, place.get(paragraph.section_id or 0, -1) + 1)
        before[paragraph.pk] = body[opened:until]
        opened = until
    return before


def _points(
    items: Sequence[Recommendation], edition: Edition, reader: User, themes: Mapping[int, Heading]
) -> Mapping[int | None, Sequence[Point]]:
    """The topmost recommendations by the paragraph they stand in, each with its parts."""
    texts = dict(RecommendationText.objects.filter(edition=edition).values_list("recommendation_id", "text"))
    visible = Recommendation.objects.visible_to(reader).filter(report=edition.report_id)
    followed = set(visible.order_by().values_list("pk", flat=True))
    children: dict[int | None, list[Recommendation]] = defaultdict(list)
    for item in items:
        children[item.parent_id].append(item)

    def under(parent_id: int | None) -> Iterator[Point]:
        theme_id: int | None = None
        for item in children[parent_id]:
            begins = item.theme_id if item.theme_id != theme_id else None
            theme_id = item.theme_id
            heading = themes.get(begins) if begins is not None and parent_id is None else None
            yield Point(item, texts.get(item.pk, ""), item.pk in followed, heading, list(under(item.pk)))

    points: dict[int | None, list[Point]] = defaultdict(list)
    for point in under(None):
        points[point.item.paragraph_id].append(point)
    return points
