"""What every page shares: security headers, errors as pages, the frame around the content."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bridgehead.kit.errors import BridgeheadError, NotAllowed, NotFound

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
        return response


class PlainErrors:
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
        status = 403 if isinstance(error, NotAllowed) else 404 if isinstance(error, NotFound) else 400
        return render(request, f"errors/{status}.html", {"error": error}, status=status)


def shell(request: HttpRequest) -> dict[str, Any]:
    """What the frame of a page needs."""
    return {}
