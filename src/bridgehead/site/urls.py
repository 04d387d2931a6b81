"""Every page's address."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

from bridgehead.consortium import web as consortium
from bridgehead.desk import web as desk
from bridgehead.ecosystem import web as ecosystem
from bridgehead.evidence import web as evidence
from bridgehead.influence import web as influence
from bridgehead.kit.addresses import IdConverter, NumberConverter
from bridgehead.kit.api import addresses
from bridgehead.kit.web import theme
from bridgehead.match import web as match
from bridgehead.opportunities import web as opportunities
from bridgehead.profile import web as profile
from bridgehead.report import web as report
from bridgehead.site.api import api
from bridgehead.support import web as support
from bridgehead.workspace import web as workspace

register_converter(IdConverter, "id")
register_converter(NumberConverter, "number")

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("allauth.urls")),
    path("api/", include((addresses(api), "api"))),
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
