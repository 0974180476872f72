"""The words and texts that a corrigendum quotes or gives in full."""

import re

from recommendations.importing.corrigenda.places import names_only_places
from recommendations.importing.corrigenda.words import NUMBER, CorrigendumWords
from recommendations.importing.corrigenda.words import QUOTED as QUOTED_WORDS

QUOTED = re.compile(QUOTED_WORDS)
LEFT_OUT = re.compile(r"^(?:\.{3}|…)\s*|\s*(?:\.{3}|…)$")  # "... ten missions ..."
PAIRS = {"“": "”", "”": "“", "«": "»", "„": "“”", '"': '"', "「": "」", "『": "』", "‘": "’"}
OPEN, CLOSED = "“«„「『", "”»」』"
OWN_NUMBER = re.compile(rf"(?P<number>{NUMBER})(?:\s?[.．、]|\s[-–—])\s*(?=\S)", re.IGNORECASE)
# What only says that a text follows is shorter, and no sentence of its own.
LONGEST_LEAD = 80
LEAD = re.compile(rf"(?P<lead>[^:：.。;；“«„\"「『]{{0,{LONGEST_LEAD}}}?)\s*[:：]\s*(?=\S|$)")

# What is said behind words of how they are set, or how often: no part of them.
TOLD_OF_WORDS = re.compile(
    r"\b(?:in (?:italics?|bold)|respectively|en (?:italique|gras)|respectivement|en (?:cursiva|negrita)|"
    r"respectivamente|курсивом|жирным шрифтом|соответственно)\b|[斜黑粗]体|分别|"
    r"بال(?:حرف|خط|أحرف) المائلة?|على التوالي|"
    r"[(（](?:two|three|both|deux|trois|dos|tres|два|две|три|дважды|[两二三]|\d)\s?(?:occurrences|times|places|instances|fois|"
    r"endroits|veces|раза?|случая?х?|处)?[)）]",
    re.IGNORECASE,
)


def tells_of_words(old: str, new: str) -> bool:
    """Whether new words without quotation marks hold what is said of them, or others in quotation marks."""
    if QUOTED.search(new) and (is_quoted(old) or not QUOTED.search(old)):
        return True
    return TOLD_OF_WORDS.search(new) is not None and TOLD_OF_WORDS.search(old) is None


def leaves_open(text: str) -> bool:
    """Whether a quotation has begun in a text and not ended."""
    opened = sum(text.count(sign) for sign in OPEN)
    return opened > sum(text.count(sign) for sign in CLOSED) or text.count('"') % 2 == 1


def unquoted(text: str) -> str:
    """Words without the quotation marks around all of them, and without what ends the corrigendum's own sentence."""
    text = text.strip().lstrip(":：").strip()
    bare = text.rstrip(" .;。；,،؛")
    if bare[:1] in PAIRS and bare[-1:] in PAIRS[bare[0]] and QUOTED.fullmatch(bare):
        return bare[1:-1].strip()
    return text


def is_quoted(text: str) -> bool:
    return QUOTED.fullmatch(text.strip().rstrip(" .;。；,،؛")) is not None


def new_text(text: str, words: CorrigendumWords) -> str:
    """A whole text as the corrigendum gives it: without quotation marks around it, and without what only says that it
    follows. "" behind such words that name a place."""
    lead = LEAD.match(text.lstrip())
    if lead is not None and only_leads(lead["lead"], words):
        text = text.lstrip()[lead.end() :]
    elif lead is not None and lead["lead"] and names_only_places(lead["lead"], words):
        return ""
    return unquoted(text)


def only_leads(text: str, words: CorrigendumWords) -> bool:
    """Whether words say that a text follows, and nothing else: "the following two sentences"."""
    return words.lead.search(text) is not None and names_only_places(words.lead.sub(" ", text), words)
