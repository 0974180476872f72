"""Sentences that ask where nothing was read are shown to whoever imports; where a report was read right, none are."""

from django.utils.translation import override

from recommendations.importing.parsed import ParsedReport
from recommendations.importing.wording import warning_words
from tests.importing.documents import parsed

ASKED = (
    "The Committee recommends that States mark their shoals.",
    "The Committee urges States to\nlight their piers.",
    "The Committee requests the Secretary-General to print the charts.",
)


def told(report: ParsedReport) -> list[dict[str, str]]:
    return [dict(warning.parameters) for warning in report.warnings if warning.code == "asked_elsewhere"]


def with_annex(*asked: str) -> ParsedReport:
    return parsed(
        "I. Findings\n\n1. The charts are old.\n\n2. The piers are dark.\n\n"
        "II. Recommendations\n\n3. The Committee recommends that States train their pilots.\n\n"
        "Annex\n\nAdvice of the pilots\n\n" + "\n\n".join(asked) + "\n"
    )


def test_sentences_that_ask_in_what_was_not_read_are_counted_with_their_lines() -> None:
    report = with_annex(*ASKED)
    assert [node.ref for node in report.recommendations] == ["3"]
    assert told(report) == [{"count": "3", "lines": "15, 17, 20"}]


def test_one_or_two_may_be_quoted_and_what_is_read_or_told_is_not_counted() -> None:
    assert told(with_annex(*ASKED[:2])) == []
    assert told(with_annex(*ASKED[:2], "In 2019, the Committee recommended that States buy lamps.")) == []
    assert told(parsed("I. Recommendations\n\n" + "\n\n".join(f"{n}. {one}" for n, one in enumerate(ASKED, 1)))) == []


def test_what_somebody_is_obliged_to_counts_where_there_is_much_of_it() -> None:
    duties = [f"Member States should keep lamp {number} lit." for number in range(1, 9)]
    assert told(with_annex(*duties[:7])) == []
    assert [one["count"] for one in told(with_annex(*duties))] == ["8"]


def test_the_lines_are_set_apart_as_the_readers_language_does_it() -> None:
    (asked,) = (one for one in with_annex(*ASKED).warnings if one.code == "asked_elsewhere")
    with override("ar"):
        assert "15، 17، 20" in warning_words(asked)


def test_a_sentence_that_announces_recommendations_is_shown_where_none_was_read_below_it() -> None:
    above = "1 Findings\n\n1.1 The charts are old.\n\n1.2 The piers are dark.\n\n2 Recommendations\n\n"
    opener = "The Committee recommends that the Minister of Ports:\n\n"
    behind = "3 Thanks\n\n3.1 The Committee thanks the pilots.\n\n3.2 It met four times.\n"
    assert told(parsed(f"{above}{opener}{behind}")) == [{"count": "1", "lines": "9"}]
    assert told(parsed(f"{above}{opener}2.1 Buy new charts.\n\n2.2 Light the piers.\n\n{behind}")) == []
