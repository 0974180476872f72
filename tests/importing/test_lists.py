"""Lists and numberings as files print them: set narrower than the text, with gaps, without an end."""

import pytest

from tests.importing.documents import parsed

SPOKEN = "".join(
    f"{number}. Delegation number {number} thanked Saltmarsh for its report and asked how many pilots had been\n"
    "trained since the last review, and whether the northern lighthouse had been repaired.\n"
    for number in range(1, 10)
)
LISTED = (
    "\nII. Conclusions and recommendations\n\n10. The recommendations listed below will be examined by Saltmarsh, "
    "which will provide\nresponses in due course, but no later than the next session.\n\n"
)


def test_a_list_set_narrower_than_the_text_has_no_headings() -> None:
    report = parsed(
        f"I. Proceedings\n\n{SPOKEN}{LISTED}"
        "          1. To ratify the convention on dock work of all\n          kinds (Iceland);\n"
        "          2. To adopt the draft amendments to the Harbour and Pilots\n"
        "          Relations Act that treat all pilots alike (Norway);\n"
        "          3. To submit its pending reports on the Wrecks and Tugs\n"
        "          Convention (Pakistan).\n\n"
        "11. The review ended on 3 May.\n"
    )
    assert [(node.ref, node.recommending) for node in report.recommendations] == [
        ("10.1", ("Iceland",)),
        ("10.2", ("Norway",)),
        ("10.3", ("Pakistan",)),
    ]


def test_a_list_goes_on_over_a_number_that_is_missing_and_says_so() -> None:
    items = "".join(f"{number}. To repair lighthouse {number} (Chile);\n" for number in range(1, 9) if number != 5)
    report = parsed(f"I. Proceedings\n\n{SPOKEN}{LISTED}{items}11. The review ended on 3 May.\n")
    assert [node.ref for node in report.recommendations] == [f"10.{number}" for number in range(1, 9) if number != 5]
    assert [(warning.code, dict(warning.parameters)) for warning in report.warnings] == [
        ("items_missing", {"paragraph": "10", "mark": "6."})
    ]


def test_numbers_that_go_on_where_their_list_ended_are_told() -> None:
    items = "".join(f"{number}. To repair lighthouse {number} (Chile);\n" for number in (1, 2, 3, *range(21, 29)))
    report = parsed(f"I. Proceedings\n\n{SPOKEN}{LISTED}{items}11. The review ended on 3 May.\n12. It was long.\n")
    assert [paragraph.number for paragraph in report.paragraphs] == [str(number) for number in range(1, 13)]
    assert [(warning.code, dict(warning.parameters)) for warning in report.warnings] == [
        ("numbers_left", {"first": "21", "last": "28", "first_line": "30", "last_line": "37"})
    ]


def test_titled_recommendations_of_an_extract_keep_their_numbers_and_say_which_are_missing() -> None:
    report = parsed(
        "Chapter 3: Lifeboats\n\nRecommendation 12: The Harbour Authority should test every lifeboat once a year.\n\n"
        "Recommendation 13: Operators should name a commander for each lifeboat.\n\n"
        "Recommendation 16: The Ministry of Transport should publish the results of the drills.\n"
    )
    assert [node.ref for node in report.recommendations] == [f"Recommendation {number}" for number in (12, 13, 16)]
    assert [(warning.code, dict(warning.parameters)) for warning in report.warnings] == [
        ("recommendations_missing", {"numbers": "1–11, 14–15"})
    ]


def test_what_an_excerpt_leaves_out_is_set_aside_and_its_numbers_jump() -> None:
    report = parsed(
        "1. The Committee examined the report.\n\n(…)\n\n13. The Committee urges the State party to:\n\n(…)\n\n"
        "(c) Train the pilots of all ports;\n\n(d) Repair the lighthouses.\n\n[...]\n\n22. The Committee went home.\n"
    )
    assert [paragraph.number for paragraph in report.paragraphs] == ["1", "13", "22"]
    assert [(aside.text, aside.why) for aside in report.furniture] == [
        ("(…)", "omission"),
        ("(…)", "omission"),
        ("[...]", "omission"),
    ]
    assert [paragraph.text for paragraph in report.paragraphs][0::2] == [
        "The Committee examined the report.",
        "The Committee went home.",
    ]


