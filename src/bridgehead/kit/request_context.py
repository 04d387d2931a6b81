"""What a view asks of its request: who looks at the page, what they may see, which page comes back."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from bridgehead.kit.list_files import list_file, wants_file
from bridgehead.kit.permissions import Resource, Verb, Viewer, viewer_of


def viewer(request: HttpRequest) -> Viewer:
    """The viewer of a request that somebody signed in for."""
    user: Any = request.user
    return viewer_of(user.pk, user.role, user.actor_id, user.get_username())


def require_viewer(request: HttpRequest, verb: Verb, kind: Resource, *, owner: str | None = None) -> Viewer:
    """The viewer, if the access table lets them.

    Raises
    ------
    NotAllowed
        Naming who could.
    """
    found = viewer(request)
    found.require(verb, kind, owner=owner)
    return found


def sent_from(
    route: str, kind: Resource, *parts: str
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A view that takes a form of the page `route` on things of this kind; its address has these parts, else all.

    The page that shows a refused form again has the view's address: whoever follows a link on it to a part of the
    page, or asks for the address again, is led to the page.
    """

    def taking(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, **ids: str) -> HttpResponse:
            if request.method == "POST":
                return view(request, **ids)
            viewer(request).require_some(Verb.VIEW, kind)
            where = reverse(route, kwargs={part: ids[part] for part in parts or ids})
            return redirect(f"{where}?{request.GET.urlencode()}")

        return require_http_methods(["GET", "HEAD", "POST"])(answer)

    return taking


def render_page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """A page, or a part of one, from its template; or, where the address asks for it, a list of it as a file."""
    if request.method == "POST":  # a form that comes back: its address gives no list
        return HttpResponse(render_to_string(template, context, request))
    if wants_file(request):
        return list_file(request, context)
    return HttpResponse(render_to_string(template, context, request))


def onward(request: HttpRequest, asked: str, otherwise: str, *args: str) -> str:
    """Where a form leads that says where it was pressed: there, if that is one of our pages, else to a route."""
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if safe else resolve_url(otherwise, *args)
