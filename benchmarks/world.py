"""A world of many recommendations in a PostgreSQL of its own, for the benchmarks of pages: made set by set, in minutes.

Reports of a hundred items issued over ten years, with one theme each; fifty units, five hundred owners; of each leaf a
past of one or two periods; texts in English and Chinese.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from tracker import services
from tracker.processes import running

if TYPE_CHECKING:
    from recommendations.models import User

PER_REPORT = 100
UNIT = 2  # has about a sixth of all items with the units below it


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """The address of a PostgreSQL: a running one, or one of our own for the run."""
    if named := os.environ.get("DATABASE_URL", ""):
        yield named
        return
    child, url = services.postgresql_child(folder / "postgresql")
    with running(child):
        yield url


@contextmanager
def scratch_database(url: str, keep: str = "") -> Iterator[str]:
    """The address of a database on the same server, gone afterwards; one called `keep` stays for the next run."""
    import psycopg

    name = keep or f"suivi_benchmark_{secrets.token_hex(4)}"
    with psycopg.connect(url, autocommit=True) as connection:
        there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if there is None:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        try:
            yield f"{url.rpartition('/')[0]}/{name}"
        finally:
            if not keep:
                connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def world_of(items: int) -> User:
    """The coordinator of a world of that many; made unless it is there already."""
    from recommendations.models import Recommendation, User

    if not Recommendation.objects.exists():
        make_world(items)
    return User.objects.get(pk=501)


# One of each ten pending, under consideration, accepted (in four stages), accepted in part, not accepted.
_ITEMS = """
INSERT INTO recommendations_recommendation (report_id, reference, mark, position, is_leaf, theme_id, addressee_kind,
    verb, unit_id, owner_id, response, response_due_on, implementation, target_on, claimed_by_id, response_text,
    accepted_part, justification, response_language, target_as_given, closing_reason, version,
    first_target_on, decided_on, last_update_on, completed_on)
SELECT report, '81(' || place || ')', '', place, true, report, 'secretariat', 'request', unit, owner, response,
    current_date + n %% 400 - 60, implementation, current_date + n %% 900 - 90,
    CASE WHEN implementation = 'reported_implemented' THEN owner END, '', '', '', '', '', '', 1,
    CASE WHEN implementation <> '' THEN current_date + n %% 900 - 90 - n %% 3 * 30 END,
    CASE WHEN n %% 10 > 2 THEN current_date - n %% 700 END,
    CASE WHEN implementation = 'in_progress' THEN current_date - n %% 200 END,
    CASE WHEN implementation IN ('reported_implemented', 'verified_implemented') THEN current_date - n %% 300 END
FROM (
    SELECT n, n / %(per)s + 1 AS report, n %% %(per)s AS place, n %% 50 + 1 AS unit, n %% 500 + 1 AS owner,
        (ARRAY['pending', 'pending', 'under_consideration', 'accepted', 'accepted', 'accepted', 'accepted',
               'partially_accepted', 'partially_accepted', 'not_accepted'])[n %% 10 + 1] AS response,
        (ARRAY['', '', '', 'not_started', 'in_progress', 'reported_implemented', 'verified_implemented',
               'in_progress', 'verified_implemented', ''])[n %% 10 + 1] AS implementation
    FROM generate_series(0, %(items)s - 1) AS n
) AS made
"""
_PERIODS = """
INSERT INTO recommendations_stateperiod (recommendation_id, seq, begins_at, begins_on, ends_at, ends_on, unit_id,
    owner_id, response, response_due_on, implementation, target_on, first_target_on, closing_reason)
SELECT r.id, n, day, day, CASE WHEN n = 1 AND decided THEN changed END, CASE WHEN n = 1 AND decided THEN changed END,
    r.unit_id, r.owner_id, CASE WHEN n = 1 AND decided THEN 'pending' ELSE r.response END, r.response_due_on,
    CASE WHEN n = 1 THEN '' ELSE r.implementation END, r.target_on, r.first_target_on, ''
