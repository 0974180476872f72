"""The pages for people, units and hand-over: what they show, what they ask, and what comes of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recommendations.models import Absence, AdministrativeEntry, Membership, Unit, User
from recommendations.people import repairs, units
from recommendations.permissions import Role
from tests.factories import (
    PASSWORD,
    AbsenceFactory,
    ActionFactory,
    MembershipFactory,
    RecommendationFactory,
    UnitFactory,
    UserFactory,
    person,
)
from tests.web.markup import faults, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client: Client) -> User:
    coordinator = person(Role.COORDINATOR, name="Clara Reyes")
    client.force_login(coordinator)
    return coordinator


def today():
    return timezone.localdate()


def sound(answer, status=200) -> str:
    assert answer.status_code == status
    assert faults(read(answer)) == []
    return answer.content.decode()


def test_every_page_is_sound(client, coordinator):
    unit = UnitFactory(parent=UnitFactory(), short_name="OCB")
    somebody = MembershipFactory(unit=unit, until=today() - timedelta(1)).user
    MembershipFactory(user=somebody, unit=unit, role=Role.UNIT_HEAD)
    RecommendationFactory(owner=somebody, unit=unit)
    absence = AbsenceFactory(person=somebody, alternate=coordinator)
    units.rename(unit, name="Another name", short_name="", by=coordinator, at=timezone.now())
    repairs.repair(at=timezone.now())
    for path in (
        "/people/", "/people/new/", f"/people/{somebody.pk}/", f"/people/{somebody.pk}/roles/",
        f"/people/{somebody.pk}/roles/{somebody.memberships.first().pk}/", f"/people/{somebody.pk}/close/",
        f"/people/hand-over/?person={somebody.pk}", "/units/", f"/units/{unit.pk}/", f"/units/{unit.pk}/merge/",
        "/administration/log/", "/administration/handed-on/", "/absences/", f"/absences/{absence.pk}/end/",
    ):  # fmt: skip
        sound(client.get(path))


def test_people_are_found_by_name_unit_and_state_a_page_at_a_time(client, coordinator):
    unit = UnitFactory()
    for n in range(55):
        MembershipFactory(unit=unit, user__name=f"Ann ~ {n:03}")
    UserFactory(name="Gone Long", is_active=False)
    first = client.get("/people/", {"q": "ann"})
    assert [one.name for one in first.context["page"].rows] == [f"Ann ~ {n:03}" for n in range(50)]
    rest = client.get("/people/", {"q": "ann", "after": first.context["page"].next})
    assert [one.name for one in rest.context["page"].rows] == [f"Ann ~ {n:03}" for n in range(50, 55)]
    assert len(client.get("/people/", {"unit": unit.pk, "role": "focal_point"}).context["page"].rows) == 50
    assert [one.name for one in client.get("/people/", {"state": "closed"}).context["page"].rows] == ["Gone Long"]
    assert "Nobody fits" in sound(client.get("/people/", {"q": "zzz"}))


def test_the_list_takes_as_many_queries_for_many_as_for_few(client, coordinator, django_assert_max_num_queries):
    for _ in range(40):
        MembershipFactory()
    with django_assert_max_num_queries(9):
        client.get("/people/")


def test_what_is_wrong_with_a_new_person_is_said_and_what_was_typed_stays(client, coordinator):
    given = {"name": "李静", "email": coordinator.email.upper(), "language": "zh-hans", "time_zone": "Asia/Shanghai"}
    words = sound(client.post("/people/new/", given), 422)
    assert "Somebody with this e-mail address is already here." in words
    assert "李静" in words
    answer = client.post("/people/new/", given | {"email": "li@example.org"}, follow=True)
    assert "an invitation goes to li@example.org" in sound(answer)
    assert "Send the invitation again" in answer.content.decode()


def test_a_role_is_given_after_the_password_was_confirmed(client, coordinator):
    somebody, unit = UserFactory(), UnitFactory()
    path = f"/people/{somebody.pk}/roles/"
    given = {"role": "verifier", "unit": unit.pk, "since": today().isoformat()}
    words = sound(client.get(path))
    assert "Your password" in words
    assert "Sees everything; looks at no work of their own unit." in words
    assert "administrator" not in {option.attributes.get("value") for option in read(client.get(path)).all("option")}
    for wrong in ({}, {"your_password": "wrong"}):
        assert client.post(path, given | wrong).status_code == 422
    assert not somebody.memberships.exists()
    assert client.post(path, given | {"your_password": PASSWORD}).status_code == 302
    assert somebody.memberships.get().role == Role.VERIFIER
    assert "Your password" not in sound(client.get(path))  # for some minutes it is known who sits there


def test_nobody_is_offered_their_own_roles(client, coordinator):
    words = sound(client.get(f"/people/{coordinator.pk}/"))
    assert "Nobody changes their own roles" in words
    assert f"/people/{coordinator.pk}/roles/" not in read(client.get(f"/people/{coordinator.pk}/")).links


def test_units_are_added_renamed_moved_and_merged(client, coordinator):
    top, other = UnitFactory(name="Office"), UnitFactory(name="Division")
    assert client.post("/units/", {"name": "Registry", "parent": top.pk}).status_code == 302
    made = Unit.objects.get(name="Registry")
    sound(client.post("/units/", {"name": "Registry", "parent": top.pk}), 422)
    client.post(f"/units/{made.pk}/rename/", {"name": "Archive", "short_name": "ARC"})
    client.post(f"/units/{made.pk}/move/", {"parent": other.pk})
    words = sound(client.get(f"/units/{made.pk}/"))
    assert "Called Registry until" in words
    sound(client.post(f"/units/{other.pk}/move/", {"parent": made.pk}), 422)
    client.post(f"/units/{made.pk}/merge/", {"into": top.pk, "your_password": PASSWORD})
    assert "Merged units, kept for the record" in sound(client.get("/units/"))
    acts = list(AdministrativeEntry.objects.order_by("pk").values_list("action", flat=True))
    assert acts == ["unit_created", "unit_renamed", "unit_moved", "unit_merged"]


# --- absences ------------------------------------------------------------------------------------------------


def test_everybody_enters_their_own_absence_and_ends_it(client):
    owner = person(Role.FOCAL_POINT)
    colleague, stranger = person(Role.FOCAL_POINT, owner.memberships.get().unit), person(Role.FOCAL_POINT)
    client.force_login(owner)
    given = {"person": owner.pk, "first_on": today().isoformat(), "last_on": (today() + timedelta(9)).isoformat()}
    assert 'type="hidden" name="person"' in sound(client.get("/absences/"))
    sound(client.post("/absences/", given | {"alternate": stranger.pk}), 422)
    assert client.post("/absences/", given | {"alternate": colleague.pk}).status_code == 302
    assert "away already" not in client.get("/absences/").content.decode()
    assert "is away from" in sound(client.post("/absences/", given), 422)
    absence = Absence.objects.get()
    assert client.post(f"/absences/{absence.pk}/end/").status_code == 302
    assert not Absence.objects.exists()
    sound(client.post("/absences/", given | {"person": colleague.pk}), 422)


def test_heads_enter_the_absences_of_their_people_and_of_nobody_else(client):
    unit = UnitFactory()
    head, below = person(Role.UNIT_HEAD, unit), person(Role.FOCAL_POINT, UnitFactory(parent=unit))
    foreign = AbsenceFactory(person=person(Role.FOCAL_POINT))
    client.force_login(head)
    given = {"first_on": today().isoformat(), "last_on": today().isoformat()}
    assert client.post("/absences/", given | {"person": below.pk}).status_code == 302
    assert client.post("/absences/", given | {"person": foreign.person.pk}).status_code == 422
    assert client.get(f"/absences/{foreign.pk}/end/").status_code == 404
    assert Absence.objects.get(person=below).entered_by == head


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [(2, 1, "before the first"), (-9, -1, "over already"), (0, 1, "away from")],
)
def test_what_cannot_be_an_absence_is_refused_in_words(client, coordinator, first, last, words):
    AbsenceFactory(person=coordinator)
    given = {"person": coordinator.pk, "first_on": today() + timedelta(first), "last_on": today() + timedelta(last)}
    assert words in sound(client.post("/absences/", given), 422)


def test_an_absence_under_way_ends_with_yesterday(client, coordinator):
    absence = AbsenceFactory(person=coordinator, first_on=today() - timedelta(3), last_on=today() + timedelta(3))
    client.post(f"/absences/{absence.pk}/end/")
    absence.refresh_from_db()
    assert absence.last_on == today() - timedelta(1)


# --- handing over ----------------------------------------------------------------------------------------------


@pytest.fixture
def leaver() -> User:
    return person(Role.FOCAL_POINT, name="Wang Fang")


def held_by(leaver: User, **fields):
    return RecommendationFactory(owner=leaver, unit=leaver.memberships.get().unit, **fields)


def test_all_a_person_holds_is_shown_with_who_would_take_it_and_handed_over_item_by_item(client, coordinator, leaver):
    unit = leaver.memberships.get().unit
    alternate, head = person(Role.FOCAL_POINT, unit, name="Ivan Petrov"), person(Role.UNIT_HEAD, unit)
    owned, headed = held_by(leaver, alternate=alternate), held_by(leaver)
    standing_in = RecommendationFactory(owner=alternate, alternate=leaver, unit=unit)
    contributed = RecommendationFactory(owner=alternate, unit=unit)
    contributed.contributors.add(leaver)
    action = ActionFactory(recommendation=owned, owner=leaver)
    page = client.get("/people/hand-over/", {"person": leaver.pk})
    sound(page)
    proposed = {one.item: one.to for one in page.context["holdings"]}
    assert proposed == {owned: alternate, headed: head, standing_in: head, contributed: head}
    items = [owned.pk, headed.pk, contributed.pk]
    body = {"person": leaver.pk, "ticking": 1, "item": items, "reason": "She retires."}
    body |= {f"version_{item.pk}": item.version for item in (owned, headed, contributed)}
    done = client.post("/people/hand-over/", body)
    assert "can be handed back" in sound(done)
    for item in (owned, headed, standing_in, contributed, action):
        item.refresh_from_db()
    assert (owned.owner, owned.alternate, action.owner, headed.owner) == (alternate, None, alternate, head)
    assert set(contributed.contributors.all()) == {head}
    assert standing_in.alternate == leaver
    entry = owned.history.get()
    assert (entry.action, entry.given["reason"], entry.given["actions"]) == ("hand_over", "She retires.", [action.text])

    (back,) = [url for to, url in done.context["back"] if to == alternate]
    again = client.get(back)
    assert [one.item for one in again.context["holdings"]] == [owned]
    assert again.context["to"] == leaver


def test_what_cannot_be_handed_over_says_why_and_keeps_no_other(client, coordinator, leaver):
    first, second = held_by(leaver), held_by(leaver)
    heir = person(Role.FOCAL_POINT)
    body = {"person": leaver.pk, "to": heir.pk, "reason": "Moves.", "item": [first.pk, second.pk],
            f"version_{first.pk}": 0, f"version_{second.pk}": second.version}  # fmt: skip
    words = sound(client.post("/people/hand-over/", body))
    assert "Somebody changed this recommendation" in words
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.owner, second.owner) == (leaver, heir)


def test_a_head_hands_over_inside_the_unit_only(client, leaver):
    head, own, stranger = (
        person(Role.UNIT_HEAD, leaver.memberships.get().unit),
        held_by(leaver),
        person(Role.FOCAL_POINT),
    )
    foreign = RecommendationFactory(owner=leaver, unit=UnitFactory())
    client.force_login(head)
    page = client.get("/people/hand-over/", {"person": leaver.pk})
    assert [one.item for one in page.context["holdings"]] == [own]
    body = {"person": leaver.pk, "reason": "Moves.", "item": [own.pk, foreign.pk]}
    assert client.post("/people/hand-over/", body | {"to": stranger.pk}).status_code == 422
    client.post("/people/hand-over/", body | {f"version_{own.pk}": own.version})
    own.refresh_from_db()
    foreign.refresh_from_db()
    assert (own.owner, foreign.owner) == (head, leaver)


def test_who_leaves_is_shown_what_they_hold_and_out_once_it_is_confirmed(client, coordinator, leaver):
    item = held_by(leaver)
    words = sound(client.get(f"/people/{leaver.pk}/close/"))
    assert "Owner of 1 open recommendation" in words
    assert f"/people/hand-over/?person={leaver.pk}" in words
    sound(client.post(f"/people/{leaver.pk}/close/", {"reason": "Retired."}), 422)
    body = {"reason": "Retired.", "your_password": PASSWORD}
    answer = client.post(f"/people/{leaver.pk}/close/", body, follow=True)
    assert "1 recommendation was handed on" in sound(answer)
    item.refresh_from_db()
    assert item.owner == coordinator
    assert not Membership.objects.current(today()).filter(user=leaver).exists()
    assert "The owner has left: <bdi>Wang Fang</bdi>" in sound(client.get("/administration/handed-on/"))
    assert "The check handed on 1 thing" in sound(client.get("/"))


def test_handing_over_takes_as_many_queries_to_show_for_many_as_for_few(client, coordinator, leaver):
    counts = []
    for _ in range(2):
        for _item in range(8):
            held_by(leaver)
        with CaptureQueriesContext(connection) as captured:
            client.get("/people/hand-over/", {"person": leaver.pk})
        counts.append(len(captured))
    assert counts[0] == counts[1]
