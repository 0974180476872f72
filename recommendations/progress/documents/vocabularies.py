"""The words other bodies use for the states of a recommendation; the table they come from is in docs/documents.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from recommendations import workflow
from recommendations.workflow import Implementation, Response, Words, response_word

NOTHING_SAID: Words = "–"


@dataclass(frozen=True)
class Vocabulary:
    """One body's words for each of our states; several of ours may share one of theirs."""

    code: str
    label: Words
    responses: Mapping[str, Words]
    implementations: Mapping[str, Words]

    def response(self, response: str, addressee_kind: str = "") -> str:
        """The word for a response. Only our own vocabulary speaks to each kind of addressee in its own words."""
        if self.code == OURS and addressee_kind:
            return str(response_word(response, addressee_kind))
        return str(self.responses[response])

    def implementation(self, implementation: str) -> str:
        """The word for an implementation; "" before it has opened."""
        return str(self.implementations[implementation]) if implementation else ""


OURS = "ours"
_ACCEPTED, _NOT_ACCEPTED = pgettext_lazy("recommendation", "Accepted"), pgettext_lazy("recommendation", "Not accepted")


def _responses(undecided: Words, accepted: Words, in_part: Words, refused: Words) -> dict[str, Words]:
    return {
        **{state.value: undecided for state in workflow.UNDECIDED},
        Response.ACCEPTED.value: accepted,
        Response.PARTIALLY_ACCEPTED.value: in_part,
        Response.NOT_ACCEPTED.value: refused,
    }


def _implementations(not_started: Words, under_way: Words, done: Words, closed: Words) -> dict[str, Words]:
    return {
        Implementation.NOT_STARTED.value: not_started,
        Implementation.IN_PROGRESS.value: under_way,
        Implementation.REPORTED.value: under_way,
        Implementation.VERIFIED.value: done,
        Implementation.CLOSED.value: closed,
    }


VOCABULARIES: dict[str, Vocabulary] = {
    one.code: one
    for one in (
        Vocabulary(
            OURS,
            _("The words of this site"),
            {state.value: state.label for state in Response},
            {state.value: state.label for state in Implementation},
        ),
        Vocabulary(
            "jiu",
            _("Joint Inspection Unit"),
            _responses(_("Under consideration"), _ACCEPTED, _("Accepted in part"), _NOT_ACCEPTED),
            _implementations(_("Not started"), _("In progress"), _("Implemented"), _("Not relevant")),
        ),
        Vocabulary(
            "board",
            _("Board of Auditors"),
            _responses(NOTHING_SAID, _ACCEPTED, NOTHING_SAID, _NOT_ACCEPTED),
            _implementations(
                _("Not implemented"), _("Under implementation"), _("Fully implemented"), _("Overtaken by events")
            ),
        ),
        Vocabulary(
            "gao",
            _("GAO and inspectors general"),
            _responses(
                _("Open, unresolved"), _("Open, resolved"), _("Open, resolved in part"), _("Open, unresolved")
            ),
            _implementations(
                pgettext_lazy("recommendation", "Open"),
                pgettext_lazy("recommendation", "Open"),
                _("Closed, implemented"),
                _("Closed, not implemented"),
            ),
        ),
        Vocabulary(
            "management",
            _("Management response"),
            _responses(_("No response yet"), _ACCEPTED, _("Partially accepted"), _NOT_ACCEPTED),
            _implementations(_("Not initiated"), _("Initiated"), _("Completed"), _("No longer applicable")),
        ),
    )
}  # fmt: skip
