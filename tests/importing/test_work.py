"""The parser's work grows with the lines, not with their square: counted, not timed."""

import pytest

from recommendations.importing.parser import parse
from recommendations.importing.readers import read
from recommendations.importing.recommending import said_twice
from recommendations.importing.structure import candidates, surroundings


@pytest.mark.parametrize("line", ["1. x\n", "1. The Office did this.\n", "7. 12 items\n"])
def test_lines_are_asked_a_bounded_number_of_times_whether_they_end_a_sentence(monkeypatch, line):
    asked = 0
    is_complete = candidates.is_complete

    def counted(text: str) -> bool:
        nonlocal asked
        asked += 1
        return is_complete(text)

    monkeypatch.setattr(candidates, "is_complete", counted)
    monkeypatch.setattr(surroundings, "is_complete", counted)
    parse(read(("1. One.\n" + line * 1000).encode(), "report.txt"), "en")
    assert asked < 60_000


def test_lists_are_compared_with_what_shares_rare_words_and_not_with_everything(monkeypatch):
    compared = 0
    alike = said_twice.Words.alike

    def counted(words: said_twice.Words, item: int) -> list[tuple[int, int]]:
        nonlocal compared
        compared += len(words.candidates(item))
        return list(alike(words, item))

    monkeypatch.setattr(said_twice.Words, "alike", counted)
    lists = "".join(
        f"{number}. The Committee recommends that Member States:\n\n(a) Adopt programme {number}x of training;\n\n"
        f"(b) Repair the harbour called {number}y;\n\n"
        for number in range(2, 502)
    )
    report = parse(read(f"1. One.\n\n{lists}".encode(), "report.txt"), "en")
    assert len(report.recommendations) == 1000
    assert compared < 60_000
