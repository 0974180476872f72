"""Reports whose paragraphs have lost their numbers, as web pages of concluding observations often do: nearly every
text begins with who speaks, "The Committee notes …", and some ask. Such paragraphs are counted."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from recommendations.importing.signs.bullets import bullet_at
from recommendations.importing.signs.han import either_script
from recommendations.importing.signs.numbering import list_mark
from recommendations.importing.signs.prose import announces, is_complete
from recommendations.importing.signs.sections import section_numeral
from recommendations.importing.structure.evidence import plainly_asks
from recommendations.importing.structure.heading_kinds import calls_somebody
from recommendations.importing.structure.numbered_text import sentences
from recommendations.importing.structure.start import Start
from recommendations.importing.structure.surroundings import Surroundings
from recommendations.importing.words.asking import ASKING
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.operative import AUTHOR, find_operative

FEWEST_SPOKEN = 4  # texts that begin with who speaks
MOST_TEXTS = 4  # for each of these
FEWEST_CALLED = 3  # times that the same name stands alone above what is said
TITLE_LINES = 6
FEWEST_ASKING = 2  # of them; a single one may quote
NEAR_START = 30  # letters in which a text names who speaks
LONGEST_PRONOUN = 3  # letters
OF_STATES = frozenset({"states_parties", "member_states"})
SEMICOLONS = ";；؛"
# A line of a title that names a plan; not "Audit of the action plan".
PLAN = re.compile(
    either_script(
        r"(?:the )?(?:\w+ ){0,3}?(?:action plan|plan of action|strategic plan|work plan)\b|"
        r"plan (?:\w+ ){0,2}?d[’']action\b|plan (?:national|stratégique|pluriannuel)\b|feuille de route\b|"
        r"plan (?:\w+ ){0,2}?de acción\b|plan (?:nacional|estratégico|anual|institucional)\b|hoja de ruta\b|"
        r"(?:\w+ )?план (?:\w+ )?(?:мероприятий|действий|работы)\b|дорожная карта\b|"
        r"(?:ال)?خطة (?:\w+ )?(?:ال)?(?:عمل|وطنية|استراتيجية|تنفيذية|سنوية)\b|خارطة طريق\b|"
        r".{0,30}(?:行动计划|工作计划|工作方案|实施方案|行动方案|战略规划|发展规划)(?:（.*）)?$"
    ),
    re.IGNORECASE,
)


def lost_numbers(text: Surroundings, end: int) -> list[Start]:
    """Every text set apart, counted: where most name at their beginning who speaks, or ask, and some plainly ask a
    State, or somebody under a heading of recommendations."""
    if records_speakers(text, end):
        return []
    texts = texts_apart(text, end)
    spoken = [place for place, said in texts if _names_speaker(said, text.lexicon)]
    if len(spoken) < FEWEST_SPOKEN or len(spoken) * MOST_TEXTS < len(texts):
        return []
    asking = [place for place, said in texts if _plainly_asks(text, place, said) and not _opens_list(text, place, said)]
    if len(asking) < FEWEST_ASKING or len({*spoken, *asking}) * 2 < len(texts):
        return []
    first = _first_text(text, texts, spoken[0])
    places = [place for place, _said in texts if place >= first]
    return [
        Start(place, "paragraph", str(number), "", text.body[place].text, counted=True)
        for number, place in enumerate(places, start=1)
    ]


def records_speakers(text: Surroundings, end: int) -> bool:
    """Whether a text is the record of a meeting: who speaks stands alone above what they say, "The President:",
    and the same again and again."""
    called = Counter(line.text for line in text.body[:end] if calls_somebody(line.text))
    return any(count >= FEWEST_CALLED for count in called.values()) and len(called) > 1


def is_no_advice(text: Surroundings, end: int) -> bool:
    """Whether a document is by its title the minutes of a meeting, or a plan: what is decided and said there, or what
    its authors will do, is no advice."""
    first = next((at for at in range(end) if is_complete(text.body[at].text)), end)
    title = [line.text for line in text.body[: min(first, TITLE_LINES)]]
    record = text.phrases.headings.record.search(" ".join(title))
    return record is not None or any(PLAN.match(line) is not None for line in title)


def texts_apart(text: Surroundings, end: int) -> list[tuple[int, str]]:
    """The place and text of what is set apart and ends a sentence, without headings and the items of lists."""
    begins = [index for index in range(end) if _begins_text(text, index)]
    texts: list[tuple[int, str]] = []
    in_list = False
    for index, behind in pairwise([*begins, end]):
        said = " ".join(" ".join(line.text for line in text.body[index:behind]).split())
        is_item = list_mark(said) is not None or bullet_at(said) is not None
        unmarked = in_list or said[-1] in SEMICOLONS
        in_list = said[-1] in SEMICOLONS
        heads = text.body[index].role == "heading" or section_numeral(said) is not None
        if not (is_item or unmarked or heads) and is_complete(said) and not said[0].islower():
            texts.append((index, said))
    return texts


def _begins_text(text: Surroundings, index: int) -> bool:
    """Whether something new plainly begins with a line: it is set apart, or, where blank lines tell nothing, stands
    behind a line that ends short, or begins with who speaks."""
    line = text.body[index]
    if index == 0 or line.role == "heading" or text.layout.parted(line):
        return True
    before = text.body[index - 1]
    if line.begins is not None or text.blank_lines_part:
        return before.role == "heading"
    if not is_complete(before.text):
        return not text.layout.is_nearly_full(before)
    return text.layout.leaves_room(before, line) or _names_speaker(line.text, text.lexicon)


def _first_text(text: Surroundings, texts: Sequence[tuple[int, str]], spoken: int) -> int:
    """The first text below the heading of an introduction, or else the first that says who speaks."""
    for place, _said in texts:
        heading = text.body[place - 1].text if place else ""
        numeral = section_numeral(heading)
        if place < spoken and text.lexicon.opening_heading.fullmatch(numeral.rest if numeral else heading):
            return place
    return spoken


def _names_speaker(said: str, lexicon: Lexicon) -> bool:
    """Whether a text names who speaks in its first words."""
    authors = ASKING[lexicon.language].authors or AUTHOR
    return any(_names(match[0]) for match in authors.finditer(said[:NEAR_START]))


def _plainly_asks(text: Surroundings, place: int, said: str) -> bool:
    """Whether a sentence says what a State should do, or is its author's request to one, or to anybody under a
    heading of recommendations: a committee's terms of reference also say what it recommends and requests."""
    under = text.headings_above[place] in {"recommendations", "mixed"}
    for sentence in sentences(said):
        asked = find_operative(sentence, text.lexicon)
        if asked is None or not (under or asked.kind in OF_STATES):
            continue
        obliged = asked.verb == "should" and asked.known and asked.kind == "states_parties"
        if obliged or plainly_asks(asked, sentence, text.lexicon):
            return True
    return False


def _opens_list(text: Surroundings, place: int, said: str) -> bool:
    """Whether a text under a heading of nothing but recommendations only opens their list, as in reports that have one
    chapter for them."""
    return announces(said) and text.headings_above[place] == "recommendations"


def _names(word: str) -> bool:
    """Whether a word for an author is no pronoun."""
    return len(word) > LONGEST_PRONOUN or not word.isascii()
