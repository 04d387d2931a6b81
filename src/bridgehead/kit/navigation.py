"""The navigation: entries that stages register, and the frame of a page that shows them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import viewer
from bridgehead.kit.theme import theme_of


@dataclass(frozen=True)
class NavigationEntry:
    """An entry of the navigation.

    Attributes
    ----------
    route
        The page it leads to.
    verb, kind
        What one must be allowed to do to see it.
    under
        Addresses of other pages that stand under it.
    rank
        Its place: entries come in the order of their ranks.
    """

    label: str | Promise
    route: str
    verb: Verb
    kind: Resource
    rank: int
    under: tuple[str, ...] = ()


_providers: list[Callable[[], Sequence[NavigationEntry]]] = []


def provide(source: Callable[[], Sequence[NavigationEntry]]) -> None:
    """Say where the entries come from; the latest word counts."""
    _providers[:] = [source]


def entries(who: Viewer) -> list[NavigationEntry]:
    """The entries that somebody may follow, in order."""
    found = _providers[0]() if _providers else ()
    return sorted((entry for entry in found if who.may_some(entry.verb, entry.kind)), key=lambda entry: entry.rank)


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """What the frame of a page needs: the theme and, for whoever has signed in, the navigation."""
    frame: dict[str, Any] = {"theme": theme_of(request)}
    # An error can come before the middleware that says who is there.
    if getattr(request, "user", None) is not None and request.user.is_authenticated:
        who = viewer(request)
        frame["viewer"] = who
        frame["sees_mail"] = who.may(Verb.VIEW, Resource.MAIL)
        frame["sees_settings"] = who.may(Verb.VIEW, Resource.SETTING)
        frame["sees_accounts"] = who.may_some(Verb.VIEW, Resource.USER)
        frame["finds"] = who.may(Verb.VIEW, Resource.ACTOR)
        frame["navigation"] = [
            {
                "label": entry.label,
                "route": entry.route,
                "url": url,
                "current": any(_is_at(request.path, at) for at in (url, *entry.under)),
            }
            for entry in entries(who)
            for url in (reverse(entry.route),)
        ]
    return frame


def _is_at(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(f"{url}/"))
