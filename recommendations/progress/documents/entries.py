"""A recommendation in the document: its words, where it stands, what was said and done, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.utils.translation import gettext as _

from recommendations.progress.documents.content import Block, Details, Paragraph, Passage, Section, clean, persons
from recommendations.progress.documents.facts import Fact
from recommendations.progress.documents.speaking import Speaker


def sections(facts: Iterable[Fact], speaker: Speaker) -> Iterator[Section]:
    """One for each leaf, under its theme if it has one; reports are named where there are several."""
    facts = list(facts)
    several = len({fact.symbol for fact in facts}) > 1
    yield Section(_("Recommendations"), [] if facts else [Paragraph(Passage(_("There are no recommendations here.")))])
    for (symbol, theme), under in groupby(facts, key=lambda fact: (fact.symbol, fact.theme)):
        heading = speaker.theme(theme)
        words = " · ".join(filter(None, (symbol if several else "", heading.words)))
        if words:
            yield Section(words, [], rank=2, language=heading.language)
        for fact in under:
            yield Section(fact.reference, list(_blocks(fact, speaker)), rank=3 if words else 2)


def _blocks(fact: Fact, speaker: Speaker) -> Iterator[Block]:
    chapeau = speaker.text(fact.chapeau)
    if chapeau.words:
        yield Paragraph(chapeau, note=True, leads=True)
    text = speaker.text(fact.texts)
    yield Paragraph(text if text.words else Passage(_("The text of this recommendation is not stored.")), numbered=True)
    if other := speaker.substitute(fact):
        yield Paragraph(Passage(_("There is no text in this language; shown in: %(language)s.") % {"language": other}),
                        note=True)  # fmt: skip
    yield Details([line for line in _lines(fact, speaker) if any(passage.words for passage in line[1])])


def _lines(fact: Fact, speaker: Speaker) -> Iterator[tuple[str, list[Passage]]]:
    yield _("Status"), [Passage(speaker.status(fact))]
    who = (speaker.inline(speaker.unit(fact)), speaker.inline(speaker.owner(fact)))
    yield _("Responsible"), [Passage(" · ".join(filter(None, who)))]
    yield _("Response"), persons(fact.response_text)
    yield _("Part accepted"), persons(fact.accepted_part)
    yield _("Justification"), persons(fact.justification)
    yield _("Target date"), [Passage(_target(fact, speaker))]
    yield _("Latest update"), speaker.latest(fact)
    yield _("Evidence"), [Passage("; ".join(speaker.evidence(fact)))]
    yield _("Next steps"), speaker.next_steps(fact)
    yield _("Verified on"), [Passage(speaker.day(fact.verified_on))]
    yield _("Closed"), [Passage(" · ".join(filter(None, (speaker.day(fact.closed_on), speaker.closing_reason(fact)))))]


def _target(fact: Fact, speaker: Speaker) -> str:
    """The date, how far off it is while it counts, and the first one where it was moved."""
    if fact.target_on is None:
        return ""
    said = [speaker.day(fact.target_on)]
    if fact.due_on == fact.target_on:
        said.append(speaker.lateness(fact))
    if fact.first_target_on and fact.first_target_on != fact.target_on:
        said.append(_("first: %(day)s") % {"day": speaker.day(fact.first_target_on)})
    return clean(" · ".join(said))
