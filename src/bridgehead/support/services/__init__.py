"""What is done about trips: choose who comes along, schedule, repair, keep, note results, take in wishes."""

from bridgehead.support.services.company import TRIPS, Companion, Company, companions, take_along
from bridgehead.support.services.overview import Overview, Part, overview
from bridgehead.support.services.results import STEPS, note_result
from bridgehead.support.services.scheduling import (
    HOST,
    INTERPRETER,
    Kept,
    Limits,
    cancel,
    kept,
    make,
    plan,
    replan,
    save,
)
from bridgehead.support.services.wishes import import_wishes

__all__ = [
    "HOST",
    "INTERPRETER",
    "STEPS",
    "TRIPS",
    "Companion",
    "Company",
    "Kept",
    "Limits",
    "Overview",
    "Part",
    "cancel",
    "companions",
    "import_wishes",
    "kept",
    "make",
    "note_result",
    "overview",
    "plan",
    "replan",
    "save",
    "take_along",
]
