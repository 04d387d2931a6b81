"""Coded relations between levels, and findings with their evidence."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.model_fields import CountField, LineField, ListField, LongTextField, NumberField, TermField
from bridgehead.kit.models import NamedRecord

SOURCE = "bridgehead.Source"


class Relation(NamedRecord):
    """A passage that shows one level acting on another (figure 3d of the study)."""

    from_level = TermField(vocabulary="level", blank=False, verbose_name=_("From level"))
    to_level = TermField(vocabulary="level", blank=False, verbose_name=_("To level"))
    directness = TermField(vocabulary="directness")
    strength = CountField(low=1, high=3)
    source = models.ForeignKey(SOURCE, null=True, blank=True, on_delete=models.PROTECT, related_name="relations")
    locator = LineField(verbose_name=_("Location"))
    summary = LongTextField()


class Finding(NamedRecord):
    """A statement whose status follows from its evidence."""

    kind = TermField(vocabulary="finding_kind", blank=False)
    prior = NumberField(
        low=0, high=1, help_text="how probable it was held before the evidence", verbose_name=_("Prior probability")
    )
    statement = LongTextField()
    supports = ListField(item="ref:evidence", verbose_name=_("Supporting evidence"))
    contradicts = ListField(item="ref:evidence", verbose_name=_("Contradicting evidence"))
    asked = ListField(item="ref:actor", verbose_name=_("Who was asked"))
