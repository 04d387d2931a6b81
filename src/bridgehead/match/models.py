"""What people say of a match: what trains the next ranker."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.model_fields import DateField, LineField, LongTextField
from bridgehead.kit.models import KeyedRecord

ACTOR = "bridgehead.Actor"
OPPORTUNITY = "bridgehead.Opportunity"


class Mark(KeyedRecord):
    """A word on an actor for an opportunity: good, not_for_them, contacted, joined, declined (its own), offered."""

    opportunity = models.ForeignKey(OPPORTUNITY, on_delete=models.PROTECT, related_name="marks")
    actor = models.ForeignKey(ACTOR, on_delete=models.PROTECT, related_name="marks", verbose_name=_("Organisation"))
    mark = LineField(blank=False, max_length=60, verbose_name=_("Feedback"))
    date = DateField()
    by = LineField(max_length=200, verbose_name=_("Given by"))
    reason = LongTextField()
    key_fields = ("opportunity_id", "actor_id", "mark", "date", "by")
