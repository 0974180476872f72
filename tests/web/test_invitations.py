"""Many people from a list: looked at row by row, invited when that is confirmed, and every fault says its remedy."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from recommendations.models import AdministrativeEntry, Membership, OutgoingEmail, User
from recommendations.permissions import Role
from tests.factories import PASSWORD, UnitFactory, UserFactory, person
from tests.importing.mapping import in_this_process
from tests.web.markup import faults, read

pytestmark = pytest.mark.django_db
PAGE = "/people/invitations/"
HEAD = "Name;E-mail address;Role;Unit;From;Last day;Language;Time zone;Room\n"


@pytest.fixture(autouse=True)
def rows_without_child(monkeypatch):
    in_this_process(monkeypatch)


@pytest.fixture
def coordinator(client):
    somebody = person(Role.COORDINATOR, language="en", time_zone="Europe/Vienna")
    client.force_login(somebody)
    return somebody


def look(client, content, name="people.csv"):
    content = content.encode() if isinstance(content, str) else content
    answer = client.post(PAGE, {"file": SimpleUploadedFile(name, content)})
    assert faults(read(answer)) == []
    return answer


def invite(client, shown):
    return client.post(PAGE, {"rows": shown.context["form"]["rows"].value(), "your_password": PASSWORD})


def test_everybody_is_shown_first_and_then_invited_with_their_roles(client, coordinator):
    unit = UnitFactory(name="Office for Audit", short_name="OA")
    shown = look(
        client,
        HEAD
        + "Ana Lim;Ana@example.org;Focal point;oa;2026-03-01;2027-02-28;fr;Africa/Cairo;12\nBo Li;bo@example.org\n",
    )
    assert [line.faults for line in shown.context["lines"]] == [[], []]
    assert not User.objects.filter(email__in=["ana@example.org", "bo@example.org"]).exists()
    assert invite(client, shown).url == "/people/"
    ana, bo = User.objects.get(email="ana@example.org"), User.objects.get(email="bo@example.org")
    assert (ana.name, ana.language, ana.time_zone) == ("Ana Lim", "fr", "Africa/Cairo")
    assert (bo.language, bo.time_zone) == ("en", "Europe/Vienna")
    role = Membership.objects.get(user=ana)
    assert (role.role, role.unit, f"{role.since} {role.until}") == ("focal_point", unit, "2026-03-01 2027-02-28")
    assert not bo.memberships.exists()
    assert OutgoingEmail.objects.filter(kind="invitation", to__in=[ana, bo]).count() == 2
    actions = AdministrativeEntry.objects.filter(person=ana, by=coordinator).values_list("action", flat=True)
    assert {*actions} == {"person_created", "role_given"}


def test_the_same_list_again_invites_nobody(client, coordinator):
    content = "NAME,email\nAna,ana@example.org\n"
    invite(client, look(client, content))
    again = look(client, content)
    assert (again.context["new"], again.context["here"], again.context["faulty"]) == (0, 1, 0)
    assert "Invite 0" not in again.content.decode()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (";ana@example.org", "The name is missing"),
        ("Ana", "Fill it in: invitations go there"),
        ("Ana;ana", "Write it like name@example.org"),
        ("Ana;bo@example.org", "Row 2 has this address already"),
        ("Ana;ana@example.org;Boss;Audit", "is no role. Write one of these: Coordinator"),
        ("Ana;ana@example.org;Administrator;Audit", "Only an administrator makes an administrator"),
        ("Ana;ana@example.org;Reader", "A role is held in a unit"),
        ("Ana;ana@example.org;;Audit", "No role is given for this unit"),
        ("Ana;ana@example.org;Reader;Nowhere", "There is no unit called “Nowhere”. Add it under Units first"),
        ("Ana;ana@example.org;Reader;Twice", "Several units are called “Twice” for short"),
        ("Ana;ana@example.org;Reader;Audit;1 March", "is no day. Write it like"),
        ("Ana;ana@example.org;Reader;Audit;2026-03-02;2026-03-01", "The last day is before the first"),
        ("Ana;ana@example.org;;;;;Klingon", "is none of the languages"),
        ("Ana;ana@example.org;;;;;;Vienna", "is no time zone"),
    ],
)
def test_a_row_with_a_fault_says_what_and_is_left_out_and_the_others_go_on(client, coordinator, row, words):
    UnitFactory(name="Audit", short_name="")
    for _ in range(2):
        UnitFactory(short_name="Twice")
    shown = look(client, f"{HEAD}Bo;bo@example.org\n{row}\n")
    _bo, faulty = shown.context["lines"]
    assert faulty.row == 3
    assert any(words in fault for fault in faulty.faults)
    invite(client, shown)
    assert not User.objects.filter(name="Ana").exists()
    assert User.objects.filter(email="bo@example.org").exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("Name;Room\nAna;12\n", "The first row has no heading “E-mail address”"),
        (HEAD, "it has only headings"),
        (b"%PDF-1.4 x", "not a table"),
        ("Name;Email\n" + "".join(f"A;a{n}@example.org\n" for n in range(501)), "more than 500 people"),
    ],
)
def test_what_is_no_list_is_refused_in_words(client, coordinator, content, words):
    answer = look(client, content)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_it_takes_the_password_and_nothing_is_done_without_it(client, coordinator):
    shown = look(client, HEAD + "Ana;ana@example.org\n")
    answer = client.post(PAGE, {"rows": shown.context["form"]["rows"].value()})
    assert answer.status_code == 422
    assert "Ana" in answer.content.decode()
    assert not User.objects.filter(name="Ana").exists()


def test_rows_that_were_changed_on_the_way_are_not_taken(client, coordinator):
    shown = look(client, HEAD + "Ana;ana@example.org\n")
    rows = shown.context["form"]["rows"].value()
    client.post(PAGE, {"rows": rows[:-2] + "xx", "your_password": PASSWORD})
    assert not User.objects.filter(name="Ana").exists()


def test_what_changed_meanwhile_counts(client, coordinator):
    shown = look(client, HEAD + "Ana;ana@example.org\nBo;bo@example.org\n")
    UserFactory(email="ana@example.org", name="Somebody else")
    invite(client, shown)
    assert User.objects.get(email="ana@example.org").name == "Somebody else"
    assert User.objects.filter(email="bo@example.org").exists()


def test_others_are_told_there_is_no_such_page(client):
    client.force_login(person(Role.UNIT_HEAD))
    assert client.get(PAGE).status_code == 404
