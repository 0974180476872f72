"""Texts that a spreadsheet would take for a formula, and how they are kept from it.

A cell whose text begins, after blanks, with one of the signs that start a formula gets an apostrophe before it; reading
such a file back takes exactly that apostrophe away again. Source of the signs: OWASP, CSV injection; "|" and "%" start
a command in old spreadsheets.
"""

from __future__ import annotations

import re

_SIGNS = "=+\\-@|%\t\r＝＋－＠｜％"
_FORMULA = re.compile(rf"[\s\ufeff\u00a0]*[{_SIGNS}]")
_ESCAPED = re.compile(rf"'+[\s\ufeff\u00a0]*[{_SIGNS}]")


def neutral(text: str) -> str:
    """The text as it may stand in a CSV. What already looks like such an escape gets one more apostrophe."""
    return f"'{text}" if _FORMULA.match(text) or _ESCAPED.match(text) else text


def restored(text: str) -> str:
    """What `neutral` was given."""
    return text[1:] if _ESCAPED.match(text) else text
