"""What is written on working versions is on record; a scheduled publication that has ended stays as it is."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0008_publishing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="scheduling",
            options={
                "base_manager_name": "objects",
                "ordering": ["-made_at", "-pk"],
                "verbose_name": "scheduled publication",
                "verbose_name_plural": "scheduled publications",
            },
        ),
        migrations.AlterField(
            model_name="scheduling",
            name="programme",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="schedulings",
                to="programmes.programme",
                verbose_name="programme",
            ),
        ),
        migrations.AlterField(
            model_name="scheduling",
            name="version",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="schedulings",
                to="programmes.version",
                verbose_name="version",
            ),
        ),
        migrations.CreateModel(
            name="Writing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("begun", "Working version begun"),
                            ("written", "Working version written on"),
                            ("merged", "Round merged into the working version"),
                            ("undone", "Round taken out of the working version"),
                            ("corrected", "Correction carried over to the working version"),
                            ("discarded", "Working version discarded"),
                        ],
                        max_length=12,
                        verbose_name="act",
                    ),
                ),
                ("at", models.DateTimeField(db_index=True, verbose_name="at")),
                ("changes", models.JSONField(verbose_name="what differs")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="writings",
                        to="programmes.programme",
                        verbose_name="programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "writing",
                "verbose_name_plural": "writings",
                "ordering": ["-at", "-pk"],
                "base_manager_name": "objects",
            },
        ),
    ]
