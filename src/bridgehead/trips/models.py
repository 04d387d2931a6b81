"""Slots, wishes and meetings of a trip."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.model_fields import DateField, LineField, ListField, LongTextField, MomentField, NumberField
from bridgehead.kit.models import KeyedRecord, NamedRecord

ACTIVITY = "bridgehead.Activity"
ACTOR = "bridgehead.Actor"
TIE = "bridgehead.Tie"


class Slot(KeyedRecord):
    """A time at a table of a trip or a meet-the-buyer."""

    activity = models.ForeignKey(ACTIVITY, on_delete=models.PROTECT, related_name="slots")
    slot = LineField(blank=False, max_length=100, verbose_name=_("Time slot"))
    start = MomentField()
    end = MomentField()
    site = LineField(max_length=200)
    table = LineField(max_length=100)
    key_fields = ("activity_id", "slot", "site", "table")


class Availability(KeyedRecord):
    """A slot in which an actor can meet."""

    activity = models.ForeignKey(ACTIVITY, on_delete=models.PROTECT, related_name="availability")
    actor = models.ForeignKey(
        ACTOR, on_delete=models.PROTECT, related_name="availability", verbose_name=_("Organisation")
    )
    slot = LineField(blank=False, max_length=100, verbose_name=_("Time slot"))
    key_fields = ("activity_id", "actor_id", "slot")


class Wish(KeyedRecord):
    """Whom an actor would like to meet, and how much."""

    activity = models.ForeignKey(ACTIVITY, on_delete=models.PROTECT, related_name="wishes")
    wisher = models.ForeignKey(ACTOR, on_delete=models.PROTECT, related_name="wishes", verbose_name=_("Organisation"))
    wished = models.ForeignKey(
        ACTOR, on_delete=models.PROTECT, related_name="wished_by", verbose_name=_("Wants to meet")
    )
    weight = NumberField(low=0)
    key_fields = ("activity_id", "wisher_id", "wished_id")


class Meeting(NamedRecord):
    """A meeting planned or held, and what came of it."""

    activity = models.ForeignKey(ACTIVITY, on_delete=models.PROTECT, related_name="meetings")
    slot = LineField(max_length=100, verbose_name=_("Time slot"))
    table = LineField(max_length=100)
    participants = ListField(item="ref:actor")
    status = LineField(max_length=60)
    useful = LineField(max_length=60, verbose_name=_("Was it useful?"))
    next_step = LongTextField(verbose_name=_("Next step"))
    due = DateField(verbose_name=_("Due"))
    tie = models.ForeignKey(TIE, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings")
