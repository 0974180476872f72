"""The database refuses to change or delete a progress report that has been issued, whoever asks.

SQLite drops a table's triggers when a later migration rebuilds the table; such a migration must run PROTECT again
(tests/progress/documents/test_issuing.py fails otherwise).
"""

from django.db import migrations

from recommendations.migrations._triggers import made_by

TABLE = "recommendations_progressreport"
ISSUED = "OLD.state = 'issued'"

PROTECT = {
    "postgresql": [
        """
        CREATE FUNCTION issued_reports_stay() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'an issued report is never changed or deleted'; END $$
        """,
        f"""
        CREATE TRIGGER issued_reports_stay BEFORE UPDATE OR DELETE ON {TABLE}
        FOR EACH ROW WHEN ({ISSUED}) EXECUTE FUNCTION issued_reports_stay()
        """,
        f"""
        CREATE TRIGGER issued_reports_are_not_emptied BEFORE TRUNCATE ON {TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION issued_reports_stay()
        """,
    ],
    "sqlite": [
        f"""
        CREATE TRIGGER issued_reports_are_never_changed BEFORE UPDATE ON {TABLE} WHEN {ISSUED}
        BEGIN SELECT RAISE(ABORT, 'an issued report is never changed'); END
        """,
        f"""
        CREATE TRIGGER issued_reports_are_never_deleted BEFORE DELETE ON {TABLE} WHEN {ISSUED}
        BEGIN SELECT RAISE(ABORT, 'an issued report is never deleted'); END
        """,
    ],
}
UNPROTECT = {
    "postgresql": [
        f"DROP TRIGGER issued_reports_stay ON {TABLE}",
        f"DROP TRIGGER issued_reports_are_not_emptied ON {TABLE}",
        "DROP FUNCTION issued_reports_stay()",
    ],
    "sqlite": ["DROP TRIGGER issued_reports_are_never_changed", "DROP TRIGGER issued_reports_are_never_deleted"],
}


class Migration(migrations.Migration):
    replaces = [("recommendations", "0025_issued_reports_stay")]
    dependencies = [("recommendations", "0004_absences_and_entries_are_guarded")]
    operations = [made_by(PROTECT, UNPROTECT)]
