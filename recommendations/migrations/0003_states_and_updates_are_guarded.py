"""The database refuses what only a verb may do: a state changed behind its back, a submitted update written over.

SQLite drops a table's triggers when a later migration rebuilds the table; such a migration must run PROTECT again
(tests/tracking/test_states_in_the_database.py fails otherwise).
"""

from django.db import migrations

from recommendations.migrations._triggers import made_by

ITEMS = "recommendations_recommendation"
UPDATES = "recommendations_progressupdate"

# Every verb raises the version with what it changes, so a state that changes alone was changed by something else.
STATE_ALONE = (
    "(OLD.response <> NEW.response OR OLD.implementation <> NEW.implementation) AND NEW.version <= OLD.version"
)
SUBMITTED = "OLD.state = 'submitted'"

PROTECT = {
    "postgresql": [
        """
        CREATE FUNCTION states_change_by_verbs_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'a state changes only together with the version'; END $$
        """,
        f"""
        CREATE TRIGGER states_change_by_verbs_only BEFORE UPDATE ON {ITEMS}
        FOR EACH ROW WHEN ({STATE_ALONE}) EXECUTE FUNCTION states_change_by_verbs_only()
        """,
        """
        CREATE FUNCTION submitted_updates_stay() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'a submitted update is never written over'; END $$
        """,
        f"""
        CREATE TRIGGER submitted_updates_stay BEFORE UPDATE ON {UPDATES}
        FOR EACH ROW WHEN ({SUBMITTED}) EXECUTE FUNCTION submitted_updates_stay()
        """,
    ],
    "sqlite": [
        f"""
        CREATE TRIGGER states_change_by_verbs_only BEFORE UPDATE ON {ITEMS} WHEN {STATE_ALONE}
        BEGIN SELECT RAISE(ABORT, 'a state changes only together with the version'); END
        """,
        f"""
        CREATE TRIGGER submitted_updates_stay BEFORE UPDATE ON {UPDATES} WHEN {SUBMITTED}
        BEGIN SELECT RAISE(ABORT, 'a submitted update is never written over'); END
        """,
    ],
}
UNPROTECT = {
    "postgresql": [
        f"DROP TRIGGER states_change_by_verbs_only ON {ITEMS}",
        "DROP FUNCTION states_change_by_verbs_only()",
        f"DROP TRIGGER submitted_updates_stay ON {UPDATES}",
        "DROP FUNCTION submitted_updates_stay()",
    ],
    "sqlite": ["DROP TRIGGER states_change_by_verbs_only", "DROP TRIGGER submitted_updates_stay"],
}


class Migration(migrations.Migration):
    replaces = [("recommendations", "0008_states_and_updates_are_guarded")]
    dependencies = [("recommendations", "0002_history_is_append_only")]
    operations = [made_by(PROTECT, UNPROTECT)]
