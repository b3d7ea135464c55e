"""Publication at a stated time, urgent corrections, approvals, corrigenda, and what supersedes a programme."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0007_kept_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalprogramme",
            name="superseded_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="programmes.programme",
                verbose_name="superseded by",
            ),
        ),
        migrations.AddField(
            model_name="historicalsourceentry",
            name="supersedes",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="For a line of a corrigendum: the line that it puts right. Both stay and are shown.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="programmes.sourceentry",
                verbose_name="supersedes",
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="superseded_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="superseded",
                to="programmes.programme",
                verbose_name="superseded by",
            ),
        ),
        migrations.AddField(
            model_name="sourceentry",
            name="supersedes",
            field=models.OneToOneField(
                blank=True,
                help_text="For a line of a corrigendum: the line that it puts right. Both stay and are shown.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="superseded_by",
                to="programmes.sourceentry",
                verbose_name="supersedes",
            ),
        ),
        migrations.AddField(
            model_name="version",
            name="approval",
            field=models.JSONField(blank=True, default=dict, verbose_name="approved by the submitters"),
        ),
        migrations.AddField(
            model_name="version",
            name="corrections",
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.AlterField(
            model_name="document",
            name="kind",
            field=models.CharField(
                choices=[
                    ("report", "report"),
                    ("decision", "decision"),
                    ("submission", "submission"),
                    ("note_verbale", "note verbale"),
                    ("corrigendum", "corrigendum"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="historicaldocument",
            name="kind",
            field=models.CharField(
                choices=[
                    ("report", "report"),
                    ("decision", "decision"),
                    ("submission", "submission"),
                    ("note_verbale", "note verbale"),
                    ("corrigendum", "corrigendum"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
        migrations.CreateModel(
            name="Scheduling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("publish_at", models.DateTimeField(verbose_name="to be published")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("listed", "Listed"),
                            ("updated", "Updated"),
                            ("corrected", "Corrected"),
                            ("translated", "Translated"),
                            ("joined", "Joined"),
                            ("withdrawn", "Withdrawn"),
                            ("retired", "Retired"),
                            ("restored", "Restored"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("note", models.TextField(verbose_name="public note")),
                ("note_ar", models.TextField(null=True, verbose_name="public note")),
                ("note_zh_hans", models.TextField(null=True, verbose_name="public note")),
                ("note_en", models.TextField(null=True, verbose_name="public note")),
                ("note_fr", models.TextField(null=True, verbose_name="public note")),
                ("note_ru", models.TextField(null=True, verbose_name="public note")),
                ("note_es", models.TextField(null=True, verbose_name="public note")),
                ("reason", models.TextField(verbose_name="internal reason")),
                ("seen", models.CharField(max_length=64)),
                ("approval", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField(verbose_name="scheduled")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for its time"),
                            ("published", "Published"),
                            ("changed", "Not published: it was changed before"),
                            ("refused", "Not published: it was refused"),
                            ("unscheduled", "Unscheduled"),
                        ],
                        default="waiting",
                        max_length=12,
                        verbose_name="outcome",
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended")),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ended by",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="scheduled by",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schedulings",
                        to="programmes.programme",
                        verbose_name="programme",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="schedulings",
                        to="programmes.version",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "scheduled publication",
                "verbose_name_plural": "scheduled publications",
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "waiting")),
                        fields=("programme",),
                        name="scheduled_once_at_a_time",
                    )
                ],
            },
        ),
    ]
