"""How well evidence is found in A/67/156, against a plain yardstick in the same run. Prints one JSON document.

    python -m benchmarks.evidence

Two sets of judgements, kept apart: six recommendations judged by two independent readers, and the other twenty-two
judged in our own reading. nDCG@10 takes the grade as the gain; precision@1 counts a first place of either grade.
"""

import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter

from recommendations.evidence.matching import Matcher, Passage, Wanted, argument
from recommendations.importing.parsed import ParsedReport
from recommendations.importing.parser import parse
from recommendations.importing.readers import read
from recommendations.search import segment

ROOT = Path(__file__).resolve().parent
REPORT = ROOT.parent / "fixtures" / "reports" / "A-67-156.zh.txt"
GOLD = {
    "two_readers": ROOT / "data" / "evidence-A-67-156.json",
    "own_reading": ROOT / "data" / "evidence-A-67-156.own-reading.json",
}
DEPTH = 10

Ranking = Mapping[str, list[str]]


def main() -> None:
    report = parse(read(REPORT.read_bytes(), REPORT.name), "zh")
    rankers: dict[str, Callable[[ParsedReport], Ranking]] = {"suivi": matched, "bigram_tf_idf": plain}
    figures: dict[str, object] = {}
    seconds = {}
    rankings = {}
    for name, ranker in rankers.items():
        started = perf_counter()
        rankings[name] = ranker(report)
        seconds[name] = round(perf_counter() - started, 3)
    for judges, path in GOLD.items():
        gold = grades(path)
        figures[judges] = {"recommendations": len(gold)} | {
            name: averages(ranking, gold) for name, ranking in rankings.items()
        }
    json.dump({"report": "A/67/156", **figures, "seconds": seconds}, sys.stdout, indent=1)
    sys.stdout.write("\n")


def grades(path: Path) -> dict[str, dict[str, int]]:
    """The judged paragraphs of each recommendation with their grade; the others count as unrelated."""
    return {ref: judged["relevant"] for ref, judged in json.loads(path.read_text("utf-8"))["gold"].items()}


def matched(report: ParsedReport) -> Ranking:
    """The ranking of the application."""
    headings = [section.heading for section in report.sections]
    texts = {item.ref: item.text for item in report.recommendations}
    parents = {item.parent for item in report.recommendations}
    held: dict[str, list[str]] = defaultdict(list)
    for item in report.recommendations:
        held[item.paragraph].append(item.text)
    argued = {one.number: argument(one.text, held[one.number]) for one in report.paragraphs}
    matcher = Matcher(
        [
            Passage(one.number, argued[one.number], tuple(headings[index] for index in one.sections))
            for one in report.paragraphs
            if argued[one.number]
        ],
        language=report.document.language,
    )
    return {
        item.ref: [
            found.paragraph
            for found in matcher.rank(
                Wanted(item.text, item.heading or "", texts.get(item.parent or "", "")), limit=DEPTH
            )
        ]
        for item in report.recommendations
        if item.ref not in parents
    }


def plain(report: ParsedReport) -> Ranking:
    """The yardstick: cosine of character pairs weighed by tf-idf, nothing else."""
    counts = {one.number: Counter(segment(one.text)) for one in report.paragraphs}
    spread = Counter(term for terms in counts.values() for term in terms)

    def weighed(terms: Mapping[str, int]) -> dict[str, float]:
        weights = {
            term: count * (1 + math.log((1 + len(counts)) / (1 + spread[term]))) for term, count in terms.items()
        }
        length = math.hypot(*weights.values()) or 1.0
        return {term: weight / length for term, weight in weights.items()}

    vectors = {number: weighed(terms) for number, terms in counts.items()}
    ranking = {}
    for item in report.recommendations:
        asked = weighed(Counter(segment(item.text)))
        likeness = {
            number: sum(weight * vector.get(term, 0.0) for term, weight in asked.items())
            for number, vector in vectors.items()
            if number != item.paragraph
        }
        ranking[item.ref] = sorted(likeness, key=lambda number: -likeness[number])[:DEPTH]
    return ranking


def averages(ranking: Ranking, gold: Mapping[str, Mapping[str, int]]) -> dict[str, float]:
    gains = [ndcg(ranking[ref], relevant) for ref, relevant in gold.items()]
    firsts = [ranking[ref][:1] != [] and ranking[ref][0] in relevant for ref, relevant in gold.items()]
    return {"ndcg_at_10": round(sum(gains) / len(gold), 3), "precision_at_1": round(sum(firsts) / len(gold), 3)}


def ndcg(found: list[str], relevant: Mapping[str, int]) -> float:
    ideal = sorted(relevant.values(), reverse=True)
    return discounted([relevant.get(number, 0) for number in found]) / discounted(ideal)


def discounted(grades: list[int]) -> float:
    return sum(grade / math.log2(place + 2) for place, grade in enumerate(grades[:DEPTH]))


if __name__ == "__main__":
    main()
