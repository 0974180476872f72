"""What a report's author does with the report itself, at the end of the list of what it asks: "調查報告上網公布"."""

import re

from recommendations.importing.signs.han import either_script

OWN_STEP = re.compile(
    either_script(
        r"(?:to )?(?:send|forward|transmit|submit|publish) (?:a copy of )?(?:this|the present) (?:report|opinion)\b|"
        r"(?:de |d[’'])?(?:transmettre|adresser|publier|communiquer) (?:copie d[ue] )?(?:le |la )?présente? \w+|"
        r"(?:remitir|publicar|enviar|elevar|disponer la publicación de) (?:el |la |l )?(?:presente|est[ea]) "
        r"(?:informe|resolución)\b|"
        r"(?:направить|опубликовать|разместить) (?:настоящ\w+ \w+|отч[её]т о результатах)|"
        r"(?:نشر|إحالة|إرسال|رفع) هذا (?:التقرير|القرار)|"
        r"[^。]{0,12}(?:调查报告|调查意见|本报告)[^。]{0,24}(?:公布|公开|函复(?:审计|陈诉|陈情|检举|告发)[^。]{0,4})。?$|(?:并案)?存查"
    ),
    re.IGNORECASE,
)


def is_own_step(text: str) -> bool:
    """Whether a text begins as one that says what is done with the report."""
    return OWN_STEP.match(text) is not None
