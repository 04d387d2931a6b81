"""What lies on the disk for an import job: its file, and how far the work on it is."""

import shutil
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from bridgehead.importers.models import ImportJob


def progress_of(upload: ImportJob) -> str:
    """What is being done with an upload and how far it is; blank where nothing is said."""
    with suppress(OSError, ValueError):
        return progress_file(upload).read_text(encoding="utf-8")
    return ""


def remove_file(upload: ImportJob) -> None:
    """Forget the file of an upload, and what was made beside it; what lies elsewhere is not ours to remove."""
    folder = Path(upload.path).parent
    if folder.parent == settings.WORKSPACE / "uploads":
        shutil.rmtree(folder, ignore_errors=True)


def progress_file(upload: ImportJob) -> Path:
    """Where it is said how far the work on an upload is."""
    return Path(upload.path).with_name(".progress")
