"""Tables as others keep them: their columns are told, and no row of them is read wrongly without a word."""

from benchmarks.import_tables import measured
from benchmarks.table_files import table_samples


def test_columns_of_tables_of_others_are_told_and_no_row_is_misread_in_silence() -> None:
    faults = measured(list(table_samples()), faults=True)["faults"]
    assert [one for one in faults if ": named: " not in one] == [
        # Each action of a recommendation has a status of its own there; that of the first one is offered.
        "en-06-evaluation.xlsx: Tracking: status was taken for implementation",
        "en-81-ocha.xlsx: Remarks of the office is response_text",  # elsewhere remarks are no response
        "ru-85-min.xlsx: Орган was taken for unit",  # the body that recommends
    ]
