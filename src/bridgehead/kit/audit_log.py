"""The audit log: who signed in and out, or could not, and who took data along; added to, and pruned by age alone."""

import logging
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError
from django.core.validators import validate_ipv46_address
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse

from bridgehead.kit.models import AuditEntry

LOG = logging.getLogger(__name__)
Event = AuditEntry.Event
LONGEST = 300


def record_event(event: str, *, who: int | None = None, what: str = "", request: HttpRequest | None = None) -> None:
    """Put an event down; where the store takes nothing, the log of the server has it instead.

    Parameters
    ----------
    who
        The account; None for nobody that is known, and for the command line.
    what
        The page or command that handed data out, or the account that was changed.
    request
        Where it came from; None for the command line.
    """
    try:
        with transaction.atomic():
            address = client_address(request) if request is not None else None
            AuditEntry.objects.create(event=event, who_id=who, what=what[:LONGEST], address=address)
    except DatabaseError:
        LOG.exception("not in the audit log: %s by account %s", event, who)


def client_address(request: HttpRequest) -> str | None:
    """The address of whoever asks, behind as many proxies as the settings trust; None where it is none."""
    found = str(get_adapter().get_client_ip(request))
    try:
        validate_ipv46_address(found)
    except ValidationError:
        return None
    return found


class AuditDownloads:
    """Puts down every file that is handed out to somebody who has signed in, whichever page hands it out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; look at what comes back."""
        response = self.get_response(request)
        user: Any = getattr(request, "user", None)
        handed_out = response.status_code == 200 and "Content-Disposition" in response.headers
        if handed_out and user is not None and user.is_authenticated and request.method != "HEAD":
            record_event(Event.EXPORT, who=user.pk, what=_asked(request), request=request)
        return response


def _asked(request: HttpRequest) -> str:
    """The page and which of its lists in which form; not the words that were looked for."""
    chosen = [f"{name}={request.GET[name]}" for name in ("list", "format") if name in request.GET]
    return request.path + (f"?{'&'.join(chosen)}" if chosen else "")
