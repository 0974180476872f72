"""What the database itself refuses, whoever asks."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from recommendations.models import Recommendation
from tests.factories import RecommendationFactory, UserFactory


@pytest.mark.parametrize(
    "fields",
    [
        {"response": "pending", "implementation": "in_progress"},
        {"response": "accepted", "implementation": ""},
        {"response": "not_accepted", "implementation": "in_progress"},
        {"response": "", "implementation": ""},
        {"response": "perhaps", "implementation": ""},
        {"response": "accepted", "implementation": "reported_implemented"},  # without a claimant
        {"is_leaf": False},
        {"percent_done": 101},
    ],
)
def test_forbidden_states_are_refused_even_by_raw_sql(db, fields):
    item = RecommendationFactory()
    table = Recommendation._meta.db_table
    assignments = ", ".join(f"{name} = %s" for name in fields)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {assignments}, version = version + 1 WHERE id = %s", [*fields.values(), item.pk]
        )
    item.refresh_from_db()
    assert item.response == "pending"


def test_an_owned_item_belongs_to_a_unit(db):
    item = RecommendationFactory()
    item.owner = UserFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        item.save()


def test_states_are_not_assigned_by_hand(db):
    item = RecommendationFactory()
    with pytest.raises(AttributeError):
        item.response = "accepted"
    item.refresh_from_db()
    with pytest.raises(AttributeError):
        item.implementation = "in_progress"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE recommendations_recommendation SET response = 'under_consideration'",
        "UPDATE recommendations_recommendation SET response = 'under_consideration', version = version - 1",
    ],
)
def test_a_state_changed_behind_the_verbs_back_is_refused(db, sql):
    RecommendationFactory()
    with pytest.raises(DatabaseError, match="only together with the version"), transaction.atomic():
        connection.cursor().execute(sql)
    with pytest.raises(DatabaseError, match="only together with the version"), transaction.atomic():
        Recommendation.objects.update(response="under_consideration")
    assert Recommendation.objects.get().response == "pending"


def test_a_submitted_update_is_not_written_over_by_anybody(world):
    world.assign()
    world.accept()
    world.start()
    with pytest.raises(DatabaseError, match="never written over"), transaction.atomic():
        world.item.updates.update(text="We had done it all along.")
    assert world.item.updates.get().text == "The team has met."
