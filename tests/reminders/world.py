"""Items that wait for a date, people who answer for them, and the two clockworks run by hand."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.core import mail
from django.db.models import F

from recommendations import outbox
from recommendations.models import Recommendation, Unit, User
from recommendations.permissions import Role
from recommendations.reminders import planner
from recommendations.tasks import WRITERS
from recommendations.workflow import Implementation, Response
from tests.factories import NOW, TODAY, RecommendationFactory, UnitFactory, UserFactory, person


def item(due_in: int, *, owner: User | None = None, unit: Unit | None = None, **fields: Any) -> Recommendation:
    """A pending leaf whose response is due that many days after TODAY."""
    return RecommendationFactory(
        owner=owner or UserFactory(),
        unit=unit or UnitFactory(),
        response_due_on=TODAY + timedelta(days=due_in),
        **fields,
    )


def under_way(target_in: int, *, owner: User | None = None, unit: Unit | None = None, **fields: Any) -> Recommendation:
    """An accepted leaf in progress whose target date is that many days after TODAY."""
    return RecommendationFactory(
        owner=owner or UserFactory(),
        unit=unit or UnitFactory(),
        response=Response.ACCEPTED,
        implementation=Implementation.IN_PROGRESS,
        target_on=TODAY + timedelta(days=target_in),
        **fields,
    )


def done(item: Recommendation) -> None:
    """It has ended. The table is written behind the verbs, which other tests are about."""
    Recommendation.objects.filter(pk=item.pk).update(
        response=Response.ACCEPTED,
        implementation=Implementation.VERIFIED,
        target_on=TODAY,
        version=F("version") + 1,
    )


def head_of(unit: Unit, **fields: Any) -> User:
    return person(Role.UNIT_HEAD, unit, **fields)


def at(day: int, hour: int = 9) -> datetime:
    """An hour of the day that many days after TODAY, in UTC."""
    return datetime.combine(TODAY + timedelta(days=day), time(hour), UTC)


def tick(now: datetime = NOW, as_of: date | None = None) -> list[str]:
    """Beat ticks: everything is planned and delivered. Returns the addresses that got a mail."""
    before = len(mail.outbox)
    planner.plan(now=now, as_of=as_of)
    outbox.deliver_waiting(WRITERS, clock=lambda: now)
    return sorted(message.to[0] for message in mail.outbox[before:])
