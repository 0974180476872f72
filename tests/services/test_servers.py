"""Redis, PostgreSQL and the mail server: found, started, and theirs alone to end."""

import smtplib
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from tracker import services
from tracker.processes import running


def test_the_named_redis_is_used_when_it_answers(redis_url, monkeypatch):
    monkeypatch.setenv("REDIS_URL", redis_url)
    assert services.running_redis() == redis_url


def test_a_named_redis_that_does_not_answer_is_passed_over(monkeypatch):
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(services, "DEFAULT_REDIS_URL", "redis://127.0.0.1:2/0")
    assert services.running_redis() is None


def test_without_any_redis_the_remedy_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(services, "_in_wheel", lambda *_: [])
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(services.Missing, match="REDIS_URL"):
        services.redis_child(tmp_path, tmp_path / "redis.log")


def test_without_any_postgresql_the_remedy_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(services, "_first_that_runs", lambda *_: None)
    with pytest.raises(services.Missing, match="DATABASE_URL"):
        services.postgresql_child(tmp_path)


def test_our_own_postgresql_answers_and_ends(tmp_path):
    child, _url = services.postgresql_child(tmp_path)
    with running(child):
        assert child.answers is not None
        assert child.answers()
    assert child.has_ended()


def test_the_mail_server_keeps_each_mail_as_one_file_in_the_order_of_arrival(tmp_path):
    child, url = services.mail_child(tmp_path / "mail", tmp_path / "log")
    with running(child), smtplib.SMTP("127.0.0.1", int(url.rpartition(":")[2])) as smtp:
        for subject in ("建议 81(c) 到期", "Second"):
            message = EmailMessage()
            message["From"], message["To"], message["Subject"] = "suivi@example.org", "owner@example.org", subject
            message.set_content("第一行\n.\n第三行")
            smtp.send_message(message)
    kept = [
        message_from_bytes(file.read_bytes(), policy=policy.default) for file in sorted((tmp_path / "mail").iterdir())
    ]
    assert [mail["Subject"] for mail in kept] == ["建议 81(c) 到期", "Second"]
    assert "第一行\n.\n第三行" in kept[0].get_content().replace("\r", "")
    assert all(file.suffix == ".eml" for file in (tmp_path / "mail").iterdir())


def test_a_mail_server_whose_port_is_taken_takes_another(tmp_path):
    first, url = services.mail_child(tmp_path / "mail", tmp_path / "log")
    with running(first):
        taken = int(url.rpartition(":")[2])
        _second, other = services.mail_child(tmp_path / "mail", tmp_path / "log", wanted_port=taken)
        assert other != url
