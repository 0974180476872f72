"""A start that would be unsafe is refused, with the reason and the remedy."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.live import url_of_the_database
from tracker import checks, services

SAFE = {
    "SECRET_KEY": "k7mQ2xVb9TzL4wNcR8yHs3JdG6fPa1EuW5oXiZtBnMvKjCqYrD",
    "DEBUG": False,
    "ALLOWED_HOSTS": ["suivi.example.org"],
    "SITE_URL": "https://suivi.example.org",
    "HTTPS": True,
    "DEMO": False,
}
IN_ENVIRONMENT = {
    "SECRET_KEY": SAFE["SECRET_KEY"],
    "ALLOWED_HOSTS": "suivi.example.org",
    "SITE_URL": "https://suivi.example.org",
}


@pytest.fixture
def production(settings):
    for name, value in SAFE.items():
        setattr(settings, name, value)
    return settings


def test_a_safe_production_start_is_let_through(production):
    checks.refuse_unsafe_production()


@pytest.mark.parametrize(
    ("name", "unsafe", "word"),
    [
        ("SECRET_KEY", "only-for-the-demo-on-this-machine-and-refused-anywhere-else", "SECRET_KEY"),
        ("SECRET_KEY", "short", "SECRET_KEY"),
        ("SECRET_KEY", "ab" * 40, "SECRET_KEY"),
        ("DEBUG", True, "DEBUG"),
        ("ALLOWED_HOSTS", ["*"], "ALLOWED_HOSTS"),
        ("HTTPS", False, "SITE_URL"),
        ("DEMO", True, "SUIVI_DEMO"),
    ],
)
def test_one_unsafe_value_is_enough_to_be_refused_by_its_name(production, name, unsafe, word):
    setattr(production, name, unsafe)
    with pytest.raises(ImproperlyConfigured, match=word):
        checks.refuse_unsafe_production()


def test_an_address_of_the_world_is_production_even_when_the_hosts_are_not_named(production):
    production.ALLOWED_HOSTS = ["localhost"]
    production.DEBUG = True
    assert [fault.id for fault in checks.production_is_safe()] == ["suivi.E002"]


def test_on_this_machine_alone_the_defaults_are_good_enough(production):
    production.ALLOWED_HOSTS, production.SITE_URL = ["127.0.0.1", "localhost"], "http://127.0.0.1:8000"
    production.HTTPS, production.DEBUG, production.SECRET_KEY = False, True, "short"
    assert checks.production_is_safe() == []


def start(*command: str, tmp_path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {"PATH": os.environ["PATH"], "SUIVI_VAR": str(tmp_path), **environment}
    return subprocess.run(
        [sys.executable, *command], cwd=services.BASE_DIR, env=clean, capture_output=True, text=True, check=False
    )


def test_the_web_server_does_not_come_up_with_an_unsafe_value(tmp_path):
    web = start("-c", "import tracker.wsgi", tmp_path=tmp_path, **IN_ENVIRONMENT | {"DEBUG": "on"})
    assert web.returncode != 0
    assert "DEBUG is on. Unset DEBUG" in web.stderr


def test_a_production_like_environment_passes_djangos_own_deployment_checks(tmp_path):
    command = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    done = start(*command, tmp_path=tmp_path, **IN_ENVIRONMENT)
    assert done.returncode == 0, done.stderr


ASKING = """
import django
django.setup()
from django.core.management import call_command
call_command("collectstatic", interactive=False, verbosity=0)
from django.test import Client
from django.contrib.staticfiles.storage import staticfiles_storage as files
here = {"secure": True, "headers": {"Host": "suivi.example.org"}}
for path in ("/accounts/login/", "/nowhere/", "/demo/mail/", "/calendar/x.ics", files.url("css/suivi.css")):
    answer = Client().get(path, **here)
    for name in ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Strict-Transport-Security"):
        assert name in answer.headers, (path, name)
cookie = Client().get("/accounts/login/", **here).cookies["__Host-csrftoken"]
assert cookie["secure"] and cookie["path"] == "/" and not cookie["domain"], cookie
assert Client().get("/demo/mail/", **here).status_code == 404
assert Client().get("/", secure=True, headers={"Host": "evil.example.org"}).status_code == 400
assert Client().get("/", headers={"Host": "suivi.example.org"}).url == "https://suivi.example.org/"
"""


def test_in_production_every_answer_is_sealed_and_cookies_stay_with_this_host(db, tmp_path):
    where = {"DJANGO_SETTINGS_MODULE": "tracker.settings", "DATABASE_URL": url_of_the_database()}
    done = start("-c", ASKING, tmp_path=tmp_path, **where, **IN_ENVIRONMENT)
    assert done.returncode == 0, done.stderr
