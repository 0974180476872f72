"""Forms of corrigenda in which an error would store what nobody wrote: each is carried out right, or left out."""

import pytest

from recommendations.importing.corrigenda.applying import carry_out
from recommendations.importing.readers import ReportRefusedError
from recommendations.importing.words.lexicon import LEXICONS
from tests.importing.corrigenda.languages import HEADS, REPORTS
from tests.importing.corrigenda.world import carried as carried_out
from tests.importing.corrigenda.world import codes, corrigendum_in, texts

# language, entry, the part it changes ("" for none), what that says then
FORMS = [
    # What only says that a text follows is none of it, and no word is cut in two.
    (
        "fr",
        "Paragraphe 2\n\nRemplacer le paragraphe par le suivant :\n\n2. Il a dix bureaux.",
        "2",
        "Il a dix bureaux.",
    ),
    (
        "fr",
        "Paragraphe 2\n\nModifier comme suit la deuxième phrase :\n\nIl siège.",
        "2",
        "Il a neuf bureaux. Il siège.",
    ),
    ("es", "Párrafo 2\n\nSustitúyase el texto por el que figura a continuación:\n\n2. Es ella.", "2", "Es ella."),
    ("ru", "Заменить пункт 2 нижеследующим текстом:\n\n2. Он велик.", "2", "Он велик."),
    ("zh", "第2段\n\n改为如下案文：\n\n2. 它有十个办事处。", "2", "它有十个办事处。"),
    ("ar", "الفقرة 2، الجملة الثانية، يستعاض عن عبارة «مرة واحدة» بما يلي: «مرتين»", "2", "ويجتمع المجلس مرتين."),
    (
        "en",
        "Paragraph 2 should read:\n\nThe Fund does the following: it meets.",
        "2",
        "The Fund does the following: it",
    ),
    # One instruction ends where the next begins, and where its place is told.
    (
        "en",
        "Paragraph 2\n\nFor nine offices read ten offices and for once read twice",
        "2",
        "ten offices. The Council meets twice.",
    ),
    (
        "es",
        "Párrafo 2\n\nDonde dice nueve debe decir diez y donde dice una vez debe decir dos veces",
        "2",
        "diez oficinas",
    ),
    (
        "ru",
        "Пункт 2\n\nВместо девять читать десять и вместо один раз читать два раза",
        "2",
        "десять отделений. Совет собирается два",
    ),
    ("en", "Replace ten missions with eleven missions in paragraph 1.", "1", "sent eleven missions to the field"),
    ("en", "Paragraph 1\n\nThe word “Fund” should be in italics.", "", ""),
    ("en", "Paragraph 3\n\nThe words “, as Member States said” should be deleted.", "3", "could not be found."),
    # Of one text for two places, or several for one, it is not told what is whose.
    ("en", "Paragraph 5 (a) and (b)\n\nFor the existing text substitute\n\nCount all, and ask all.", "", ""),
    ("en", "Replace paragraph 2 with the following:\n\n2. It has ten.\n\n3. All of them are new.", "", ""),
    # What a line says that names no known place is no part of the text before it, nor is its place that of the next.
    (
        "en",
        "Paragraph 2\n\nSecond sentence should read\n\nIt meets twice.\n\nArticle 3, line 2\n\nFor Nobody read None",
        "2",
        "offices. It meets twice. Nobody",
    ),
    # What is said of words is none of them, and of two ways to part them none is guessed.
    ("en", "Paragraph 2\n\nFor nine read ten in italics", "", ""),
    ("en", "Paragraph 1\n\nThe words “ten missions” should read as here: “eleven missions”", "", ""),
    ("en", "Paragraph 2\n\nThe second sentence should read as in the French text.", "", ""),
    ("en", "Paragraph 2 should read\n\nIt has ten offices. Delete the last sentence.", "", ""),
    ("es", "Párrafo 2\n\nDonde dice nueve debe decir diez (dos veces)", "", ""),
    ("ar", "الفقرة 1\n\nيستعاض عن عشر بعثات بإحدى عشرة بعثة", "1", "إحدى عشرة بعثة"),
    ("fr", "Paragraphe 1\n\nLire onze missions au lieu de dix missions", "1", "onze missions"),
    ("zh", "第1段第2行：“十个特派团”为“十一个特派团”之误。", "1", "十一个特派团"),
    # Several sentences, and one put in.
    (
        "en",
        "Paragraph 2, second and third sentences\n\nFor the text substitute\n\nAll know.",
        "2",
        "offices. All know.",
    ),
    ("fr", "Paragraphe 2\n\nSupprimer les deux dernières phrases.", "2", "Il a neuf bureaux."),
    ("es", "Párrafo 2\n\nSustitúyanse las dos primeras oraciones por la siguiente:\n\nEs ella.", "2", "Es ella. Nadie"),
    ("ru", "Пункт 2\n\nИсключить второе и третье предложения.", "2", "У него девять отделений."),
    ("zh", "第2段\n\n删除第二句和第三句。", "2", "它有九个办事处。"),
    ("ar", "الفقرة 2\n\nتحذف الجملتان الثانية والثالثة.", "2", "ولديه تسعة مكاتب."),
    ("en", "Paragraph 2\n\nInsert a new first sentence: “It is large.”", "2", "It is large. It has nine"),
    (
        "fr",
        "Paragraphe 2\n\nAjouter une deuxième phrase ainsi libellée : « Il est grand. »",
        "2",
        "bureaux. Il est grand. Le",
    ),
    ("zh", "第2段\n\n增加新的第二句：“它很大。”", "2", "办事处。它很大。理事会"),
    # What old print puts between pages.
    (
        "en",
        "Paragraph 2\n\nReplace the text with the following:\n\n/...\n\nA/70/500/Corr.1\nEnglish\nPage 2\n\n2. It is.",
        "2",
        "It is.",
    ),
    (
        "fr",
        "Paragraphe 2\n\nRemplacer le texte par le suivant :\n\n/…\n\nA/70/500/Corr.1\nFrançais\nPage 2\n\n2. Il est.",
        "2",
        "Il est.",
    ),
    # Words put in between, behind, at the end; with the number of a line behind that of a paragraph.
    ("en", "In paragraph 1, 2nd line, insert “new” between “ten” and “missions”", "1", "ten new missions"),
    ("ru", "Пункт 1\n\nМежду словами «десять» и «миссий» включить слово «новых»", "1", "десять новых миссий"),
    ("zh", "第1段\n\n在“十个”和“特派团”之间插入“新”", "1", "十个新特派团"),
    ("fr", "Paragraphe 1, 2e ligne, au lieu de : « dix missions », lire : « onze missions ».", "1", "onze missions"),
    ("es", "Párrafo 1\n\nDice:\n\ndiez misiones\n\nDebe decir:\n\nonce misiones", "1", "once misiones"),
    ("ru", "Пункт 2, третье предложение\n\nВ конце добавить «(2002 год)».", "2", "почему (2002 год)."),
    (
        "en",
        "Paragraph 2\n\nAfter the first sentence, insert the following sentence:\n\nIt is large.",
        "2",
        "offices. It is large. The",
    ),
    ("zh", "第1段第2行，“十个特派团”误，应为“十一个特派团”。", "1", "十一个特派团"),
    ("ar", "الفقرة 1، السطر الثاني: عوضا عن «عشر بعثات» اقرأ «إحدى عشرة بعثة»", "1", "إحدى عشرة بعثة"),
]


