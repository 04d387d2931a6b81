"""Work that comes again waits once: moved when its time changes, earlier or later, and kept when it is overdue."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from bridgehead.kit.scheduled_tasks import schedule_once
from bridgehead.match.tasks import send_now

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def database_backend(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.mark.parametrize("days", [-2, 0, 2])
def test_what_waits_moves_to_the_new_moment(days: int) -> None:
    moment = timezone.now() + timedelta(days=5)
    schedule_once(send_now, moment)
    schedule_once(send_now, moment + timedelta(days=days))
    assert [task.run_after for task in DBTaskResult.objects.all()] == [moment + timedelta(days=days)]


def test_what_is_overdue_still_waits() -> None:
    overdue = timezone.now() - timedelta(days=1)
    schedule_once(send_now, overdue)
    schedule_once(send_now, timezone.now() + timedelta(days=6))
    assert [task.run_after for task in DBTaskResult.objects.all()] == [overdue]
