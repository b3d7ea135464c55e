"""Remarks for an audience and on an item, what one saw last, and submissions that the secretariat keyed in."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def carry_over(apps: Any, schema_editor: Any) -> None:
    """What was internal stays so; everything else was said to both sides, as is the default."""
    apps.get_model("submissions", "Comment").objects.filter(internal=True).update(audience="internal")


def carry_back(apps: Any, schema_editor: Any) -> None:
    """What submitters said among themselves had no place before, and is for nobody else to read."""
    comments = apps.get_model("submissions", "Comment").objects
    comments.filter(audience="coauthors").delete()
    comments.filter(audience="internal").update(internal=True)


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0004_together"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "comment",
            "audience",
            models.CharField(
                choices=[
                    ("secretariat", "The submitters and the secretariat"),
                    ("internal", "The secretariat alone"),
                    ("coauthors", "The submitters alone"),
                ],
                default="secretariat",
                max_length=12,
                verbose_name="for whom",
            ),
        ),
        migrations.RunPython(carry_over, carry_back),
        migrations.RemoveField("comment", "internal"),
        # No page ever wrote the id of a row; remarks are on items, by their codes.
        migrations.RemoveField("comment", "item_id"),
        migrations.AddField(
            "comment", "item", models.CharField(blank=True, default="", max_length=40, verbose_name="item")
        ),
        migrations.AddField(
            "comment",
            "kind",
            models.CharField(
                choices=[("remark", "Remark"), ("change", "Request for change")],
                default="remark",
                max_length=8,
                verbose_name="kind",
            ),
        ),
        migrations.CreateModel(
            name="LastLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("seen", models.JSONField()),
                ("before_at", models.DateTimeField()),
                ("before", models.JSONField()),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="looks",
                        to="submissions.submission",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["submission", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=["user", "submission"], name="one_last_look_per_person")
                ],
            },
        ),
        *(
            migrations.AddField(
                model,
                "received",
                models.CharField(
                    blank=True,
                    choices=[("paper", "On paper"), ("mail", "By mail")],
                    editable=model == "round",
                    max_length=8,
                    verbose_name="received",
                ),
            )
            for model in ("round", "submission")
        ),
        *(
            migrations.AddField(
                model,
                "keyed_by",
                models.ForeignKey(
                    blank=True,
                    editable=model == "round",
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                    verbose_name="keyed in by",
                ),
            )
            for model in ("round", "submission")
        ),
        migrations.AddField(
            "submission",
            "confirm_asked_at",
            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="sent to confirm"),
        ),
        migrations.AddConstraint(
            "submission",
            models.CheckConstraint(
                condition=models.Q(("keyed_by__isnull", True), ("received", ""))
                | (models.Q(("received", ""), _negated=True) & models.Q(("keyed_by__isnull", False))),
                name="what_was_received_was_keyed_in_by_somebody",
            ),
        ),
        migrations.AlterField(
            "attachment",
            "kind",
            models.CharField(
                choices=[
                    ("authority", "Scan of the note verbale or letter"),
                    ("original", "Text in the language it was written in"),
                    ("supporting", "Supporting document"),
                    ("received", "What was received on paper or by mail"),
                ],
                max_length=12,
                verbose_name="kind",
            ),
        ),
    ]
