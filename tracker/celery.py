"""The Celery application and its timetable. Beat only ticks; what is due is decided by the database."""

import os

from celery import Celery
from celery.schedules import crontab
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

app = Celery("suivi")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "plan reminders": {
        "task": "recommendations.tasks.plan_reminders",
        "schedule": settings.REMINDER_PLAN_SECONDS,
        # A tick nobody took before the next one is due says nothing new.
        "options": {"expires": settings.REMINDER_PLAN_SECONDS},
    },
    "plan mails of notices": {
        "task": "recommendations.tasks.plan_notices",
        "schedule": settings.OUTBOX_DELIVER_SECONDS,
        "options": {"expires": settings.OUTBOX_DELIVER_SECONDS},
    },
    "sweep attachments": {
        "task": "recommendations.tasks.sweep_attachments",
        "schedule": crontab(hour=2, minute=30),
    },
    "sweep imports": {
        "task": "recommendations.tasks.sweep_imports",
        "schedule": crontab(hour=2, minute=45),
    },
    "deliver the outbox": {
        "task": "recommendations.tasks.deliver_outbox",
        "schedule": settings.OUTBOX_DELIVER_SECONDS,
        "options": {"expires": settings.OUTBOX_DELIVER_SECONDS},
    },
    "check that everybody can be reached": {
        "task": "recommendations.tasks.check_people",
        "schedule": settings.PEOPLE_CHECK_SECONDS,
        "options": {"expires": settings.PEOPLE_CHECK_SECONDS},
    },
    "checkpoint the history": {
        "task": "recommendations.tasks.checkpoint_history",
        "schedule": settings.HISTORY_CHECKPOINT_SECONDS,
        "options": {"expires": settings.HISTORY_CHECKPOINT_SECONDS},
    },
    "forget documents": {
        "task": "recommendations.tasks.forget_documents",
        "schedule": 3600,
        "options": {"expires": 3600},
    },
    "fold kept counts": {
        "task": "recommendations.tasks.fold_kept_counts",
        "schedule": settings.KEPT_COUNTS_FOLD_SECONDS,
        "options": {"expires": settings.KEPT_COUNTS_FOLD_SECONDS},
    },
    "run waiting jobs": {
        "task": "recommendations.tasks.run_waiting_jobs",
        "schedule": settings.JOBS_RUN_SECONDS,
        "options": {"expires": settings.JOBS_RUN_SECONDS},
    },
}
