"""Files of others that we ship: as they came, and accounted for."""

import hashlib
import json
from pathlib import Path

import recommendations

VENDOR = Path(recommendations.__file__).parent / "static" / "vendor"
PACKAGES = json.loads((VENDOR / "vendor.json").read_text())


def test_every_vendored_file_is_the_one_that_was_checked():
    for package in PACKAGES:
        for file in package["files"]:
            assert hashlib.sha256((VENDOR / file["path"]).read_bytes()).hexdigest() == file["sha256"], file["path"]


def test_every_vendored_file_is_accounted_for():
    listed = {file["path"] for package in PACKAGES for file in package["files"]}
    shipped = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}

    assert shipped - {"vendor.json"} == listed
    assert all(package["name"] and package["version"] and package["licence"] for package in PACKAGES)


def test_no_style_sheet_asks_for_a_file_that_is_not_shipped():
    for sheet in VENDOR.rglob("*.css"):
        assert "sourceMappingURL" not in sheet.read_text()
