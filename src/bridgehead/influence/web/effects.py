"""Estimated effects: the page that asks for a panel and an outcome, and the part with the estimate."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from bridgehead.ecosystem.queries.record_scope import asked_scope
from bridgehead.ecosystem.services.scope_control import scope_control
from bridgehead.influence import phrases
from bridgehead.influence.core.effect_estimate import OutcomeEffect
from bridgehead.influence.queries import panels
from bridgehead.influence.services import effect_estimates
from bridgehead.influence.tables.effects import estimate_table, period_table, sensitivity_table
from bridgehead.influence.web import charts_svg
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer


def urls() -> list[URLPattern]:
    """Where these stand."""
    return [
        path("influence/effects", effects, name="effects"),
        path("influence/effects/found", effects_found, name="effects-found"),
    ]


def effects(request: HttpRequest) -> HttpResponse:
    """Estimated effects: `?of=PANEL/OUTCOME`, `?covariates=` and `?placebo=` with commas."""
    control = scope_control(request.GET, require_viewer(request, Verb.VIEW, Resource.FIGURE))
    of = request.GET.get("of", "") or _first()
    chosen = {name: request.GET.get(name, "") for name in ("covariates", "placebo")}
    return render_page(
        request,
        "influence/effects.html",
        scope_control=control,
        of=of,
        outcome=phrases.outcome_label(of.partition("/")[2]),
        panels=_choices(),
        **chosen,
    )


def effects_found(request: HttpRequest) -> HttpResponse:
    """The estimate with its checks, or why there is none: a part of its page."""
    require_viewer(request, Verb.VIEW, Resource.FIGURE)
    panel, _slash, outcome = request.GET.get("of", "").partition("/")
    covariates, placebos = listed(request, "covariates"), listed(request, "placebo")
    try:
        scope = asked_scope(request.GET.get("as_of", ""), request.GET.getlist("leave_out"))
        found = effect_estimates.estimate(outcome, scope, panel=panel, covariates=covariates, placebo_outcomes=placebos)
    except InputError as error:
        return render_page(request, "influence/load_error.html", problem=error)
    context: dict[str, object] = {"found": found, "bias": phrases.two_way_bias(), "base": request.path}
    if found.refused is not None:
        context["refused"] = phrases.reason_text(found.refused)
    if found.effect is not None:
        context |= _worded(found.effect)
    if found.hazard is not None:
        context["hazard"] = phrases.hazard_ratio(found.hazard)
        context["hazard_assumption"] = phrases.hazard_assumption(found.hazard)
    elif found.hazard_refused is not None:
        context["no_hazard"] = phrases.no_hazard(found.hazard_refused)
    return render_page(request, "influence/effect_estimates.html", **context)


def listed(request: HttpRequest, key: str) -> tuple[str, ...]:
    """The parts of what an address gives with commas."""
    return tuple(part.strip() for part in request.GET.get(key, "").split(",") if part.strip())


def _worded(effect: OutcomeEffect) -> dict[str, object]:
    """An estimate with its sentences and its figure."""
    return {
        "statement": phrases.effect_statement(effect),
        "assumption": phrases.effect_assumption(effect),
        "warnings": [phrases.reason_text(doubt) for doubt in effect.doubts],
        "figure": charts_svg.event_study_chart(phrases.pretrend_title(effect), effect.by_time),
        "periods": period_table(effect),
        "estimates": estimate_table(effect),
        "sensitivity": sensitivity_table(effect.sensitivity),
    }


def _first() -> str:
    """What is estimated where nothing is asked for: of a panel that somebody brought, else of the records."""
    found = panels.panel_choices()
    name = next((name for name in found if name != panels.RECORDS), panels.RECORDS)
    return f"{name}/{next(iter(found[name]), '')}"


def _choices() -> Mapping[str, Sequence[tuple[str, str]]]:
    return {
        phrases.panel_of_records() if name == panels.RECORDS else name: [
            (f"{name}/{column}", phrases.outcome_label(column)) for column in found
        ]
        for name, found in panels.panel_choices().items()
    }
