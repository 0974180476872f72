"""Why a paragraph was suggested, in words, from the codes that matching gives and links keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.evidence.matching import Params
from recommendations.workflow import Words

_SENTENCES: dict[str, Words] = {
    "cites": gettext_lazy("Both cite %(symbols)s."),
    "shares": gettext_lazy("Both speak of %(phrases)s."),
    "theme": gettext_lazy("It stands under “%(heading)s”, like the recommendation's theme."),
    "section": gettext_lazy("It stands under “%(heading)s” with paragraph %(paragraph)s, which fits well."),
    "neighbour": gettext_lazy("It stands next to paragraph %(paragraph)s, which fits well."),
}


def sentences(reasons: Iterable[Sequence[str | Params]]) -> list[str]:
    """The reasons of a suggestion or of a stored link, [[code, params], …], in the current language."""
    return [_sentence(str(code), params) for code, params in reasons if isinstance(params, Mapping)]


def _sentence(code: str, params: Mapping[str, str | list[str]]) -> str:
    words = {name: _in_words(name, value) for name, value in params.items()}
    return str(_SENTENCES[code]) % words


def _in_words(name: str, value: str | list[str]) -> str:
    if isinstance(value, str):
        return value
    quoted = value if name == "symbols" else [_("“%(phrase)s”") % {"phrase": phrase} for phrase in value]
    return get_text_list(quoted, _("and"))
