"""Where a person says that a corrigendum's words are: kept as a correction of the file, like all that is put right."""

from collections.abc import Sequence
from dataclasses import replace

from recommendations.importing.corrections import Correction
from recommendations.importing.corrigenda.places import numbered
from recommendations.importing.parsed import Amendment, ParsedReport, Spot
from recommendations.importing.report_parts import CannotBeDone

PLACE = "place"
# What can be put somewhere: what is put in has its number, and what is not understood says nothing.
MOVABLE = frozenset({"replace", "text", "append", "prepend", "delete"})
MOST_TIMES = 10_000


def target_of(place: int) -> str:
    """The address of an amendment, by its place in the file."""
    return f"amendment:{place}"


def put_there(corrigendum: ParsedReport, corrections: Sequence[Correction]) -> tuple[ParsedReport, dict[int, str]]:
    """The corrigendum with the places that people have given, and a code for each that does not fit, by its place."""
    amendments, refused = list(corrigendum.amendments), {}
    for place, correction in enumerate(corrections):
        try:
            index = _index(amendments, correction)
            amendments[index] = _put(amendments[index], correction)
        except CannotBeDone as cannot:
            refused[place] = cannot.code
    return replace(corrigendum, amendments=tuple(amendments)), refused


def _index(amendments: Sequence[Amendment], correction: Correction) -> int:
    kind, _colon, place = correction.target.partition(":")
    if correction.act != PLACE:
        raise CannotBeDone("act_unknown")
    if kind != "amendment" or not place.isdecimal() or int(place) >= len(amendments):
        raise CannotBeDone("not_there")
    return int(place)


def _put(amendment: Amendment, correction: Correction) -> Amendment:
    name = numbered(" ".join(correction.value.split()))
    if amendment.act not in MOVABLE:
        raise CannotBeDone("not_there")
    if not name:
        raise CannotBeDone("number_needed")
    if correction.more and not (correction.more.isdecimal() and 0 < int(correction.more) < MOST_TIMES):
        raise CannotBeDone("time_unusable")
    spot = Spot("paragraph", (name,), amendment.spot.sentence, amendment.spot.until, name)
    return replace(amendment, spot=spot, time=int(correction.more or 0))
