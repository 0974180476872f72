"""Whatever is sent: a clear answer, nothing lost, and never an error of the server."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from recommendations.models import Report
from tests.factories import ReportFactory

HUGE = "9" * 5000
NONSENSE = [
    "\0",
    "a\0b",
    HUGE,
    "9" * 30,
    "-1",
    "NaN",
    "9999-12-31",
    "{{7*7}}",
    "%s",
    "\u202e",
    "x" * 30_000,
    "~",
    "1~1",
]
CURSORS = ["2026-01-01~1", "2026-01-01T00:00:00~1", "0001-01-01T00:00:00+23:59~1", "9999-12-31T23:59:59-23:59~1",
           f"1~{HUGE}", f"1~{2**62}"]  # fmt: skip
NARROWED = {
    "/recommendations/": ["q", "report", "theme", "unit", "owner", "due", "task", "sort", "after", "before"],
    "/reports/": ["after", "before"],
    "/outbox/": ["after", "before", "state", "person", "item"],
    "/progress/": ["report"],
    "/jobs/": ["after", "before"],
}


@pytest.fixture
def coordinator(world, client):
    client.force_login(world.coordinator)
    return client


@pytest.mark.parametrize("path", NARROWED)
def test_no_query_is_an_error_of_the_server(coordinator, path):
    for name in NARROWED[path]:
        for value in [*NONSENSE, *(CURSORS if name in ("after", "before") else [])]:
            assert coordinator.get(path, {name: value}).status_code in (200, 302, 404), (name, value[:30])


@pytest.mark.parametrize(
    "path", ["/reports/A%00B/", "/recommendations/A/%00/", "/recommendations/A%00/1/moves/accept/", "/%00"]
)
def test_a_nul_in_an_address_is_a_bad_request(coordinator, path):
    assert coordinator.get(path).status_code == 400
    assert coordinator.post(path).status_code == 400


@pytest.mark.parametrize("number", [HUGE, "9" * 30])
def test_a_number_that_nothing_has_is_not_found(coordinator, world, number):
    for path in (f"evidence/{number}/confirm/", f"actions/{number}/done/"):
        assert coordinator.get(f"{world.item.get_absolute_url()}{path}").status_code == 404


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages", "django_language"])
def test_a_cookie_of_nuls_is_a_bad_request(db, name):
    nuls = '"' + "\\000" * 40 + '"'
    assert Client().get("/", headers={"Cookie": f"{name}={nuls}"}).status_code == 400


@pytest.mark.parametrize("charset", ["hex", "undefined", "unicode_escape", "utf-16", "latin-1", "nosuch"])
def test_only_utf_8_is_understood(coordinator, world, charset):
    body = b'--x\r\nContent-Disposition: form-data; name="reason"\r\n\r\n\\ud800\r\n--x--\r\n'
    kind = f"multipart/form-data; boundary=x; charset={charset}"
    assert coordinator.generic("POST", "/reports/import/", body, content_type=kind).status_code == 400
    assert coordinator.get("/", CONTENT_TYPE=f"text/plain; charset={charset}").status_code == 400


# --- moves ---------------------------------------------------------------------------------------------------------

ACCEPT = {"response_text": "Yes.", "target_on": "2027-Q2", "action": "Ask", "action_due_on": "2027-01-01"}


@pytest.fixture
def accept(world, client):
    """Accept the item as the unit head, with some fields otherwise; the page that answers."""
    world.assign()
    client.force_login(world.head)

    def send(**otherwise):
        path = reverse("recommendations:move", args=[world.item.report.symbol, world.item.reference, "accept"])
        given = {"version": world.item.version, "action_owner": world.owner.pk, **ACCEPT, **otherwise}
        return client.post(path, given)

    return send


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("target_on", "2027-Q9"),
        ("target_on", "0000-Q1"),
        ("target_on", "0207-06"),
        ("target_on", "9999-12-31"),
        ("target_on", "\0"),
        ("action_due_on", "0001-01-01"),
        ("action_due_on", "10000-01-01"),
        ("action_owner", HUGE),
        ("action_owner", "9" * 30),
        ("response_text", "a\0b"),
        ("response_text", "x" * 30_000),
        ("action", "\0"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_field_and_the_rest_stays(accept, world, name, value):
    answer = accept(**{"response_text": "Gladly, and at once.", name: value})
    assert answer.status_code == 422
    assert list(answer.context["act"].form.errors) == [name]
    assert ("Gladly, and at once." in answer.content.decode()) == (name != "response_text")
    world.item.refresh_from_db()
    assert world.item.response == "pending"


@pytest.mark.parametrize("number", ["9" * 30, HUGE, "\0", "x"])
def test_a_tick_for_a_row_that_cannot_be_is_refused_at_its_field(world, client, number):
    item = world.up_to_reported()
    client.force_login(world.verifier)
    path = reverse("recommendations:move", args=[item.report.symbol, item.reference, "verify"])
    given = {"finding": "Seen.", "method": "desk", "verified_on": "2026-03-02", "reviewed": [number]}
    answer = client.post(path, {"version": item.version, **given})
    assert answer.status_code == 422
    assert list(answer.context["act"].form.errors) == ["reviewed"]


@pytest.mark.parametrize(("written", "kept"), [("2027  -      Q2", "2027 - Q2"), ("Jun      30  2027", "Jun 30 2027")])
def test_a_target_date_written_with_many_blanks_is_kept_with_one(accept, world, written, kept):
    assert accept(target_on=written + " " * 50).status_code == 302
    world.item.refresh_from_db()
    assert (world.item.target_on.isoformat(), world.item.target_as_given) == ("2027-06-30", kept)


def test_what_turns_a_text_round_is_not_kept_and_what_spells_it_is(accept, world):
    joined = "می‌خواهیم"  # with the joiner that Persian spelling needs
    assert accept(response_text=f"Yes \u202eon\u202c \x07{joined}\nand more").status_code == 302
    world.item.refresh_from_db()
    assert world.item.response_text == f"Yes on {joined}\nand more"


@pytest.mark.parametrize("nasty", ["<script>alert(1)</script>", "{{7*7}}{% debug %}", "%s%(x)s", "</textarea><b>"])
def test_what_looks_like_a_program_is_plain_text_on_every_page(accept, world, client, nasty):
    assert accept(response_text=nasty, action=nasty).status_code == 302
    shown = client.get(world.item.get_absolute_url()).content.decode()
    assert nasty not in shown or "<" not in nasty
    assert nasty.replace("<", "&lt;").replace(">", "&gt;") in shown


# --- symbols -------------------------------------------------------------------------------------------------------

REPORT = b"1. The Office has met.\n2. The Office should act.\n"


def bring(client, symbol):
    return client.post("/reports/import/", {"file": SimpleUploadedFile("r.txt", REPORT), "symbol": symbol})


@pytest.mark.parametrize("symbol", ["/", "A//1", "../A/1", "A/../1", "A/1/", "import", "import/1", "A?1", "#"])
def test_what_cannot_be_part_of_an_address_is_no_symbol(coordinator, symbol):
    answer = bring(coordinator, symbol)
    assert answer.status_code == 422
    assert "This cannot be a symbol." in answer.content.decode()


@pytest.mark.parametrize(
    "symbol", ["A/67/156", "E/CN.15/2012/4/Rev.1", "ST/SGB/2018/1", "A/72/5 (Vol. I)", "GAO-21-104", "A/RES/75/1 A–B"]
)
def test_symbols_as_organisations_write_them_lead_to_the_plan(coordinator, symbol):
    answer = bring(coordinator, symbol)
    assert answer.status_code == 302
    assert coordinator.get(answer.url).context["plan"].symbol == symbol


def test_a_symbol_that_is_here_in_another_spelling_is_refused_with_the_right_one(coordinator):
    ReportFactory(symbol="A/67/156")
    answer = bring(coordinator, "A-67-156")
    assert answer.status_code == 422
    assert "written A/67/156" in answer.content.decode()
    assert Report.objects.filter(slug="A-67-156").count() == 1
