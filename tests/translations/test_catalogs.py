"""Everything a person reads can be read in every language offered, and the compiled catalogs are the written ones."""

import ast
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages import Catalog, Message, mofile, pofile
from babel.messages.extract import extract_python
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
LOCALES = ROOT / "recommendations" / "locale"
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]
# What each function's arguments are: message, plural, context ("c").
FUNCTIONS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
TEXT = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(n?p?gettext|_)\(({TEXT}(?:,\s*{TEXT})*)")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def said_in_python() -> Iterator[tuple[str | None, str]]:
    paths = [*(ROOT / "recommendations").rglob("*.py"), *(ROOT / "tracker").rglob("*.py")]
    for path in paths:
        for _line, function, given, _comments in extract_python(io.BytesIO(path.read_bytes()), FUNCTIONS, [], {}):
            words = given if isinstance(given, tuple) else (given,)
            yield (words[0], words[1]) if function.lstrip("n").startswith("p") else (None, words[0])


def said_in_templates() -> Iterator[tuple[str | None, str]]:
    """Django turns a template into calls of gettext among blanked-out text; the calls are read from it."""
    paths = [path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".txt"}]
    for path in paths:
        for function, given in CALL.findall(templatize(path.read_text(encoding="utf-8"), origin=path.name)):
            words = ast.literal_eval(f"({given},)")
            yield (words[0], words[1]) if function.lstrip("n").startswith("p") else (None, words[0])


@cache
def said() -> set[tuple[str | None, str]]:
    """(context, message) of everything the code and the templates say."""
    return {(context, words) for context, words in (*said_in_python(), *said_in_templates()) if words}


@cache
def catalog(language: str) -> Catalog:
    with (LOCALES / to_locale(language) / "LC_MESSAGES" / "django.po").open("rb") as file:
        return pofile.read_po(file, locale=to_locale(language))


def messages(language: str) -> Iterator[Message]:
    return (message for message in catalog(language) if message.id)


def forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, (tuple, list)) else (str(text),)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_said_is_in_the_catalog(language):
    known = {(message.context, forms(message.id)[0]) for message in messages(language)}
    assert sorted(said() - known, key=str) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_translated(language):
    missing = [message.id for message in messages(language) if message.fuzzy or not all(forms(message.string))]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_later_stays_in_its_place(language):
    """A plural form for one or none may leave its number out, as languages do; nothing else may."""
    wrong = []
    for message in messages(language):
        wanted = set(PLACEHOLDER.findall(forms(message.id)[-1]))
        for form in forms(message.string):
            given = set(PLACEHOLDER.findall(form))
            if given - wanted or (given != wanted and len(forms(message.string)) == 1):
                wrong.append((message.id, form))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalog_is_the_written_one(language):
    with (LOCALES / to_locale(language) / "LC_MESSAGES" / "django.mo").open("rb") as file:
        compiled = {(_text(m.context), forms(m.id)[0]): forms(m.string) for m in mofile.read_mo(file) if m.id}
    written = {(m.context, forms(m.id)[0]): forms(m.string) for m in messages(language)}
    assert compiled == written


def _text(context: str | bytes | None) -> str | None:
    """A compiled catalog gives contexts as the bytes they are stored in."""
    return context.decode() if isinstance(context, bytes) else context
