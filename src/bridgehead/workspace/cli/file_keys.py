"""Commands on the encryption of stored files."""

from pathlib import Path
from typing import Annotated

import typer

from bridgehead.kit.cli import in_workspace
from bridgehead.kit.permissions import COMMAND_LINE

KeyFile = Annotated[Path, typer.Argument(metavar="FILE", help="Key file outside the workspace")]


@in_workspace()
def new_key(file: KeyFile) -> None:
    """Make a key file for BRIDGEHEAD_FILE_KEYS, or put a new key first into it; earlier keys stay readable."""
    from bridgehead.workspace.services.file_keys import add_key

    add_key(file)
    typer.echo(f"New key in {file}. Keep a copy apart from the backups: without it, no encrypted file can be read.")


@in_workspace()
def encrypt() -> None:
    """Encrypt all stored files with the first key of BRIDGEHEAD_FILE_KEYS; again after a new key."""
    from bridgehead.kit.progress import terminal_progress
    from bridgehead.workspace.services.file_keys import seal_files

    done = seal_files(progress=terminal_progress, viewer=COMMAND_LINE).result
    typer.echo(f"Encrypted files: {done}")


@in_workspace()
def decrypt() -> None:
    """Store all files as they are again. Then unset BRIDGEHEAD_FILE_KEYS."""
    from bridgehead.kit.progress import terminal_progress
    from bridgehead.workspace.services.file_keys import open_files

    done = open_files(progress=terminal_progress, viewer=COMMAND_LINE).result
    typer.echo(f"Decrypted files: {done}")
