"""Write docs/workflow.md and docs/permissions.md from the table of moves."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from recommendations.tracking import documentation


class Command(BaseCommand):
    help = "Write docs/workflow.md and docs/permissions.md from the table of moves."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Write nothing; exit 1 when a page is stale.")

    def handle(self, *_args: Any, **options: Any) -> None:
        for name, text in pages().items():
            path = Path(settings.BASE_DIR) / "docs" / name
            if options["check"]:
                if not path.exists() or path.read_text("utf-8") != text:
                    raise CommandError(f"docs/{name} is stale: run manage.py document_workflow.")
            else:
                path.write_text(text, "utf-8")


def pages() -> dict[str, str]:
    """The text of each page by its file's name, in English whatever the language of the shell."""
    with translation.override("en"):
        return {"workflow.md": documentation.workflow_page(), "permissions.md": documentation.permissions_page()}
