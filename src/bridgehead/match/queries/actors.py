"""Reads of actors, and of what an opportunity states: facts, members, countries, regions, past work."""

from collections import Counter
from collections.abc import Collection

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.models import Activity, Actor
from bridgehead.ecosystem.queries import cluster_in_question
from bridgehead.ecosystem.queries.record_scope import entries_in, memberships_in, participations_in, with_plans
from bridgehead.framework.component_effects import ComponentEffect
from bridgehead.kit import vocabularies
from bridgehead.opportunities.core.eligibility import EligibilityFacts
from bridgehead.opportunities.models import OpportunityComponent
from bridgehead.opportunities.queries.eligibility_facts import eligibility_facts


def facts(actor: str) -> Actor | None:
    """An actor that an opportunity mentions; None if it is a name and no id, or blank."""
    return Actor.objects.filter(pk=actor).first() if actor else None


def members_of(cluster: str, scope: RecordScope) -> set[str]:
    """Ids of a cluster's members by the day, past ones too."""
    return set(memberships_in(scope).filter(cluster=cluster).values_list("member_id", flat=True))


def countries_of(ids: Collection[str]) -> dict[str, str]:
    """Country by actor, blank where unknown."""
    return dict(Actor.objects.filter(pk__in=ids).values_list("pk", "country"))


def stated_effects(opportunities: Collection[str]) -> dict[str, tuple[ComponentEffect, ...]]:
    """What opportunities state that they raise; without a weight it counts 1. One that states nothing is not in it.

    A row without `raises` states nothing.

    Of components that the framework does not have, nothing can be said.
    """
    known = vocabularies.terms("component")
    found: dict[str, tuple[ComponentEffect, ...]] = {}
    rows = OpportunityComponent.objects.filter(opportunity__in=opportunities, raises__isnull=False).order_by("id")
    for about, component, raises, weight in rows.values_list("opportunity_id", "component", "raises", "weight"):
        if raises is not None and component in known:
            effect = ComponentEffect(component, max(0.0, raises), 1.0 if weight is None else weight)
            found[about] = (*found.get(about, ()), effect)
    return found


def activity_kinds(ids: Collection[str]) -> dict[str, str]:
    """Kinds of activities by id."""
    return dict(Activity.objects.filter(pk__in=ids).values_list("pk", "kind"))


def in_already(opportunity: str, scope: RecordScope) -> set[str]:
    """Who takes part in what an opportunity brought about, or went abroad by it; nothing is left out here."""
    day = with_plans(scope.of_day)
    parts = participations_in(day).filter(activity__opportunity=opportunity).values_list("actor_id", flat=True)
    return {*parts, *entries_in(day).filter(opportunity=opportunity).values_list("firm_id", flat=True)}


def never_candidates(buyer: str) -> set[str]:
    """Who is no candidate for anything, or for this: stand-ins for unnamed groups, the cluster itself, the buyer."""
    placeholders = Actor.objects.filter(placeholder="yes").values_list("pk", flat=True)
    return {*placeholders, *filter(None, (cluster_in_question(), buyer))}


def place_names() -> frozenset[str]:
    """Towns and regions in which somebody on record is."""
    found: set[str] = set()
    for column in ("city", "region"):
        found |= set(Actor.objects.exclude(**{column: ""}).order_by().values_list(column, flat=True).distinct())
    return frozenset(found)


def past_work(actor: str, most: int, scope: RecordScope) -> list[str]:
    """What the latest activities in scope of an actor were about, in words."""
    rows = participations_in(scope).filter(actor=actor).order_by("-activity__start", "activity_id")
    columns = ("activity__name", "activity__themes", "activity__description")
    return [" ".join([name, *themes, said]) for name, themes, said in rows.values_list(*columns)[:most]]


def eligibility_counts(
    scope: RecordScope, asked: Collection[str], cluster: str = ""
) -> dict[tuple[EligibilityFacts, str], int]:
    """How many actors, or members of a cluster, there are alike in what eligibility is judged by, in each region.

    Parameters
    ----------
    asked
        What is needed of them beside kind, size and country.
    """
    among = members_of(cluster, scope) if cluster else None
    facts = eligibility_facts(asked, scope.as_of, among)
    regions = dict(Actor.objects.order_by().values_list("pk", "region"))
    return Counter((known, regions.get(actor, "")) for actor, known in facts.items())


def regions_of(ids: Collection[str]) -> dict[str, str]:
    """The region of each of these actors; blank where it is not known."""
    return dict(Actor.objects.filter(pk__in=ids).values_list("pk", "region"))
