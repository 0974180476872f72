"""Of many simultaneous attempts exactly one wins."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from recommendations import tracking
from recommendations.models import Recommendation
from tests.factories import NOW

ATTEMPTS = 50


@pytest.mark.django_db(transaction=True)
def test_of_fifty_simultaneous_verifications_one_wins(world):
    item = world.up_to_reported()
    given = {"finding": "Seen.", "method": "desk", "verified_on": "2026-03-02",
             "reviewed": [link.pk for link in item.evidence.proof()]}  # fmt: skip
    barrier = Barrier(ATTEMPTS)

    def attempt(_n: int) -> str:
        try:
            mine = Recommendation.objects.get(pk=item.pk)
            barrier.wait(timeout=60)
            tracking.move(mine, "verify", by=world.verifier, at=NOW, given=given, version=item.version)
        except tracking.Stale as stale:
            return f"told about: {stale.since[-1].action}"
        finally:
            connection.close()
        return "won"

    with ThreadPoolExecutor(ATTEMPTS) as pool:
        outcomes = list(pool.map(attempt, range(ATTEMPTS)))
    assert sorted(outcomes) == ["told about: verify"] * (ATTEMPTS - 1) + ["won"]
    assert item.history.filter(action="verify").count() == 1
    item.refresh_from_db()
    assert item.implementation == "verified_implemented"
