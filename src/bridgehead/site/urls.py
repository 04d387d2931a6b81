"""Every page's address."""

from django.urls import URLPattern, URLResolver, include, path

from bridgehead.kit.api import addresses
from bridgehead.site.api import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("allauth.urls")),
    path("api/", include((addresses(api), "api"))),
]
