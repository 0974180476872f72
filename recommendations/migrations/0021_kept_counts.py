"""Numbers of leaves that the database keeps up to date itself, whoever changes the rows.

Each trigger takes the rows as they were out of the numbers and puts them in as they are: on PostgreSQL once for each
statement, on SQLite for each row. SQLite drops a table's triggers when a later migration rebuilds the table; such a
migration must run `keep` again (tests/progress/test_kept_counts.py fails otherwise).
"""

from django.db import migrations, models

ITEMS, REPORTS, PERIODS, KEPT = (
    f"recommendations_{name}" for name in ("recommendation", "report", "stateperiod", "keptcount")
)
COLUMNS = ("code", "unit", "addressee_kind", "response", "implementation", "day")

DAY_OF = {"postgresql": "(p.imported_at AT TIME ZONE 'UTC')::date", "sqlite": "date(p.imported_at)"}
MONTH_OF = {"postgresql": "date_trunc('month', {0})::date", "sqlite": "date({0}, 'start of month')"}
DAYS_BETWEEN = {"postgresql": "({0} - {1})", "sqlite": "CAST(julianday({0}) - julianday({1}) AS integer)"}
NO_DAY = {"postgresql": "NULL::date", "sqlite": "NULL"}

OPEN = (
    "({r}.response IN ('pending', 'under_consideration')"
    " OR {r}.implementation IN ('not_started', 'in_progress', 'reported_implemented'))"
)
TO_DO = "{r}.implementation IN ('not_started', 'in_progress')"
DATED = "{r}.implementation = 'verified_implemented' AND {r}.completed_on IS NOT NULL AND {r}.target_on IS NOT NULL"
TOLD = "coalesce({r}.last_update_on, {r}.decided_on)"


def of_items(vendor):
    """(code, columns given, number, condition) of each number a recommendation counts for."""
    issued = f"(SELECT coalesce(p.issued_on, {DAY_OF[vendor]}) FROM {REPORTS} p WHERE p.id = {{r}}.report_id)"
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


def of_periods(vendor):
    month = MONTH_OF[vendor]
    states = {"response": "{r}.response", "implementation": "{r}.implementation", "addressee_kind": "''"}
    return [
        ("flow", states | {"day": month.format("{r}.begins_on")}, "1", "{r}.begins_on IS NOT NULL"),
        ("flow", states | {"day": month.format("{r}.ends_on")}, "-1", "{r}.ends_on IS NOT NULL"),
    ]


def counted(vendor, numbers, row, sign, table=""):
    """The numbers of the rows of a table, or of the one row a trigger is about."""
    source = f" FROM {table} {row}" if table else ""
    for code, given, number, condition in numbers:
        kinds = {"addressee_kind": "{r}.addressee_kind", "response": "''", "implementation": "''", "day": NO_DAY[vendor]}
        kinds |= given
        values = [f"'{code}'", "{r}.unit_id", *(kinds[name] for name in COLUMNS[2:]), f"{sign}({number})"]
        named = ", ".join(f"{value} AS {name}" for value, name in zip(values, (*COLUMNS, "number")))
        yield f"SELECT {named}{source} WHERE {condition}".format(r=row)


def added(selects):
    columns = ", ".join(COLUMNS)
    rows = " UNION ALL ".join(selects)
    return (
        f"INSERT INTO {KEPT} ({columns}, number) SELECT {columns}, sum(number) FROM ({rows}) AS cell"
        f" GROUP BY {columns} HAVING sum(number) <> 0;"
    )


def triggers(vendor, numbers):
    """{event: what it adds}, as SQL."""
    by_statement = vendor == "postgresql"
    gone = [*counted(vendor, numbers, "g" if by_statement else "OLD", "-", "gone" if by_statement else "")]
    came = [*counted(vendor, numbers, "c" if by_statement else "NEW", "+", "came" if by_statement else "")]
    return {"INSERT": added(came), "UPDATE": added([*gone, *came]), "DELETE": added(gone)}


REFERENCING = {"INSERT": "NEW TABLE AS came", "UPDATE": "OLD TABLE AS gone NEW TABLE AS came", "DELETE": "OLD TABLE AS gone"}


