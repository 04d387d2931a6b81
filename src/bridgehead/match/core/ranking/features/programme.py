"""Features from what is usual: work in the programme, and priors of countries and kinds."""

from __future__ import annotations

import numpy as np

from bridgehead.match.core.ranking.features.feature_types import Column, Columns
from bridgehead.match.core.ranking.retrieval.actor_subset import ActorSubset
from bridgehead.match.core.ranking.retrieval.class_priors import ClassPriors
from bridgehead.match.core.ranking.retrieval.query_context import QueryContext
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from bridgehead.match.core.ranking.retrieval.sparse_ops import Numbers, scale_to_max, weighted_row_sum


def programme(index: RankerIndex, context: QueryContext, among: ActorSubset) -> Columns:
    """Count an actor's work in the query's programme parts."""
    teams = index.teams

    def lately(counts: Numbers) -> Numbers:
        parts = np.flatnonzero(context.wanted)
        return among.of(weighted_row_sum(teams.active, parts, counts[parts]))

    def exact() -> Numbers:
        parts = context.wanted.sum()
        return (context.overlap == parts) & (teams.parts == parts)

    def share() -> Numbers:
        return among.took(context.overlap) / np.maximum(among.took(teams.parts), 1)

    return {
        "programme: projects": lambda: np.log1p(among.took(context.overlap)),
        "programme: teams lately": lambda: np.log1p(lately(context.wanted)),
        "programme: share": share,
        "programme: rare parts": lambda: np.log1p(3000 * lately(1 / teams.crowd)),
        "programme: same parts": lambda: np.log1p(among.took(exact() * teams.several * teams.recency)),
        "programme: per member": lambda: np.log1p(among.took(context.overlap * teams.recency * index.meaning.weight)),
    }


def classes(index: RankerIndex, context: QueryContext, among: ActorSubset) -> Columns:
    """How usual the actor's country and kind are beside this lead, programme and theme."""
    query, kind = context.query, index.kind

    def mixed() -> Numbers:
        return np.log((context.kinds + 0.02) / (np.exp(kind.common) + 0.02))

    return (
        _usual("country", index.country, query.country, context, among)
        | {"country: common": lambda: index.country.common[among.of(index.country.of)]}
        | {"country: in similar": lambda: scale_to_max(context.countries)[among.of(index.country.of)]}
        | _usual("kind", kind, query.kind, context, among)
        | {"kind: in similar": lambda: mixed()[among.of(kind.of)]}
        | {f"kind: {value}": _is(among, kind, at) for at, value in enumerate(kind.values)}
    )


def _usual(name: str, table: ClassPriors, of_lead: str | None, context: QueryContext, among: ActorSubset) -> Columns:
    """Whether an attribute is the lead's, and how usual it is beside the lead's and in the programme."""
    home = table.place(of_lead)

    def beside() -> Numbers:
        return np.zeros(len(among), np.float32) if home is None else table.with_lead[home][among.of(table.of)]

    def in_programme() -> Numbers:
        codes = context.wanted > 0
        usual = table.in_code[codes].mean(axis=0) if codes.any() else np.zeros(len(table.values), np.float32)
        return usual[among.of(table.of)]

    return {
        f"{name}: same": _is(among, table, home),
        f"{name}: with lead's": beside,
        f"{name}: in programme": in_programme,
    }


def _is(among: ActorSubset, table: ClassPriors, place: int | None) -> Column:
    return lambda: np.asarray(among.of(table.of) == (-1 if place is None else place), np.float32)
