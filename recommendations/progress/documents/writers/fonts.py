"""Fonts that come with the installation, so that a document looks the same wherever it is made."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

# Families in the order they are tried, with the package that holds their files.
PACKAGES: dict[str, str] = {
    "Noto Sans": "fontpkg_noto_sans",
    "Amiri": "fontpkg_amiri",
    "Noto Sans Arabic": "fontpkg_noto_sans_arabic",
    "Noto Sans CJK SC": "manimgx_fonts_cjk",
}


@cache
def installed() -> dict[str, Path]:
    """The folder of each family whose package is installed."""
    specs = {family: find_spec(package) for family, package in PACKAGES.items()}
    return {family: Path(spec.origin).parent for family, spec in specs.items() if spec is not None and spec.origin}
