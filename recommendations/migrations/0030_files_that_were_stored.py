"""Files say whether anything was ever stored from them; of those here already only the ones on their way were not."""

from django.db import migrations, models
from django.db.models import F


def fill(apps, schema_editor):
    waiting = apps.get_model("recommendations", "PendingImport").objects.exclude(state="done")
    editions = apps.get_model("recommendations", "Edition").objects.all()
    files = apps.get_model("recommendations", "SourceFile").objects.all()
    only_waiting = files.filter(pk__in=waiting.values("source")).exclude(pk__in=editions.values("source"))
    files.exclude(pk__in=only_waiting.values("pk")).update(stored_at=F("added_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('recommendations', '0029_edited_workbooks'),
    ]

    operations = [
        migrations.AddField(
            model_name='sourcefile',
            name='stored_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
