"""The page of one recommendation: its words, where it stands, what can be done, and the story it tells."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from recommendations import history
from recommendations.models import RecommendationText, Section, SectionText, User
from recommendations.permissions import Role
from tests.factories import (
    ActionFactory,
    EditionFactory,
    EvidenceLinkFactory,
    RecommendationFactory,
    UserFactory,
    person,
)
from tests.web.markup import read


def page(client, item, by, **query):
    client.force_login(by)
    return client.get(reverse("recommendations:detail", args=[item.report.symbol, item.reference]), query)


def text_of(response):
    """The words of a page, without its tags and with single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


class Story:
    """People at their browsers: each act is read from the page before it is sent."""

    def __init__(self, client, item):
        self.client, self.item = client, item

    def send(self, by, name, *args, expect=302, **given):
        self.item.refresh_from_db()
        self.client.force_login(by)
        url = reverse(f"recommendations:{name}", args=[self.item.report.symbol, self.item.reference, *args])
        response = self.client.post(url, {"version": self.item.version, **given})
        assert response.status_code == expect, text_of(response)
        self.item.refresh_from_db()
        return response

    def move(self, by, code, **given):
        return self.send(by, "move", code, **given)


def test_the_whole_story_from_assigned_too_late_to_verified(world, client):
    story, item = Story(client, world.item), world.item
    today = timezone.localdate()
    long_ago = (today - timedelta(days=9)).isoformat()
    link = EvidenceLinkFactory(recommendation=item, score=0.9)

    story.move(
        world.coordinator, "assign", owner=world.owner.pk, alternate=world.alternate.pk, response_due_on=long_ago
    )
    assert "9 days late" in text_of(page(client, item, world.owner))

    story.move(world.head, "accept", response_text="We will write a guide.", target_on="2099-Q4",
               action="Write the guide", action_owner=world.owner.pk, action_due_on="2099-06-30")  # fmt: skip
    story.move(world.owner, "start", text="The team has met.", reported_on=today.isoformat())
    story.move(world.owner, "update", text="A first draft.", reported_on=today.isoformat(), percent_done="40")
    story.send(world.owner, "evidence_confirm", link.pk, kind="implementation")
    done = [str(action.pk) for action in item.actions.open()]
    claim = {"statement": "It is out.", "completed_on": today.isoformat()}
    story.move(world.owner, "report_implemented", actions_done=done, **claim)
    story.move(world.verifier, "return", missing="The annex.", target_on="2099-12-31")
    story.move(world.owner, "report_implemented", **claim)
    story.move(world.verifier, "verify", reviewed=[link.pk], finding="Read and used.", method="desk",
               verified_on=today.isoformat())  # fmt: skip

    assert item.implementation == "verified_implemented"
    told = text_of(page(client, item, world.coordinator))
    positions = [
        told.index(words)
        for words in (
            "Sofia Rossi verified it as implemented",
            "Sofia Rossi returned it to the owner",
            "Wang Fang confirmed evidence",
            "Wang Fang reported progress",
            "Wang Fang started work",
            "Amina Diallo accepted it",
            "Clara Reyes assigned it",
        )
    ]
    assert positions == sorted(positions), "the timeline tells the newest first"
    for words in ("The annex.", "Pending → became Accepted", "Desk review", "40%"):
        assert words in told
    counted = client.get(reverse("recommendations:progress")).context["figures"]
    assert (counted.overdue, counted.implementation.part, counted.implementation.whole) == (0, 1, 1)


def test_the_page_says_who_it_waits_for_when_nothing_is_mine(world, client):
    world.assign()
    assert "It waits for the head of the unit" in text_of(page(client, world.item, world.owner))


def test_a_blocked_move_says_what_must_happen_first(world, client):
    world.assign()
    world.accept()
    world.start()
    shown = text_of(page(client, world.item, world.owner))
    assert "No evidence of implementation is confirmed yet" in shown


def test_the_likeliest_move_comes_first(world, client):
    def first(by):
        return next(iter(page(client, world.item, by).context["acts"])).url.split("/")[-2]

    assert first(world.coordinator) == "assign"
    world.assign()
    assert first(world.head) == "accept"
    codes = [act.url.split("/")[-2] for act in page(client, world.item, world.head).context["acts"]]
    assert codes == ["accept", "accept_in_part", "consider", "assign", "hand_over"]
    world.accept()
    assert first(world.owner) == "start"
    world.start()
    assert first(world.owner) == "update"


def test_a_claim_and_its_return_stand_where_the_next_person_acts(world, client):
    def handed_on_to(by):
        return read(page(client, world.item, by)).one("div", class_="handed-on").words

    world.up_to_reported()
    assert "The guide is out." in handed_on_to(world.verifier)
    world.move("return", world.verifier, missing="The annex.", target_on="2099-12-31")
    assert "The annex." in handed_on_to(world.owner)
    assert "The guide is out." not in handed_on_to(world.owner)


def test_the_imported_words_are_not_told_as_if_they_had_been_done(world, client):
    history.record(
        world.item, "import", by=world.coordinator, at=timezone.now(), given={"paragraph": "81", "text": "Be it."}
    )
    shown = text_of(page(client, world.item, world.coordinator))
    assert "imported it" in shown
    assert "Be it." not in shown


def test_people_are_offered_under_their_units(world, client):
    offered = page(client, world.item, world.coordinator).context["acts"][0].form.fields["owner"].choices
    (nobody, choose), *units = offered
    assert (nobody, str(choose)) == ("", "Choose …")
    names = {unit: [name for _pk, name in people] for unit, people in units}
    assert world.owner.name in names[str(world.owner.memberships.get().unit)]
    assert list(names) == sorted(names)


