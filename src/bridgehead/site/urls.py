"""Every page's address."""

from importlib import import_module
from importlib.util import find_spec

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, register_converter

from bridgehead.ecosystem.web.first_account import sign_in
from bridgehead.kit.addresses import IdConverter, NumberConverter
from bridgehead.kit.api import api_urls
from bridgehead.kit.middleware import bad_request, server_error
from bridgehead.kit.theme import theme
from bridgehead.site.api import api
from bridgehead.site.stage_names import STAGES

register_converter(IdConverter, "id")
register_converter(NumberConverter, "number")


def _pages() -> list[URLPattern]:
    """The pages of every stage that has some."""
    webs = [f"bridgehead.{stage}.web" for stage in STAGES if find_spec(f"bridgehead.{stage}.web") is not None]
    return [url for web in webs for url in import_module(web).urls()]


def given_by_staff(_request: HttpRequest) -> HttpResponse:
    """There is no page on which an account takes another address: rights hang on it, so that staff give it.

    Raises
    ------
    Http404
        Always.
    """
    raise Http404


handler400 = bad_request
handler500 = server_error
urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/login/", sign_in, name="account_login"),
    path("accounts/email/", given_by_staff, name="account_email"),
    path("accounts/", include("allauth.urls")),
    path("api/", include((api_urls(api), "api"))),
    path("theme", theme, name="theme"),
    *_pages(),
]
