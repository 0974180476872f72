"""A report of a past day says what was so on that day, whatever happened since."""

from datetime import date

from recommendations.evidence import links
from recommendations.models import EvidenceLink, Recommendation, Unit
from recommendations.progress.documents.facts import as_data, digest, from_data, kept
from tests.factories import AttachmentFactory, EvidenceLinkFactory, UnitFactory
from tests.progress.documents.conftest import on


def fact(material, reference):
    return next(fact for fact in material.facts() if fact.reference == reference)


def stored(material):
    return as_data(kept(material, tuple(material.facts())))


def test_an_item_stands_where_it_stood(quarter):
    then, now = (fact(quarter.live(day), "81(a)(i)") for day in (date(2026, 2, 2), date(2026, 3, 31)))
    assert (then.target_on, then.percent_done, then.update.text) == (
        date(2026, 2, 15), 20, "Work on 81(a)(i) has begun.",
    )  # fmt: skip
    assert [one.state for one in then.extensions] == ["asked"]
    assert (now.target_on, now.percent_done, now.update.text) == (date(2026, 6, 30), 50, "Half of it is done.")
    assert [one.state for one in now.extensions] == ["granted"]


def test_steps_are_those_open_then(quarter):
    def steps(month, day):
        return [step.text for step in fact(quarter.live(date(2026, month, day)), "81(b)").steps]

    assert (steps(1, 9), steps(1, 10), steps(2, 9), steps(2, 10)) == (
        [],
        [step := "Write the guide of 81(b)"],
        [step],
        [],
    )


def test_evidence_is_what_was_confirmed_then_and_never_a_suggestion(quarter):
    item = quarter.items["81(d)"]
    link = EvidenceLinkFactory(recommendation=item, state="suggested")
    shown = lambda day: [one.number for one in fact(quarter.live(day), "81(d)").evidence]  # noqa: E731
    assert shown(date(2026, 3, 31)) == []
    links.confirm(link, by=quarter.owner, at=on(3, 1))
    links.dismiss(EvidenceLink.objects.get(pk=link.pk), by=quarter.owner, reason="Another matter.", at=on(3, 20))
    assert (shown(date(2026, 2, 28)), shown(date(2026, 3, 10)), shown(date(2026, 3, 31))) == (
        [], [link.paragraph.number], [],
    )  # fmt: skip


def test_files_and_links_are_evidence_as_they_were_confirmed_then(quarter):
    item = quarter.items["81(d)"]
    file = AttachmentFactory(recommendation=item, name="minutes.txt")
    shown = lambda day: [one.source for one in fact(quarter.live(day), "81(d)").evidence]  # noqa: E731
    added = links.add(item, file, by=quarter.owner, kind="implementation", at=on(3, 1))
    links.add(item, "https://example.org/minutes", by=quarter.owner, at=on(3, 10))
    links.dismiss(added, by=quarter.owner, reason="Another meeting.", at=on(3, 20))
    assert (shown(date(2026, 2, 28)), shown(date(2026, 3, 15)), shown(date(2026, 3, 31))) == (
        [], ["minutes.txt", "https://example.org/minutes"], ["https://example.org/minutes"],
    )  # fmt: skip


def test_what_changed_between_two_days_is_told(quarter):
    material = quarter.live(date(2026, 2, 28), since=date(2026, 2, 9))
    was = {one.reference: (one.was.response, one.was.implementation) for one in material.facts()}
    assert was["81(b)"] == ("accepted", "in_progress")
    assert was["81(c)"] == ("pending", "")


def test_a_unit_means_those_who_had_it_then(quarter):
    other = UnitFactory(name="Research")
    quarter.move("81(e)", "assign", quarter.coordinator, on(3, 5), owner=quarter.owner, unit=other,
                 response_due_on="2026-04-01")  # fmt: skip
    unit = Unit.objects.get(name="Treaty Division")
    seen = [[one.reference for one in quarter.live(day, unit=unit.pk).facts()] for day in
            (date(2026, 3, 4), date(2026, 3, 6))]  # fmt: skip
    assert "81(e)" in seen[0]
    assert "81(e)" not in seen[1]


def test_facts_come_back_from_json_as_they_went(quarter):
    material = quarter.live(date(2026, 3, 31), since=date(2026, 2, 1))
    data = stored(material)
    assert from_data(data).kept == tuple(material.facts())
    assert digest(as_data(from_data(data))) == digest(data)


def test_whatever_happens_later_a_past_day_stays_the_same(quarter):
    before = digest(stored(quarter.live(date(2026, 2, 28), since=date(2026, 2, 1))))
    quarter.move("81(a)(i)", "extend", quarter.owner, on(3, 12), reason="Again.", new_target_on="2026-12-31",
                 mitigation="None.")  # fmt: skip
    quarter.move("81(a)(i)", "grant_extension", quarter.manager, on(3, 13))
    quarter.move("81(a)(i)", "close", quarter.manager, on(3, 14), reason_code="superseded", reason="A new mandate.",
                 closed_on="2026-03-14")  # fmt: skip
    quarter.move("81(c)", "change_response", quarter.manager, on(3, 15), response="accepted", reason="After all.",
                 response_text="Yes.", target_on="2026-12-31", action="Begin", action_owner=quarter.owner,
                 action_due_on="2026-06-01")  # fmt: skip
    quarter.move("81(e)", "assign", quarter.coordinator, on(3, 16), owner=quarter.head, response_due_on="2026-05-01")
    assert digest(stored(quarter.live(date(2026, 2, 28), since=date(2026, 2, 1)))) == before


def test_now_is_what_is_stored(quarter):
    now = {one.reference: (one.response, one.implementation, one.target_on) for one in quarter.live().facts()}
    stored_now = Recommendation.objects.leaves().values_list("reference", "response", "implementation", "target_on")
    assert now == {reference: tuple(told) for reference, *told in stored_now}
