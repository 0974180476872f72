"""A corrected file with other numbers: what hangs on a part goes with its words, in every language."""

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from recommendations import history
from recommendations.importing.loader import commit
from recommendations.importing.nodes import Kind, Node
from recommendations.importing.plan import Plan, plan_import
from recommendations.importing.renumbering import renumbering, under_new_numbers
from recommendations.importing.stored import StoredNode, StoredReport
from recommendations.importing.upload import read_upload
from recommendations.importing.wording import plan_warnings
from recommendations.models import EvidenceLink, HistoryEntry, Notice, Paragraph, Recommendation
from recommendations.permissions import Role
from tests.factories import NOW, EvidenceLinkFactory, UnitFactory, person

pytestmark = pytest.mark.django_db

HEADINGS = {
    "en": ("Findings", "Conclusions and recommendations"),
    "fr": ("Constatations", "Conclusions et recommandations"),
}
CHAPEAU = {"en": "The Board recommends that the Fund:", "fr": "Le Comité recommande au Fonds :"}
COUNTED, MISSING, AGREED = "Stores were counted in May.", "Many items could not be found.", "The Fund agreed with this."
FINDINGS = [COUNTED, MISSING, AGREED]
ITEMS = ["Count the stores each quarter;", "Write down what is lost;", "Publish the result."]
TROUVE = ["Les magasins ont été comptés en mai.", "Bien des articles manquaient.", "Le Fonds en est convenu."]
POINTS = ["De compter les magasins chaque trimestre ;", "De noter les pertes ;", "De publier le résultat."]


def written(findings: list[str], items: list[str], language: str = "en") -> str:
    found = [f"{number}. {words}\n" for number, words in enumerate(findings, start=1)]
    asked = [f"    ({mark}) {words}\n" for mark, words in zip("abcdef", items, strict=False)]
    first, second = HEADINGS[language]
    return "\n".join(
        [f"I. {first}\n", *found, f"II. {second}\n", f"{len(findings) + 1}. {CHAPEAU[language]}\n", *asked]
    )


def plan_of(text: str) -> Plan:
    return plan_import(read_upload("report.txt", text.encode()), symbol="A/70/500")


def imported(text: str) -> Plan:
    plan = plan_of(text)
    commit(plan, by=None, at=NOW)
    return plan


def moves(plan: Plan, kind: Kind = Kind.RECOMMENDATION) -> dict[str, str]:
    return dict(plan.renumbered.moves.get(kind, {}))


def words_of(number: str, language: str = "en") -> str:
    return Paragraph.objects.get(number=number).texts.get(edition__language=language).text


def test_an_inserted_paragraph_takes_no_evidence_and_no_state_from_those_behind_it() -> None:
    imported(written(FINDINGS, ITEMS))
    imported(written(TROUVE, [*POINTS, "De former ceux qui comptent."], "fr"))
    owner = person(Role.FOCAL_POINT, UnitFactory())
    Recommendation.objects.filter(reference="4(b)").update(owner=owner, unit=owner.memberships.get().unit)
    before = Recommendation.objects.values().get(reference="4(b)")
    link = EvidenceLinkFactory(
        recommendation=Recommendation.objects.get(reference="4(b)"), paragraph=Paragraph.objects.get(number="2")
    )
    corrected = written([COUNTED, "The method had changed in April.", MISSING, AGREED], ITEMS)
    plan = imported(corrected)
    assert moves(plan, Kind.PARAGRAPH) == {"2": "3", "3": "4", "4": "5"}
    assert moves(plan) == {"4(a)": "5(a)", "4(b)": "5(b)", "4(c)": "5(c)", "4(d)": "5(d)"}
    assert (plan.left_out, plan.removed, [change.key for change in plan.created]) == ((), (), ["2"])
    after = Recommendation.objects.values().get(reference="5(b)")
    assert after == {**before, "reference": "5(b)", "version": 2}
    assert Recommendation.objects.get(reference="5(d)").texts.get().text == "De former ceux qui comptent."
    assert EvidenceLink.objects.get(pk=link.pk).paragraph.texts.get(edition__language="en").text == MISSING
    assert (words_of("3", "fr"), words_of("5", "fr")) == ("Bien des articles manquaient.", CHAPEAU["fr"])
    told = Notice.objects.filter(to=owner).values_list("recommendation__reference", "entry__action", "entry__changes")
    assert list(told) == [("5(b)", "renumbered", {"reference": ["4(b)", "5(b)"]})]
    assert list(history.verify()) == []
    assert plan_of(corrected).is_empty
    assert "2–4 → 3–5" in dict(plan_warnings(plan))["parts_renumbered"]


