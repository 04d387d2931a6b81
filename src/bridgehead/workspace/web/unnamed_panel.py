"""The page of the panel without names, and its file."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.workspace.core.panel_columns import SHARED_BY
from bridgehead.workspace.services import unnamed_panel as services

FILE = "panel-without-names.zip"


def urls() -> list[URLPattern]:
    """Where they stand."""
    return [path("panel", panel, name="panel"), path("panel.zip", panel_file, name="panel-file")]


def panel(request: HttpRequest) -> HttpResponse:
    """What is in it, and the way to it."""
    require_viewer(request, Verb.EXPORT, Resource.PANEL)
    return render_page(request, "workspace/unnamed_panel.html", shared_by=SHARED_BY)


def panel_file(request: HttpRequest) -> HttpResponse:
    """The file."""
    who = require_viewer(request, Verb.EXPORT, Resource.PANEL)
    headers = {"Content-Disposition": f'attachment; filename="{FILE}"', "Cache-Control": "no-store"}
    return HttpResponse(services.unnamed_panel(viewer=who), content_type="application/zip", headers=headers)
