"""A small secretariat: two divisions, the people who play a part, and one recommendation."""

from dataclasses import dataclass

import pytest

from recommendations import tracking
from recommendations.models import Recommendation, Unit, User
from recommendations.permissions import Role
from tests.factories import NOW, EvidenceLinkFactory, MembershipFactory, RecommendationFactory, UnitFactory, person


@dataclass
class World:
    unit: Unit
    section: Unit
    coordinator: User
    head: User
    owner: User
    alternate: User
    verifier: User
    manager: User
    item: Recommendation

    def move(self, code, by, /, **given):
        return tracking.move(self.item, code, by=by, at=NOW, given=given, version=self.item.version)

    def assign(self):
        return self.move("assign", self.coordinator, owner=self.owner, alternate=self.alternate,
                         response_due_on="2026-04-01")  # fmt: skip

    def accept(self):
        return self.move("accept", self.head, response_text="We will do it.", target_on="2026-Q3",
                         action="Write the guide", action_owner=self.owner, action_due_on="2026-06-30")  # fmt: skip

    def start(self):
        return self.move("start", self.owner, text="The team has met.", reported_on="2026-03-02")

    def prove(self):
        return EvidenceLinkFactory(
            recommendation=self.item, state="confirmed", kind="implementation", decided_by=self.owner, decided_at=NOW
        )

    def report_implemented(self):
        return self.move("report_implemented", self.owner, statement="The guide is out.", completed_on="2026-03-01",
                         actions_done=[action.pk for action in self.item.actions.open()])  # fmt: skip

    def up_to_reported(self):
        self.assign()
        self.accept()
        self.start()
        self.prove()
        self.report_implemented()
        return self.item

    def verify(self, by=None):
        return self.move("verify", by or self.verifier, finding="Seen and used.", method="desk",
                         verified_on="2026-03-02", reviewed=[e.pk for e in self.item.evidence.proof()])  # fmt: skip


@pytest.fixture
def world(db):
    unit = UnitFactory(name="Division for Treaty Affairs")
    section = UnitFactory(name="Implementation Support Section", parent=unit)
    head = person(Role.UNIT_HEAD, unit, name="Amina Diallo")
    owner = person(Role.FOCAL_POINT, section, name="Wang Fang")
    return World(
        unit=unit,
        section=section,
        coordinator=person(Role.COORDINATOR, name="Clara Reyes"),
        head=head,
        owner=owner,
        alternate=MembershipFactory(unit=section, user__name="Ivan Petrov").user,
        verifier=person(Role.VERIFIER, name="Sofia Rossi"),
        manager=person(Role.SENIOR_MANAGEMENT, name="John Okafor"),
        item=RecommendationFactory(),
    )
