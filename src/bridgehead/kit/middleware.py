"""What stands between a request and every page: security headers, storable questions, errors as pages."""

import logging
import sys
from collections.abc import Callable
from http import HTTPStatus
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views import defaults

from bridgehead.kit.errors import BridgeheadError, Busy, MachineFault
from bridgehead.kit.machine_faults import machine_fault

LOG = logging.getLogger(__name__)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'"
)


class SecurityHeaders:
    """Nothing is loaded from elsewhere, and the browser is told so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers to whatever comes back."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Cache-Control", "private, no-cache")
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
        """Answer for an error that has words for whoever asked; a fault of ours goes on to the log and its page."""
        known = machine_fault(error)
        if known is None or known.status == HTTPStatus.INTERNAL_SERVER_ERROR:
            return None
        return error_page(request, known)


def error_page(request: HttpRequest, error: BridgeheadError) -> HttpResponse:
    """The page of an error that has words for whoever asked."""
    if error.status > HTTPStatus.INTERNAL_SERVER_ERROR:
        LOG.error("%s: %s", request.path, error)
    if isinstance(error, Busy):  # the store may be away: whoever is there cannot be asked for
        said = render_to_string("503.html", {"said": _shown(error)})
        return HttpResponse(said, status=error.status, headers={"Retry-After": "5"})
    return render(request, f"{error.status}.html", {"error": error}, status=error.status)


def _shown(error: Busy) -> str:
    """What a page says: whoever looks after the machine finds file and cause in the log."""
    return str(MachineFault(error.code)) if isinstance(error, MachineFault) else str(error)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page of a request that Django refuses; of one that is too large it says so.

    Django calls it as `handler400`.
    """
    if not isinstance(exception, RequestDataTooBig):
        return defaults.bad_request(request, exception)
    limit = filesizeformat(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    said = _("This form takes at most %(limit)s of text. Go back and send less; a long text can be sent as a file.")
    context = {"title": _("Too much text"), "error": said % {"limit": limit}}
    return render(request, "400.html", context, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page of a fault that is ours, with an id that the log has too; it needs no store.

    Django calls it as `handler500`, inside the handling of the exception. What the machine did not give outside a
    view, as where the session is read, is answered as it would be there.
    """
    error = sys.exc_info()[1]
    if isinstance(error, Exception) and isinstance(fault := machine_fault(error), Busy):
        return error_page(request, fault)
    error_id = uuid4().hex[:8]
    LOG.error("error %s at %s", error_id, request.path, exc_info=sys.exc_info())
    context = {"error_id": error_id, "contact": contact()}
    return HttpResponse(render_to_string("500.html", context), status=HTTPStatus.INTERNAL_SERVER_ERROR)


def contact() -> str:
    """Whom to write to: the address that the settings name, else whom to ask."""
    return settings.CONTACT or _("the cluster's staff")
