"""What a list or a page is narrowed to: the choices its filters offer, and the chosen ones in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from recommendations.filtersets import RecommendationFilter
from recommendations.web import choices as offered
from recommendations.workflow import Words

# Values that are no row's.
_SPECIAL: dict[str, dict[str, Words]] = {
    "owner": {"me": _("Me"), "none": _("Nobody yet")},
    "unit": {"none": _("No unit yet")},
    "theme": {"none": _("No theme")},
}


@dataclass(frozen=True)
class Chip:
    """An active filter in words, and the page's parameters that go when it is taken out."""

    label: Words
    value: Words
    query: str


def offer(filters: RecommendationFilter, choices: offered.Choices) -> None:
    """Fill the selects; without a report there is no theme to choose."""
    any_one = [("", _("Any"))]
    for name in ("report", "theme", "unit", "owner"):
        listed = list(getattr(choices, name).items())[: offered.MOST_OFFERED]
        chosen = filters.chosen.get(name, "")
        if chosen and chosen not in dict(listed) and chosen in getattr(choices, name):
            listed.append((chosen, getattr(choices, name)[chosen]))
        special = [(key, word) for key, word in _SPECIAL.get(name, {}).items() if name == "owner" or key == chosen]
        filters.form.fields[name].widget.choices = [*any_one, *special, *listed]
    if not choices.theme and "theme" not in filters.errors:
        del filters.form.fields["theme"]


def chips(request: HttpRequest, filters: RecommendationFilter, choices: offered.Choices) -> Iterator[Chip]:
    for name, value in filters.chosen.items():
        query = request.GET.copy()
        for gone in (name, "after", "before", *(["theme"] if name == "report" else [])):
            query.pop(gone, None)
        yield Chip(filters.filters[name].label, _in_words(filters, choices, name, value), query.urlencode())


def _in_words(filters: RecommendationFilter, choices: offered.Choices, name: str, value: str) -> Words:
    if special := _SPECIAL.get(name, {}).get(value):
        return special
    if isinstance(value, date):
        return date_format(value)
    known = getattr(choices, name, None) or dict(filters.filters[name].extra.get("choices", []))
    words: Words = known.get(value, value)
    return words