def test_what_is_withdrawn_makes_way_and_stays_with_its_states_when_those_behind_it_move_up() -> None:
    imported(written(FINDINGS, ITEMS))
    first = Recommendation.objects.get(reference="4(b)").pk
    Recommendation.objects.filter(pk=first).update(version=7)
    last = Recommendation.objects.get(reference="4(c)").pk
    plan = imported(written(FINDINGS, [ITEMS[0], ITEMS[2]]))
    assert moves(plan) == {"4(c)": "4(b)", "4(b)": "4(b)[2]"}
    assert plan.left_out == ("4(b)[2]",)
    assert Recommendation.objects.get(pk=last).reference == "4(b)"
    assert Recommendation.objects.get(pk=last).mark == "(b)"
    kept = Recommendation.objects.get(pk=first)
    # A form opened for what was 4(b) is stale for what is 4(b) now.
    assert Recommendation.objects.get(pk=last).version > 7
    assert [entry.action for entry in kept.history.order_by("seq")] == ["import", "renumbered", "left_out"]
    assert [one.action for one in Recommendation.objects.get(pk=last).history.order_by("seq")] == [
        "import",
        "renumbered",
    ]


def test_words_changed_in_the_midst_of_what_moves_are_a_change_of_the_same_part() -> None:
    imported(written(FINDINGS, ITEMS))
    link = EvidenceLinkFactory(
        recommendation=Recommendation.objects.get(reference="4(a)"), paragraph=Paragraph.objects.get(number="2")
    )
    plan = imported(written(["The method had changed.", COUNTED, "Many items were not found.", AGREED], ITEMS))
    assert [(change.key, change.after["text"]) for change in plan.changed] == [("3", "Many items were not found.")]
    assert EvidenceLink.objects.get(pk=link.pk).paragraph.number == "3"


def test_the_owner_is_told_when_confirmed_evidence_reads_otherwise() -> None:
    imported(written(FINDINGS, ITEMS))
    owner = person(Role.FOCAL_POINT, UnitFactory())
    asked = Recommendation.objects.get(reference="4(b)")
    Recommendation.objects.filter(pk=asked.pk).update(owner=owner, unit=owner.memberships.get().unit)
    decided = {"state": "confirmed", "decided_by": owner, "decided_at": NOW}
    EvidenceLinkFactory(recommendation=asked, paragraph=Paragraph.objects.get(number="2"), **decided)
    EvidenceLinkFactory(
        recommendation=Recommendation.objects.get(reference="4(a)"), paragraph=Paragraph.objects.get(number="2")
    )
    imported(written(["The method had changed.", COUNTED, "Many items were lost.", AGREED], ITEMS))
    entry = HistoryEntry.objects.get(action="evidence_changed")
    assert (entry.recommendation_id, entry.changes["text"]) == (asked.pk, [MISSING, "Many items were lost."])
    assert entry.given["paragraph"] == "A/70/500 §3"
    assert set(Notice.objects.filter(to=owner).values_list("entry__action", flat=True)) == {
        "renumbered",
        "evidence_changed",
    }
    assert list(history.verify()) == []


def test_exchanged_words_stay_with_their_references_and_are_pointed_out() -> None:
    imported(written(FINDINGS, ITEMS))
    plan = imported(written(FINDINGS, [ITEMS[1], ITEMS[0], ITEMS[2]]))
    assert not plan.renumbered
    assert plan.renumbered.exchanged == (("4(a)", "4(b)"), ("4(b)", "4(a)"))
    assert "4(a) → 4(b)" in dict(plan_warnings(plan))["words_exchanged"]
    assert {change.key for change in plan.changed} == {"4(a)", "4(b)"}


def test_one_that_moves_to_the_end_keeps_what_hangs_on_it() -> None:
    items = [*ITEMS[:2], "Train those who count;", "Pay them on time;"]
    imported(written(FINDINGS, items))
    first = Recommendation.objects.get(reference="4(a)").pk
    plan = imported(written(FINDINGS, [*items[1:], items[0]]))
    assert moves(plan) == {"4(b)": "4(a)", "4(c)": "4(b)", "4(d)": "4(c)", "4(a)": "4(d)"}
    assert Recommendation.objects.get(pk=first).reference == "4(d)"
    assert plan.renumbered.exchanged == ()


def test_sentences_said_twice_are_told_apart_by_what_stands_beside_them() -> None:
    imported(written([COUNTED, AGREED, MISSING, AGREED], ITEMS))
    plan = plan_of(written(["The method had changed.", COUNTED, AGREED, MISSING, AGREED], ITEMS))
    assert moves(plan, Kind.PARAGRAPH) == {"1": "2", "2": "3", "3": "4", "4": "5", "5": "6"}


def test_the_address_from_before_leads_to_the_new_one(client: Client) -> None:
    imported(written(FINDINGS, ITEMS))
    imported(written(["The method had changed.", *FINDINGS], ITEMS))
    client.force_login(person(Role.COORDINATOR))
    address = reverse("recommendations:detail", args=["A/70/500", "4(b)"])
    answer = client.get(address)
    assert answer.headers["Location"] == Recommendation.objects.get(reference="5(b)").get_absolute_url()
    assert client.get(answer.headers["Location"]).status_code == 200
    assigning = reverse("recommendations:move", args=["A/70/500", "4(b)", "assign"])
    assert "renumbers" in client.post(assigning, {"version": "1"}).content.decode()
    client.force_login(person(Role.FOCAL_POINT, UnitFactory()))
    assert client.get(address).status_code == 404


