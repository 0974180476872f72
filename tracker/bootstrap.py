"""Make the virtual environment .venv and install a lock file into it. Needs nothing but Python itself.

    python3 tracker/bootstrap.py requirements/demo.lock

Does nothing when the lock is installed already. Written for any Python 3, so that an old one can say that it is old.
"""

import contextlib
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

NEEDED = (3, 11)
BASE_DIR = Path(__file__).resolve().parent.parent
VENV = BASE_DIR / ".venv"
PYTHON = VENV / "bin" / "python"
TAIL_LINES = 25
ANOTHER_PYTHON = "Install it, or name another one: make demo PYTHON=/path/to/python3"


def main(lock: Path) -> None:
    refuse_unfit_python()
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = VENV / ("installed-" + lock.name + ".sha256")
    with contextlib.suppress(OSError):
        if stamp.read_text() == wanted and works():
            return
    if not works():
        make_venv()
    install(lock)
    stamp.write_text(wanted)


def refuse_unfit_python() -> None:
    if sys.version_info < NEEDED:
        found = ".".join(str(number) for number in sys.version_info[:3])
        sys.exit(f"Suivi needs Python 3.11 or newer; {sys.executable} is {found}.\n{ANOTHER_PYTHON}")
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing and not works():
        sys.exit(
            "{} lacks its module {}, which makes virtual environments.\nOn Debian or Ubuntu: apt-get install "
            "python3-venv. {}".format(sys.executable, " and ".join(missing), ANOTHER_PYTHON)
        )


def works() -> bool:
    """Whether .venv is there, whole, and of a Python new enough (it breaks when moved or when its Python goes)."""
    check = f"import pip, sys; sys.exit(sys.version_info < {NEEDED!r} or sys.prefix != {str(VENV)!r})"
    with contextlib.suppress(OSError):
        return subprocess.run([str(PYTHON), "-c", check], stderr=subprocess.DEVNULL, check=False).returncode == 0
    return False


def make_venv() -> None:
    print(f"Making the virtual environment .venv with {sys.executable} …", flush=True)
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)
    if done.returncode != 0:
        shutil.rmtree(str(VENV), ignore_errors=True)
        sys.exit("The virtual environment could not be made; the reason stands above. " + ANOTHER_PYTHON)


def install(lock: Path) -> None:
    total = len(re.findall(r"^[A-Za-z0-9]", lock.read_text(), re.MULTILINE))
    print(f"Installing {total} packages of {lock.name} …", flush=True)
    began = time.monotonic()
    # The lock names every package there is to install, so there is nothing to resolve.
    options = ["--require-hashes", "--no-deps", "--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
    command = [str(PYTHON), "-m", "pip", "install", *options, "--requirement", str(lock)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=quiet()) as pip:
        said = follow(pip, total)
    if pip.returncode != 0:
        sys.stderr.write("".join(said[-TAIL_LINES:]))
        sys.exit("The packages could not be installed; the reason stands above. Run the same command to go on.")
    print(f"Installed in {time.monotonic() - began:.0f} s.", flush=True)


def quiet() -> "dict[str, str]":
    return dict(os.environ, PYTHONUNBUFFERED="1", PIP_ROOT_USER_ACTION="ignore")


def follow(pip: "subprocess.Popen[str]", total: int) -> "list[str]":
    """Show how far pip is: on a terminal package by package, elsewhere every tenth. Returns what it said."""
    said, count = [], 0
    for line in pip.stdout or ():
        said.append(line)
        if line.startswith("Collecting "):
            count += 1
            if sys.stdout.isatty():
                print(f"\r  {count} of {total}: {line.split()[1][:50]:<50}", end="", flush=True)
            elif count % 10 == 0:
                print(f"  {count} of {total}", flush=True)
        elif line.startswith("Installing collected packages"):
            print("{}  unpacking …".format("\r" + " " * 70 + "\r" if sys.stdout.isatty() else ""), flush=True)
    return said


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
