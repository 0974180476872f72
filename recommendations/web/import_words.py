"""What the pages of an import say: kinds and fields, how lines were read, why something was left out, corrections."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from recommendations.importing.nodes import Kind
from recommendations.workflow import AddresseeKind, Words

KINDS: dict[Kind, Words] = {
    Kind.RECOMMENDATION: _("Recommendations"),
    Kind.POSITION: _("Positions"),
    Kind.PARAGRAPH: _("Paragraphs"),
    Kind.SECTION: _("Headings"),
    Kind.FOOTNOTE: _("Footnotes"),
    Kind.DOCUMENT: _("Title page"),
}
ONE_OF_KIND: dict[Kind, Words] = {
    Kind.RECOMMENDATION: _("Recommendation"),
    Kind.POSITION: _("Position"),
    Kind.PARAGRAPH: _("Paragraph"),
    Kind.SECTION: _("Heading"),
    Kind.FOOTNOTE: _("Footnote"),
    Kind.DOCUMENT: _("Title page"),
}
FIELDS: dict[str, Words] = {
    "text": _("Text"),
    "addressee": _("Addressee"),
    "addressee_kind": _("Kind of addressee"),
    "verb": _("Operative verb"),
    "recommending": _("Recommended by"),
    "mark": _("Mark as printed"),
    "parent": _("Part of"),
    "paragraph": _("Paragraph"),
    "section": _("Section"),
    "theme": _("Heading"),
    "numeral": _("Numeral"),
    "level": _("Level"),
    "issuer": _("Issued by"),
    "session": _("Session"),
    "agenda_item": _("Agenda item"),
    "summary": _("Summary"),
}

# The parts of a page that shows the source, by the first word of their address.
PARTS: dict[str, Words] = {
    "document": _("Title page"),
    "heading": _("Heading"),
    "paragraph": _("Paragraph"),
    "recommendation": _("Recommendation"),
    "footnote": _("Footnote"),
    "amendment": _("To be changed"),
    "furniture": _("Page furniture"),
    "unread": _("Not placed"),
}
# Of which kinds all that are shown can be ticked at once.
TICKED_TOGETHER: dict[str, Words] = {
    "unread": PARTS["unread"],
    "paragraph": KINDS[Kind.PARAGRAPH],
    "recommendation": KINDS[Kind.RECOMMENDATION],
    "heading": KINDS[Kind.SECTION],
}
# How a part of a line was read: each is drawn in its own way, and the legend says which.
PIECES: dict[str, Words] = {
    "number": _("number or mark"),
    "text": _("text"),
    "heading": _("heading"),
    "document": _("title page"),
    "footnote": _("footnote"),
    "note-mark": _("footnote mark"),
    "furniture": _("page furniture"),
    "unread": _("not placed"),
}
# Why a line is in no text.
WHY: Mapping[str, Words] = {
    "rule": _("a rule"),
    "symbol": _("the symbol at the edge of a page"),
    "job number": _("a job number or bar code"),
    "page number": _("a page number"),
    "contents": _("table of contents"),
    "masthead": _("head of the title page"),
    "omission": _("something is left out here"),
    "header": _("head of the pages"),
    "footer": _("foot of the pages"),
    "table heading": _("heading of a table"),
    "front matter": _("particulars of the file"),
    "title page": _("stands on the title page, where nothing fits it"),
    "annex": _("stands in an annex"),
    "text without a paragraph number": _("has no paragraph number"),
    "answer to an older recommendation": _("restates or answers an older recommendation"),
    "stated in the text": _("a table that repeats what the text states"),
    "printed twice": _("a list that says the recommendations once more"),
    "the same in another language": _("says the same in another language"),
    "hidden text": _("hidden text"),
    "rotated text": _("text set at an angle"),
    "note not used": _("a note to which no mark leads"),
    "note of the corrigendum": _("a footnote of the corrigendum itself"),
    "not for this language": _("concerns the edition in another language"),
    "comment": _("a comment"),
    "directive": _("an instruction to the typesetter"),
    "set aside by a person": _("set aside by hand"),
}
# What a file has besides text.
OMITTED: Mapping[str, Words] = {
    "picture": _("pictures"),
    "chart": _("charts"),
    "embedded document": _("embedded documents"),
    "embedded object": _("embedded objects"),
    "deleted text": _("passages marked as deleted"),
    "page without text": _("pages without text"),
    "hidden sheet": _("hidden sheets"),
}

MARKS: dict[str, Words] = {
    "text": _("Text of what stands before it"),
    "paragraph": _("A paragraph of its own"),
    "recommendation": _("A recommendation"),
    "not_recommendation": _("No recommendation"),
    "heading": _("A heading"),
    "footnote": _("A footnote"),
    "furniture": _("Page furniture, to be left out"),
}
ADDRESSEES: dict[str, Words] = dict(AddresseeKind.choices)
CANNOT: Mapping[str, Words] = {
    "not_there": _("This part is no longer there: it was read otherwise, or an earlier correction was taken back."),
    "act_unknown": _("There is no such correction."),
    "kind_unknown": _("Choose one of the kinds offered."),
    "no_text": _("Only a paragraph or a recommendation can be divided."),
    "no_number": _("Only a paragraph or a recommendation has a number."),
    "no_recommendation": _("This is no recommendation."),
    "words_not_found": _("The text does not have these words, or begins with them. Copy them from the text."),
    "time_unusable": _("Say which of them is meant with a number: 1 is the first."),
    "number_needed": _("Give its number, for example 81 or 81(c)."),
    "number_unusable": _("This number cannot be used: it is too long, or has a slash in it."),
    "number_taken": _("This number belongs to another part already. Choose another one."),
    "is_that_already": _("It is read as that already."),
    "nothing_before": _("Nothing stands before it that it could be joined to."),
}
