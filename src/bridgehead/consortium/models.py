"""Teams for an opportunity, and who was invited."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.model_fields import DateField, IdField, LineField, LongTextField, TermField
from bridgehead.kit.models import KeyedRecord, NamedRecord

ACTOR = "bridgehead.Actor"
OPPORTUNITY = "bridgehead.Opportunity"


class TeamSeat(KeyedRecord):
    """One actor's seat in a team; a team is its seats, which share opportunity and name."""

    team = IdField(db_index=True, verbose_name=_("Team (id)"))
    opportunity = models.ForeignKey(OPPORTUNITY, on_delete=models.PROTECT, related_name="seats")
    name = LineField(blank=False, verbose_name=_("Team name"))
    actor = models.ForeignKey(ACTOR, on_delete=models.PROTECT, related_name="seats", verbose_name=_("Organisation"))
    role = LineField(max_length=200)
    pinned = TermField(vocabulary="yes_no")
    key_fields = ("team", "actor_id")


class Invitation(NamedRecord):
    """An invitation to join for an opportunity, and how it stands."""

    opportunity = models.ForeignKey(OPPORTUNITY, on_delete=models.PROTECT, related_name="invitations")
    actor = models.ForeignKey(
        ACTOR, on_delete=models.PROTECT, related_name="invitations", verbose_name=_("Organisation")
    )
    status = LineField(max_length=60)
    date = DateField()
    note = LongTextField()
