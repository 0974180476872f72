"""Notes: kept for all who see the item, told to whom they mention, in nobody's way."""

import pytest

from recommendations import tracking
from recommendations.models import Notice, Recommendation, User
from recommendations.permissions import Role
from tests.factories import NOW, TODAY, AbsenceFactory, MembershipFactory, UserFactory, person


def write(world, text, by=None, mentioned=()):
    return tracking.note(world.item, text=text, mentioned=mentioned, by=by or world.owner, at=NOW)


def told(entry):
    return dict(entry.notices.values_list("to__name", "cause"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@Sofia Rossi, please look.", {"Sofia Rossi"}),
        ("Ask @sofia rossi and @John Okafor.", {"Sofia Rossi", "John Okafor"}),
        ("To {verifier}: see above.", {"Sofia Rossi"}),
        ("请@李娜看一下", {"李娜"}),
        ("Write to help@example.org about it.", set()),
    ],
)
def test_whom_a_note_names_is_told(world, text, names):
    person(Role.COORDINATOR, name="李娜")
    world.assign()
    entry = write(world, text.replace("{verifier}", f"@{world.verifier.email}"))
    assert {name for name, cause in told(entry).items() if cause == "mentioned"} == names
    assert told(entry)["Ivan Petrov"] == "concerned"
    assert entry.given["note"].startswith(text[:2])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("@Nobody Here", "Nobody who sees this recommendation is called “@Nobody”"),
        ("@Sees Nothing", "Nobody who sees this recommendation is called “@Sees”"),
        ("@Sofia look", "Write the whole name: @Sofia Rossi"),
        ("@Two Alike", "Write which one: @"),
        ("@Wang Fangs", "Write the whole name: @Wang Fang"),
    ],
)
def test_a_name_that_is_not_one_persons_is_refused_with_who_may_be_meant(world, text, words):
    person(Role.FOCAL_POINT, name="Sees Nothing")
    for _ in range(2):
        person(Role.VERIFIER, name="Two Alike")
    world.assign()
    with pytest.raises(tracking.Refused) as refused:
        write(world, text)
    assert words in refused.value.fields["text"][0]
    assert not world.item.history.filter(action="noted").exists()


def test_somebody_chosen_who_cannot_see_it_is_refused_by_name(world):
    world.assign()
    with pytest.raises(tracking.Refused) as refused:
        write(world, "Hello.", mentioned=[UserFactory(name="Far Away")])
    assert refused.value.fields == {"mentioned": ["Far Away cannot see this recommendation."]}
    assert told(write(world, "Hello.", mentioned=[world.manager]))["John Okafor"] == "mentioned"


def test_a_note_makes_nobodys_form_stale(world):
    world.assign()
    version = world.item.version
    write(world, "In passing.")
    tracking.move(world.item, "consider", by=world.head, at=NOW, version=version,
                  given={"reason": "Legal.", "decided_by": "The board", "expected_on": "2026-04-01"})  # fmt: skip
    assert world.item.version == version + 1


def test_readers_and_strangers_write_none(world):
    world.assign()
    with pytest.raises(tracking.Refused, match="have a part"):
        write(world, "Hello.", by=person(Role.READER, world.unit))
    with pytest.raises(Recommendation.DoesNotExist):
        write(world, "Hello.", by=UserFactory())
    with pytest.raises(tracking.Refused, match="Write what you want"):
        write(world, "  ")
    assert not Notice.objects.filter(entry__action="noted").exists()


def test_its_readers_are_those_who_see_it(world):
    world.assign()
    helper = UserFactory()
    world.item.contributors.add(helper)
    for role in Role:
        for unit in (world.unit, world.section):
            MembershipFactory(role=role, unit=unit)
    MembershipFactory(role=Role.READER, everywhere=True)
    AbsenceFactory(person=world.owner, alternate=UserFactory(), first_on=TODAY)
    UserFactory(is_active=False)
    on = world.item.history.get().at.date()
    seeing = {one.pk for one in User.objects.all() if Recommendation.objects.visible_to(one).exists()}
    assert {one.pk for one in tracking.readers_of(world.item, on)} == seeing
