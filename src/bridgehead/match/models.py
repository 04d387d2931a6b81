"""What people say of a match: what trains the next ranker."""

from django.db import models

from bridgehead.kit.fields import DateField, LineField, LongTextField
from bridgehead.kit.models import Keyed

ACTOR = "bridgehead.Actor"
OPPORTUNITY = "bridgehead.Opportunity"


class Mark(Keyed):
    """A word on an actor for an opportunity: good, not_for_them, contacted, joined, declined (its own), offered."""

    opportunity = models.ForeignKey(OPPORTUNITY, on_delete=models.PROTECT, related_name="marks")
    actor = models.ForeignKey(ACTOR, on_delete=models.PROTECT, related_name="marks")
    mark = LineField(blank=False, max_length=60)
    date = DateField()
    by = LineField(max_length=200)
    reason = LongTextField()
    key_fields = ("opportunity_id", "actor_id", "mark", "date", "by")
