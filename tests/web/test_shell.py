"""What holds on every page: closed by default, nothing inline, the reader's language, HTML that hangs together."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from recommendations.models import RecommendationText
from recommendations.permissions import Role
from tests.factories import (
    PASSWORD,
    EditionFactory,
    ParagraphFactory,
    RecommendationFactory,
    ReportFactory,
    UserFactory,
    person,
)
from tests.web.markup import faults, read
from tracker import demo_people

pytestmark = pytest.mark.django_db

PUBLIC = {
    "login",
    "logout",
    "recommendations:calendar",
    "recommendations:forgotten",
    "recommendations:health",
    "recommendations:invitation",
    "recommendations:language",
    "recommendations:password_asked",
    "recommendations:password_reset",
    "recommendations:unsubscribe",
}
ONLY_IN_THE_DEMO = {"recommendations:demo_mail", "recommendations:demo_mail_detail", "recommendations:demo_mail_html"}
SAMPLES = {"symbol": "A/70/1", "reference": "81(c)", "code": "accept", "pk": "1", "name": "x", "token": "x"}


def _sample(place: re.Match[str]) -> str:
    return "1" if place[1] == "int" else SAMPLES.get(place[2], "x")


def addresses(resolver: URLResolver | None = None, prefix: str = "", namespace: str = ""):
    """Every address of the site: its full name and a path to try, with made-up values in it."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if getattr(pattern, "namespace", None) == "admin":
            continue  # has a log-in of its own (test_emergency.py)
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern, route, inner)
        elif isinstance(pattern, URLPattern):
            path = re.sub(r"<(?:(\w+):)?(\w+)>", _sample, route)
            yield f"{namespace}{pattern.name}", f"/{path}"


@pytest.fixture
def report():
    report = ReportFactory(symbol="A/70/1")
    paragraph = ParagraphFactory(report=report, text="The Office has met the States.")
    RecommendationFactory(report=report, paragraph=paragraph, reference="81(c)")
    return report


@pytest.fixture
def coordinator(report):
    return person(Role.COORDINATOR, name="Clara Reyes")


PAGES = ["/", "/recommendations/", "/recommendations/?q=nothing&owner=me&sort=due", "/reports/", "/reports/A/70/1/"]
WRONG = ["/reports/A/0/0/", "/nowhere/"]


# --- who may come in -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "path"), [entry for entry in addresses() if entry[0] not in PUBLIC | ONLY_IN_THE_DEMO]
)
def test_every_address_sends_a_visitor_to_the_log_in(client, name, path):
    for answer in (client.get(path), client.post(path)):
        assert answer.status_code == 302, name
        assert answer.url.startswith(f"{reverse('login')}?next="), name


def test_an_address_that_does_not_exist_is_not_found(client):
    answer = client.get("/nowhere/")

    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()


@pytest.mark.parametrize("path", ["/reports/A/70/1/", "/reports/A-70-1/"])
def test_a_stranger_is_told_the_report_does_not_exist(client, report, path):
    client.force_login(person(Role.FOCAL_POINT))

    assert client.get(path).status_code == 404


def test_somebody_logs_in_with_their_address_in_any_letter_case(client, coordinator):
    answer = client.post(reverse("login"), {"username": coordinator.email.upper(), "password": PASSWORD})

    assert answer.status_code == 302
    assert answer.url == "/"


def test_a_wrong_password_is_said_at_the_top_with_the_remedy_and_the_address_still_there(client, coordinator):
    answer = client.post(reverse("login"), {"username": coordinator.email, "password": "not this"})
    page = read(answer)

    assert "No account has this e-mail address with this password" in page.one("div", role="alert").words
    assert page.one("input", name="username").attributes["value"] == coordinator.email
    assert page.one("input", name="password").attributes.get("value", "") == ""


def test_logging_in_leads_to_the_page_that_was_asked_for(client, coordinator):
    page = read(client.get("/reports/", follow=True))
    assert "/reports/" in [field.attributes["value"] for field in page.all("input", name="next")]

    answer = client.post(reverse("login"), {"username": coordinator.email, "password": PASSWORD, "next": "/reports/"})

    assert answer.url == "/reports/"


def test_logging_out_is_a_button_and_ends_the_visit(client, coordinator):
    client.force_login(coordinator)
    form = read(client.get("/")).one("form", action=reverse("logout"))
    assert form.attributes["method"] == "post"

    client.post(reverse("logout"))

    assert client.get("/").status_code == 302


def test_the_header_says_who_is_logged_in_and_as_what(client, coordinator):
    client.force_login(coordinator)
    header = read(client.get("/")).one("header", class_="site-header").words

    assert "Clara Reyes" in header
    assert "Coordinator" in header


def test_only_a_coordinator_is_offered_the_import(client, coordinator):
    address = reverse("recommendations:import_report")
    client.force_login(coordinator)
    assert address in read(client.get("/")).links

    client.force_login(person(Role.READER))
    assert address not in read(client.get("/")).links


@pytest.mark.parametrize(
    ("path", "here", "how"),
    [
        ("/", "/", "page"),
        ("/recommendations/", "/recommendations/", "page"),
        ("/reports/A/70/1/", "/reports/", "true"),
        ("/reports/import/", "/reports/import/", "page"),
    ],
)
def test_the_navigation_marks_where_the_reader_is(client, coordinator, path, here, how):
    client.force_login(coordinator)
    entries = [link for link in read(client.get(path)).all("a") if "aria-current" in link.attributes]

    assert [(link.attributes["href"], link.attributes["aria-current"]) for link in entries] == [(here, how)]


