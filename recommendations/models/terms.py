"""The terms of a text, kept beside it so that a search need not read every text."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Lookup

from recommendations import search


class TermsField(models.TextField):  # type: ignore[type-arg]  # a str in and out
    """The terms of the text in the column `of`, as `search.indexed` gives them; written whenever the row is.

    `terms__having` takes a `search.Query`. PostgreSQL looks it up in an index over the column "term_vector", which it
    makes of this one itself (migration 0007); SQLite reads every row.
    """

    def __init__(self, *args: Any, of: str = "", **kwargs: Any) -> None:
        options: dict[str, Any] = {"editable": False, "default": ""} | kwargs
        super().__init__(*args, **options)
        self.of = of

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: ARG002  Django's signature
        terms = search.indexed(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, terms)
        return terms


@TermsField.register_lookup
class Having(Lookup[bool]):
    """The rows whose text has what a `search.Query` asks for."""

    lookup_name = "having"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        wanted = [f"% {_plain(term.text)}{'' if term.begins else ' '}%" for term in self.rhs.terms]
        return self._like(compiler, connection, [*wanted, *self._phrases()])

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        table = compiler.quote_name_unless_alias(self.lhs.alias)
        lexemes = (f"'{_quoted(term.text)}'{':*' if term.begins else ''}" for term in self.rhs.terms)
        phrases, given = self._like(compiler, connection, self._phrases())
        matched = f"{table}.term_vector @@ %s::tsquery"
        return (f"({matched} AND {phrases})" if phrases else matched), [" & ".join(lexemes), *given]

    def _phrases(self) -> list[str]:
        return [f"% {_plain(phrase)} %" for phrase in self.rhs.phrases]

    def _like(self, compiler: Any, connection: Any, patterns: list[str]) -> tuple[str, list[Any]]:
        column, given = self.process_lhs(compiler, connection)
        found = " AND ".join([f"{column} LIKE %s ESCAPE '\\'"] * len(patterns))
        return found, [value for pattern in patterns for value in (*given, pattern)]


def _plain(text: str) -> str:
    """Without what LIKE takes for more than itself; terms have neither a per cent sign nor a backslash."""
    return text.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "''")
