"""Whom a text asks: the addressee behind a verb, as printed, and its kind."""

import re

from recommendations.importing.words.lexicon import Lexicon

LONGEST_ADDRESSEE = 160
MOST_WORDS = 14
QUOTED_TITLE = re.compile(r"《[^》]*》|“[^”]*”|（[^）]*）")
CJK = "\u4e00-\u9fff"
IDEOGRAPH = re.compile(f"[{CJK}]")


def addressee_kind(addressee: str, lexicon: Lexicon) -> str:
    """The kind of the first actor named in a text; "other" if none is."""
    plain = QUOTED_TITLE.sub("", addressee)
    first: tuple[int, str] | None = None
    for pattern, kind in lexicon.actors:
        match = pattern.search(plain)
        if match is not None and (first is None or match.start() < first[0]):
            first = match.start(), kind
    return first[1] if first else "other"


def addressee_in(text: str, verb: str, lexicon: Lexicon) -> tuple[str, bool]:
    """The addressee at the start of a text, and whether it is a known actor."""
    if text[:1] == "《" or IDEOGRAPH.match(text):
        return _chinese_addressee(text, lexicon)
    text = re.sub(r"^(?:that|que|о том, чтобы|,? чтобы|على|من)\s+", "", text)
    text = re.sub(r"^لل(?=\w)", "ال", text)  # "for the": the article swallows the preposition
    end = lexicon.addressee_end.search(text[:LONGEST_ADDRESSEE])
    bounded = text[: end.start()].strip(" ,") if end else ""
    actor = _actors_at(text, lexicon)
    short = 0 < len(bounded.split()) <= MOST_WORDS
    if actor:
        # "recommends that States adopt …" has no word that ends the addressee, "urges States to adopt …" has.
        return (bounded if short and verb != "recommend" and bounded.startswith(actor) else actor), True
    return (bounded, False) if short else ("", False)


def _actors_at(text: str, lexicon: Lexicon) -> str:
    """The known actors, joined by "and", with which a text begins."""
    end = 0
    start = 0
    while True:
        match = max(
            (match for pattern, _kind in lexicon.actors if (match := pattern.match(text, start)) is not None),
            key=lambda match: match.end(),
            default=None,
        )
        if match is None or match.end() == start:
            break
        end = match.end()
        join = lexicon.actor_joins.match(text, end)
        if join is None or join.end() == end:
            break
        start = join.end()
    return text[:end].strip()


def _chinese_addressee(text: str, lexicon: Lexicon) -> tuple[str, bool]:
    """Everything up to the first noun that names an actor (titles in 《》 apart), and actors joined to it."""
    masked = QUOTED_TITLE.sub(lambda title: "\0" * len(title[0]), text[:LONGEST_ADDRESSEE])
    boundary = lexicon.addressee_end.search(masked)
    masked = masked[: boundary.start()] if boundary else masked
    noun = re.compile("|".join(pattern.pattern for pattern, _kind in lexicon.actors))
    match = noun.search(masked)
    if match is None:
        return "", False
    end = match.end()
    while (join := lexicon.actor_joins.match(masked, end)) is not None:
        following = noun.search(masked, join.end(), join.end() + 12)
        if following is None:
            break
        end = following.end()
    return text[:end], True


def further_addressees(text: str, lexicon: Lexicon) -> list[str]:
    """The addressees of further requests in the same text ("…, and also encourages …")."""
    if lexicon.further is None:
        return []
    addressees = []
    for match in lexicon.further.finditer(text[:2000]):
        for pattern, code in lexicon.verbs:
            verb = pattern.match(text, match.end())
            if verb is not None:
                addressee, known = addressee_in(text[verb.end() :].lstrip(), code, lexicon)
                addressees += [addressee] if known else []
                break
    return addressees
