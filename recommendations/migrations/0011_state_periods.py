"""How each leaf stood from one change to the next, and what the history written so far says of it."""

from datetime import date
from itertools import groupby

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

DATES = (
    "response_due_on", "decided_on", "target_on", "first_target_on", "last_update_on", "completed_on", "verified_on",
    "closed_on",
)
OTHERS = (
    "unit_id", "owner_id", "alternate_id", "response", "implementation", "percent_done", "closing_reason",
)
UPDATES = ("start", "update", "submit_draft")
BATCH = 2000


def fill(apps, schema_editor):
    """As `recommendations.periods.rebuild` did when this was written."""
    entries = apps.get_model("recommendations", "HistoryEntry").objects.filter(recommendation__is_leaf=True)
    period = apps.get_model("recommendations", "StatePeriod")
    rows = entries.order_by("recommendation_id", "seq").only("recommendation_id", "seq", "action", "at", "changes", "given")
    waiting = []
    for _item, chain in groupby(rows.iterator(chunk_size=BATCH), key=lambda entry: entry.recommendation_id):
        waiting += periods_of(chain, period)
        if len(waiting) >= BATCH:
            period.objects.bulk_create(waiting)
            waiting = []
    period.objects.bulk_create(waiting)


def periods_of(chain, period):
    last, values = None, {}
    for entry in chain:
        changed = {name: entry.changes[name][1] for name in (*DATES, *OTHERS) if name in entry.changes}
        changed |= {name: changed[name] and date.fromisoformat(changed[name]) for name in DATES if name in changed}
        if "last_update_on" not in changed and entry.action in UPDATES and entry.given.get("reported_on"):
            told = date.fromisoformat(entry.given["reported_on"])
            changed["last_update_on"] = max(filter(None, (values.get("last_update_on"), told)))
        if last is not None and not changed:
            continue
        at = entry.at if last is None else max(entry.at, last.begins_at)
        day = timezone.localdate(at, timezone.get_default_timezone())
        if last is not None:
            last.ends_at, last.ends_on = at, day
            yield last
        values |= changed
        last = period(
            recommendation_id=entry.recommendation_id, seq=entry.seq, begins_at=at, begins_on=day, **values
        )
    if last is not None:
        yield last


class Migration(migrations.Migration):

    dependencies = [
        ('recommendations', '0010_recommenders_and_positions'),
    ]

    operations = [
        migrations.CreateModel(
            name='StatePeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.PositiveIntegerField()),
                ('begins_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(null=True)),
                ('begins_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('response', models.CharField(choices=[('pending', 'Pending'), ('under_consideration', 'Under consideration'), ('accepted', 'Accepted'), ('partially_accepted', 'Partially accepted'), ('not_accepted', 'Not accepted')], default='pending', max_length=30)),
                ('response_due_on', models.DateField(null=True)),
                ('decided_on', models.DateField(null=True)),
                ('implementation', models.CharField(choices=[('not_started', 'Not started'), ('in_progress', 'In progress'), ('reported_implemented', 'Reported implemented'), ('verified_implemented', 'Verified implemented'), ('closed_not_implemented', 'Closed, not implemented')], default='', max_length=30)),
                ('target_on', models.DateField(null=True)),
                ('first_target_on', models.DateField(null=True)),
                ('percent_done', models.PositiveSmallIntegerField(null=True)),
                ('last_update_on', models.DateField(null=True)),
                ('completed_on', models.DateField(null=True)),
                ('verified_on', models.DateField(null=True)),
                ('closed_on', models.DateField(null=True)),
                ('closing_reason', models.CharField(blank=True, max_length=30)),
                ('due_on', models.GeneratedField(db_persist=True, expression=models.Case(models.When(response__in=['pending', 'under_consideration'], then='response_due_on'), models.When(implementation__in=['not_started', 'in_progress'], then='target_on'), default=None), output_field=models.DateField(null=True))),
                ('alternate', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='periods', to='recommendations.recommendation')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='recommendations.unit')),
            ],
            options={
                'verbose_name': 'state for a time',
                'verbose_name_plural': 'states for a time',
                'ordering': ('recommendation', 'seq'),
                'indexes': [models.Index(models.F('begins_on'), name='by_begin')],
                'constraints': [models.UniqueConstraint(fields=('recommendation', 'seq'), name='a_history_entry_begins_one_period'), models.UniqueConstraint(condition=models.Q(('ends_at__isnull', True)), fields=('recommendation',), name='one_period_of_a_leaf_is_open'), models.CheckConstraint(condition=models.Q(models.Q(('ends_at__isnull', True), ('ends_on__isnull', True)), models.Q(('ends_at__gte', models.F('begins_at')), ('ends_on__gte', models.F('begins_on'))), _connector='OR'), name='a_period_ends_after_it_begins')],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
