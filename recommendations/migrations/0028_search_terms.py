"""The terms of texts, for those that are stored already too; on PostgreSQL with an index over them.

The column "term_vector" is PostgreSQL's own: it makes it of "terms", and models do not know it. Its statistics are kept
finer than usual: by them the database tells a word that is in every second text from one that is in none.
"""

import recommendations.models.terms
from django.db import migrations

from recommendations.search import indexed

TEXTS = "recommendations_recommendationtext"
INDEX = (
    f"ALTER TABLE {TEXTS} ADD COLUMN term_vector tsvector"
    " GENERATED ALWAYS AS (array_to_tsvector(string_to_array(nullif(btrim(terms), ''), ' '))) STORED",
    f"ALTER TABLE {TEXTS} ALTER COLUMN term_vector SET STATISTICS 1000",
    f"CREATE INDEX texts_by_term ON {TEXTS} USING gin (term_vector)",
    "CREATE INDEX items_by_reference ON recommendations_recommendation (upper(reference::text) text_pattern_ops)",
)
NO_INDEX = ("DROP INDEX items_by_reference", f"ALTER TABLE {TEXTS} DROP COLUMN term_vector")


def fill(apps, schema_editor):
    texts = apps.get_model("recommendations", "RecommendationText").objects.order_by("pk")
    last = 0
    while rows := list(texts.filter(pk__gt=last).values_list("pk", "text")[:2000]):
        with schema_editor.connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {TEXTS} SET terms = %s WHERE id = %s", [(indexed(text), pk) for pk, text in rows]
            )
        last = rows[-1][0]


def make_index(apps, schema_editor):
    _run(schema_editor, INDEX)


def drop_index(apps, schema_editor):
    _run(schema_editor, NO_INDEX)


def _run(schema_editor, statements):
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('recommendations', '0027_unsent_forms'),
    ]

    operations = [
        migrations.AddField(
            model_name='recommendationtext',
            name='terms',
            field=recommendations.models.terms.TermsField(default='', editable=False, of='text'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(make_index, drop_index),
    ]
