"""Reads of regions: who is inside, what they did, whom they worked with."""

from collections.abc import Collection, Sequence

import polars as pl
from django.db.models import Count, Q

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.models import Activity, Actor
from bridgehead.ecosystem.queries.record_scope import activities_in, memberships_in, participations_in, ties_in
from bridgehead.evidence.models import Evidence
from bridgehead.influence.core.perceived_identity import CODE
from bridgehead.influence.core.regional_identity import CODES, PARTICIPATIONS, TIES
from bridgehead.kit import countries
from bridgehead.profile.core.evidence_weights import in_scope
from bridgehead.profile.queries.evidence import joined

HIERARCHIES = ("programme", "cpv", "themes")
Paid = tuple[str, bool]


def insiders(subject: str, scope: RecordScope) -> frozenset[str]:
    """Actors inside a cluster (itself and its members, past ones too) or a country (two letters)."""
    members = memberships_in(scope).filter(cluster=subject).values_list("member_id", flat=True)
    if members:
        return frozenset({subject, *members})
    return actors_of_country(subject)


def actors_of_country(country: str) -> frozenset[str]:
    """Every actor of a country, whatever its kind; where none is named, the region's NUTS code tells it."""
    by_region = Q(country="", region__regex=rf"^{countries.european(country)}[0-9A-Z]{{1,3}}$")
    return frozenset(Actor.objects.filter(Q(country=country) | by_region).values_list("id", flat=True))


def perceived(actors: Collection[str], scope: RecordScope) -> tuple[pl.DataFrame, dict[str, str]]:
    """Evidence on some actors that speaks of identity (`core.perceived_identity`), and who perceives, by its id."""
    found = Evidence.objects.filter(actor__in=actors).filter(Q(code=CODE) | ~Q(perceived_by=""))
    return in_scope(joined(found), scope), dict(found.values_list("id", "perceived_by"))


def activities_by_country(scope: RecordScope) -> dict[str, int]:
    """Country to the number of activities that its actors take part in."""
    found = participations_in(scope).exclude(actor__country="").values("actor__country")
    counted = found.annotate(n=Count("activity", distinct=True)).order_by("actor__country")
    return {row["actor__country"]: row["n"] for row in counted}


def participations(scope: RecordScope) -> pl.DataFrame:
    """Who took part in, or organised, what (`core.regional_identity.PARTICIPATIONS`)."""
    took = participations_in(scope).values_list("activity_id", "actor_id", "activity__start")
    organised = activities_in(scope).filter(organiser__isnull=False).values_list("id", "organiser_id", "start")
    rows = [(a, actor, _year(start)) for found in (took, organised) for a, actor, start in found.iterator()]
    return (
        pl.DataFrame(rows, schema=PARTICIPATIONS, orient="row").unique(("activity", "actor")).sort("activity", "actor")
    )


def ties(scope: RecordScope) -> pl.DataFrame:
    """Ties (`core.regional_identity.TIES`)."""
    rows = [(a, b, _year(since)) for a, b, since in ties_in(scope).values_list("a_id", "b_id", "since").iterator()]
    return pl.DataFrame(rows, schema=TIES, orient="row")


def codes(hierarchy: str, scope: RecordScope) -> pl.DataFrame:
    """Codes of activities (`core.regional_identity.CODES`): programmes, CPV of their opportunities, or themes."""
    known = Activity.objects.exclude(pk__in=scope.left_out)
    if hierarchy == "programme":
        rows = list(known.exclude(programme="").values_list("id", "programme"))
    else:
        listed = "themes" if hierarchy == "themes" else "opportunity__cpv"
        found = known.exclude(**{listed: None}).values_list("id", listed)
        rows = [(id_, code) for id_, several in found for code in several]
    return pl.DataFrame(rows, schema=CODES, orient="row")


def suppliers(scope: RecordScope) -> list[tuple[str, str]]:
    """Both ends of every supplier tie."""
    return list(ties_in(scope).filter(kind="supplier").values_list("a_id", "b_id"))


def funding(insiders: Collection[str], scope: RecordScope) -> list[Paid]:
    """Who pays for each activity of insiders, and whether that is a public body or a programme."""
    found = activities_in(scope).filter(Q(organiser__in=insiders) | Q(participations__actor__in=insiders)).distinct()
    public = set(Actor.objects.filter(kind="public").values_list("id", flat=True))
    return [
        (funder or programme, funder in public or bool(programme))
        for funder, programme in found.order_by("id").values_list("funder", "programme")
    ]


def themes(insiders: Collection[str], scope: RecordScope) -> list[tuple[int, Sequence[str]]]:
    """Year and themes of insiders' dated activities."""
    found = activities_in(scope).filter(Q(organiser__in=insiders) | Q(participations__actor__in=insiders)).distinct()
    rows = found.exclude(start="").order_by("id").values_list("start", "themes")
    return [(int(start[:4]), names) for start, names in rows if start]


def ends_of_ties(insiders: Collection[str], scope: RecordScope) -> tuple[int, int]:
    """How many of insiders' ties stay inside, and how many lead outside."""
    known = set(insiders)
    ties = ties_in(scope).filter(Q(a__in=insiders) | Q(b__in=insiders)).values_list("a_id", "b_id")
    within = sum(a in known and b in known for a, b in ties)
    return within, len(ties) - within


def _year(date: str) -> int | None:
    return int(date[:4]) if date else None
