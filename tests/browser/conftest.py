"""The first report, imported, and the people of the demo's organisation in small."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page

from recommendations.evidence import links
from recommendations.models import Report, User
from recommendations.permissions import Role
from tests.factories import UnitFactory, person

SEED = Path(__file__).resolve().parents[2] / "fixtures" / "reports" / "A-67-156.zh.txt"
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass
class Cast:
    coordinator: User
    head: User
    owner: User
    verifier: User


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    unit = UnitFactory(name="Division for Treaty Affairs")
    return Cast(
        coordinator=person(Role.COORDINATOR, name="Amina Diallo"),
        head=person(Role.UNIT_HEAD, unit, name="Chen Weiming"),
        owner=person(Role.FOCAL_POINT, unit, name="Li Jing"),
        verifier=person(Role.VERIFIER, name="Elena Sokolova"),
    )


@pytest.fixture
def report(cast: Cast) -> Report:
    call_command("import_report", str(SEED), "--symbol", "A/67/156", "--yes", "--format", "json")
    imported = Report.objects.get(symbol="A/67/156")
    links.suggest_for(imported, at=timezone.now())
    return imported


@pytest.fixture
def broken(page: Page) -> Callable[..., list[str]]:
    """`broken()` names the rules, of those or of these tags, that the open page breaks, and where."""

    def broken(rules: Collection[str] = RULES) -> list[str]:
        # Through the protocol, not a script element, which the content security policy would rightly stop.
        page.evaluate(AXE)
        found = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", [*rules])
        return [f"{page.url} {fault['id']}: {fault['nodes'][0]['html']}" for fault in found["violations"]]

    return broken


@pytest.fixture
def accessible(broken: Callable[..., list[str]]) -> Callable[[], None]:
    """`accessible()` fails with what is broken on the open page."""

    def accessible() -> None:
        assert broken() == []

    return accessible
