"""The Django project: how the app is run."""
