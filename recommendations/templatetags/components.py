"""Small parts every page is built from: states, dates and people in words, and form controls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from django import forms, template
from django.forms import BoundField
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from recommendations.importing.placing import Coverage
from recommendations.lists import listed
from recommendations.models import User
from recommendations.permissions import Role
from recommendations.web import editions
from recommendations.workflow import Computed, Implementation, Response, response_word

register = template.Library()
register.filter("listed", listed)
Given = ParamSpec("Given")
Said = TypeVar("Said")

DUE_SOON_DAYS = 30

# A colour only repeats what the words say.
RESPONSE_TONES: dict[str, str] = {
    Response.PENDING: "calm",
    Response.UNDER_CONSIDERATION: "warn",
    Response.ACCEPTED: "good",
    Response.PARTIALLY_ACCEPTED: "active",
    Response.NOT_ACCEPTED: "bad",
}
IMPLEMENTATION_TONES: dict[str, str] = {
    Implementation.NOT_STARTED: "calm",
    Implementation.IN_PROGRESS: "active",
    Implementation.REPORTED: "warn",
    Implementation.VERIFIED: "good",
    Implementation.CLOSED: "bad",
    Computed.PARTIALLY_IMPLEMENTED: "active",
    Computed.IMPLEMENTED: "good",
    Computed.CLOSED_MIXED: "calm",
}
IMPLEMENTATION_WORDS = {**dict(Computed.choices), **dict(Implementation.choices)}


def worded_once(say: Callable[Given, Said]) -> Callable[Given, Said]:
    """Keeps what was said in each language: a list of fifty says the same few things again and again."""

    def in_language(_language: str | None, *args: Given.args, **kwargs: Given.kwargs) -> Said:
        return say(*args, **kwargs)

    kept: Callable[..., Said] = lru_cache(maxsize=5_000)(in_language)

    @wraps(say)
    def said(*args: Given.args, **kwargs: Given.kwargs) -> Said:
        return kept(get_language(), *args, **kwargs)

    return said


def _badge(kind: str, tone: str, words: object) -> SafeString:
    return format_html('<span class="{} tone-{}">{}</span>', kind, tone, words)


@register.simple_tag
@worded_once
def response_badge(response: str, addressee_kind: str = "") -> SafeString | str:
    """The response in the addressee's words; nothing for an item without one."""
    words = response_word(response, addressee_kind)
    return _badge("state", RESPONSE_TONES[response], words) if words else ""


@register.simple_tag
@worded_once
def implementation_badge(implementation: str) -> SafeString | str:
    """A leaf's or a parent's (computed) implementation; nothing before it opened."""
    if not implementation:
        return ""
    return _badge("state", IMPLEMENTATION_TONES[implementation], IMPLEMENTATION_WORDS[implementation])


@register.simple_tag
@worded_once
def due_badge(due_on: date | None, today: date) -> SafeString | str:
    """The date somebody is waited for, and how far it is in words when that matters; nothing without a date."""
    if due_on is None:
        return ""
    day = format_html('<time datetime="{}">{}</time>', due_on.isoformat(), date_format(due_on))
    days = (due_on - today).days
    if days > DUE_SOON_DAYS:
        return day
    return format_html('{} <span class="due tone-{}">{}</span>', day, "bad" if days < 0 else "warn", days_away(days))


def days_away(days: int) -> str:
    """Distance to a date: negative when it has passed."""
    if days < 0:
        return ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}
    if days == 0:
        return _("due today")
    return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}


@register.simple_tag
@worded_once
def moved_by(days: int) -> str:
    """How far a target date was put off; nothing where it was not."""
    return ngettext("moved by %(days)s day", "moved by %(days)s days", days) % {"days": days} if days > 0 else ""


@register.simple_tag
def person(user: User | None, nobody: str = "") -> SafeString | str:
    """A person's name as they write it, or the words for nobody."""
    if user is None:
        return format_html('<span class="muted">{}</span>', nobody) if nobody else ""
    return format_html("<bdi>{}</bdi>", user.name)


@register.simple_tag
def roles_of(user: User) -> str:
    """The person's roles today, in words."""
    held = user.standing().roles
    return " · ".join(str(role.label) for role in Role if role in held)


@register.filter
def tag_language(language: str) -> str:
    """An edition's language as the `lang` attribute takes it."""
    return editions.html_language(language)


@register.filter
def text_direction(language: str) -> str:
    """An edition's direction as the `dir` attribute takes it."""
    return editions.direction(language)


@register.filter
def control(field: BoundField) -> SafeString:
    """A form field's control with the site's classes."""
    widget = field.field.widget
    if isinstance(widget, (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return field.as_widget()
    own = str(widget.attrs.get("class", ""))
    return field.as_widget(attrs={"class": f"form-control {own}".strip()})


@register.filter
def is_tick(field: BoundField) -> bool:
    """Whether the control is a single box to tick, which stands before its label."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.simple_tag(takes_context=True)
def with_query(context: dict[str, Any], **changes: Any) -> str:
    """The page's own query string with some parameters set, or taken out when given None; "?…"."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return f"?{query.urlencode()}" if query else "?"


Part = tuple[str, Any, int]  # tone, label, count


@register.simple_tag
def response_bar(responses: dict[str, int]) -> SafeString:
    """How many items have which response, as one bar: a drawing with its numbers in words."""
    parts = [(RESPONSE_TONES[code], Response(code).label, responses[code]) for code in Response if responses.get(code)]
    return stacked(parts)


@register.simple_tag
def coverage_bar(coverage: Coverage) -> SafeString:
    """Where the characters of a file went, as one bar."""
    parts = [
        ("good", _("in texts"), coverage.texts),
        ("calm", _("page furniture"), coverage.furniture),
        ("warn", _("not placed"), coverage.unread),
        ("bad", _("missing"), max(coverage.missing, 0)),
    ]
    return stacked([part for part in parts if part[2]])


@register.simple_tag
def counts_bar(parts: list[Part]) -> SafeString:
    """(tone, label, count) as one bar, with its numbers in words."""
    return stacked(parts)


@register.simple_tag
def response_words(responses: dict[str, int]) -> str:
    """The same numbers in a line of text: "Accepted 3 · Pending 25"."""
    return " · ".join(f"{Response(code).label} {responses[code]}" for code in Response if responses.get(code))


def stacked(parts: Sequence[Part], *, said_beside: bool = False) -> SafeString:
    """A bar 100 wide with a segment for each part, in order; nothing without parts.

    It says its numbers to those who do not see it, unless they are `said_beside` it.
    """
    total = sum(count for _tone, _label, count in parts)
    if not total:
        return SafeString()
    segments, start = [], 0.0
    for tone, _label, count in parts:
        width = 100 * count / total
        segments.append(f'<rect class="fill-{tone}" x="{start:.2f}" width="{width:.2f}" height="8"></rect>')
        start += width
    said = mark_safe('aria-hidden="true"')
    if not said_beside:
        said = format_html('role="img" aria-label="{}"', listed(f"{label}: {count}" for _tone, label, count in parts))
    return format_html(
        '<svg class="bar-chart" viewBox="0 0 100 8" preserveAspectRatio="none" {}>{}</svg>',
        said,
        mark_safe("".join(segments)),  # noqa: S308  codes of ours and numbers
    )