FROM recommendations_recommendation r JOIN recommendations_report p ON p.id = r.report_id
CROSS JOIN generate_series(1, 2) AS n
CROSS JOIN LATERAL (SELECT r.response <> 'pending' AS decided, current_date - (r.id % 700)::integer AS changed) AS one
CROSS JOIN LATERAL (SELECT CASE WHEN n = 1 THEN least(p.issued_on, changed) ELSE changed END AS day) AS other
WHERE n = 1 OR decided
"""
# Each item has one of these texts and its own number behind it.
_TEXTS = """
INSERT INTO recommendations_recommendationtext (recommendation_id, edition_id, text, terms, addressee)
SELECT item.id, item.report_id, pool.text || ' ' || item.id || '.', pool.terms || item.id || ' ', 'the Office'
FROM recommendations_recommendation item JOIN text_pool pool ON pool.id = item.id %% %(pool)s
"""
POOL = 20_000
COMMON, CHINESE = "Office", "支助"


def texts_of_all_sorts() -> Iterator[str]:
    """As many as `POOL`: words as unequally frequent as those of a language; every tenth is in Chinese.

    "Office" is in each that is not, "支助" in every second that is.
    """
    chance = Random(0)
    syllables = [f"{first}{last}" for first in "bcdfglmnprstv" for last in ("a", "en", "i", "or", "us")]
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(6000)]
    signs = [chr(0x4E00 + 7 * n) for n in range(1800)]
    by_rank = [1 / (rank + 2) for rank in range(len(words))]
    for n in range(POOL):
        if n % 10:
            yield "Requests the Office to " + " ".join(chance.choices(words, by_rank, k=22))
        else:
            found = "".join(chance.choices(signs, by_rank[: len(signs)], k=40))
            yield f"请秘书处{found}{'技术支助' if n % 20 else '报告'}"


def make_world(items: int) -> None:
    """Ids count from 1. Person 501 is the coordinator, 502 the head of `UNIT`."""
    from datetime import timedelta

    from django.db import connection
    from django.utils import timezone

    from recommendations.models import (
        Edition,
        Membership,
        Report,
        Section,
        SectionText,
        SourceFile,
        Unit,
        User,
    )
    from recommendations.permissions import Role
    from recommendations.progress import kept

    now, reports = timezone.now(), range(1, (items - 1) // PER_REPORT + 2)
    Unit.objects.bulk_create(Unit(pk=n, name=f"Unit {n}", parent_id=n // 5 or None) for n in range(1, 51))
    User.objects.bulk_create(User(pk=n, email=f"person{n}@example.org", name=f"Person {n}") for n in range(1, 503))
    since = now.date()
    Membership.objects.bulk_create(
        Membership(user_id=n, unit_id=(n - 1) % 50 + 1, role=Role.FOCAL_POINT, since=since) for n in range(1, 501)
    )
    Membership.objects.create(user_id=501, unit_id=1, role=Role.COORDINATOR, since=since)
    Membership.objects.create(user_id=502, unit_id=UNIT, role=Role.UNIT_HEAD, since=since)
    SourceFile.objects.create(pk=1, sha256="0" * 64, name="report.txt", content="report.txt", added_at=now)
    Report.objects.bulk_create(
        Report(pk=n, symbol=f"A/70/{n}", slug=f"A-70-{n}", imported_at=now, issued_on=since - timedelta(days=n % 3650))
        for n in reports
    )
    Edition.objects.bulk_create(
        Edition(pk=n, report_id=n, language="en", source_id=1, title=f"Report {n}") for n in reports
    )
    Section.objects.bulk_create(Section(pk=n, report_id=n, position=1, level=1) for n in reports)
    SectionText.objects.bulk_create(
        SectionText(section_id=n, edition_id=n, heading="Technical assistance") for n in reports
    )
    with connection.cursor() as cursor, numbers_not_kept(cursor):
        cursor.execute(_ITEMS, {"items": items, "per": PER_REPORT})
        cursor.execute(_PERIODS)
        write_texts(cursor)
    kept.rebuild()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def write_texts(cursor: Any) -> None:
    from recommendations.search import indexed

    cursor.execute("CREATE TEMPORARY TABLE text_pool (id integer, text text, terms text)")
    with cursor.copy("COPY text_pool FROM STDIN") as copy:
        for number, text in enumerate(texts_of_all_sorts()):
            copy.write_row((number, text, indexed(text)))
    cursor.execute(_TEXTS, {"pool": POOL})
    cursor.execute("DROP TABLE text_pool")


@contextmanager
def numbers_not_kept(cursor: Any) -> Iterator[None]:
    """Without the triggers, which would write the past of a world made at once; numbers are counted afterwards."""
    tables = ("recommendations_recommendation", "recommendations_stateperiod")
    for table in tables:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    for table in tables:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
