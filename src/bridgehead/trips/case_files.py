"""The files of the case folder that hold trips and their meetings."""

from bridgehead.kit.case_tables import CaseFile
from bridgehead.kit.permissions import Resource
from bridgehead.trips.models import Availability, Meeting, Slot, Wish

# Taken in with the case folder, or for one activity alone.
WISHES = CaseFile("wishes", Wish, "activity from=wisher to=wished weight", Resource.ACTIVITY, owner="wisher_id")
FILES = (
    CaseFile(
        "meetings",
        Meeting,
        "id activity slot table participants status useful next_step due tie",
        Resource.ACTIVITY,
        first="activity participants slot table status",
        named_after="activity_id slot table",
    ),
    WISHES,
    CaseFile("slots", Slot, "activity slot start end site table", Resource.ACTIVITY),
    CaseFile("availability", Availability, "activity actor slot", Resource.ACTIVITY, owner="actor_id"),
)
