"""What somebody answers of a file: its kind, its activity, what its columns mean; then it is read again."""

from collections.abc import Mapping
from pathlib import Path

from bridgehead.ecosystem.queries import activity as find_activity
from bridgehead.importers.core.reading_choices import NOTHING_SAID, ReadingChoices
from bridgehead.importers.models import ImportJob
from bridgehead.importers.queries.set_up import usual_cluster
from bridgehead.importers.services.import_file import remember_columns
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.write_lock import write_lock
from bridgehead.workspace import phrases
from bridgehead.workspace.core.file_kinds import ATTENDANCE, MEMBERS
from bridgehead.workspace.services import import_jobs
from bridgehead.workspace.services.import_formats import format_of
from bridgehead.workspace.services.import_results import chosen_columns, clear_results, said_of

ANSWERED = (ImportJob.State.ASKED, ImportJob.State.READY, ImportJob.State.REFUSED)


def can_be_answered(upload: ImportJob) -> bool:
    """Whether somebody can say what kind of file it is: nothing is done with it, and it is still there."""
    return upload.state in ANSWERED and Path(upload.path).is_file()


def set_kind(
    id_: int,
    *,
    format: str,  # noqa: A002 the model's word
    activity: str = "",
    said: ReadingChoices = NOTHING_SAID,
    viewer: Viewer,
    preview: import_jobs.Work,
) -> Receipt[None]:
    """Keep what kind of file an upload is, and preview it as one.

    Parameters
    ----------
    activity
        Of an attendance list: the id of what these people came to.
    said
        How the file is to be read, where that is not found out.

    Raises
    ------
    InputError
        If an attendance list has no activity, or the upload is being imported, or is not kept any more.
    NotFound
        If there is no such upload, format or activity.
    Busy
        If others wrote for longer than one waits.
    """
    viewer.require(Verb.IMPORT, Resource.CASE)
    format_of(format)
    if format == ATTENDANCE:
        if not activity:
            raise InputError("", column="activity", sentence=phrases.activity_missing())
        find_activity(activity)
    asked = format, activity if format == ATTENDANCE else "", said
    with write_lock():
        upload = import_jobs.upload_of(id_)
        if upload.state == ImportJob.State.READING and asked == (upload.format, upload.activity, said_of(upload)):
            return Receipt(None)
        if not can_be_answered(upload):
            raise InputError("", found=upload.state, sentence=phrases.not_ready())
        clear_results(upload)
        upload.columns.all().delete()
        upload.format, upload.activity, _ = asked
        upload.encoding, upload.dates = said.encoding, said.dates
        upload.cluster = usual_cluster() if format == MEMBERS else ""
        upload.state, upload.rejected, upload.has_manifest = ImportJob.State.READING, 0, None
        import_jobs.put_in_queue(upload, preview)
    return Receipt(None)


def set_columns(
    id_: int, *, columns: Mapping[str, str], viewer: Viewer, preview: import_jobs.Work, cluster: str = ""
) -> Receipt[None]:
    """Keep what somebody said the columns of a member list mean, and preview again.

    Raises
    ------
    InputError
        If members have no such field, or the upload is not waiting to be confirmed.
    NotFound
        If there is no such upload.
    Busy
        If others wrote for longer than one waits.
    """
    viewer.require(Verb.IMPORT, Resource.CASE)
    asked = dict(columns), cluster
    with write_lock():
        upload = import_jobs.upload_of(id_)
        if upload.state == ImportJob.State.READING and asked == (chosen_columns(upload), upload.cluster):
            return Receipt(None)
        if upload.format != MEMBERS or upload.state != ImportJob.State.READY:
            raise InputError("", found=upload.state, sentence=phrases.not_ready())
        remember_columns(columns, viewer=viewer)
        for column in upload.columns.all():
            column.chosen = columns.get(column.heading, "")
            column.save(update_fields=["chosen"])
        clear_results(upload)
        upload.state, upload.cluster, upload.rejected = ImportJob.State.READING, cluster, 0
        import_jobs.put_in_queue(upload, preview)
    return Receipt(None)
