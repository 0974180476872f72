"""What a move costs beside a bare change of one field of the same row. Prints one JSON document.

    python -m benchmarks.moves [--items 10000] [--rounds 40]

Both are forms sent to the application in this process, behind the whole middleware, by somebody who is logged in. The
bare change is a model form with one field: it checks no permission and no version, and leaves no history, no period
and no notice. Each round makes one of each, on an item of its own, in a scratch database beside the one DATABASE_URL
names (or a scratch SQLite file).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

from benchmarks.reminders import scratch_database

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.test import Client

    from recommendations.models import Recommendation, User

ASSIGNED = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=40)
    given = parser.parse_args()
    with scratch_database() as engine:
        result = {"database": engine, "items": given.items, **run(given.items, given.rounds)}
    json.dump(result, sys.stdout, indent=1)
    sys.stdout.write("\n")


def run(items: int, rounds: int) -> dict[str, Any]:
    from django.conf import settings
    from django.test import Client

    from benchmarks.work import Organisation

    settings.ALLOWED_HOSTS = ["testserver"]
    add_bare_change()
    organisation = Organisation.found(items)
    ready = [under_way(organisation, pk) for pk in organisation.items[: rounds + 1]]
    clients: dict[int, Client] = {}
    for person in {person.pk: person for made in ready for person in (made[1], made[2])}.values():
        clients[person.pk] = Client()
        clients[person.pk].force_login(person)
    seconds: dict[str, list[float]] = {}
    statements: dict[str, int] = {}
    for n, (item, head, owner) in enumerate(ready):
        for name, person, path, form in forms(item, head, owner):
            taken, count = sent(clients[person.pk], path, form(item))
            statements[name] = count
            if n:  # the first of each fills caches
                seconds.setdefault(name, []).append(taken)
    bare = median(seconds["bare change"])
    return {
        "rounds": rounds,
        "forms": {
            name: {
                "p50_ms": round(median(times) * 1000, 1),
                "times_bare_change": round(median(times) / bare, 2),
                "statements_of_the_request": statements[name],
            }
            for name, times in seconds.items()
        },
    }


def under_way(organisation: Any, pk: int) -> tuple[Recommendation, User, User]:
    """An item that has been accepted, the head of its unit, and its owner."""
    from recommendations import tracking
    from recommendations.models import Membership, Recommendation, User
    from recommendations.permissions import Role

    item = Recommendation.objects.select_related("report").get(pk=pk)
    coordinator = Membership.objects.filter(role=Role.COORDINATOR).select_related("user")[0].user
    duty = Membership.objects.filter(role=Role.FOCAL_POINT).select_related("user").order_by("-pk")[0]
    head = organisation.heads[duty.unit_id][0]
    due = ASSIGNED.date() + timedelta(days=900)
    given = {"owner": duty.user_id, "response_due_on": due.isoformat()}
    tracking.move(item, "assign", by=coordinator, at=ASSIGNED, given=given)
    action = {"action": "Write it", "action_owner": duty.user_id, "action_due_on": due.isoformat()}
    agreed = {"response_text": "Yes.", "target_on": due.isoformat(), **action}
    tracking.move(item, "accept", by=head, at=ASSIGNED, given=agreed)
    return item, User.objects.get(pk=head.pk), User.objects.get(pk=duty.user_id)


Form = Callable[["Recommendation"], dict[str, Any]]


def forms(item: Recommendation, head: User, owner: User) -> list[tuple[str, User, str, Form]]:
    """(name, who sends it, where to, what) in the order in which they are sent."""
    from django.urls import reverse

    def move(code: str) -> str:
        return reverse("recommendations:move", args=[item.report.symbol, item.reference, code])

    def with_version(**given: Any) -> Form:
        return lambda row: {"version": type(row).objects.get(pk=row.pk).version, **given}

    told = {"reported_on": ASSIGNED.date().isoformat()}
    more = {"reason": "Late.", "mitigation": "None.", "new_target_on": "2035-Q1"}
    return [
        ("bare change", owner, f"/bare/{item.pk}/", lambda _row: {"verb": "urge"}),
        ("start", owner, move("start"), with_version(text="The team has met.", **told)),
        ("update", owner, move("update"), with_version(text="It has met again.", **told)),
        ("extend", owner, move("extend"), with_version(**more)),
        ("grant_extension", head, move("grant_extension"), with_version(words="Yes.")),
    ]


def sent(client: Client, path: str, form: dict[str, Any]) -> tuple[float, int]:
    """Seconds of the request, and its statements without savepoints; a refusal ends the run."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        started = perf_counter()
        answer = client.post(path, form)
        taken = perf_counter() - started
    if answer.status_code != 302:
        raise SystemExit(f"{path}: {answer.status_code}")
    # Counted as well is whatever begins and ends a transaction on SQLite.
    return taken, sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")) for query in seen)


def add_bare_change() -> None:
    from django import forms
    from django.db import transaction
    from django.http import HttpResponseRedirect
    from django.shortcuts import get_object_or_404
    from django.urls import path

    from recommendations.models import Recommendation
    from tracker.urls import urlpatterns

    change_form = forms.modelform_factory(Recommendation, fields=["verb"])

    @transaction.atomic
    def change(request: HttpRequest, pk: int) -> HttpResponse:
        form = change_form(request.POST, instance=get_object_or_404(Recommendation, pk=pk))
        form.save()
        return HttpResponseRedirect("/")

    urlpatterns.insert(0, path("bare/<int:pk>/", change))


if __name__ == "__main__":
    main()
