"""How long personal data is kept: nothing goes by itself unless the settings say so."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.sessions.models import Session
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import NotAllowed
from bridgehead.kit.permissions import COMMAND_LINE, Role, Viewer
from bridgehead.mail.models import OutboxMail
from bridgehead.mail.services.outbox import queue_mail
from bridgehead.models import (
    Batch,
    Change,
    ImportJob,
    ImportJobColumn,
    MembershipRequest,
    Person,
    Source,
    StoredFile,
    Task,
    User,
)
from bridgehead.settings.services.change_settings import save_settings
from bridgehead.workspace.core.retention_period import same_day_before
from bridgehead.workspace.services.retention import ALWAYS, due_now, remove_due, remove_nightly
from bridgehead.workspace.tasks import apply_retention
from tests.world import flow, signed_in, staff, world

__all__ = ["flow", "staff", "world"]
pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("world")]


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(1, 600))
def test_months_before_lies_in_the_month_so_many_before(day: date, months: int) -> None:
    found = same_day_before(day, months)
    assert (day.year * 12 + day.month) - (found.year * 12 + found.month) == months
    assert found.day == day.day or (found.day < day.day and (found + timedelta(days=1)).day == 1)


def years_pass(years: int = 3) -> None:
    """Make all that was logged so far so much older."""
    Batch.objects.update(at=timezone.now() - timedelta(days=366 * years))


def keep(**months: int) -> None:
    save_settings({f"keep_{kind}": n for kind, n in months.items()}, viewer=COMMAND_LINE)


def counts() -> dict[str, int]:
    return {due.kind: due.count for due in due_now() if due.kind not in ALWAYS or due.count}


def test_by_default_what_people_wrote_is_kept() -> None:
    years_pass(40)
    assert {due.kind: (due.months, due.count) for due in due_now()} == dict.fromkeys(ALWAYS, (1, 0)) | {
        "audit": (12, 0)
    }
    assert remove_due(viewer=COMMAND_LINE).result == {}
    assert Person.objects.filter(pk="p1").exists()


def test_a_contact_of_whom_nothing_was_heard_is_due() -> None:
    keep(contacts=24)
    assert counts() == {"contacts": 0}
    years_pass()
    assert counts() == {"contacts": 1}


def test_any_activity_keeps_a_contact() -> None:
    keep(contacts=24)
    years_pass()
    with batch("a new number") as writer:
        writer.put(Person, [{"id": "p1", "phone": "12 34"}])
    assert counts() == {"contacts": 0}
    years_pass()
    (row,) = queue_mail(EmailMultiAlternatives("Hello", "there", to=["Ane@flow.example"]))
    assert counts() == {"contacts": 1}  # written, and not sent
    OutboxMail.objects.filter(pk=row.pk).update(sent_at=timezone.now())
    assert counts() == {"contacts": 0}
    OutboxMail.objects.all().delete()
    User.objects.create_user("ane", email="ANE@flow.example", role=Role.MEMBER_OWNER, actor_id="flow")
    assert counts() == {"contacts": 0}  # can sign in
    User.objects.update(is_active=False)
    assert counts() == {"contacts": 1}


def test_interviews_are_named_and_stay() -> None:
    with batch("an old talk") as writer:
        rows = [("old", "2001"), ("new", "2999"), ("undated", "")]
        writer.put(Source, [{"id": id_, "title": id_, "kind": "interview", "date": day} for id_, day in rows])
    keep(interviews=12)
    (due,) = (due for due in due_now() if due.kind == "interviews")
    assert "old" in due.ids
    assert ("old", "old") in due.titles
    assert not {"new", "undated"} & set(due.ids)
    remove_due(viewer=COMMAND_LINE)
    assert Source.objects.filter(pk="old").exists()


def test_what_is_due_goes_for_good_and_the_log_says_how_much() -> None:
    queue_mail(EmailMultiAlternatives("Hello", "there", to=["bo@flow.example"]))
    OutboxMail.objects.update(at=timezone.now() - timedelta(days=1100))
    Session.objects.create(session_key="old", session_data="", expire_date=timezone.now() - timedelta(days=1100))
    Session.objects.create(session_key="new", session_data="", expire_date=timezone.now() - timedelta(days=1))
    with batch("a new number") as writer:
        writer.put(Person, [{"id": "p1", "phone": "12 34"}])
    years_pass()
    keep(mails=24, sessions=24, history=24)
    assert counts() == {"mails": 1, "history": 1, "sessions": 1}
    done = remove_due(viewer=COMMAND_LINE)
    assert done.result == {"mails": 1, "history": 1, "sessions": 1}
    assert not OutboxMail.objects.exists()
    assert [s.session_key for s in Session.objects.all()] == ["new"]
    assert not Change.objects.filter(table="person").exclude(before=None, after=None).exists()
    assert Person.objects.get(pk="p1").phone == "12 34"
    said = Batch.objects.get(pk=done.batch).what
    assert said == "Deleted because it was kept too long: emails: 1, earlier versions: 1 and sessions: 1."
    assert counts() == {"mails": 0, "history": 0}


def test_a_contact_that_is_due_is_erased() -> None:
    keep(contacts=24)
    years_pass()
    assert remove_due(viewer=COMMAND_LINE).result == {"contacts": 1}
    assert not Person.objects.filter(pk="p1").exists()
    assert not Change.objects.filter(table="person", key="p1").exclude(before=None, after=None).exists()


def test_an_application_goes_a_while_after_its_decision_and_one_that_waits_stays() -> None:
    asked = {"contact": "Ea Lund", "email": "ea@nordlys.example", "date": "2020-01-01"}
    with batch("asked") as writer:
        for id_, status in (("asked", "waiting"), ("gone", "declined")):
            writer.put(MembershipRequest, [{"id": id_, "name": id_, "status": status, **asked}])
    keep(requests=12)
    assert counts() == {"requests": 0}, "decided today, whatever day it came"
    years_pass()
    assert counts() == {"requests": 1}
    assert remove_due(viewer=COMMAND_LINE).result == {"requests": 1}
    assert [found.pk for found in MembershipRequest.objects.all()] == ["asked"]
    assert not Change.objects.filter(table="membershiprequest", key="gone").exclude(before=None, after=None).exists()


def test_at_night_it_is_only_deleted_if_that_was_decided(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    keep(contacts=24)
    years_pass()
    apply_retention.call()
    assert Person.objects.filter(pk="p1").exists()
    save_settings({"retention": "remove"}, viewer=COMMAND_LINE)
    apply_retention.call()
    assert not Person.objects.filter(pk="p1").exists()
    assert remove_nightly(viewer=COMMAND_LINE) == {}


def test_finished_work_goes_and_what_nobody_reads_goes_in_any_case(settings: Any) -> None:
    with batch("work") as writer:
        talks = [("old", "2001"), ("new", "2999")]
        writer.put(
            Source, [{"id": i, "title": i, "kind": "interview", "date": d, "file": f"{i}.txt"} for i, d in talks]
        )
        names = ["old.txt", "old.pdf", "new.txt", "project/talk.MP3", "project/notes.xml"]
        writer.put(StoredFile, [{"id": name, "content": b"said in confidence"} for name in names])
        done = [("t1", "2001-01-01"), ("t2", ""), ("t3", "2999-01-01")]
        writer.put(Task, [{"id": i, "title": "secret", "done": day} for i, day in done])
    long_ago = timezone.now() - timedelta(days=1100)
    DBTaskResult.objects.create(
        status="SUCCESSFUL", task_path="x", backend_name="default", queue_name="q", args_kwargs={}, finished_at=long_ago
    )
    jobs = [ImportJob.objects.create(name=s, state=s, path=f"/nowhere/{s}/x") for s in ("ready", "done", "importing")]
    ImportJobColumn.objects.create(job=jobs[1], position=0, examples="Ane Holm")
    ImportJob.objects.update(at=long_ago)
    years_pass()
    keep(recordings=12, transcripts=12, tasks=12)
    assert counts() == {"recordings": 1, "transcripts": 2, "tasks": 1, "uploads": 2, "jobs": 1}
    assert remove_nightly(viewer=COMMAND_LINE) == {"uploads": 2, "jobs": 1}
    assert set(ImportJob.objects.values_list("name", flat=True)) == {"done", "importing"}
    assert not ImportJobColumn.objects.exists()
    assert remove_due(viewer=COMMAND_LINE).result == {"recordings": 1, "transcripts": 2, "tasks": 1}
    assert set(StoredFile.objects.values_list("pk", flat=True)) == {"new.txt", "project/notes.xml"}
    assert dict(Source.objects.filter(pk__in=["old", "new"]).values_list("pk", "file")) == {"old": "", "new": "new.txt"}
    assert set(Task.objects.values_list("pk", flat=True)) == {"t2", "t3"}
    logged = Change.objects.filter(key__in=["t1", "old.txt", "project/talk.MP3"])
    assert not logged.exclude(before=None, after=None).exists()
    assert counts() == {"recordings": 0, "transcripts": 0, "tasks": 0}


def test_only_who_may_change_settings_deletes(staff: Client) -> None:
    keep(contacts=24)
    assert "Nothing is due today." in staff.get("/settings").content.decode()
    years_pass()
    with pytest.raises(NotAllowed):
        remove_due(viewer=Viewer(1, Role.MANAGER))
    manager = signed_in(Role.MANAGER)
    assert "Delete what is due" not in manager.get("/settings").content.decode()
    assert manager.post("/settings/retention/delete").status_code == 403
    page = staff.get("/settings").content.decode()
    day = same_day_before(datetime.now(ZoneInfo("Europe/Copenhagen")).date(), 24)
    assert f"1 contact person without activity since {day.day} {day:%B %Y}" in page
    page = staff.post("/settings/retention/delete", follow=True).content.decode()
    assert "Deleted because it was kept too long: contact persons: 1." in page
    assert not Person.objects.exists()
