"""Where the paragraphs, the titled recommendations and the items numbered like paragraphs begin."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, pairwise

from recommendations.importing.pages.layout import Layout
from recommendations.importing.pages.pages import BodyLine
from recommendations.importing.signs.numbering import list_mark
from recommendations.importing.signs.paragraph_numbers import (
    NumberCandidate,
    chapter_number,
    is_deep,
    numberings,
    paragraph_sequence,
)
from recommendations.importing.signs.prose import announces, is_complete
from recommendations.importing.structure.annexes import FEW_TEXTS, Annexes
from recommendations.importing.structure.candidates import Start, Starts
from recommendations.importing.structure.heading_kinds import HeadingKind, speaks_of_older
from recommendations.importing.structure.numbered_reply import answered_headings
from recommendations.importing.structure.opened_list import recommended_across
from recommendations.importing.structure.resolutions import are_resolutions, behind_last, first_title, title_before
from recommendations.importing.structure.series import FEWEST_IN_SERIES
from recommendations.importing.structure.start_labels import have_labels_alone, named_above, parted_labels
from recommendations.importing.structure.surroundings import FAR
from recommendations.importing.structure.thematic import thematic_list
from recommendations.importing.structure.titles import Title, Titles, title_sequence
from recommendations.importing.structure.unnumbered_labels import label_at_end, unnumbered_label
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.phrases import Phrases

FEWEST_IN_CHAPTERS = 3
SHORT_LIST = 5
MOST_TITLED = 8  # lines of a titled recommendation above its parts
FEW_ASKING = 0.25  # of a list; where no more ask by a verb, the others do it in another way
AGAIN = 30  # letters by which an entry of a list is known again


def find_starts(body: Sequence[BodyLine], layout: Layout, lexicon: Lexicon, phrases: Phrases) -> Starts:
    """The starts of a running text."""
    return _Finder(body, layout, lexicon, phrases).find()


class _Finder(Annexes):
    def find(self) -> Starts:
        plain = self.numbered_lines()
        annex = self._annex(plain)
        self.found.annex = None if annex is not None and self._lists_recommendations(annex) else annex
        end = self.found.annex if self.found.annex is not None else len(self.body)
        listed = thematic_list(self, {entry.number for entry in plain if entry.placed}, end)
        if listed.rows:
            self.found.breaks = listed.breaks
            self.found.starts = [
                Start(row.index, "titled", row.ref, row.printed, row.rest, ref=row.ref) for row in listed.rows
            ]
            return self.found
        paragraphs = self._paragraphs([entry for entry in plain if entry.index < end], end)
        if answered := answered_headings(self, paragraphs, end):
            self.found = Starts(answered)
            return self.found
        titled = self._in_full(paragraphs, end)
        paragraphs = [] if titled.begun else paragraphs
        titled = titled if titled.begun else self._titled(paragraphs, end)
        paragraphs = self._without_lists(paragraphs, titled=bool(titled.begun))
        if _are_short_lists(paragraphs) and self.coded(paragraphs, end):
            paragraphs, self.found.again = [], []
        if titled.begun and len(paragraphs) == 1 and self.is_short(self.body[paragraphs[0].index]):
            paragraphs = []  # a heading with a numeral in a report whose paragraphs have none
        enclosing = [] if titled.begun else self.enclosing(paragraphs, end)
        if enclosing:
            self.found.again, self.found.breaks, self.found.resolutions = [], {}, 0
            self.found.listed = {
                entry.index: entry.number for entry in plain if entry.placed and entry.index > enclosing[0].index
            }
            paragraphs = enclosing
        across, again, parts = ([], [], set()) if titled.begun else recommended_across(self, plain, paragraphs, end)
        paragraphs = [start for start in paragraphs if start.index not in parts]
        for entry in across:
            self.found.listed.pop(entry.index, None)
        if not titled.begun:
            paragraphs += (
                [self._listed_title(entry) for entry in across]
                or self.coded(paragraphs, end)
                or self.series(paragraphs, end)
                or self.named_behind(paragraphs, end)
                or self.in_words(paragraphs, end)
                or self.headed_lists(paragraphs, end)
            )
            paragraphs = paragraphs or self.lost_numbers(end) or self.unnumbered(end)
        paragraphs += [] if titled.begun else self._advice(plain, bool(paragraphs))
        merged = {start.index: start for start in paragraphs}
        for title in titled.begun:
            above = merged.get(title.index)
            if above is None:
                merged[title.index] = _titled_start(title)
            else:  # "13. Recommendation 1: Text" is the paragraph 13 and the recommendation in one
                merged[title.index] = replace(above, ref=title.ref, label=title.printed)
        starts = named_above([merged[index] for index in sorted(merged)])
        self.found.labels_alone = have_labels_alone(self.body, starts, self.lexicon)
        self.found.starts = parted_labels(starts, self.lexicon) if self.found.labels_alone else starts
        self.found.repeated = (
            *(title.ref for title in titled.repeated),
            *(self._listed_title(entry).ref for entry in again),
        )
        return self.found

    def _without_lists(self, paragraphs: list[Start], *, titled: bool) -> list[Start]:
        """In a report whose text carries no numbers the list of recommendations alone, if there is one, or nothing
        beside the titled ones; what else is counted, of conclusions or of names, numbers no paragraphs."""
        plain = [start for start in paragraphs if start.kind == "paragraph"]
        if any("." in start.number or start.ref for start in plain):
            return paragraphs
        found = [start for start in paragraphs if start.kind == "titled"]
        listed = [] if titled or found else self._list_of_recommendations(plain)
        if not (others := [start for start in plain if start not in listed]) or not (titled or found or listed):
            return paragraphs
        whole = [start.index for start in others if not self.is_short(self.body[start.index])] or [others[0].index]
        if self.told_before(whole[0]) <= max(FEW_TEXTS, 2 * len(whole)):
            return paragraphs
        self.found.again = []
        return [*found, *(self._as_title(start) for start in listed)]

    def _list_of_recommendations(self, plain: Sequence[Start]) -> list[Start]:
        """The numbering that begins right under a heading of recommendations."""
        for at, start in enumerate(plain):
            number, _, suffix = start.number.partition("[")
            if number == "1" and self.recommends(start.index, by_words=False) == "recommendations":
                return [one for one in plain[at:] if one.number.partition("[")[2] == suffix]
        return []

    def _as_title(self, start: Start) -> Start:
        number = start.number.partition("[")[0]
        return replace(start, kind="titled", number=number, ref=f"Recommendation {number}")

    # --- paragraphs -------------------------------------------------------------------------------------------

    def _paragraphs(self, plain: Sequence[NumberCandidate], end: int) -> list[Start]:
        found = numberings(plain)
        longest = found.longest
        main = found.sequences[longest] if longest >= 0 else []
        chapters = self._chapters(sorted(chain(*found.sequences), key=lambda entry: entry.index), end)
        summary = [entry for entry in main if entry.whole and entry.index < chapters[0].index] if chapters else []
        if len(summary) == len(main) and (
            (len(main) >= FEWEST_IN_CHAPTERS and len(chapters) > 1) or len(chapters) > len(main) >= FEWEST_IN_SERIES
        ):
            if self._are_points(main, chapters[0].index):
                return chapters
            # A summary is counted through, then the chapters.
            return [*(self._plain(entry, str(entry.number)) for entry in main), *chapters]
        if len(chapters) >= max(FEWEST_IN_CHAPTERS, sum(entry.whole for entry in main)):
            self.found.listed = self._lists_in_chapters(plain, {start.index for start in chapters})
            return chapters
        self.found.listed = {entry.index: entry.number for entry in found.listed}
        self.found.left = [
            (self.body[run[0].index].number, self.body[run[-1].index].number, run[0].number, run[-1].number)
            for run in found.left
        ]
        if are_resolutions(found.sequences, self.body):
            signed = behind_last(self.body, found.sequences[-1][-1].index, end, self.layout)
            self.found.breaks = {} if signed is None else {signed: "signature"}
            if len(found.sequences) > 1:
                return self._resolutions(found.sequences)
        starts: list[Start] = []
        names = found.named
        for place, sequence in enumerate(found.sequences):
            if place < longest and self.in_summary(sequence[0].index):
                continue
            starts += self._sequence(sequence, names[place], is_main=place == longest, alone=len(found.sequences) == 1)
        return starts

    def _are_points(self, main: Sequence[NumberCandidate], end: int) -> bool:
        """Whether numbers right below the heading of a summary are its points, not paragraphs with lists."""
        first = main[0].index
        heads = first > 0 and self.lexicon.summary_heading.fullmatch(self.body[first - 1].text) is not None
        return heads and not any(announces(line.text) or list_mark(line.text) for line in self.body[first:end])

    def _sequence(
        self, sequence: Sequence[NumberCandidate], names: Sequence[str], *, is_main: bool, alone: bool
    ) -> list[Start]:
        """The starts of one numbering: recommendations where it stands under such a heading, else paragraphs, as they
        are called."""
        self.found.labels = self.found.labels or self._have_labels([entry.index for entry in sequence])
        if sequence[0].number == 1 and (alone or not is_main) and not self.found.labels:
            first = sequence[0].index
            kind = self.recommends(first, by_words=alone) or (self._alone_below(first) if alone else "")
            if kind == "recommendations" or (kind and not self._concludes(sequence)):
                return [self._listed_title(entry) for entry in sequence]
        starts = [self._plain(entry, name) for entry, name in zip(sequence, names, strict=True)]
        again = next((place for place, name in enumerate(names) if name[-1] == "]"), None)
        if again is not None:
            self.found.again.append((self.body[sequence[again].index].number, names[again]))
        return starts

    def _have_labels(self, places: Sequence[int]) -> bool:
        """Whether below most entries of a numbering, by their places, stands "Recommendation: …", without a number."""
        label = unnumbered_label(self.phrases)
        labelled = sum(
            any(label.match(line.text) for line in self.body[place + 1 : end])
            for place, end in pairwise([*places, len(self.body)])
        )
        return labelled >= FEWEST_IN_SERIES and labelled * 2 > len(places)

    def _alone_below(self, index: int) -> HeadingKind:
        """ "recommendations" for the only numbers of a report, somewhere below their heading."""
        return "recommendations" if self.headings_above[index] == "recommendations" else ""

    def _concludes(self, sequence: Sequence[NumberCandidate]) -> bool:
        """Whether some entries of a list of conclusions and recommendations plainly ask, and others do not, or say at
        their ends which they are."""
        ends = [*(entry.index for entry in sequence[1:]), len(self.body)]
        lasts = (
            " ".join(line.text for line in self.body[max(entry.index, end - FAR) : end])
            for entry, end in zip(sequence, ends, strict=True)
        )
        if sum(label_at_end(last, self.lexicon) != "" for last in lasts) * 2 > len(sequence):
            return True
        asking = sum(self.asks(entry.index, end) for entry, end in zip(sequence, ends, strict=True))
        return len(sequence) > asking > len(sequence) * FEW_ASKING

    def _resolutions(self, sequences: Sequence[Sequence[NumberCandidate]]) -> list[Start]:
        """The paragraphs of a volume of resolutions: 1, 2 … of the first, 1[2], 2[2] … of the second."""
        titles = [first_title(self.body, sequences[0][0].index)]
        titles += [title_before(self.body, above[-1].index, below[0].index) for above, below in pairwise(sequences)]
        self.found.resolutions = len(sequences)
        self.found.breaks = {title: "resolution" for title in titles if title is not None} | self.found.breaks
        return [
            self._plain(entry, f"{entry.number}[{place}]" if place > 1 else str(entry.number))
            for place, sequence in enumerate(sequences, start=1)
            for entry in sequence
        ]

    def _plain(self, entry: NumberCandidate, name: str) -> Start:
        _number, printed, rest = self.number_of(self.body[entry.index].text) or (0, "", "")
        return Start(entry.index, "paragraph", name, printed, rest)

    def _listed_title(self, entry: NumberCandidate) -> Start:
        _number, printed, rest = self.number_of(self.body[entry.index].text) or (0, "", "")
        number = str(entry.number)
        return Start(entry.index, "titled", number, printed, rest, ref=f"Recommendation {number}")

    # --- paragraphs numbered by chapters ------------------------------------------------------------------------

    def _chapters(self, whole: Sequence[NumberCandidate], end: int) -> list[Start]:
        families: dict[str, dict[int, int]] = {}
        for index in range(end):
            if self.may_number(self.body[index]) and (found := chapter_number(self.body[index].text)):
                families.setdefault(found[0], {})[index] = found[1]
        places = sorted((index, chapter) for chapter, numbers in families.items() for index in numbers)
        starts: list[Start] = []
        for chapter, numbers in families.items():
            # "2.5 million" in mid-sentence looks just like the next paragraph of chapter 2.
            entries = self.candidates(numbers, end)
            candidates = [entry for entry in entries if entry.placed or is_deep(self.body[entry.index].text)]
            follows = chapter.isdecimal() and str(int(chapter) - 1) in families
            if not candidates or self._is_list(chapter, candidates[0], whole, places, follows=follows):
                continue
            sequence = paragraph_sequence(candidates)
            if sequence and self._is_in_title(chapter, sequence[0].index):
                continue
            if len(sequence) > 1 or (sequence and len(families) > 1 and sequence[0].placed):
                starts += [self._in_chapter(chapter, entry) for entry in sequence if self._is_text(entry, families)]
        starts.sort(key=lambda start: start.index)
        labels = self._have_labels([start.index for start in starts])
        self.found.labels = self.found.labels or labels
        if not labels and all(self.is_short(self.body[start.index]) for start in starts):
            return []  # the headings "1.1 A scattered organisation" of a report whose paragraphs carry no numbers
        return starts

    def _in_chapter(self, chapter: str, entry: NumberCandidate) -> Start:
        found = chapter_number(self.body[entry.index].text)
        printed, rest = (found[2], found[3]) if found else ("", self.body[entry.index].text)
        return Start(entry.index, "paragraph", f"{chapter}.{entry.number}", printed, rest)

    def _is_list(
        self,
        chapter: str,
        first: NumberCandidate,
        main: Sequence[NumberCandidate],
        places: Sequence[tuple[int, str]],
        *,
        follows: bool,
    ) -> bool:
        """Whether 140.1, 140.2 … are items of the paragraph 140 right above them, not paragraphs of a chapter 140.
        `places` are all lines that begin with such a number, with its chapter; one that `follows` another chapter may
        have text below its heading."""
        above = bisect_left(main, first.index, key=lambda entry: entry.index) - 1
        if above < 0 or str(main[above].number) != chapter:
            return False
        start = main[above].index
        between = places[bisect_left(places, (start, "")) : bisect_left(places, (first.index, ""))]
        if any(name != chapter for _index, name in between):
            return False
        if follows and self.is_short(self.body[start]) and self.body[start + 1].text[0].isupper():
            return False
        return any(is_complete(line.text) for line in self.body[start : first.index])

    def _is_in_title(self, chapter: str, first: int) -> bool:
        """Whether 4.1, 4.2 … are parts of the recommendation titled 4 right above them."""
        for index in range(first - 1, max(-1, first - 1 - MOST_TITLED), -1):
            title = self._title_at(index, self.body[index].text) if self.stands_apart(index) else None
            if title is not None:
                return title.number == chapter
            number = chapter_number(self.body[index].text)
            if self.body[index].role == "heading" or (number is not None and number[0] != chapter):
                return False
        return False

    def _is_text(self, entry: NumberCandidate, families: dict[str, dict[int, int]]) -> bool:
        """Whether it is a paragraph, not the heading "2.1 Findings" above the paragraphs 2.1.1, 2.1.2 …"""
        found = chapter_number(self.body[entry.index].text)
        below = min(families.get(f"{found[0]}.{found[1]}", [-1])) if found else -1
        return below < entry.index or any(is_complete(line.text) for line in self.body[entry.index : below])

    def _lists_in_chapters(self, plain: Sequence[NumberCandidate], chapters: set[int]) -> dict[int, int]:
        """Lists "1. 2. 3." inside paragraphs that are numbered by chapters, where the text announces them."""
        listed: dict[int, int] = {}
        last = 0
        for entry in plain:
            opens = entry.number == 1 and entry.announced
            last = entry.number if entry.placed and (opens or (last and entry.number == last + 1)) else 0
            if last and entry.index not in chapters:
                listed[entry.index] = entry.number
        return listed

    # --- titled recommendations and annexes -----------------------------------------------------------------------

    def _titled(self, paragraphs: Sequence[Start], end: int) -> Titles:
        if any(start.kind == "titled" for start in paragraphs):
            return Titles()
        numbered = {start.index: start for start in paragraphs}
        candidates: list[Title] = []
        for index in range(end):
            start = numbered.get(index)
            if start is not None or self.stands_apart(index):
                title = self._title_at(index, start.rest if start else self.body[index].text)
                candidates += [title] if title else []
        heads = [self._head(title, end) for title in candidates]
        extract = not paragraphs or paragraphs[0].number not in {"1", "1.1"}
        return title_sequence(candidates, heads, paragraphs[0].index if paragraphs else 0, extract=extract)

    def _in_full(self, paragraphs: Sequence[Start], end: int) -> Titles:
        """The titled recommendations of the text, where all that was found is a list that says them once more by their
        numbers alone: "1. (Ministry of Culture): revise the fees"."""
        if len(paragraphs) < FEWEST_IN_SERIES or any(start.kind != "titled" for start in paragraphs):
            return Titles()
        titled = self._titled([], end)
        listed = {start.ref: _letters(self.sentence(start.index, start.rest, end)) for start in paragraphs}
        again = [
            title
            for title in titled.begun
            if (head := _letters(self._head(title, end))[:AGAIN]) and head in listed.get(title.ref, "")
        ]
        more = len(titled.begun) > len(listed) or len(again) * 2 > len(listed)
        return titled if more and len(titled.begun) >= len(listed) else Titles()

    def _head(self, title: Title, end: int) -> str:
        """The first words of what a title is about, to the end of the first line that ends a sentence; a colon behind
        an addressee in brackets ends none."""
        if not announces(title.rest) or title.rest[0] != "(" or title.index + 1 >= end:
            return self.sentence(title.index, title.rest, end)
        below = title.index + 1
        return f"{title.rest} {self.sentence(below, self.body[below].text, end)}"

    def _advice(self, plain: Sequence[NumberCandidate], numbered: bool) -> list[Start]:
        """The paragraphs of an annex of advice, which numbers anew, behind a report of paragraphs."""
        annex = self.found.annex
        if annex is None or not numbered:
            return []
        end = next((at for at in range(annex + 1, len(self.body)) if self._is_annex(at)), len(self.body))
        entries = paragraph_sequence([entry for entry in plain if annex < entry.index < end and entry.placed])
        if len(entries) < FEWEST_IN_CHAPTERS or entries[0].number != 1:
            return []
        heading = " ".join(line.text for line in self.body[annex : entries[0].index])
        older = speaks_of_older(heading, self.lexicon, self.phrases)
        if older or self.phrases.headings.advice.search(heading) is None:
            return []
        self.found.breaks[annex] = "annex"
        self.found.annex = end if end < len(self.body) else None
        suffix = f"[{len(self.found.again) + 2}]"
        self.found.again.append((self.body[entries[0].index].number, f"1{suffix}"))
        return [self._plain(entry, f"{entry.number}{suffix}") for entry in entries]


def _are_short_lists(paragraphs: Sequence[Start]) -> bool:
    """Whether numbers only count short lists that begin anew, as of findings, and none the paragraphs of a report."""
    lists = Counter(start.number.partition("[")[2] for start in paragraphs)
    plain = not any(start.kind == "titled" or "." in start.number for start in paragraphs)
    return plain and len(lists) > 1 and max(lists.values()) <= SHORT_LIST


def _letters(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum())


def _titled_start(title: Title) -> Start:
    return Start(title.index, "titled", title.number, title.printed, title.rest, ref=title.ref)
