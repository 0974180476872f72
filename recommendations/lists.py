"""Several words in one sentence, set apart as the reader's language does it."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import pgettext


def listed(words: Iterable[object]) -> str:
    """“a, b, c”, without an “and”: where the words stand in a sentence is not known."""
    return pgettext("between the words of a list", ", ").join(map(str, words))
