"""Industrial identity and lock-in of a cluster or country: the page, and the part with what is found."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from bridgehead.ecosystem.queries import cluster_in_question
from bridgehead.ecosystem.queries.record_scope import asked_scope
from bridgehead.ecosystem.services.scope_control import scope_control
from bridgehead.framework.cordis_identity import CountryFigures
from bridgehead.influence import phrases
from bridgehead.influence.core.regional_identity import Speciality
from bridgehead.influence.queries import influence_account as queries
from bridgehead.influence.queries import regional_identity as regions
from bridgehead.influence.schemas.reason_texts import reason_texts
from bridgehead.influence.services import regional_identity
from bridgehead.influence.services.regional_identity import Identity, PublicIdentity
from bridgehead.influence.tables.identity import (
    FocusRow,
    PartnerRow,
    focus_table,
    partner_table,
    partner_year_table,
    perception_table,
    public_table,
    speciality_table,
)
from bridgehead.influence.web.effects import listed
from bridgehead.kit import countries
from bridgehead.kit.errors import InputError
from bridgehead.kit.list_tables import ListTable
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer


def urls() -> list[URLPattern]:
    """Where these stand."""
    return [
        path("influence/identity", identity, name="identity"),
        path("influence/identity/found", identity_found, name="identity-found"),
    ]


def identity(request: HttpRequest) -> HttpResponse:
    """Industrial identity: `?subject=` is a cluster or a country, `?against=` countries to compare with."""
    control = scope_control(request.GET, require_viewer(request, Verb.VIEW, Resource.FIGURE))
    clusters = queries.clusters()
    subject = request.GET.get("subject", "") or cluster_in_question()
    return render_page(
        request,
        "influence/identity.html",
        scope_control=control,
        subject=subject,
        name=_name(subject, clusters),
        against=request.GET.get("against", ""),
        clusters=clusters,
        countries=sorted(regions.activities_by_country(control.scope), key=countries.name),
    )


def identity_found(request: HttpRequest) -> HttpResponse:
    """What is found of a region's identity and lock-in: a part of its page."""
    require_viewer(request, Verb.VIEW, Resource.FIGURE)
    scope = asked_scope(request.GET.get("as_of", ""), request.GET.getlist("leave_out"))
    subject = request.GET.get("subject", "")
    try:
        found = regional_identity.describe(subject, scope, against=listed(request, "against"))
    except InputError as error:
        return render_page(request, "influence/load_error.html", problem=error)
    clusters = queries.clusters()
    names = {name: _name(name, clusters) for name in found.regions}
    parts = [_focus(found, hierarchy, names) for hierarchy in found.focus]
    years = [PartnerRow(period, by[subject]) for period, by in found.strength.items() if period != "all"]
    public = [_public(each) for each in found.public]
    lock_in = found.lockin
    return render_page(
        request,
        "influence/identity_result.html",
        base=request.path,
        name=_name(subject, clusters),
        strength_found=phrases.identity_strength(found.verdict[0]),
        focus_found=phrases.identity_focus(found.verdict[1]),
        compared=phrases.compared_with(
            countries.name(code) for code in found.regions if code not in (found.subject, found.country)
        ),
        partners=partner_table(found.strength["all"], names),
        partners_by_year=partner_year_table(years),
        perception=phrases.perceived_identity(found.perceived),
        perceptions=perception_table(found.perceived),
        public=public,
        public_tables=[part.table for part in public],
        parts=parts,
        tables=[table for part in parts for table in (part.focus, part.specialities)],
        reasons=reason_texts(found.reasons),
        lockin=phrases.lock_in_rows(lock_in.functional, lock_in.political, lock_in.cognitive) if lock_in else None,
        dependent=queries.names(lock_in.functional.dependent if lock_in else ()),
    )


@dataclass(frozen=True)
class PublicPart:
    """A country in a set of public projects: the findings, where they come from, and the list."""

    label: str
    strength: str
    focus: str
    source: str
    table: ListTable[CountryFigures]


def _public(found: PublicIdentity) -> PublicPart:
    strength, focus = found.verdict
    return PublicPart(
        label=found.projects.label,
        strength=phrases.identity_strength(strength),
        focus=phrases.identity_focus(focus),
        source=phrases.shipped_figures(found.projects),
        table=public_table(found),
    )


@dataclass(frozen=True)
class FocusPart:
    """What is found by one kind of code: why nothing is, why there is no interval, and the lists."""

    label: str
    missing: str
    no_interval: str
    focus: ListTable[FocusRow]
    specialities: ListTable[Speciality]


def _focus(found: Identity, hierarchy: str, names: Mapping[str, str]) -> FocusPart:
    reasons = reason_texts(found.reasons)
    return FocusPart(
        label=phrases.hierarchy_label(hierarchy),
        missing=reasons.get(f"focus.{hierarchy}", ""),
        no_interval=reasons.get(f"focus.{hierarchy}.interval", ""),
        focus=focus_table(hierarchy, [FocusRow(names[name], f) for name, f in found.focus[hierarchy].items()]),
        specialities=speciality_table(hierarchy, found.specialities[hierarchy]),
    )


def _name(subject: str, clusters: Mapping[str, str]) -> str:
    return clusters.get(subject) or countries.names().get(subject, subject)
