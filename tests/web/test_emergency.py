"""The emergency administration: a door for superusers alone, and none around the verbs."""

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from recommendations.admin import EDITED
from recommendations.models import (
    AdministrativeEntry,
    FormerUnitName,
    HistoryEntry,
    Membership,
    OutgoingEmail,
    Recommendation,
    Unit,
    User,
)
from recommendations.permissions import Role
from tests.factories import MembershipFactory, UnitFactory, UserFactory, person
from tests.tracking.conftest import world

__all__ = ["world"]
pytestmark = pytest.mark.django_db
MODELS = list(apps.get_app_config("recommendations").get_models())


@pytest.fixture
def superuser(client):
    somebody = person(Role.READER, is_staff=True, is_superuser=True)
    client.force_login(somebody)
    return somebody


def address(model, what="changelist", *args):
    return reverse(f"admin:recommendations_{model._meta.model_name}_{what}", args=args)


@pytest.mark.parametrize("flags", [{}, {"is_staff": True}])
def test_nobody_but_a_superuser_comes_in(client, flags):
    for path in ("/admin/", address(User), address(Recommendation)):
        assert client.get(path, follow=True).request["PATH_INFO"] == "/accounts/login/"
    client.force_login(person(Role.ADMINISTRATOR, **flags))
    for path in ("/admin/", address(User), address(Recommendation)):
        assert client.get(path, follow=True).status_code == 404


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_everything_is_listed_and_hardly_anything_added(client, superuser, model):
    assert client.get(address(model)).status_code == 200
    assert client.get(address(model, "add")).status_code == (200 if model in EDITED else 403)


@pytest.mark.parametrize("model", [Recommendation, HistoryEntry])
def test_what_only_verbs_write_is_shown_and_not_changed(client, superuser, world, model):
    world.assign()
    row = model.objects.first()
    assert client.get(address(model, "change", row.pk)).status_code == 200
    before = list(model.objects.values())
    body = {"response": "accepted", "version": 99, "action": "verify", "owner": superuser.pk}
    for what in ("change", "delete"):
        assert client.post(address(model, what, row.pk), body | {"post": "yes"}).status_code == 403
    assert list(model.objects.values()) == before


def test_people_are_changed_by_the_same_verbs_and_leave_the_same_entries(client, superuser):
    somebody = UserFactory(name="Wang Fang")
    given = {"name": "Wang Fang", "email": "Wang@Example.org", "language": "fr", "time_zone": "UTC"}
    assert client.post(address(User, "change", somebody.pk), given | {"is_superuser": "on"}).status_code == 302
    somebody.refresh_from_db()
    assert (somebody.email, somebody.language, somebody.is_superuser) == ("wang@example.org", "fr", False)
    assert AdministrativeEntry.objects.get().by == superuser
    refused = client.post(address(User, "add"), given)
    assert "already" in refused.content.decode()
    assert client.post(address(User, "add"), given | {"email": "new@example.org"}).status_code == 302
    assert OutgoingEmail.objects.get().kind == "invitation"


def test_units_keep_their_former_names_and_never_stand_in_a_circle(client, superuser):
    top = UnitFactory(name="Office")
    below = UnitFactory(name="Division", parent=top)
    refused = client.post(address(Unit, "change", top.pk), {"name": "Office", "short_name": "", "parent": below.pk})
    assert refused.status_code == 200
    assert Unit.objects.get(pk=top.pk).parent is None
    client.post(address(Unit, "change", below.pk), {"name": "Branch", "short_name": "B", "parent": top.pk})
    assert FormerUnitName.objects.get().name == "Division"


def test_a_superuser_makes_the_first_administrator_and_the_last_one_stays(client, superuser):
    unit, today = UnitFactory(), timezone.localdate()
    given = {"user": superuser.pk, "unit": unit.pk, "role": "administrator", "since": today.isoformat(), "until": ""}
    assert client.post(address(Membership, "add"), given).status_code == 302
    held = Membership.objects.get(role=Role.ADMINISTRATOR)
    answer = client.post(address(Membership, "change", held.pk), {"since": today, "until": today})
    assert "Nobody would be" in answer.content.decode()
    held.refresh_from_db()
    assert held.until is None
    MembershipFactory(role=Role.ADMINISTRATOR)
    assert client.post(address(Membership, "change", held.pk), {"since": today, "until": today}).status_code == 302
    assert list(AdministrativeEntry.objects.values_list("action", flat=True)) == ["role_changed", "role_given"]


def test_being_a_superuser_gives_no_say_on_the_pages(client, superuser):
    assert client.get("/people/").status_code == 404
    assert not Recommendation.objects.visible_to(superuser).exists()
