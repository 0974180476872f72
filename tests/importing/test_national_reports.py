"""The forms of national and regional institutions: decisions, courts, auditors, inspectors, accident investigators."""

import pytest

from recommendations.importing.parser import parse
from recommendations.importing.readers import read
from tests.importing.documents import parsed

RESOLUTIONS = {
    "es": """\
LA ASAMBLEA GENERAL,

TENIENDO PRESENTE el informe anual del Consejo Permanente,

RESUELVE:

1. Tomar nota con satisfacción del informe anual.

2. Instar a los Estados Miembros a que ratifiquen la Convención.

3. Solicitar al Secretario General que presente un informe sobre su cumplimiento.

4. Encomiar la labor de la Comisión.
""",
    "fr": """\
Le Conseil des ministres,

Vu le rapport du Secrétaire exécutif,

Décide :

1. D'approuver le règlement intérieur du Fonds.

2. D'inviter les États membres à désigner un point focal avant le 1er mars.

3. De demander au Secrétaire général de lui rendre compte à sa prochaine session.

4. De se réunir de nouveau à Lomé.
""",
    "ru": """\
Совет постоянных представителей,

рассмотрев доклад Исполнительного комитета,

РЕШИЛ:

1. Принять к сведению доклад Исполнительного комитета.

2. Рекомендовать правительствам создать национальные центры раннего оповещения.

3. Просить Исполнительный комитет представить доклад на следующем заседании.

4. Опубликовать настоящее решение.
""",
}


def refs(text: str, language: str) -> list[str]:
    return [item.ref for item in parsed(text, language).recommendations]


@pytest.mark.parametrize("language", RESOLUTIONS)
def test_what_a_body_decides_in_infinitives_asks_where_its_verb_does(language: str) -> None:
    report = parsed(RESOLUTIONS[language], language)
    assert [item.ref for item in report.recommendations] == ["2", "3"]
    assert len(report.paragraphs) == 4


OPENED = {
    "fr": """\
Décision du médiateur

1. La caisse a refusé la pension sans donner de motif.

2. La réclamante a attendu neuf mois une réponse.

RECOMMANDATIONS

Pour ces raisons, le médiateur recommande à la caisse :

a) de motiver chacun de ses refus ;

b) de répondre dans un délai de deux mois.

EXÉCUTION

3. La décision est notifiée à la réclamante.
""",
    "ru": """\
Заключение уполномоченного

1. Интернат не вёл журнала жалоб.

2. Проживающие не знали, к кому им обращаться.

РЕКОМЕНДАЦИИ

На основании изложенного уполномоченный рекомендует министерству:

- завести во всех интернатах журналы жалоб;

- назначить ответственных за ответы.

ПУБЛИКАЦИЯ

3. Заключение размещено на сайте.
""",
}


@pytest.mark.parametrize("language", OPENED)
def test_a_list_that_a_sentence_without_a_number_opens_below_its_heading_is_no_paragraphs(language: str) -> None:
    report = parsed(OPENED[language], language)
    assert [item.ref for item in report.recommendations] == ["Recommendation 1", "Recommendation 2"]
    assert [paragraph.number for paragraph in report.paragraphs] == ["1", "2", "3"]
    assert report.paragraphs[1].text.count(".") == 1


def test_whom_the_next_is_for_and_a_note_behind_the_last_are_in_no_recommendation() -> None:
    text = """\
RAPPORT D'ENQUÊTE

4 Constatations

4.1 Le frein de stationnement n'était pas serré.

4.2 La consigne n'avait pas été traduite.

5 Recommandations de sécurité

5.1 Vérifier chaque mois le frein de tous les wagons.

5.2 Traduire les consignes dans la langue des conducteurs.

À l'exploitant :

5.3 Former les conducteurs aux manœuvres de nuit.

Remarque : les destinataires répondent dans un délai de 90 jours.
"""
    report = parsed(text, "fr")
    texts = {item.ref: item.text for item in report.recommendations}
    assert texts["5.2"] == "Traduire les consignes dans la langue des conducteurs."
    assert texts["5.3"] == "Former les conducteurs aux manœuvres de nuit."


def test_a_chapter_without_a_point_behind_its_number_ends_the_paragraph_above_it() -> None:
    text = """\
Informe final

1 Hechos

1.1 El tren salió a las ocho con catorce minutos de retraso.

2 Análisis

2.1 La señal estaba cubierta por la vegetación.
3 Conclusiones
Estas conclusiones no siguen ningún orden de importancia.
3.1 El maquinista no pudo ver la señal a tiempo.

3.2 La poda se había aplazado dos veces.
"""
    assert parsed(text, "es").paragraphs[1].text == "La señal estaba cubierta por la vegetación."


def test_dashes_below_the_text_of_another_chapter_are_no_items_of_the_paragraph_above() -> None:
    text = """\
Решение антимонопольной комиссии

1. Три компании согласовали цены на цемент.

2. Комиссия считает сговор доказанным.

РЕЗОЛЮТИВНАЯ ЧАСТЬ

Статья 1. Наложить следующие штрафы:

– 40 млн рублей на первую компанию;

– 20 млн рублей на вторую.
"""
    assert parsed(text, "ru").paragraphs[-1].text == "Комиссия считает сговор доказанным."


