"""Answers to a survey on the framework (§7.1)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.model_fields import DateField, LineField
from bridgehead.kit.models import KeyedRecord

ACTOR = "bridgehead.Actor"


class SurveyAnswer(KeyedRecord):
    """An actor's answer to one item of a survey."""

    survey = LineField(blank=False, max_length=100)
    actor = models.ForeignKey(
        ACTOR, on_delete=models.PROTECT, related_name="survey_answers", verbose_name=_("Organisation")
    )
    item = LineField(blank=False, max_length=100)
    value = LineField(verbose_name=_("Answer"))
    date = DateField()
    key_fields = ("survey", "actor_id", "item", "date")
