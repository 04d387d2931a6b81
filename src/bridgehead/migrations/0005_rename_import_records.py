"""Import jobs and distinct pairs by their names; nothing of them is lost."""

from django.db import migrations, models
import django.db.models.deletion
from django.conf import settings


class Migration(migrations.Migration):
    dependencies = [("bridgehead", "0004_work_cut_off")]

    operations = [
        migrations.RenameModel("Upload", "ImportJob"),
        migrations.RenameModel("NotTheSame", "DistinctPair"),
    ]
