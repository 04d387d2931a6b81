"""Sentences on what a day of meetings is made from: its time slots and wishes."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.trips.core.slot_plan import SlotChange

WEIGHTS = {"low": gettext_lazy("Low"), "normal": gettext_lazy("Normal"), "high": gettext_lazy("High")}
"""How much a wish counts, in words."""


def table_label(number: int) -> str:
    """What a table is called."""
    return _("Table {number}").format(number=number)


def slot_preview(change: SlotChange) -> list[str]:
    """What a plan would do, a sentence each."""
    times = ngettext("{count} time slot", "{count} time slots", change.times).format(count=change.times)
    places = ngettext("room for {count} meeting", "room for {count} meetings", change.places).format(
        count=f"{change.places:,}"
    )
    return [_("The plan has {times}, {places}.").format(times=times, places=places), *_effects(change)]


def slot_outcome(change: SlotChange) -> str:
    """What became of a plan."""
    return " ".join([_("Time slots made."), *_effects(change)])


def _effects(change: SlotChange) -> list[str]:
    found = [_("New places: {count}.").format(count=f"{len(change.added):,}")]
    if change.removed:
        found.append(_("Removed places: {count}.").format(count=f"{len(change.removed):,}"))
    if change.kept:
        found.append(_("Kept outside the plan, since meetings use them: {count}.").format(count=change.kept))
    if change.taken:
        found.append(_("Left out, since the table is taken at that time: {count}.").format(count=change.taken))
    if change.unticked:
        found.append(_("Availability removed for times that go: {count}.").format(count=len(change.unticked)))
    return found


def wishes_set(count: int) -> str:
    """How many wishes were changed."""
    return ngettext("{count} wish changed.", "{count} wishes changed.", count).format(count=count)
