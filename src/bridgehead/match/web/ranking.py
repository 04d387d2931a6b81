"""Rankings: the part of an opportunity's page that loads on its own, and the search by text."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem import phrases
from bridgehead.ecosystem import queries as ecosystem
from bridgehead.ecosystem.services.scope_control import ScopeControl, scope_control
from bridgehead.kit.list_page import ListFilter, choices, country_choices, words_in
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import render_page, viewer
from bridgehead.match.core.match_result import Match
from bridgehead.match.forms import AskForm
from bridgehead.match.queries import mark_controls
from bridgehead.match.queries import marks as mark_reads
from bridgehead.match.services.ranking import LOOKED_THROUGH, RankingRequest, ViewerRanking, ranking_for
from bridgehead.match.tables.ranking import candidates, hidden_candidates
from bridgehead.match.web.exposure import FLOOR, sme_floor

ADDITIONALITY = "additionality"


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("opportunities/<id:id_>/matches", matches, name="matches"),
        path("match", ask, name="match"),
    ]


def matches(request: HttpRequest, id_: str) -> HttpResponse:
    """Who should answer an opportunity."""
    who, asked = viewer(request), _asked(request)
    control = scope_control(request.GET, who)
    found = ranking_for(who, id_, asked=_request_of(asked, control))
    # Without a script the part is followed as a link, and stands on a page of its own.
    template = "match/ranking.html" if request.headers.get("HX-Request") else "match/ranking_page.html"
    part = {"part": "#matches", "address": request.path} if request.headers.get("HX-Request") else {}
    response = _ranking(request, template, asked, found, control, **part)
    if request.headers.get("HX-Request") and request.GET:
        # What was chosen stands in the address of the page, so that it can be sent to somebody.
        response["HX-Replace-Url"] = f"{reverse('opportunity', args=[id_])}?{request.GET.urlencode()}"
    return response


def ask(request: HttpRequest) -> HttpResponse:
    """Who fits a text."""
    who = viewer(request)
    who.require(Verb.VIEW, Resource.MATCH, owner=who.actor)
    asked, control = _asked(request), scope_control(request.GET, who)
    form = AskForm(request.GET)
    text = form.cleaned_data["text"].strip() if form.is_valid() else ""
    found = None
    if text:
        found = ranking_for(who, text=text, asked=replace(_request_of(asked, control), sme_floor=0.0))
    response = _ranking(request, "match/text_search.html", asked, found, control, form=form)
    if not form.is_valid():
        response.status_code = 400
    return response


def _asked(request: HttpRequest) -> dict[str, str]:
    names = ("country", "members_of", "by", "sme_floor")
    return {name: words_in(request.GET, name) for name in names}


def _request_of(asked: Mapping[str, str], control: ScopeControl) -> RankingRequest:
    return RankingRequest(
        country=asked["country"],
        members_of=asked["members_of"],
        sme_floor=sme_floor(asked["sme_floor"]),
        by_additionality=asked["by"] == ADDITIONALITY,
        scope=control.scope,
    )


def _ranking(
    request: HttpRequest,
    template: str,
    asked: dict[str, str],
    found: ViewerRanking | None,
    control: ScopeControl,
    **more: Any,
) -> HttpResponse:
    who = viewer(request)
    everybody = choices(ecosystem.clusters(), _("All organisations"))
    filters = [
        (ListFilter("members_of", _("Members of"), everybody), asked["members_of"]),
        (ListFilter("country", _("Country"), country_choices(ecosystem.countries_of_actors())), asked["country"]),
    ]
    match = found.match if found else None
    if match and match.opportunity:
        orders = choices([(ADDITIONALITY, _("Additionality"))], _("Fit"))
        filters.append((ListFilter("by", _("Sort by"), orders), asked["by"]))
        filters.append((FLOOR, asked["sme_floor"]))
    shown = [candidate.actor for _place, candidate in found.candidates] if found else []
    feedback = _feedback(request, match.opportunity if match else None, shown, who)
    return render_page(
        request,
        template,
        match=match,
        table=candidates(found, feedback.pop("markings"), request) if found else None,
        base=request.path,
        selection_back=_page_of(match, request),
        filters=filters,
        as_of=control.as_of,
        scope_control=control,
        brought_about=_brought_about(match, control),
        by_additionality=found is not None and found.by_additionality,
        sees_all=who.may(Verb.VIEW, Resource.MATCH),
        looked_through=LOOKED_THROUGH,
        own_name=ecosystem.names_of([who.actor]).get(who.actor, "") if who.actor else "",
        **more,
        **feedback,
    )


def _page_of(match: Match | None, request: HttpRequest) -> str:
    """The page on which a ranking stands, as it was asked for: that of the opportunity, of which it is a part."""
    if match is None or match.opportunity is None:
        return request.get_full_path()
    page = reverse("opportunity", args=[match.opportunity])
    return f"{page}?{request.GET.urlencode()}" if request.GET else page


def _brought_about(match: Match | None, control: ScopeControl) -> str:
    """The activities that are left out because the opportunity brought them about, and nobody asked for it."""
    own = match.scope.left_out - control.scope.left_out if match else frozenset()
    return phrases.left_out(ecosystem.activity_names(own).values()) if own else ""


def _feedback(request: HttpRequest, opportunity: str | None, actors: Collection[str], who: Viewer) -> dict[str, Any]:
    """What a viewer sees of the feedback, and may give; a text that was asked about has none."""
    if opportunity is None:
        return {"markings": {}}
    return {
        "markings": mark_controls.mark_controls(opportunity, actors, who),
        "hidden": hidden_candidates(mark_controls.hidden_candidates(opportunity, who), request),
        "left_out": who.actor in mark_reads.dismissed(opportunity),
    }
