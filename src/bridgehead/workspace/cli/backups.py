"""Commands that back a workspace up and restore it."""

from pathlib import Path
from typing import Annotated

import typer

from bridgehead.kit.cli import WorkspaceOption, in_workspace, make_home, open_store, workspace_folder
from bridgehead.kit.store_schema import STAMP

BackupPath = Annotated[Path, typer.Argument(metavar="FILE", help="The backup: a zip")]
KeysOption = Annotated[
    bool, typer.Option("--keys/--without-keys", help="Whether secret.key and panel.key are in the backup")
]


@in_workspace(hands_out="backup")
def backup(file: BackupPath, keys: KeysOption = True) -> None:
    """Back up the workspace in one file: all tables, files, keys. It may be in use meanwhile.

    The file is read again and compared before it replaces an earlier one. It is readable by you alone.
    """
    from bridgehead.kit.progress import terminal_progress
    from bridgehead.workspace.phrases.backup_sentences import backup_written
    from bridgehead.workspace.services.backup import write_backup

    written = write_backup(file, keys=keys, progress=terminal_progress)
    typer.echo(backup_written(file, sum(written.tables.values()), len(written.tables)))


def restore(file: BackupPath, workspace: WorkspaceOption = None) -> None:
    """Restore a backup into an empty workspace, on SQLite or PostgreSQL, whichever it came from."""
    home = workspace_folder(workspace)
    make_home(home)
    from bridgehead.kit.progress import terminal_progress
    from bridgehead.kit.replace_file import replace_file
    from bridgehead.workspace.phrases.backup_sentences import after_restoring, backup_restored
    from bridgehead.workspace.services.restore import OURS, find_uploads, put_back

    done = put_back(file, progress=terminal_progress)
    replace_file(home / STAMP, done.migrations[OURS])
    open_store(home)  # from there on as any workspace of an earlier version
    find_uploads()
    typer.echo(backup_restored(home, sum(done.tables.values()), len(done.tables)))
    for sentence in after_restoring(done.keys):
        typer.echo(sentence)
