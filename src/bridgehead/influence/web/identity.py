"""Industrial identity and lock-in of a cluster or country: the page, and the part with what is found."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from bridgehead.ecosystem.queries import cluster_in_question
from bridgehead.influence import phrases
from bridgehead.influence.core.findings import absence_bound
from bridgehead.influence.queries import influence_account as queries
from bridgehead.influence.queries import regional_identity as regions
from bridgehead.influence.schemas.regional_identity import IdentityAnswer
from bridgehead.influence.services import regional_identity
from bridgehead.influence.web.effects import listed
from bridgehead.kit import countries
from bridgehead.kit.errors import InputError
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
        found = regional_identity.describe(subject, against=listed(request, "against"))
    except InputError as error:
        return render_page(request, "influence/load_error.html", problem=error)
    answer = IdentityAnswer.of(found).model_dump(by_alias=True)
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
        strength_found=phrases.identity_strength(found.verdict[0]),
        focus_found=phrases.identity_focus(found.verdict[1]),
        compared=phrases.compared_with(countries.name(code) for code in answer["compared_with"]),
        hierarchies={name: phrases.hierarchy_label(name) for name in answer["focus"]},
        not_tested={name: phrases.not_tested(reason) for name, reason in found.reasons.items()},
        engaged={region: {**found, "part": found["outside"] / most} for region, found in engaged.items()},
        periods=[(period, found[subject]) for period, found in answer["strength"].items() if period != "all"],
        members=queries.names(answer["lockin"]["functional"]["dependent"] if answer["lockin"] else ()),
        unpaid=absence_bound(political["activities"]) if political and not political["preset"] else None,
    )


def _name(subject: str, clusters: Mapping[str, str]) -> str:
    return clusters.get(subject) or countries.names().get(subject, subject)