def test_a_file_that_is_hardly_the_same_report_is_pointed_out() -> None:
    imported(written(FINDINGS, ITEMS))
    other = plan_of(written(["Ships were late.", "Ports were full.", "Nobody knew why."], ["Build ports;", "Ask why."]))
    assert "(\u20661 / 7\u2069)" in dict(plan_warnings(other))["hardly_the_same"]
    assert "hardly_the_same" not in dict(plan_warnings(plan_of(written([COUNTED, *FINDINGS[1:]], ITEMS[:2]))))
    assert "hardly_the_same" not in dict(plan_warnings(plan_of(written(TROUVE, POINTS, "fr"))))


def test_a_file_with_the_symbol_of_a_correction_says_which_report_it_corrects() -> None:
    imported(written(FINDINGS, ITEMS))
    upload = read_upload("report.txt", written(FINDINGS, ITEMS).encode())
    told = dict(plan_warnings(plan_import(upload, symbol="A/70/500/Corr.1")))
    assert "corrects a report that is here: A/70/500." in told["corrects_another"]
    assert "corrects_another" not in dict(plan_warnings(plan_import(upload, symbol="A/70/500/Add.1")))
    assert "corrects_another" not in dict(plan_warnings(plan_import(upload, symbol="A/70/501/Corr.1")))


def test_an_exchange_beside_a_withdrawal_is_still_one() -> None:
    items = ["Count the stores;", "Write down what is lost;", "Train those who count;", "Publish the result."]
    imported(written(FINDINGS, items))
    plan = plan_of(written(FINDINGS, [items[1], items[0], items[3]]))
    assert moves(plan) == {"4(d)": "4(c)", "4(c)": "4(c)[2]"}
    assert plan.renumbered.exchanged == (("4(a)", "4(b)"), ("4(b)", "4(a)"))


@pytest.mark.parametrize(
    ("rows", "printed", "expected"),
    [
        # What the edition has, in words; "" what only others have; then what the file has.
        ({"140.4": "aa", "140.5": "", "140.6": "bb"}, {"140.5": "aa", "140.7": "bb"},
         {"140.4": "140.5", "140.5": "140.6", "140.6": "140.7"}),
        ({"4(a)": "aa", "4(b)": ""}, {"4(a)": "cc", "4(b)": "aa"}, {"4(a)": "4(b)", "4(b)": "4(c)"}),
        ({"1": "aa", "1(a)": "bb", "2": "cc"}, {"1": "cc"}, {"1": "1[2]", "1(a)": "1[2](a)", "2": "1"}),
        ({"9": "aa", "10": ""}, {"10": "aa"}, {"9": "10", "10": "11"}),
        ({"1": "aa", "2": ""}, {"1": "aa", "2": "bb"}, {}),
    ],
)  # fmt: skip
def test_what_the_file_does_not_have_makes_way_or_goes_along(
    rows: dict[str, str], printed: dict[str, str], expected: dict[str, str]
) -> None:
    def node(key: str, text: str) -> Node:
        parent = key.removesuffix("(a)") if key in {"1(a)"} else ""
        return Node(key, text, {"parent": parent, "paragraph": ""})

    stored = {
        key: StoredNode(place, node(key, text), text_id=place if text else None)
        for place, (key, text) in enumerate(rows.items(), start=1)
    }
    empty = {kind: {} for kind in Kind}
    nodes = {kind: [] for kind in Kind} | {Kind.RECOMMENDATION: [node(*one) for one in printed.items()]}
    found = renumbering(nodes, StoredReport(nodes=empty | {Kind.RECOMMENDATION: stored}))
    assert dict(found.moves.get(Kind.RECOMMENDATION, {})) == expected


@given(st.lists(st.sampled_from(["stays", "goes", "new"]), min_size=1, max_size=40))
def test_whatever_is_put_in_or_taken_out_words_that_stay_keep_their_row(edits: list[str]) -> None:
    words = [f"Sentence {chr(97 + place % 26) * (2 + place // 26)}." for place in range(len(edits))]
    before = [text for text, edit in zip(words, edits, strict=True) if edit != "new"]
    after = [text for text, edit in zip(words, edits, strict=True) if edit != "goes"]
    stored = {
        str(number): StoredNode(number, Node(str(number), text), text_id=number)
        for number, text in enumerate(before, start=1)
    }
    nodes = {kind: [] for kind in Kind} | {
        Kind.PARAGRAPH: [Node(str(number), text) for number, text in enumerate(after, start=1)]
    }
    report = StoredReport(nodes={kind: {} for kind in Kind} | {Kind.PARAGRAPH: stored})
    new = under_new_numbers(report, renumbering(nodes, report).moves).nodes[Kind.PARAGRAPH]
    assert len({*new}) == len(before)
    for node in nodes[Kind.PARAGRAPH]:
        if node.text in before:
            assert new[node.key].node.text == node.text
