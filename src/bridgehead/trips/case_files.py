"""The files of the case folder that hold trips and their meetings."""

from bridgehead.kit.case_tables import CaseFile
from bridgehead.trips.models import Availability, Meeting, Slot, Wish

# Taken in with the case folder, or for one activity alone.
WISHES = CaseFile("wishes", Wish, "activity from=wisher to=wished weight")
FILES = (
    CaseFile("meetings", Meeting, "id activity slot table participants status useful next_step due tie"),
    WISHES,
    CaseFile("slots", Slot, "activity slot start end site table"),
    CaseFile("availability", Availability, "activity actor slot"),
)
