"""The change log's actions as codes with parameters; what older batches say of themselves stays."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bridgehead", "0005_rename_import_records")]

    operations = [
        migrations.RenameField("batch", "what", "worded"),
        migrations.AlterField("batch", "worded", models.CharField(blank=True, default="", max_length=300)),
        migrations.AddField("batch", "action", models.CharField(blank=True, default="", max_length=60)),
        migrations.AddField("batch", "subject", models.TextField(blank=True, default="")),
        migrations.AddField("batch", "parameters", models.JSONField(blank=True, default=dict)),
    ]
