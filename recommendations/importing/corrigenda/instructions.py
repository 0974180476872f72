"""What a corrigendum says is to be done at a place: its words -> acts, without yet knowing the report."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from recommendations.importing.corrigenda.beginnings import AROUND
from recommendations.importing.corrigenda.finding import sentences_of
from recommendations.importing.corrigenda.passages import (
    LEAD,
    LEFT_OUT,
    OWN_NUMBER,
    QUOTED,
    is_quoted,
    leaves_open,
    new_text,
    only_leads,
    tells_of_words,
    unquoted,
)
from recommendations.importing.corrigenda.places import (
    ITEMS,
    Place,
    labels_of,
    names_only_places,
    numbered,
    ordinals,
    places_from,
    places_in,
    references_in,
)
from recommendations.importing.corrigenda.words import CorrigendumWords, Two

NOTHING = "nothing"  # is to be done in the edition of this language
# Places that have numbers of their own.
NUMBERED = frozenset({"paragraph", "recommendation", "footnote"})
Readings = tuple[tuple[str, str], ...]

LONGEST_OLD = 2000  # characters of words that are replaced
FAR = 2500  # characters within which something says what is to be done
# What may stand between two things that are to be done.
JOINED = re.compile(
    r"^(?:之误)?[\s,;.。，；、،؛]*(?:(?:and|et|y|и|并|并将)(?=\s|[“«\"将把])|و(?=\S))?\s*", re.IGNORECASE
)
# In "a new paragraph after paragraph 12" the number is that of what stands before.
BEHIND = re.compile(r"\bafter\b|\baprès\b|\bdespués\b|\bпосле\b|بعد|之?[后後]", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.。;；])\s*")
BEGUN = re.compile(r"\W*(?:\w{1,4}[)）.]|(?![a-zà-öø-ÿа-яё]))")  # as a text begins: with no small letter, or its mark
LONGEST_BARE = 120  # characters of words that are put in or left out and have no quotation marks
MOST_BEHIND = 12  # words that say where, behind what is to be done there


@dataclass(frozen=True)
class Act:
    """What is to be done; the fields are those of `Amendment`, `places` those that its own words name."""

    act: str
    places: tuple[Place, ...] = ()
    readings: Readings = ()
    number: str = ""
    after: str = ""
    renumbers: bool = False
    rest: str = ""


def acts_in(text: str, words: CorrigendumWords, within: Sequence[Place] = ()) -> list[Act]:
    """What a text says is to be done, one thing after another; nothing where any of it is not understood.

    `within` are the places it is said for: "for paragraph 3 read paragraph 4" is about words of a paragraph, while
    "replace paragraph 3 with the following" names its place itself.
    """
    if words.not_here.fullmatch(text[:FAR].strip(AROUND)) is not None:
        return [Act(NOTHING)]
    if words.verbs.search(text[:FAR]) is None:
        return []
    text, renumbers = _without_numbering(text.strip(), words)
    found: list[Act] = []
    while text:
        act = _found(text, words, within) or _placed_behind(text, words, within)
        if act is None and found and found[-1].act == "replace":
            act = _again(text, words)
        if act is None:
            return []
        rest = JOINED.sub("", act.rest)
        if rest and names_only_places(rest, words):
            act, rest = replace(act, places=(*act.places, *_places(rest, words))), ""
        found.append(replace(act, rest=""))
        text = rest
    if not found:
        return [Act("renumber", renumbers=True)] if renumbers else []
    return [*found[:-1], replace(found[-1], renumbers=renumbers)]


def _found(text: str, words: CorrigendumWords, within: Sequence[Place]) -> Act | None:
    return next((act for find in _FINDERS if _may_be(act := find(text, words), within)), None)


def _placed_behind(text: str, words: CorrigendumWords, within: Sequence[Place]) -> Act | None:
    """What is to be done with quoted words behind which stands where they are: "“ten” in paragraph 1 should read …"."""
    quoted = QUOTED.match(text)
    places, end = places_from(text, quoted.end(), words) if quoted else ([], 0)
    act = _found(f"{quoted[0]}{text[end:]}", words, within) if quoted and places else None
    return None if act is None else replace(act, places=(*places, *act.places))


def _may_be(act: Act | None, within: Sequence[Place]) -> TypeGuard[Act]:
    """Whether an act is about places that it may name where these are named already."""
    named = [place for place in within if place.kind in NUMBERED]
    own = [place for place in (act.places if act else ()) if place.kind in NUMBERED]
    if act is None or not (named and own):
        return act is not None
    known = {name for place in named for names in references_in(place.text) for name in names}
    return all(known & {*names} for place in own for names in references_in(place.text))


def _without_numbering(text: str, words: CorrigendumWords) -> tuple[str, bool]:
    """A text without the sentence at its end that has what follows counted anew."""
    found = words.renumber.search(text)
    if found is None or leaves_open(text[: found.start()]):
        return text, False
    kept, last = "", 0
    for match in SENTENCE.finditer(text, 0, found.start()):
        last = match.end()
    kept = text[:last] if last else ""
    if not last and (comma := max(text.rfind(sign, 0, found.start()) for sign in (",", "，", "،"))) > 0:
        kept = text[:comma]
    elif not last and (joined := re.search(r"\s(?:and|et|y|и|و)\b\s*(?:\S+\s+){0,3}$", text[: found.start()])):
        kept = text[: joined.start()]
    return kept.strip(), True


def _insertion(text: str, words: CorrigendumWords) -> Act | None:
    for pattern in words.inserts:
        match = pattern.match(text)
        if match is None:
            continue
        new = new_text(text[match.end() :], words)
        after = references_in(match["after"] or "")
        what = references_in(match["what"])
        if not after and what and BEHIND.search(match["what"]):
            after, what = what[-1:], what[:-1]
        number = what[0][0] if what else ""
        marks = ITEMS.findall(match["what"]) if not what else []
        if marks and (labels := labels_of(marks[0])):
            number = f"({labels[0]})"
        own = OWN_NUMBER.match(new)
        if own and not number:
            number = numbered(own["number"])
        if new and (number or match["what"]):
            return Act("insert", (), (("", new),), number=number, after=after[0][0] if after else "")
    return None


def _at_end(text: str, words: CorrigendumWords) -> Act | None:
    for pattern in words.at_end:
        match = pattern.match(text)
        if match is None or not names_only_places(match["what"] or "", words):
            continue
        if new := new_text(text[match.end() :], words):
            return Act("append", _places(match["what"] or "", words), (("", new),))
    return None


def _new_sentence(text: str, words: CorrigendumWords) -> Act | None:
    """A sentence that is put in as the first, second or last one."""
    match = words.adds.match(text)
    new = unquoted(text[match.end() :]) if match else ""
    first, last = ordinals(match["nth"], words) if match else (0, 0)
    if not new or first != last or first == 0 or first < -1:
        return None
    if first == 1:
        return Act("prepend", (), (("", new),))
    return Act("append", (Place("sentence", str(first - 1)),) if first > 0 else (), (("", new),))


def _whole_text(text: str, words: CorrigendumWords) -> Act | None:
    for pattern in words.texts:
        match = pattern.match(text)
        new = "" if match is None else new_text(text[match.end() :], words)
        if match is None or not new:
            continue
        what = match.groupdict().get("what") or ""
        # "For paragraph 3 read paragraph 4" is about the words.
        is_led = match[0].rstrip()[-1:] in ":：" or new != unquoted(text[match.end() :])
        numbered_without_colon = re.search(r"\d", what) and not is_led
        is_begun = is_led or BEGUN.match(new) is not None
        is_begun = is_begun and not _ends_in_instruction(new, words)
        if names_only_places(what, words) and is_begun and not numbered_without_colon:
            return Act("text", _places(what, words), (("", new),))
    return None


def _ends_in_instruction(new: str, words: CorrigendumWords) -> bool:
    """Whether the last sentence of a text names a part that is to be taken out or changed: "Delete the last one."."""
    spans = sentences_of(new)
    last = new[spans[-1][0] :] if len(spans) > 1 else ""
    return any(act.places and act.act != "replace" for act in acts_in(last, words))


def _beside(text: str, words: CorrigendumWords) -> Act | None:
    """Words put in behind or before others."""
    for twos, is_back, is_behind in (
        (words.behind, False, True),
        (words.before, False, False),
        (words.behind_back, True, True),
        (words.before_back, True, False),
    ):
        for two in twos:
            readings, rest = [], ""
            for first, behind in _divided(text, two):
                second, rest = _parted(first, behind)
                beside, added = (second, first) if is_back else (first, second)
                if not (is_quoted(added) or is_quoted(beside) or _are_words(added, beside, two, words)):
                    continue
                readings.append(_put_beside(unquoted(beside), unquoted(added), is_behind=is_behind))
            if readings:
                return Act("replace", (), tuple(readings), rest=rest)
    return None


def _put_beside(beside: str, added: str, *, is_behind: bool) -> tuple[str, str]:
    glue = "" if added[:1] in ",;.،。，；" or _is_ideographic(beside[-1:] + added[:1]) else " "
    return beside, f"{beside}{glue}{added}" if is_behind else f"{added}{glue}{beside}"


def _are_words(added: str, beside: str, two: Two, words: CorrigendumWords) -> bool:
    """Whether two passages without quotation marks, behind a verb, are words of a text and name nothing else."""
    plain = all(0 < len(one) <= LONGEST_BARE and words.verbs.search(one) is None for one in (added, beside))
    named = any(names_only_places(one, words) or words.lead.search(one) for one in (added, beside))
    return plain and _begins_with_verb(two) and not named


def _between(text: str, words: CorrigendumWords) -> Act | None:
    """Words put in between two others."""
    for pattern in words.between:
        if (match := pattern.match(text)) is not None:
            first, new, second = (unquoted(match[name]) for name in ("first", "new", "second"))
            glue = "" if _is_ideographic(first[-1:] + second[:1]) else " "
            reading = glue.join((first, second)), glue.join((first, new, second))
            return Act("replace", (), (reading,), rest=text[match.end() :])
    return None


def _is_ideographic(signs: str) -> bool:
    return any("\u3000" <= sign <= "\u9fff" for sign in signs)


def _swap(text: str, words: CorrigendumWords) -> Act | None:
    for twos, is_back in ((words.swaps, False), (words.swaps_back, True)):
        for two in twos:
            readings: list[tuple[str, str]] = []
            rest = ""
            passages = [*_divided(text, two)]
            for first, behind in _of_like_length(text, passages):
                second, rest = _parted(first, behind)
                old, new = (second, first) if is_back else (first, second)
                if not is_quoted(old) and (not _begins_with_verb(two) or _is_whole(old, words)):
                    continue
                # Of several places where new words may end and old ones begin the text that is stored tells nothing.
                if is_back and not is_quoted(old) and len(passages) > 1:
                    continue
                places: tuple[Place, ...] = ()
                if not is_quoted(new):
                    new, places, further = _told_apart(old, new, words)
                    rest = further or rest
                if new:
                    pair = LEFT_OUT.sub("", unquoted(old)), LEFT_OUT.sub("", unquoted(new))
                    readings.append((pair[0], _as_ended(*pair)))
                    if places or rest:
                        return Act("replace", places, tuple(dict.fromkeys(readings)), rest=rest)
            if readings:
                return Act("replace", (), tuple(dict.fromkeys(readings)), rest=rest)
    return None


def _of_like_length(text: str, passages: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of passages between which an Arabic "with" is the beginning of a word, which many words are without it, those
    that have the most alike number of words; all others."""
    cut = [pair for pair in passages if pair[1][:1].isalpha() and text[: -len(pair[1])].endswith("ب")]
    if len(cut) < 2:
        return passages
    return [min(cut, key=lambda pair: abs(len(pair[0].split()) - len(pair[1].split())))]


