"""Parts and pages that the influence page leads to: the network by year, identity and lock-in, estimates."""

from collections.abc import Sequence

import polars as pl
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bridgehead.influence import charts
from bridgehead.influence.charts import Line
from bridgehead.influence.core.network import means
from bridgehead.influence.services.account import network_by_year
from bridgehead.kit.access import Kind, Verb
from bridgehead.kit.pages import allow, page


def urls() -> list[URLPattern]:
    """Where these stand."""
    return [
        path("influence/years", years, name="influence-years"),
    ]


def years(request: HttpRequest) -> HttpResponse:
    """What the cluster adds to members' networks, year by year: a part of the influence page."""
    allow(request, Verb.VIEW, Kind.EVIDENCE)
    found = means(network_by_year(cluster=request.GET.get("cluster", ""), day=timezone.localdate()))
    return page(request, "influence/years.html", rows=found.to_dicts(), figures=_figures(found))


def _figures(found: pl.DataFrame) -> Sequence[SafeString]:
    if found.is_empty():
        return ()
    titles = {
        "markets": _("A member reaches %(with)s markets abroad, without the cluster %(without)s"),
        "reach": _("Of a walk from a member, %(with)s ends abroad, without the cluster %(without)s"),
        "size": _("A member stands between %(with)s separate contacts, without the cluster %(without)s"),
    }
    return [_figure(found, name, title) for name, title in titles.items()]


def _figure(found: pl.DataFrame, name: str, title: str) -> SafeString:
    drawn = [
        Line(label, style, found[f"{name}{end}"].to_list())
        for label, style, end in ((_("with"), "with", ""), (_("without"), "without", "_without"))
    ]
    said = {line.style: f"{line.values[-1]:.0%}" if name == "reach" else f"{line.values[-1]:.1f}" for line in drawn}
    return charts.lines(title % said, found["year"].to_list(), drawn)
