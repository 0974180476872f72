"""Positions on references, however a sentence names these, joins them and says what is answered, in every language."""

from dataclasses import dataclass
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommendations.importing.readers import ReportRefusedError
from recommendations.importing.structure.positions import positions_in
from recommendations.importing.words.lexicon import LEXICONS
from recommendations.importing.words.phrases import PHRASES
from tests.importing.documents import parsed


@dataclass(frozen=True)
class Words:
    """One language: what a government does, and what recommendations are, with "%s" for their names; `names` are
    references by what names them, `joined` sentences of two or three clauses, `open` says that nothing is decided."""

    active: dict[str, str]
    passive: dict[str, str]
    names: dict[str, tuple[str, ...]]
    joined: tuple[str, ...]
    open: str


ENGLISH = Words(
    active={
        "accepted": "The Government accepts %s",
        "partially_accepted": "it partially accepts %s",
        "not_accepted": "the Ministry does not accept %s",
        "noted": "it takes note of %s",
        "supported": "Ruritania supports %s",
    },
    passive={
        "accepted": "%s are accepted",
        "partially_accepted": "%s are accepted in part",
        "not_accepted": "%s are not accepted",
        "noted": "%s are noted",
        "supported": "%s enjoy the support of Ruritania",
    },
    names={
        "recommendations 72.1 to 72.3, 72.7 and 72.9": ("72.1", "72.2", "72.3", "72.7", "72.9"),
        "recommendations 4, 6 to 8 and 11": tuple(f"Recommendation {number}" for number in (4, 6, 7, 8, 11)),
        "recommendation 81 (a) to (c)": ("81(a)", "81(b)", "81(c)"),
        "the recommendation in paragraph 24 (b)": ("24(b)",),
        "the first two recommendations": ("Recommendation 1", "Recommendation 2"),
        "the fifth recommendation": ("Recommendation 5",),
        "recommendation 130.14": ("130.14",),
    },
    joined=("%s, and %s.", "%s, while %s.", "%s and %s.", "%s, %s and %s.", "%s; %s."),
    open="%s are still under consideration",
)
FRENCH = Words(
    active={
        "accepted": "Le Gouvernement accepte %s",
        "partially_accepted": "il accepte partiellement %s",
        "not_accepted": "le Ministère n’accepte pas %s",
        "noted": "il prend note de %s",
        "supported": "la Ruritanie appuie %s",
    },
    passive={
        "accepted": "%s sont acceptées",
        "partially_accepted": "%s sont acceptées en partie",
        "not_accepted": "%s ne sont pas acceptées",
        "noted": "%s sont notées",
        "supported": "%s recueillent l’adhésion de la Ruritanie",
    },
    names={
        "les recommandations 72.1 à 72.3, 72.7 et 72.9": ("72.1", "72.2", "72.3", "72.7", "72.9"),
        "les recommandations nos 4, 6 à 8 et 11": tuple(f"Recommendation {number}" for number in (4, 6, 7, 8, 11)),
        "les recommandations 81 a) à c)": ("81(a)", "81(b)", "81(c)"),
        "la recommandation figurant au paragraphe 24 b)": ("24(b)",),
        "les deux premières recommandations": ("Recommendation 1", "Recommendation 2"),
        "la cinquième recommandation": ("Recommendation 5",),
        "la recommandation 130.14": ("130.14",),
    },
    joined=("%s, et %s.", "%s, tandis que %s.", "%s et %s.", "%s, %s et %s.", "%s ; %s."),
    open="%s sont encore à l’étude",
)
SPANISH = Words(
    active={
        "accepted": "El Gobierno acepta %s",
        "partially_accepted": "acepta parcialmente %s",
        "not_accepted": "el Ministerio no acepta %s",
        "noted": "toma nota de %s",
        "supported": "Ruritania apoya %s",
    },
    passive={
        "accepted": "%s se aceptan",
        "partially_accepted": "%s se aceptan en parte",
        "not_accepted": "%s se rechazan",
        "noted": "%s han sido anotadas",
        "supported": "%s cuentan también con el apoyo de Ruritania",
    },
    names={
        "las recomendaciones 72.1 a 72.3, 72.7 y 72.9": ("72.1", "72.2", "72.3", "72.7", "72.9"),
        "las recomendaciones núms. 4, 6 a 8 y 11": tuple(f"Recommendation {number}" for number in (4, 6, 7, 8, 11)),
        "las recomendaciones 81 a) a c)": ("81(a)", "81(b)", "81(c)"),
        "la recomendación del párrafo 24 b)": ("24(b)",),
        "las dos primeras recomendaciones": ("Recommendation 1", "Recommendation 2"),
        "la quinta recomendación": ("Recommendation 5",),
        "la recomendación 130.14": ("130.14",),
    },
    joined=("%s, y %s.", "%s, mientras que %s.", "%s y %s.", "%s, %s y %s.", "%s; %s."),
    open="%s siguen en estudio",
)
RUSSIAN = Words(
    active={
        "accepted": "Правительство принимает %s",
        "partially_accepted": "оно частично принимает %s",
        "not_accepted": "министерство отклоняет %s",
        "noted": "оно принимает к сведению %s",
        "supported": "Руритания поддерживает %s",
    },
    passive={
        "accepted": "%s приняты",
        "partially_accepted": "%s приняты частично",
        "not_accepted": "%s не приняты",
        "noted": "%s приняты к сведению",
        "supported": "%s пользуются поддержкой Руритании",
    },
    names={
        "рекомендации 72.1–72.3, 72.7 и 72.9": ("72.1", "72.2", "72.3", "72.7", "72.9"),
        "рекомендации № 4, 6–8 и 11": tuple(f"Recommendation {number}" for number in (4, 6, 7, 8, 11)),
        "рекомендации 81 а)–в)": ("81(a)", "81(b)", "81(c)"),
        "рекомендации, содержащиеся в пункте 24 b)": ("24(b)",),
        "первые две рекомендации": ("Recommendation 1", "Recommendation 2"),
        "рекомендация 130.14": ("130.14",),
    },
    joined=("%s, и %s.", "%s, а %s.", "%s и %s.", "%s, %s и %s.", "%s; %s."),
    open="%s находятся на рассмотрении",
)
ARABIC = Words(
    active={
        "accepted": "تقبل الحكومة %s",
        "partially_accepted": "وتقبل جزئياً %s",
        "not_accepted": "ورفضت الوزارة %s",
        "noted": "وتحيط علماً بـ %s",
        "supported": "وتؤيد روريتانيا %s",
    },
    passive={
        "accepted": "%s مقبولة",
        "partially_accepted": "%s مقبولة جزئياً",
        "not_accepted": "%s غير مقبولة",
        "noted": "%s محاط بها علماً",
        "supported": "%s تحظى بتأييد روريتانيا",
    },
    names={
        "التوصيات 72-1 إلى 72-3 و72-7 و72-9": ("72.1", "72.2", "72.3", "72.7", "72.9"),
        "التوصيات 4 و6 إلى 8 و11": tuple(f"Recommendation {number}" for number in (4, 6, 7, 8, 11)),
        "التوصيات 81 (أ) إلى (ج)": ("81(a)", "81(b)", "81(c)"),
        "التوصية الواردة في الفقرة 24 (ب)": ("24(b)",),
        "التوصيتين الأوليين": ("Recommendation 1", "Recommendation 2"),
        "التوصية الخامسة": ("Recommendation 5",),
        "التوصية 130-14": ("130.14",),
    },
    joined=("%s، %s.", "%s؛ %s."),
    open="%s قيد الدراسة",
)
CHINESE = Words(
    active={
        "accepted": "政府接受%s",
        "partially_accepted": "部分接受%s",
        "not_accepted": "不接受%s",
        "noted": "注意到%s",
        "supported": "卡林巴支持%s",
    },
    passive={
        "accepted": "%s获接纳",
        "partially_accepted": "%s部分采纳",
        "not_accepted": "%s不予接纳",
        "noted": "%s得到注意",
        "supported": "%s得到支持",
    },
    names={
        "建议72.1至72.3、72.7和72.9": ("72.1", "72.2", "72.3", "72.7", "72.9"),
        "建议4、6至8和11": tuple(f"Recommendation {number}" for number in (4, 6, 7, 8, 11)),
        "第81(a)至(c)段的建议": ("81(a)", "81(b)", "81(c)"),
        "第24(b)段所载的建议": ("24(b)",),
        "前两项建议": ("Recommendation 1", "Recommendation 2"),
        "第五项建议": ("Recommendation 5",),
        "第130.14段的建议": ("130.14",),
    },
    joined=("%s，%s。", "%s，并%s。", "%s，但%s。", "%s；%s。"),
    open="%s仍在考虑中",
)
LANGUAGES = {"en": ENGLISH, "fr": FRENCH, "es": SPANISH, "ru": RUSSIAN, "ar": ARABIC, "zh": CHINESE}
FOLLOWED = {"en": " The law was changed in 2024.", "fr": " La loi a changé en 2024.", "es": " La ley cambió en 2024.",
            "ru": " Закон изменен в 2024 году.", "ar": " وقد عدل القانون.", "zh": "法律已经修改。"}  # fmt: skip


