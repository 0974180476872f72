"""Reminders and mail under faults: what must not happen, counted. Run it with python -m benchmarks.mail_faults."""
