from typing import Any

from django.db import migrations, models


def tell(apps: Any, schema_editor: Any) -> None:
    """Rows rejected before said in words that nothing stood there."""
    rejections = apps.get_model("bridgehead", "ImportJobRejection").objects
    for code in ("nothing", "none"):
        rejections.filter(found=code).update(finding={"code": code}, found=None)


def quote(apps: Any, schema_editor: Any) -> None:
    """Back into words, as far as a version before has them."""
    for rejection in apps.get_model("bridgehead", "ImportJobRejection").objects.exclude(finding={}):
        rejection.found = rejection.finding["code"]
        rejection.save()


class Migration(migrations.Migration):
    dependencies = [("bridgehead", "0017_skipped_steps")]

    operations = [
        migrations.AddField("importjobrejection", "finding", models.JSONField(blank=True, default=dict)),
        migrations.RunPython(tell, quote),
    ]
