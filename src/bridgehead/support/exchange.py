"""The files of the case folder that hold support, trips and their meetings."""

from bridgehead.kit.tables import CaseFile
from bridgehead.support.layout import WISHES
from bridgehead.support.models import Availability, Instrument, Meeting, Slot, Support

FILES = (
    CaseFile(
        "meetings",
        Meeting,
        "id activity slot table participants status useful next_step due tie",
    ),
    WISHES,
    CaseFile(
        "slots",
        Slot,
        "activity slot start end site table",
    ),
    CaseFile(
        "availability",
        Availability,
        "activity actor slot",
    ),
    CaseFile(
        "instruments",
        Instrument,
        "id name kind cost hours capacity raises",
    ),
    CaseFile(
        "support",
        Support,
        "actor instrument period hours cost outcome",
    ),
)
