"""Months, too, are read from an index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('recommendations', '0008_the_cadence_of_the_house'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='keptcount',
            index=models.Index(models.F('day'), models.F('unit_now'), models.F('unit'), models.F('addressee_kind'), models.F('response'), models.F('implementation'), models.F('number'), condition=models.Q(('code', 'flow')), name='kept_months'),
        ),
    ]
