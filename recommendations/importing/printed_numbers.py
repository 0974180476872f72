"""The number that a part of a report prints in front of its words, as what a person says that the part is."""

from dataclasses import dataclass

from recommendations.importing.parsed import TITLED
from recommendations.importing.signs.bullets import bullet_at
from recommendations.importing.signs.numbering import label, list_mark, reference
from recommendations.importing.signs.paragraph_numbers import chapter_number, paragraph_number
from recommendations.importing.structure.titles import title_at
from recommendations.importing.words.phrases import PHRASES


@dataclass(frozen=True)
class PrintedNumber:
    """`number` is a paragraph's, or a recommendation's reference; `mark` what is printed of it, `rest` the text
    behind that. An item is named after what stands above it; of a `bulleted` one several have its number."""

    number: str
    mark: str
    rest: str
    is_item: bool = False
    bulleted: bool = False


def printed_number(text: str, kind: str, language: str, above: str = "") -> PrintedNumber | None:
    """The number with which a text begins as a "paragraph" or a "recommendation", None if there is none. "3. Text" is
    `3` or `Recommendation 3`; "(a) Text" is an item of what stands `above`, `37(a)`, and behind a bullet `37`."""
    title = title_at(0, text, PHRASES[language], set_off=True) if kind == "recommendation" else None
    if title is not None:
        return PrintedNumber(title.ref, title.printed, title.rest)
    if (chapter := chapter_number(text)) is not None:
        return PrintedNumber(f"{chapter[0]}.{chapter[1]}", chapter[2], chapter[3])
    if (plain := paragraph_number(text)) is not None:
        return PrintedNumber(str(plain[0]) if kind == "paragraph" else f"{TITLED}{plain[0]}", plain[1], plain[2])
    if kind != "recommendation" or not above:
        return None
    if (mark := list_mark(text)) is not None:
        number = reference(above, label(mark, *mark.readings[0]))
        return PrintedNumber(number, mark.printed, mark.rest, is_item=True)
    bullet = bullet_at(text)
    return bullet and PrintedNumber(above, bullet.sign, bullet.rest, is_item=True, bulleted=True)


def above_of(number: str) -> str:
    """What stands above an item of this number: `37` above `37(a)` and `37[2]`."""
    return number[: number.rfind("(")] if number.endswith(")") else number.partition("[")[0]
