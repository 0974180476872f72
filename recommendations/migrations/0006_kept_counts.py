"""Numbers of leaves that the database keeps up to date itself, whoever changes the rows.

Each trigger takes the rows as they were out of the numbers and puts them in as they are: on PostgreSQL once for each
statement, on SQLite for each row. The numbers at the ends of months know the leaf's unit and addressee of today, too:
whoever sees some units sees the past of what belongs to these today, wherever it belonged then.

SQLite drops a table's triggers when a later migration rebuilds the table; such a migration must run `keep` again
(tests/progress/test_kept_counts.py fails otherwise).
"""

from django.db import migrations

ITEMS, REPORTS, PERIODS, KEPT = (
    f"recommendations_{name}" for name in ("recommendation", "report", "stateperiod", "keptcount")
)
COLUMNS = ("code", "unit", "unit_now", "addressee_kind", "response", "implementation", "day")
NAMES = ", ".join(COLUMNS)
COUNTS, FLOWS, MOVED, AGES = "keep_counts_of_items", "keep_counts_of_periods", "keep_counts_of_moved", "keep_ages"
EVENTS = ("INSERT", "UPDATE", "DELETE")

DAY_OF = {"postgresql": "({0}.imported_at AT TIME ZONE 'UTC')::date", "sqlite": "date({0}.imported_at)"}
MONTH_OF = {"postgresql": "date_trunc('month', {0})::date", "sqlite": "date({0}, 'start of month')"}
DAYS_BETWEEN = {"postgresql": "({0} - {1})", "sqlite": "CAST(julianday({0}) - julianday({1}) AS integer)"}
NOTHING = {"postgresql": "NULL::{0}", "sqlite": "NULL"}
IS_ANOTHER = {"postgresql": "IS DISTINCT FROM", "sqlite": "IS NOT"}
# The rows of a statement as they were and as they are, where a trigger may see them together.
REFERENCING = {"INSERT": "NEW TABLE AS came", "UPDATE": "OLD TABLE AS gone NEW TABLE AS came", "DELETE": "OLD TABLE AS gone"}

OPEN = (
    "({r}.response IN ('pending', 'under_consideration')"
    " OR {r}.implementation IN ('not_started', 'in_progress', 'reported_implemented'))"
)
TO_DO = "{r}.implementation IN ('not_started', 'in_progress')"
DATED = "{r}.implementation = 'verified_implemented' AND {r}.completed_on IS NOT NULL AND {r}.target_on IS NOT NULL"
TOLD = "coalesce({r}.last_update_on, {r}.decided_on)"


def of_items(vendor):
    """(code, columns given, number, condition) of each number a recommendation counts for."""
    issued = f"(SELECT coalesce(p.issued_on, {DAY_OF[vendor].format('p')}) FROM {REPORTS} p WHERE p.id = {{r}}.report_id)"
    slip = DAYS_BETWEEN[vendor].format("{r}.target_on", "{r}.first_target_on")
    states = {"response": "{r}.response", "implementation": "{r}.implementation"}
    return [
        ("state", states, "1", "{r}.is_leaf"),
        ("alone", {}, "1", "{r}.is_leaf AND {r}.parent_id IS NULL"),
        ("parent", {}, "1", "NOT {r}.is_leaf"),
        ("due", {"day": "{r}.due_on"}, "1", "{r}.is_leaf AND {r}.due_on IS NOT NULL"),
        ("told", {"day": TOLD}, "1", "{r}.is_leaf AND " + TO_DO + " AND " + TOLD + " IS NOT NULL"),
        ("age", {"day": issued}, "1", "{r}.is_leaf AND " + OPEN),
        ("age_month", {"day": MONTH_OF[vendor].format(issued)}, "1", "{r}.is_leaf AND " + OPEN),
        ("slipped", {}, "1", "{r}.is_leaf AND {r}.first_target_on < {r}.target_on"),
        ("slipped_days", {}, slip, "{r}.is_leaf AND {r}.first_target_on < {r}.target_on"),
        ("dated", {}, "1", "{r}.is_leaf AND " + DATED),
        ("in_time", {}, "1", "{r}.is_leaf AND " + DATED + " AND {r}.completed_on <= {r}.target_on"),
        ("in_first_time", {}, "1", "{r}.is_leaf AND " + DATED + " AND {r}.completed_on <= {r}.first_target_on"),
    ]


def cell(vendor, code, values, number):
    """The beginning of a statement: one number, with the columns that are not given empty."""
    empty = {"unit_now": NOTHING[vendor].format("bigint"), "day": NOTHING[vendor].format("date")}
    values = {name: empty.get(name, "''") for name in COLUMNS} | {"code": f"'{code}'"} | values
    return "SELECT " + ", ".join(f"{values[name]} AS {name}" for name in COLUMNS) + f", {number} AS number"


def counted(vendor, row, sign, table=""):
    """The numbers of the rows of a table, or of the one row a trigger is about."""
    source = f" FROM {table} {row}" if table else ""
    for code, given, number, condition in of_items(vendor):
        values = {"unit": "{r}.unit_id", "addressee_kind": "{r}.addressee_kind"} | given
        yield f"{cell(vendor, code, values, f'{sign}({number})')}{source} WHERE {condition}".format(r=row)


