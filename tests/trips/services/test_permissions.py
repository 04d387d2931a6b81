"""Each service asks whether whoever wants it may change activities, before it reads anything."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bridgehead.kit.errors import NotAllowed
from bridgehead.kit.permissions import Role, Viewer
from bridgehead.trips import services

MEMBER = Viewer(7, Role.MEMBER_OWNER, "firm-0")


@pytest.mark.parametrize(
    "verb",
    [
        lambda **o: services.create_schedule("trip", **o),
        lambda **o: services.cancel("trip", gone=["city"], **o),
        lambda **o: services.save("trip", [], **o),
        lambda **o: services.import_wishes("trip", Path("wishes.csv"), **o),
        lambda **o: services.note_result("m", useful="yes", **o),
        lambda **o: services.add_to_trip("trip", "cool", **o),
    ],
)
def test_a_member_changes_no_trip(verb: Callable[..., Any]) -> None:
    with pytest.raises(NotAllowed):
        verb(viewer=MEMBER)