def taken(text: str, language: str) -> dict[str, str]:
    return {one.ref: one.position for one in positions_in([text], PHRASES[language], LEXICONS[language])}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_way_to_name_recommendations_takes_each_position(language: str) -> None:
    words = LANGUAGES[language]
    for forms in (words.active, words.passive):
        for (code, form), (name, refs) in product(forms.items(), words.names.items()):
            text = f"{form % name}{'。' if language == 'zh' else '.'}{FOLLOWED[language]}"
            text = text[0].upper() + text[1:]
            assert taken(text, language) == dict.fromkeys(refs, code), text


def clauses(words: Words) -> st.SearchStrategy[tuple[str, dict[str, str]]]:
    """A sentence of as many clauses as it has places, each of which names others and says something else of them."""
    forms = [(code, form) for said in (words.active, words.passive) for code, form in said.items()]
    forms.append(("", words.open))

    def one(joined: str) -> st.SearchStrategy[tuple[str, dict[str, str]]]:
        count = joined.count("%s")
        return st.tuples(
            st.permutations(list(words.names.items())), st.lists(st.sampled_from(forms), min_size=count, max_size=count)
        ).map(lambda drawn: written(joined, drawn[1], drawn[0]))

    return st.sampled_from(words.joined).flatmap(one)


def written(
    joined: str, forms: list[tuple[str, str]], names: list[tuple[str, tuple[str, ...]]]
) -> tuple[str, dict[str, str]]:
    pairs = list(zip(forms, names, strict=False))
    text = joined % tuple(form % name for (_code, form), (name, _refs) in pairs)
    return text[0].upper() + text[1:], {ref: code for (code, _form), (_name, refs) in pairs if code for ref in refs}


