"""Where no heading, title, list or bold type that is known marks the recommendations of a report: which paragraphs and
lists hold them, by how much they ask."""

import re
from collections.abc import Callable, Sequence

from recommendations.importing.signs.han import either_script
from recommendations.importing.signs.prose import announces
from recommendations.importing.structure.evidence import is_advice, looks_asking, mostly_ask, obliges, plainly_asks
from recommendations.importing.structure.numbered_text import NumberedText, sentences
from recommendations.importing.words.asking import ASKING
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.operative import find_operative
from recommendations.importing.words.phrases import PHRASES, Phrases

CLAUSES = re.compile(r"(?<=[.!?。！？؟;；؛])\s*(?=\S)")
# "The Government intends:", "Le pays entend :": what its author will do itself is no recommendation.
INTENDS = re.compile(
    either_script(
        r"(?:\b(?:intends?|plans?|undertakes?|pledges?|(?:is|are) committed|entend(?:ent)?|compte(?:nt)?|"
        r"s[’']engage(?:nt)?|prévoi(?:t|ent)|a(?: pour| l[’'])intention|se proponen?|se compromete[n]?|"
        r"tiene la intención|"
        r"намерен\w?|намеревается|планиру[ею]т|обязу[ею]тся)\b|[تيو]عتزم|[تي]تعهد|[تي]نوي|打算|计划|承诺|(?<!应)(?<!须)将)"
        r"[^.。:：]{0,40}[:：]\s*$"
    ),
    re.IGNORECASE,
)
NEAR = 20  # characters from "following" to what does
THAT_FOLLOW = re.compile(r"\b(?:that follow|qui suivent|que siguen|ниже)\b|(?:التالية|أدناه)(?=\s)", re.IGNORECASE)
FEWEST_PLAIN = 2  # paragraphs in which the author plainly asks; a single one may quote


def in_sections(
    paragraphs: Sequence[NumberedText], heads: Callable[[NumberedText], bool], lexicon: Lexicon
) -> list[NumberedText]:
    """The paragraphs under headings that `heads`, where most of these, or of the items of their lists, ask."""
    under = [paragraph for paragraph in paragraphs if heads(paragraph)]
    listing = [
        paragraph
        for paragraph in under
        if paragraph.items
        and INTENDS.search(paragraph.text) is None
        and mostly_ask(_items(paragraph), lexicon, in_list=True)
    ]
    if listing:
        return listing
    plain = [paragraph for paragraph in under if not paragraph.has_marks]
    if not mostly_ask([paragraph.text for paragraph in plain], lexicon, in_list=False):
        return []
    return [
        paragraph
        for paragraph in plain
        if looks_asking(paragraph.text, lexicon, in_list=False) and not _introduces(paragraph.text, lexicon)
    ]


def _introduces(text: str, lexicon: Lexicon) -> bool:
    """Whether a text speaks of what follows: "the following measures, which should be taken by March, are ordered", or
    "the measures that follow must be taken"."""
    behind = THAT_FOLLOW.search(text)
    if behind is not None and is_advice(text[max(0, behind.start() - NEAR) : behind.start()], lexicon):
        return True
    follow = PHRASES[lexicon.language].headings.following.search(text)
    return follow is not None and is_advice(text[follow.end() : follow.end() + NEAR], lexicon)


def _items(paragraph: NumberedText) -> list[str]:
    return [item.text for item in paragraph.items if len(item.labels) == 1]


def by_wording(paragraphs: Sequence[NumberedText], lexicon: Lexicon, phrases: Phrases) -> list[NumberedText]:
    """Where the author plainly asks in several paragraphs, or announces lists so: these, and others that oblige
    somebody who is named."""
    paragraphs = [one for one in paragraphs if not _is_spoken(one.text) and (not one.has_marks or announces(one.text))]
    plain = [_plainly_asks(_asking_part(paragraph), lexicon) for paragraph in paragraphs]
    found = [
        paragraph
        for paragraph, asks in zip(paragraphs, plain, strict=True)
        if asks or (not paragraph.has_marks and _obliges_somebody(paragraph.text, lexicon, phrases))
    ]
    return found if sum(plain) >= FEWEST_PLAIN or (any(plain) and len(found) > FEWEST_PLAIN) else []


def _asking_part(paragraph: NumberedText) -> str:
    """The text of a paragraph; of one that announces a list the sentence that does."""
    return "".join(sentences(paragraph.text)[-1:]) if paragraph.has_marks else paragraph.text


# In minutes speakers are named, and "he" is who was.
SPEAKER = re.compile(
    r"(?:Mr|Ms|Mrs|Miss|Sir|Dame|Dr|Senator|Councillor|Cllr)s?\.? [A-Z]|M(?:mes?|lle|M?\.) [A-ZÀ-Þ]|"
    r"(?:El|La|Los|Las) Sr[ae]?s?\. |Г-(?:н|жа) |السيدة? |[^，。：]{1,12}(?:先生|女士|议员|議員)"
)
PRONOUN = re.compile(r"(?:s?he|ils?|elles?|él|ella|он|она|[他她])(?=\W|[\u4e00-\u9fff])", re.IGNORECASE)
TELLS_ON = re.compile(
    r"(?:s?he|ils?|elles?|он|она) (?:\w+ )?(?:said|added|continued|dit|ajoute|poursuit|говорит|добавляет|отмечает)\b|"
    r"(?:añade|agrega|dice|prosigue)\b|و(?:استطرد|أضاف|أوضح|قال|تابع)|[他她][还還亦也]?[说說补補]",
    re.IGNORECASE,
)
EXAMPLE = re.compile(
    r"for example|for instance|par exemple|por ejemplo|например|(?:و?على سبيل المثال)|例如|比如|"
    r"案例[一二三四五六七八九十\d]+[：:]",
    re.IGNORECASE,
)


def _is_spoken(text: str) -> bool:
    """Whether a paragraph of minutes says what somebody said."""
    return SPEAKER.match(text) is not None or TELLS_ON.match(text) is not None


def _plainly_asks(text: str, lexicon: Lexicon) -> bool:
    authors = ASKING[lexicon.language].authors
    opening = PRONOUN.sub("", CLAUSES.split(text, maxsplit=1)[0])
    by_others = authors is not None and authors.search(opening) is None
    for sentence in CLAUSES.split(text):
        if (by_others and PRONOUN.match(sentence)) or EXAMPLE.match(sentence):
            continue
        asked = find_operative(sentence, lexicon)
        # In Arabic the other words that ask are nouns as well; in Chinese no subject need stand beside the verb, and
        # behind a clause it is that of the clause: "A visitor told of her office, and recommended that both …".
        noun = asked is not None and lexicon.language == "ar" and asked.verb != "recommend"
        by_another = asked is not None and lexicon.language == "zh" and asked.at > 0 and not asked.by_author
        if asked is None or noun or by_another:
            continue
        if plainly_asks(asked, sentence, lexicon):
            return True
    return False


def _obliges_somebody(text: str, lexicon: Lexicon, phrases: Phrases) -> bool:
    """Whether a sentence says what somebody is to do, and tells of nothing."""
    for sentence in CLAUSES.split(text):
        asked = find_operative(sentence, lexicon)
        if asked is None or not obliges(sentence, lexicon) or phrases.past.search(sentence) is not None:
            continue
        if asked.known or phrases.headings.addresses.match(sentence) is not None:
            return True
    return False
