"""Teams for an opportunity, who was invited, and the applications that came of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.model_fields import (
    AccountField,
    DateField,
    IdField,
    LineField,
    LongTextField,
    NumberField,
    TermField,
)
from bridgehead.kit.models import KeyedRecord, NamedRecord

ACTOR = "bridgehead.Actor"
OPPORTUNITY = "bridgehead.Opportunity"
ACTIVITY = "bridgehead.Activity"


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


class Application(NamedRecord):
    """A team's application for an opportunity, from the idea to the decision.

    `activity` is what the funding funnel reads once it is submitted; `owner` the user name of who looks after it.
    """

    opportunity = models.ForeignKey(OPPORTUNITY, on_delete=models.PROTECT, related_name="applications")
    team = IdField(blank=True, default="", verbose_name=_("Saved team (id)"))
    name = LineField(blank=False, verbose_name=_("Name"))
    lead = models.ForeignKey(
        ACTOR, null=True, blank=True, on_delete=models.PROTECT, related_name="applications", verbose_name=_("Lead")
    )
    owner = AccountField(db_index=True, verbose_name=_("Owner"))
    stage = TermField(
        vocabulary="application_stage", blank=False, default="idea", db_index=True, verbose_name=_("Stage")
    )
    amount_asked = NumberField(low=0, verbose_name=_("Amount requested in euros"))
    amount_granted = NumberField(low=0, verbose_name=_("Amount granted in euros"))
    submitted = DateField(verbose_name=_("Submitted"))
    decided = DateField(verbose_name=_("Decided"))
    activity = models.ForeignKey(
        ACTIVITY,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="applications",
        verbose_name=_("Activity"),
    )
    reason = LongTextField(verbose_name=_("Reason for the decision"))
    description = LongTextField()

    def __str__(self) -> str:
        return self.name
