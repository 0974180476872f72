"""What a corrigendum changes, and why something in it could not be located, in the reader's language."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from recommendations.importing.corrigenda.outcomes import ALREADY, DONE, KEPT, Outcome
from recommendations.importing.parsed import Amendment
from recommendations.workflow import Words

LONGEST_QUOTED = 160  # signs of the words that a corrigendum changes

ACTS: Mapping[str, Words] = {
    "replace": _("“%(old)s” becomes “%(new)s”"),
    "remove": _("“%(old)s” is taken out"),
    "text": _("the text becomes “%(new)s”"),
    "append": _("at its end “%(new)s” is added"),
    "prepend": _("at its beginning “%(new)s” is added"),
    "delete": _("is taken out"),
    "insert": _("is put in: “%(new)s”"),
    "renumber": _("what follows is numbered anew"),
    "": _("not understood"),
}
STANDING: Mapping[str, Words] = {
    DONE: _("is carried out"),
    ALREADY: _("the stored text says so already"),
    KEPT: _("stays, as something hangs on it"),
}
# Why something is left out, and what to do about it.
REASONS: Mapping[str, Words] = {
    "not_understood": _(
        "It is not understood what is to be changed. Write it in the file as “Paragraph 12: for … read …”, and import "
        "the file again."
    ),
    "no_paragraph": _(
        "There is no paragraph %(place)s in this edition. Compare the number with the report, and "
        "correct it in the file."
    ),
    "no_recommendation": _(
        "There is no %(place)s in this edition. Compare the reference with the report, and correct it in the file."
    ),
    "no_footnote": _("There is no such footnote in this edition. Compare its number with the report."),
    "no_heading": _("There is no such heading in this edition. Name the paragraph below it instead."),
    "no_item": _("The item is not found in its paragraph. Quote words of it that stand in the paragraph once."),
    "no_sentence": _("There are only %(count)s sentences. Quote the words that are to be changed instead."),
    "not_kept": _("Annexes, tables and figures are not kept here, so nothing is to be changed."),
    "place_unclear": _(
        "It does not say for certain where. Write the number of the paragraph before it (“Paragraph 12: "
        "…”), and import "
        "the file again."
    ),
    "words_often": _(
        "The words “%(words)s” stand there %(count)s times. Quote more of the words around them, and "
        "import the file again."
    ),
    "words_missing": _("The words “%(words)s” do not stand there. Compare them with the report."),
    "words_elsewhere": _(
        "The words “%(words)s” do not stand there, but in %(place)s. If that is meant, correct the number in the file."
    ),
    "has_items": _(
        "It has items that are kept on their own, so a new text cannot take its place as a whole. Give "
        "the text of each "
        "item."
    ),
    "overlaps": _("Another change in the file is about the same words. Make one of both."),
    "crosses_recommendation": _(
        "The words are only in part those of recommendation %(place)s. Divide the change: one in the recommendation, "
        "one outside it."
    ),
    "not_deleted": _("Headings, titles and summaries can be given other words, but not be taken out."),
    "no_number": _("It does not say under which number. Write it before the new text (“12 bis. …”)."),
    "number_taken": _("There is a %(place)s already. If what follows is numbered anew, the file has to say so."),
    "no_list": _("There is no list of recommendations in which %(place)s could stand."),
    "items_renumbered": _("The items of a list are not numbered anew here. Import the whole corrected report."),
    "renumbered_twice": _(
        "What follows is numbered anew for one paragraph put in, or for some taken out. Import the whole report."
    ),
    "nothing_renumbered": _("Nothing is put in or taken out, so nothing is numbered anew."),
}


def place_words(amendment: Amendment) -> str:
    """Where, as the corrigendum says it; "" where it does not."""
    return _apart(amendment.spot.printed) if amendment.spot.printed else ""


def amendment_words(amendment: Amendment) -> str:
    """What is to be changed: "Paragraph 12, line 3: “ten” becomes “eleven”"."""
    old, new = amendment.readings[0] if amendment.readings else ("", "")
    act = "remove" if amendment.act == "replace" and not new else amendment.act
    words = str(ACTS[act]) % {"old": _shortened(old), "new": _shortened(new)}
    return f"{place_words(amendment)}: {words}" if amendment.spot.printed else words


def reason_words(outcome: Outcome) -> str:
    """Why it is left out, and what to do; "" for what is not."""
    if not outcome.is_left_out:
        return ""
    given = {name: _shortened(value) for name, value in outcome.given.items()}
    return str(REASONS[outcome.code]) % given


LOOSE = _(
    "%(amendment)s. The file does not say where; these words stand only once in the report. Look "
    "whether it is the place."
)
LEFT_OUT = _("Left out: %(amendment)s. %(reason)s")


def outcome_warnings(outcomes: Iterable[Outcome]) -> Iterator[tuple[str, str]]:
    """(code, words) for each thing that is left out, and each whose place was found by its words alone."""
    for outcome in outcomes:
        told = amendment_words(outcome.amendment)
        if outcome.is_left_out:
            yield f"amendment_{outcome.code}", str(LEFT_OUT) % {"amendment": told, "reason": reason_words(outcome)}
        elif outcome.is_loose:
            yield "amendment_by_words", str(LOOSE) % {"amendment": told}


def _shortened(words: str) -> str:
    return _apart(words if len(words) <= LONGEST_QUOTED else f"{words[:LONGEST_QUOTED].rstrip()} …")


def _apart(words: str) -> str:
    """Set apart, as it may be in another script than the sentence around it."""
    return f"\u2068{words}\u2069"
