"""Opportunities narrowed by money and purpose."""

import re

from django.db.models import QuerySet

from bridgehead.kit import number_format
from bridgehead.kit.word_filter import with_words
from bridgehead.opportunities.models import Opportunity, OpportunityComponent

CPV_DIGITS = re.compile(r"\d{2,8}(-\d)?", re.ASCII)


def with_money_and_purpose(
    found: QuerySet[Opportunity], *, budget_from: str = "", budget_to: str = "", purpose: str = "", raises: str = ""
) -> QuerySet[Opportunity]:
    """Those of some opportunities that pay so much for that; a blank filter lets everything through.

    Parameters
    ----------
    budget_from, budget_to
        In euros; opportunities without a budget are left out.
    purpose
        Words that all occur in the required capabilities, or the first digits of a CPV code.
    raises
        A component that the opportunity raises in a member.
    """
    if budget_from:
        found = found.filter(budget__gte=number_format.parse(budget_from))
    if budget_to:
        found = found.filter(budget__lte=number_format.parse(budget_to))
    if CPV_DIGITS.fullmatch(purpose):
        found = found.filter(cpv__icontains=f'"{purpose}')
    else:
        found = with_words(found, purpose, ("capabilities",))
    if not raises:
        return found
    raising = OpportunityComponent.objects.filter(component=raises, raises__gt=0)
    return found.filter(pk__in=raising.values("opportunity"))