def _told_apart(old: str, new: str, words: CorrigendumWords) -> tuple[str, tuple[Place, ...], str]:
    """New words without quotation marks; the places that stand behind them, and what else is to be done. The words are
    "" where that is not understood, and where nothing but that a text follows is said."""
    lead = LEAD.match(f"{new.rstrip()} .")
    if lead is not None and only_leads(lead["lead"], words):
        behind = new.lstrip()[lead.end() :]
        return (behind, (), "") if is_quoted(behind) else ("", (), "")
    if tells_of_words(old, new):
        return "", (), ""
    for joined in words.joins.finditer(new):
        behind = new[joined.end() :]
        if (named := words.named.match(behind)) is not None and named.end():
            return "", (), ""
        if words.verbs.search(behind) is not None:
            return (new[: joined.start()], (), behind) if acts_in(behind, words) else ("", (), "")
    tail = _place_behind(new, words)
    if not tail or _place_behind(old, words):
        return new, (), ""
    return new[: -len(tail)].rstrip(), _places(tail, words), ""


def _place_behind(text: str, words: CorrigendumWords) -> str:
    """The words at the end of a passage that say nothing but where: " in the first sentence of paragraph 12."."""
    ends = [match.start() for match in re.finditer(r"\s", text)][-MOST_BEHIND:]
    for start in ends:
        tail = text[start:]
        if names_only_places(tail, words) and any(place.kind in NUMBERED for place in _places(tail, words)):
            return tail
    return ""


