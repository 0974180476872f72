"""Headings and notes of one report in several languages: they go together by what stands below them."""

import pytest

from recommendations.importing.loader import commit
from recommendations.importing.plan import Plan, plan_import
from recommendations.importing.upload import read_upload
from recommendations.importing.wording import plan_warnings
from recommendations.models import Section, SectionText
from tests.factories import NOW

pytestmark = pytest.mark.django_db

# Headings and paragraphs; a heading without a numeral is one below that with one.
ENGLISH = """\
I. Introduction

1. The Fund was founded in 1990.

2. It has nine offices.

II. Findings

Stores

3. Many items could not be found.

Staff

4. Most posts were filled in a year.¹

5. Nobody was asked why they left.

III. Conclusions and recommendations

6. The Board recommends that the Fund:

    (a) Count the stores each quarter;

    (b) Ask those who leave.

__________________
¹ See document A/70/5.
"""
FRENCH = """\
I. Introduction

1. Le Fonds a été fondé en 1990.

2. Il a neuf bureaux.

II. Constatations

Magasins

3. Bien des articles manquaient.

Personnel

4. La plupart des postes ont été pourvus en un an¹.

5. Nul n’a été interrogé sur son départ.

III. Conclusions et recommandations

6. Le Comité recommande au Fonds :

    a) De compter les magasins chaque trimestre ;

    b) D’interroger ceux qui partent.

__________________
¹ Voir le document A/70/5.
"""
SPANISH = """\
I. Introducción

1. El Fondo se creó en 1990.

2. Tiene nueve oficinas.

II. Constataciones

Almacenes

3. No se encontraron muchos artículos.

Personal

4. La mayoría de los puestos se cubrieron en un año¹.

5. A nadie se le preguntó por qué se iba.

III. Conclusiones y recomendaciones

6. La Junta recomienda al Fondo que:

    a) Haga el recuento de los almacenes cada trimestre;

    b) Pregunte a quienes se van.

__________________
¹ Véase el documento A/70/5.
"""


def imported(text: str) -> Plan:
    plan = plan_import(read_upload("report.txt", text.encode()), symbol="A/70/500")
    commit(plan, by=None, at=NOW)
    return plan


def headings() -> list[dict[str, str]]:
    texts = SectionText.objects.select_related("edition")
    return [
        {text.edition.language: text.heading for text in texts.filter(section=section)}
        for section in Section.objects.order_by("position")
    ]


def told(plan: Plan) -> dict[str, str]:
    return {code: words for code, words in plan_warnings(plan) if code.startswith("edition_")}


def test_what_goes_together_is_no_mismatch() -> None:
    imported(ENGLISH)
    assert told(imported(FRENCH)) == {}
    assert headings()[3] == {"en": "Staff", "fr": "Personnel"}


def test_a_heading_too_many_shifts_none_and_is_named() -> None:
    imported(ENGLISH)
    plan = imported(FRENCH.replace("2. Il a", "Bureaux\n\n2. Il a"))
    assert headings() == [
        {"en": "Introduction", "fr": "Introduction"},
        {"fr": "Bureaux"},
        {"en": "Findings", "fr": "Constatations"},
        {"en": "Stores", "fr": "Magasins"},
        {"en": "Staff", "fr": "Personnel"},
        {"en": "Conclusions and recommendations", "fr": "Conclusions et recommandations"},
    ]
    assert "Bureaux" in told(plan)["edition_section_more"]
    assert told(plan).keys() == {"edition_section_more"}
    # What one other edition has alone is no fault of the next.
    assert told(imported(SPANISH)) == {}


def test_a_heading_that_is_missing_shifts_none_and_is_named_as_the_other_edition_says_it() -> None:
    imported(ENGLISH)
    plan = imported(FRENCH.replace("Magasins\n\n", ""))
    assert headings()[2:4] == [{"en": "Stores"}, {"en": "Staff", "fr": "Personnel"}]
    assert "“Stores”" in told(plan)["edition_section_missing"]


def test_headings_go_together_where_one_edition_numbers_them_and_its_first_paragraph_is_missing() -> None:
    imported(ENGLISH)
    plan = imported(FRENCH.replace("Personnel\n", "A. Personnel\n").replace("3. Bien des articles manquaient.\n\n", ""))
    assert {"en": "Staff", "fr": "Personnel"} in headings()
    assert told(plan).keys() >= {"edition_paragraph_missing"}


def test_a_heading_put_in_by_a_corrected_file_is_new_and_no_other_changes() -> None:
    imported(ENGLISH)
    imported(FRENCH)
    kept = {text.section_id: text.heading for text in SectionText.objects.all()}
    plan = imported(ENGLISH.replace("2. It has", "Offices\n\n2. It has"))
    assert [(change.kind, change.after["text"]) for change in plan.created] == [("section", "Offices")]
    assert {one.section_id: one.heading for one in SectionText.objects.exclude(heading="Offices")} == kept
    again = plan_import(read_upload("report.txt", FRENCH.encode()), symbol="A/70/500")
    assert again.is_empty


def test_a_heading_taken_out_by_a_corrected_file_leaves_those_below_it() -> None:
    imported(ENGLISH)
    staff = SectionText.objects.get(heading="Staff").section_id
    imported(ENGLISH.replace("II. Findings\n\n", ""))
    assert not SectionText.objects.filter(heading="Findings").exists()
    assert SectionText.objects.get(heading="Staff").section_id == staff


def test_paragraphs_with_another_number_of_footnotes_are_named() -> None:
    imported(ENGLISH)
    without = FRENCH.replace("un an¹", "un an").partition("__________________")[0]
    assert told(imported(without)) == {
        "edition_footnote_count": "The first edition has more or fewer footnotes in these paragraphs: 4."
    }


@pytest.mark.parametrize(
    ("change", "at"),
    [
        (
            ("4. La plupart des postes ont été pourvus en un an¹.\n\n", ""),
            {("paragraph", "missing"): ("paragraph", "3")},
        ),
        (("1. Le Fonds a été fondé en 1990.\n\n", ""), {("paragraph", "missing"): None}),
        (
            ("    b) D’interroger ceux qui partent.\n\n", ""),
            {("recommendation", "missing"): ("recommendation", "6(a)")},
        ),
        (("Personnel\n\n", ""), {("section", "missing"): ("paragraph", "4")}),
        (("2. Il a", "Bureaux\n\n2. Il a"), {("section", "more"): ("section", "Bureaux")}),
    ],
)
def test_each_difference_says_where_in_the_file_it_is(change, at) -> None:
    imported(ENGLISH)
    plan = plan_import(read_upload("report.txt", FRENCH.replace(*change).encode(), "fr"), symbol="A/70/500")
    told = {(one.kind, one.code): one.at for one in plan.mismatches}
    assert told == at
