"""Numbers kept by the day, and the states a list is counted by, are read from indexes alone."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('recommendations', '0038_people_by_name_and_undecided_by_unit'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='keptcount',
            name='kept_by_code_and_day',
        ),
        migrations.AddIndex(
            model_name='keptcount',
            index=models.Index(models.F('code'), models.F('day'), models.F('unit'), models.F('addressee_kind'), models.F('number'), name='kept_by_code_and_day'),
        ),
        migrations.RemoveIndex(
            model_name='recommendation',
            name='by_implementation',
        ),
        migrations.AddIndex(
            model_name='recommendation',
            index=models.Index(models.F('implementation'), models.F('response'), models.F('report'), models.F('position'), models.F('due_on'), condition=models.Q(('is_leaf', True)), name='by_states'),
        ),
    ]