def _again(text: str, words: CorrigendumWords) -> Act | None:
    """Words that are replaced as those before them, behind one verb: "replace “a” with “b” and “c” with “d”"."""
    first = QUOTED.match(text)
    for twos, kind in ((words.swaps, ""), (words.behind_back, "behind"), (words.before_back, "before")):
        for _verb, between in twos if first else ():
            middle = between.match(text, first.end()) if first else None
            second = QUOTED.match(text, middle.end()) if middle else None
            if first and second:
                one, other = unquoted(first[0]), unquoted(second[0])
                pair = (one, other) if not kind else _put_beside(other, one, is_behind=kind == "behind")
                return Act("replace", (), (pair,), rest=text[second.end() :])
    return None


def _parted(first: str, second: str) -> tuple[str, str]:
    """The second of two passages, and what stands behind it: both are quoted, or both run to the end."""
    quoted = QUOTED.match(second.lstrip()) if is_quoted(first) else None
    if quoted is None:
        return second, ""
    return quoted[0], second.lstrip()[quoted.end() :]


def _is_whole(old: str, words: CorrigendumWords) -> bool:
    """Whether what is replaced is a part as a whole: "the existing text", and no words such as "paragraph 3"."""
    return names_only_places(old, words) and not re.search(r"\d", old)


