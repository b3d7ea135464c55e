"""The list of submissions and the record find the latest at once, however many there are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("submissions", "0011_reminders")]

    operations = [
        migrations.AddIndex("submission", models.Index(fields=["changed_at"], name="submissions_by_time")),
        migrations.AddIndex("screening", models.Index(fields=["handed_in_at"], name="screenings_by_time")),
        migrations.AddIndex("takenback", models.Index(fields=["at"], name="taken_back_by_time")),
    ]
