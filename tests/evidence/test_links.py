"""Evidence links: what the machine may write, what people decide, and what history keeps of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations import history
from recommendations.evidence import links
from recommendations.models import EvidenceLink, Paragraph, Recommendation
from recommendations.permissions import Role
from recommendations.refusals import Refused, Stale
from tests.factories import (
    NOW,
    EvidenceLinkFactory,
    ParagraphFactory,
    RecommendationFactory,
    ReportFactory,
    UnitFactory,
    person,
)

LATER = NOW + timedelta(days=1)
FILLER = "The Office met partners and took note of their views on item {n}."


@pytest.fixture
def report(db):
    report = ReportFactory(symbol="A/67/156")
    for number in range(1, 21):
        text = {
            3: "Six overcrowded prisons were assessed.",
            7: "A study of wildlife trafficking routes was published.",
            12: "Regular budget resources fell below one per cent.",
        }.get(number, FILLER.format(n=number))
        ParagraphFactory(report=report, position=number, text=text)
    RecommendationFactory(report=report, position=1, text="Study the trafficking of wildlife;")
    RecommendationFactory(report=report, position=2, text="Provide regular budget resources;")
    return report


@pytest.fixture
def coordinator(db):
    return person(Role.COORDINATOR)


@pytest.fixture
def item(report):
    return report.recommendations.get(reference="81(1)")


@pytest.fixture
def link(report, item):
    links.suggest_for(report, at=NOW)
    return item.evidence.get(paragraph__number="7")


def everything():
    return list(EvidenceLink.objects.order_by("pk").values())


def last_entry(item):
    return item.history.order_by("-seq").first()


# --- suggesting ------------------------------------------------------------------------------------------


def test_every_leaf_gets_its_suggestions_with_score_and_reasons(link):
    assert link.state == "suggested"
    assert link.score > 0.5
    assert link.reasons[0] == ["shares", {"phrases": ["Study", "trafficking", "wildlife"]}]
    assert link.suggested_at == NOW
    assert EvidenceLink.objects.get(recommendation__reference="81(2)").paragraph.number == "12"


def test_suggesting_again_changes_nothing(report, link):
    before, entries = everything(), link.recommendation.history.count()
    assert links.suggest_for(report, at=LATER) == (0, 0, 0)
    assert everything() == before
    assert link.recommendation.history.count() == entries


@pytest.mark.parametrize("state", ["confirmed", "dismissed"])
def test_what_a_person_decided_is_left_alone(report, item, coordinator, state):
    decided = EvidenceLinkFactory(
        recommendation=item,
        paragraph=report.paragraphs.get(number="7"),
        state=state,
        score=None,
        decided_by=coordinator,
        decided_at=NOW,
    )
    before = EvidenceLink.objects.values().get(pk=decided.pk)
    links.suggest_for(report, at=LATER)
    assert EvidenceLink.objects.values().get(pk=decided.pk) == before


def test_a_suggestion_that_no_longer_holds_is_withdrawn(report, link):
    text = link.paragraph.texts.get()
    text.text = FILLER.format(n=7)
    text.save()
    assert links.suggest_for(report, at=LATER).removed == 1
    assert not EvidenceLink.objects.filter(pk=link.pk).exists()


def test_history_says_which_paragraphs_were_suggested(link):
    entry = last_entry(link.recommendation)
    assert (entry.action, entry.by, entry.given) == ("evidence_suggested", None, {"paragraphs": ["7"]})
    assert list(history.verify()) == []


def test_a_form_opened_before_the_suggestions_is_stale(item, link):
    item.refresh_from_db()
    assert item.version == 2


def test_parents_get_no_suggestion_and_lend_their_text_to_their_parts(report):
    parent = RecommendationFactory(report=report, position=3, is_leaf=False, response="", text="As regards prisons:")
    part = RecommendationFactory(report=report, position=4, parent=parent, text="Continue the assessments;")
    links.suggest_for(report, at=NOW)
    assert not parent.evidence.exists()
    assert part.evidence.get().paragraph.number == "3"


def test_the_paragraph_that_contains_a_recommendation_is_no_evidence_for_repeating_it(report):
    holding = ParagraphFactory(report=report, position=21, text="Provide regular budget resources;")
    report.recommendations.filter(reference="81(2)").update(paragraph=holding)
    links.suggest_for(report, at=NOW)
    assert not EvidenceLink.objects.filter(paragraph=holding).exists()


def test_the_argument_before_a_recommendation_in_one_paragraph_is_its_evidence(report):
    text = "The regular budget resources were spent by June. Provide regular budget resources;"
    holding = ParagraphFactory(report=report, position=21, text=text)
    report.recommendations.filter(reference="81(2)").update(paragraph=holding)
    links.suggest_for(report, at=NOW)
    assert "21" in EvidenceLink.objects.values_list("paragraph__number", flat=True)


def test_the_number_of_queries_does_not_grow_with_the_report(report, django_assert_num_queries):
    with CaptureQueriesContext(
        connection,
    ) as few:
        links.suggest_for(report, at=NOW)
    other = ReportFactory()
    for number in range(1, 61):
        ParagraphFactory(report=other, position=number, text=f"{FILLER} Prisons of district{number}.")
    for number in range(1, 31):
        RecommendationFactory(report=other, position=number, text=f"Reform the prisons of district{number};")
    with django_assert_num_queries(len(few)):
        assert links.suggest_for(other, at=NOW).created >= 30


def test_a_report_without_texts_suggests_nothing(db):
    assert links.suggest_for(ReportFactory(), at=NOW) == (0, 0, 0)


# --- deciding --------------------------------------------------------------------------------------------


def test_a_confirmed_link_says_who_and_when_and_history_tells(link, coordinator):
    links.confirm(link, by=coordinator, at=LATER, kind="implementation")
    link.refresh_from_db()
    assert (link.state, link.kind, link.decided_by, link.decided_at) == (
        "confirmed",
        "implementation",
        coordinator,
        LATER,
    )
    entry = last_entry(link.recommendation)
    assert (entry.action, entry.by) == ("evidence_confirmed", coordinator)
    assert entry.given["paragraph"]["name"] == "A/67/156 §7"


def test_a_dismissed_suggestion_may_be_taken_up_again(link, coordinator):
    links.dismiss(link, by=coordinator, at=NOW)
    assert link.state == "dismissed"
    links.confirm(link, by=coordinator, at=LATER)
    assert link.state == "confirmed"


def test_a_decision_made_already_is_not_made_twice(link, coordinator):
    links.confirm(link, by=coordinator, at=NOW)
    with pytest.raises(Refused, match="already"):
        links.confirm(link, by=coordinator, at=LATER)
    links.dismiss(link, by=coordinator, at=LATER, reason="Another office")
    with pytest.raises(Refused, match="already"):
        links.dismiss(link, by=coordinator, at=LATER)


def test_withdrawing_confirmed_evidence_needs_a_reason(link, coordinator):
    links.confirm(link, by=coordinator, at=NOW)
    with pytest.raises(Refused) as refused:
        links.dismiss(link, by=coordinator, at=LATER, reason=" ")
    assert "reason" in refused.value.fields
    link.refresh_from_db()
    assert link.state == "confirmed"


def test_a_decision_on_a_stale_page_is_refused(link, coordinator):
    seen = Recommendation.objects.get(pk=link.recommendation_id).version
    links.confirm(link, by=coordinator, at=NOW, version=seen)
    with pytest.raises(Stale):
        links.dismiss(link, by=coordinator, at=LATER, reason="No", version=seen)


def test_a_stranger_is_told_the_item_does_not_exist(link):
    with pytest.raises(Recommendation.DoesNotExist):
        links.confirm(link, by=person(Role.FOCAL_POINT), at=NOW)


def test_who_only_looks_does_not_decide(link):
    verifier = person(Role.VERIFIER)
    with pytest.raises(Refused, match="decided by"):
        links.confirm(link, by=verifier, at=NOW)
    link.refresh_from_db()
    assert link.state == "suggested"


def test_the_owner_decides_and_the_alternate_does_so_on_their_behalf(link, item):
    unit = UnitFactory()
    owner, alternate = person(Role.FOCAL_POINT, unit), person(Role.FOCAL_POINT, unit)
    Recommendation.objects.filter(pk=item.pk).update(unit=unit, owner=owner, alternate=alternate)
    links.confirm(link, by=alternate, at=NOW)
    assert last_entry(item).on_behalf_of == owner


@pytest.mark.parametrize("implementation", ["reported_implemented", "verified_implemented"])
def test_proof_under_a_claim_is_not_withdrawn(link, item, coordinator, implementation):
    links.confirm(link, by=coordinator, at=NOW, kind="implementation")
    Recommendation.objects.filter(pk=item.pk).update(
        version=9, response="accepted", implementation=implementation, claimed_by=coordinator
    )
    with pytest.raises(Refused):
        links.dismiss(link, by=coordinator, at=LATER, reason="Changed my mind")
    with pytest.raises(Refused):
        links.confirm(link, by=coordinator, at=LATER, kind="basis")


# --- adding ----------------------------------------------------------------------------------------------


def test_a_link_made_by_a_person_is_confirmed_at_once(report, item, coordinator):
    added = links.add(item, report.paragraphs.get(number="3"), by=coordinator, at=NOW, note="See the table")
    assert (added.state, added.kind, added.score, added.decided_by) == ("confirmed", "basis", None, coordinator)
    assert last_entry(item).action == "evidence_added"


def test_evidence_may_come_from_another_report(item, coordinator):
    later = ParagraphFactory(position=5)
    assert links.add(item, later, by=coordinator, at=NOW, kind="implementation") in item.evidence.proof()


def test_adding_what_the_machine_suggested_confirms_that_link(link, item, coordinator):
    assert links.add(item, link.paragraph, by=coordinator, at=NOW) == link
    with pytest.raises(Refused, match="already"):
        links.add(item, link.paragraph, by=coordinator, at=NOW)


def test_a_paragraph_of_a_report_the_person_may_not_see_does_not_exist(item):
    unit = UnitFactory()
    owner = person(Role.FOCAL_POINT, unit)
    Recommendation.objects.filter(pk=item.pk).update(unit=unit, owner=owner)
    with pytest.raises(Paragraph.DoesNotExist):
        links.add(item, ParagraphFactory(position=5), by=owner, at=NOW)


def test_a_recommendation_with_parts_takes_no_evidence_itself(report, coordinator):
    parent = RecommendationFactory(report=report, position=3, is_leaf=False, response="")
    with pytest.raises(Refused, match="parts"):
        links.add(parent, report.paragraphs.get(number="3"), by=coordinator, at=NOW)
