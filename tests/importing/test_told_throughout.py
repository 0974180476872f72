"""What an auditor tells at the end of each part of a report without numbers, "the Court recommended that", and what
minutes tell."""

import pytest

from recommendations.importing.readers.base import ReportRefusedError
from tests.importing.documents import parsed

# Who reports, a finding, and what it recommended upon it, besides, and in the same breath.
TOLD = {
    "en": (
        "Court of Audit of Lightland",
        "The lamps came two years late.",
        "In view of the above, the Court recommended that the Ministry draw up an inventory.",
        "The Court also recommended that the Treasury provide the funds.",
        "It further recommended that the Office place the buoys.",
    ),
    "fr": (
        "Cour des comptes de Marisme",
        "Les lampes ont deux ans de retard.",
        "Eu égard à ce qui précède, la Cour a recommandé au ministère de dresser un inventaire.",
        "La Cour a, également, recommandé au Trésor de mobiliser les crédits.",
        "Elle a aussi préconisé d’accélérer la pose des balises.",
    ),
    "es": (
        "Tribunal de Cuentas de Marisma",
        "Las lámparas llegaron con dos años de retraso.",
        "A la luz de lo anterior, el Tribunal de Cuentas recomendó al Ministerio que elaborara un inventario.",
        "Asimismo, el Tribunal de Cuentas recomendó a Hacienda que movilizara los créditos.",
        "También recomendó a la Oficina que instalara las balizas.",
    ),
    "ru": (
        "Счетная палата Маяковии",
        "Лампы установлены с опозданием на два года.",
        "С учетом изложенного Счетная палата рекомендовала Министерству составить перечень.",
        "Счетная палата также рекомендовала казначейству выделить средства.",
        "Она далее рекомендовала управлению ускорить установку буев.",
    ),
    "ar": (
        "المجلس الأعلى للحسابات",
        "وصلت المصابيح بتأخر بلغ سنتين.",
        "وفي ضوء ما سبق، أوصى المجلس الوزارة بوضع جرد للمنارات.",
        "كما أوصى المجلس الخزينة بتعبئة الاعتمادات.",
        "وأوصى كذلك المكتب بتسريع وضع العوامات.",
    ),
    "zh": (
        "燈塔島審計部",
        "燈塔工程延宕二年。",
        "綜上，審計部建議港務局建立燈塔清冊。",
        "審計部並建議財政部籌措所需經費。",
        "審計部亦建議漁業署加速設置浮標。",
    ),
}


def written(author: str, found: str, asked: tuple[str, ...]) -> str:
    return f"{author}\n\n2024\n\n" + "".join(f"{found}\n\n" + "".join(f"{one}\n\n" for one in asked) for _ in range(2))


@pytest.mark.parametrize("language", TOLD)
def test_what_an_auditor_tells_throughout_its_own_report_is_counted(language: str) -> None:
    author, found, *asked = TOLD[language]
    report = parsed(written(author, found, tuple(asked)), language)
    assert [(node.ref, node.text) for node in report.recommendations] == [
        (f"Recommendation {number}", text) for number, text in enumerate(asked * 2, start=1)
    ]
    assert "recommendations_counted" in {warning.code for warning in report.warnings}


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru"])
def test_what_an_auditor_recommended_is_older_where_somebody_else_reports(language: str) -> None:
    author, found, *asked = TOLD[language]
    with pytest.raises(ReportRefusedError):
        parsed(written("UNESCO", found.replace(author, ""), tuple(asked)), language)


# The title of minutes, what was opened, other words for recommendations, the word itself, and what members ask.
MINUTES = {
    "en": (
        "Minutes of the seventh meeting",
        "The Chair opened it.",
        "Proposals",
        "Recommendations",
        "The Office should",
        " print the tables.",
        " paint the towers.",
        " train its staff.",
    ),
    "fr": (
        "Procès-verbal de la réunion",
        "Le Président l’a ouverte.",
        "Mesures proposées",
        "Recommandations",
        "Le Bureau devrait",
        " imprimer les tables.",
        " peindre les tours.",
        " former son personnel.",
    ),
    "es": (
        "Acta de la séptima reunión",
        "El Presidente la abrió.",
        "Medidas propuestas",
        "Recomendaciones",
        "La Oficina debería",
        " imprimir las tablas.",
        " pintar las torres.",
        " formar a su personal.",
    ),
    "ru": (
        "Протокол седьмого заседания",
        "Председатель открыл его.",
        "Предложения",
        "Рекомендации",
        "Управлению следует",
        " издать таблицы.",
        " покрасить башни.",
        " обучить сотрудников.",
    ),
    "ar": (
        "محضر اجتماع الفريق",
        "افتتح الرئيس الاجتماع.",
        "المقترحات",
        "التوصيات",
        "ينبغي للمكتب أن",
        " يطبع الجداول.",
        " يطلي الأبراج.",
        " يدرب موظفيه.",
    ),
    "zh": (
        "第七次會議紀錄",
        "主席宣布開會。",
        "改善事項",
        "建議",
        "港務局應",
        "印製潮汐表。",
        "粉刷燈塔。",
        "培訓人員。",
    ),
}


@pytest.mark.parametrize("language", MINUTES)
def test_what_is_proposed_in_minutes_is_read_below_the_word_for_recommendations_alone(language: str) -> None:
    title, opened, proposals, heading, asking, *asked = MINUTES[language]
    items = "".join(f"({sign}) {asking}{text}\n\n" for sign, text in zip("123", asked, strict=True))
    report = parsed(f"{title}\n\n{opened}\n\n{heading}\n\n{items}", language)
    assert [node.text for node in report.recommendations] == [f"{asking}{text}" for text in asked]
    with pytest.raises(ReportRefusedError):
        parsed(f"{title}\n\n{opened}\n\n{proposals}\n\n{items}", language)


# A heading that two chapters repeat, one of what was found there, a finding, and what is asked.
CHAPTERS = {
    "en": ("Specific recommendations", "Analysis", "The towers are old.", "The Office should paint them."),
    "fr": ("Conclusions et recommandations", "Analyse", "Les tours sont vieilles.", "Le Bureau devrait les peindre."),
    "es": ("Conclusiones y recomendaciones", "Análisis", "Las torres son viejas.", "La Oficina debería pintarlas."),
    "ru": ("Выводы и рекомендации", "Анализ", "Башни стары.", "Управлению следует их покрасить."),
    "ar": ("الاستنتاجات والتوصيات", "التحليل", "الأبراج قديمة.", "ينبغي للمكتب أن يطليها."),
    "zh": ("貳、結論與建議", "壹、現況", "燈塔老舊，亟待修繕。", "港務局應粉刷燈塔，並定期檢查。"),
}


@pytest.mark.parametrize("language", CHAPTERS)
def test_lists_under_the_same_heading_of_several_chapters_are_counted_on(language: str) -> None:
    heading, analysis, found, asked = CHAPTERS[language]
    first, second = ("一、", "二、") if language == "zh" else ("1. ", "2. ")
    chapter = f"{analysis}\n\n" + f"{found}\n\n" * 4 + f"{heading}\n\n{first}{asked}\n\n{second}{asked}\n\n"
    report = parsed(chapter * 2, language)
    assert [(node.ref, node.text) for node in report.recommendations] == [
        (f"Recommendation {number}", asked) for number in range(1, 5)
    ]
