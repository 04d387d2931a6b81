"""Import jobs in columns and rows of their own, out of the one JSON value that held all they found."""

import bridgehead.kit.model_fields
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MANY = 500


def carry_over(apps: Any, schema_editor: Any) -> None:
    """Give every import job the columns and rows that its value had; nothing of what a page shows is lost."""
    made = {name: apps.get_model("bridgehead", f"ImportJob{name}") for name in (
        "", "Count", "Column", "Record", "Value", "Rejection", "Match", "File",
    )}
    for job in list(made[""].objects.all()):
        told = job.tally
        options, rows, origin = (told.get(name) or {} for name in ("options", "rows", "origin"))
        job.cluster = options.get("cluster", "")[:200]
        job.leave_out = bool(told.get("leave_out"))
        job.sheet, job.first_row = str(told.get("sheet", ""))[:300], told.get("row")
        job.rejected, job.has_manifest = rows.get("count", 0), origin.get("has_manifest")
        job.save()
        _columns(made["Column"], job, told.get("columns", ()), options.get("columns") or {})
        _bulk(made["Count"], job, told.get("tables", ()))
        _records(made, job, told.get("lines", ()))
        rejected = [
            {**{name: row.get(name) or "" for name in ("file", "column", "expected")}, "row": row.get("row"), "found": row.get("found")}
            for row in rows.get("first", ()) if row
        ]
        _bulk(made["Rejection"], job, rejected)
        _bulk(made["Match"], job, [{"name": name, "actor": actor} for name, actor in told.get("recognised", ())])
        for kind, names in (("edited", origin.get("edited", ())), ("rejected", rows.get("files", ()))):
            _bulk(made["File"], job, [{"kind": kind, "name": name} for name in names])
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.connection.check_constraints()  # what waits for the end would keep the table from being altered


def _columns(model: Any, job: Any, columns: Any, chosen: Any) -> None:
    _bulk(model, job, [
        {
            "heading": column["heading"],
            "field": column["field"],
            "chosen": chosen.get(column["heading"], ""),
            "examples": " · ".join(column.get("examples", ())),
        }
        for column in columns
    ])


def _records(made: Any, job: Any, lines: Any) -> None:
    for position, line in enumerate(lines):
        named = {name: line[name] for name in ("table", "key", "action")}
        record = made["Record"].objects.create(job=job, position=position, **named)
        made["Value"].objects.bulk_create([
            made["Value"](record=record, position=n, name=name, before=before or "", after=after or "")
            for n, (name, before, after) in enumerate(line.get("fields", ()))
        ])


def _bulk(model: Any, job: Any, rows: Any) -> None:
    model.objects.bulk_create([model(job=job, position=n, **row) for n, row in enumerate(rows)], MANY)


class Migration(migrations.Migration):

    dependencies = [
        ('bridgehead', '0007_coding_rounds_and_summaries'),
    ]

    operations = [
        migrations.AlterField(
            model_name='importjob',
            name='state',
            field=models.CharField(choices=[('reading', 'Reading'), ('ready', 'Ready to import'), ('importing', 'Importing'), ('done', 'Imported'), ('refused', 'Rejected')], default='reading', max_length=10),
        ),
        migrations.AddField(
            model_name='importjob',
            name='cluster',
            field=bridgehead.kit.model_fields.LineField(blank=True, default='', max_length=200),
        ),
        migrations.AddField(
            model_name='importjob',
            name='first_row',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='importjob',
            name='has_manifest',
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name='importjob',
            name='leave_out',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='importjob',
            name='rejected',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='importjob',
            name='sheet',
            field=bridgehead.kit.model_fields.LineField(blank=True, default='', max_length=300),
        ),
        migrations.AlterField(
            model_name='importjob',
            name='batch',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='import_jobs', to='bridgehead.batch'),
        ),
        migrations.AlterField(
            model_name='importjob',
            name='who',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='import_jobs', to=settings.AUTH_USER_MODEL),
        ),
        migrations.CreateModel(
            name='ImportJobColumn',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('position', models.PositiveIntegerField()),
                ('heading', models.TextField(blank=True, default='')),
                ('field', bridgehead.kit.model_fields.LineField(blank=True, default='', max_length=100)),
                ('chosen', bridgehead.kit.model_fields.LineField(blank=True, default='', max_length=100)),
                ('examples', models.TextField(blank=True, default='')),
                ('job', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='columns', to='bridgehead.importjob')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ImportJobCount',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('position', models.PositiveIntegerField()),
                ('table', bridgehead.kit.model_fields.LineField(blank=True, default='', max_length=100)),
                ('added', models.PositiveIntegerField(default=0)),
                ('changed', models.PositiveIntegerField(default=0)),
                ('unchanged', models.PositiveIntegerField(default=0)),
                ('removed', models.PositiveIntegerField(default=0)),
                ('job', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counts', to='bridgehead.importjob')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ImportJobFile',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('position', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('edited', 'Edited'), ('rejected', 'Rejected rows')], max_length=10)),
                ('name', models.TextField()),
                ('job', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='bridgehead.importjob')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ImportJobMatch',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('position', models.PositiveIntegerField()),
                ('name', models.TextField()),
                ('actor', models.TextField()),
                ('job', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matches', to='bridgehead.importjob')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ImportJobRecord',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('position', models.PositiveIntegerField()),
                ('table', bridgehead.kit.model_fields.LineField(blank=True, default='', max_length=100)),
                ('key', models.TextField()),
                ('action', bridgehead.kit.model_fields.LineField(blank=True, default='', max_length=6)),
                ('job', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='records', to='bridgehead.importjob')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ImportJobRejection',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('position', models.PositiveIntegerField()),
                ('file', models.TextField(blank=True, default='')),
                ('row', models.PositiveIntegerField(null=True)),
                ('column', models.TextField(blank=True, default='')),
                ('found', models.TextField(null=True)),
                ('expected', models.TextField(blank=True, default='')),
                ('code', bridgehead.kit.model_fields.LineField(blank=True, default='', max_length=60)),
                ('sentence', models.TextField(blank=True, default='')),
                ('job', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rejections', to='bridgehead.importjob')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ImportJobValue',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('position', models.PositiveIntegerField()),
                ('name', bridgehead.kit.model_fields.LineField(blank=True, default='', max_length=100)),
                ('before', models.TextField(blank=True, default='')),
                ('after', models.TextField(blank=True, default='')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='values', to='bridgehead.importjobrecord')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
            },
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='importjob',
            name='tally',
        ),
    ]
