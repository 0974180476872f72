"""The project as an app: it brings the Celery application and the checks that refuse an unsafe start."""

from django.apps import AppConfig


class TrackerConfig(AppConfig):
    name = "tracker"

    def ready(self) -> None:
        # Registering is the purpose of both imports; the checks need the settings, tasks need the application.
        from tracker import celery, checks  # noqa: F401, PLC0415
