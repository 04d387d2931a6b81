"""Coding rounds and summaries of the framework matrix as tables, out of the stored files that held them.

The change log has the move as one batch, with the files' content in it; a file that cannot be read exactly, or names
what is not there, stays.
"""

import base64
from typing import Any

import bridgehead.kit.model_fields
import django.db.models.deletion
from bridgehead.evidence.core.legacy_files import SESSIONS, SUMMARIES, read_legacy_files
from bridgehead.evidence.models import CodingSession, MatrixSummary
from bridgehead.framework.loader import load_framework
from django.db import migrations, models

SOME = 500


def move(apps: Any, schema_editor: Any) -> None:
    """Read the files, write the rows, log both; nothing where there is nothing."""
    model = {name: apps.get_model("bridgehead", name) for name in (
        "Actor", "Source", "Code", "Coding", "CodingSession", "MatrixSummary", "StoredFile", "Batch", "Change",
    )}
    held = model["StoredFile"].objects.filter(models.Q(pk__startswith=SESSIONS) | models.Q(pk__startswith=SUMMARIES))
    files = {name: bytes(content) for name, content in held.values_list("pk", "content")}
    keys = {name: lambda name=name: set(model[name].objects.values_list("pk", flat=True)) for name in model}
    rows = {"actor": keys["Actor"](), "source": keys["Source"]()} if files else {}
    state = read_legacy_files(files, rows, {*load_framework().codes, *keys["Code"]()} if files else ())
    coded = model["Coding"].objects.exclude(session="").order_by().values_list("session", flat=True).distinct()
    sessions = {**{name: ("", "") for name in coded if name.strip()}, **state.sessions}
    if not sessions and not state.files:
        return
    changes: list[dict[str, Any]] = []

    def log(action: str, table: str, key: str, before: Any = None, after: Any = None) -> None:
        changes.append({"action": action, "table": table, "key": key, "before": before, "after": after})

    found = []
    for name, (by, at) in sorted(sessions.items()):
        key = CodingSession.key_of({"name": name})
        found.append(model["CodingSession"](id=key, name=name, opened_by=by, opened_at=at))
        log("add", "codingsession", key)
    model["CodingSession"].objects.bulk_create(found, batch_size=SOME)
    for coding in model["Coding"].objects.filter(pk__in=list(state.rejected)):
        coding.rejected_by = state.rejected[coding.pk]
        coding.save(update_fields=["rejected_by"])
        log("change", "coding", coding.pk, {"rejected_by": ""}, {"rejected_by": coding.rejected_by})
    written = []
    for summary in state.summaries.values():
        values = {f"{summary.by}_id": summary.row, "code": summary.code}
        key = MatrixSummary.key_of(values)
        written.append(model["MatrixSummary"](id=key, summary=summary.text, **values))
        log("add", "matrixsummary", key)
    model["MatrixSummary"].objects.bulk_create(written, batch_size=SOME)
    for name in sorted(state.files):
        content = {"base64": base64.b64encode(files[name]).decode("ascii")}
        log("remove", "storedfile", name, {"id": name, "content": content})
        model["StoredFile"].objects.filter(pk=name).delete()
    batch = model["Batch"].objects.create(action="coding_session.upgrade")
    model["Change"].objects.bulk_create([model["Change"](batch=batch, **change) for change in changes], batch_size=SOME)


class Migration(migrations.Migration):

    dependencies = [
        ('bridgehead', '0006_typed_changes'),
    ]

    operations = [
        migrations.CreateModel(
            name='CodingSession',
            fields=[
                ('id', bridgehead.kit.model_fields.KeyField(editable=False, max_length=800, primary_key=True, serialize=False)),
                ('name', bridgehead.kit.model_fields.LineField(blank=True, default='', help_text='as in the column `session` of codings', max_length=200)),
                ('opened_by', bridgehead.kit.model_fields.LineField(blank=True, default='', help_text="blank while the coders do not see each other's work", max_length=200)),
                ('opened_at', bridgehead.kit.model_fields.MomentField(blank=True, default='', max_length=16)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='coding',
            name='rejected_by',
            field=bridgehead.kit.model_fields.LineField(blank=True, default='', help_text='who decided against it when the coders were compared', max_length=200),
        ),
        migrations.CreateModel(
            name='MatrixSummary',
            fields=[
                ('id', bridgehead.kit.model_fields.KeyField(editable=False, max_length=800, primary_key=True, serialize=False)),
                ('code', bridgehead.kit.model_fields.CodeField(blank=True, db_index=True, default='', max_length=100)),
                ('summary', bridgehead.kit.model_fields.LongTextField(blank=True, default='')),
                ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matrix_summaries', to='bridgehead.actor')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matrix_summaries', to='bridgehead.source')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RunPython(move, migrations.RunPython.noop),
    ]
