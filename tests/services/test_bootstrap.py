"""Making the virtual environment: only when needed, and with clear words when it cannot be made."""

import hashlib
import sys

import pytest

from tracker import bootstrap


@pytest.fixture
def lock(tmp_path, monkeypatch):
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    lock = tmp_path / "demo.lock"
    lock.write_text("django==5.2\n")
    return lock


def test_an_old_python_is_told_what_is_needed_and_how_to_name_another(lock, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer; .* is 3\.9\.2(?s:.*)PYTHON="):
        bootstrap.main(lock)


def test_a_python_without_venv_is_told_which_package_brings_it(lock, monkeypatch):
    monkeypatch.setattr(bootstrap, "works", lambda: False)
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(SystemExit, match=r"lacks its module venv and ensurepip(?s:.*)python3-venv"):
        bootstrap.main(lock)


def test_an_installed_lock_is_not_installed_again(lock, monkeypatch):
    monkeypatch.setattr(bootstrap, "works", lambda: True)
    monkeypatch.setattr(bootstrap, "install", lambda _lock: pytest.fail("installed again"))
    stamp = lock.with_name("installed-demo.lock.sha256")
    stamp.write_text(hashlib.sha256(lock.read_bytes()).hexdigest())
    bootstrap.main(lock)


def test_a_changed_lock_is_installed_into_the_environment_that_is_there(lock, monkeypatch):
    installed = []
    monkeypatch.setattr(bootstrap, "works", lambda: True)
    monkeypatch.setattr(bootstrap, "install", installed.append)
    bootstrap.main(lock)
    assert installed == [lock]


def test_a_failed_installation_says_so_and_is_not_taken_for_done(lock, monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "works", lambda: True)
    monkeypatch.setattr(bootstrap, "PYTHON", sys.executable)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    lock.write_text(f"no-such-package==1 --hash=sha256:{64 * '0'}\n")
    with pytest.raises(SystemExit, match="could not be installed"):
        bootstrap.main(lock)
    assert "No matching distribution found for no-such-package==1" in capsys.readouterr().err
    assert not lock.with_name("installed-demo.lock.sha256").exists()