def test_a_stranger_is_told_the_item_does_not_exist(world, client):
    assert page(client, world.item, UserFactory()).status_code == 404


def test_somebody_who_is_not_logged_in_is_led_to_the_log_in(world, client):
    response = client.get(world.item.get_absolute_url())
    assert response.status_code == 302
    assert response.url.startswith(reverse("login"))


def test_an_item_says_what_it_is_a_part_of_and_under_which_heading(world, client):
    parent, part = RecommendationFactory(is_leaf=False, response="", text="Requests the Office:"), world.item
    theme = Section.objects.create(report=part.report, position=1, level=1)
    edition = EditionFactory(report=part.report)
    SectionText.objects.create(section=theme, edition=edition, heading="Asset recovery")
    RecommendationText.objects.create(recommendation=parent, edition=edition, text="Also requests the Office:")
    type(part).objects.filter(pk=parent.pk).update(report=part.report)
    type(part).objects.filter(pk=part.pk).update(parent=parent, theme=theme)
    shown = text_of(page(client, part, world.coordinator))
    assert "Asset recovery" in shown
    assert "Also requests the Office:" in shown


def test_the_text_is_shown_in_the_edition_asked_for_and_says_its_language(world, client):
    chinese = EditionFactory(report=world.item.report, language="zh")
    RecommendationText.objects.create(recommendation=world.item, edition=chinese, text="请办事处采取行动")
    assert "Requests the Office to act." in text_of(page(client, world.item, world.coordinator))
    shown = page(client, world.item, world.coordinator, edition="zh")
    assert "请办事处采取行动" in text_of(shown)
    assert 'class="rec-words" lang="zh-Hans" dir="ltr"' in shown.content.decode()


def test_a_parent_shows_what_its_parts_add_up_to(world, client):
    parent = RecommendationFactory(report=world.item.report, is_leaf=False, response="")
    part = RecommendationFactory(report=parent.report, parent=parent, response="not_accepted")
    type(part).objects.filter(pk=world.item.pk).update(parent=parent)
    shown = page(client, parent, world.coordinator)
    assert shown.context["rollup"].response == "under_consideration"
    assert "Computed from its 2 parts" in text_of(shown)
    assert part.get_absolute_url() in shown.content.decode()
    assert "What I can do now" not in text_of(shown)


def test_who_sees_only_some_parts_is_told_so(world, client):
    parent = RecommendationFactory(report=world.item.report, is_leaf=False, response="")
    RecommendationFactory(report=parent.report, parent=parent)
    world.assign()
    type(parent).objects.filter(pk=world.item.pk).update(parent=parent)
    assert "you see 1 of 2" in text_of(page(client, parent, world.owner))


def test_the_timeline_is_in_the_readers_time_zone(world, client):
    world.assign()  # at 9:00 UTC
    User.objects.filter(pk=world.verifier.pk).update(time_zone="Asia/Shanghai")
    world.verifier.refresh_from_db()
    assert "17:00 Clara Reyes assigned it" in text_of(page(client, world.item, world.verifier))


def test_an_alternates_act_is_told_as_the_owners(world, client):
    world.assign()
    world.accept()
    world.move("start", world.alternate, text="Begun.", reported_on="2026-03-02")
    told = text_of(page(client, world.item, world.head))
    assert "Ivan Petrov on behalf of Wang Fang started work" in told


def test_a_long_history_is_shown_in_part_with_a_way_to_all(world, client):
    world.assign()
    world.accept()
    world.start()
    for _ in range(50):
        world.move("update", world.owner, no_change="on", reported_on="2026-03-02")
    world.owner.notices.update(read_at=timezone.now())
    shown = text_of(page(client, world.item, world.owner))
    assert "assigned it" not in shown
    assert "Show all 53 entries" in shown
    assert "assigned it" in text_of(page(client, world.item, world.owner, history="all"))


def test_the_way_to_the_neighbours_leads_only_to_what_one_may_see(world, client):
    report = world.item.report
    RecommendationFactory(report=report, position=world.item.position + 1)
    mine = RecommendationFactory(report=report, position=world.item.position + 2, owner=world.owner, unit=world.section)
    world.assign()
    assert page(client, world.item, world.owner).context["next"] == mine


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.VERIFIER, Role.SENIOR_MANAGEMENT])
def test_the_number_of_queries_does_not_follow_what_hangs_on_the_item(world, client, role):
    url = world.item.get_absolute_url()

    def queries():
        reader = person(role)
        client.force_login(reader)
        with CaptureQueriesContext(connection) as seen:
            client.get(url)
        return len(seen)

    world.assign()
    world.accept()
    world.start()
    world.prove()
    ActionFactory(recommendation=world.item)
    before = queries()
    for _ in range(8):
        world.prove()
        ActionFactory(recommendation=world.item, owner=person(Role.FOCAL_POINT))
        EvidenceLinkFactory(recommendation=world.item, reasons=[["neighbour", {"paragraph": "3"}]])
        world.move("update", world.owner, text="More.", reported_on="2026-03-02")
        world.move("assign", world.coordinator, owner=person(Role.FOCAL_POINT), response_due_on="2026-04-01")
        world.assign()
    assert queries() == before


def test_once_it_has_ended_its_evidence_is_not_offered_for_judgement(world, client):
    world.up_to_reported()
    judged = "Confirm instead that it"
    assert judged in text_of(page(client, world.item, world.owner))
    world.verify()
    assert judged not in text_of(page(client, world.item, world.owner))
