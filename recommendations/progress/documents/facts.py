"""What a report is made of: the facts about each recommendation as at a moment, and what things are called.

Plain values that go into JSON and come back equal, so that an issued report can be kept, compared and made again.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Protocol, Self

from recommendations import workflow
from recommendations.workflow import Leaf

# Texts by the code of the edition's language: {"zh": "…", "en": "…"}.
Texts = Mapping[str, str]


@dataclass(frozen=True)
class Scope:
    """What a report is about; empty is everything its reader may see.

    `units` holds the unit with those that stood below it when the scope was chosen, in order.
    """

    report: str = ""
    unit: int | None = None
    theme: int | None = None
    units: tuple[int, ...] = ()


@dataclass(frozen=True)
class Update:
    """What the owner said last. `language` is the writer's, as accounts name it."""

    on: date
    text: str
    language: str
    no_change: bool
    percent: int | None
    by: int


@dataclass(frozen=True)
class Proof:
    """A confirmed paragraph; for a file or an address, `source` is its name and the place is empty."""

    symbol: str
    number: str
    kind: str
    source: str = ""


@dataclass(frozen=True)
class Step:
    """An action that is still open."""

    text: str
    owner: int
    due_on: date


@dataclass(frozen=True)
class MoreTime:
    """One row of the ledger of extensions."""

    state: str
    reason: str
    mitigation: str
    was_on: date | None
    new_on: date
    asked_on: date
    decided_on: date | None
    words: str


@dataclass(frozen=True)
class Earlier:
    """Where a leaf stood at the earlier date a report compares with."""

    response: str
    implementation: str
    target_on: date | None


@dataclass(frozen=True)
class Fact:
    """One leaf. People, units and themes go by id; `Names` says what they are called.

    `was` is None for a leaf that was not there at the earlier date, and where there is none to compare with.
    """

    id: int
    symbol: str
    reference: str
    parent: str
    paragraph: str
    theme: int | None
    addressee_kind: str
    unit: int | None
    owner: int | None
    texts: Texts
    chapeau: Texts
    response: str
    response_due_on: date | None
    response_text: str
    accepted_part: str
    justification: str
    decided_on: date | None
    implementation: str
    target_on: date | None
    first_target_on: date | None
    percent_done: int | None
    completed_on: date | None
    verified_on: date | None
    closed_on: date | None
    closing_reason: str
    update: Update | None = None
    evidence: tuple[Proof, ...] = ()
    steps: tuple[Step, ...] = ()
    extensions: tuple[MoreTime, ...] = ()
    was: Earlier | None = None

    @cached_property
    def leaf(self) -> Leaf:
        return Leaf(self.reference, self.response, self.implementation, self.target_on, self.response_due_on)

    @cached_property
    def due_on(self) -> date | None:
        return workflow.due_on(self.leaf)

    @property
    def is_open(self) -> bool:
        return self.response in workflow.UNDECIDED or self.implementation in workflow.OPEN

    @property
    def asks_for_time(self) -> bool:
        return any(one.state == "asked" for one in self.extensions)


@dataclass
class Names:
    """What the ids of the facts are called. Headings and titles are told in each language there is."""

    units: dict[int, str] = field(default_factory=dict)
    people: dict[int, str] = field(default_factory=dict)
    themes: dict[int, dict[str, str]] = field(default_factory=dict)
    titles: dict[str, dict[str, str]] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        return json.loads(_dump(dataclasses.asdict(self)))  # type: ignore[no-any-return]  # a dict in, a dict out

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            units={int(key): name for key, name in data["units"].items()},
            people={int(key): name for key, name in data["people"].items()},
            themes={int(key): names for key, names in data["themes"].items()},
            titles=dict(data["titles"]),
        )


class Material(Protocol):
    """Where a report's facts come from: the database as at a moment, or an issued report.

    `names` is complete for the facts given out so far. `as_at` is the moment, `on` its day, `since` the earlier
    moment compared with, if any.
    """

    @property
    def scope(self) -> Scope: ...
    @property
    def as_at(self) -> datetime: ...
    @property
    def on(self) -> date: ...
    @property
    def since(self) -> datetime | None: ...
    @property
    def names(self) -> Names: ...

    def facts(self) -> Iterator[Fact]: ...


@dataclass(frozen=True)
class Stored:
    """Material that was kept."""

    scope: Scope
    as_at: datetime
    on: date
    since: datetime | None
    names: Names
    kept: tuple[Fact, ...]

    def facts(self) -> Iterator[Fact]:
        return iter(self.kept)


def kept(material: Material, facts: tuple[Fact, ...]) -> Stored:
    """The material with its facts, all read, in memory."""
    return Stored(material.scope, material.as_at, material.on, material.since, material.names, facts)


def as_data(stored: Stored) -> dict[str, Any]:
    """What is kept of an issued report, as JSON has it."""
    data = {
        "scope": dataclasses.asdict(stored.scope),
        "as_at": stored.as_at.isoformat(),
        "on": stored.on,
        "since": stored.since and stored.since.isoformat(),
        "names": stored.names.plain(),
        "facts": [dataclasses.asdict(fact) for fact in stored.kept],
    }
    return json.loads(_dump(data))  # type: ignore[no-any-return]  # a dict in, a dict out


def from_data(data: Mapping[str, Any]) -> Stored:
    return Stored(
        scope=Scope(**data["scope"] | {"units": tuple(data["scope"]["units"])}),
        as_at=datetime.fromisoformat(data["as_at"]),
        on=date.fromisoformat(data["on"]),
        since=data["since"] and datetime.fromisoformat(data["since"]),
        names=Names.of(data["names"]),
        kept=tuple(_fact(fact) for fact in data["facts"]),
    )


def digest(data: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON: sorted keys, no blanks, UTF-8."""
    return hashlib.sha256(_dump(data).encode()).hexdigest()


def _dump(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=date.isoformat)


_DAYS = frozenset(
    field.name for field in dataclasses.fields(Fact) if field.name.endswith("_on") and "date" in str(field.type)
)


def _fact(data: Mapping[str, Any]) -> Fact:
    values = {name: _day(value) if name in _DAYS else value for name, value in data.items()}
    return Fact(
        **values
        | {
            "update": data["update"] and Update(**data["update"] | {"on": _day(data["update"]["on"])}),
            "evidence": tuple(Proof(**one) for one in data["evidence"]),
            "steps": tuple(Step(**one | {"due_on": _day(one["due_on"])}) for one in data["steps"]),
            "extensions": tuple(
                MoreTime(**one | {name: _day(one[name]) for name in ("was_on", "new_on", "asked_on", "decided_on")})
                for one in data["extensions"]
            ),
            "was": data["was"] and Earlier(**data["was"] | {"target_on": _day(data["was"]["target_on"])}),
        }
    )


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)
