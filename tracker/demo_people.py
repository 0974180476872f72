"""Who lives in the demo: units, people for every role, and a few recommendations already under way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from recommendations import tracking
from recommendations.models import Membership, Notice, Recommendation, Report, Unit, User
from recommendations.permissions import Role
from tracker import demo_year

PASSWORD = "follow-up-2030"  # noqa: S105  printed at every start: the demo answers to this machine only

# Name, short name, the short name of the unit it is part of.
UNITS = (
    ("Office of the Executive Director", "OED", ""),
    ("Division for Treaty Affairs", "DTA", "OED"),
    ("Organized Crime Branch", "OCB", "DTA"),
    ("Justice and Counter-Terrorism Branch", "JCB", "DTA"),
    ("Division for Operations", "DO", "OED"),
    ("Division for Policy Analysis and Public Affairs", "DPA", "OED"),
    ("Independent Evaluation Section", "IES", "OED"),
)


@dataclass(frozen=True)
class Person:
    login: str
    name: str
    role: Role
    unit: str
    language: str = "en"
    time_zone: str = "Europe/Vienna"
    everywhere: bool = False

    @property
    def email(self) -> str:
        return f"{self.login}@example.org"


PEOPLE = (
    Person("coordinator", "Amina Diallo", Role.COORDINATOR, "OED"),
    Person("head", "陈伟明", Role.UNIT_HEAD, "DTA", "zh-hans"),
    Person("owner", "李静", Role.FOCAL_POINT, "OCB", "zh-hans"),
    Person("alternate", "María Fernández López", Role.FOCAL_POINT, "OCB"),
    Person("contributor", "يوسف حداد", Role.CONTRIBUTOR, "OCB"),
    Person("justice", "Айгуль Нурланова", Role.FOCAL_POINT, "JCB", time_zone="Asia/Almaty"),
    Person("head.policy", "Claire Dubois", Role.UNIT_HEAD, "DPA"),
    Person("policy", "Tomasz Nowak", Role.FOCAL_POINT, "DPA"),
    Person("head.operations", "Wanjiru Kamau", Role.UNIT_HEAD, "DO", time_zone="Africa/Nairobi"),
    Person("verifier", "Елена Соколова", Role.VERIFIER, "IES"),
    Person("senior", "Kwame Mensah", Role.SENIOR_MANAGEMENT, "OED"),
    Person("reader", "田中直子", Role.READER, "DO", everywhere=True),
    Person("administrator", "Sofía Ramírez", Role.ADMINISTRATOR, "OED"),
)


@dataclass(frozen=True)
class Story:
    """How far a recommendation is: assigned; accepted when there is an answer; started when there is an update."""

    reference: str
    owner: str
    alternate: str = ""
    head: str = ""
    answer: str = ""
    action: str = ""
    update: str = ""
    percent_done: int | None = None


STORIES = (
    Story(
        "81(g)",
        owner="owner",
        alternate="alternate",
        head="head",
        answer="接受。本司将与会员国合作，在枪支管制方面提供程序范本和能力建设。",
        action="编写枪支登记与追踪程序范本",
        update="已与三个会员国商定试点，程序范本初稿正在内部征求意见。",
        percent_done=20,
    ),
    Story(
        "81(h)",
        owner="alternate",
        alternate="owner",
        head="head",
        answer="接受。有组织犯罪案例汇编将继续扩充。",
        action="Collect cases from twelve Member States for the digest of organized crime cases",
    ),
    Story("81(m)", owner="justice"),
    Story("81(n)", owner="owner", alternate="alternate"),
    Story(
        "81(r)",
        owner="policy",
        head="head.policy",
        answer="Accepted. The surveys on crime trends will be redesigned within the present mandate.",
        action="Agree on a common classification of offences with the statistical offices",
        update="A first expert group has met; its draft classification is with Member States for comment.",
        percent_done=35,
    ),
)
# Far enough that no reminder is due on the first day: those begin 45 days before a target, 30 before a response.
RESPONSE_DUE_IN = timedelta(days=60)
ACTION_DUE_IN = timedelta(days=150)
TARGET_IN = timedelta(days=240)


@transaction.atomic
def create_people() -> None:
    """Units and people, once: with anybody here already, nothing is touched."""
    if User.objects.exists():
        return
    units: dict[str, Unit] = {}
    for name, short_name, parent in UNITS:
        units[short_name] = Unit.objects.create(name=name, short_name=short_name, parent=units.get(parent))
    # One password, so one hash: making it slowly for each would take seconds.
    hashed = make_password(PASSWORD)
    for person in PEOPLE:
        user = User.objects.create(
            email=person.email,
            name=person.name,
            language=person.language,
            time_zone=person.time_zone,
            password=hashed,
            is_staff=person.role == Role.ADMINISTRATOR,
            is_superuser=person.role == Role.ADMINISTRATOR,
        )
        Membership.objects.create(
            user=user, unit=units[person.unit], role=person.role, everywhere=person.everywhere, since=date(2020, 1, 1)
        )


@transaction.atomic
def tell_stories(report: Report) -> None:
    """A year of work, and a few recommendations taken up today; once, while nothing is assigned yet."""
    if report.recommendations.filter(owner__isnull=False).exists():
        return
    people = {person.login: User.objects.get(email=person.email) for person in PEOPLE}
    demo_year.live(report.pk, people, timezone.localdate())
    for story in STORIES:
        item = report.recommendations.get(reference=story.reference)
        _tell(story, item, people, timezone.now())
    # They have been reading all along: what is new begins with the visitor.
    Notice.objects.filter(read_at__isnull=True).update(read_at=F("at"))


def _tell(story: Story, item: Recommendation, people: dict[str, User], at: datetime) -> None:
    today = timezone.localdate(at)
    owner, alternate = people[story.owner], people.get(story.alternate)
    assignment = {"owner": owner.pk, "response_due_on": today + RESPONSE_DUE_IN}
    if alternate is not None:
        assignment["alternate"] = alternate.pk
    tracking.move(item, "assign", by=people["coordinator"], at=at, given=assignment)
    if story.answer:
        acceptance = {
            "response_text": story.answer,
            "target_on": today + TARGET_IN,
            "action": story.action,
            "action_owner": owner.pk,
            "action_due_on": today + ACTION_DUE_IN,
        }
        tracking.move(item, "accept", by=people[story.head], at=at, given=acceptance)
    if story.update:
        update = {"text": story.update, "percent_done": story.percent_done, "reported_on": today}
        tracking.move(item, "start", by=owner, at=at, given=update)
