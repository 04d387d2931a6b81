"""Reads of what eligibility is judged by."""

from collections.abc import Collection, Iterable
from datetime import date

from bridgehead.ecosystem.models import Actor, Indicator
from bridgehead.ecosystem.queries.record_scope import begun
from bridgehead.framework.regions import region_code
from bridgehead.opportunities.core.conditions import Conditions
from bridgehead.opportunities.core.eligibility import EligibilityFacts
from bridgehead.opportunities.models import Opportunity

MEASURED = ("staff", "turnover")
EUROS = ("", "eur", "euro", "euros", "€")
"""Units of an indicator of turnover that is compared to an amount in euros."""
COLUMNS = {
    "region": "region",
    "founded": "founded",
    "staff": "staff",
    "turnover": "turnover",
    "sector": "sector",
    "technologies": "capabilities",
}
"""By fact the column of an actor that has it."""


def day_of(about: Opportunity, as_of: date) -> str:
    """The partial date on which an actor's age counts: the deadline, else the day that is asked about."""
    return about.deadline or as_of.isoformat()


def facts_asked(every: Iterable[Conditions]) -> frozenset[str]:
    """The facts beside kind, size and country that some conditions need."""
    return frozenset().union(*(conditions.asks for conditions in every))


def eligibility_facts(
    asked: Collection[str], day: date, actors: Collection[str] | None = None
) -> dict[str, EligibilityFacts]:
    """What is known of actors, all of them or some, as of a day; facts that nobody asks for stay blank.

    Of staff and turnover the latest indicator that is not later than the day counts (`staff`, `turnover`; a
    turnover in euros), before the actor's own column, which has no date.
    """
    found = Actor.objects.order_by() if actors is None else Actor.objects.filter(pk__in=actors).order_by()
    wanted = [fact for fact in COLUMNS if fact in asked]
    columns = [COLUMNS[fact] for fact in wanted]
    tags = ["tags"] if "technologies" in asked else []
    measured = _measured([fact for fact in MEASURED if fact in asked], day)
    facts = {}
    for id_, kind, size, country, *rest in found.values_list("pk", "kind", "size", "country", *columns, *tags):
        known = dict(zip(wanted, rest, strict=False))
        if tags:
            known["technologies"] = (*known["technologies"], *rest[-1])
        if "region" in known:
            known["region"] = region_code(known["region"])
        known |= measured.get(id_, {})
        facts[id_] = EligibilityFacts(kind, size, country, **known)
    return facts


def _measured(names: Collection[str], day: date) -> dict[str, dict[str, float]]:
    """By actor its latest figures; those without a period count where there is none with one."""
    found: dict[str, dict[str, float]] = {}
    if not names:
        return found
    rows = Indicator.objects.filter(
        begun("period", day), subject_kind="actor", indicator__in=names, value__isnull=False
    ).order_by("period")
    for subject, name, value, unit in rows.values_list("subject", "indicator", "value", "unit"):
        if value is not None and (name != "turnover" or unit.strip().casefold() in EUROS):
            found.setdefault(subject, {})[name] = value
    return found
