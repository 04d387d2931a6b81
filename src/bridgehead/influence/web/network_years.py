"""Parts of the influence page that take a while: reach lost without the cluster, and its networks year by year."""

from collections.abc import Sequence

import polars as pl
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.queries import cluster_in_question
from bridgehead.ecosystem.queries.record_scope import asked_scope
from bridgehead.influence import phrases
from bridgehead.influence.core.network_contribution import BY_YEAR, means
from bridgehead.influence.queries import influence_account as queries
from bridgehead.influence.services.influence_account import measure_network_contribution, network_by_year
from bridgehead.influence.tables.influence import loss_table, year_table
from bridgehead.influence.web import charts_svg
from bridgehead.influence.web.charts_svg import ChartLine
from bridgehead.kit.list_files import wants_file
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer

MEMBERS = 12
"""Members that a page lists; their file has all."""


def urls() -> list[URLPattern]:
    """Where these stand."""
    return [
        path("influence/losses", losses, name="influence-losses"),
        path("influence/years", years, name="influence-years"),
    ]


def losses(request: HttpRequest) -> HttpResponse:
    """Network lost without the cluster, by member: a part of the influence page."""
    who = require_viewer(request, Verb.VIEW, Resource.FIGURE)
    if not who.may(Verb.VIEW, Resource.EVIDENCE):
        return render_page(request, "influence/reach_losses.html", withheld=True)
    found = measure_network_contribution(request.GET.get("cluster", ""), _scope(request)).losses
    shown = found if wants_file(request) else found[:MEMBERS]
    return render_page(
        request,
        "influence/reach_losses.html",
        table=loss_table(shown, queries.names([loss.firm for loss in shown])),
        shown=phrases.members_shown(MEMBERS, len(found)),
        base=request.path,
    )


def years(request: HttpRequest) -> HttpResponse:
    """Members' networks with and without the cluster, year by year: a part of the influence page."""
    require_viewer(request, Verb.VIEW, Resource.FIGURE)
    asked = request.GET.get("cluster", "")
    known = network_by_year(_scope(request), cluster=asked)
    found = means(known.figures)
    of = asked or cluster_in_question()
    name = queries.clusters().get(of, of)
    return render_page(
        request,
        "influence/network_years.html",
        table=year_table(found.to_dicts()),
        base=request.path,
        figures=_figures(found, name),
        cluster=name,
        undated=phrases.undated_records(known.undated),
    )


def _scope(request: HttpRequest) -> RecordScope:
    return asked_scope(request.GET.get("as_of", ""), request.GET.getlist("leave_out"))


def _figures(found: pl.DataFrame, cluster: str) -> Sequence[SafeString]:
    return () if found.is_empty() else [_figure(found, name, cluster) for name in BY_YEAR]


def _figure(found: pl.DataFrame, name: str, cluster: str) -> SafeString:
    drawn = [
        ChartLine(label, style, found[f"{name}{end}"].to_list())
        for label, style, end in ((_("with"), "with", ""), (_("without"), "without", "_without"))
    ]
    with_, without = (line.values[-1] for line in drawn)
    title = phrases.network_figure(name, with_, without, cluster=cluster)
    return charts_svg.line_chart(title, found["year"].to_list(), drawn)