def installed(vendor, table, numbers, name):
    for event, body in triggers(vendor, numbers).items():
        called = f"{name}_{event.lower()}"
        if vendor == "postgresql":
            yield (
                f"CREATE FUNCTION {called}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$"
            )
            yield (
                f"CREATE TRIGGER {called} AFTER {event} ON {table} REFERENCING {REFERENCING[event]}"
                f" FOR EACH STATEMENT EXECUTE FUNCTION {called}()"
            )
        else:
            yield f"CREATE TRIGGER {called} AFTER {event} ON {table} BEGIN {body} END"


def of_reports(vendor):
    """A report's day of issue moves the age of all that is open in it."""
    day = f"coalesce({{r}}.issued_on, {DAY_OF[vendor].replace('p.', '{r}.')})"
    days = (("age", day), ("age_month", MONTH_OF[vendor].format(day)))
    rows = [
        f"SELECT '{code}' AS code, i.unit_id AS unit, i.addressee_kind AS addressee_kind, '' AS response,"
        f" '' AS implementation, {given.format(r=row)} AS day, {sign}1 AS number FROM {ITEMS} i"
        f" WHERE i.report_id = NEW.id AND i.is_leaf AND {OPEN.format(r='i')}"
        for code, given in days
        for row, sign in (("OLD", "-"), ("NEW", "+"))
    ]
    body, called = added(rows), "keep_ages"
    event = f"AFTER UPDATE OF issued_on, imported_at ON {REPORTS}"
    if vendor == "sqlite":
        return [f"CREATE TRIGGER {called} {event} BEGIN {body} END"]
    return [
        f"CREATE FUNCTION {called}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$",
        f"CREATE TRIGGER {called} {event} FOR EACH ROW EXECUTE FUNCTION {called}()",
    ]


SOURCES = ((ITEMS, of_items, "keep_counts_of_items"), (PERIODS, of_periods, "keep_counts_of_periods"))


def keep(apps, schema_editor):
    """Begin with what is there, then keep it."""
    vendor = schema_editor.connection.vendor
    schema_editor.execute(f"DELETE FROM {KEPT}")
    for table, numbers, name in SOURCES:
        forget_table(schema_editor, table, name)
        schema_editor.execute(added(counted(vendor, numbers(vendor), "r", "+", table)))
        for statement in installed(vendor, table, numbers(vendor), name):
            schema_editor.execute(statement)
    forget_reports(schema_editor)
    for statement in of_reports(vendor):
        schema_editor.execute(statement)


def forget(apps, schema_editor):
    for table, _numbers, name in SOURCES:
        forget_table(schema_editor, table, name)
    forget_reports(schema_editor)


def forget_table(schema_editor, table, name):
    for event in ("insert", "update", "delete"):
        _drop(schema_editor, f"{name}_{event}", table)


def forget_reports(schema_editor):
    _drop(schema_editor, "keep_ages", REPORTS)


def _drop(schema_editor, called, table):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {called} ON {table}")
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {called}()")
    else:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {called}")


class Migration(migrations.Migration):

    dependencies = [
        ('recommendations', '0020_reporting_rounds'),
    ]

    operations = [
        migrations.CreateModel(
            name='KeptCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20)),
                ('unit', models.BigIntegerField(null=True)),
                ('addressee_kind', models.CharField(blank=True, max_length=30)),
                ('response', models.CharField(blank=True, max_length=30)),
                ('implementation', models.CharField(blank=True, max_length=30)),
                ('day', models.DateField(null=True)),
                ('number', models.BigIntegerField()),
            ],
        ),
        migrations.AddIndex(
            model_name='recommendation',
            index=models.Index(models.F('unit'), models.F('parent'), condition=models.Q(('parent__isnull', False)), name='parts_by_unit'),
        ),
        migrations.AddIndex(
            model_name='keptcount',
            index=models.Index(models.F('code'), models.F('day'), name='kept_by_code_and_day'),
        ),
        migrations.RunPython(keep, forget),
    ]
