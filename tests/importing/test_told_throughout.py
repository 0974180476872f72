"""What an auditor tells at the end of each part of a report without numbers: "the Court recommended that"."""

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
