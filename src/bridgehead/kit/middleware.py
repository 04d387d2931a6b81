"""What every page shares: security headers, errors as pages, the frame around the content, the theme."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from bridgehead.kit.errors import BridgeheadError, Busy, InputError
from bridgehead.kit.forms import ThemeForm
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import onward, viewer

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'"
)
THEME = "theme"
THEMES = ("light", "dark")
A_YEAR = 365 * 24 * 3600


class SecurityHeaders:
    """Nothing is loaded from elsewhere, and the browser is told so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers to whatever comes back."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response


class StorableQuestions:
    """Takes null characters out of what an address asks: no store can be asked for them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on without them."""
        if "%00" in request.META.get("QUERY_STRING", ""):
            asked = request.GET.copy()
            for name, values in request.GET.lists():
                asked.setlist(name, [value.replace("\0", "") for value in values])
            request.GET = asked  # type: ignore[assignment]
        return self.get_response(request)


class ErrorPages:
    """Turns our errors into a page that says what happened and what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for an error of ours; others go on."""
        if not isinstance(error, BridgeheadError):
            return None
        if isinstance(error, Busy):  # the store may be away: whoever is there cannot be asked for
            return HttpResponse(render_to_string("503.html"), status=error.status, headers={"Retry-After": "5"})
        return render(request, f"{error.status}.html", {"error": error}, status=error.status)


@dataclass(frozen=True)
class NavigationEntry:
    """An entry of the navigation: where it leads, who may go there, and which other pages stand under it."""

    label: str | Promise
    route: str
    verb: Verb
    kind: Resource
    under: tuple[str, ...] = ()


RESEARCH = ("/codebooks", "/codes", "/codings", "/matrix", "/memos", "/agreement", "/exchange")
NAVIGATION = (
    NavigationEntry(_("Home"), "home", Verb.VIEW, Resource.ACTOR),
    NavigationEntry(_("Members"), "members", Verb.VIEW, Resource.ACTOR, ("/compare", "/markets", "/duplicates")),
    NavigationEntry(
        _("Opportunities"), "opportunities", Verb.VIEW, Resource.OPPORTUNITY, ("/match", "/exposure", "/mails")
    ),
    NavigationEntry(_("Activities"), "activities", Verb.VIEW, Resource.ACTIVITY),
    NavigationEntry(_("Sources"), "sources", Verb.VIEW, Resource.SOURCE, RESEARCH),
    NavigationEntry(_("Influence"), "influence", Verb.VIEW, Resource.EVIDENCE),
    NavigationEntry(_("Network"), "network", Verb.VIEW, Resource.ACTOR, ("/introductions",)),
    NavigationEntry(_("Import"), "import", Verb.IMPORT, Resource.CASE),
    NavigationEntry(_("Changes"), "changes", Verb.VIEW, Resource.LOG),
)


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """What the frame of a page needs: the theme and, for whoever has signed in, the navigation."""
    theme = request.COOKIES.get(THEME, "")
    frame: dict[str, Any] = {"theme": theme if theme in THEMES else ""}
    # An error can come before the middleware that says who is there.
    if getattr(request, "user", None) is not None and request.user.is_authenticated:
        who = viewer(request)
        frame["viewer"] = who
        frame["navigation"] = [
            {
                "label": place.label,
                "route": place.route,
                "url": url,
                "current": any(_is_at(request.path, at) for at in (url, *place.under)),
            }
            for place in NAVIGATION
            if who.may(place.verb, place.kind)
            for url in (reverse(place.route),)
        ]
    return frame


def _is_at(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(f"{url}/"))


@require_POST
@login_not_required
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or (blank) the system's choice, and go back."""
    form = ThemeForm(request.POST)
    if not form.is_valid():
        raise InputError("a theme, and a page to go back to", found=form.problem)
    response = HttpResponseRedirect(onward(request, form.cleaned_data["next"], "home"))
    chosen = form.cleaned_data["theme"]
    if chosen in THEMES:
        response.set_cookie(THEME, chosen, max_age=A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    else:
        response.delete_cookie(THEME)
    return response
