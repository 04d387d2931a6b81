"""Jobs that an earlier version put in the queue are found where today's version keeps them."""

from typing import Any

from django.db import migrations

MOVED = {
    "bridgehead.desk.search.read_in": "bridgehead.pages.tasks.update_search_index",
    "bridgehead.match.services.preparing.prepare": "bridgehead.match.tasks.update_index",
    "bridgehead.match.services.training.train_at_night": "bridgehead.match.tasks.train_at_night",
    "bridgehead.match.services.weekly.send_now": "bridgehead.match.tasks.send_now",
    "bridgehead.match.services.weekly.send_weekly": "bridgehead.match.tasks.send_weekly",
    "bridgehead.workspace.upload_tasks.preview": "bridgehead.workspace.tasks.preview",
    "bridgehead.workspace.upload_tasks.write": "bridgehead.workspace.tasks.write",
    "bridgehead.workspace.uploads.preview": "bridgehead.workspace.tasks.preview",
    "bridgehead.workspace.uploads.write": "bridgehead.workspace.tasks.write",
}


def move(apps: Any, schema_editor: Any) -> None:
    queued = apps.get_model("django_tasks_database", "DBTaskResult").objects.using(schema_editor.connection.alias)
    for old, new in MOVED.items():
        queued.filter(task_path=old).update(task_path=new)


class Migration(migrations.Migration):
    dependencies = [
        ("bridgehead", "0009_theory_columns"),
        ("django_tasks_database", "0001_initial"),
    ]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
