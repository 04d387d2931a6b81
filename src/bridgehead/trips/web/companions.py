"""The part of a trip's page that ranks members who could join, and adds one to the trip."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.kit.forms import with_status
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.trips import phrases, services
from bridgehead.trips.forms import CompanionForm
from bridgehead.trips.tables import companion_table

TOP = 10


def urls() -> list[URLPattern]:
    """Where this part stands."""
    return [path("activities/<id:id_>/company", company, name="trip-company")]


def company(request: HttpRequest, id_: str) -> HttpResponse:
    """Members who could join; posting one adds it to the trip."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.ACTIVITY)
    if request.method != "POST":
        return _company(request, id_, viewer)
    form = CompanionForm(request.POST)
    if form.is_valid() and (
        done := form.carry_out(services.add_to_trip, id_, form.cleaned_data["actor"], viewer=viewer)
    ):
        actor = form.cleaned_data["actor"]
        name = ecosystem.names_of([actor])[actor]
        show_done(request, phrases.member_added(name), done.batch)
        return HttpResponseRedirect(reverse("trip", args=[id_]))
    return with_status(_company(request, id_, viewer, problem=form.problem), form)


def _company(request: HttpRequest, id_: str, viewer: Viewer, *, problem: str = "") -> HttpResponse:
    viewer.require(Verb.VIEW, Resource.MATCH)
    ordered = request.GET.get("by") == "additionality"
    found = services.companions(id_, top=TOP, most_added=ordered)
    return render_page(
        request,
        "trips/companions.html" if request.headers.get("HX-Request") else "trips/companions_page.html",
        activity=found.activity,
        table=companion_table(id_, found.companions, request, by_additionality=ordered),
        asked=found.asked,
        cluster=ecosystem.names_of([found.cluster])[found.cluster],
        by_additionality=ordered,
        problem=problem,
    )
