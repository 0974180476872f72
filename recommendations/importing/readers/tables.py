"""What all tables have in common, whatever file they come from."""

import re
from collections.abc import Sequence

LONGEST_HEADING = 80  # characters
# A heading names what is in its column; a reference, a number or a whole sentence does not.
REFERENCE = re.compile(r"[\W\d]*|\d.*|[(（]?\w{1,3}[)）.].*|.{30,}[.;。；]")


def is_heading_row(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether a table's first row reads as headings of its columns and the second as the first of its data."""
    return (
        len(first) > 1
        and len(first) >= len(second)
        and all(text and len(text) <= LONGEST_HEADING for text in first)
        and len({*first}) == len(first)
        and not any(REFERENCE.fullmatch(text) for text in first)
        and [*first] != [*second]
    )
