"""The database refuses to change or delete history entries, whoever asks.

SQLite drops a table's triggers when a later migration rebuilds the table; such a migration must run PROTECT again
(tests/tracking/test_history.py fails otherwise).
"""

from django.db import migrations

from recommendations.migrations._triggers import made_by

TABLE = "recommendations_historyentry"

PROTECT = {
    "postgresql": [
        """
        CREATE FUNCTION history_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'history entries are never changed or deleted'; END $$
        """,
        f"""
        CREATE TRIGGER history_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only()
        """,
    ],
    "sqlite": [
        f"""
        CREATE TRIGGER history_is_never_changed BEFORE UPDATE ON {TABLE}
        BEGIN SELECT RAISE(ABORT, 'history entries are never changed'); END
        """,
        f"""
        CREATE TRIGGER history_is_never_deleted BEFORE DELETE ON {TABLE}
        BEGIN SELECT RAISE(ABORT, 'history entries are never deleted'); END
        """,
    ],
}
UNPROTECT = {
    "postgresql": [
        f"DROP TRIGGER history_is_append_only ON {TABLE}",
        "DROP FUNCTION history_is_append_only()",
    ],
    "sqlite": ["DROP TRIGGER history_is_never_changed", "DROP TRIGGER history_is_never_deleted"],
}


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0001_initial")]
    operations = [made_by(PROTECT, UNPROTECT)]
