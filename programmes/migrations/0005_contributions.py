"""What accepted rounds brought to a working version, until it is published."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programmes", "0004_search_spellings")]

    operations = [
        migrations.AddField("version", "contributions", models.JSONField(default=list, editable=False)),
    ]
