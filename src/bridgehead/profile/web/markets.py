"""Markets: a member's shortlist, what activities add to its reach, and the page of a market."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from bridgehead.ecosystem import queries
from bridgehead.ecosystem.queries import actor
from bridgehead.ecosystem.queries.record_scope import asked_scope
from bridgehead.ecosystem.services.scope_control import scope_control
from bridgehead.framework import distances
from bridgehead.kit import countries, number_format
from bridgehead.kit.errors import NotFound
from bridgehead.kit.list_files import wants_file
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.profile import phrases
from bridgehead.profile.core.market_score import EVEN, PARTS
from bridgehead.profile.core.market_shortlist import LENSES, WEIGHED, disagreement
from bridgehead.profile.phrases.markets import market_gaps, measures_missing, part_label
from bridgehead.profile.services import insidership, markets
from bridgehead.profile.tables.markets import (
    contribution_table,
    figure_table,
    insider_table,
    opportunity_table,
    shortlist_table,
)

FEW = 25


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("members/<id:id_>/markets", shortlist, name="shortlist"),
        path("members/<id:id_>/reach", reach, name="reach"),
        path("markets/<id:id_>", market, name="market"),
    ]


def shortlist(request: HttpRequest, id_: str) -> HttpResponse:
    """Which markets a member might go for, under three lenses."""
    who = require_viewer(request, Verb.VIEW, Resource.TIE, owner=id_)
    firm, control = actor(id_), scope_control(request.GET, who, actor=id_)
    lens = request.GET.get("lens", "")
    lens = lens if lens in LENSES else WEIGHED
    weights = _numbers_of(request, distances.load_distances().measures, least=0)
    importance = _numbers_of(request, PARTS)
    if not any({**EVEN, **importance}.values()):
        importance = {}
    placed = markets.shortlist(id_, control.scope, lens=lens, weights=weights, importance=importance)
    measures = distances.load_distances().measures
    agreed = markets.measures_of(id_)
    missing = [name for name in measures if all(tau is None for pair, tau in agreed.items() if name in pair)]
    return render_page(
        request,
        "profile/shortlist.html",
        actor=firm,
        scope_control=control,
        lens=lens,
        lenses=[(name, phrases.lens_label(name)) for name in LENSES],
        table=shortlist_table(placed if wants_file(request) else placed[:FEW]),
        considered=len(placed),
        gaps=market_gaps(placed),
        weights=weights,
        kept=urlencode([*weights.items(), *importance.items(), *control.parameters]),
        parts=[(name, part_label(name), importance.get(name)) for name in PARTS],
        measures=[(measure, weights.get(name)) for name, measure in measures.items()],
        measures_agree=[
            (measures[one].label, measures[other].label, phrases.correlation(tau))
            for (one, other), tau in agreed.items()
            if tau is not None
        ],
        measures_missing=measures_missing(missing),
        agreement=[
            (phrases.lens_label(one), phrases.lens_label(other), phrases.correlation(tau))
            for (one, other), tau in disagreement(placed).items()
        ],
    )


def reach(request: HttpRequest, id_: str) -> HttpResponse:
    """What each activity of the cluster adds to a member's reach: a part of the page on its markets."""
    require_viewer(request, Verb.VIEW, Resource.TIE, owner=id_)
    cluster = queries.cluster_of(actor(id_).id)
    scope = asked_scope(request.GET.get("as_of", ""), request.GET.getlist("leave_out"))
    found = insidership.by_activity(id_, scope, cluster=cluster) if cluster else None
    parts = found.parts if found else ()
    parts = parts if wants_file(request) else parts[:FEW]
    names = queries.activity_names({part.activity for part in parts})
    return render_page(
        request,
        "profile/activity_reach.html",
        cluster=cluster,
        table=contribution_table(parts, names),
        without_effect=phrases.activities_without_effect(found.without_effect) if found else "",
        base=request.path,
    )


def market(request: HttpRequest, id_: str) -> HttpResponse:
    """What a market offers, how far it is, and who of ours is inside."""
    who = require_viewer(request, Verb.VIEW, Resource.OPPORTUNITY)
    if id_ not in countries.names():
        raise NotFound(phrases.unknown_country(id_))
    control = scope_control(request.GET, who)
    found = markets.market(id_, control.scope)
    return render_page(
        request,
        "profile/market.html",
        market=id_,
        scope_control=control,
        found=found,
        inside=insider_table([m for m in found.inside if who.may(Verb.VIEW, Resource.TIE, owner=m.firm)]),
        opportunities=opportunity_table(found.opportunities),
        figures=figure_table(found),
        sees_all=who.may(Verb.VIEW, Resource.TIE),
    )


def _numbers_of(request: HttpRequest, names: Iterable[str], *, least: float | None = None) -> dict[str, float]:
    """The user's weights in the address; what is no number, below 0, or not above the least, counts as not given."""
    found = {}
    for name in names:
        try:
            weight = number_format.parse(request.GET.get(name, ""))
        except ValueError:
            continue
        if weight >= 0 and (least is None or weight > least):
            found[name] = weight
    return found
