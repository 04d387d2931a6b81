"""What every endpoint shares: who asks, pages of a list, our errors as answers."""

import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Annotated, Any

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, InterfaceError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern
from ninja import NinjaAPI, Query
from ninja.security import django_auth
from pydantic import BaseModel, Field

from bridgehead.kit.errors import BridgeheadError
from bridgehead.kit.field_limits import LARGEST_COUNT
from bridgehead.kit.list_page import LONGEST
from bridgehead.kit.machine_faults import machine_fault
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import require_viewer

LOG = logging.getLogger(__name__)
PAGE = 100

Words = Annotated[str, Field(max_length=LONGEST)]
"""What a filter may be asked for."""


class PageWindow(BaseModel):
    """Which part of a list is wanted."""

    limit: int = Field(PAGE, ge=1, le=1000)
    offset: int = Field(0, ge=0, le=LARGEST_COUNT)


PageQuery = Query[PageWindow]


def cut_page(found: "QuerySet[Any]", page: PageWindow) -> dict[str, Any]:
    """Cut a page out of a list, with how many there are in all."""
    rows: list[Model] = list(found[page.offset : page.offset + page.limit])
    return {"count": found.count(), "items": rows}


def require_view(request: HttpRequest, kind: Resource) -> None:
    """Refuse whoever may not view every object of a kind."""
    require_viewer(request, Verb.VIEW, kind)


def new_api() -> NinjaAPI:
    """The API's root: signed-in users only, our errors as JSON."""
    api = NinjaAPI(title="Bridgehead", version="1", auth=django_auth, urls_namespace="api", docs_url=None)

    def refuse(request: HttpRequest, error: Any) -> HttpResponse:
        if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            LOG.error("%s: %s", request.path, error, exc_info=error)
        return api.create_response(request, {"detail": str(error)}, status=error.status)

    def refuse_fault(request: HttpRequest, error: Any) -> HttpResponse:
        fault = machine_fault(error)
        if fault is None:
            raise error
        return refuse(request, fault)

    api.add_exception_handler(BridgeheadError, refuse)
    for kind in (DatabaseError, InterfaceError, OSError):
        api.add_exception_handler(kind, refuse_fault)
    return api


def api_urls(api: NinjaAPI) -> list[URLPattern]:
    """The API's addresses, which answer 401 to a stranger where a page would send them to sign in."""
    patterns = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern)]
    for pattern in patterns:
        if pattern.name not in {"openapi-json", "api-root"}:
            pattern.callback = login_not_required(_of_text(pattern.callback))
    return patterns


def _of_text(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse an address with a null character, which no store keeps as text."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "%00" in request.get_full_path():
            return JsonResponse({"detail": "The address has a null character. Enter text."}, status=400)
        return view(request, *args, **kwargs)

    return checked
