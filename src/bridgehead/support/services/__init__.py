"""What is done about trips: schedule, repair, keep, note results, take in wishes."""

from bridgehead.support.services.results import STEPS, note_result
from bridgehead.support.services.scheduling import Kept, Limits, kept, plan, replan, save
from bridgehead.support.services.wishes import import_wishes

__all__ = ["STEPS", "Kept", "Limits", "import_wishes", "kept", "note_result", "plan", "replan", "save"]