@settings(max_examples=30)
@given(st.data())
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_clause_of_a_sentence_takes_its_own(language: str, data: st.DataObject) -> None:
    text, expected = data.draw(clauses(LANGUAGES[language]))
    assert taken(text, language) == expected, text


# Behind a recommendation the answer of an addressee, under a label of which only the word for an answer is known.
ANSWERED = {
    "en": ("Recommendation {}: The Ministry should replace the ferries.", "Reply of the Ministry: {}",
           ("Accepted.", "Not accepted. There are no funds.", "Accepted in part.")),
    "fr": ("Recommandation n° {} : Remplacer les bacs avant 2027.", "Réponse du maire : {}",
           ("acceptée.", "refusée. Les crédits manquent.", "acceptée en partie.")),
    "es": ("Recomendación {}. Sustituir las lanchas antes de 2027.", "Respuesta de la entidad: {}",
           ("Se acepta. Se licitará en marzo.", "No se acepta. Faltan créditos.", "Aceptada parcialmente.")),
    "ru": ("Рекомендация {}. Министерству транспорта заменить паромы.", "Ответ министерства: {}",
           ("принята.", "отклонена. Средств нет.", "принята частично.")),
    "ar": ("التوصية {}: ينبغي للوزارة استبدال العبارات قبل عام 2027.", "رد الوزارة: {}",
           ("مقبولة.", "مرفوضة لعدم توفر الاعتمادات.", "مقبولة جزئياً.")),
    "zh": ("建议{}：交通部应当在2027年前更换渡轮。", "交通部的回应：{}",
           ("同意。", "不同意，因经费不足。", "部分同意。")),
}  # fmt: skip
CODES = ("accepted", "not_accepted", "partially_accepted")


