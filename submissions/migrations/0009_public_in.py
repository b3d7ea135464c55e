"""The first version that says anything of an accepted submission."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programmes", "0008_publishing"), ("submissions", "0008_desk")]

    operations = [
        migrations.AddField(
            "submission",
            "public_in",
            models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="programmes.version",
                verbose_name="version in which it became public",
            ),
        ),
    ]
