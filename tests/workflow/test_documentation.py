"""The pages about the workflow are made from it, and are never behind it."""

import pytest
from django.core.management import CommandError, call_command

from recommendations import workflow


def test_the_pages_say_what_the_table_says():
    call_command("document_workflow", "--check")


def test_a_stale_page_is_found(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    call_command("document_workflow")
    call_command("document_workflow", "--check")
    page = tmp_path / "docs" / "permissions.md"
    page.write_text(page.read_text("utf-8").replace("●", "", 1), "utf-8")
    with pytest.raises(CommandError, match=r"permissions\.md is stale"):
        call_command("document_workflow", "--check")


def test_every_move_and_state_is_told(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    call_command("document_workflow")
    told = (tmp_path / "docs" / "workflow.md").read_text("utf-8")
    assert all(f"(`{move.code}`)" in told for move in workflow.MOVES)
    assert all(f"| `{state}` |" in told for state in (*workflow.Response.values, *workflow.Implementation.values))