def test_numbers_below_a_titled_recommendation_are_its_parts_and_no_chapters() -> None:
    report = parsed(
        "I. Findings\n\n1. The policy is sound.\n\n2. It was reviewed in May.\n\n3. This follows from it.\n\n"
        "II. What the review asks\n\n"
        "Recommendation 1.\n\n1.1. Extend the term of the director.\n\n1.2. Set a lowest budget for the office.\n\n"
        "Recommendation 2. Write down how charts are made.\n\n"
        "Recommendation 3. Change the control of charts:\n\n3.1. Look at large charts first.\n\n3.2. Look at few.\n"
    )
    assert [paragraph.number for paragraph in report.paragraphs] == ["1", "2", "3"]
    assert [node.ref for node in report.recommendations] == [
        "Recommendation 1",
        "Recommendation 1(1.1)",
        "Recommendation 1(1.2)",
        "Recommendation 2",
        "Recommendation 3",
        "Recommendation 3(3.1)",
        "Recommendation 3(3.2)",
    ]


# The sentence that announces the list, over its lines, and what is recommended.
ANNOUNCED = {
    "en": (
        "This report provides initial commitments and first recommendations that can be carried\nout as early as 2027:",
        ("Launch fast projects;", "Clarify the doctrine of secrets;", "Publish the map of all data."),
    ),
    "fr": (
        (
            "Le présent document contient de premiers engagements, et des recommandations qui peuvent être\n"
            "mises en œuvre dès 2027 :"
        ),
        ("Lancer des projets rapides ;", "Clarifier la doctrine du secret ;", "Publier la carte des données."),
    ),
    "es": (
        (
            "Este informe contiene unos primeros compromisos y las primeras recomendaciones que pueden\n"
            "aplicarse ya en 2027:"
        ),
        ("Lanzar proyectos rápidos;", "Aclarar la doctrina del secreto;", "Publicar el mapa de los datos."),
    ),
    "ru": (
        (
            "Настоящий доклад содержит первые обязательства и первые рекомендации, которые могут быть\n"
            "выполнены уже в 2027 году:"
        ),
        ("Начать быстрые проекты;", "Уточнить правила о тайне;", "Опубликовать карту данных."),
    ),
    "ar": (
        "يتضمن هذا التقرير التزامات أولية وأولى التوصيات التالية التي يمكن للجهات المعنية\nأن تنفذها في عام 2027:",
        ("إطلاق مشاريع سريعة؛", "توضيح قواعد السرية؛", "نشر خريطة البيانات."),
    ),
    "zh": (
        "本报告载有初步承诺以及最早可于二零二七年由各有关部门和各级地方当局共同付诸实施的下列建议，供各方\n酌情采用：",
        ("加快启动各项目；", "明确保密规则；", "公布数据目录。"),
    ),
}


@pytest.mark.parametrize("language", ANNOUNCED)
def test_the_one_list_of_recommendations_among_numbered_headings_is_announced_by_its_sentence(language: str) -> None:
    sentence, (first, second, third) = ANNOUNCED[language]
    name = first.rstrip(";؛； ")
    text = f"{third} {third}\n"
    report = parsed(
        f"1. {name}\n\n{text}\n2. {name}\n\n{text}\n{sentence}\n\n1. {first}\n2. {second}\n3. {third}\n", language
    )
    assert [(node.ref, node.text) for node in report.recommendations] == [
        ("Recommendation 1", first),
        ("Recommendation 2", second),
        ("Recommendation 3", third),
    ]
    assert report.paragraphs == ()


def test_a_list_of_answers_is_none_of_recommendations_though_its_sentence_names_some() -> None:
    report = parsed(
        "I. Introduction\n\nSaltmarsh welcomes the recommendations made to it. After evaluating these recommendations, "
        "its\nanswers are as follows:\n\n1. Saltmarsh should be able to accept this recommendation next year.\n\n"
        "2. Saltmarsh accepts the recommendation and will train its pilots.\n\n3. Saltmarsh must consider this.\n"
    )
    assert [paragraph.number for paragraph in report.paragraphs] == ["1", "2", "3"]
