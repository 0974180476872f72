"""A parsed report -> rows: the plan tells what will happen, the commit does that and nothing else."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError

from recommendations import history, periods
from recommendations.importing import loader
from recommendations.importing.loader import commit, merged_order
from recommendations.importing.mismatches import Mismatch
from recommendations.importing.nodes import Kind
from recommendations.importing.plan import Plan, plan_import
from recommendations.importing.upload import read_upload
from recommendations.importing.wording import plan_warnings
from recommendations.models import (
    Edition,
    EvidenceLink,
    Footnote,
    HistoryEntry,
    Notice,
    Paragraph,
    ParagraphText,
    Recommendation,
    RecommendationText,
    Report,
    Section,
    SourceFile,
)
from recommendations.permissions import Role
from recommendations.refusals import Refused
from tests.factories import NOW, EvidenceLinkFactory, UnitFactory, person
from tests.importing.documents import CHINESE, ENGLISH, FRENCH

SEED = Path(__file__).parents[2] / "fixtures" / "reports" / "A-67-156.zh.txt"

pytestmark = pytest.mark.django_db


def plan_of(text: str, symbol: str = "A/70/500", name: str = "report.txt") -> Plan:
    return plan_import(read_upload(name, text.encode()), symbol=symbol)


def imported(text: str, symbol: str = "A/70/500") -> Report:
    return commit(plan_of(text, symbol), by=None, at=NOW)


def item(reference: str) -> Recommendation:
    return Recommendation.objects.get(reference=reference)


@pytest.fixture
def seed() -> Report:
    plan = plan_import(read_upload(SEED.name, SEED.read_bytes()), symbol="A/67/156")
    return commit(plan, by=person(Role.COORDINATOR), at=NOW)


def test_the_first_report_is_stored_whole(seed: Report) -> None:
    assert Paragraph.objects.filter(report=seed).count() == 81
    nodes = Recommendation.objects.filter(report=seed)
    assert nodes.count() == 29
    assert nodes.filter(parent=None).count() == 23
    assert nodes.leaves().count() == 28
    assert Footnote.objects.count() == 4
    edition = Edition.objects.get()
    assert (edition.language, edition.session) == ("zh", "第六十七届会议")
    with edition.source.content.open() as source:
        assert source.read() == SEED.read_bytes()


def test_what_is_stored_reads_as_the_report_does(seed: Report) -> None:
    third = item("81(o)(iii)")
    assert third.parent == item("81(o)")
    assert third.mark == "㈢"
    assert third.paragraph is not None
    assert third.paragraph.number == "81"
    assert third.theme is not None
    assert third.theme.texts.get().heading == "预防犯罪和加强刑事司法系统"
    assert (third.verb, third.addressee_kind, third.response) == ("request", "member_states", "pending")
    assert (item("81(o)").is_leaf, item("81(o)").response) == (False, "")
    assert item("81(a)").theme is None
    text = RecommendationText.objects.get(recommendation=third)
    assert text.text.startswith("在基线评估和数据收集的基础上")
    assert (text.addressee, text.first_line, text.last_line) == ("会员国", 1021, 1022)
    second = Paragraph.objects.get(number="16")
    assert second.section is not None
    assert second.section.parent is not None
    assert second.section.parent.numeral == "B"
    assert ParagraphText.objects.get(paragraph__number="81").text == "建议大会考虑采取下列行动："


def test_each_new_item_begins_its_history_with_the_import(seed: Report) -> None:
    entry = HistoryEntry.objects.get(recommendation__reference="81(c)")
    assert (entry.seq, entry.action, entry.at) == (1, "import", NOW)
    assert entry.by == Report.objects.get().imported_by
    assert entry.given["paragraph"] == "81"
    assert entry.given["text"].startswith("鼓励会员国采取步骤")
    assert HistoryEntry.objects.count() == 29
    assert list(history.verify()) == []


def test_importing_the_same_file_again_changes_nothing(seed: Report) -> None:
    upload = read_upload(SEED.name, SEED.read_bytes())
    again = plan_import(upload, symbol="A/67/156")
    assert again.is_empty
    assert again.counts() == {"created": 0, "changed": 0, "unchanged": 1 + 31 + 81 + 29 + 4, "removed": 0}
    before = list(Recommendation.objects.values())
    assert commit(again, by=None, at=NOW + timedelta(days=1)) == seed
    assert list(Recommendation.objects.values()) == before
    assert (HistoryEntry.objects.count(), SourceFile.objects.count()) == (29, 1)


def test_the_plan_of_a_new_report_creates_every_part() -> None:
    plan = plan_of(ENGLISH)
    assert plan.counts(Kind.RECOMMENDATION) == {"created": 6, "changed": 0, "unchanged": 0, "removed": 0}
    assert plan.counts(Kind.PARAGRAPH)["created"] == 4
    assert plan.counts()["created"] == len(plan.created)
    assert not Report.objects.exists()


def test_a_corrected_text_is_a_change_with_its_history_and_touches_no_state() -> None:
    report = imported(ENGLISH)
    Recommendation.objects.filter(reference="4(b)").update(response="accepted", implementation="in_progress", version=2)
    plan = plan_of(ENGLISH.replace("to take steps;", "to take further steps;"))
    assert [(change.key, dict(change.before), dict(change.after)) for change in plan.changed] == [
        (
            "4(b)",
            {"text": "Urge States parties to the Convention to take steps;"},
            {"text": "Urge States parties to the Convention to take further steps;"},
        )
    ]
    commit(plan, by=None, at=NOW + timedelta(days=1))
    changed = item("4(b)")
    assert (changed.response, changed.implementation, changed.version) == ("accepted", "in_progress", 3)
    assert changed.texts.get().text.endswith("to take further steps;")
    entry = changed.history.last()
    assert entry is not None
    assert (entry.seq, entry.action) == (2, "text_changed")
    assert entry.changes["text"][1].endswith("further steps;")
    assert HistoryEntry.objects.exclude(recommendation=changed).filter(action="text_changed").count() == 0
    assert list(history.verify()) == []
    assert report.editions.count() == 1


def test_lines_that_only_move_are_no_change_but_are_kept_up_to_date() -> None:
    imported(ENGLISH)
    plan = plan_of("\n\n" + ENGLISH)
    assert plan.is_empty
    commit(plan, by=None, at=NOW)
    assert RecommendationText.objects.get(recommendation__reference="4(a)").first_line == (
        ENGLISH.splitlines().index("  (a) Encourage Member States to ratify the Convention and to") + 3
    )
    assert HistoryEntry.objects.filter(action="text_changed").count() == 0


def test_an_item_inserted_in_the_middle_takes_its_place_and_the_others_keep_theirs_by_reference() -> None:
    imported("1. One.\n2. It is recommended that Member States:\n(a) Act;\n(b) Report.\n")
    known = {node.reference: node.pk for node in Recommendation.objects.all()}
    imported(
        "1. One.\n2. It is recommended that Member States:\n(a) Act:\n(i) Soon;\n(ii) Well;\n(b) Report.\n3. The end."
    )
    found = [(node.reference, node.is_leaf) for node in Recommendation.objects.in_report_order()]
    assert found == [("2(a)", False), ("2(a)(i)", True), ("2(a)(ii)", True), ("2(b)", True)]
    assert {reference: item(reference).pk for reference in known} == known
    assert list(history.verify()) == []
    assert [(period.ends_at is None, period.seq) for period in item("2(a)").periods.all()] == [(False, 1)]
    assert list(periods.check()) == []


def test_an_item_that_is_followed_is_not_split_by_an_import() -> None:
    imported("1. One.\n2. It is recommended that Member States:\n(a) Act;\n(b) Report.\n")
    Recommendation.objects.filter(reference="2(a)").update(version=2)
    plan = plan_of("1. One.\n2. It is recommended that Member States:\n(a) Act:\n(i) Soon;\n(ii) Well;\n(b) Report.\n")
    assert plan.conflicts == ("2(a)",)
    with pytest.raises(Refused, match=r"2\(a\)"):
        commit(plan, by=None, at=NOW)
    assert Recommendation.objects.count() == 2


def test_what_left_the_file_is_removed_unless_something_hangs_on_it() -> None:
    imported(ENGLISH)
    EvidenceLinkFactory(recommendation=item("4(a)"), paragraph=Paragraph.objects.get(number="2"))
    without_third = ENGLISH.replace("3.  Member States reported on:\n  (a) Trends in crime;\n  (b) Statistics.", "")
    shorter = without_third.replace("  (d) Invite Governments and other stakeholders to contribute.\n", "")
    plan = plan_of(shorter.replace("2.  The Commission, as", "The Commission, as"))
    assert [(change.kind, change.key) for change in plan.removed] == [(Kind.PARAGRAPH, "3")]
    assert {(change.kind, change.key) for change in plan.kept} == {
        (Kind.PARAGRAPH, "2"),
        (Kind.RECOMMENDATION, "4(d)"),
    }
    assert ("parts_kept", "No longer in the file, but kept: paragraph 2, recommendation 4(d).") in plan_warnings(plan)
    commit(plan, by=None, at=NOW)
    assert [paragraph.number for paragraph in Paragraph.objects.order_by("position")] == ["1", "2", "4"]
    assert item("4(d)").response == "pending"


def test_another_language_adds_its_texts_to_the_same_items() -> None:
    imported(FRENCH)
    nodes = set(Recommendation.objects.values_list("pk", flat=True))
    sections = Section.objects.count()
    report = imported(CHINESE)
    assert set(Recommendation.objects.values_list("pk", flat=True)) == nodes
    assert Section.objects.count() == sections
    assert {edition.language for edition in report.editions.all()} == {"fr", "zh"}
    assert {text.text for text in item("2(a)").texts.all()} == {
        "Encourager les États Membres à ratifier la Convention ;",
        "鼓励会员国批准《公约》；",
    }
    assert item("2(a)").mark == "a)"
    assert HistoryEntry.objects.count() == 6
    assert plan_of(CHINESE).is_empty
    assert plan_of(FRENCH).is_empty


def test_a_reference_that_no_other_edition_has_is_pointed_out() -> None:
    imported(FRENCH)
    plan = plan_of(
        CHINESE.replace("(d) 邀请国际社会作出贡献。", "(d) 邀请国际社会作出贡献；\n(e) 敦促会员国采取行动。")
    )
    at = (Kind.RECOMMENDATION, "2(e)")
    assert Mismatch(Kind.RECOMMENDATION, "more", ("2(e)",), at) in plan.mismatches
    assert ("references_new", "No other edition has these references: 2(e).") in plan_warnings(plan)


def test_what_an_edition_lacks_or_has_elsewhere_is_listed() -> None:
    imported(ENGLISH)
    shorter = CHINESE.replace("(d) 邀请国际社会作出贡献。", "")
    plan = plan_of(shorter, symbol="A/70/500")
    told = {(one.kind, one.code): one.parts for one in plan.mismatches}
    assert "4(d)" in told[Kind.RECOMMENDATION, "missing"]
    assert "4" in told[Kind.PARAGRAPH, "missing"]
    assert {code for code, _words in plan_warnings(plan)} >= {
        "edition_recommendation_missing", "edition_paragraph_missing", "references_new",
    }  # fmt: skip


def test_the_symbol_printed_in_the_file_serves_when_none_is_given() -> None:
    assert plan_of(ENGLISH, symbol="").symbol == "A/70/500"
    assert plan_of(ENGLISH, symbol="\u200fA/70/500\u200e").symbol == "A/70/500"  # copied from a page in Arabic
    with pytest.raises(Refused, match="A/67/156"):
        plan_of(FRENCH, symbol="")
    with pytest.raises(Refused, match="60"):
        plan_of(FRENCH, symbol="A/" + "9" * 60)


def test_only_a_coordinator_imports() -> None:
    plan = plan_of(ENGLISH)
    with pytest.raises(Refused, match="coordinator"):
        commit(plan, by=person(Role.UNIT_HEAD), at=NOW)
    assert not Report.objects.exists()


def test_a_plan_is_refused_when_the_report_has_changed_since() -> None:
    imported(ENGLISH)
    plan = plan_of(ENGLISH.replace("take steps", "take more steps"))
    imported(ENGLISH.replace("take steps", "take fewer steps"))
    with pytest.raises(Refused, match="changed since"):
        commit(plan, by=None, at=NOW)
    assert item("4(b)").texts.get().text.endswith("to take fewer steps;")


def test_the_slower_of_two_first_imports_is_told_and_writes_nothing() -> None:
    slow = plan_of(ENGLISH)
    imported(ENGLISH)
    with pytest.raises(Refused, match="changed since"):
        commit(slow, by=None, at=NOW)
    assert (Report.objects.count(), HistoryEntry.objects.count()) == (1, 6)


def test_an_import_that_fails_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(loader.history, "record_first", broken)
    with pytest.raises(IntegrityError):
        imported(ENGLISH)
    assert not Report.objects.exists()
    assert not Recommendation.objects.exists()
    assert not SourceFile.objects.exists()


@pytest.mark.parametrize("paragraphs", [5, 60])
def test_the_number_of_statements_does_not_grow_with_the_report(
    paragraphs: int, django_assert_max_num_queries: object
) -> None:
    items = "".join(f"({chr(ord('a') + place)}) Improve measure {place};\n" for place in range(min(paragraphs, 26)))
    text = "".join(f"{number}. Text {number}.\n" for number in range(1, paragraphs))
    text += f"{paragraphs}. It is recommended that Member States:\n{items}"
    with django_assert_max_num_queries(10):  # type: ignore[operator]  # pytest-django gives it no public type
        plan = plan_of(text)
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        commit(plan, by=None, at=NOW)


def test_what_only_is_stored_stays_behind_what_it_follows() -> None:
    assert merged_order(["a", "c", "d"], ["z", "a", "b", "c", "d", "e"]) == {
        "z": 1, "a": 2, "b": 3, "c": 4, "d": 5, "e": 6,
    }  # fmt: skip


# --- corrigenda ----------------------------------------------------------------------------------------------------

SHORTER = ENGLISH.replace("  (d) Invite Governments and other stakeholders to contribute.\n", "").replace(
    "(ii) To collect data; and", "(ii) To collect data."
)


def test_a_recommendation_that_the_corrected_file_has_no_longer_stays_marked_and_comes_back() -> None:
    imported(ENGLISH)
    before = Recommendation.objects.values().get(reference="4(d)")
    plan = plan_of(SHORTER)
    assert plan.left_out == ("4(d)",)
    assert [change.key for change in plan.kept if change.kind is Kind.RECOMMENDATION] == ["4(d)"]
    commit(plan, by=None, at=NOW)
    kept = item("4(d)")
    assert kept.texts.get().missing_since == NOW
    assert kept.history.latest("seq").action == "left_out"
    assert Recommendation.objects.values().get(reference="4(d)") == {**before, "version": 2}
    assert plan_of(SHORTER).is_empty
    again = plan_of(ENGLISH)
    assert (again.back, again.left_out) == (("4(d)",), ())
    commit(again, by=None, at=NOW)
    assert item("4(d)").texts.get().missing_since is None
    assert item("4(d)").history.latest("seq").action == "back_again"
    assert list(history.verify()) == []


def test_owners_are_told_of_changed_texts_and_of_what_is_left_out_and_nothing_else_changes() -> None:
    report = imported(ENGLISH)
    unit = UnitFactory()
    owner, coordinator = person(Role.FOCAL_POINT, unit), person(Role.COORDINATOR)
    Recommendation.objects.filter(report=report).leaves().update(owner=owner, unit=unit, response_due_on="2027-01-31")
    untouched = ("owner_id", "response_due_on", "response", "implementation", "due_on", "unit_id")
    before = list(Recommendation.objects.order_by("pk").values(*untouched))
    links_before = EvidenceLinkFactory(recommendation=item("4(a)"), paragraph=Paragraph.objects.first()).pk
    changed = SHORTER.replace("implement it fully;", "implement all of it;")
    commit(plan_of(changed), by=coordinator, at=NOW)
    told = Notice.objects.order_by("recommendation__position").values_list(
        "to", "recommendation__reference", "entry__action"
    )
    assert list(told) == [(owner.pk, "4(a)", "text_changed"), (owner.pk, "4(c)(ii)", "text_changed"),
                          (owner.pk, "4(d)", "left_out")]  # fmt: skip
    assert list(Recommendation.objects.order_by("pk").values(*untouched)) == before
    assert EvidenceLink.objects.filter(pk=links_before).exists()
