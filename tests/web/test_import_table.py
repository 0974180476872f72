"""A table through the pages: its columns are shown and corrected, all rows planned, and exactly that stored."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from recommendations import jobs
from recommendations.models import BackgroundJob, Recommendation, SourceFile, TableMapping
from recommendations.permissions import Role
from recommendations.tasks import RUNNERS
from tests.factories import person
from tests.importing.mapping import in_this_process

pytestmark = pytest.mark.django_db

CSV = """Nr,Recommendation,Due
81(o),Improve the following:,
81（o） ㈢,Train all judges.,2027-Q2
82,Report on it.,soon
"""


@pytest.fixture(autouse=True)
def rows_without_child(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """All but the test of the whole way read in this process."""
    if request.node.name != "test_the_plan_of_all_rows_is_shown_and_exactly_that_is_stored":
        in_this_process(monkeypatch)


@pytest.fixture
def coordinator(client: Client) -> Client:
    client.force_login(person(Role.COORDINATOR))
    return client


def uploaded(client: Client, text: str = CSV, symbol: str = "A/80/5") -> str:
    file = SimpleUploadedFile("list.csv", text.encode())
    answer = client.post(reverse("recommendations:import_report"), {"file": file, "symbol": symbol, "language": ""})
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def planned(client: Client, address: str, **fields: str) -> BackgroundJob:
    chosen = {"column0": "reference", "column1": "text", "column2": "target_on", "symbol": "A/80/5", **fields}
    assert client.post(address, chosen).status_code == 302
    jobs.run_waiting(RUNNERS)
    return BackgroundJob.objects.latest("pk")


def test_a_table_that_comes_where_a_report_is_asked_for_leads_to_its_columns(coordinator: Client) -> None:
    page = coordinator.get(uploaded(coordinator)).content.decode()
    assert '<option value="reference" selected>' in page
    assert "81(o)(iii)" in page
    assert "30 June 2027" in page
    assert "is not read as a day" in page
    assert 'value="A/80/5"' in page
    assert not Recommendation.objects.exists()


def test_what_is_no_row_of_the_list_is_marked_and_a_date_that_may_be_read_in_two_ways(coordinator: Client) -> None:
    table = "Nr,Recommendation,Due\nA. Courts\n1,Train all judges.,03/04/2027\n,Print the guide.,\nTotal,1\n"
    page = coordinator.get(uploaded(coordinator, table)).content.decode()
    assert '2<br><span class="small fw-normal">Theme' in page
    assert '5<br><span class="small fw-normal">not read' in page
    assert "whether the day or the month comes first" in page
    assert '<td data-label="Nr"><span dir="auto"></span><br><span class="cell-fault">' in page


def test_columns_are_corrected_kept_under_a_name_and_offered_next_time(coordinator: Client) -> None:
    address = uploaded(coordinator, CSV.replace("Due", "Wann"))
    again = coordinator.post(
        address, {"column0": "reference", "column1": "text", "column2": "target_on", "symbol": "A/80/5", "again": "1"}
    )
    assert "30 June 2027" in again.content.decode()
    planned(coordinator, address, name="Our list")
    assert TableMapping.objects.get(name="Our list").columns["target_on"] == "Wann"
    page = coordinator.get(uploaded(coordinator, CSV.replace("Due", "Wann"))).content.decode()
    assert '<option value="target_on" selected>' in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"column0": "reference", "column1": ""}, "Choose the column that holds this: Text"),
        ({"column0": "numbered_text", "column1": "text"}, "not both"),
        ({"column0": "text", "column1": "text"}, "Two columns are chosen"),
        ({"column0": "reference", "column1": "text", "symbol": ""}, "No column says the report"),
    ],
)
def test_what_is_missing_is_said_and_what_was_chosen_is_still_there(
    coordinator: Client, fields: dict[str, str], words: str
) -> None:
    answer = coordinator.post(uploaded(coordinator), {"symbol": "A/80/5", "column2": "target_on", **fields})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert '<option value="target_on" selected>' in page


def test_the_plan_of_all_rows_is_shown_and_exactly_that_is_stored(coordinator: Client) -> None:
    job = planned(coordinator, uploaded(coordinator))
    address = reverse("recommendations:import_table_plan", args=[job.pk])
    page = coordinator.get(address).content.decode()
    assert "“soon” is not read as a day." in page
    assert "Train all judges." in page
    assert not Recommendation.objects.exists()
    coordinator.post(address)
    jobs.run_waiting(RUNNERS)
    stored = BackgroundJob.objects.latest("pk")
    assert (stored.state, stored.result["counts"]["created"]) == ("done", 3)
    assert {item.reference for item in Recommendation.objects.all()} == {"81(o)", "81(o)(iii)", "82"}
    assert SourceFile.objects.get().name == "list.csv"
    assert "Open the report" in coordinator.get(stored.get_absolute_url()).content.decode()


def test_what_words_mean_is_said_once_and_kept_with_the_columns(coordinator: Client) -> None:
    table = "Nr,Recommendation,Status\n1,Train all judges.,Closed\n2,Print the guide.,closed\n3,Report on it.,Blue\n"
    chosen = {"column2": "implementation", "name": "Our list"}
    job = planned(coordinator, uploaded(coordinator, table), **chosen)
    address = reverse("recommendations:import_table_plan", args=[job.pk])
    page = coordinator.get(address).content.decode()
    assert (job.result["counts"]["created"], job.result["faulty_rows"]) == (0, 3)
    assert page.count("Means") == 3  # the heading, and a label for each word
    answer = coordinator.post(address, {"word0": "verified_implemented", "word1": "-", "again": "1"})
    assert answer.status_code == 302
    jobs.run_waiting(RUNNERS)
    again = BackgroundJob.objects.latest("pk")
    coordinator.post(reverse("recommendations:import_table_plan", args=[again.pk]))
    jobs.run_waiting(RUNNERS)
    states = {item.reference: (item.response, item.implementation) for item in Recommendation.objects.all()}
    assert states == {
        "1": ("accepted", "verified_implemented"),
        "2": ("accepted", "verified_implemented"),
        "3": ("pending", ""),
    }
    assert TableMapping.objects.get().words == {"implementation": {"closed": "verified_implemented", "blue": "-"}}
    other = planned(coordinator, uploaded(coordinator, table.replace("judges", "courts")), **chosen)
    assert other.result["faulty_rows"] == 0


def test_what_changed_since_the_plan_was_seen_is_not_stored(coordinator: Client) -> None:
    first = planned(coordinator, uploaded(coordinator))
    second = planned(coordinator, uploaded(coordinator))
    for job in (second, first):
        coordinator.post(reverse("recommendations:import_table_plan", args=[job.pk]))
        jobs.run_waiting(RUNNERS)
    assert BackgroundJob.objects.latest("pk").state == "refused"
    assert Recommendation.objects.count() == 3
