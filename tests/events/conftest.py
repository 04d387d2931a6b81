"""An evening with two seats, and those who look at it."""

from typing import Any

import pytest

from bridgehead.events.services.event_settings import save_event_form
from bridgehead.events.services.register import RegistrationAnswers
from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.models import Activity
from tests.world import flow, small_world, staff, world

__all__ = ["flow", "staff", "world"]

USUAL: dict[str, Any] = {
    "access": "public",
    "opens": "",
    "closes": "",
    "capacity": 2,
    "waiting_list": "yes",
    "asks": ["organisation", "dietary"],
    "text": "Three talks and soup.",
}
QUESTIONS = [
    {"question": "Do you stay for dinner?", "kind": "yes_no", "options": [], "required": "yes"},
    {"question": "Which talk?", "kind": "choice", "options": ["Pumps", "Heat"], "required": "no"},
]


def open_evening(day: str = "2099-03-02", **values: Any) -> None:
    """An event of the small world, with its form."""
    with batch("an evening") as writer:
        row = {"id": "evening", "name": "Evening on pumps", "kind": "event", "organiser_id": "hub"}
        times = {"start": day, "start_time": "17:00", "end_time": "20:00"}
        writer.put(Activity, [row | times | {"venue": "Harbour 1", "city": "Aarhus", "country": "DK"}])
    save_event_form("evening", USUAL | values, QUESTIONS, viewer=COMMAND_LINE)


def somebody(name: str, organisation: str = "", **more: Any) -> RegistrationAnswers:
    """What somebody fills in."""
    return RegistrationAnswers(name=name, email=f"{name.lower()}@x.example", organisation=organisation, **more)


@pytest.fixture
def evening(world: None) -> None:
    """The small world with an evening of two seats."""
    open_evening()


@pytest.fixture
def committed_evening(transactional_db: None) -> None:
    """The same, for several connections."""
    small_world()
    open_evening()
