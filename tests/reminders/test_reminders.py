"""What the database promises of a reminder."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from recommendations.models import OutgoingEmail, Recommendation, Reminder, User
from tests.factories import NOW, TODAY, RecommendationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def item() -> Recommendation:
    return RecommendationFactory()


@pytest.fixture
def mail() -> OutgoingEmail:
    reader = UserFactory()
    return OutgoingEmail.objects.create(
        key="digest", kind="digest", to=reader, day=TODAY, due_at=NOW, created_at=NOW, message_id="<1@example.org>"
    )


def told(item: Recommendation, to: User, mail: OutgoingEmail) -> Reminder:
    return Reminder(recommendation=item, to=to, kind="response", due_on=TODAY, moment_on=TODAY, email=mail)


@contextmanager
def refused() -> Iterator[None]:
    """What is done here is not kept, for the database says no at the end."""
    with transaction.atomic():
        mark = transaction.savepoint()
        yield
        with pytest.raises(IntegrityError):
            connection.check_constraints()
        transaction.savepoint_rollback(mark)


def test_it_stands_in_a_mail_to_whom_it_tells(item: Recommendation, mail: OutgoingEmail) -> None:
    reminder = told(item, mail.to, mail)
    reminder.full_clean()
    reminder.save()
    connection.check_constraints()
    assert mail.reminders.get() == reminder


def test_the_mail_of_somebody_else_is_refused_when_the_transaction_ends(
    item: Recommendation, mail: OutgoingEmail
) -> None:
    reminder = told(item, UserFactory(), mail)
    with pytest.raises(ValidationError, match="a_reminder_is_told_to_whom_its_mail_goes"):
        reminder.full_clean()
    with refused():
        reminder.save()


def test_a_mail_with_reminders_is_neither_deleted_nor_given_to_somebody_else(
    item: Recommendation, mail: OutgoingEmail
) -> None:
    told(item, mail.to, mail).save()
    mails = OutgoingEmail.objects.filter(pk=mail.pk)
    with refused():
        mails.update(to=UserFactory())
    with refused():
        mails._raw_delete(mails.db)
