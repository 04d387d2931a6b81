"""Every page's address."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

from bridgehead.consortium.web import consortium
from bridgehead.ecosystem.web import members as ecosystem
from bridgehead.evidence.web import evidence
from bridgehead.influence.web import influence
from bridgehead.kit.addresses import IdConverter, NumberConverter
from bridgehead.kit.api import api_urls
from bridgehead.kit.middleware import theme
from bridgehead.match.web import ranking as match
from bridgehead.opportunities.web import opportunities
from bridgehead.pages.web import home as desk
from bridgehead.profile.web import profile
from bridgehead.report.web import reports as report
from bridgehead.site.api import api
from bridgehead.trips.web import trip as support
from bridgehead.workspace.web import imports as workspace

register_converter(IdConverter, "id")
register_converter(NumberConverter, "number")

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("allauth.urls")),
    path("api/", include((api_urls(api), "api"))),
    path("theme", theme, name="theme"),
    *ecosystem.urls(),
    *opportunities.urls(),
    *evidence.urls(),
    *match.urls(),
    *consortium.urls(),
    *support.urls(),
    *influence.urls(),
    *report.urls(),
    *profile.urls(),
    *workspace.urls(),
    *desk.urls(),
]