@pytest.mark.parametrize("language", ANSWERED)
def test_a_position_behind_the_label_of_an_answer(language: str) -> None:
    recommendation, label, answers = ANSWERED[language]
    text = "\n\n".join(
        f"{recommendation.format(number)}\n\n{label.format(said)}" for number, said in enumerate(answers, start=1)
    )
    report = parsed(text, language)
    assert [node.ref for node in report.recommendations] == [f"Recommendation {number}" for number in (1, 2, 3)]
    assert [one.position for one in report.positions] == list(CODES)


# A reply that lists references, or says recommendations once more, under headings that say what is answered.
HEADED = {
    "en": ("Views on conclusions and/or recommendations presented by the State under review",
           "Recommendations that enjoy the support of Ruritania", "Recommendations noted by Ruritania", "72.5 to 72.7"),
    "fr": ("Observations sur les conclusions et/ou recommandations et réponses de l’État examiné",
           "Recommandations recueillant l’adhésion de la Ruritanie", "Recommandations notées", "72.5 à 72.7"),
    "es": ("Opiniones sobre las conclusiones y/o recomendaciones y respuestas del Estado examinado",
           "Recomendaciones que cuentan con el apoyo de Ruritania", "Recomendaciones de las que se toma nota",
           "72.5 a 72.7"),
    "ru": ("Мнения в отношении выводов и/или рекомендаций и ответы государства, являющегося объектом обзора",
           "Рекомендации, которые пользуются поддержкой Руритании", "Рекомендации, принятые к сведению", "72.5–72.7"),
    "ar": ("آراء بشأن الاستنتاجات و/أو التوصيات والردود المقدمة من الدولة موضوع الاستعراض",
           "التوصيات التي تحظى بتأييد روريتانيا", "التوصيات التي أحيط بها علماً", "72-5 إلى 72-7"),
    "zh": ("受审议国对结论和/或建议提出的意见、作出的自愿承诺和答复",
           "获得卡林巴支持的建议", "得到注意的建议", "72.5至72.7"),
}  # fmt: skip


@pytest.mark.parametrize("language", HEADED)
def test_a_heading_takes_the_position_on_what_stands_below_it(language: str) -> None:
    title, supported, noted, several = HEADED[language]
    sentence = {"ar": "تشكر روريتانيا الدول.", "zh": "卡林巴感谢各国。"}.get(language, "Ruritania.")
    one = "72-1" if language == "ar" else "72.1"
    text = (
        f"{title}\n\nI. A\n\n1. {sentence}\n\n2. {sentence}\n\nII. {supported}\n\n{one}, {several}.\n\n"
        f"III. {noted}\n\n{one.replace('2', '3', 1)}.\n\nIV. B\n\n3. {sentence}\n"
    )
    report = parsed(text, language)
    assert {position.ref: position.position for position in report.positions} == {
        "72.1": "supported", "72.5": "supported", "72.6": "supported", "72.7": "supported", "73.1": "noted",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Committee accepts the explanation given by the Fund on recommendation 4."),
        ("en", "The delegations supported recommendation 3 of the Board."),
        ("en", "Recommendation 2 of that report was accepted by all."),
        ("en", "Whether to accept recommendation 5 is under consideration."),
        ("fr", "La Commission accepte les explications fournies sur la recommandation 4."),
        ("es", "El Comité acepta la explicación del Fondo sobre la recomendación 4."),
        ("ru", "Комитет принимает объяснения Фонда по рекомендации 4."),
        ("zh", "委员会接受基金就建议4所作的解释。"),
        ("zh", "委员会提请缔约国注意建议4和建议5特别重要。"),
        ("en", "The Government accepts all five recommendations."),
        ("en", "With respect to recommendations 15 and 17, it is offering psychological support to families."),
        ("en", "The Government accepts its obligation under recommendation 11 (d)."),
        ("fr", "Le Gouvernement prend note de la nécessité de la recommandation 4."),
        ("ar", "تقبل اللجنة التوضيح بشأن التوصية 4."),
    ],
)
def test_what_no_addressee_says_of_a_recommendation_is_no_position(language: str, text: str) -> None:
    assert taken(text, language) == {}