def _begins_with_verb(two: Two) -> bool:
    """Whether the pattern itself says that words follow which are replaced."""
    return two[0].match("") is None


def _as_ended(old: str, new: str) -> str:
    """The new words without the full stop of the corrigendum's own sentence, where the old ones have none."""
    if new[-1:] in ".。" and old[-1:] not in ".。" and not new.endswith(".."):
        return new[:-1]
    return new


def _divided(text: str, two: Two) -> Iterator[tuple[str, str]]:
    """The two passages of a text that a pair of patterns sets apart, at each place where they may be."""
    first, second = two
    match = first.match(text)
    if match is None:
        return
    start = match.end()
    quoted = QUOTED.match(text, start)
    if quoted and (between := second.match(text, quoted.end())) and between.end() < len(text):
        yield text[start : quoted.end()], text[between.end() :]
        return
    at = start
    while (between := second.search(text, at)) is not None and between.start() < start + LONGEST_OLD:
        if start < between.start() and between.end() < len(text) and not leaves_open(text[start : between.start()]):
            yield text[start : between.start()], text[between.end() :]
        at = max(between.start() + 1, at + 1)


def _deletion(text: str, words: CorrigendumWords) -> Act | None:
    for pattern in words.deletes:
        match = pattern.fullmatch(text.rstrip(" .。;；"))
        if match is None:
            continue
        what = match["what"].strip()
        quoted = QUOTED.search(what)
        if quoted is None and names_only_places(what, words):
            return Act("delete", _places(what, words))
        if quoted is not None and names_only_places(words.named.sub("", what.replace(quoted[0], " ")), words):
            return Act("replace", _places(what.replace(quoted[0], " "), words), ((unquoted(quoted[0]), ""),))
        named = words.named.match(what)
        is_bare = 0 < len(what) <= LONGEST_BARE and words.verbs.search(what) is None and quoted is None
        if (named and named.end()) or (is_bare and match.start("what")):
            return Act("replace", (), ((unquoted(what[named.end() if named else 0 :]), ""),))
    return None


def _places(what: str, words: CorrigendumWords) -> tuple[Place, ...]:
    return tuple(places_in(what, words)[0])


_FINDERS = (_insertion, _at_end, _new_sentence, _whole_text, _between, _beside, _swap, _deletion)
