"""A backup put into an installation that has no records yet, whatever store it has.

The tables are made as they were when the backup was written, take the rows back, and are then brought to the current
schema, as those of any workspace of an earlier version.
"""

from contextlib import suppress
from pathlib import Path, PurePath

from django.apps import apps
from django.apps.registry import Apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from bridgehead.importers.models import ImportJob
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.workspace.services import table_rows
from bridgehead.workspace.services.backup_file import BackupManifest, OpenBackup, opened

OURS = "bridgehead"


def put_back(path: Path, *, progress: Progress = no_progress) -> BackupManifest:
    """Fill the empty store and the folder of this workspace from a backup; all rows come back, or none.

    Raises
    ------
    InputError
        If the workspace holds records or accounts, if the backup is damaged or of a later version, or if this store
        does not take a row.
    """
    with opened(path) as backup:
        executor = MigrationExecutor(connection)
        targets = list(backup.manifest.migrations.items())
        if unknown := [target for target in targets if target not in executor.loader.graph.nodes]:
            found = backup.manifest.version or unknown[0][1]
            raise InputError(expects("backup"), file=path, found=found, code="backup_later")
        _require_empty()
        backup.verify(progress=progress)
        if not _is_at(executor, targets):
            _drop_tables()
            executor = MigrationExecutor(connection)
        known = executor.migrate(targets).apps
        backup.unpack_files(Path(settings.WORKSPACE))
        _fill(backup, known, progress)
    return backup.manifest


def find_uploads() -> None:
    """Let uploads that wait be found in the folder of this workspace."""
    for upload in ImportJob.objects.exclude(path=""):
        path = Path(settings.WORKSPACE, "uploads", *PurePath(upload.path).parts[-2:])
        with suppress(OSError, ValueError):  # whatever stands there instead of a path
            if path.is_file():
                ImportJob.objects.filter(pk=upload.pk).update(path=str(path))


def _require_empty() -> None:
    """Refuse a store that holds what people put there.

    Raises
    ------
    InputError
        Naming the first table with rows.
    """
    there = set(connection.introspection.table_names())
    for model in table_rows.tables_of(apps):
        own = model._meta.app_label == OURS and model._meta.db_table in there
        if own and model._base_manager.exists():
            found = finds("rows_of_table", table=model._meta.db_table.removeprefix(f"{OURS}_"))
            raise InputError(expects("empty_workspace"), file=settings.WORKSPACE, found=found, code="workspace_filled")


def _is_at(executor: MigrationExecutor, targets: list[tuple[str, str]]) -> bool:
    """Whether the tables are already those of the backup, no earlier and no later ones."""
    wanted = {node for target in targets for node in executor.loader.graph.forwards_plan(target)}
    return set(executor.loader.applied_migrations) <= wanted


def _drop_tables() -> None:
    """Remove the tables of an empty workspace of another version."""
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    end = " CASCADE" if connection.vendor == "postgresql" else ""
    connection.disable_constraint_checking()
    try:
        with connection.cursor() as cursor:
            for name in [*names, "django_migrations"]:
                cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(name)}{end}")
    finally:
        connection.enable_constraint_checking()


def _fill(backup: OpenBackup, known: Apps, progress: Progress) -> None:
    """Take the rows of all tables, in one transaction.

    References to what is missing come back as they were, where the store takes them; `doctor` names them.
    """
    every = {table_rows.label_of(model): model for model in table_rows.tables_of(known)}
    label = ""
    connection.disable_constraint_checking()
    try:
        with transaction.atomic():
            table_rows.empty_tables(list(every.values()))
            for label in progress(list(backup.manifest.tables), "Restoring tables"):
                with backup.rows(label) as (names, lines):
                    count = table_rows.put_rows(every[label], names, lines, backup.content)
                if count != backup.manifest.tables[label]:
                    raise InputError(expects("backup"), file=backup.path, found=finds("damaged"), code="backup_damaged")
            table_rows.count_on(list(every.values()))
    except DatabaseError as error:
        said = " ".join(str(error).split())
        raise InputError(expects("backup"), file=backup.path, found=said, code="backup_refused") from error
    finally:
        connection.enable_constraint_checking()
        ContentType.objects.clear_cache()
