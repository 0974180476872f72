"""What several migrations do: make what the models do not know, in the words of each database, and take it back."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.migrations import RunPython

# By the vendor of the database: one for which nothing is written here cannot be promised what the others promise.
Statements = Mapping[str, Iterable[str]]


def made_by(make: Statements, unmake: Statements) -> RunPython:
    def run(statements: Statements, schema_editor: Any) -> None:
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return RunPython(lambda _apps, editor: run(make, editor), lambda _apps, editor: run(unmake, editor))
