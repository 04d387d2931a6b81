"""Something abroad or shared that a member can go for."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.expectations import Expectation, expects
from bridgehead.kit.list_items import SEPARATOR
from bridgehead.kit.model_fields import (
    DateField,
    LanguageField,
    LineField,
    ListField,
    LongTextField,
    MentionField,
    NumberField,
    TermField,
)
from bridgehead.kit.models import KeyedRecord, NamedRecord
from bridgehead.opportunities.core.conditions import fault

FAULTS = {
    "country": expects("condition_country"),
    "region": expects("condition_region"),
    "list": expects("condition_list"),
    "age": expects("condition_age"),
    "number": expects("condition_number"),
}
"""What a condition should have been, by what is wrong with it."""


class ConditionsField(ListField):
    """Conditions of an opportunity (`core.conditions`)."""

    @property
    def expected(self) -> Expectation:  # noqa: D102
        return expects("conditions", separator=SEPARATOR)

    def accepts(self, value: Any) -> bool:  # noqa: D102
        return super().accepts(value) and not any(map(fault, value))

    def expected_for(self, value: Any) -> Expectation:  # noqa: D102
        texts = [item for item in value if isinstance(item, str)] if isinstance(value, list | tuple) else []
        return next((FAULTS[found] for found in map(fault, texts) if found), self.expected)


class Opportunity(NamedRecord):
    """A call, challenge, tender, grant or market."""

    title = LineField(blank=False)
    kind = TermField(vocabulary="opportunity_kind", blank=False, db_index=True)
    buyer = MentionField(model="actor", verbose_name=_("Buyer or funder"))
    countries = ListField(item="country")
    opens = DateField()
    deadline = DateField(db_index=True)
    budget = NumberField(help_text="in euros", verbose_name=_("Budget in euros"))
    share_financed = NumberField(
        low=0, high=1, help_text="share of the costs that is paid", verbose_name=_("Funding rate")
    )
    rule_set = LineField(max_length=200, verbose_name=_("Rules"))
    capabilities = ListField(verbose_name=_("Required capabilities"))
    eligibility = ConditionsField(
        help_text="conditions on a member; see the eligibility reference", verbose_name=_("Eligible")
    )
    cpv = ListField(verbose_name=_("CPV codes"))
    tags = ListField()
    language = LanguageField()
    status = TermField(vocabulary="opportunity_status", db_index=True)
    external_id = LineField(max_length=200, db_index=True, verbose_name=_("Reference"))
    description = LongTextField()
    url = LineField(verbose_name=_("Address"))

    def __str__(self) -> str:
        return self.title


class OpportunityComponent(KeyedRecord):
    """What an opportunity raises in a member, and what it needs of one."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.PROTECT, related_name="components")
    component = TermField(vocabulary="component", blank=False, verbose_name=_("Advantage"))
    raises = NumberField(help_text="effect in units of standing, 0 to 1", verbose_name=_("Raises by"))
    weight = NumberField(low=0)
    needs = NumberField(help_text="standing that a member should have, 0 to 1", verbose_name=_("Needs"))
    key_fields = ("opportunity_id", "component")
