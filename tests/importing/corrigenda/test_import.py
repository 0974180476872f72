"""A corrigendum becomes an ordinary plan: revisions of what is stored, their owners told, states never touched."""

import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from recommendations.importing.loader import commit
from recommendations.importing.plan import Plan, plan_import
from recommendations.importing.upload import read_upload
from recommendations.importing.wording import plan_warnings
from recommendations.models import (
    Corrigendum,
    Edition,
    HistoryEntry,
    Notice,
    ParagraphText,
    Recommendation,
    RecommendationText,
    SourceFile,
)
from recommendations.permissions import Role
from recommendations.refusals import Refused
from tests.factories import NOW, UnitFactory, person
from tests.importing.corrigenda.languages import CORRECTED, CORRIGENDA, REPORTS
from tests.importing.corrigenda.world import HEAD

pytestmark = pytest.mark.django_db


def plan_of(text: str, symbol: str = "", name: str = "corrigendum.txt") -> Plan:
    return plan_import(read_upload(name, text.encode()), symbol=symbol)


def imported(text: str, symbol: str = "") -> Plan:
    plan = plan_of(text, symbol)
    commit(plan, by=None, at=NOW)
    return plan


def texts(language: str) -> dict[str, str]:
    paragraphs = ParagraphText.objects.filter(edition__language=language)
    recommendations = RecommendationText.objects.filter(edition__language=language)
    found = dict(paragraphs.values_list("paragraph__number", "text"))
    return found | dict(recommendations.values_list("recommendation__reference", "text"))


@pytest.mark.parametrize("language", sorted(CORRIGENDA))
def test_it_is_stored_as_revisions_of_the_edition_in_its_language(language):
    imported(REPORTS[language], "A/70/500")
    before = texts(language)
    plan = imported(CORRIGENDA[language])
    assert (plan.symbol, plan.language) == ("A/70/500", language)
    assert plan.counts() == {"created": 1, "changed": 4, "unchanged": 6, "removed": 1}
    after = {key: text for key, text in before.items() if key != "4"} | CORRECTED[language]
    assert texts(language) == after
    assert plan_of(CORRIGENDA[language]).is_empty
    assert {outcome.code for outcome in plan_of(CORRIGENDA[language]).outcomes} == {"already"}


def test_owners_are_told_and_states_owners_and_the_editions_own_file_stay():
    imported(REPORTS["en"], "A/70/500")
    unit = UnitFactory()
    owner = person(Role.FOCAL_POINT, unit)
    Recommendation.objects.update(owner=owner, unit=unit, version=4)
    imported(CORRIGENDA["en"])
    item = Recommendation.objects.get(reference="5(a)")
    assert (item.owner, item.response, item.version) == (owner, "pending", 5)
    entry = HistoryEntry.objects.get(action="text_changed")
    assert entry.changes["text"] == ["Count the stores each quarter;", "Count the stores each month;"]
    assert Notice.objects.filter(to=owner, entry=entry).exists()
    assert Edition.objects.get().source.name == "corrigendum.txt"
    corrigendum = Corrigendum.objects.get()
    assert (str(corrigendum), corrigendum.at, corrigendum.edition) == ("A/70/500/Corr.1", NOW, Edition.objects.get())
    assert corrigendum.source != Edition.objects.get().source
    assert SourceFile.objects.exclude(stored_at=None).count() == 2


def test_one_edition_is_corrected_and_the_others_keep_their_words():
    imported(REPORTS["en"], "A/70/500")
    imported(REPORTS["fr"], "A/70/500")
    english = texts("en")
    plan = imported(CORRIGENDA["fr"])
    assert texts("en") == english
    assert texts("fr")["1"] == CORRECTED["fr"]["1"]
    # The other edition has paragraph 4, so it stays; it is named, and so is the one that only this edition has now.
    told = [words for code, words in plan_warnings(plan) if code.startswith("edition_")]
    assert told == [
        "Other editions have paragraphs that this file lacks: 4.",
        "No other edition has these paragraphs: 2 bis.",
    ]
    imported(CORRIGENDA["en"])
    assert texts("en") == {key: text for key, text in english.items() if key != "4"} | CORRECTED["en"] | {
        "4": english["4"]
    }


