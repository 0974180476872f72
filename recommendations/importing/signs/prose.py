"""From printed lines to whole sentences: where one ends, and how two lines are joined."""

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

IDEOGRAPH = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
CJK_SIGN = f"{IDEOGRAPH}\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\u2014\u2026\u3220-\u3229"

# "text. (Conclusion, Paragraph 4)", and what of it stands on a line alone, "Paragraph 4)".
BEHIND_SENTENCE = r"(?<=[.。!！?？])\s?[(（][^\W\d_][^()（）]{2,40}[)）]"
PLACE_ALONE = r"^[(（]?(?:[^()（）]{2,24}\s)?[^\W\d_]{4,12}\.?\s\d[\d.,\s–-]{0,12}[)）]"
# "A/HRC/43/15/Add.1" ends no sentence with the mark of a note, nor does "Recommendation no. 1".
ABBREVIATED = ("no", "No", "nos", "núm", "art", "par", "para", "paragr", "п", "ст", "p", "pp", "Vol", "vol")
NOTE = r"(?<!\d)(?<!Add\.)(?<!Rev\.)(?<!Corr\.)" + "".join(rf"(?<!\b{word}\. )" for word in ABBREVIATED) + r"\d{1,3}"
COMPLETE = re.compile(
    r"(?:[.。!！?？:：;；؟؛…][\s\"'”’»›」』》)）\]]*"
    rf"(?:{NOTE}|[¹²³⁰⁴-⁹]+|\*{{1,3}}|{BEHIND_SENTENCE})?|{PLACE_ALONE})\s*$"
)
LONGEST_END = 50  # characters
GO_ON = ",،，、"
# Also ":-", and "recommends that-" as Acts and Parliaments print it.
COLON = re.compile(r"[:：][\s\"'”’»]*(?:[-–—]{1,2}\s*)?$|\b(?:that|to|should|shall|must|by|follows)\s?[-–—]$")
ENDS_ITEM = re.compile(r"[:：;；؛][\s\"'”’»]*$")
OMISSION = re.compile(r"[(\[]\s*(?:…|\. ?\. ?\.)\s*[)\]]")
# "Priority: High", "Responsable : Direction": what is said of a recommendation, not its text.
DETAIL = re.compile(r"[^\W\d_][\w’'/()-]*(?:[ \u00a0][\w’'/()-]+){0,4}\s?[:：]\s*\S.{0,70}")
# What is said of a whole list or table behind it, "Note: …", or of a recommendation, "Indicators of achievement: …",
# and what minutes tell between two speakers.
ASIDE = re.compile(
    r"(?:notes?|remarques?|notas?|примечани[ея]|ملاحظات?|ملاحظة|注|註|附[注註]|[说說]明|[备備][注註])\s?[:：]\s?\S|"
    r"(?:(?:success |performance )?indicators?(?: of (?:achievement|success|performance|progress))?|"
    r"indicateurs? (?:de |d[’'])\w+|indicador(?:es)? de \w+|"
    r"показател[ьи](?: (?:выполнени|достижени|успех|результат)\w*)?|"
    r"مؤشرات? (?:الإنجاز|الأداء|النجاح|التحقق)|(?:[绩績]效|成[绩績果]|成功|完成)指[标標])\s?[:：]\s?\S|"
    r"[(（]?(?:the (?:meeting|sitting|session) was suspended\b|la séance est suspendue\b|"
    r"se suspende la (?:sesión|reunión)\b|заседание прерывается\b|ع[ُ]?لقت الجلسة|[会會][议議](?:[暂暫]停|休[会會]))",
    re.IGNORECASE,
)
SIGNED = re.compile(
    r"[(（]\s*(?:signed|signé|firmado|подпись|(?:ال)?توقيع|签[名字署]|簽[名字署])\s*[)）]|"
    r"(?:hecho en|fait à|done at) .{3,60}\d{4}\.?$|"
    r"(?:(?:(?:y|,) )?(?:reg[ií]strese|comun[ií]quese|publ[ií]quese|notif[ií]quese|arch[ií]vese|c[úu]mplase)\b[ ,.]*)+|"
    r"reports? to be considered\.?$|(?:all of which is )?respectfully submitted|"
    r"le tout (?:est )?respectueusement soumis|"
    r"(?:the )?(?:meeting|sitting) (?:rose|was (?:adjourned|closed)|closed|ended) at \d|la séance (?:est|a été) levée|"
    r"se levant[aó] la sesión|заседание закрывается|ر[ُ]?فعت الجلسة|[上下中]午.{1,10}散[会會]|"
    r"the (?:discussion|public part|part of the meeting) covered .{0,40}(?:ended|rose)|"
    r"le débat résumé .{0,60}prend fin|(?:fait et )?délibéré (?:le|sur|par|en)\b|firman (?:el|los|las)\b|signed[:.]|"
    r"本(?:通[报報]|公告|[决決]定|意[见見]|[办辦]法|[规規]定|函)自.{1,20}起|"
    r"(?:firman?|signatures?|signataires?|подпис[ьи]|(?:ال)?توقيع|签[名字署]|簽[名字署])\s?[:：]\s?\S",
    re.IGNORECASE,
)
# What is printed behind a report: how it is corrected, and where to get it.
NOTICE = re.compile(
    r"(?:this (?:summary )?record is subject to correction|(?:to|for) (?:obtain|order|request|further|more|additional) "
    r"(?:a |this |copies|information)|(?:this|the) (?:report|document|publication) (?:is|may be) (?:also )?"
    r"(?:available|obtained)|(?:le présent compte rendu|les rectifications)\b|pour (?:obtenir|plus d)|"
    r"(?:la presente acta|las correcciones)\b|para (?:obtener|más información)|(?:поправки|исправления) (?:к|должны)\b|"
    r"本(?:简要|簡要)?[记記][录錄]可[以]?更正|如欲索取|للحصول على|يمكن تصويب)",
    re.IGNORECASE,
)
# The line below a name: who that is, or when it was signed.
OFFICE = re.compile(
    r"(?:the |el |la |le )?(?:chair(?:man|woman|person)?|president|rapporteur|secretary(?:[ -]general)?|"
    r"director(?:[ -]general)?|auditor(?:[ -]general)?|ombudsman|inspector(?:[ -]general)?|coroner|présidente?|"
    r"rapporteure?|secrétaire|directeur|directrice|president[ea]|relatora?|secretari[oa]|directora?|contralora?|"
    r"défenseure?(?: des droits)?|médiat(?:eur|rice)|defensora?(?: del pueblo)?|уполномоченн\w+|омбудсмен|"
    r"председатель|секретарь|директор|аудитор|докладчик|(?:ال)?رئيسة?|(?:ال)?مديرة?|(?:ال)?مقررة?|主席|署長|署长|局長|"
    r"局长|處長|处长|主任|專員|专员)",
    re.IGNORECASE,
)
DATED = re.compile(
    r"[〇零○一二三四五六七八九十\d]{2,4}\s?年\s?.{1,3}\s?月\s?.{1,3}\s?日|\d{1,2}(?:er)? (?:de )?[^\W\d]+ (?:de )?\d{4}"
    r"(?: года| г\.)?|[A-Z]\w+ \d{1,2}, \d{4}"
)
YEAR_AND_MONTH = re.compile(
    r"[〇零○一二三四五六七八九\d]{4}\s?年\s?[一二三四五六七八九十\d]{1,3}\s?月|^[^\W\d_]+ \d{4}$"
)
LONGEST_NAME = 60  # characters
CLOSING_WORD = re.compile(r"[,;،؛；，]?\s*(?:\b(?:and|or|et|ou|y|e|o|и|или|و|أو)|以及|和|或|及)\s*$", re.IGNORECASE)
LAST_WORD = re.compile(r"[,;،؛；，]\s*\w{1,4}\s*$")
OF_IDEOGRAPHS = re.compile(f"[{IDEOGRAPH}]")
OF_CJK = re.compile(f"[{CJK_SIGN}]")
ADDRESS = re.compile(r"(?:www\.|https?://)\S*[/.\-_]$")
HYPHENS = "-\u2010\u00ad"
LETTER_HYPHEN = re.compile(rf"(?P<head>[^\W\d_]+)[{HYPHENS}]$")
FIRST_WORD = re.compile(r"[^\W\d_]+")
HYPHENATED = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)+")
BESIDE_LATIN = re.compile(rf"(?<=[{IDEOGRAPH}]) ?(?=[0-9A-Za-z])|(?<=[0-9A-Za-z]) ?(?=[{IDEOGRAPH}])")
BROKEN_WORD = re.compile(rf"[^\W\d_][{HYPHENS}]$", re.MULTILINE)
WORD = re.compile(r"[^\W\d_]{4,}")


