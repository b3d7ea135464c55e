"""Clearer words for what came by e-mail, and for what a screener took back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0012_by_time"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="takenback",
            options={
                "base_manager_name": "objects",
                "ordering": ["screening", "id"],
                "verbose_name": "assessment taken back",
                "verbose_name_plural": "assessments taken back",
            },
        ),
        migrations.AlterField(
            model_name="attachment",
            name="kind",
            field=models.CharField(
                choices=[
                    ("authority", "Scan of the note verbale or letter"),
                    ("original", "Text in the language it was written in"),
                    ("supporting", "Supporting document"),
                    ("received", "What was received on paper or by e-mail"),
                ],
                max_length=12,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="round",
            name="received",
            field=models.CharField(
                blank=True,
                choices=[("paper", "On paper"), ("mail", "By e-mail")],
                max_length=8,
                verbose_name="received",
            ),
        ),
        migrations.AlterField(
            model_name="screening",
            name="handed_in_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="handed in on"),
        ),
        migrations.AlterField(
            model_name="submission",
            name="received",
            field=models.CharField(
                blank=True,
                choices=[("paper", "On paper"), ("mail", "By e-mail")],
                editable=False,
                max_length=8,
                verbose_name="received",
            ),
        ),
        migrations.AlterField(
            model_name="takenback",
            name="at",
            field=models.DateTimeField(verbose_name="taken back on"),
        ),
        migrations.AlterField(
            model_name="takenback",
            name="handed_in_at",
            field=models.DateTimeField(verbose_name="handed in on"),
        ),
    ]
