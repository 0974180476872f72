"""Queries that are put together once: their words stay, and only values differ from call to call.

Django puts a query together anew each time it is asked; for a union of many parts that takes longer than the answer.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Expression, Field, QuerySet

Row = tuple[Any, ...]
_MOST_SHAPES = 200


class Given(Expression):
    """Stands in a query for a value that comes with the call."""

    def __init__(self, name: str, field: Field[Any, Any]) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, _compiler: Any, _connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


class Several(Given):
    """Stands after "in" for ids that come with the call, however many."""

    def as_postgresql(self, _compiler: Any, _connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "(SELECT unnest(%s::bigint[]))", (self,)

    def as_sqlite(self, _compiler: Any, _connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "(SELECT value FROM json_each(%s))", (self,)


# A list of one field stands for several values of it.
Fields = Mapping[str, Field[Any, Any] | list[Field[Any, Any]]]


class _Words(NamedTuple):
    """A statement, its parameters, some of them `Given`, and {column: (what makes its values Python's, of what)}."""

    sql: str
    parameters: tuple[Any, ...]
    converters: dict[int, tuple[list[Callable[..., Any]], Any]]


class Compiled:
    """A query of value lists. `build` gets its shape and its fields, the latter as `Given`, and nothing else may decide
    what the query says: it is called once for each shape.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], fields: Fields) -> None:
        self._build = build
        self._given = {
            name: Several(name, *field) if isinstance(field, list) else Given(name, field)
            for name, field in fields.items()
        }
        self._words_of = lru_cache(maxsize=_MOST_SHAPES)(self._compile)

    def __call__(self, *shape: Hashable, **values: Any) -> Iterable[Row]:
        """The rows, from one query."""
        words = self._words_of(*shape)
        if words is None:
            return []
        with connection.cursor() as cursor:
            cursor.execute(words.sql, [_value(parameter, values) for parameter in words.parameters])
            rows: list[Row] = cursor.fetchall()
        return [_converted(row, words.converters) for row in rows] if words.converters else rows

    def _compile(self, *shape: Hashable) -> _Words | None:
        """None of what can find nothing."""
        compiler = self._build(*shape, **self._given).query.get_compiler(connection=connection)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return None
        columns = [column for column, _sql, _name in compiler.select]
        return _Words(sql, tuple(parameters), compiler.get_converters(columns))


def compiled_once(
    **fields: Field[Any, Any] | list[Field[Any, Any]],
) -> Callable[[Callable[..., QuerySet[Any, Any]]], Compiled]:
    """Makes what builds a query one that is compiled at its first call; the types of its values are those of fields."""
    return lambda build: Compiled(build, fields)


def _value(parameter: Any, values: dict[str, Any]) -> Any:
    if not isinstance(parameter, Given):
        return parameter
    if isinstance(parameter, Several):
        ids = list(values[parameter.name])
        return ids if connection.vendor == "postgresql" else json.dumps(ids)
    return parameter.output_field.get_db_prep_value(values[parameter.name], connection)


def _converted(row: Row, converters: dict[int, tuple[list[Callable[..., Any]], Any]]) -> Row:
    found = list(row)
    for place, (steps, expression) in converters.items():
        for step in steps:
            found[place] = step(found[place], expression, connection)
    return tuple(found)
