"""Where the paragraphs, the titled recommendations and the items numbered like paragraphs begin."""

from collections import Counter
from collections.abc import Container, Sequence
from itertools import chain, pairwise

from recommendations.importing.pages.layout import Layout
from recommendations.importing.pages.pages import BodyLine
from recommendations.importing.signs.numbering import list_mark
from recommendations.importing.signs.paragraph_numbers import (
    NumberCandidate,
    numberings,
    paragraph_number,
    paragraph_sequence,
)
from recommendations.importing.signs.prose import announces
from recommendations.importing.signs.sections import section_numeral
from recommendations.importing.structure.annexes import Annexes
from recommendations.importing.structure.candidates import Candidates
from recommendations.importing.structure.chapters import chapters, lists_in_chapters
from recommendations.importing.structure.codes_behind import coded_behind
from recommendations.importing.structure.evidence import mostly_ask
from recommendations.importing.structure.heading_kinds import (
    HeadingKind,
    answers_older,
    names_addressee,
    speaks_of_older,
)
from recommendations.importing.structure.label_paragraphs import recommend_behind_labels
from recommendations.importing.structure.lost_numbers import lost_numbers
from recommendations.importing.structure.numbered_prose import begins_in_item, numbers_prose
from recommendations.importing.structure.numbered_reply import answered_headings
from recommendations.importing.structure.opened_list import opened_marks, recommended_across
from recommendations.importing.structure.operative_paragraphs import asked_at_once
from recommendations.importing.structure.paired_labels import with_pairs
from recommendations.importing.structure.resolutions import (
    SEMICOLON,
    are_resolutions,
    behind_last,
    decides,
    first_title,
    title_before,
)
from recommendations.importing.structure.same_headings import under_same_headings
from recommendations.importing.structure.series import (
    FEWEST_IN_SERIES,
    coded,
    counted_on,
    headed_lists,
    in_words,
    lettered,
    with_title_behind,
)
from recommendations.importing.structure.sources import lists_of_sources
from recommendations.importing.structure.start import Start, Starts, has_titled, recommendation
from recommendations.importing.structure.start_labels import have_labels_alone, named_above, parted_labels
from recommendations.importing.structure.surroundings import FAR, Surroundings
from recommendations.importing.structure.thematic import thematic_list
from recommendations.importing.structure.titled import beside, titled, titled_in_full
from recommendations.importing.structure.titles import Title
from recommendations.importing.structure.told_throughout import told_throughout
from recommendations.importing.structure.unnumbered import unnumbered
from recommendations.importing.structure.unnumbered_labels import have_labels, label_at_end
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.phrases import Phrases

FEWEST_IN_CHAPTERS = 3
SHORT_LIST = 5
MOST_TITLE_LINES = 40
FEW_ASKING = 0.25  # of a list; where no more ask by a verb, the others do it in another way


def find_starts(body: Sequence[BodyLine], layout: Layout, lexicon: Lexicon, phrases: Phrases) -> Starts:
    """The starts of a running text."""
    return _Finder(Surroundings(body, layout, lexicon, phrases)).find()


