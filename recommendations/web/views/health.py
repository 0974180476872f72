"""Whether the installation works, for machines that watch it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection, transaction
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from recommendations import outbox

PATIENCE_SECONDS = 2
# Beat ticks each minute and a worker that died is followed after its lease, so a mail this old means nobody works.
OLDEST_DUE_MAIL = timedelta(minutes=15)


@never_cache
@login_not_required
@require_safe
def health(_request: HttpRequest) -> JsonResponse:
    """200 when database, broker and mails are well, else 503. Says "ok" or "unreachable", never why or where."""
    database, age = _database()
    broker = _broker()
    well = database and broker and (age is None or age <= OLDEST_DUE_MAIL)
    body: dict[str, Any] = {
        "status": "ok" if well else "failing",
        "database": "ok" if database else "unreachable",
        "broker": "ok" if broker else "unreachable",
        "oldest_due_mail_age_seconds": int(age.total_seconds()) if age is not None else 0,
    }
    return JsonResponse(body, status=200 if well else 503)


def _database() -> tuple[bool, timedelta | None]:
    """Whether it answers, and how long the mail has waited that should have left first."""
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{PATIENCE_SECONDS}s"])
            return True, outbox.oldest_wait(now=timezone.now())
    except Error:
        return False, None


def _broker() -> bool:
    client = redis.Redis.from_url(
        settings.REDIS_URL, socket_connect_timeout=PATIENCE_SECONDS, socket_timeout=PATIENCE_SECONDS
    )
    try:
        return bool(client.ping())
    except (redis.RedisError, OSError):
        return False
    finally:
        client.close()
