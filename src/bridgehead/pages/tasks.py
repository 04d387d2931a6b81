"""The search index, brought up to the change log in the background."""

import sqlite3
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from bridgehead.kit.search_index import SearchIndex
from bridgehead.kit.workers import is_queued
from bridgehead.pages.services.search import PATIENCE, last_change, refresh

LATELY = timedelta(hours=1)
"""Within this time the index is not asked for twice on account of the same change."""


@task()
def update_search_index() -> None:
    """Bring the index up to the change log, however much that is."""
    refresh(SearchIndex(settings.WORKSPACE), last_change())


def queue_update() -> None:
    """Put the update in the queue, once for a change; not while one is written, which nobody waits for."""
    try:
        is_new = SearchIndex(settings.WORKSPACE, PATIENCE).ask(last_change())
    except sqlite3.OperationalError:
        return
    if is_new or not _was_queued():
        update_search_index.enqueue()


def _was_queued() -> bool:
    """Whether it was lately put in the queue: who noted that it was asked for may have ended before it was."""
    if not is_queued():
        return True
    since = timezone.now() - LATELY
    return DBTaskResult.objects.filter(task_path=update_search_index.module_path, enqueued_at__gt=since).exists()