class _Finder:
    """Tries one kind of numbering after the other; what it learns beside the starts stands in `found`."""

    def __init__(self, text: Surroundings) -> None:
        self.text = text
        self.body = text.body
        self.candidates = Candidates(text)
        self.annexes = Annexes(text)
        self.found = Starts()

    def find(self) -> Starts:
        text, found = self.text, self.found
        plain = self.candidates.numbered_lines()
        if sources := lists_of_sources(text, plain):
            plain = [entry for entry in plain if not any(one.heading < entry.index <= one.last for one in sources)]
        annex = self.annexes.first(plain)
        found.annex = None if annex is not None and self.annexes.list_recommendations(annex) else annex
        end = found.annex if found.annex is not None else len(self.body)
        by_theme = thematic_list(text, {entry.number for entry in plain if entry.placed}, end)
        if by_theme.starts:
            return Starts(by_theme.starts, annex=found.annex, breaks=by_theme.breaks)
        paragraphs = self._paragraphs([entry for entry in plain if entry.index < end], end)
        paragraphs = self._in_roman(paragraphs, end) + paragraphs
        if answered := answered_headings(text, paragraphs, end):
            return Starts(answered)
        if recommend_behind_labels(paragraphs, text.phrases) and not titled(text, paragraphs, end).begun:
            found.starts = paragraphs
            return found
        paragraphs, found.asked_below = with_pairs(text, paragraphs, end)
        if (titles := titled_in_full(text, paragraphs, end)).begun:
            paragraphs, found.listed = [], {}
        elif not has_titled(paragraphs):
            titles = titled(text, paragraphs, end)
        paragraphs = self._without_lists(paragraphs, titles.begun, end)
        if titles.begun:
            alone = len(paragraphs) == 1 and text.is_short(self.body[paragraphs[0].index])
            # Alone it is a heading with a numeral in a report whose paragraphs have none.
            starts = beside([] if alone else paragraphs, titles.begun)
        else:
            starts = self._without_titles(plain, paragraphs, end)
            starts += self._advice(plain) if starts else []
            by_place = {start.index: start for start in starts}  # a paragraph with a title behind it comes once more
            starts = [by_place[index] for index in sorted(by_place)]
        starts = named_above(starts)
        found.labels_alone = have_labels_alone(self.body, starts, text.lexicon)
        found.starts = parted_labels(starts, text.lexicon) if found.labels_alone else starts
        found.repeated = (*(title.ref for title in titles.repeated), *found.repeated)
        found.breaks = dict(sorted(({one.heading: "signature" for one in sources} | found.breaks).items()))
        return found

    def _in_roman(self, paragraphs: Sequence[Start], end: int) -> list[Start]:
        """The paragraphs I, II … of a summary above those without a point behind their numbers, or of a whole report
        that has no others."""
        if any(paragraph_number(self.body[start.index].text) or "." in start.number for start in paragraphs):
            return []
        above = paragraphs[0].index if paragraphs else end
        return [
            Start(entry.index, "paragraph", printed, printed, rest)
            for entry, (_number, printed, rest) in self.candidates.in_roman(above)
        ]

    def _without_titles(self, plain: Sequence[NumberCandidate], paragraphs: list[Start], end: int) -> list[Start]:
        """The paragraphs and recommendations of a report in which none has a title."""
        text, found = self.text, self.found
        if named := self._with_codes(paragraphs, end):
            return named
        if has_titled(paragraphs):
            return paragraphs
        told, ends = told_throughout(text, end)
        if len(told) > len(paragraphs):
            found.again, found.breaks = [], ends
            return told
        across, again, parts = recommended_across(text, plain, paragraphs, end)
        found.repeated = tuple(self._listed_title(entry).ref for entry in again)
        for entry in across:
            found.listed.pop(entry.index, None)
        paragraphs = [start for start in paragraphs if start.index not in parts]
        paragraphs += (
            [self._listed_title(entry) for entry in across]
            or opened_marks(text, paragraphs, end)
            or coded(text, end)
            or counted_on(text, paragraphs, end)
            or with_title_behind(text, paragraphs, end)
            or in_words(text, end)
            or headed_lists(text, paragraphs, end)
        )
        if paragraphs:
            return paragraphs
        if items := under_same_headings(text, len(self.body)):  # each chapter may have an annex
            found.annex = None if items[-1].index >= end else found.annex
            return items
        if paragraphs := lost_numbers(text, end):
            return paragraphs
        items = unnumbered(text, end)
        first = items[0].index if items else end
        found.listed = {entry.index: entry.number for entry in plain if entry.placed and entry.index > first}
        return items

    def _with_codes(self, paragraphs: Sequence[Start], end: int) -> list[Start]:
        """The recommendations that a code behind or below them names, or that are lettered in each finding, and the
        paragraphs; none where they are paragraphs with numbers of their own."""
        found, ends = coded_behind(self.text, end)
        found = found or lettered(self.text, end)
        begun = {start.index for start in found}
        own = [start for start in paragraphs if start.kind == "paragraph"]
        if _are_short_lists(own):
            own = []
        if not found or any(start.index in begun for start in own):
            return []
        self.found.breaks |= ends
        return sorted([*own, *found], key=lambda start: start.index)

    def _without_lists(self, paragraphs: list[Start], titles: Sequence[Title], end: int) -> list[Start]:
        """The paragraphs, unless the numbers found count only lists in a report whose prose has none."""
        found = self.found
        plain = [start for start in paragraphs if start.kind == "paragraph"]
        others = beside([], titles) or coded(self.text, end)
        if any("." in start.number or start.ref for start in plain):
            return paragraphs  # chapters number their paragraphs, however much text stands between
        if not paragraphs or found.labels or found.asked_below or self._answers(paragraphs[0].index):
            return paragraphs
        clauses = sum(SEMICOLON.search(self.body[start.index - 1].text) is not None for start in plain[1:])
        if clauses * 2 > len(plain[1:]) and any(asked_at_once(start.rest, self.text.lexicon) for start in plain):
            return paragraphs  # of a resolution, be it in an annex
        parts = not plain and begins_in_item(self.text, paragraphs[0])
        if not parts and (not plain or numbers_prose(self.text, [*plain, *others], end)):
            return paragraphs
        found.again, found.listed, found.left, found.breaks, found.resolutions = [], {}, [], {}, 0
        return []

    def _answers(self, first: int) -> bool:
        """Whether by a line of its title a report answers older recommendations: what it says of each may stand under
        no number."""
        titles = (line.text for line in self.body[: min(first, MOST_TITLE_LINES)])
        return any(answers_older(title, self.text.lexicon, self.text.phrases) for title in titles)

    def _paragraphs(self, plain: Sequence[NumberCandidate], end: int) -> list[Start]:
        found = numberings(plain)
        longest = found.longest
        main = found.sequences[longest] if longest >= 0 else []
        chaptered = chapters(self.candidates, sorted(chain(*found.sequences), key=_place), end)
        self.found.labels = have_labels(self.body, [start.index for start in chaptered], self.text.phrases)
        summary = [entry for entry in main if entry.whole and entry.index < chaptered[0].index] if chaptered else []
        if len(summary) == len(main) and (
            (len(main) >= FEWEST_IN_CHAPTERS and len(chaptered) > 1) or len(chaptered) > len(main) >= FEWEST_IN_SERIES
        ):
            if self._are_points(main, chaptered[0]):
                return chaptered
            # A summary is counted through, then the chapters.
            return [*(self._plain(entry, str(entry.number)) for entry in main), *chaptered]
        if len(chaptered) >= max(FEWEST_IN_CHAPTERS, sum(entry.whole for entry in main)):
            self.found.listed = lists_in_chapters(plain, chaptered)
            return chaptered
        self.found.listed = {entry.index: entry.number for entry in found.listed}
        self.found.left = [
            (self.body[run[0].index].number, self.body[run[-1].index].number, run[0].number, run[-1].number)
            for run in found.left
        ]
        volume = are_resolutions(found.sequences, self.body)
        first = found.sequences[0][0].index if found.sequences else 0
        self.found.decided = first > 0 and decides(self.body[first - 1].text)
        if volume or self.found.decided:
            signed = behind_last(self.body, found.sequences[-1][-1].index, end, self.text.layout)
            self.found.breaks = {} if signed is None else {signed: "signature"}
            if volume and len(found.sequences) > 1:
                return self._resolutions(found.sequences)
        starts: list[Start] = []
        names = found.named
        for place, sequence in enumerate(found.sequences):
            if place < longest and self.text.in_summary(sequence[0].index):
                continue
            starts += self._sequence(sequence, names[place], is_main=place == longest, alone=len(found.sequences) == 1)
        self.found.listed |= lists_in_chapters(self.candidates.pointed, starts)
        return starts

    def _are_points(self, main: Sequence[NumberCandidate], chaptered: Start) -> bool:
        """Whether numbers right below the heading of a summary are its points, not paragraphs with lists: these have
        numbers that look like those of the chapters."""
        first, end = main[0].index, chaptered.index
        if first == 0 or self.text.lexicon.summary_heading.fullmatch(self.body[first - 1].text) is None:
            return False
        alike = self._plain(main[0], "").printed[-1:].isdecimal() == chaptered.printed[-1:].isdecimal()
        return not (alike and any(announces(line.text) or list_mark(line.text) for line in self.body[first:end]))

    def _sequence(
        self, sequence: Sequence[NumberCandidate], names: Sequence[str], *, is_main: bool, alone: bool
    ) -> list[Start]:
        """The starts of one numbering: recommendations where it stands under such a heading, else paragraphs, as they
        are called."""
        self.found.labels = self.found.labels or have_labels(
            self.body, [entry.index for entry in sequence], self.text.phrases
        )
        if sequence[0].number == 1 and (alone or not is_main) and not self.found.labels:
            first = sequence[0].index
            kind = self.text.recommends(first, by_words=alone) or (self._alone_below(sequence) if alone else "")
            if not kind and not is_main and self.text.opened_in_section(first):
                kind = "recommendations"
            counted = kind == "recommendations" or (kind and not self._concludes(sequence))
            if counted and not self._runs_through(sequence):
                return [self._listed_title(entry) for entry in sequence]
        starts = [self._plain(entry, name) for entry, name in zip(sequence, names, strict=True)]
        again = next((place for place, name in enumerate(names) if name[-1] == "]"), None)
        if again is not None:
            self.found.again.append((self.body[sequence[again].index].number, names[again]))
        return starts

    def _alone_below(self, sequence: Sequence[NumberCandidate]) -> HeadingKind:
        """ "recommendations" for the only numbers of a report, somewhere below their heading, unless they run on over
        chapters and few ask."""
        first, last = sequence[0].index, sequence[-1].index
        if self.text.headings_above[first] != "recommendations":
            return ""
        headings = sum(self.body[index].role == "heading" for index in range(first, last))
        return "" if headings >= FEWEST_IN_CHAPTERS and not self._mostly_ask(sequence) else "recommendations"

    def _mostly_ask(self, sequence: Sequence[NumberCandidate]) -> bool:
        said = [self.body[entry.index].text for entry in sequence]
        return mostly_ask(said, self.text.lexicon, in_list=True)

    def _runs_through(self, sequence: Sequence[NumberCandidate]) -> bool:
        """Whether numbers run on behind the section of recommendations they begin in, where few of what they count
        asks: over a heading that has the next numeral and neither recommends nor names those who are asked."""
        text, first, last = self.text, sequence[0].index, sequence[-1].index
        opening = next((at for at in range(first - 1, -1, -1) if text.heads_recommendations(at)), None)
        numeral = section_numeral(self.body[opening].text) if opening is not None else None
        following = {(family, value + 1) for family, value in numeral.readings} if numeral else set()
        on = any(self._begins_another(index, following) for index in range(first, last))
        return on and not self._mostly_ask(sequence)

    def _begins_another(self, index: int, following: Container[tuple[str, int]]) -> bool:
        line, numeral = self.body[index], section_numeral(self.body[index].text)
        if numeral is None or not any(reading in following for reading in numeral.readings):
            return False
        heads = line.role == "heading" or self.text.is_short(line)
        called = names_addressee(numeral.rest, self.text.lexicon, self.text.phrases)
        return heads and not called and not self.text.heads_recommendations(index, beside=True)

    def _concludes(self, sequence: Sequence[NumberCandidate]) -> bool:
        """Whether some entries of a list of conclusions and recommendations plainly ask, and others do not, or say at
        their ends which they are."""
        ends = [*(entry.index for entry in sequence[1:]), len(self.body)]
        lasts = (
            " ".join(line.text for line in self.body[max(entry.index, end - FAR) : end])
            for entry, end in zip(sequence, ends, strict=True)
        )
        if sum(label_at_end(last, self.text.lexicon) != "" for last in lasts) * 2 > len(sequence):
            return True
        asking = sum(self.text.asks(entry.index, end) for entry, end in zip(sequence, ends, strict=True))
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
        _number, printed, rest = self.candidates.number_of(self.body[entry.index].text) or (0, "", "")
        return Start(entry.index, "paragraph", name, printed, rest)

    def _listed_title(self, entry: NumberCandidate) -> Start:
        _number, printed, rest = self.candidates.number_of(self.body[entry.index].text) or (0, "", "")
        return recommendation(entry.index, entry.number, printed, rest)

    def _advice(self, plain: Sequence[NumberCandidate]) -> list[Start]:
        """The paragraphs of an annex of advice, which numbers anew, behind a report of paragraphs."""
        annex = self.found.annex
        if annex is None:
            return []
        end = next((at for at in range(annex + 1, len(self.body)) if self.annexes.is_heading(at)), len(self.body))
        entries = paragraph_sequence([entry for entry in plain if annex < entry.index < end and entry.placed])
        if len(entries) < FEWEST_IN_CHAPTERS or entries[0].number != 1:
            return []
        heading = " ".join(line.text for line in self.body[annex : entries[0].index])
        older = speaks_of_older(heading, self.text.lexicon, self.text.phrases)
        if older or self.text.phrases.headings.advice.search(heading) is None:
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


def _place(found: NumberCandidate | Start) -> int:
    return found.index
