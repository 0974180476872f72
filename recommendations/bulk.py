"""Many rows at once, without an object or a parameter for each: what makes a table of forty thousand rows quick.

Nothing that the database promises is left out: constraints and triggers hold for these rows as for all others. Left out
is what Django does in Python for each object: no `save`, no signals, no validation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias, cast

from django.db import connection, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func, Value
from django.db.models.sql.compiler import SQLCompiler

Row = Sequence[Any]
Column: TypeAlias = "models.Field[Any, Any]"
FEW = 100  # rows that are sooner stored one by one than by way of a table of their own


def new_ids(model: type[models.Model], count: int) -> list[int]:
    """Ids for so many rows, to be stored in this transaction and before more ids of the same table are asked for."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), count],
            )
            return [pk for (pk,) in cursor.fetchall()]
        # Whoever writes has the database for himself, so nobody else can be given the same ones.
        cursor.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()[0]
        return list(range(last + 1, last + 1 + count))


class Among(Func):
    """Whether a field holds one of many ids, which are one parameter. Django and the driver would else make one of
    each, and SQLite takes only so many.

    On PostgreSQL no subquery: that of a table it does not know yet it asks again for each row.
    """

    arity = 2
    output_field = models.BooleanField()
    arg_joiner = " = ANY(string_to_array("
    template = "%(expressions)s, ',')::bigint[])"

    def __init__(self, field: str, ids: Iterable[int]) -> None:
        super().__init__(F(field), Value(",".join(map(str, ids))))

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_context: Any) -> Any:
        in_list = {"arg_joiner": " IN (SELECT value FROM json_each('[' || ", "template": "%(expressions)s || ']'))"}
        return self.as_sql(compiler, connection, **in_list)


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Store rows of a table: on PostgreSQL by one COPY, on SQLite by one statement that is prepared once.

    `names` are those of the values in each row, as `unit_id`; fields without one get their default. JSON comes encoded,
    as text; all else as the field holds it. Raises what Django raises when the database refuses (IntegrityError …).
    """
    fields, whole = _whole(model, names, rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, _table(model), fields, whole)
        else:
            cursor.executemany(_insert_one(model, fields), cast("Any", _adapted(whole, fields)))


def insert_new(model: type[models.Model], names: Sequence[str], rows: Sequence[Row]) -> int:
    """Store those rows, given as to `insert`, that no unique key of the table has yet, in this order; how many."""
    fields, whole = _whole(model, names, rows)
    on_record_already = "ON CONFLICT DO NOTHING"
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql" and len(rows) > FEW:
            # COPY knows no conflicts, so the rows come in beside the table.
            columns = _columns(fields)
            cursor.execute(f"CREATE TEMPORARY TABLE incoming AS SELECT {columns} FROM {_table(model)} WITH NO DATA")  # noqa: S608
            _copy(cursor, "incoming", fields, whole)
            cursor.execute(
                f"INSERT INTO {_table(model)} ({columns}) SELECT {columns} FROM incoming {on_record_already}"  # noqa: S608
            )
            new: int = cursor.rowcount
            cursor.execute("DROP TABLE incoming")
        else:
            adapted = whole if connection.vendor == "postgresql" else _adapted(whole, fields)
            cursor.executemany(f"{_insert_one(model, fields)} {on_record_already}", cast("Any", adapted))
            new = cursor.rowcount
    return max(new, 0)


def _whole(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> tuple[list[Column], Iterable[Row]]:
    """The fields of a row that is whole, and such rows."""
    known = {field.attname: field for field in model._meta.concrete_fields if not field.generated}
    left_out = [field for name, field in known.items() if name not in names and not field.primary_key]
    rest = tuple(field.get_default() for field in left_out)
    return [*(known[name] for name in names), *left_out], ((*row, *rest) for row in rows)


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _columns(fields: Sequence[Column]) -> str:
    return ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)


def _copy(cursor: Any, table: str, fields: Sequence[Column], rows: Iterable[Row]) -> None:
    with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({_columns(fields)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _insert_one(model: type[models.Model], fields: Sequence[Column]) -> str:
    places = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {_table(model)} ({_columns(fields)}) VALUES ({places})"  # noqa: S608  names of our own columns


def _adapted(rows: Iterable[Row], columns: Sequence[Column]) -> Iterable[Row]:
    """As SQLite takes them, which has no type for days and instants."""
    adapters: dict[type[models.Field[Any, Any]], Callable[[Any], Any]] = {
        models.DateField: connection.ops.adapt_datefield_value,
        models.DateTimeField: connection.ops.adapt_datetimefield_value,
    }
    adapted = [(place, adapters[type(field)]) for place, field in enumerate(columns) if type(field) in adapters]
    for row in rows:
        values = list(row)
        for place, adapt in adapted:
            values[place] = adapt(values[place])
        yield values
