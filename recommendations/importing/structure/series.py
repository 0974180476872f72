"""Recommendations that have no title: counted in brackets, letters, words or bullets, or named behind their text."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from recommendations.importing.signs.bullets import bullet_at
from recommendations.importing.signs.numbering import Mark, list_mark
from recommendations.importing.signs.prose import announces, is_complete
from recommendations.importing.structure.candidates import Candidates, Start
from recommendations.importing.structure.evidence import MOSTLY, looks_asking, mostly_ask
from recommendations.importing.structure.surroundings import MOST_LINES
from recommendations.importing.structure.titles import CODED, named_behind
from recommendations.importing.structure.unnumbered_labels import described_label, unnumbered_label
from recommendations.importing.words.operative import find_operative

FEWEST_IN_SERIES = 2
FEWEST_DESCRIBED = 3  # labels with a word of their own
NEAR_CODE = 4
FEWEST_PARTS = 3  # numbers of a code that is known without a heading
LABELLED = re.compile(
    r"(?P<word>[^\W\d_]{3,20}|[\u4e00-\u9fff]{2,4})\s*(?:(?:n[°ºo]|núm|№|#|رقم)\.?\s*)?(?P<number>\d{1,3})(?:\s*[:：.)–—-]+\s*|$)"
)
NUMBERS = re.compile(r"\d+")
SENTENCE_END = re.compile(r"(?<=[.!?。！？؟])\s+(?=[^\W\d_])|(?<=[。！？])(?=[^\s(（])")


class Series(Candidates):
    """A report in which such recommendations are looked for."""

    def series(self, paragraphs: Sequence[Start], end: int) -> list[Start]:
        """Recommendations "(1)", "(2)" … that run on through the report: each asks, paragraphs stand between them."""
        if any(start.kind == "titled" for start in paragraphs):
            return []
        begins = [start.index for start in paragraphs]
        series: list[tuple[int, Mark]] = []
        for index in range(end):
            mark = list_mark(self.body[index].text) if self.placed(index) else None
            if mark is None or ("digit", len(series) + 1) not in mark.readings or mark.printed[0] not in "(（":
                continue
            asked = find_operative(self.sentence(index, mark.rest, end), self.lexicon)
            if asked is not None and not asked.direct and self.stands_apart(index):
                series.append((index, mark))
        owners = {bisect_right(begins, index) for index, _mark in series}
        if len(series) < FEWEST_IN_SERIES or len(owners) * 2 < len(series) + 1:
            return []
        return [
            Start(index, "titled", str(number), mark.printed, mark.rest, ref=f"Recommendation {number}")
            for number, (index, mark) in enumerate(series, start=1)
        ]

    def coded(self, paragraphs: Sequence[Start], end: int) -> list[Start]:
        """Recommendations under a code that the issuer counts over all its reports, "2026-014R", "REC 08/25": lines
        whose codes differ in one rising number, under a heading of recommendations, or where they ask."""
        if any(start.kind == "titled" for start in paragraphs):
            return []
        starts: list[Start] = []
        for index in range(end):
            match = CODED.match(self.body[index].text)
            if match is None or not self.placed(index):
                continue
            long = len(NUMBERS.findall(match["code"])) >= FEWEST_PARTS  # 140-1 is a number of another kind
            asked = long and looks_asking(self.body[index].text[match.end() :], self.lexicon, in_list=True)
            if self.headings_above[index] != "recommendations" and not asked:
                continue
            code = " ".join(match["code"].split())
            if not starts or _goes_on(starts[-1].number, code):
                rest = self.body[index].text[match.end() :]
                # A reference is part of an address.
                starts.append(Start(index, "titled", code, match[0].strip(), rest, ref=code.replace("/", "-")))
        return starts if len(starts) >= FEWEST_IN_SERIES else []

    def marked(self, end: int) -> list[Start]:
        """In a report without numbers the items of the list right under a heading of recommendations."""
        starts: list[Start] = []
        family = ""
        for index in range(end):
            mark = list_mark(self.body[index].text) if self.placed(index) else None
            if mark is None:
                continue
            wanted = dict(mark.readings)
            if not starts and 1 in wanted.values() and self._under_recommendations(index):
                family = next(name for name, ordinal in mark.readings if ordinal == 1)
            if family and wanted.get(family) == len(starts) + 1:
                number = str(len(starts) + 1)
                starts.append(Start(index, "titled", number, mark.printed, mark.rest, ref=f"Recommendation {number}"))
        return starts if len(starts) >= FEWEST_IN_SERIES else []

    def unnumbered(self, end: int) -> list[Start]:
        """The recommendations of a report without numbers: under their heading, else under one that may be theirs,
        where most ask."""
        found = (
            self.behind_labels(end) or self.labelled(end) or self.marked(end) or self.counted(end) or self.plain(end)
        )
        if found:
            return found
        self.advice = True
        self.__dict__.pop("headings_above", None)  # what it says of the headings is another now
        for series in (self.labelled, self.marked, self.counted, self.plain):
            found = series(end)
            texts = [self.sentence(start.index, start.rest, end) for start in found]
            if mostly_ask(texts, self.lexicon, in_list=True):
                return found
        self.found.counted = False
        return []

    def behind_labels(self, end: int) -> list[Start]:
        """What stands behind a label without a number below findings without numbers: "Recommendation: …", or with a
        word beside it that is always the same."""
        return self._behind(unnumbered_label(self.phrases), end) or self._behind_described(end)

    def _behind_described(self, end: int) -> list[Start]:
        """What stands behind "Operational recommendation: …", where that is printed several times."""
        described = described_label(self.phrases)
        places = [index for index in range(end) if self.placed(index)]
        labels = Counter(match[0].lower() for at in places if (match := described.match(self.body[at].text)))
        printed, count = max(labels.items(), key=lambda found: found[1], default=("", 0))
        if count < FEWEST_DESCRIBED or self.phrases.past.search(printed) or self.phrases.headings.about.search(printed):
            return []
        return self._behind(re.compile(re.escape(printed), re.IGNORECASE), end)

    def _behind(self, label: re.Pattern[str], end: int) -> list[Start]:
        starts: list[Start] = []
        for index in range(end):
            match = label.match(self.body[index].text) if self.placed(index) else None
            if match is not None:
                rest, number = self.body[index].text[match.end() :], str(len(starts) + 1)
                ref = f"Recommendation {number}"
                starts.append(Start(index, "titled", number, match[0].strip(), rest, ref=ref))
        self.found.counted = len(starts) >= FEWEST_IN_SERIES
        return starts if self.found.counted else []

    def plain(self, end: int) -> list[Start]:
        """What is set apart under a heading of recommendations and has no mark at all, where most of it asks."""
        places = [
            index
            for index in range(end)
            if self.headings_above[index] == "recommendations"
            and self.layout.parted(self.body[index])
            and self.body[index].role != "heading"
            and self._is_whole(index, end)
        ]
        asking = [index for index in places if looks_asking(self._block(index, end), self.lexicon, in_list=False)]
        if len(asking) < max(FEWEST_IN_SERIES, len(places) * MOSTLY):
            return []
        self.found.counted = True
        return [
            Start(index, "titled", str(number), "", self.body[index].text, ref=f"Recommendation {number}")
            for number, index in enumerate(asking, start=1)
        ]

    def _block(self, index: int, end: int) -> str:
        """The text from a line to the next that is set apart."""
        last = next((at for at in range(index + 1, end) if self.layout.parted(self.body[at])), end)
        return " ".join(line.text for line in self.body[index : min(last, index + MOST_LINES)])

    def _is_whole(self, index: int, end: int) -> bool:
        text = self._block(index, end)
        return is_complete(text) and not announces(text)

    def labelled(self, end: int) -> list[Start]:
        """In a report without numbers what is counted by a word of any kind under a heading of recommendations:
        "Action 1: …", "Measure 2: …"."""
        starts: list[Start] = []
        label = ""
        for index in range(end):
            match = LABELLED.match(self.body[index].text) if self.placed(index) else None
            if match is None or int(match["number"]) != len(starts) + 1:
                continue
            word = match["word"].lower()
            if word == label or (not starts and self.headings_above[index] == "recommendations"):
                label, rest = word, self.body[index].text[match.end() :]
                number = match["number"]
                printed = match[0].strip()
                starts.append(Start(index, "titled", number, printed, rest, ref=f"Recommendation {number}"))
        return starts if len(starts) >= FEWEST_IN_SERIES else []

    def enclosing(self, paragraphs: Sequence[Start], end: int) -> list[Start]:
        """The items of such a list, where all numbers stand below them and begin anew in each: "（一）" with "1."."""
        if not paragraphs or any(start.kind == "titled" for start in paragraphs):
            return []
        items = self.marked(end)
        if not items or items[0].printed[0] not in "(（" or self.in_summary(items[0].index):
            return []
        begins = [start.index for start in items]
        first_in: dict[int, str] = {}
        in_finding = False
        for start in paragraphs:
            number, at = start.number.partition("[")[0], bisect_right(begins, start.index)
            if at == 0 and number == "1":
                in_finding = self._below_mark(start.index)
            if at > 0 or not in_finding:
                first_in.setdefault(at, number)
        return items if 0 not in first_in and set(first_in.values()) <= {"1"} else []

    def _below_mark(self, index: int) -> bool:
        """Whether the line before is an item with a mark in brackets, below which a list of its own begins."""
        mark = list_mark(self.body[index - 1].text) if index else None
        return mark is not None and mark.printed[0] in "(（"

    def headed_lists(self, paragraphs: Sequence[Start], end: int) -> list[Start]:
        """The items of lists that begin anew under each heading below that of recommendations, where no paragraph
        stands between: "B. Recommendations", "1. Training", "(a) …"; they are counted."""
        if any(start.kind == "titled" for start in paragraphs):
            return []
        begins = [start.index for start in paragraphs]
        heads = [self.headings_above[index] == "recommendations" for index in range(end)]
        found: list[tuple[int, Mark]] = []
        for first in (index for index in range(end) if heads[index] and not (index and heads[index - 1])):
            behind = next((index for index in range(first, end) if not heads[index]), end)
            place = bisect_left(begins, first)
            until = min(behind, begins[place] if place < len(begins) else end)
            found += self._lists_anew(first, until)
        self.found.counted = self.found.counted or bool(found)
        return [
            Start(index, "titled", str(number), mark.printed, mark.rest, ref=f"Recommendation {number}")
            for number, (index, mark) in enumerate(found, start=1)
        ]

    def _lists_anew(self, first: int, end: int) -> list[tuple[int, Mark]]:
        """The lettered items between two lines, where they make several lists and only headings stand above them."""
        marks = [
            (index, mark)
            for index in range(first, end)
            if self.placed(index) and (mark := list_mark(self.body[index].text)) and not NUMBERS.search(mark.printed)
        ]
        if not marks or any(is_complete(line.text) for line in self.body[first : marks[0][0]]):
            return []
        lists = last = 0
        for _index, mark in marks:
            ordinals = {ordinal for _family, ordinal in mark.readings}
            if not ordinals & {1, last + 1}:
                return []
            goes_on = last > 0 and last + 1 in ordinals
            lists += not goes_on
            last = last + 1 if goes_on else 1
        return marks if lists >= FEWEST_IN_SERIES else []

    def in_words(self, paragraphs: Sequence[Start], end: int) -> list[Start]:
        """Recommendations counted in words right under their heading: "PRIMERA. Repare …", "SEGUNDA. Capacite …"."""
        if any(start.kind == "titled" for start in paragraphs):
            return []
        starts: list[Start] = []
        for index in range(end):
            match = self.phrases.ordinals.alone(self.body[index].text) if self.placed(index) else None
            if match is None or self.phrases.ordinals.value(match) != len(starts) + 1:
                continue
            if starts or self._under_recommendations(index) or self._addresses(index):
                number, text = str(len(starts) + 1), self.body[index].text
                printed, rest = match[0].strip(), text[match.end() :]
                starts.append(Start(index, "titled", number, printed, rest, ref=f"Recommendation {number}"))
        return starts if len(starts) >= FEWEST_IN_SERIES else []

    def _under_recommendations(self, index: int) -> bool:
        """Whether a heading of recommendations stands above a line, or a sentence right above says so."""
        return bool(self.recommends(index, by_words=True)) or self.headings_above[index] == "recommendations"

    def _addresses(self, index: int) -> bool:
        """Whether the line before calls on somebody, under a heading of recommendations: "To you, Commissioner:"."""
        called = index > 0 and announces(self.body[index - 1].text)
        return called and self.recommends(index - 1, by_words=False) != ""

    def counted(self, end: int) -> list[Start]:
        """The same, where the items have bullets for marks: they are counted."""
        starts: list[Start] = []
        place: tuple[str, int] | None = None
        for index in range(end):
            line = self.body[index]
            bullet = bullet_at(line.text) if self.placed(index) else None
            if bullet is None:
                continue
            if place is None and self._under_recommendations(index):
                place = bullet.sign, line.depth
            if place == (bullet.sign, line.depth):
                number = str(len(starts) + 1)
                starts.append(Start(index, "titled", number, bullet.sign, bullet.rest, ref=f"Recommendation {number}"))
        self.found.counted = len(starts) >= FEWEST_IN_SERIES
        return starts if self.found.counted else []

    def named_behind(self, paragraphs: Sequence[Start], end: int) -> list[Start]:
        """Recommendations that carry their title at their end: "The Director should … (Recommendation 1)"; a numbered
        paragraph that does is one as a whole. A single one counts right below what says that it recommends."""
        if any(start.kind == "titled" for start in paragraphs):
            return []
        named = named_behind(self.phrases)
        numbered = {start.index: start for start in paragraphs}
        starts: list[Start] = []
        first = 0
        for index in range(end):
            before = self.body[index - 1].text if index else ""
            text = f"{before} {self.body[index].text}"
            parted = self.layout.parted(self.body[index]) and not named.fullmatch(self.body[index].text.strip())
            apart = self.body[index].role == "heading" or parted or announces(before)
            if apart or named.search(before) or index in numbered:
                first, text = index, self.body[index].text
            match = named.search(text)
            if match is None or int(match["number"]) != len(starts) + 1:
                continue
            number, ref = match["number"], f"Recommendation {match['number']}"
            above = numbered.get(first)
            if above is None:
                rest = self.body[first].text
                starts.append(Start(first, "titled", number, "", rest, ref=ref, label=match[0].strip()))
            elif self._asks(first, index):
                starts.append(replace(above, ref=ref))
        only = len(starts) == 1 and bool(self.recommends(starts[0].index, by_words=True))
        return starts if only or len(starts) >= FEWEST_IN_SERIES else []

    def _asks(self, first: int, last: int) -> bool:
        """Whether the last sentence of these lines asks something, and does not tell what was asked before."""
        text = " ".join(line.text for line in self.body[first : last + 1])
        sentence = SENTENCE_END.split(text)[-1]
        return find_operative(sentence, self.lexicon) is not None and self.phrases.past.search(sentence) is None


def _goes_on(before: str, code: str) -> bool:
    """Whether a code is a later one of the same kind: REC 09/25 after REC 08/25."""
    if NUMBERS.sub("0", before) != NUMBERS.sub("0", code):
        return False
    changed = [
        (int(one), int(other))
        for one, other in zip(NUMBERS.findall(before), NUMBERS.findall(code), strict=True)
        if one != other
    ]
    return len(changed) == 1 and 0 < changed[0][1] - changed[0][0] <= NEAR_CODE
