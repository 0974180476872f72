"""The Django project: how the app is run."""

import django_stubs_ext

from tracker.celery import app as celery_app

# Lets `ModelChoiceField[User]` be written where Django's own classes are not generic at run time.
django_stubs_ext.monkeypatch()

__all__ = ["celery_app"]
