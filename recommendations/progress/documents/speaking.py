"""How facts are said: in one language, one vocabulary, with the names of the people, units and headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recommendations import workflow
from recommendations.models import EDITION_LANGUAGES
from recommendations.progress.documents.content import UNKNOWN, Passage, clean, is_rtl
from recommendations.progress.documents.facts import Fact, Names, Texts
from recommendations.progress.documents.vocabularies import Vocabulary

# Documents go by the codes of editions; translations and documents' own tags name Chinese by its script.
_TRANSLATED = {"zh": "zh-hans"}
_TAGS = {"zh": "zh-Hans", "zh-hans": "zh-Hans"}

_CLOSING = dict(workflow.CLOSING_REASONS)


def tag(language: str) -> str:
    """A language of an edition or an account as BCP 47 has it."""
    return _TAGS.get(language, language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Everything translated inside is in this language of editions."""
    with translation.override(_TRANSLATED.get(language, language)):
        yield


def best(texts: Texts, wanted: str) -> tuple[str, str]:
    """(words, language): the wanted language, else English, else the first by code; ("", "") of none."""
    language = min(texts, key=lambda code: (code != wanted, code != "en", code), default="")
    return texts.get(language, ""), language


@dataclass(frozen=True)
class Speaker:
    """Says things; use it inside `speaking(language)`. What is said again and again is worded once."""

    language: str
    vocabulary: Vocabulary
    names: Names
    on: date
    one_report: bool = False
    _states: dict[tuple[str, str], str] = field(default_factory=dict, repr=False, compare=False)
    _days: dict[date, str] = field(default_factory=dict, repr=False, compare=False)

    def text(self, texts: Texts) -> Passage:
        words, language = best(texts, self.language)
        return Passage(clean(words), tag(language))

    def substitute(self, fact: Fact) -> str:
        """The language a text is shown in where there is none in the wanted one; "" where there is."""
        _words, language = best(fact.texts, self.language)
        return "" if language in ("", self.language) else str(dict(EDITION_LANGUAGES)[language])

    def response(self, fact: Fact) -> str:
        state = fact.response, fact.addressee_kind
        if state not in self._states:
            self._states[state] = self.vocabulary.response(*state)
        return self._states[state]

    def implementation(self, fact: Fact) -> str:
        state = fact.implementation, ""
        if state not in self._states:
            self._states[state] = self.vocabulary.implementation(fact.implementation)
        return self._states[state]

    def status(self, fact: Fact) -> str:
        """Both in one: "Accepted · In progress"."""
        return " · ".join(filter(None, (self.response(fact), self.implementation(fact))))

    def closing_reason(self, fact: Fact) -> str:
        return str(_CLOSING.get(fact.closing_reason, fact.closing_reason))

    def unit(self, fact: Fact) -> str:
        return clean(self.names.units.get(fact.unit or 0, ""))

    def owner(self, fact: Fact) -> str:
        return self.person(fact.owner)

    def person(self, pk: int | None) -> str:
        return clean(self.names.people.get(pk or 0, ""))

    def inline(self, words: str) -> str:
        """Words of another direction set apart by Unicode's isolates, so that what stands around keeps its order."""
        return f"\u2068{words}\u2069" if words and is_rtl(words) != (self.language == "ar") else words

    def theme(self, theme: int | None) -> Passage:
        return self.named(self.names.themes.get(theme or 0, {}))

    def title(self, symbol: str) -> Passage:
        return self.named(self.names.titles.get(symbol, {}))

    def named(self, texts: Mapping[str, str]) -> Passage:
        return self.text({language: words for language, words in texts.items() if words})

    def day(self, day: date | None) -> str:
        if day is None:
            return ""
        if day not in self._days:
            self._days[day] = date_format(day)
        return self._days[day]

    def evidence(self, fact: Fact) -> list[str]:
        """Confirmed evidence: "para. 11 (basis)", of another report with its symbol before; files and links by name."""
        said = []
        for proof in fact.evidence:
            kind = _("shows what was done") if proof.kind == "implementation" else _("basis")
            place = _("para. %(number)s") % {"number": proof.number}
            paragraph = place if proof.symbol == fact.symbol else f"{proof.symbol}, {place}"
            where = self.inline(clean(proof.source)) or paragraph
            said.append(f"{where} ({kind})")
        return said

    def lateness(self, fact: Fact) -> str:
        """How the date it waits for stands to the day of the report; "" without one."""
        due = fact.due_on
        if due is None:
            return ""
        days = (due - self.on).days
        if days < 0:
            return ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}
        if days == 0:
            return _("due today")
        return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}

    def latest(self, fact: Fact) -> list[Passage]:
        """The latest update: a line of when, who and how far, then its words."""
        update = fact.update
        if update is None:
            return []
        line = [self.day(update.on)]
        if update.percent is not None:
            line.append(_("%(percent)d%% done") % {"percent": update.percent})
        if update.no_change:
            line.append(_("no change, still on track"))
        line.append(self.inline(self.person(update.by)))
        said = [Passage(" · ".join(filter(None, line)))]
        return [*said, Passage(clean(update.text), tag(update.language) or UNKNOWN)] if clean(update.text) else said

    def next_steps(self, fact: Fact) -> list[Passage]:
        """Open actions with who and by when; of an open item without any, the date it waits for."""
        said = [
            Passage(
                _("%(step)s (%(who)s, by %(day)s)")
                % {
                    "step": self.inline(clean(step.text)),
                    "who": self.inline(self.person(step.owner)),
                    "day": self.day(step.due_on),
                }
            )
            for step in fact.steps
        ]
        if fact.response in workflow.UNDECIDED and fact.response_due_on:
            said.append(Passage(_("Response due on %(day)s.") % {"day": self.day(fact.response_due_on)}))
        elif fact.implementation == "reported_implemented":
            said.append(Passage(_("Waits to be verified.")))
        return said
