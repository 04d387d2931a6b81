"""Which opportunities an actor is eligible for, of however many there are."""

import json
from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from bridgehead.opportunities.core.conditions import sort_conditions
from bridgehead.opportunities.core.eligibility import judge
from bridgehead.opportunities.models import Opportunity
from bridgehead.opportunities.queries.eligibility_facts import eligibility_facts, facts_asked

YES, NOT_NO = "yes", "not_no"
"""What somebody is eligible for; that, and what is unclear."""
AGE = "founded"
"""The fact for which the deadline counts."""


def eligible_opportunities(found: QuerySet[Opportunity], actor: str, answer: str, day: date) -> QuerySet[Opportunity]:
    """Those of some opportunities that an actor is eligible for, or may be.

    Each set of conditions is judged once, and once a deadline where it asks for an age.

    Parameters
    ----------
    answer
        `yes` leaves out what is unclear, `not_no` keeps it.
    day
        Up to which figures count, and on which the age does where there is no deadline.
    """
    rows = list(found.exclude(eligibility=[]).order_by().values_list("pk", "eligibility", "deadline"))
    conditions = {text: sort_conditions(text) for text in {tuple(eligibility) for _, eligibility, _ in rows}}
    facts = eligibility_facts(facts_asked(conditions.values()), day, [actor]).get(actor)
    if facts is None:
        return found.none()
    verdicts: dict[tuple[tuple[str, ...], str], bool | None] = {}
    left_out = []
    for id_, eligibility, deadline in rows:
        text = tuple(eligibility)
        on = (deadline or day.isoformat()) if AGE in conditions[text].asks else ""
        if (text, on) not in verdicts:
            verdicts[text, on] = judge(conditions[text], facts, day=on).eligible
        if verdicts[text, on] is False or (answer == YES and verdicts[text, on] is None):
            left_out.append(id_)
    return found.exclude(pk__in=_ids(left_out)) if left_out else found


def _ids(found: Iterable[str]) -> RawSQL:
    """Ids as one parameter, since a statement takes only so many."""
    sql = (
        "SELECT jsonb_array_elements_text(%s::jsonb)"
        if connection.vendor == "postgresql"
        else "SELECT value FROM json_each(%s)"
    )
    return RawSQL(sql, [json.dumps(list(found))])  # noqa: S611 the text is ours, the ids are its parameter
