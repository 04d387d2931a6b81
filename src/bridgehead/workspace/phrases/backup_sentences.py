"""Sentences on backups."""

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _


def backup_written(path: Path, rows: int, tables: int) -> str:
    """What a backup holds."""
    text = _("Wrote {path}: {rows} rows of {tables} tables, read again and compared.")
    return text.format(path=path, rows=f"{rows:,}", tables=f"{tables:,}")


def backup_restored(home: Path, rows: int, tables: int) -> str:
    """What came back."""
    text = _("Restored {rows} rows of {tables} tables into {home}.")
    return text.format(home=home, rows=f"{rows:,}", tables=f"{tables:,}")


def after_restoring(keys: bool) -> Iterator[str]:
    """What to think of before the server starts."""
    if not keys:
        yield _("The backup holds no keys: everybody signs in again, and the mail password has to be entered again.")
    yield _("Mails that waited then wait again: look at `bridgehead outbox` before you start the server.")
