"""What a report's author says it will do itself: "The Committee shall table a progress report" beside "the Committee
recommends that …"."""

import re
from collections.abc import Sequence

from recommendations.importing.recommending.recommendation_parts import first_asked
from recommendations.importing.structure.numbered_text import NumberedText
from recommendations.importing.words.asking import ASKING
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.operative import AUTHOR

RECOMMENDS = re.compile(
    r"\b(the [\w-]+(?: [\w-]+)?) (?:(?:therefore|further|also|accordingly) )?recommends?\b|"
    r"\b((?:l[ea]\s|l[’'])[\w-]+(?: [\w-]+)?) recommande\b|\b((?:el|la) [\w-]+) recomienda\b|"
    r"\b([а-яё]+) рекомендует\b|([\u4e00-\u9fff]{1,6}?(?:委[员員][会會]|[公本][署局]|工作[组組]))建[议議]",
    re.IGNORECASE,
)


def own_acts(paragraphs: Sequence[NumberedText], lexicon: Lexicon) -> set[str]:
    """The numbers of the paragraphs whose first request is of their author: one of those that make reports, and
    recommends in this one."""
    makers = ASKING[lexicon.language].authors or AUTHOR
    named = (match for paragraph in paragraphs for match in RECOMMENDS.finditer(paragraph.text))
    authors = {name.lower() for match in named for name in match.groups() if name and makers.search(name)}
    if not authors:
        return set()
    speaks = re.compile("|".join(map(re.escape, authors)), re.IGNORECASE)
    asked = {one.number: first_asked(one.text, lexicon) for one in paragraphs if speaks.search(one.text)}
    return {
        number
        for number, found in asked.items()
        if found is not None and found.verb == "should" and found.addressee.lower() in authors
    }
