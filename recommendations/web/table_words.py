"""The words of a table that are no known states, with what each may be said to mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from recommendations.filtersets import PlainSelect
from recommendations.importing.mapping.fields import plain
from recommendations.importing.mapping.states import SAYS_NOTHING
from recommendations.importing.mapping.wording import FIELDS
from recommendations.workflow import Implementation, Position, Response, Words

NOT_SAID = ("", _("not known"))
NOTHING = (SAYS_NOTHING, _("says nothing of it"))
MEANINGS: dict[str, list[tuple[str, Words]]] = {
    "response": [NOT_SAID, *Response.choices, NOTHING],
    "implementation": [NOT_SAID, *Implementation.choices, NOTHING],
    "position": [NOT_SAID, *Position.choices, NOTHING],
}


class WordsForm(forms.Form):
    """One select box for each word. `params` and `result` are those of the job that has read the rows."""

    def __init__(self, params: Mapping[str, Any], result: Mapping[str, Any], data: Any = None) -> None:
        super().__init__(data)
        self.told: Mapping[str, Mapping[str, str]] = params.get("words", {})
        self.words: list[tuple[str, str, int]] = [(field, word, rows) for field, word, rows in result.get("words", [])]
        self.headings: Mapping[str, str] = params["mapping"]
        for number, (field, word, _rows) in enumerate(self.words):
            self.fields[f"word{number}"] = forms.ChoiceField(
                label=word,
                required=False,
                choices=MEANINGS[field],
                initial=self.told.get(field, {}).get(plain(word), ""),
                widget=PlainSelect,
            )

    @property
    def rows(self) -> list[dict[str, object]]:
        """The words as the page lists them: column, field, how many rows have it, and its select box."""
        return [
            {
                "heading": self.headings.get(field, ""),
                "field": FIELDS[field],
                "rows": rows,
                "box": self[f"word{number}"],
            }
            for number, (field, _word, rows) in enumerate(self.words)
        ]

    @property
    def meanings(self) -> dict[str, dict[str, str]]:
        """{field: {word: code}} of what is told now, with what was told before of words that are not here."""
        found = {field: dict(words) for field, words in self.told.items()}
        for number, (field, word, _rows) in enumerate(self.words):
            found.setdefault(field, {})[plain(word)] = self.cleaned_data[f"word{number}"]
        return {field: {word: code for word, code in words.items() if code} for field, words in found.items()}
