"""Words as they are written beside those that are compared; forms of words and of references are found."""

from django.db import migrations, models

from programmes.derived import search_words


def write_anew(apps, schema_editor):
    entries = apps.get_model("programmes", "SearchEntry").objects.select_related("programme__current")
    for entry in entries.iterator(chunk_size=100):
        programme = entry.programme
        parties = programme.parties.select_related("submitter")
        for column, words in search_words(programme, programme.current.content, parties).items():
            setattr(entry, column, words)
        entry.save()


class Migration(migrations.Migration):
    dependencies = [("programmes", "0003_withholding")]

    operations = [
        migrations.AddField("searchentry", "spellings", models.TextField(blank=True, default=""), preserve_default=False),
        # On the way back the words stay as they are: they find more than was found before.
        migrations.RunPython(write_anew, migrations.RunPython.noop),
    ]
