"""The numbers at the ends of months know the leaf's unit and addressee of today, too.

Whoever sees some units sees the past of what belongs to these today, wherever it belonged then. A later migration that
rebuilds one of the tables on SQLite must run `keep` of 0021 and then `keep_months`.
"""

from importlib import import_module

from django.db import migrations, models

KEPT_COUNTS = import_module("recommendations.migrations.0021_kept_counts")
ITEMS, PERIODS, KEPT = KEPT_COUNTS.ITEMS, KEPT_COUNTS.PERIODS, KEPT_COUNTS.KEPT
FLOWS, MOVED = "keep_counts_of_periods", "keep_counts_of_moved"
COLUMNS = "code, unit, unit_now, addressee_kind, response, implementation, day"
IS_ANOTHER = {"postgresql": "IS DISTINCT FROM", "sqlite": "IS NOT"}


def flows(vendor, period, item, sign, tables):
    """What `period` adds to the months it begins and ends in, `item` being its leaf: aliases, or rows of a trigger."""
    for edge, number in (("begins_on", 1), ("ends_on", -1)):
        month = KEPT_COUNTS.MONTH_OF[vendor].format(f"{period}.{edge}")
        yield (
            f"SELECT 'flow' AS code, {period}.unit_id AS unit, {item}.unit_id AS unit_now, {item}.addressee_kind,"
            f" {period}.response, {period}.implementation, {month} AS day, {sign * number} AS number FROM {tables}"
            f" WHERE {period}.recommendation_id = {item}.id AND {period}.{edge} IS NOT NULL"
        )


def added(selects):
    rows = " UNION ALL ".join(selects)
    return (
        f"INSERT INTO {KEPT} ({COLUMNS}, number) SELECT {COLUMNS}, sum(number) FROM ({rows}) AS cell"
        f" GROUP BY {COLUMNS} HAVING sum(number) <> 0;"
    )


def of_periods(vendor):
    """{event: what it adds}, as SQL: of each period by where its leaf is now."""
    items = f"{ITEMS} i"
    if vendor == "postgresql":
        gone = [*flows(vendor, "g", "i", -1, f"gone g, {items}")]
        came = [*flows(vendor, "c", "i", 1, f"came c, {items}")]
    else:
        gone, came = [*flows(vendor, "OLD", "i", -1, items)], [*flows(vendor, "NEW", "i", 1, items)]
    return {"INSERT": added(came), "UPDATE": added([*gone, *came]), "DELETE": added(gone)}


def of_moved(vendor):
    """When it fires, and what it adds: a leaf that is given to another unit takes its past along."""
    periods, other = f"{PERIODS} p", IS_ANOTHER[vendor]
    taken = [*flows(vendor, "p", "OLD", -1, periods), *flows(vendor, "p", "NEW", 1, periods)]
    when = f"OLD.unit_id {other} NEW.unit_id OR OLD.addressee_kind {other} NEW.addressee_kind"
    return f"AFTER UPDATE OF unit_id, addressee_kind ON {ITEMS} FOR EACH ROW WHEN ({when})", added(taken)


def installed(vendor, called, event, body):
    if vendor == "postgresql":
        yield f"CREATE FUNCTION {called}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$"
        yield f"CREATE TRIGGER {called} {event} EXECUTE FUNCTION {called}()"
    else:
        yield f"CREATE TRIGGER {called} {event} BEGIN {body} END"


def keep_months(apps, schema_editor):
    """Begin with what is there, then keep it."""
    vendor = schema_editor.connection.vendor
    forget(schema_editor)
    schema_editor.execute(f"DELETE FROM {KEPT} WHERE code = 'flow'")
    schema_editor.execute(added(flows(vendor, "p", "i", 1, f"{PERIODS} p, {ITEMS} i")))
    triggers = [(MOVED, *of_moved(vendor))]
    for event, body in of_periods(vendor).items():
        by_statement = f" REFERENCING {KEPT_COUNTS.REFERENCING[event]} FOR EACH STATEMENT"
        fires = f"AFTER {event} ON {PERIODS}{by_statement if vendor == 'postgresql' else ''}"
        triggers.append((f"{FLOWS}_{event.lower()}", fires, body))
    for trigger in triggers:
        for statement in installed(vendor, *trigger):
            schema_editor.execute(statement)


def keep_months_as_before(apps, schema_editor):
    forget(schema_editor)
    KEPT_COUNTS.keep(apps, schema_editor)


def forget(schema_editor):
    KEPT_COUNTS.forget_table(schema_editor, PERIODS, FLOWS)
    KEPT_COUNTS._drop(schema_editor, MOVED, ITEMS)


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0034_last_planning"),
    ]

    operations = [
        migrations.AddField(
            model_name="keptcount",
            name="unit_now",
            field=models.BigIntegerField(null=True),
        ),
        migrations.RunPython(keep_months, keep_months_as_before),
    ]
