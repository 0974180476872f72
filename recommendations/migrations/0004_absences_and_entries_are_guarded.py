"""The database refuses two absences of a person that share a day, and rewriting what administration was recorded.

SQLite drops a table's triggers when a later migration rebuilds the table; such a migration must run PROTECT again
(tests/people/test_reach.py and test_accounts.py fail otherwise).
"""

from django.db import migrations

from recommendations.migrations._triggers import made_by

ABSENCES = "recommendations_absence"
ENTRIES = "recommendations_administrativeentry"

OVERLAP = f"""
    EXISTS (SELECT 1 FROM {ABSENCES} AS other WHERE other.person_id = NEW.person_id
            AND other.first_on <= NEW.last_on AND other.last_on >= NEW.first_on {{but}})
"""

PROTECT = {
    "postgresql": [
        # The lock makes two who enter absences of one person at the same time wait for each other.
        f"""
        CREATE FUNCTION absences_do_not_overlap() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM 1 FROM recommendations_user WHERE id = NEW.person_id FOR NO KEY UPDATE;
            IF {OVERLAP.format(but="AND other.id <> NEW.id")} THEN
                RAISE EXCEPTION 'absences of a person do not overlap' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END $$
        """,
        f"""
        CREATE TRIGGER absences_do_not_overlap BEFORE INSERT OR UPDATE ON {ABSENCES}
        FOR EACH ROW EXECUTE FUNCTION absences_do_not_overlap()
        """,
        """
        CREATE FUNCTION entries_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'administrative entries are never changed or deleted'; END $$
        """,
        f"""
        CREATE TRIGGER entries_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {ENTRIES}
        FOR EACH STATEMENT EXECUTE FUNCTION entries_are_append_only()
        """,
    ],
    "sqlite": [
        f"""
        CREATE TRIGGER absences_do_not_overlap BEFORE INSERT ON {ABSENCES} WHEN {OVERLAP.format(but="")}
        BEGIN SELECT RAISE(ABORT, 'absences of a person do not overlap'); END
        """,
        f"""
        CREATE TRIGGER moved_absences_do_not_overlap BEFORE UPDATE ON {ABSENCES}
        WHEN {OVERLAP.format(but="AND other.id <> NEW.id")}
        BEGIN SELECT RAISE(ABORT, 'absences of a person do not overlap'); END
        """,
        f"""
        CREATE TRIGGER entries_are_never_changed BEFORE UPDATE ON {ENTRIES}
        BEGIN SELECT RAISE(ABORT, 'administrative entries are never changed'); END
        """,
        f"""
        CREATE TRIGGER entries_are_never_deleted BEFORE DELETE ON {ENTRIES}
        BEGIN SELECT RAISE(ABORT, 'administrative entries are never deleted'); END
        """,
    ],
}
UNPROTECT = {
    "postgresql": [
        f"DROP TRIGGER absences_do_not_overlap ON {ABSENCES}",
        "DROP FUNCTION absences_do_not_overlap()",
        f"DROP TRIGGER entries_are_append_only ON {ENTRIES}",
        "DROP FUNCTION entries_are_append_only()",
    ],
    "sqlite": [
        "DROP TRIGGER absences_do_not_overlap",
        "DROP TRIGGER moved_absences_do_not_overlap",
        "DROP TRIGGER entries_are_never_changed",
        "DROP TRIGGER entries_are_never_deleted",
    ],
}


class Migration(migrations.Migration):
    replaces = [("recommendations", "0013_absences_and_entries_are_guarded")]
    dependencies = [("recommendations", "0003_states_and_updates_are_guarded")]
    operations = [made_by(PROTECT, UNPROTECT)]
