"""A year of follow-up for the demo, made through the verbs themselves: what each person did, so many days ago.

`fixtures/demo-year.json` tells it: for each recommendation the steps in their order, each with who did what and what
they gave. Days, and every value whose name ends in `_on`, count from today: -30 is a month ago. Each way that a
recommendation can go is there once at least, so that every list and every chart has something to show. What the tour in
the README needs is left alone: 81(c) belongs to nobody yet, and its owner-to-be has no mail on the first day.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from recommendations import tracking
from recommendations.evidence import links
from recommendations.models import Paragraph, Recommendation, Unit, User
from recommendations.tracking import rounds

FILE = settings.BASE_DIR / "fixtures" / "demo-year.json"
ROUND_OPENED = 30  # days ago
ROUND_DUE_IN = timedelta(days=5)
_PEOPLE = ("owner", "alternate", "action_owner")


def stories() -> dict[str, list[dict[str, Any]]]:
    """By reference: [{"days_ago", "who", "does", "given"}, …]."""
    told: dict[str, list[dict[str, Any]]] = json.loads(FILE.read_text(encoding="utf-8"))
    return told


def live(report_id: int, people: Mapping[str, User], today: date) -> None:
    """Do everything in the order it was done; the last weeks fall into a reporting round that is still open."""
    items = {item.reference: item for item in Recommendation.objects.filter(report=report_id).leaves()}
    steps = [(step, reference) for reference, story in stories().items() for step in story]
    is_round_open = False
    # The steps of one item keep their order; the sort is stable.
    for step, reference in sorted(steps, key=lambda one: -one[0]["days_ago"]):
        if step["days_ago"] < ROUND_OPENED and not is_round_open:
            _open_round(people, today)
            is_round_open = True
        at = _at(step["days_ago"], today)
        _do(items[reference], step["does"], people[step["who"]], at, _given(step.get("given", {}), people, today))


def _at(days_ago: int, today: date) -> datetime:
    return timezone.make_aware(datetime.combine(today - timedelta(days=days_ago), time(10)))


def _open_round(people: Mapping[str, User], today: date) -> None:
    last_of_period = today.replace(day=1) - timedelta(days=1)
    given = {
        "title": f"{last_of_period.year}-{last_of_period.month:02}",
        "words": "What was done since the last update, and what stands in the way?",
        "report": None,
        "unit": Unit.objects.get(short_name="DPA"),
        "period_from": last_of_period.replace(day=1),
        "period_to": last_of_period,
        "due_on": today + ROUND_DUE_IN,
    }
    rounds.open_round(by=people["coordinator"], at=_at(ROUND_OPENED, today), given=given)


def _given(told: Mapping[str, Any], people: Mapping[str, User], today: date) -> dict[str, Any]:
    given = {name: people[value].pk if name in _PEOPLE else value for name, value in told.items()}
    return given | {name: today + timedelta(days=days) for name, days in told.items() if name.endswith("_on")}


def _do(item: Recommendation, what: str, by: User, at: datetime, given: dict[str, Any]) -> None:
    match what:
        case "prove":
            paragraph = Paragraph.objects.get(report=item.report_id, number=given["number"])
            links.add(item, paragraph, by=by, kind="implementation", at=at, note=given["note"])
            return
        case "verify":
            given["reviewed"] = [link.pk for link in item.evidence.proof()]
        case "report_implemented":
            given["actions_done"] = [action.pk for action in item.actions.open()]
    tracking.move(item, what, by=by, at=at, given=given)
