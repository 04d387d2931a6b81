"""Rankings: the part of an opportunity's page that loads on its own, and the page that asks with any text."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.kit.list_page import ListFilter, choices, country_choices, words_in
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import render_page, viewer
from bridgehead.match.core.match_result import Match, by_additionality
from bridgehead.match.forms import AskForm
from bridgehead.match.queries import marks as mark_reads
from bridgehead.match.services import match_opportunity, match_text
from bridgehead.match.web import marks
from bridgehead.match.web.exposure import FLOOR, sme_floor

TOP = 20
LOOKED_THROUGH = 100
ADDITIONALITY = "additionality"


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("opportunities/<id:id_>/matches", matches, name="matches"),
        path("match", ask, name="match"),
    ]


def matches(request: HttpRequest, id_: str) -> HttpResponse:
    """Who should answer an opportunity."""
    who = _matcher(request)
    asked = _asked(request)
    found = match_opportunity(
        id_,
        country=asked["country"],
        members_of=asked["members_of"],
        sme_floor=sme_floor(asked["sme_floor"]),
        top=_depth(who),
    )
    # Without a script the part is followed as a link, and stands on a page of its own.
    template = "match/ranking.html" if request.headers.get("HX-Request") else "match/ranking_page.html"
    if asked["by"] == ADDITIONALITY:
        found = replace(found, candidates=by_additionality(found.candidates))
    response = _ranking(request, template, who, asked, found)
    if request.headers.get("HX-Request") and request.GET:
        # What was chosen stands in the address of the page, so that it can be sent to somebody.
        response["HX-Replace-Url"] = f"{reverse('opportunity', args=[id_])}?{request.GET.urlencode()}"
    return response


def ask(request: HttpRequest) -> HttpResponse:
    """Who could do what a text asks for."""
    who = _matcher(request)
    asked = _asked(request)
    form = AskForm(request.GET)
    text = form.cleaned_data["text"].strip() if form.is_valid() else ""
    found = None
    if text:
        found = match_text(text, country=asked["country"], members_of=asked["members_of"], top=_depth(who))
    response = _ranking(request, "match/text_search.html", who, asked, found, form=form)
    if not form.is_valid():
        response.status_code = 400
    return response


def _matcher(request: HttpRequest) -> Viewer:
    """The viewer, if they may see anybody's matches: a member sees those of their own organisation."""
    who = viewer(request)
    who.require(Verb.VIEW, Resource.MATCH, owner=who.actor)
    return who


def _asked(request: HttpRequest) -> dict[str, str]:
    names = ("country", "members_of", "by", "sme_floor")
    return {name: words_in(request.GET, name) for name in names}


def _depth(who: Viewer) -> int:
    """How many candidates to rank: a member looks for one of them."""
    return TOP if who.may(Verb.VIEW, Resource.MATCH) else LOOKED_THROUGH


def _ranking(
    request: HttpRequest, template: str, who: Viewer, asked: dict[str, str], found: Match | None, **more: Any
) -> HttpResponse:
    places = enumerate(found.candidates, 1) if found else ()
    seen = [(place, c) for place, c in places if who.may(Verb.VIEW, Resource.MATCH, owner=c.actor)]
    filters = [
        (ListFilter("members_of", _("Members of"), choices(ecosystem.clusters(), _("Everybody"))), asked["members_of"]),
        (ListFilter("country", _("Country"), country_choices(ecosystem.countries_of_actors())), asked["country"]),
    ]
    if found and found.opportunity:
        orders = choices([(ADDITIONALITY, _("Additionality"))], _("Fit"))
        filters.append((ListFilter("by", _("Order"), orders), asked["by"]))
        filters.append((FLOOR, asked["sme_floor"]))
    return render_page(
        request,
        template,
        match=found,
        candidates=seen,
        filters=filters,
        by_additionality=asked["by"] == ADDITIONALITY,
        sees_all=who.may(Verb.VIEW, Resource.MATCH),
        looked_through=LOOKED_THROUGH,
        **more,
        **_marks(found.opportunity if found else None, [c.actor for _, c in seen], who),
    )


def _marks(opportunity: str | None, actors: Collection[str], who: Viewer) -> dict[str, Any]:
    """What the part about marks needs; a text that was asked about has none."""
    if opportunity is None:
        return {"markings": {}}
    return {
        "markings": marks.markings(opportunity, actors, who),
        "dismissed": marks.dismissed(opportunity, who),
        "left_out": who.actor in mark_reads.dismissed(opportunity),
    }
