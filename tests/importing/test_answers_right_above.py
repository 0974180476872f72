"""Answers that name none of the recommendations right above them, and openers that say how a list was answered."""

import pytest

from recommendations.importing.recommending.answered_right_above import answer_without_name
from recommendations.importing.structure.positions import position_on_list
from recommendations.importing.words.lexicon import LEXICONS
from recommendations.importing.words.phrases import PHRASES
from tests.importing.documents import parsed

REPORT = "Audit of the Fund\n\nI. Findings\n\n1. Stocks were not counted in eleven of the forty offices.\n\n"


@pytest.mark.parametrize(
    ("language", "code", "text"),
    [
        ("en", "accepted", "The Fund accepted the recommendation and stated that counts would begin in May."),
        ("en", "accepted", "The Fund informed the Board that it agreed with both recommendations."),
        ("en", "accepted", "The Director of Highways generally agrees with the audit recommendations."),
        ("en", "accepted", "The recommendation was accepted by the Fund."),
        ("en", "partially_accepted", "The Agency partially accepted the recommendation."),
        ("en", "not_accepted", "UNICR did not accept the Board’s recommendation, as contracts are short."),
        ("fr", "accepted", "L’Administration a accepté cette recommandation."),
        ("fr", "partially_accepted", "Le Fonds a accepté la recommandation en partie."),
        ("fr", "not_accepted", "La Mission n’a pas accepté les recommandations, faute de moyens."),
        ("es", "accepted", "La Administración aceptó la recomendación e indicó que se aplicaría en mayo."),
        ("es", "not_accepted", "El Fondo no aceptó estas recomendaciones."),
        ("ru", "accepted", "Администрация согласилась с этой рекомендацией."),
        ("ru", "accepted", "Фонд принял обе рекомендации и сообщил о сроках."),
        ("ru", "not_accepted", "Центр не согласился с рекомендацией, сославшись на нехватку средств."),
        ("ar", "accepted", "وافقت الإدارة على هذه التوصية."),
        ("ar", "accepted", "قبلت الوزارة التوصية وذكرت أن الجرد سيبدأ في أيار/مايو."),
        ("ar", "not_accepted", "ولم يقبل الصندوق التوصية، لأن العقود قصيرة."),
        ("zh", "accepted", "基金接受了这项建议，并表示将于五月开始盘点。"),
        ("zh", "accepted", "路政處處長同意審計署的建議。"),
        ("zh", "partially_accepted", "管理层部分接受该建议。"),
        ("zh", "not_accepted", "基金不接受这两项建议，认为合同期限太短。"),
    ],
)
def test_who_is_audited_answers_without_a_name(language: str, code: str, text: str) -> None:
    answer = answer_without_name(text, LEXICONS[language])
    assert answer is not None
    assert answer.code == code


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Fund accepted recommendation 4."),
        ("en", "The Fund noted the recommendation."),
        ("en", "The Advisory Committee agrees with the recommendation."),
        ("en", "The Fund had accepted the recommendation of the Board in 2019."),
        ("en", "The Fund accepted the first of these two recommendations."),
        ("en", "The Fund agreed with the recommendation to close the office in Suva."),
        ("en", "The Fund accepted the previous recommendation but did not count the stocks."),
        ("en", "The Fund neither accepted nor rejected the recommendation."),
        ("fr", "La plupart des offices ont accepté la première des recommandations."),
        ("fr", "Le Comité accepte la recommandation."),
        ("es", "No se acepta la recomendación."),
        ("es", "El Fondo aceptó la recomendación de cerrar la oficina."),
        ("ru", "Центр не согласился с рекомендацией о ежегодной проверке."),
        ("ru", "Комитет согласился с рекомендацией."),
        ("ar", "قبلت الوزارة بعض التوصيات."),
        ("zh", "基金当时接受了该建议，但没有设定上限。"),
        ("zh", "路政署大致接納本報告的建議。"),
        ("zh", "基金接受了其中两项建议。"),
    ],
)
def test_what_may_mean_another_answers_none(language: str, text: str) -> None:
    assert answer_without_name(text, LEXICONS[language]) is None


def test_the_paragraph_right_above_is_answered() -> None:
    report = parsed(
        f"{REPORT}II. Recommendations\n\n2. The Board recommends that the Fund count its stocks.\n\n"
        "3. The Fund accepted the recommendation.\n\n"
        "4. The Board recommends that the Fund:\n\n(a) keep a register;\n\n(b) insure its vehicles.\n\n"
        "5. The Fund did not accept the recommendations.\n\n"
        "6. The Board recommends that the Fund sell its boat.\n\n7. The boat was bought in 1998.\n\n"
        "8. The Fund accepted the recommendation.\n",
        "en",
    )
    assert {one.ref: one.position for one in report.positions} == {
        "2": "accepted", "4(a)": "not_accepted", "4(b)": "not_accepted",
    }  # fmt: skip


def test_several_are_those_of_the_paragraphs_above_as_well() -> None:
    report = parsed(
        f"{REPORT}II. Recommendations\n\n2. The Board recommends that the Fund count its stocks.\n\n"
        "3. The Board recommends that the Fund insure its vehicles.\n\n"
        "4. The Board recommends that the Fund keep a register.\n\n5. The Fund accepted these recommendations.\n",
        "en",
    )
    assert [(one.ref, one.position) for one in report.positions] == [
        ("2", "accepted"), ("3", "accepted"), ("4", "accepted"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "code", "text"),
    [
        ("en", "noted", "The recommendations below did not enjoy the support of Ruritania and would thus be noted:"),
        ("en", "noted", "Ruritania could not accept the following recommendations, which it has noted:"),
        ("en", "", "The following recommendations will be examined by Ruritania, which will respond in due time:"),
        ("en", "partially_supported", "The recommendations below are supported by Ruritania in part:"),
        (
            "fr",
            "noted",
            "Les recommandations ci-après n’ont pas recueilli l’adhésion de la Ruritanie, qui en a pris note :",
        ),
        (
            "fr",
            "partially_supported",
            "Les recommandations ci-après recueillent partiellement l’adhésion de la Ruritanie :",
        ),
        ("es", "noted", "Las recomendaciones no contaron con el apoyo de Ruritania, por lo que se tomó nota de ellas:"),
        ("es", "partially_supported", "Las recomendaciones siguientes cuentan con el apoyo parcial de Ruritania:"),
        ("ru", "noted", "Рекомендации не пользуются поддержкой Руритании и поэтому были приняты к сведению:"),
        ("ru", "partially_supported", "Рекомендации пользуются частичной поддержкой Руритании:"),
        ("ar", "noted", "لم تحظ التوصيات الواردة أدناه بتأييد روريتانيا، وبالتالي أحيط علما بها:"),
        ("ar", "partially_supported", "تؤيد الحكومة التوصية 104-8 جزئيا:"),
        ("zh", "noted", "以下建议没有得到卢里塔尼亚和斯特雷尔绍联合公国的支持，因此仅予注意："),
        ("zh", "partially_supported", "以下建议得到卢里塔尼亚的部分支持："),
    ],
)
def test_what_a_state_says_of_the_list_below(language: str, code: str, text: str) -> None:
    assert position_on_list(text, PHRASES[language]) == code