def is_complete(text: str) -> bool:
    """Whether a line ends where a sentence, a clause of a list or an announcement ends."""
    goes_on = text[-1:].isalpha() or text[-1:] in GO_ON
    return not goes_on and COMPLETE.search(text[-LONGEST_END:]) is not None


def ends_item(text: str) -> bool:
    """As `is_complete`, or with the "; and" before the last item of a list."""
    tail = text[-LONGEST_END:]
    return is_complete(tail) or (LAST_WORD.search(tail) is not None and CLOSING_WORD.search(tail) is not None)


def signs(lines: Sequence[str]) -> bool:
    """Whether lines begin with a signature: "(Signed) …", a name above an office or a date, a formula of execution."""
    if SIGNED.match(lines[0]) is not None:
        return True
    if len(lines) == 1 or len(lines[0]) > LONGEST_NAME or is_complete(lines[0]):
        return False
    return OFFICE.fullmatch(lines[1]) is not None or DATED.fullmatch(lines[1]) is not None


def closes(before: str, lines: Sequence[str], *, apart: bool) -> bool:
    """Whether behind the last paragraph of a report, with `before` for its last line, others belong to it no more: a
    place and date, names and offices, also where they are not set `apart`; else "Annexes", where to get the report."""
    if not is_complete(before) or ENDS_ITEM.search(before) is not None:
        return False
    short = list(takewhile(_may_sign, lines))
    signed = any(DATED.search(line) or YEAR_AND_MONTH.search(line) or OFFICE.match(line) for line in short)
    return signed or (apart and (bool(short and short[0][0].isalpha()) or NOTICE.match(lines[0]) is not None))


