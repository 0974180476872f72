"""The fields of a DOCX document that number its paragraphs: no result is stored, Word counts when it shows them."""

import re

from recommendations.importing.readers.ordinals import printed

# ECMA-376, 17.16.5.5 and 17.16.5.6; \s gives the sign behind the number, \e leaves it out.
CODE = re.compile(r"\s*AUTONUM(?P<legal>LGL)?(?![A-Z])(?P<switches>.*)", re.IGNORECASE | re.DOTALL)
SIGN = re.compile(r'\\s\s*"?([^\s"\\])')
NO_SIGN = re.compile(r"\\e(?![a-z])", re.IGNORECASE)
FORM = re.compile(r"\\\*\s*(ALPHABETIC|alphabetic|ROMAN|roman)")
# ECMA-376, 17.16.5.31: a number within a paragraph; \l gives its level, \s its value. What the levels of the two named
# lists look like is Word's; a list of another name is taken for the first.
LIST_CODE = re.compile(r'\s*LISTNUM(?![A-Z])\s*(?:"?(?P<name>[A-Z]\w*)"?)?(?P<switches>.*)', re.IGNORECASE | re.DOTALL)
VALUE = r"\\%s\s*(\d{1,4})"
NUMBERS = (
    ("%s)", "decimal"), ("%s)", "lowerLetter"), ("%s)", "lowerRoman"),
    ("(%s)", "decimal"), ("(%s)", "lowerLetter"), ("(%s)", "lowerRoman"),
    ("%s.", "decimal"), ("%s.", "lowerLetter"), ("%s.", "lowerRoman"),
)  # fmt: skip
OUTLINES = (
    ("%s.", "upperRoman"), ("%s.", "upperLetter"), ("%s.", "decimal"), ("%s)", "lowerLetter"),
    ("(%s)", "decimal"), ("(%s)", "lowerLetter"), ("(%s)", "lowerRoman"), ("(%s)", "lowerLetter"),
    ("(%s)", "lowerRoman"),
)  # fmt: skip
FORMS = {"ALPHABETIC": "upperLetter", "alphabetic": "lowerLetter", "ROMAN": "upperRoman", "roman": "lowerRoman"}


class AutomaticNumbers:
    """Counts through a document: headings by their level, all other paragraphs together."""

    def __init__(self) -> None:
        self._text = 0
        self._headings: list[int] = []
        self._lists: dict[str, list[int]] = {}  # name -> the last number of each level

    def shown(self, code: str, level: int | None) -> str:
        """What a field shows in a heading of a level from 1, or in a paragraph of the text (None); "" if it counts
        nothing."""
        if (listed := LIST_CODE.match(code)) is not None:
            return self._listed((listed["name"] or "NumberDefault").lower(), listed["switches"])
        field = CODE.match(code)
        if field is None:
            return ""
        switches = field["switches"]
        form = FORM.search(switches)
        numbers = self._counted(level)
        if field["legal"] is None:
            numbers = numbers[-1:]
        number = ".".join(printed(value, FORMS[form[1]] if form else "decimal") for value in numbers)
        sign = SIGN.search(switches)
        return number if NO_SIGN.search(switches) else number + (sign[1] if sign else ".")

    def _counted(self, level: int | None) -> list[int]:
        if level is None:
            self._text += 1
            return [self._text]
        above = (self._headings + [1] * level)[: level - 1]
        own = self._headings[level - 1] if len(self._headings) >= level else 0
        self._headings = [*above, own + 1]
        return self._headings

    def _listed(self, name: str, switches: str) -> str:
        levels = OUTLINES if name == "outlinedefault" else NUMBERS
        level = min(max(_value("l", switches) or 1, 1), len(levels))
        above = (self._lists.get(name, []) + [1] * level)[: level - 1]
        last = self._lists.get(name, [])[level - 1 : level]
        value = _value("s", switches)
        own = (last[0] + 1 if last else 1) if value is None else value
        self._lists[name] = [*above, own]
        if name == "legaldefault":
            return ".".join(map(str, self._lists[name])) + "."
        pattern, form = levels[level - 1]
        return pattern % printed(own, form)


def _value(switch: str, switches: str) -> int | None:
    found = re.search(VALUE % switch, switches, re.IGNORECASE)
    return int(found[1]) if found else None
