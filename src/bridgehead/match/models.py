"""What people say of a match: what trains the next ranker. And the mail that is on its way to them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.model_fields import DateField, IdField, LineField, LongTextField
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


class DigestIntent(models.Model):
    """A weekly mail that is about to be sent; gone as soon as what it offers is kept as marks.

    Committed before the mail goes out: whoever finds one whose process is gone sends that mail. `owner` is the
    process that sends it (`kit.processes`).
    """

    reader = LineField(primary_key=True, blank=False, max_length=200)
    actor = IdField()
    opportunities = models.JSONField()
    message_id = LineField(blank=False, max_length=300)
    owner = LineField(blank=False, max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.message_id
