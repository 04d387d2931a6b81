"""Parts and pages that the influence page leads to: the network by year, identity and lock-in, estimates."""

from collections.abc import Mapping, Sequence

import polars as pl
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bridgehead.ecosystem.queries import cluster_in_question
from bridgehead.influence.core.diff_in_diff import BIAS, DOUBT, OutcomeEffect
from bridgehead.influence.core.findings import absence_bound
from bridgehead.influence.core.network_contribution import means
from bridgehead.influence.queries import influence_account as queries
from bridgehead.influence.queries import panels
from bridgehead.influence.queries import regional_identity as regions
from bridgehead.influence.services import effect_estimates as estimates
from bridgehead.influence.services import regional_identity as identities
from bridgehead.influence.services.influence_account import measure_network_contribution, network_by_year
from bridgehead.influence.web import charts_svg
from bridgehead.influence.web.charts_svg import ChartLine
from bridgehead.kit import countries
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer

MOST = 30


def urls() -> list[URLPattern]:
    """Where these stand."""
    return [
        path("influence/losses", losses, name="influence-losses"),
        path("influence/years", years, name="influence-years"),
        path("influence/identity", identity, name="identity"),
        path("influence/identity/found", identity_found, name="identity-found"),
        path("influence/effects", effects, name="effects"),
        path("influence/effects/found", effects_found, name="effects-found"),
    ]


def losses(request: HttpRequest) -> HttpResponse:
    """Who would lose most of its network without the cluster: a part of the influence page."""
    require_viewer(request, Verb.VIEW, Resource.EVIDENCE)
    found = measure_network_contribution(request.GET.get("cluster", ""), day=timezone.localdate()).losses[:MOST]
    return render_page(
        request, "influence/reach_losses.html", losses=found, names=queries.names([loss.firm for loss in found])
    )


def years(request: HttpRequest) -> HttpResponse:
    """What the cluster adds to members' networks, year by year: a part of the influence page."""
    require_viewer(request, Verb.VIEW, Resource.EVIDENCE)
    found = means(network_by_year(cluster=request.GET.get("cluster", ""), day=timezone.localdate()))
    return render_page(request, "influence/network_years.html", rows=found.to_dicts(), figures=_figures(found))


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
        ChartLine(label, style, found[f"{name}{end}"].to_list())
        for label, style, end in ((_("with"), "with", ""), (_("without"), "without", "_without"))
    ]
    said = {line.style: f"{line.values[-1]:.0%}" if name == "reach" else f"{line.values[-1]:.1f}" for line in drawn}
    return charts_svg.line_chart(title % said, found["year"].to_list(), drawn)


def identity(request: HttpRequest) -> HttpResponse:
    """Is a region strong and general? `?subject=` is a cluster or a country, `?against=` countries to compare with."""
    require_viewer(request, Verb.VIEW, Resource.EVIDENCE)
    clusters = queries.clusters()
    subject = request.GET.get("subject", "") or cluster_in_question()
    return render_page(
        request,
        "influence/identity.html",
        subject=subject,
        name=_name(subject, clusters),
        against=request.GET.get("against", ""),
        clusters=clusters,
        countries=sorted(regions.activities_by_country(), key=countries.name),
    )


def identity_found(request: HttpRequest) -> HttpResponse:
    """What is found of a region's identity and lock-in: a part of its page."""
    require_viewer(request, Verb.VIEW, Resource.EVIDENCE)
    subject = request.GET.get("subject", "")
    try:
        answer = identities.as_answer(identities.describe(subject, against=_listed(request, "against")))
    except InputError as error:
        return render_page(request, "influence/load_error.html", error=error)
    clusters = queries.clusters()
    names = {name: _name(name, clusters) for found in answer["focus"].values() for name in found}
    engaged = answer["strength"]["all"]
    most = max((found["outside"] for found in engaged.values()), default=0) or 1
    political = answer["lockin"]["political"] if answer["lockin"] else None
    return render_page(
        request,
        "influence/identity_result.html",
        **answer,
        name=_name(subject, clusters),
        names=names,
        compared=[countries.name(code) for code in answer["compared_with"]],
        engaged={region: {**found, "part": found["outside"] / most} for region, found in engaged.items()},
        periods=[(period, found[subject]) for period, found in answer["strength"].items() if period != "all"],
        unpaid=absence_bound(political["activities"]) if political and not political["preset"] else None,
    )


def effects(request: HttpRequest) -> HttpResponse:
    """What did participation change? `?of=PANEL/OUTCOME`, `?covariates=` and `?placebo=` with commas."""
    require_viewer(request, Verb.VIEW, Resource.EVIDENCE)
    of = request.GET.get("of", "") or f"{panels.RECORDS}/{panels.OUTCOMES[0]}"
    chosen = {name: request.GET.get(name, "") for name in ("covariates", "placebo")}
    return render_page(
        request, "influence/effects.html", of=of, outcome=of.partition("/")[2], panels=_choices(), **chosen
    )


def effects_found(request: HttpRequest) -> HttpResponse:
    """The estimate with its checks, or why there is none: a part of its page."""
    require_viewer(request, Verb.VIEW, Resource.EVIDENCE)
    panel, _slash, outcome = request.GET.get("of", "").partition("/")
    covariates, placebos = _listed(request, "covariates"), _listed(request, "placebo")
    try:
        found = estimates.estimate(outcome, panel=panel, covariates=covariates, placebo_outcomes=placebos)
    except InputError as error:
        return render_page(request, "influence/load_error.html", error=error)
    return render_page(
        request,
        "influence/effect_estimates.html",
        found=found,
        figure=_around(found.effect) if found.effect else "",
        bias=BIAS,
    )


def _around(effect: OutcomeEffect) -> SafeString:
    if effect.pretrend is None:
        title = _("Too little happened before the start to see whether trends were alike")
    elif effect.pretrend < DOUBT:
        title = _("The treated and the untreated moved apart before the start: p %(p).2g")
    else:
        title = _("Before the start no difference in trend is shown: p %(p).2g")
    return charts_svg.event_study_chart(title % {"p": effect.pretrend or 0.0}, effect.by_time)


def _choices() -> Mapping[str, Sequence[tuple[str, str]]]:
    return {name: [(f"{name}/{column}", column) for column in found] for name, found in panels.panel_choices().items()}


def _name(subject: str, clusters: Mapping[str, str]) -> str:
    return clusters.get(subject) or countries.names().get(subject, subject)


def _listed(request: HttpRequest, key: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in request.GET.get(key, "").split(",") if part.strip())
