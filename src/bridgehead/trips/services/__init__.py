"""What is done about trips: schedule, cancel, record results, import wishes, add members."""

from bridgehead.trips.services.companions import TRIPS, Companion, CompanionList, add_to_trip, companions
from bridgehead.trips.services.meeting_results import STEPS, note_result
from bridgehead.trips.services.schedule import (
    HOST,
    INTERPRETER,
    ScheduleLimits,
    cancel,
    create_schedule,
    find_schedule,
    repair_schedule,
    save,
)
from bridgehead.trips.services.trip_overview import ParticipantDay, TripOverview, overview
from bridgehead.trips.services.wishes import import_wishes

__all__ = [
    "HOST",
    "INTERPRETER",
    "STEPS",
    "TRIPS",
    "Companion",
    "CompanionList",
    "ParticipantDay",
    "ScheduleLimits",
    "TripOverview",
    "add_to_trip",
    "cancel",
    "companions",
    "create_schedule",
    "find_schedule",
    "import_wishes",
    "note_result",
    "overview",
    "repair_schedule",
    "save",
]
