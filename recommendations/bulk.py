"""Many rows at once, without an object or a parameter for each: what makes a table of forty thousand rows quick.

Nothing that the database promises is left out: constraints and triggers hold for these rows as for all others. Left out
is what Django does in Python for each object: no `save`, no signals, no validation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast

from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func, Value
from django.db.models.sql.compiler import SQLCompiler

Row = Sequence[Any]


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
    known = {field.attname: field for field in model._meta.concrete_fields if not field.generated}
    left_out = [field for name, field in known.items() if name not in names and not field.primary_key]
    columns = [*(known[name] for name in names), *left_out]
    rest = tuple(field.get_default() for field in left_out)
    whole = ((*row, *rest) for row in rows)
    table = connection.ops.quote_name(model._meta.db_table)
    into = f"{table} ({', '.join(connection.ops.quote_name(str(field.column)) for field in columns)})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in whole:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(columns))
            statement = f"INSERT INTO {into} VALUES ({places})"  # noqa: S608  names of our own columns
            cursor.executemany(statement, cast("Any", _adapted(whole, columns)))


def _adapted(rows: Iterable[Row], columns: Sequence[models.Field[Any, Any]]) -> Iterable[Row]:
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
