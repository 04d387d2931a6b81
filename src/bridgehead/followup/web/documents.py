"""Documents, handed out as what they are: never opened by the browser, since they come from outside."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.http import content_disposition_header

from bridgehead.followup.services.attachments import attachment, content_of_document
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import require_viewer


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [path("documents/<id:id_>", document, name="document")]


def document(request: HttpRequest, id_: str) -> HttpResponse:
    """A document, to save."""
    require_viewer(request, Verb.VIEW, Resource.NOTE)
    found = attachment(id_)
    response = HttpResponse(content_of_document(found), content_type="application/octet-stream")
    named = content_disposition_header(as_attachment=True, filename=found.name)
    response["Content-Disposition"] = named or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response
