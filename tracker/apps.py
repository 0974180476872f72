"""The project as an app: it owns the checks that refuse an unsafe start."""

from django.apps import AppConfig


class TrackerConfig(AppConfig):
    name = "tracker"

    def ready(self) -> None:
        from tracker import checks  # noqa: F401, PLC0415  registering is the import's purpose; settings must be ready