@pytest.mark.parametrize(("language", "entry", "key", "text"), FORMS, ids=lambda value: str(value)[:40])
def test_a_form_is_carried_out_right_or_left_out(language, entry, key, text):
    others = HEADS[language] + "\n\n".join([NEXT[language]] * 4)
    before = texts(carried_out(REPORTS[language], others, language))
    result = carried_out(REPORTS[language], f"{others}\n\n{entry}\n", language)
    after = texts(result)
    changed = {name: said for name, said in after.items() if before.get(name) != said}
    assert [*changed] == [key] * bool(key)
    assert text in changed.get(key, "")
    assert key or "not_understood" in codes(result)


NEXT = {
    "en": "Paragraph 4\n\nFor they left read he left",
    "fr": "Paragraphe 4\n\nAu lieu de son départ lire leur départ",
    "es": "Párrafo 4\n\nDonde dice se iba debe decir se fue",
    "ru": "Пункт 4\n\nВместо слов «они ушли» следует читать «он ушел»",
    "zh": "第4段\n\n将“离开”改为“离职”。",
    "ar": "الفقرة 4\n\nيستعاض عن عبارة «سبب رحيله» بعبارة «سبب ذهابه»",
}
NOT_HERE = {
    "en": "(This correction does not apply to the English version.)",
    "fr": "Sans objet en français",
    "es": "No se aplica al texto español",
    "ru": "Не касается текста на русском языке",
    "zh": "不适用于中文本",
    "ar": "لا ينطبق على النص العربي",
}


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            "Paragraph 5, subparagraphs (a) and (b)\n\nReplace with the following:\n\n(a) Count all;\n\n(b) Ask all.",
            {"5(a)": "Count all;", "5(b)": "Ask all."},
        ),
        (
            "Replace paragraphs 2 and 3 with the following:\n\n2. It has ten.\n\n3. Some items were found.",
            {"2": "It has ten.", "3": "Some items were found."},
        ),
        (
            "Replace paragraph 2 with the following paragraphs:\n\n2. It has ten.\n\n2 bis. Two are new.",
            {"2": "It has ten.", "2 bis": "Two are new."},
        ),
    ],
)
def test_of_one_text_each_place_gets_its_own(entry, expected):
    before = texts(carried_out(REPORTS["en"], NEXT["en"]))
    result = carried_out(REPORTS["en"], f"{NEXT['en']}\n\n{entry}")
    assert codes(result) == ["done"] * (1 + len(expected))
    assert texts(result) == before | expected


