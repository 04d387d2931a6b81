"""Instruments, the support that members got, and the meetings of a trip."""

from django.db import models

from bridgehead.kit.fields import (
    DateField,
    LineField,
    ListField,
    LongTextField,
    MomentField,
    NumberField,
)
from bridgehead.kit.models import Keyed, Named

ACTIVITY = "bridgehead.Activity"
ACTOR = "bridgehead.Actor"
TIE = "bridgehead.Tie"


class Instrument(Named):
    """A kind of support the cluster offers, with its cost (euros), staff hours and capacity."""

    name = LineField(blank=False)
    kind = LineField(blank=False, max_length=100)
    cost = NumberField(low=0)
    hours = NumberField(low=0)
    capacity = NumberField(low=0)
    raises = ListField(help_text="components it raises, `Oa.network` or `Oa.network:0.2`")

    def __str__(self) -> str:
        return self.name


class Support(Keyed):
    """What an actor got by an instrument in a period."""

    actor = models.ForeignKey(ACTOR, on_delete=models.PROTECT, related_name="support")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="support")
    period = DateField()
    hours = NumberField(low=0)
    cost = NumberField(low=0)
    outcome = LineField()
    key_fields = ("actor_id", "instrument_id", "period")


class Slot(Keyed):
    """A time at a table of a trip or a meet-the-buyer."""

    activity = models.ForeignKey(ACTIVITY, on_delete=models.PROTECT, related_name="slots")
    slot = LineField(blank=False, max_length=100)
    start = MomentField()
    end = MomentField()
    site = LineField(max_length=200)
    table = LineField(max_length=100)
    key_fields = ("activity_id", "slot", "site", "table")


class Availability(Keyed):
    """A slot in which an actor can meet."""

    activity = models.ForeignKey(ACTIVITY, on_delete=models.PROTECT, related_name="availability")
    actor = models.ForeignKey(ACTOR, on_delete=models.PROTECT, related_name="availability")
    slot = LineField(blank=False, max_length=100)
    key_fields = ("activity_id", "actor_id", "slot")


class Wish(Keyed):
    """Whom an actor would like to meet, and how much."""

    activity = models.ForeignKey(ACTIVITY, on_delete=models.PROTECT, related_name="wishes")
    wisher = models.ForeignKey(ACTOR, on_delete=models.PROTECT, related_name="wishes")
    wished = models.ForeignKey(ACTOR, on_delete=models.PROTECT, related_name="wished_by")
    weight = NumberField(low=0)
    key_fields = ("activity_id", "wisher_id", "wished_id")


class Meeting(Named):
    """A meeting planned or held, and what came of it."""

    activity = models.ForeignKey(ACTIVITY, on_delete=models.PROTECT, related_name="meetings")
    slot = LineField(max_length=100)
    table = LineField(max_length=100)
    participants = ListField(item="ref:actor")
    status = LineField(max_length=60)
    useful = LineField(max_length=60)
    next_step = LongTextField()
    due = DateField()
    tie = models.ForeignKey(TIE, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings")
