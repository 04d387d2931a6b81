"""The command of the calendar: what the page lists, and the same as a file."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from bridgehead.calendar.cli import calendar
from bridgehead.ecosystem.models import User
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import Role
from bridgehead.models import Activity, Task
from tests.world import small_world

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SPAN = {"since": date(2099, 5, 1), "until": date(2099, 5, 31)}
run: Any = calendar.__wrapped__  # type: ignore[attr-defined]  # the store is open already


def listed(capsys: pytest.CaptureFixture[str], **asked: Any) -> list[tuple[str, str]]:
    run(**SPAN, **asked, json=True)
    return [(item["kind"], item["title"]) for item in json.loads(capsys.readouterr().out)["items"]]


def test_a_span_is_listed_by_day_and_written_as_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    small_world()
    User.objects.create_user("mette", role=Role.MANAGER)
    with batch("work") as writer:
        evening = {"id": "evening", "name": "Evening", "kind": "event", "start": "2099-05-03", "cancelled": "yes"}
        writer.put(Activity, [evening])
        tasks = [("call", "Call them", "2099-05-02", "mette"), ("later", "Later", "2099-06-02", "mette")]
        tasks += [("hers", "Hers", "2099-05-04", "")]
        writer.put(Task, [{"id": i, "title": t, "due": d, "owner": o} for i, t, d, o in tasks])
    every = [("deadline", "Energy storage for the harbour"), ("task", "Call them"), ("activity", "Evening")]
    assert listed(capsys) == [*every, ("task", "Hers")]
    assert listed(capsys, kind=["deadline", "activity"]) == [every[0], every[2]]
    assert listed(capsys, owner="mette") == [every[1]]
    run(**SPAN)
    shown = capsys.readouterr().out
    assert "Calendar: 4" in shown
    assert "Called off" in shown
    run(**SPAN, ics=tmp_path / "may.ics")
    content = (tmp_path / "may.ics").read_bytes()
    events = Calendar.from_ical(content).walk("VEVENT")
    assert {str(event["STATUS"]) for event in events} == {"CANCELLED", "CONFIRMED"}
    assert len(events) == 4
    run(since=date(2098, 1, 1), until=date(2098, 1, 2), ics=tmp_path / "none.ics")
    assert len(Calendar.from_ical((tmp_path / "none.ics").read_bytes()).walk("VEVENT")) == 1
    with pytest.raises(InputError, match="deadline"):
        run(kind=["party"])
    with pytest.raises(InputError, match="a colleague with an account"):
        run(owner="nobody")
