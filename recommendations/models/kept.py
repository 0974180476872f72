"""Numbers of leaves, kept by the database while they change, so that a page need not count a million rows."""

from __future__ import annotations

from django.db import models


class KeptCount(models.Model):
    """So many leaves more (or fewer) of one kind: what holds is the sum of all rows of the same kind.

    Written by triggers on recommendations, reports and periods (migration 0006), which only ever add rows, so
    that nobody waits for anybody at a busy number; `progress.kept.fold` adds up what has come together. `code` says
    what is counted and which of the other columns are used:

    - state: by response and implementation; alone, slipped, slipped_days, dated, in_time, in_first_time: as in
      `progress.leaves`; parent: items with parts
    - due: by the day waited for; told: work to do, by the day of the last news; age: open, by the day of issue;
      age_month: the same by the first of its month, so that a page need not read every day of five years
    - flow: by response and implementation at the end of months, as change since the month before; `day` is the first
      of the month, `unit` the one of then, `unit_now` (empty elsewhere) and `addressee_kind` those of today
    """

    code = models.CharField(max_length=20)
    unit = models.BigIntegerField(null=True)
    unit_now = models.BigIntegerField(null=True)
    addressee_kind = models.CharField(max_length=30, blank=True)
    response = models.CharField(max_length=30, blank=True)
    implementation = models.CharField(max_length=30, blank=True)
    day = models.DateField(null=True)
    number = models.BigIntegerField()

    class Meta:
        # They hold all that is read. Of numbers read from the rows PostgreSQL expects so much work that it calls others
        # to help, who cost more than the reading.
        indexes = [
            models.Index("code", "day", "unit", "addressee_kind", "number", name="kept_by_code_and_day"),
            models.Index(
                "day", "unit_now", "unit", "addressee_kind", "response", "implementation", "number",
                name="kept_months", condition=models.Q(code="flow"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.code} {self.number:+d}"
