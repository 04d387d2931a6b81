"""Nine roles in place of two.

Whoever was staff could do everything. Superusers and the first active account of the staff become administrators, so
that accounts can still be managed; the others become managers, who do all else. Members keep what they could do.
"""

from typing import Any

from django.db import migrations, models


def divide(apps: Any, _editor: Any) -> None:
    """Give every account one of the new roles."""
    users = apps.get_model("bridgehead", "User").objects
    staff = users.filter(role="staff")
    first = staff.order_by("-is_active", "pk").first()
    admins = {first.pk} if first is not None else set()
    admins |= set(staff.filter(is_superuser=True).values_list("pk", flat=True))
    users.filter(pk__in=admins).update(role="admin")
    users.filter(role="staff").update(role="manager")
    users.filter(role="member").update(role="member_owner")


def unite(apps: Any, _editor: Any) -> None:
    """Give every account one of the two roles that were."""
    users = apps.get_model("bridgehead", "User").objects
    users.filter(role__in=["admin", "manager", "analyst"]).update(role="staff")
    users.exclude(role="staff").update(role="member")


class Migration(migrations.Migration):

    dependencies = [
        ('bridgehead', '0013_settings'),
    ]

    operations = [
        migrations.AlterField(
            model_name='user',
            name='role',
            field=models.CharField(choices=[('admin', 'Administrator'), ('manager', 'Manager'), ('analyst', 'Analyst'), ('interviewer', 'Interviewer'), ('coder', 'Coder, blind'), ('evaluator', 'Evaluator, without names'), ('reader', 'Reader: reports and figures'), ('member_owner', 'Member: main contact'), ('member_colleague', 'Member: colleague')], default='member_colleague', max_length=20),
        ),
        migrations.RunPython(divide, unite),
    ]