def test_what_moves_with_a_new_number_takes_its_state_along():
    imported(REPORTS["en"], "A/70/500")
    pk = Recommendation.objects.get(reference="5(b)").pk
    corrigendum = (
        "1. Insert a new paragraph 3:\n\n3. It is late.\n\n2. Renumber the subsequent paragraphs accordingly.\n"
    )
    plan = imported(HEAD + corrigendum)
    assert plan.renumbered.moves["paragraph"] == {"3": "4", "4": "5", "5": "6"}
    assert Recommendation.objects.get(pk=pk).reference == "6(b)"
    assert texts("en")["3"] == "It is late."


def test_a_recommendation_that_it_takes_out_stays_marked():
    imported(REPORTS["en"], "A/70/500")
    Recommendation.objects.update(version=2)
    plan = imported(HEAD + "1. Paragraph 5 (b)\n\nDelete paragraph 5 (b).\n")
    assert plan.left_out == ("5(b)",)
    assert RecommendationText.objects.get(recommendation__reference="5(b)").missing_since == NOW
    again = plan_of(HEAD + "1. Paragraph 1: for “1990” read “1991”\n")
    assert (again.left_out, again.back, again.kept) == ((), (), ())


def test_without_the_report_or_its_edition_it_is_refused_with_what_to_do():
    with pytest.raises(
        Refused, match=r"a corrigendum to A/70/500, and that report is not here. Import the report first"
    ):
        plan_of(CORRIGENDA["en"])
    imported(REPORTS["en"], "A/70/500")
    with pytest.raises(Refused, match=r"edition of A/70/500 in French, and the report is here in English only"):
        plan_of(CORRIGENDA["fr"])
    assert plan_of(CORRIGENDA["en"], symbol="A/70/500").changed


def test_a_whole_corrected_report_is_still_one():
    imported(REPORTS["en"], "A/70/500")
    whole = f"{HEAD}{REPORTS['en'].replace('ten missions', 'eleven missions')}"
    plan = plan_of(whole, symbol="A/70/500")
    assert not plan.outcomes
    assert [change.key for change in plan.changed if change.key] == ["1"]


def test_a_whole_file_that_comes_later_is_compared_with_what_was_corrected():
    imported(REPORTS["en"], "A/70/500")
    imported(CORRIGENDA["en"])
    plan = plan_of(REPORTS["en"], symbol="A/70/500", name="report.txt")
    codes = dict(plan_warnings(plan))
    assert "\u2068A/70/500/Corr.1\u2069" in codes["corrigenda_before"]


def test_what_is_left_out_is_told_with_its_reason():
    imported(REPORTS["en"], "A/70/500")
    plan = plan_of(f"{HEAD}1. Paragraph 12, line 3\n\nFor ten read eleven\n\n2. Paragraph 2: for “nine” read “ten”\n")
    (warning,) = [words for code, words in plan_warnings(plan) if code == "amendment_no_paragraph"]
    plain = warning.replace("\u2068", "").replace("\u2069", "")
    assert plain.startswith("Left out: Paragraph 12, line 3: “ten” becomes “eleven”. There is no paragraph 12")
    assert [change.key for change in plan.changed] == ["2"]


@pytest.fixture
def corrigendum(tmp_path):
    path = tmp_path / "corrigendum.txt"
    path.write_text(CORRIGENDA["en"], "utf-8")
    return path


def test_the_command_imports_it_and_says_what_it_left_out(corrigendum):
    output = io.StringIO()
    with pytest.raises(CommandError, match="Import the report first"):
        call_command("import_report", str(corrigendum), "--yes")
    imported(REPORTS["en"], "A/70/500")
    corrigendum.write_text(CORRIGENDA["en"] + "\n7.    Paragraph 99\n\n      For a read b\n", "utf-8")
    call_command("import_report", str(corrigendum), "--yes", "--format", "json", stdout=output)
    document = json.loads(output.getvalue())
    assert (document["report"], document["committed"]) == ("A/70/500", True)
    assert document["plan"] == {"created": 1, "changed": 4, "unchanged": 6, "removed": 1}
    assert [warning["code"] for warning in document["warnings"]] == ["amendment_no_paragraph"]
    assert [one["becomes"] for one in document["amendments"]] == ["done"] * 6 + ["no_paragraph"]
    assert texts("en")["2 bis"] == "Two of them are new."


def test_a_corrigendum_that_says_nothing_that_is_understood_is_refused_with_the_way_to_write_it(tmp_path):
    path = tmp_path / "corrigendum.txt"
    path.write_text(f"{HEAD}The Secretariat regrets the error.\n", "utf-8")
    with pytest.raises(CommandError, match=r"Write each change as “Paragraph 12: for … read …”"):
        call_command("parse_report", str(path))
