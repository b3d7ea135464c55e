"""Who had a letter sent again is on record."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_desk")]

    operations = [
        migrations.CreateModel(
            name="Resending",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name="at"),
                ),
                ("tries", models.PositiveSmallIntegerField(verbose_name="tries")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resendings",
                        to="accounts.letter",
                        verbose_name="letter",
                    ),
                ),
            ],
            options={
                "verbose_name": "letter sent again",
                "verbose_name_plural": "letters sent again",
                "ordering": ["-at", "-pk"],
                "base_manager_name": "objects",
            },
        ),
    ]