def test_positions_go_to_the_recommendations_that_a_report_has() -> None:
    report = parsed(
        "1.1 The ferries are old.\n\nAudit recommendations\n\n1.2 The Auditor recommends that the Ministry should:\n\n"
        "(a) replace the ferries;\n\n(b) pay the crews; and\n\n(c) publish the accounts.\n\n"
        "1.3 The Ministry accepts all recommendations except recommendation 1.2 (b).\n\n"
        "1.4 The Auditor recommends that the Port should repair the piers.\n\n"
        "1.5 The Port accepts the recommendation in paragraph 1.4.\n",
        "en",
    )
    assert {position.ref: position.position for position in report.positions} == {
        "1.2(a)": "accepted", "1.2(c)": "accepted", "1.4": "accepted",
    }  # fmt: skip


LETTERS = {
    "en": ("Dear Auditor General,", "Your audit of the ferries",
           "You recommended that timetables be published. Recommendation 1 is accepted: they are on our pages.",
           "Recommendation 2 is rejected, as the crews were paid in May."),
    "fr": ("Madame la Présidente,", "Votre audit des bacs",
           "Vous avez proposé de publier les horaires. La recommandation 1 est acceptée : ils sont en ligne.",
           "La recommandation 2 est rejetée, les équipages ayant été payés en mai."),
    "ru": ("Уважаемый Игорь Матвеевич!", "О результатах проверки паромов",
           "Палата предложила публиковать расписание. Рекомендация 1 принята: расписание размещено на портале.",
           "Рекомендация 2 отклонена, поскольку экипажам выплатили всё в мае."),
    "zh": ("尊敬的审计长：", "关于贵署对渡轮的审计",
           "贵署提议公布时刻表。建议1已予采纳：时刻表已经在本部的网站上公布，各码头也已经张贴，供乘客随时查阅。",
           "建议2不予采纳，因船员工资已于五月发放，各船务公司均已书面确认，本部也已经逐一核对了工资单。"),
}  # fmt: skip


@pytest.mark.parametrize("language", LETTERS)
def test_a_letter_without_numbers_answers(language: str) -> None:
    report = parsed("\n\n".join(LETTERS[language]) + "\n", language)
    assert (report.paragraphs, report.recommendations) == ((), ())
    assert [(one.ref, one.position) for one in report.positions] == [
        ("Recommendation 1", "accepted"),
        ("Recommendation 2", "not_accepted"),
    ]


def test_a_text_without_numbers_that_answers_nothing_is_no_report() -> None:
    with pytest.raises(ReportRefusedError):
        parsed(
            "A speech on the ferries\n\nThe Minister accepts recommendation 1 of the Board, as he said in May.\n", "en"
        )


def test_a_list_under_a_heading_of_another_position_is_not_taken_for_the_first() -> None:
    report = parsed(
        "Government response to the review of the ferries\n\nRecommendations accepted\n\nRecommendations 1, 3 and 5\n\n"
        "Recommendations partially accepted\n\nRecommendation 4\n\nNext steps\n\nRecommendation 6\n",
        "en",
    )
    assert {one.ref: one.position for one in report.positions} == {
        **{f"Recommendation {number}": "accepted" for number in (1, 3, 5)},
        "Recommendation 4": "partially_accepted",
    }


