"""Notes and watching on an item's page."""

from django.urls import reverse

from recommendations.models import Watch
from tests.web.markup import faults, read


def send(client, world, name, **given):
    return client.post(reverse(f"recommendations:{name}", args=[world.item.report.symbol, world.item.reference]), given)


def test_a_note_stands_in_the_history_and_what_was_typed_comes_back_when_refused(world, client):
    world.assign()
    client.force_login(world.owner)
    answer = send(client, world, "note_add", text="@Nobody Here: the annex is missing.")
    assert answer.status_code == 422
    assert faults(read(answer)) == []
    assert "@Nobody Here: the annex is missing." in answer.content.decode()
    assert send(client, world, "note_add", text="@Amina Diallo: it is done.").status_code == 302
    shown = client.get(world.item.get_absolute_url())
    assert faults(read(shown)) == []
    assert "wrote a note" in shown.content.decode()
    assert "@Amina Diallo: it is done." in shown.content.decode()


def test_watching_is_switched_on_and_off_and_narrows_the_list(world, client):
    world.assign()
    client.force_login(world.head)
    for _ in range(2):
        send(client, world, "watch")
    assert Watch.objects.count() == 1
    assert "Stop watching" in client.get(world.item.get_absolute_url()).content.decode()
    assert client.get("/recommendations/?watched=me").context["count"] == 1
    send(client, world, "unwatch")
    assert client.get("/recommendations/?watched=me").context["count"] == 0
