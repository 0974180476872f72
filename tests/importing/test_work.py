"""The parser's work grows with the lines, not with their square: counted, not timed."""

import pytest

from recommendations.importing import starts
from recommendations.importing.parser import parse
from recommendations.importing.readers import read


@pytest.mark.parametrize("line", ["1. x\n", "1. The Office did this.\n", "7. 12 items\n"])
def test_lines_are_asked_a_bounded_number_of_times_whether_they_end_a_sentence(monkeypatch, line):
    asked = 0
    is_complete = starts.is_complete

    def counted(text: str) -> bool:
        nonlocal asked
        asked += 1
        return is_complete(text)

    monkeypatch.setattr(starts, "is_complete", counted)
    parse(read(("1. One.\n" + line * 1000).encode(), "report.txt"), "en")
    assert asked < 60_000
