"""Who gets through to a page: what each address is about and does, and the gate that asks the access table of it.

`site.doors` has a line for every address. A page may ask for more, of what it finds; never for less.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from bridgehead.kit.access_table import Resource, Verb
from bridgehead.kit.errors import Busy, NotAllowed, NotFound
from bridgehead.kit.middleware import error_page
from bridgehead.kit.permissions import Viewer
from bridgehead.kit.request_context import viewer

Ids = Mapping[str, str]
"""The parts of an address, by name."""
READS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True)
class Thing:
    """Whose the thing is that an address names: the organisation's, or that of the account that entered it."""

    owner: str | None = None
    by: int | None = None


@dataclass(frozen=True)
class Door:
    """What one must be allowed to do to get to an address.

    Attributes
    ----------
    kind
        What it is about; where the address says which kind it is, a function of its parts.
    sees, does
        What reading it does, and what sending to it does; the latter as the former where it takes nothing.
    some
        Whether those get through who may do it to some of these things only: the page shows them theirs.
    thing
        Of its parts: whose the thing is.
    """

    kind: Resource | Callable[[Ids], Resource]
    sees: Verb = Verb.VIEW
    does: Verb | None = None
    does_to: Resource | None = None
    some: bool = False
    thing: Callable[[Ids], Thing] | None = None

    def asks(self, method: str, ids: Ids) -> tuple[Verb, Resource]:
        """What the table is asked for a request."""
        kind = self.kind if isinstance(self.kind, Resource) else self.kind(ids)
        if method in READS or self.does is None:
            return self.sees, kind
        return self.does, self.does_to or kind

    def require(self, who: Viewer, method: str, ids: Ids) -> None:
        """Refuse whoever may not.

        Raises
        ------
        NotAllowed
            Naming who could.
        """
        verb, kind = self.asks(method, ids)
        who.require_some(verb, kind)
        if not self.some:
            thing = self.thing(ids) if self.thing is not None and not who.may(verb, kind) else Thing()
            who.require(verb, kind, owner=thing.owner, by=thing.by)


OPEN = None
"""An address for whoever has signed in, or for everybody."""
Doors = Mapping[str, Door | None]
_providers: list[Callable[[], Doors]] = []


def provide(source: Callable[[], Doors]) -> None:
    """Say where the lines come from, by the name of the address; the latest word counts."""
    _providers[:] = [source]


class AccessGate:
    """Stands before every page and endpoint; what has no line opens for nobody but administrators."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponse], _args: Any, ids: dict[str, str]
    ) -> HttpResponse | None:
        """Answer those who may not, or ask for a kind that there is not; let everybody else through."""
        match = request.resolver_match
        if match is None or not request.user.is_authenticated or match.route.startswith("accounts/"):
            return None
        door = _providers[0]().get(name_of(match.namespaces, match.url_name or ""), Door(Resource.SETTING, Verb.CHANGE))
        if door is None:
            return None
        try:
            door.require(viewer(request), request.method or "GET", ids)
        except (Busy, NotAllowed, NotFound) as error:  # Django asks no middleware about an error of another one
            if match.namespaces:
                return JsonResponse({"detail": str(error)}, status=error.status)
            return error_page(request, error)
        return None


def may_open(who: Viewer, name: str, ids: Ids, method: str = "GET") -> bool:
    """Whether somebody gets through to an address, for a page that would lead there."""
    door = _providers[0]().get(name)
    if door is None:
        return True
    try:
        door.require(who, method, ids)
    except NotAllowed:
        return False
    return True


def name_of(namespaces: list[str], name: str) -> str:
    """The name under which an address has its line: `api:members`."""
    return ":".join([*namespaces, name])
