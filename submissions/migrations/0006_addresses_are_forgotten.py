"""The address of an invited person may be forgotten."""

from typing import Any

from django.db import migrations, models


def discard_forgotten(apps: Any, schema_editor: Any) -> None:
    """On the way back: an invitation needs an address there, and this one has none any more."""
    apps.get_model("submissions", "Invitation").objects.filter(submitter=None, email="").delete()


class Migration(migrations.Migration):
    dependencies = [("submissions", "0005_remarks")]

    operations = [
        migrations.RemoveConstraint("invitation", "a_submitter_or_a_person_is_invited"),
        migrations.AddConstraint(
            "invitation",
            models.CheckConstraint(
                condition=models.Q(
                    ("email", ""),
                    ("right", ""),
                    ("role__in", ["co_submitter", "partner"]),
                    ("submitter__isnull", False),
                )
                | (
                    models.Q(("role", ""), ("submitter__isnull", True))
                    & models.Q(("right", ""), _negated=True)
                ),
                name="a_submitter_or_a_person_is_invited",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, discard_forgotten),
    ]
