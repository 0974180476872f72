"""The notices of a person on the pages: counted in the header, listed, read one by one, all at once, or by looking."""

import pytest
from django.urls import reverse
from django.utils import timezone

from recommendations.models import Notice, Recommendation, Unit, User
from recommendations.permissions import Role
from tests.factories import RecommendationFactory, UserFactory, person
from tests.web.markup import faults, read

LIST = reverse("recommendations:notices")


def counted(client):
    return read(client.get("/account/mail/")).one("a", id="notice-count").words


def test_the_header_counts_what_waits_and_the_page_shows_it(world, client):
    world.assign()
    client.force_login(world.owner)
    assert counted(client) == "1 unread"
    page = read(client.get(LIST))
    assert faults(page) == []
    (notice,) = page.all("li", class_="notice is-unread")
    assert "You answer for it now" in notice.words
    assert "Clara Reyes assigned it" in notice.words
    client.force_login(UserFactory())
    assert counted(client) == ""
    assert "No notices yet" in client.get(LIST).content.decode()


def test_reading_one_leads_to_its_recommendation(world, client):
    world.assign()
    client.force_login(world.owner)
    address = reverse("recommendations:notice_read", args=[world.owner.notices.get().pk])
    assert client.post(address, {"open": "1"}).url == world.item.get_absolute_url()
    assert counted(client) == ""
    assert [one.words for one in read(client.get(LIST)).all("h2")] == ["Read earlier"]
    client.force_login(world.head)
    assert client.post(address).status_code == 404


def test_all_are_read_up_to_what_the_page_showed(world, client):
    world.assign()
    client.force_login(world.owner)
    latest = client.get(LIST).context["latest"]
    world.accept()
    client.post(reverse("recommendations:notices_read"), {"latest": latest})
    assert list(world.owner.notices.unread().values_list("entry__action", flat=True)) == ["accept"]
    client.post(reverse("recommendations:notices_read"), {"latest": "all"})
    assert world.owner.notices.unread().count() == 1


def test_the_recommendation_says_what_is_new_and_counts_it_as_read_when_told_so(world, client):
    world.assign()
    client.force_login(world.owner)
    shown = client.get(world.item.get_absolute_url())
    assert "New for you" in shown.content.decode()
    assert world.owner.notices.unread().exists(), "looking changes nothing by itself"
    address = reverse("recommendations:notices_read_about", args=[world.item.report.symbol, world.item.reference])
    answer = client.post(address, headers={"HX-Request": "true"})
    assert 'hx-swap-oob="true"' in answer.content.decode()
    assert not world.owner.notices.unread().exists()
    assert "New for you" not in client.get(world.item.get_absolute_url()).content.decode()
    assert client.post(address).url == world.item.get_absolute_url()


def test_what_is_out_of_sight_is_neither_counted_nor_listed(world, client):
    world.assign()
    client.force_login(world.head)
    assert counted(client) == "1 unread"
    Unit.objects.filter(pk=world.section.pk).update(parent=None)
    assert counted(client) == ""
    assert "No notices yet" in client.get(LIST).content.decode()


def test_the_count_is_the_one_of_the_list_for_everybody(world, client):
    world.assign()
    everybody = [world.head, world.owner, world.alternate, world.coordinator, person(Role.READER, world.unit),
                 person(Role.READER), UserFactory()]  # fmt: skip
    contributor = UserFactory()
    world.item.contributors.add(contributor)
    entry = world.item.history.get()
    for somebody in [*everybody, contributor]:
        Notice.objects.get_or_create(
            to=somebody, entry=entry, defaults={"cause": "watched", "recommendation": world.item, "at": entry.at}
        )
        afresh = User.objects.get(pk=somebody.pk)
        assert afresh.standing().unread == Notice.objects.visible_to(afresh).unread().count()


@pytest.mark.parametrize("unread", [True, False])
def test_the_list_costs_the_same_at_two_and_at_many(world, client, django_assert_max_num_queries, unread):
    world.assign()
    entry = world.item.history.get()
    for n in range(60):
        item = RecommendationFactory(owner=world.owner, unit=world.section)
        other = item.history.create(seq=1, at=entry.at, action="update", by=UserFactory(), by_name="")
        Notice.objects.create(
            to=world.owner, cause="concerned", recommendation=item, entry=other, at=entry.at,
            read_at=None if unread and n % 2 else timezone.now(),
        )  # fmt: skip
    client.force_login(world.owner)
    with django_assert_max_num_queries(6):
        first = client.get(LIST)
    following = read(first).one("a", rel="next").attributes["href"]
    seen = [line.notice.pk for line in first.context["lines"]]
    seen += [line.notice.pk for line in client.get(LIST + following).context["lines"]]
    assert len(seen) == len(set(seen)) == 61
    assert Recommendation.objects.count() == 61
