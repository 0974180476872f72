"""On PostgreSQL, an index over the terms of texts.

The column "term_vector" is PostgreSQL's own: it makes it of "terms", and models do not know it. Its statistics are kept
finer than usual: by them the database tells a word that is in every second text from one that is in none.
"""

from django.db import migrations

from recommendations.migrations._triggers import made_by

TEXTS = "recommendations_recommendationtext"
INDEX = (
    f"ALTER TABLE {TEXTS} ADD COLUMN term_vector tsvector"
    " GENERATED ALWAYS AS (array_to_tsvector(string_to_array(nullif(btrim(terms), ''), ' '))) STORED",
    f"ALTER TABLE {TEXTS} ALTER COLUMN term_vector SET STATISTICS 1000",
    f"CREATE INDEX texts_by_term ON {TEXTS} USING gin (term_vector)",
    "CREATE INDEX items_by_reference ON recommendations_recommendation (upper(reference::text) text_pattern_ops)",
)
NO_INDEX = ("DROP INDEX items_by_reference", f"ALTER TABLE {TEXTS} DROP COLUMN term_vector")


class Migration(migrations.Migration):
    replaces = [("recommendations", "0028_search_terms")]
    dependencies = [("recommendations", "0006_kept_counts")]
    operations = [made_by({"postgresql": INDEX, "sqlite": ()}, {"postgresql": NO_INDEX, "sqlite": ()})]
