"""Instruments, and the support that members got by them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.model_fields import DateField, LineField, ListField, NumberField
from bridgehead.kit.models import KeyedRecord, NamedRecord

ACTOR = "bridgehead.Actor"


class Instrument(NamedRecord):
    """A kind of support the cluster offers, with its cost (euros), staff hours and capacity."""

    name = LineField(blank=False)
    kind = LineField(blank=False, max_length=100)
    cost = NumberField(low=0, verbose_name=_("Cost in euros"))
    hours = NumberField(low=0, verbose_name=_("Staff hours"))
    capacity = NumberField(low=0, verbose_name=_("Capacity"))
    raises = ListField(
        help_text="components it raises, `Oa.network` or `Oa.network:0.2`", verbose_name=_("Advantages it raises")
    )

    def __str__(self) -> str:
        return self.name


class Support(KeyedRecord):
    """What an actor got by an instrument in a period."""

    actor = models.ForeignKey(ACTOR, on_delete=models.PROTECT, related_name="support", verbose_name=_("Organisation"))
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="support")
    period = DateField()
    hours = NumberField(low=0, verbose_name=_("Staff hours"))
    cost = NumberField(low=0, verbose_name=_("Cost in euros"))
    outcome = LineField()
    key_fields = ("actor_id", "instrument_id", "period")