# Replies that say what is recommended once more, with an answer in a sentence of its own behind each.
REPLIES = {
    "fr": "Réponse du Gouvernement au rapport de la Cour des comptes\n\nRecommandation 1 : Publier les horaires.\n"
    "Le Gouvernement accepte cette recommandation.\n\nRecommandation 2 : Payer les équipages.\n"
    "Le Gouvernement ne souscrit pas à cette recommandation.\n\nRecommandation 3 : Réparer les quais.\n"
    "Cette recommandation est partiellement acceptée.\n\nRecommandation 4 : Vendre les bacs.\n"
    "Cette recommandation est à l’étude.\n",
    "es": "Respuesta del Ministerio al informe de la Contraloría\n\nRecomendación 1: Publicar los horarios.\n"
    "El Ministerio acepta esta recomendación.\n\nRecomendación 2: Pagar a las tripulaciones.\n"
    "El Ministerio no comparte esta recomendación.\n\nRecomendación 3: Reparar los muelles.\n"
    "Se acepta parcialmente.\n\nRecomendación 4: Vender las lanchas.\nLa recomendación está en estudio.\n",
    "ru": "Ответ министерства на доклад Счётной палаты\n\nРекомендация 1: Публиковать расписание.\n"
    "Министерство согласно с данной рекомендацией.\n\nРекомендация 2: Выплатить заработную плату.\n"
    "Министерство не согласно с рекомендацией.\n\nРекомендация 3: Отремонтировать причалы.\n"
    "Принята частично.\n\nРекомендация 4: Продать паромы.\nРекомендация находится на рассмотрении.\n",
    "ar": "رد الوزارة على تقرير ديوان المحاسبة\n\nالتوصية 1: نشر الجداول.\nتوافق الوزارة على هذه التوصية.\n\n"
    "التوصية 2: دفع الرواتب.\nلا توافق الوزارة على هذه التوصية.\n\nالتوصية 3: إصلاح الأرصفة.\nمقبولة جزئياً.\n\n"
    "التوصية 4: بيع العبارات.\nهذه التوصية قيد الدراسة.\n",
}


@pytest.mark.parametrize("language", REPLIES)
def test_a_reply_answers_each_that_it_says_once_more(language: str) -> None:
    report = parsed(REPLIES[language], language)
    assert report.recommendations == ()
    assert {one.ref: one.position for one in report.positions} == {
        f"Recommendation {number}": code for number, code in enumerate(CODES, start=1)
    }


def test_items_alone_are_those_of_the_list_above_and_recommendations_of_others_are_none() -> None:
    report = parsed(
        "1. Ferries are old.\n\n2. Crews are unpaid.\n\nRecommendations\n\n"
        "3. The Ombudsman recommends that the Ministry:\n\n(a) replace the ferries;\n\n(b) pay the crews; and\n\n"
        "(c) publish accounts.\n\nResponse\n\n"
        "4. The Ministry accepts recommendations (a) and (c). It does not accept recommendation (b).\n\n"
        "5. The Ministry accepted recommendation 7 of the Board.\n",
        "en",
    )
    assert {one.ref: one.position for one in report.positions} == {
        "3(a)": "accepted", "3(b)": "not_accepted", "3(c)": "accepted",
    }  # fmt: skip


def test_a_part_of_what_is_answered_by_title_has_that_title() -> None:
    report = parsed(
        "1. The Ministry accepts recommendation 1.\n\n2. It accepts recommendation 2 (a), but not 2 (b).\n\n"
        "3. Recommendation 3 (c) is rejected.\n",
        "en",
    )
    assert [(one.ref, one.position) for one in report.positions] == [
        ("Recommendation 1", "accepted"),
        ("Recommendation 2(a)", "accepted"),
        ("Recommendation 3(c)", "not_accepted"),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Ministry accepts recommendation 4, but not recommendation 5."),
        ("fr", "Le Ministère accepte la recommandation 4, mais pas la recommandation 5."),
        ("es", "El Ministerio acepta la recomendación 4, pero no la recomendación 5."),
        ("ru", "Министерство принимает рекомендацию 4, но не рекомендацию 5."),
        ("ar", "تقبل الوزارة التوصية 4 دون التوصية 5."),
        ("zh", "该部接受建议4，但不包括建议5。"),
    ],
)
def test_what_is_not_accepted_with_others_takes_no_position_of_theirs(language: str, text: str) -> None:
    assert {ref: code for ref, code in taken(text, language).items() if code} == {"Recommendation 4": "accepted"}
