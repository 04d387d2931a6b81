"""Reads of what the account of a cluster's influence rests on."""

from collections.abc import Collection, Sequence

import polars as pl
from django.db.models import Q

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.models import Actor, Indicator
from bridgehead.ecosystem.queries.record_scope import begun, entries_in, memberships_in, today
from bridgehead.evidence.models import Evidence
from bridgehead.evidence.queries.evidence import visible_evidence
from bridgehead.influence.core import level_relations, market_context
from bridgehead.influence.core.findings import Claim
from bridgehead.influence.core.market_context import MarketYear
from bridgehead.influence.models import Finding, Relation
from bridgehead.profile.core.evidence_weights import QUESTIONS, in_scope
from bridgehead.profile.queries import evidence as profiles

CLUSTERS = ("cluster", "cluster_network")
ENTERED = ("market", "date", "status")


def find_cluster(id_: str) -> Actor | None:
    """A cluster or a network of clusters; None where no actor of that id is one."""
    return Actor.objects.filter(pk=id_, kind__in=CLUSTERS).first()


def clusters() -> dict[str, str]:
    """Ids of clusters and networks of clusters to their names, by name."""
    return dict(Actor.objects.filter(kind__in=CLUSTERS).order_by("name", "id").values_list("id", "name"))


def member_firms(cluster: str, scope: RecordScope | None = None) -> tuple[str, ...]:
    """Firms that are or were members of a cluster, by the day of the scope or today, by id."""
    members = memberships_in(scope or today()).filter(cluster=cluster).values("member")
    found = Actor.objects.filter(kind="firm", pk__in=members)
    return tuple(found.order_by("id").values_list("id", flat=True))


def names(ids: Collection[str]) -> dict[str, str]:
    """Ids of actors to their names."""
    return dict(Actor.objects.filter(pk__in=ids).values_list("id", "name"))


def claims() -> tuple[Claim, ...]:
    """Every finding, by id."""
    rows = Finding.objects.order_by("id").values_list("id", "kind", "statement", "supports", "contradicts", "asked")
    return tuple(Claim(id_, kind, said, tuple(a), tuple(b), tuple(c)) for id_, kind, said, a, b, c in rows)


def pieces(ids: Collection[str], scope: RecordScope) -> pl.DataFrame:
    """Pieces of evidence in scope with their sources (`evidence_weights.SCHEMA`), also those on no actor."""
    return in_scope(profiles.joined(Evidence.objects.filter(pk__in=ids)), scope)


def relations(scope: RecordScope) -> pl.DataFrame:
    """Coded relations from sources up to the day, with their sources (`core.level_relations.SCHEMA`)."""
    columns = ("id", "from_level", "to_level", "directness", "strength", "source_id")
    known = Relation.objects.filter(Q(source=None) | begun("source__date", scope.as_of))
    rows = known.values_list(*columns, *(f"source__{name}" for name in QUESTIONS))
    return pl.DataFrame(list(rows), schema=level_relations.SCHEMA, orient="row").with_columns(
        pl.col(pl.String).fill_null("")
    )


def indicators(countries: Collection[str], subjects: Collection[str]) -> list[Indicator]:
    """Indicators of some countries and of some actors or clusters, the macro context of their results."""
    found = Indicator.objects.filter(Q(subject_kind="country", subject__in=countries) | Q(subject__in=subjects))
    return list(found.order_by("subject_kind", "subject", "indicator", "period"))


def entries_abroad(firms: Sequence[str], home: str, scope: RecordScope) -> tuple[MarketYear, ...]:
    """Firms' entries in scope by market and year, beside yearly indicators of these markets and the home country."""
    found = entries_in(scope).filter(firm__in=firms).exclude(market="").exclude(status="")
    taken = [
        market_context.MarketEntry(market, date[:4], status) for market, date, status in found.values_list(*ENTERED)
    ]
    countries = {step.market for step in taken} | {home} - {""}
    rows = Indicator.objects.filter(subject_kind="country", subject__in=countries).order_by("indicator")
    columns = ("subject", "period", "indicator", "value", "unit", "source")
    figures = [
        market_context.CountryIndicator(where, period[:4], *rest) for where, period, *rest in rows.values_list(*columns)
    ]
    return market_context.market_years(taken, figures)


def passages(ids: Collection[str]) -> list[Relation]:
    """Coded relations with their sources, the strongest first."""
    return list(Relation.objects.filter(pk__in=ids).select_related("source").order_by("-strength", "id"))


def summaries(ids: Collection[str], *, coder: str) -> dict[str, Evidence]:
    """Pieces of evidence by id; what another one coded blind is left out."""
    return {piece.pk: piece for piece in visible_evidence(coder).filter(pk__in=ids).select_related("source", "actor")}
