"""Influence: a page for the cluster, one for each member firm."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from bridgehead.ecosystem.models import Actor
from bridgehead.ecosystem.queries import activity_names, actor, cluster_of, memberships
from bridgehead.ecosystem.services.scope_control import scope_control
from bridgehead.evidence.queries.sources import titles
from bridgehead.framework.loader import load_framework
from bridgehead.framework.template_tags import shares
from bridgehead.influence import phrases
from bridgehead.influence.core.findings import RECOMMENDATION
from bridgehead.influence.core.influence_account import InfluenceAccount
from bridgehead.influence.core.level_relations import DIRECTNESSES, LevelRelation
from bridgehead.influence.queries import influence_account as queries
from bridgehead.influence.services.influence_account import account
from bridgehead.influence.tables.counterfactuals import counterfactual_table, latest_answers
from bridgehead.influence.tables.findings import finding_table, recommendation_table
from bridgehead.influence.tables.funnel import funnel_group_table, funnel_table, part_table
from bridgehead.influence.tables.influence import (
    OriginRow,
    component_origin_table,
    context_table,
    indicator_table,
    market_table,
    member_origin_table,
    member_standing_table,
)
from bridgehead.influence.tables.level_relations import level_table
from bridgehead.influence.web import levels_diagram
from bridgehead.influence.web.network_years import MEMBERS
from bridgehead.kit import countries
from bridgehead.kit.errors import NotFound
from bridgehead.kit.list_files import wants_file
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.profile.core.standing import Standing

MOST = 30
"""Rows of what surrounds a cluster or a member that a page shows."""


def is_member_firm(actor: Actor) -> bool:
    """Whether an actor has a page of influence: a firm that is or was a member of a cluster."""
    return actor.kind == "firm" and memberships(actor.pk).exists()


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("influence", cluster, name="influence"),
        path("members/<id:id_>/influence", member, name="member-influence"),
    ]


def cluster(request: HttpRequest) -> HttpResponse:
    """Influence of the cluster: `?cluster=` chooses one, `?arrow=` opens an arrow of the figure."""
    who = require_viewer(request, Verb.VIEW, Resource.FIGURE)
    control = scope_control(request.GET, who)
    scope = control.scope
    found = account(scope, cluster=request.GET.get("cluster", ""), with_network=False)
    if not found.cluster:
        return render_page(request, "influence/empty.html")
    chosen = request.GET.get("arrow", "")
    arrow, directness = _chosen_arrow(found.arrows, chosen)
    of = actor(found.cluster)
    beside, around = (
        queries.entries_abroad(found.firms, of.country, scope),
        queries.indicators([of.country], [of.id])[:MOST],
    )
    sources = titles({row.source for row in around} | {f.source for row in beside for f in row.figures})
    names = queries.names([*found.firms, found.cluster])
    cited = {id_ for j in found.findings for id_ in (*j.claim.supports, *j.claim.contradicts)}
    sees = who.may(Verb.VIEW, Resource.EVIDENCE)  # else figures alone: no text, no single member
    pieces = queries.summaries(cited, coder=who.name) if sees else {}
    by_firm = _by_firm(found, names) if sees else []
    return render_page(
        request,
        "influence/cluster.html",
        **_shared(found),
        scope_control=control,
        names=names,
        cluster=of,
        arrows=level_table(found.arrows),
        figure=levels_diagram.figure(found.arrows, chosen),
        arrow=arrow,
        arrow_name=phrases.part_name(arrow, directness) if arrow else "",
        passages=queries.passages(arrow.ids(directness)) if arrow and sees else [],
        sees_evidence=sees,
        findings=finding_table([v for v in found.findings if v.claim.kind != RECOMMENDATION], pieces),
        recommendations=recommendation_table([v for v in found.findings if v.claim.kind == RECOMMENDATION], pieces),
        everything=shares(_rounded(_summed(s for standings in found.standings.values() for s in standings.values()))),
        components=component_origin_table(_by_component(found)),
        firms=member_origin_table(by_firm if wants_file(request) else by_firm[:MEMBERS]),
        firms_shown=phrases.members_shown(MEMBERS, len(by_firm)),
        indicators=indicator_table(around, names, sources),
        beside=context_table(
            beside if wants_file(request) else beside[:MOST], sources, linked=who.may(Verb.VIEW, Resource.OPPORTUNITY)
        ),
        beside_more=max(0, len(beside) - MOST),
        funnel_groups=funnel_group_table(found.results),
        comparison=phrases.programme_comparison(),
    )


def member(request: HttpRequest, id_: str) -> HttpResponse:
    """Influence of its cluster on one member."""
    control = scope_control(request.GET, require_viewer(request, Verb.VIEW, Resource.EVIDENCE, owner=id_), actor=id_)
    who, of = actor(id_), cluster_of(id_)
    if not of or id_ not in queries.member_firms(of, control.scope):
        raise NotFound(phrases.no_member_firm(who.name))
    found = account(control.scope, cluster=of, member=id_)
    standings = found.standings[id_]
    cluster = actor(found.cluster)
    around = queries.indicators([who.country], [who.id])[:MOST]
    cells = found.network.cells[id_] if found.network else {}
    reached = [(market, cell) for market, cell in cells.items() if cell.whole.hops is not None]
    changed = [(market, cell) for market, cell in reached if cell.changes]
    return render_page(
        request,
        "influence/member.html",
        **_shared(found),
        scope_control=control,
        member=who,
        cluster=cluster,
        standings=member_standing_table([(c, s) for c, s in standings.items() if s.evidence], id_),
        markets=market_table(sorted(changed, key=lambda cell: countries.name(cell[0]))),
        unchanged=phrases.unchanged_markets(len(reached) - len(changed), cluster=cluster.name),
        loss=found.network.losses[0] if found.network else None,
        position=found.network.positions[id_] if found.network else None,
        parts=part_table(
            found.results.parts, activity_names({part.took_part.activity for part in found.results.parts})
        ),
        indicators=indicator_table(around, {who.pk: who.name}, titles({row.source for row in around})),
    )


def _chosen_arrow(arrows: Iterable[LevelRelation], chosen: str) -> tuple[LevelRelation | None, str]:
    """The arrow that an address names, and whether only its direct or indirect part."""
    for arrow in arrows:
        for directness in ("", *DIRECTNESSES):
            if arrow.key(directness) == chosen:
                return arrow, directness
    return None, ""


def _shared(found: InfluenceAccount) -> dict[str, Any]:
    shown = [one for one in found.results.funnels.values() if one.parts]
    steps = [funnel_table(one) for one in shown]
    return {
        "need": phrases.need_and_use(found.need),
        "need_reading": phrases.need_and_use_reading(found.need),
        "need_coded": phrases.coding_basis(found.basis),
        "funnels": [(table.caption, phrases.funnel_drop(one), table) for one, table in zip(shown, steps, strict=True)],
        "funnel_tables": steps,
        "funnel_note": phrases.funnel_note(),
        "in_no_family": phrases.reason_text(found.reasons["funnels"]) if found.results.in_no_family else "",
        "answers": latest_answers(found.counterfactuals),
        "answers_by_time": counterfactual_table(found.counterfactuals),
        "deadweight_note": phrases.deadweight_note(),
    }


def _weights(standing: Standing) -> Mapping[str, float]:
    return {name: share.weight for name, share in standing.origins.items()}


def _summed(standings: Iterable[Standing]) -> Counter[str]:
    total: Counter[str] = Counter()
    for standing in standings:
        total.update(_weights(standing))
    return total


def _rounded(weights: Mapping[str, float]) -> dict[str, float]:
    return {name: round(weight, 1) for name, weight in weights.items()}


def _by_component(found: InfluenceAccount) -> list[OriginRow]:
    """Each component with how many firms have strengths in it, and where these come from."""
    rows = []
    for id_, component in load_framework().components.items():
        standings = [s[id_] for s in found.standings.values() if s[id_].strength]
        rows.append(OriginRow(id_, component.label, _summed(standings), len(standings)))
    return [row for row in rows if row.firms]


def _by_firm(found: InfluenceAccount, names: Mapping[str, str]) -> list[OriginRow]:
    """Each firm with where its strengths come from, those first of whose most came through the cluster."""
    rows = [
        OriginRow(firm, names.get(firm, firm), _summed(standings.values()))
        for firm, standings in found.standings.items()
    ]
    return sorted((row for row in rows if row.total), key=lambda row: -row.through_cluster)
