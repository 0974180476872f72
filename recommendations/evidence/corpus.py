"""A stored report as the matcher wants it: its paragraphs in one language, and what each leaf asks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count

from recommendations.evidence.matching import Matcher, Passage, Wanted, argument
from recommendations.models import Edition, Paragraph, Recommendation, Report, Section


@dataclass(frozen=True)
class Corpus:
    """One edition of a report, ready to be ranked. `paragraphs` maps numbers to rows, `wanted` leaves to wishes."""

    matcher: Matcher
    paragraphs: Mapping[str, int]
    wanted: Mapping[Recommendation, Wanted]


def read(report: Report) -> Corpus:
    """The report in the edition with the most paragraphs, in a fixed number of queries.

    All editions share the numbering, so one is enough, and matching within one language is the surest.
    """
    edition = report.editions.annotate(size=Count("paragraph_texts")).order_by("-size", "pk").first()
    if edition is None:
        return Corpus(Matcher([]), {}, {})
    headings = _headings(edition)
    recommendations = list(Recommendation.objects.filter(report=report).order_by("position"))
    texts = dict(edition.recommendation_texts.values_list("recommendation_id", "text"))
    paragraphs = list(Paragraph.objects.filter(report=report).order_by("position"))
    written = dict(edition.paragraph_texts.values_list("paragraph_id", "text"))
    held = _held_texts(recommendations, texts)
    argued = {row.pk: argument(written.get(row.pk, ""), held[row.pk]) for row in paragraphs}
    passages = [
        Passage(number=row.number, text=argued[row.pk], headings=headings.get(row.section_id, ()))
        for row in paragraphs
        if argued[row.pk]
    ]
    return Corpus(
        matcher=Matcher(passages, language=edition.language),
        paragraphs={row.number: row.pk for row in paragraphs},
        wanted=_wanted(recommendations, texts, headings),
    )


def _headings(edition: Edition) -> dict[int | None, tuple[str, ...]]:
    """Of each section the headings from the outermost to its own."""
    own = dict(edition.section_texts.values_list("section_id", "heading"))
    paths: dict[int | None, tuple[str, ...]] = {None: ()}
    for section in Section.objects.filter(report=edition.report_id).order_by("position"):
        above = paths.get(section.parent_id, ())
        paths[section.pk] = (*above, own[section.pk]) if section.pk in own else above
    return paths


def _held_texts(recommendations: Iterable[Recommendation], texts: Mapping[int, str]) -> dict[int | None, list[str]]:
    held: dict[int | None, list[str]] = defaultdict(list)
    for recommendation in recommendations:
        held[recommendation.paragraph_id].append(texts.get(recommendation.pk, ""))
    return held


def _wanted(
    recommendations: Iterable[Recommendation],
    texts: Mapping[int, str],
    headings: Mapping[int | None, tuple[str, ...]],
) -> dict[Recommendation, Wanted]:
    by_id = {recommendation.pk: recommendation for recommendation in recommendations}
    wanted = {}
    for leaf in by_id.values():
        if not leaf.is_leaf:
            continue
        chapeau: list[str] = []
        above = leaf.parent_id
        while above is not None:
            chapeau.insert(0, texts.get(above, ""))
            above = by_id[above].parent_id
        wanted[leaf] = Wanted(
            text=texts.get(leaf.pk, ""),
            theme=next(iter(headings.get(leaf.theme_id, ())[-1:]), ""),
            chapeau=" ".join(chapeau),
        )
    return wanted
