"""A promise Django has no words for: several columns of a row point together at one row of another table."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models


class ReferenceConstraint(models.BaseConstraint):
    """The values of `fields` stand together in one row of `to` ("app.model"), in its `to_fields`, which are unique.

    Looked at when the transaction ends, like Django's own foreign keys. None of the fields may be empty.
    """

    def __init__(self, *, fields: Sequence[str], to: str, to_fields: Sequence[str], name: str) -> None:
        super().__init__(name=name)
        self.fields, self.to, self.to_fields = tuple(fields), to, tuple(to_fields)

    def constraint_sql(self, model: Any, schema_editor: Any) -> str:
        there = apps.get_model(self.to)
        name = schema_editor.quote_name

        def columns(of: type[models.Model], fields: Sequence[str]) -> str:
            # Fields with a column, never a relation seen from its other end.
            return ", ".join(name(str(of._meta.get_field(field).column)) for field in fields)  # type: ignore[union-attr]

        return (
            f"CONSTRAINT {name(self.name)} FOREIGN KEY ({columns(model, self.fields)}) "
            f"REFERENCES {name(there._meta.db_table)} ({columns(there, self.to_fields)}) DEFERRABLE INITIALLY DEFERRED"
        )

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} ADD {self.constraint_sql(model, schema_editor)}"

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} DROP CONSTRAINT {schema_editor.quote_name(self.name)}"

    def validate(
        self,
        model: type[models.Model],  # noqa: ARG002  Django passes it
        instance: models.Model,
        exclude: Collection[str] | None = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        if exclude and any(field in exclude for field in self.fields):
            return
        here = [instance._meta.get_field(field).attname for field in self.fields]  # type: ignore[union-attr]  # as above
        wanted = {field: getattr(instance, name) for field, name in zip(self.to_fields, here, strict=True)}
        there = apps.get_model(self.to)._base_manager.using(using)  # noqa: SLF001  Django's documented way to all rows
        if not there.filter(**wanted).exists():
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ReferenceConstraint) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash((self.fields, self.to, self.to_fields, self.name))

    def deconstruct(self) -> Any:
        path, _args, kwargs = super().deconstruct()
        return path, (), {**kwargs, "fields": self.fields, "to": self.to, "to_fields": self.to_fields}
