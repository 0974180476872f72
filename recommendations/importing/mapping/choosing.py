"""Which mapping a table is read by: one saved under a name, one in a file, or the best guess."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from recommendations.importing.mapping.entries import Words
from recommendations.importing.mapping.fields import FIELDS
from recommendations.importing.mapping.guess import guess
from recommendations.importing.mapping.heads import all_headings, heads_of, main_sheet
from recommendations.importing.readers.base import TableFile
from recommendations.lists import listed
from recommendations.models import TableMapping, User
from recommendations.refusals import Refused

AUTO = "auto"
SAMPLE = 200  # rows by which columns are told


def headings_of(table: TableFile) -> list[str]:
    """The headings of the sheet that has the list."""
    _name, rows = main_sheet(table)
    return heads_of(rows).headings if rows else []


def guessed(table: TableFile) -> dict[str, str]:
    """The saved mapping that fits the table's headings best; without one that fits, what they say themselves."""
    if (saved := fitting(table)) is not None:
        return dict(saved.columns)
    _name, rows = main_sheet(table)
    if not rows:
        return {}
    place, headings = heads_of(rows)
    return guess(headings, [cells for _row, cells in rows[place + 1 : place + 1 + SAMPLE]])


def fitting(table: TableFile) -> TableMapping | None:
    """The saved mapping with the most columns of which every one is in the table."""
    headings = all_headings(table)
    found = [one for one in TableMapping.objects.all() if one.columns and headings.issuperset(one.columns.values())]
    return max(found, key=lambda one: (len(one.columns), one.saved_at), default=None)


def words_told(mapping: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """What words for states mean, {field: {word: code}}, as people have said of columns that were called so before."""
    found: dict[str, dict[str, str]] = {}
    for saved in TableMapping.objects.exclude(words={}).order_by("saved_at"):
        for field, words in saved.words.items():
            if field in mapping and saved.columns.get(field) == mapping[field]:
                found.setdefault(field, {}).update(words)
    return found


def keep_words(mapping: Mapping[str, str], words: Words) -> None:
    """Keep what words mean with the mappings of these columns that are saved."""
    TableMapping.objects.filter(columns=dict(mapping)).update(words=words)


def read_mapping(given: str) -> dict[str, str]:
    """A mapping by its name, or from a JSON file {field: heading}; raises Refused."""
    saved = TableMapping.objects.filter(name=given).first()
    if saved is not None:
        return dict(saved.columns)
    try:
        return checked(json.loads(Path(given).read_text(encoding="utf-8-sig")))
    except OSError as fault:
        names = listed(TableMapping.objects.values_list("name", flat=True)) or _("none")
        raise Refused(
            _("No mapping is called “%(name)s”, nor is there such a file. Saved mappings: %(names)s.")
            % {"name": given, "names": names}
        ) from fault
    except ValueError as fault:
        raise Refused(
            _("The mapping is not JSON. Write it like this: %(example)s.")
            % {"example": '{"reference": "No.", "text": "Recommendation"}'}
        ) from fault


def checked(columns: object) -> dict[str, str]:
    """A mapping as it was given, without what is left empty; raises Refused for what is none."""
    if not isinstance(columns, Mapping) or not all(isinstance(heading, str) for heading in columns.values()):
        raise Refused(
            _("A mapping names for each field its heading: %(example)s.")
            % {"example": '{"reference": "No.", "text": "Recommendation"}'}
        )
    if unknown := [str(name) for name in columns if name not in FIELDS]:
        raise Refused(
            _("There is no field called %(names)s. The fields are: %(fields)s.")
            % {"names": ", ".join(unknown), "fields": ", ".join(FIELDS)}
        )
    return {name: heading for name, heading in columns.items() if heading}


def save_mapping(name: str, columns: Mapping[str, str], *, by: User | None, at: datetime) -> TableMapping:
    """Keep a mapping under a name, in place of the one that has it already; raises Refused for an empty name."""
    name = " ".join(name.split())
    if not name or name == AUTO:
        raise Refused(_("Give the mapping a name of its own."))
    kept, _is_new = TableMapping.objects.update_or_create(
        name=name[:60], defaults={"columns": dict(columns), "saved_by": by, "saved_at": at}
    )
    return kept