def _may_sign(text: str) -> bool:
    return len(text) <= LONGEST_NAME and not is_complete(text) and (text[0].isdigit() or text[0].isalpha())


def omits(text: str) -> bool:
    """Whether a line says that something is left out: "(…)", "[...]"."""
    return OMISSION.fullmatch(text) is not None


def announces(text: str) -> bool:
    """Whether a text ends with a colon."""
    return COLON.search(text[-20:]) is not None


WRAPPED = 50  # characters of a full line, Chinese signs counting twice


class Joiner:
    """Joins the lines of one report as that report writes: it learns hyphenated words and blanks from it."""

    def __init__(self, lines: Iterable[str]) -> None:
        text = "\n".join(lines)
        gaps = BESIDE_LATIN.findall(text)
        self.blank_beside_latin = len(gaps) <= 2 * sum(gap != "" for gap in gaps)
        self.words: set[str] = set()
        self.hyphenated: set[str] = set()
        if BROKEN_WORD.search(text):
            self.words.update(WORD.findall(text.lower()))
            self.hyphenated.update(HYPHENATED.findall(text.lower()))

    def join(self, parts: Sequence[str]) -> str:
        """One text of the lines' parts, without line breaks."""
        pieces: list[str] = []
        for part in (" ".join(part.split()) for part in parts):
            if not part:
                continue
            if pieces:
                pieces[-1], glue = self._glue(pieces[-1], part)
                pieces.append(glue)
            pieces.append(part)
        return "".join(pieces).strip()

    def _glue(self, before: str, after: str) -> tuple[str, str]:
        last, first = before[-1], after[0]
        if ADDRESS.search(before[-200:]):
            return before, ""
        if (last in HYPHENS and not before[-2:-1].isspace()) or (
            last in "–/" and before[-2:-1].isdigit() and first.isdigit()
        ):
            return self._mend(before, after), ""
        if OF_CJK.match(last) or OF_CJK.match(first):
            return before, self._beside_cjk(last, first)
        return before, " "

    def _beside_cjk(self, last: str, first: str) -> str:
        ideographs = OF_IDEOGRAPHS.match(last), OF_IDEOGRAPHS.match(first)
        mixed = (ideographs[0] and first.isalnum() and not ideographs[1]) or (
            ideographs[1] and (last.isalnum() or last in "%％)") and not ideographs[0]
        )
        return " " if mixed and self.blank_beside_latin else ""

    def _mend(self, before: str, after: str) -> str:
        """`before` with or without its last hyphen, whichever the report's other words speak for."""
        head, tail = LETTER_HYPHEN.search(before[-60:]), FIRST_WORD.match(after)
        if before[-1] == "\u00ad":
            return before[:-1]
        if head is None or tail is None:
            return before
        start, end = head["head"].lower(), tail[0].lower()
        if f"{start}-{end}" in self.hyphenated or f"{start}\u2010{end}" in self.hyphenated:
            return before
        keeps = start in KEEPS_HYPHEN and start + end not in self.words
        return before if keeps or tail[0][0].isupper() else before[:-1]


# First parts after which a hyphen at a line's end belongs to the word, where the report gives no other sign.
KEEPS_HYPHEN = frozenset({
    "self", "non", "well", "long", "short", "high", "low", "cross", "vice", "mid", "half", "decision", "follow",
    "celui", "ceux", "celle", "celles", "lui", "eux", "elle", "elles", "peut", "по", "юго", "вице",
})  # fmt: skip


def unwrapped(lines: Sequence[str], joiner: Joiner) -> list[str]:
    """Lines that go on over the margin as one; short ones, as the cells of a row are, go on nowhere."""
    texts: list[list[str]] = []
    for line in lines:
        wrapped = bool(texts) and not is_complete(texts[-1][-1])
        if wrapped and sum(1 + (sign >= "\u2e80") for sign in texts[-1][-1]) >= WRAPPED:
            texts[-1].append(line)
        else:
            texts.append([line])
    return [joiner.join(text) for text in texts]
