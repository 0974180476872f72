"""The world in tests: each factory makes a valid row with as little as the test says."""

from datetime import UTC, date, datetime
from typing import Any

import factory
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from recommendations.models import (
    Absence,
    Action,
    Attachment,
    Edition,
    EvidenceLink,
    Membership,
    Paragraph,
    ParagraphText,
    Recommendation,
    RecommendationText,
    Report,
    SourceFile,
    Unit,
    User,
)
from recommendations.permissions import Role
from recommendations.workflow import AddresseeKind

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PASSWORD = "a sunny day in Vienna"
_HASHED = MD5PasswordHasher().encode(PASSWORD, "salt")


class UnitFactory(factory.django.DjangoModelFactory[Unit]):
    class Meta:
        model = Unit

    name = factory.Sequence(lambda n: f"Division {n}")


class UserFactory(factory.django.DjangoModelFactory[User]):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = _HASHED


class MembershipFactory(factory.django.DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    unit = factory.SubFactory(UnitFactory)
    role = Role.FOCAL_POINT
    since = date(2020, 1, 1)


def person(role: Role, unit: Unit | None = None, **fields: Any) -> User:
    """Somebody with one role in one unit (a unit of their own when none is named)."""
    return MembershipFactory(role=role, unit=unit or UnitFactory(), user=UserFactory(**fields)).user


class AbsenceFactory(factory.django.DjangoModelFactory[Absence]):
    """Away today, entered by the person who is."""

    class Meta:
        model = Absence

    person = factory.SubFactory(UserFactory)
    first_on = factory.LazyFunction(timezone.localdate)
    last_on = factory.LazyFunction(timezone.localdate)
    entered_by = factory.SelfAttribute("person")
    entered_at = NOW


class SourceFileFactory(factory.django.DjangoModelFactory[SourceFile]):
    class Meta:
        model = SourceFile

    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    name = "report.txt"
    content = "sources/report.txt"
    added_at = NOW


class ReportFactory(factory.django.DjangoModelFactory[Report]):
    class Meta:
        model = Report

    symbol = factory.Sequence(lambda n: f"A/70/{n}")
    imported_at = NOW


class EditionFactory(factory.django.DjangoModelFactory[Edition]):
    class Meta:
        model = Edition
        django_get_or_create = ("report", "language")

    report = factory.SubFactory(ReportFactory)
    language = "en"
    source = factory.SubFactory(SourceFileFactory)
    title = "Follow-up of everything"


class ParagraphFactory(factory.django.DjangoModelFactory[Paragraph]):
    class Meta:
        model = Paragraph
        skip_postgeneration_save = True

    report = factory.SubFactory(ReportFactory)
    # Far from the numbers a test gives itself.
    position = factory.Sequence(lambda n: 10_000 + n)
    number = factory.LazyAttribute(lambda p: str(p.position))

    @factory.post_generation
    def text(self: Any, _create: bool, text: str | None, **_: Any) -> None:
        edition = EditionFactory(report=self.report)
        ParagraphText.objects.create(paragraph=self, edition=edition, text=text or "What was found.")


class RecommendationFactory(factory.django.DjangoModelFactory[Recommendation]):
    class Meta:
        model = Recommendation
        skip_postgeneration_save = True

    report = factory.SubFactory(ReportFactory)
    position = factory.Sequence(lambda n: n)
    reference = factory.LazyAttribute(lambda r: f"81({r.position})")
    addressee_kind = AddresseeKind.SECRETARIAT
    verb = "request"

    @factory.post_generation
    def text(self: Any, _create: bool, text: str | None, **_: Any) -> None:
        edition = EditionFactory(report=self.report)
        RecommendationText.objects.create(
            recommendation=self, edition=edition, text=text or "Requests the Office to act."
        )


class ActionFactory(factory.django.DjangoModelFactory[Action]):
    class Meta:
        model = Action

    recommendation = factory.SubFactory(RecommendationFactory)
    text = "Write the guide"
    owner = factory.SubFactory(UserFactory)
    due_on = date(2026, 6, 30)


class AttachmentFactory(factory.django.DjangoModelFactory[Attachment]):
    """A text file, really stored."""

    class Meta:
        model = Attachment

    recommendation = factory.SubFactory(RecommendationFactory)
    name = "notes.txt"
    content = factory.LazyFunction(lambda: SimpleUploadedFile("notes.txt", b"Seen and done."))
    kind = "txt"
    size = 14
    sha256 = "0" * 64
    added_by = factory.SubFactory(UserFactory)
    added_at = NOW


class EvidenceLinkFactory(factory.django.DjangoModelFactory[EvidenceLink]):
    class Meta:
        model = EvidenceLink

    recommendation = factory.SubFactory(RecommendationFactory)
    paragraph = factory.LazyAttribute(lambda link: ParagraphFactory(report=link.recommendation.report))
    score = 0.5