def test_the_list_of_a_later_chapter_is_none_of_the_last_recommendation() -> None:
    text = """\
# Informe sobre los puertos

## Recomendaciones

1. Publicar cada año las cuentas de las lonjas.

2. Aprobar un plan para cada costa.

## Introducción

El informe examina quince puertos.

## Anexo de obras

La Cámara enumera las obras siguientes:

1. el muelle del norte;

2. el dique de abrigo.
"""
    assert refs(text, "es") == ["Recommendation 1", "Recommendation 2"]


def test_a_report_whose_recommendations_fill_one_chapter_has_not_lost_the_numbers_of_its_paragraphs() -> None:
    text = """\
Rapport thématique du Conseil

Accessibilité

Le Conseil a visité vingt-deux tribunaux au printemps.

Le Conseil constate que cinq d'entre eux ont un ascenseur.

Communication

Le Conseil a relevé que neuf cours n'ont aucun interprète.

Formation

Le Conseil note que trente-huit juges ont été formés.

Recommandations

Le Conseil recommande au Gouvernement :

• d'équiper les tribunaux d'ascenseurs ;

• de publier une liste d'interprètes.

Le Conseil recommande au Parlement :

• de modifier le code de procédure.
"""
    assert refs(text, "fr") == ["Recommendation 1", "Recommendation 2", "Recommendation 3"]


def test_a_code_with_the_word_for_a_recommendation_behind_it_begins_one() -> None:
    text = """\
Rapport individuel d'audit

Inventaire

Le ministère a déclaré 612 ponts deux fois.

2023-0-09100-19-001 Recommandation

Tenir un inventaire sans doublons.

Contrôle interne

Le comité s'est réuni une fois.

2023-0-09100-19-002 Recommandation

Fixer un calendrier des réunions.
"""
    assert refs(text, "fr") == ["2023-0-09100-19-001", "2023-0-09100-19-002"]


def test_a_body_is_known_by_its_initials_and_asks_in_bold_what_it_recommends() -> None:
    text = """\
# Evaluation report

## Policy

1. The plan names no risks. **MONEYVAL recommends that the risks be assessed each year.**

2. Advisers are appointed by the minister.

## Training

3. Training is given once. **MONEYVAL recommends (i) that it be repeated; and (ii) that it be compulsory.**
"""
    report = parse(read(text.encode(), "report.md"))
    assert [item.ref for item in report.recommendations] == ["1", "3"]


def test_a_letter_of_inspection_asks_those_whom_it_is_addressed_to() -> None:
    text = """\
关于反馈检查意见的函

1. 检查组于三月查看了贵局管理的十二个仓库。

2. 四个仓库的消防设施已经失效。

3. 为此，检查组建议贵局：

（1）更换失效的设施；

（2）每季度检查一次。

4. 请贵局于收到本函后二十日内报送整改方案。

5. 本函抄送市政府。
"""
    assert refs(text, "zh") == ["3(1)", "3(2)", "4"]


def test_what_is_resolved_below_a_heading_of_recommendations_is_counted_over_all_addressees() -> None:
    text = """\
Informe de la Defensoría

ANTECEDENTES

La Defensoría recibió treinta quejas por falta de agua en los barrios del norte.

Sus oficinas visitaron los ocho barrios entre marzo y mayo.

RESULTADOS

Solo en dos barrios hay agua durante más de seis horas al día.

En ninguno se halló cloro residual.

El municipio ejecutó un tercio del presupuesto previsto.

Los vecinos compran el agua a vendedores sin registro.

CONCLUSIONES

1. El agua no llega a ocho barrios.

2. El municipio no sabe en qué se gastó el presupuesto.

RECOMENDACIONES

En ejercicio de sus facultades, la Defensoría resuelve:

Al ALCALDE de la ciudad:

1. PUBLICAR el horario de los camiones cisterna.

2. REPARAR la bomba del pozo.

Al MINISTRO de Salud:

3. ANALIZAR el agua cada mes.
"""
    assert refs(text, "es") == ["Recommendation 1", "Recommendation 2", "Recommendation 3"]


def test_what_is_done_with_the_report_itself_is_none_of_what_it_asks() -> None:
    text = """\
Отчёт контрольной комиссии

Результаты

Школа закупила парты без конкурса.

Ремонт крыши не завершён.

Предложения

1) Провести конкурс на поставку парт.

2) Завершить ремонт крыши до первого сентября.

3) Направить настоящий отчёт в областную думу.
"""
    report = parsed(text, "ru")
    assert [item.text for item in report.recommendations] == [
        "Провести конкурс на поставку парт.",
        "Завершить ремонт крыши до первого сентября.",
    ]


def test_headings_may_ask_and_minutes_are_suspended_between_two_paragraphs() -> None:
    text = """\
Compte rendu de séance

I. Ouverture

1. M. Sow (Montalvie) présente le rapport de son Gouvernement.

II. À qui appartient la mer ?

2. Mme Orsolic demande pourquoi les plages sont fermées.

La séance est suspendue à 15 h 35 ; elle est reprise à 15 h 50.

3. M. Tamm répond que la loi est en cours de révision.
"""
    texts = [paragraph.text for paragraph in parsed(text, "fr").paragraphs]
    assert texts[0] == "M. Sow (Montalvie) présente le rapport de son Gouvernement."
    assert texts[1] == "Mme Orsolic demande pourquoi les plages sont fermées."
