"""Ages are kept by the month of issue too, and the numbers are read from their index."""

from importlib import import_module

from django.db import migrations, models

KEPT_COUNTS = import_module("recommendations.migrations.0021_kept_counts")


class Migration(migrations.Migration):

    dependencies = [
        ('recommendations', '0030_files_that_were_stored'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='keptcount',
            name='kept_by_code_and_day',
        ),
        migrations.AddIndex(
            model_name='keptcount',
            index=models.Index(models.F('code'), models.F('day'), models.F('unit'), models.F('number'), name='kept_by_code_and_day'),
        ),
        migrations.RunPython(KEPT_COUNTS.keep, migrations.RunPython.noop),
    ]
