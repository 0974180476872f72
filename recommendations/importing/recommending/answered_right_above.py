"""Positions on what is recommended right above, in a paragraph that names none: "The Fund accepted the
recommendation."."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from recommendations.importing.parsed import Position, Recommendation
from recommendations.importing.structure.numbered_text import NumberedText
from recommendations.importing.structure.positions import SENTENCES
from recommendations.importing.structure.references import ALL, named_in
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.operative import POINTS
from recommendations.importing.words.phrases import DECIDED, PHRASES, Phrases, Said, positions_said
from recommendations.importing.words.position_words import CLAUSE
from recommendations.importing.words.unnamed_answers import UNNAMED_ANSWERS, UnnamedAnswer

LONGEST_SUBJECT = 250  # characters before the word that answers
LONGEST_BETWEEN = 30  # characters between that and "the recommendation": "accepted in its entirety the …"
LONGEST_START = 12  # characters before "the recommendation" where that is the subject
LONGEST_MAKER = 25  # characters: "The Advisory Committee"; behind them it may be the Board that is informed
NOBODY = re.compile(r"\W*(?:(?:no )?se )?$", re.IGNORECASE)  # "Accepted the …", "No se acepta …"
VERB_FIRST = re.compile(r"\s+[أ-ي]")
PAIR = 2


class Answer(NamedTuple):
    code: str
    these: str  # as printed: "both recommendations"


def answered_right_above(
    paragraphs: Sequence[NumberedText], recommendations: Sequence[Recommendation], lexicon: Lexicon
) -> Iterator[Position]:
    """What each paragraph that recommends nothing, or the text behind one, says first to all that is recommended right
    before; where it answers several and that is one, to those of the paragraphs before it too, under the same
    heading."""
    made: dict[str, list[str]] = {}
    texts = {node.ref: node.text for node in recommendations}
    for node in recommendations:
        if node.parent is None:
            made.setdefault(node.paragraph, []).append(node.ref)
            made.setdefault(node.ref, [node.ref])
    run: list[list[str]] = []
    path: tuple[int, ...] = ()
    for paragraph in paragraphs:
        refs = made.get(paragraph.ref or paragraph.number, [])
        if refs:
            run = [*(run if paragraph.path == path else []), refs]
            path = paragraph.path
        text = _behind(paragraph, refs, texts) if refs else paragraph.text
        answer = answer_without_name(text, lexicon) if run and text else None
        if answer is not None:
            answered = _answered(run, answer.these, UNNAMED_ANSWERS[lexicon.language])
            yield from (Position(ref, answer.code, paragraph.number) for ref in answered)
        run = run if refs and answer is None else []


def _behind(paragraph: NumberedText, refs: Sequence[str], texts: Mapping[str, str]) -> str:
    """What follows the only recommendation of a paragraph: in it, behind what is in bold, or unnumbered below it."""
    if len(refs) == 1 and not paragraph.items and paragraph.bold:
        _before, _text, behind = paragraph.text.partition(texts[refs[0]])
        if behind.strip(" ."):
            return behind.lstrip(" .")
    return "" if paragraph.titled or paragraph.ref else " ".join(paragraph.behind)


def _answered(run: Sequence[Sequence[str]], these: str, words: UnnamedAnswer) -> Sequence[str]:
    """Which of the recommendations of the paragraphs right above are meant by "the recommendation", "both …"."""
    last, everything = run[-1], list(dict.fromkeys(ref for refs in run for ref in refs))
    if words.both.search(these):
        return next((refs for refs in (last, everything, everything[-PAIR:]) if len(refs) == PAIR), [])
    return everything if len(last) == 1 and words.several.search(these) else last


def answer_without_name(text: str, lexicon: Lexicon) -> Answer | None:
    """What the first sentence of a text answers to recommendations that it does not name, where it says who does."""
    phrases, words = PHRASES[lexicon.language], UNNAMED_ANSWERS[lexicon.language]
    sentence = SENTENCES.split(POINTS.sub("", text), maxsplit=1)[0]
    said = [word for word in positions_said(sentence, phrases) if word.code]
    if not said or said[0].start > LONGEST_SUBJECT or said[0].code not in DECIDED:
        return None
    word = said[0]
    these = words.these.search(sentence, word.end) or words.these.search(sentence, word.start)
    if these is None or not _goes_with(sentence, word, these.start(), phrases, words):
        these = words.these.search(sentence) if words.agent.search(sentence) else None
        if these is None or these.start() > LONGEST_START or CLAUSE.search(sentence, these.end(), word.start):
            return None
    elif not _says_who(sentence[: word.start], sentence[word.end : these.start()], words):
        return None
    end = max(word.end, these.end())
    codes = {one.code for one in said if one.start < end}
    named = any(one.refs != [ALL] for one in named_in(sentence, phrases))
    told = words.told.search(sentence, 0, end) or phrases.past.search(sentence, 0, end)
    return None if named or told or len(codes) > 1 else Answer(word.code, these[0])


def _says_who(before: str, between: str, words: UnnamedAnswer) -> bool:
    """Whether a sentence says who answers `before` its verb, or behind it in Arabic, and it is not who recommends."""
    if NOBODY.match(before):
        return not before and VERB_FIRST.match(between) is not None
    return not any(words.makers.search(clause, 0, LONGEST_MAKER) for clause in before.split(", "))


def _goes_with(sentence: str, word: Said, start: int, phrases: Phrases, words: UnnamedAnswer) -> bool:
    """Whether recommendations, from a `start` on, are as a whole what a word of an answer accepts or refuses."""
    between = start - word.end
    if between > LONGEST_BETWEEN or (between > 0 and CLAUSE.search(sentence, word.end, start)):
        return False
    return between <= 0 or not any(
        pattern.search(sentence, word.end, start) for pattern in (phrases.naming.objects, words.some)
    )
