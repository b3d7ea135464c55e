"""The desk counts programmes and the record finds publications at once, however many there are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programmes", "0009_writings")]

    operations = [
        migrations.AddIndex(
            "programme",
            models.Index(fields=["stage", "instrument", "status", "id"], name="programmes_by_cell"),
        ),
        migrations.AddIndex(
            "version",
            models.Index(
                fields=["made_by", "published_at"],
                condition=models.Q(number__isnull=False),
                name="published_by_person",
            ),
        ),
        migrations.AddIndex("scheduling", models.Index(fields=["made_at"], name="schedulings_by_time")),
        migrations.AddIndex("scheduling", models.Index(fields=["ended_at"], name="schedulings_by_end")),
    ]
