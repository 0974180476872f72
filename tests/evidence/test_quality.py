"""The published figures of evidence finding hold, so a change that spoils the ranking does not pass unnoticed."""

import pytest

from benchmarks import evidence
from recommendations.importing.parser import parse
from recommendations.importing.readers import read


@pytest.fixture(scope="module")
def report():
    return parse(read(evidence.REPORT.read_bytes(), evidence.REPORT.name), "zh")


@pytest.mark.parametrize(
    ("judges", "ndcg", "precision"), [("two_readers", 0.93, 1.0), ("own_reading", 0.84, 0.9)], ids=["readers", "own"]
)
def test_the_real_report_is_ranked_as_published_and_better_than_the_yardstick(report, judges, ndcg, precision):
    gold = evidence.grades(evidence.GOLD[judges])
    ours = evidence.averages(evidence.matched(report), gold)
    plain = evidence.averages(evidence.plain(report), gold)
    assert ours["ndcg_at_10"] >= max(ndcg, plain["ndcg_at_10"])
    assert ours["precision_at_1"] >= max(precision, plain["precision_at_1"])


def test_every_leaf_of_the_real_report_gets_ten_paragraphs_to_choose_from(report):
    ranking = evidence.matched(report)
    assert len(ranking) == 28
    assert all(len(found) == len(set(found)) == 10 and "81" not in found for found in ranking.values())