def flows(vendor, period, item, sign, tables):
    """What `period` adds to the months it begins and ends in, `item` being its leaf: aliases, or rows of a trigger."""
    for edge, number in (("begins_on", 1), ("ends_on", -1)):
        values = {
            "unit": f"{period}.unit_id",
            "unit_now": f"{item}.unit_id",
            "addressee_kind": f"{item}.addressee_kind",
            "response": f"{period}.response",
            "implementation": f"{period}.implementation",
            "day": MONTH_OF[vendor].format(f"{period}.{edge}"),
        }
        yield (
            f"{cell(vendor, 'flow', values, sign * number)} FROM {tables}"
            f" WHERE {period}.recommendation_id = {item}.id AND {period}.{edge} IS NOT NULL"
        )


def ages(vendor, row, sign):
    """The ages of all that is open in a report, by its day of issue in a row of the trigger."""
    day = f"coalesce({row}.issued_on, {DAY_OF[vendor].format(row)})"
    for code, given in (("age", day), ("age_month", MONTH_OF[vendor].format(day))):
        values = {"unit": "i.unit_id", "addressee_kind": "i.addressee_kind", "day": given}
        yield (
            f"{cell(vendor, code, values, f'{sign}1')} FROM {ITEMS} i"
            f" WHERE i.report_id = NEW.id AND i.is_leaf AND {OPEN.format(r='i')}"
        )


def added(selects):
    rows = " UNION ALL ".join(selects)
    return (
        f"INSERT INTO {KEPT} ({NAMES}, number) SELECT {NAMES}, sum(number) FROM ({rows}) AS cell"
        f" GROUP BY {NAMES} HAVING sum(number) <> 0;"
    )


def by_event(gone, came):
    return dict(zip(EVENTS, (added(came), added([*gone, *came]), added(gone))))


def triggers(vendor):
    """(name, table, when it fires, what it adds), as SQL."""
    together = vendor == "postgresql"
    items, periods = f"{ITEMS} i", f"{PERIODS} p"
    was, now = ("g", "c") if together else ("OLD", "NEW")
    of_rows = {
        (COUNTS, ITEMS): by_event(
            [*counted(vendor, was, "-", "gone" if together else "")],
            [*counted(vendor, now, "+", "came" if together else "")],
        ),
        (FLOWS, PERIODS): by_event(
            [*flows(vendor, was, "i", -1, f"gone g, {items}" if together else items)],
            [*flows(vendor, now, "i", 1, f"came c, {items}" if together else items)],
        ),
    }
    for (name, table), bodies in of_rows.items():
        for event, body in bodies.items():
            at_once = f" REFERENCING {REFERENCING[event]} FOR EACH STATEMENT" if together else ""
            yield f"{name}_{event.lower()}", table, f"AFTER {event} ON {table}{at_once}", body
    # A leaf that is given to another unit takes its past along.
    other = IS_ANOTHER[vendor]
    moved = f"OLD.unit_id {other} NEW.unit_id OR OLD.addressee_kind {other} NEW.addressee_kind"
    taken = [*flows(vendor, "p", "OLD", -1, periods), *flows(vendor, "p", "NEW", 1, periods)]
    fires = f"AFTER UPDATE OF unit_id, addressee_kind ON {ITEMS} FOR EACH ROW WHEN ({moved})"
    yield MOVED, ITEMS, fires, added(taken)
    # A report's day of issue moves the age of all that is open in it.
    fires = f"AFTER UPDATE OF issued_on, imported_at ON {REPORTS} FOR EACH ROW"
    yield AGES, REPORTS, fires, added([*ages(vendor, "OLD", "-"), *ages(vendor, "NEW", "+")])


def installed(vendor, called, fires, body):
    if vendor == "postgresql":
        yield f"CREATE FUNCTION {called}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$"
        yield f"CREATE TRIGGER {called} {fires} EXECUTE FUNCTION {called}()"
    else:
        yield f"CREATE TRIGGER {called} {fires} BEGIN {body} END"


def keep(apps, schema_editor):
    """Begin with what is there, then keep it."""
    vendor = schema_editor.connection.vendor
    forget(apps, schema_editor)
    schema_editor.execute(f"DELETE FROM {KEPT}")
    schema_editor.execute(added(counted(vendor, "r", "+", ITEMS)))
    schema_editor.execute(added(flows(vendor, "p", "i", 1, f"{PERIODS} p, {ITEMS} i")))
    for called, _table, fires, body in triggers(vendor):
        for statement in installed(vendor, called, fires, body):
            schema_editor.execute(statement)


def forget(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for called, table, _fires, _body in triggers(vendor):
        if vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {called} ON {table}")
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {called}()")
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {called}")


class Migration(migrations.Migration):
    replaces = [
        ("recommendations", name)
        for name in ("0021_kept_counts", "0031_ages_by_month", "0035_months_by_todays_unit")
    ]
    dependencies = [("recommendations", "0005_issued_reports_stay")]
    operations = [migrations.RunPython(keep, forget)]
