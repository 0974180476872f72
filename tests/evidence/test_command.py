"""The command suggest_evidence: what scripts read from it."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from recommendations.evidence.reasons import sentences
from recommendations.models import EvidenceLink
from tests.factories import ParagraphFactory, RecommendationFactory, ReportFactory


@pytest.fixture
def report(db):
    report = ReportFactory(symbol="A/67/156")
    for number, text in enumerate(["Prisons were assessed.", "Partners met.", "Wildlife was studied."], 1):
        ParagraphFactory(report=report, position=number, text=text)
    ParagraphFactory(report=report, position=4, number="29A.4", text="Partners studied prisons.")
    RecommendationFactory(report=report, position=1, text="Study wildlife;")
    RecommendationFactory(report=report, position=2, text="Nobody saw unicorns;")
    return report


def test_json_lists_for_each_recommendation_its_paragraphs_best_first(report, capsys):
    call_command("suggest_evidence", report="A/67/156", format="json")
    printed = json.loads(capsys.readouterr().out)
    assert list(printed) == ["81(1)", "81(2)"]
    assert [entry["paragraph"] for entry in printed["81(1)"]] == [3, "29A.4"]
    assert printed["81(1)"][0]["reasons"] == ["Both speak of “wildlife”."]
    assert 1 > printed["81(1)"][0]["score"] > printed["81(1)"][1]["score"] > 0
    assert printed["81(2)"] == []
    assert EvidenceLink.objects.exists()


def test_top_says_how_many_are_printed(report, capsys):
    call_command("suggest_evidence", report="A/67/156", format="json", top=1)
    assert len(json.loads(capsys.readouterr().out)["81(1)"]) == 1


def test_people_get_lines(report, capsys):
    call_command("suggest_evidence", report="A/67/156")
    printed = capsys.readouterr().out
    assert "81(1)\n" in printed
    assert "Both speak of “wildlife”." in printed


def test_an_unknown_report_is_named_with_the_remedy(report):
    with pytest.raises(CommandError, match=r"A/1/1.*import_report.*A/67/156") as refused:
        call_command("suggest_evidence", report="A/1/1")
    assert refused.value.returncode == 1


def test_a_senseless_number_is_wrong_use(report):
    with pytest.raises(CommandError) as refused:
        call_command("suggest_evidence", report="A/67/156", top=0)
    assert refused.value.returncode == 2


def test_every_reason_has_a_sentence():
    with translation.override("en"):
        assert sentences(
            [
                ["cites", {"symbols": ["66/181", "A/67/50"]}],
                ["theme", {"heading": "100% Corruption"}],
                ["section", {"heading": "Prisons", "paragraph": "4"}],
                ["neighbour", {"paragraph": "4"}],
            ]
        ) == [
            "Both cite 66/181 and A/67/50.",
            "It stands under “100% Corruption”, like the recommendation's theme.",
            "It stands under “Prisons” with paragraph 4, which fits well.",
            "It stands next to paragraph 4, which fits well.",
        ]
