"""Whom to take along: the part of a trip's page that ranks members and puts one on the trip."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.kit.access import Kind, Verb
from bridgehead.kit.pages import allow, page
from bridgehead.support import services

TOP = 10


def urls() -> list[URLPattern]:
    """Where this part stands."""
    return [path("activities/<id:id_>/company", company, name="trip-company")]


def company(request: HttpRequest, id_: str) -> HttpResponse:
    """Members who could come along; posting one puts it on the trip."""
    viewer = allow(request, Verb.CHANGE, Kind.ACTIVITY)
    if request.method == "POST":
        actor = request.POST.get("actor", "")
        services.take_along(id_, actor, who=viewer.id)
        name = ecosystem.names_of([actor])[actor]
        messages.success(request, _("%(name)s comes along. Undo it under Changes.") % {"name": name})
        return HttpResponseRedirect(reverse("trip", args=[id_]))
    viewer.require(Verb.VIEW, Kind.MATCH)
    ordered = request.GET.get("by") == "additionality"
    found = services.companions(id_, top=TOP, most_added=ordered)
    return page(
        request,
        "support/company.html" if request.headers.get("HX-Request") else "support/company_alone.html",
        activity=found.activity,
        companions=found.companions,
        asked=found.asked,
        cluster=ecosystem.names_of([found.cluster])[found.cluster],
        by_additionality=ordered,
    )
