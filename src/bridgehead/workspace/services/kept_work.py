"""What work leaves behind and is due to go: finished tasks, recordings and transcripts, uploads, results of jobs."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from bridgehead.ecosystem.models import Source, StoredFile
from bridgehead.evidence.core.qda.guids import file_of
from bridgehead.evidence.services.sources import ORIGINALS
from bridgehead.followup.models import Attachment, Task
from bridgehead.followup.services.attachments import files_of
from bridgehead.importers.models import ImportJob
from bridgehead.kit import partial_dates
from bridgehead.kit.change_writer import batch
from bridgehead.kit.erasure import forget_lines
from bridgehead.kit.models import Change
from bridgehead.kit.permissions import Viewer
from bridgehead.workspace.services.import_results import clear_results
from bridgehead.workspace.services.upload_files import remove_file

MEDIA = frozenset(
    "aac aiff avi flac m4a m4v mkv mov mp3 mp4 mpeg mpg oga ogg opus wav webm wma wmv".split()  # noqa: SIM905
)
"""Endings of recordings."""
TEXTS = (".txt", *ORIGINALS)


def moment(day: date) -> datetime:
    """The beginning of a day."""
    return timezone.make_aware(datetime.combine(day, time.min))


def finished_tasks(since: date) -> list[str]:
    """Tasks that were done before a day."""
    done = Task.objects.exclude(done="").order_by("pk").values_list("pk", "done")
    return [key for key, day in done if partial_dates.ends(day) < since]


def old_interviews(since: date) -> list[str]:
    """Interviews of before a day; those of no known day stay."""
    dated = Source.objects.filter(kind="interview").exclude(date="").order_by("pk").values_list("pk", "date")
    return [key for key, day in dated if partial_dates.ends(day) < since]


def old_recordings(since: date) -> list[str]:
    """Stored sound and pictures that were added before a day, as the change log says."""
    added = Change.objects.filter(table="storedfile", action=Change.Action.ADD, batch__at__lt=moment(since))
    media = {key for key in added.values_list("key", flat=True) if key.rpartition(".")[2].lower() in MEDIA}
    return sorted(StoredFile.objects.filter(pk__in=media).values_list("pk", flat=True))


def old_transcripts(since: date) -> list[str]:
    """The stored texts, and the documents that they were taken from, of interviews of before a day."""
    files = [file_of(key, ending) for key in old_interviews(since) for ending in TEXTS]
    return sorted(StoredFile.objects.filter(pk__in=files).values_list("pk", flat=True))


def old_uploads(since: date) -> list[str]:
    """Uploads of before a day, with what their previews keep; those that are being imported stay."""
    found = ImportJob.objects.filter(at__lt=moment(since)).exclude(state=ImportJob.State.IMPORTING).order_by("pk")
    done = found.filter(state=ImportJob.State.DONE)
    kept = Q(columns__isnull=False) | Q(records__isnull=False) | Q(rejections__isnull=False)
    keys = {*found.exclude(state=ImportJob.State.DONE).values_list("pk", flat=True)}
    return [str(key) for key in sorted(keys | {*done.filter(kept).values_list("pk", flat=True)})]


def old_jobs(since: date) -> list[str]:
    """Jobs of the worker that ended before a day, with their arguments and results."""
    ended = (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED)
    found = DBTaskResult.objects.filter(status__in=ended, finished_at__lt=moment(since))
    return [str(key) for key in found.order_by("finished_at").values_list("pk", flat=True)]


def remove_tasks(keys: Collection[str], viewer: Viewer) -> int:
    """Remove tasks for good, with the documents that belong to them."""
    with batch("task.forget", viewer=viewer, count=len(keys)) as writer:
        held = Attachment.objects.filter(task__in=list(keys))
        files, documents = files_of(held), list(held.values_list("pk", flat=True))
        for model, gone in ((Attachment, documents), (StoredFile, files)):
            writer.remove(model, gone)
            forget_lines(model, gone)
        writer.remove(Task, keys)
        forget_lines(Task, keys)
    return len(keys)


def remove_files(keys: Collection[str], viewer: Viewer) -> int:
    """Remove stored files for good; sources stay, and name no file that is gone."""
    with batch("file.forget", viewer=viewer, count=len(keys)) as writer:
        named = Source.objects.filter(file__in=list(keys)).values_list("pk", flat=True)
        if rows := [{"id": key, "file": ""} for key in named]:
            writer.put(Source, rows)
        writer.remove(StoredFile, keys)
        forget_lines(StoredFile, keys)
    return len(keys)


def remove_uploads(keys: Iterable[str]) -> int:
    """Remove uploads that were not imported, and what previews keep of those that were."""
    found = list(ImportJob.objects.filter(pk__in=[int(key) for key in keys]))
    for job in found:
        remove_file(job)
        if job.state == ImportJob.State.DONE:
            clear_results(job)
            job.columns.all().delete()
        else:
            job.delete()
    return len(found)


def remove_jobs(keys: Collection[str]) -> int:
    """Remove results of jobs."""
    removed, _by_model = DBTaskResult.objects.filter(pk__in=list(keys)).delete()
    return removed
