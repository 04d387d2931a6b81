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
    new = ngettext("It adds room for {count} meeting.", "It adds room for {count} meetings.", len(change.added))
    added = new.format(count=f"{len(change.added):,}") if change.added else _("All of it is there already.")
    return [_("The plan has {times}, {places}.").format(times=times, places=places), added, *_effects(change)]


def slot_outcome(change: SlotChange) -> str:
    """What became of a plan."""
    new = ngettext(
        "Time slots made: there is room for {count} more meeting.",
        "Time slots made: there is room for {count} more meetings.",
        len(change.added),
    )
    added = new.format(count=f"{len(change.added):,}") if change.added else _("All time slots were there already.")
    return " ".join([added, *_effects(change)])


def _effects(change: SlotChange) -> list[str]:
    sentences = (
        (
            len(change.removed),
            ngettext("{count} unused place is removed.", "{count} unused places are removed.", len(change.removed)),
        ),
        (
            change.kept,
            ngettext(
                "{count} place outside the plan stays, since a meeting uses it.",
                "{count} places outside the plan stay, since meetings use them.",
                change.kept,
            ),
        ),
        (
            change.taken,
            ngettext(
                "{count} place is left out, since its table is taken at that time.",
                "{count} places are left out, since their tables are taken at those times.",
                change.taken,
            ),
        ),
        (
            len(change.unticked),
            ngettext(
                "{count} entry of who can come is removed with its time.",
                "{count} entries of who can come are removed with their times.",
                len(change.unticked),
            ),
        ),
    )
    return [text.format(count=f"{count:,}") for count, text in sentences if count]


def wishes_set(count: int) -> str:
    """How many wishes were changed."""
    return ngettext("{count} wish changed.", "{count} wishes changed.", count).format(count=count)