# --- what the markup is like -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*PAGES, *WRONG])
def test_a_page_hangs_together_and_has_nothing_inline(client, coordinator, path):
    client.force_login(coordinator)

    assert faults(read(client.get(path))) == []


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/login/?next=/reports/", "/nowhere/"])
def test_a_visitors_page_hangs_together_and_has_nothing_inline(client, path):
    assert faults(read(client.get(path))) == []


def test_the_pages_of_people_with_nothing_to_see_hang_together(client):
    client.force_login(person(Role.FOCAL_POINT))

    for path in ("/", "/recommendations/", "/reports/"):
        assert faults(read(client.get(path))) == []


def test_a_form_that_was_refused_hangs_together(client):
    assert faults(read(client.post(reverse("login"), {}))) == []


@pytest.mark.parametrize("path", [*PAGES, *WRONG, "/accounts/login/", "/accounts/logout/", "/A/B/"])
def test_every_answer_carries_the_content_security_policy(client, coordinator, path):
    for logged_in in (False, True):
        if logged_in:
            client.force_login(coordinator)
        policy = client.get(path).headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "data:" not in policy


def test_an_error_of_the_server_is_a_page_of_ours_with_the_policy(coordinator, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr("recommendations.web.views.reports._lines", broken)
    client = Client(raise_request_exception=False)
    client.force_login(coordinator)
    answer = client.get("/reports/")

    assert answer.status_code == 500
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "What you had sent was not saved" in answer.content.decode()
    assert faults(read(answer)) == []


def test_a_form_from_elsewhere_is_refused_with_the_remedy(coordinator):
    client = Client(enforce_csrf_checks=True)
    client.force_login(coordinator)
    answer = client.post(reverse("recommendations:language"), {"language": "fr"})

    assert answer.status_code == 403
    assert "The form has expired" in answer.content.decode()
    assert faults(read(answer)) == []


def test_what_people_and_reports_say_is_text_and_never_markup(client, coordinator, report):
    nasty = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'"
    coordinator.name = nasty
    coordinator.save()
    RecommendationText.objects.update(text=nasty)
    report.editions.update(title=nasty, summary=nasty, session=nasty)
    client.force_login(coordinator)

    for path in [*PAGES, "/recommendations/?q=%3Cscript%3Ealert(1)%3C/script%3E&unit=%22%3E%3Cimg%3E"]:
        assert faults(read(client.get(path))) == []


# --- languages ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "_name"), settings.LANGUAGES)
def test_a_person_changes_the_language_and_it_is_kept_with_them(client, code, _name):
    somebody = UserFactory(language="fr" if code == "en" else "en")
    client.force_login(somebody)

    answer = client.post(reverse("recommendations:language"), {"language": code, "next": "/reports/?x=1"})

    somebody.refresh_from_db()
    assert somebody.language == code
    assert answer.url == "/reports/?x=1"
    page = read(client.get("/"))
    assert page.one("html").attributes == {"lang": code, "dir": "rtl" if code == "ar" else "ltr"}


def test_a_visitors_choice_of_language_is_kept_in_a_cookie(client):
    client.post(reverse("recommendations:language"), {"language": "ar"})
    page = read(client.get(reverse("login")))

    assert page.one("html").attributes == {"lang": "ar", "dir": "rtl"}
    assert any("rtl" in sheet.attributes["href"] for sheet in page.all("link", rel="stylesheet"))


def test_every_language_is_offered_by_its_own_name(client):
    buttons = read(client.get(reverse("login"))).all("button", name="language")

    assert [(one.attributes["value"], one.words) for one in buttons] == list(settings.LANGUAGES)
    assert all(one.attributes["lang"] == one.attributes["value"] for one in buttons)


def test_a_language_we_do_not_have_is_refused(client):
    assert client.post(reverse("recommendations:language"), {"language": "tlh"}).status_code == 400


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_changing_the_language_leads_nowhere_else(client, elsewhere):
    answer = client.post(reverse("recommendations:language"), {"language": "fr", "next": elsewhere})

    assert answer.url == "/"


def test_a_text_says_its_own_language_and_finds_its_own_direction(client, coordinator, report):
    arabic = EditionFactory(report=report, language="ar", title="تقرير")
    RecommendationText.objects.create(
        recommendation=report.recommendations.get(), edition=arabic, text="يطلب إلى المكتب"
    )
    report.editions.filter(language="en").update(language="zh")
    client.force_login(coordinator)

    languages = {p.attributes["lang"] for p in read(client.get("/recommendations/")).all("p", dir="auto")}
    assert languages == {"ar"}  # neither is English, the first by code is shown

    coordinator.language = "zh-hans"
    coordinator.save()
    languages = {p.attributes["lang"] for p in read(client.get("/recommendations/")).all("p", dir="auto")}
    assert languages == {"zh-Hans"}


def test_the_demo_lets_one_log_in_as_any_of_its_people_with_one_press(client, settings):
    demo_people.create_people()
    assert demo_people.PASSWORD not in client.get(reverse("login")).content.decode()

    settings.DEMO = True
    page = read(client.get(reverse("login")))
    given = {field.attributes["name"]: field.attributes.get("value", "") for field in page.all("input")}
    assert given["username"] == demo_people.PEOPLE[-1].email
    client.post(reverse("login"), given)
    assert client.get("/").status_code == 200


def test_what_a_person_sees_is_for_no_shared_cache(client, db):
    client.force_login(person(Role.COORDINATOR))
    assert "private" in client.get("/").headers["Cache-Control"]
