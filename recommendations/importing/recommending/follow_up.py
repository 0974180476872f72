"""What an author asks of somebody about its own recommendations, as to report on them, where nothing else marks it."""

import re

from recommendations.importing.recommending.chapeau import asked_by_author
from recommendations.importing.signs.han import either_script
from recommendations.importing.structure.numbered_text import NumberedText, sentences
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.operative import Operative

THESE = re.compile(
    either_script(
        r"\b(?:(?:above|foregoing|present|these)(?:-\w+)? recommendations|recommendations (?:above|in this|"
        r"(?:\w+ )?in paragraphs? \d))\b|"
        r"\b(?:(?:ces|présentes) recommandations|recommandations (?:ci-dessus|précitées|susmentionnées|"
        r"(?:\w+ ){0,2}aux? paragraphes?))\b|"
        r"\b(?:(?:estas|dichas|presentes) recomendaciones|recomendaciones (?:anteriores|arriba|mencionadas|"
        r"(?:\w+ ){0,3}en (?:el|los) párrafos?))\b|"
        r"\b(?:эт|данн|настоящ|вышеуказанн|вышеупомянут|указанн)\w+ рекомендаци|рекомендаци\w+,? (?:\w+ )?в пункт|"
        r"هذه التوصيات|التوصيات (?:المذكورة|الواردة|أعلاه|الآنفة)|(?:上述|以上|这些|本报告的?|段[^，。]{0,6})建议"
    ),
    re.IGNORECASE,
)


def asked_of_its_own(paragraph: NumberedText, lexicon: Lexicon) -> Operative | None:
    """What a sentence asks that names the recommendations of its own report."""
    named = (sentence for sentence in sentences(paragraph.text) if THESE.search(sentence) is not None)
    return next((asked for sentence in named if (asked := asked_by_author(sentence, lexicon)) is not None), None)
