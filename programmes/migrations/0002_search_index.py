"""The index that PostgreSQL searches words by. SQLite reads its few hundred rows without one."""

from django.db import migrations

from programmes.models.words import AS_LEXEMES


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE INDEX search_words ON programmes_searchentry USING gin"
            f" ({AS_LEXEMES.format(column='words')})"
        )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX search_words")


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