@pytest.mark.parametrize("act", ["Insert a new first sentence:", "Insert a new second sentence:"])
def test_a_sentence_put_in_stands_there_once_however_often_it_is_carried_out(act):
    entry = f"Paragraph 2\n\n{act} “It is large.”"
    once = carried_out(REPORTS["en"], entry)
    amendments = corrigendum_in(f"{HEADS['en']}\n{entry}\n", "en").amendments
    assert codes(carry_out(amendments, once.nodes, LEXICONS["en"])) == ["already"]


def test_pages_and_bare_numbers_are_places():
    corrigendum = corrigendum_in(
        f"{HEADS['en']}\nPage 4\n\nParagraph 2\n\nFor nine read ten\n\nPage 31\n\n2.9.3.2.5, third sentence\n\n"
        "For most lakes read most seas\n\n2.9.3.4.4.1\n\nFirst sentence should read\n\nThe sea is deep.\n",
        "en",
    )
    assert [(one.spot.names, one.spot.sentence, one.readings[0][1]) for one in corrigendum.amendments] == [
        (("2",), 0, "ten"),
        (("2.9.3.2.5",), 3, "most seas"),
        (("2.9.3.4.4.1",), 1, "The sea is deep."),
    ]


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("Paragraph 2 should read\n\n2. It has ten.\n\nParagraph 3 should be aligned with it.", "It has ten."),
        (
            "Paragraph 2\n\nThird sentence should read\n\nAll know.\n\nThe Secretariat regrets the error.",
            "It has nine offices. The Council meets once. All know.",
        ),
    ],
)
def test_what_follows_a_text_given_in_full_is_none_of_it(entry, text):
    result = carried_out(REPORTS["en"], f"{NEXT['en']}\n\n{entry}")
    assert codes(result) == ["done", "done", "not_understood"]
    assert texts(result)["2"] == text


ARTICLES = {
    "en": "Article 3, paragraph 2\n\nFor nine read ten",
    "fr": "À l’article 3, paragraphe 2, point a)\n\nau lieu de:\n\n«neuf»\n\nlire:\n\n«dix»",
    "es": "Artículo 3, párrafo 2\n\nDonde dice nueve debe decir diez",
    "ru": "Статья 3, пункт 2\n\nВместо девять читать десять",
    "zh": "第三条，第2段\n\n将“九个”改为“十个”。",
    "ar": "المادة 3، الفقرة 2\n\nيستعاض عن «تسعة» بـ «عشرة»",
}


@pytest.mark.parametrize("language", ARTICLES)
def test_the_paragraph_of_an_article_is_none_of_the_report(language):
    corrigendum = f"{HEADS[language]}{NEXT[language]}\n\n{ARTICLES[language]}\n"
    result = carried_out(REPORTS[language], corrigendum, language)
    assert codes(result) == ["done", "place_unclear"]


@pytest.mark.parametrize("language", NOT_HERE)
def test_what_is_not_for_a_language_is_understood_and_changes_nothing(language):
    result = carried_out(REPORTS[language], f"{HEADS[language]}{NEXT[language]}\n\n{NOT_HERE[language]}\n", language)
    assert codes(result) == ["done"]
    read = corrigendum_in(f"{HEADS[language]}{NEXT[language]}\n\n{NOT_HERE[language]}\n", language)
    assert read.furniture[-1].text == NOT_HERE[language]
    assert read.furniture[-1].why == "not for this language"


@pytest.mark.parametrize(
    "title", ["Corrigendum to the report of the Fund", "Report of the Fund: Corrigendum 2", "Errata to the report"]
)
def test_a_title_may_say_what_is_corrected(title):
    report = corrigendum_in(f"{title}\n\nParagraph 2\n\nFor nine read ten\n", "en")
    assert [one.act for one in report.amendments] == ["replace"]


def test_a_corrigendum_that_is_not_understood_is_no_report_of_numbered_paragraphs():
    with pytest.raises(ReportRefusedError) as refused:
        corrigendum_in(
            "Corrections to be made in the agreement\n\n"
            "1. In article 6, 8th line, see that “(3)” is added as in the draft,\n"
            "2. In article 14, 2nd line, the word “paragraph” should be thought over,\n"
            "3. In article 30, 7th line, read what the depositary wrote of “majority”.\n",
            "en",
        )
    assert refused.value.code == "no_amendment"
