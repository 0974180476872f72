"""Keep with each closed recommendation why it was closed; until now only its history said so."""

from django.db import migrations, models


def from_history(apps, schema_editor):
    entries = apps.get_model("recommendations", "HistoryEntry").objects.filter(
        action="close", recommendation__implementation="closed_not_implemented"
    )
    items = apps.get_model("recommendations", "Recommendation").objects
    for item, given in entries.order_by("seq").values_list("recommendation", "given"):
        items.filter(pk=item).update(closing_reason=given.get("reason_code", ""))


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0002_history_is_append_only")]
    operations = [
        migrations.AddField(
            model_name="recommendation",
            name="closing_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("superseded", "Superseded"),
                    ("overtaken_by_events", "Overtaken by events"),
                    ("no_longer_relevant", "No longer relevant"),
                    ("impossible", "Impossible to implement"),
                    ("risk_accepted", "Risk accepted"),
                    ("refused_later", "Refused later"),
                ],
                max_length=30,
                verbose_name="reason for closing",
            ),
        ),
        migrations.RunPython(from_history, migrations.RunPython.noop),
    ]
