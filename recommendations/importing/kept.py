"""What reading a file gave, as bytes to keep and back again: JSON by the names of the fields, packed."""

import json
import zlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from recommendations.importing.parsed import ParsedReport, SourceText

T = TypeVar("T")


class NotKept(ValueError):
    """The bytes are none that this version has written: the file has to be read anew."""


def pack(source: SourceText, parsed: ParsedReport) -> bytes:
    text = json.dumps({"source": _plain(source), "parsed": _plain(parsed)}, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(), 6)


def unpack(content: bytes) -> tuple[SourceText, ParsedReport]:
    """Raises NotKept."""
    try:
        kept = json.loads(zlib.decompress(content))
        return _reader(SourceText)(kept["source"]), _reader(ParsedReport)(kept["parsed"])
    except (zlib.error, ValueError, KeyError, TypeError) as fault:
        raise NotKept(str(fault)) from fault


def _plain(value: Any) -> Any:
    """A value without what it would be anyway: a field that has its default is left out."""
    if is_dataclass(value):
        return {one.name: _plain(entry) for one in fields(value) if (entry := getattr(value, one.name)) != one.default}
    if isinstance(value, tuple):
        return [_plain(entry) for entry in value]
    return value


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of a type from its plain form."""
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    inner = [one for one in get_args(kind) if one is not NoneType]
    if get_origin(kind) is tuple:
        if inner[-1] is Ellipsis:
            one = _reader(inner[0])
            return lambda entries: tuple(map(one, entries))
        each = [_reader(one) for one in inner]
        return lambda entries: tuple(read(entry) for read, entry in zip(each, entries, strict=True))
    if inner:  # X | None
        known = _reader(inner[0])
        return lambda entry: None if entry is None else known(entry)
    return lambda entry: entry


def _dataclass_reader(kind: Any) -> Callable[[Any], Any]:
    readers = {name: _reader(hint) for name, hint in get_type_hints(kind).items()}
    return lambda entry: kind(**{name: readers[name](value) for name, value in entry.items()})
