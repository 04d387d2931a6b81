"""A piece of evidence."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from bridgehead.evidence.queries import codes, evidence
from bridgehead.evidence.web.coder import name_of
from bridgehead.kit.request_context import render_page


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [path("evidence/<id:id_>", evidence_view, name="evidence")]


def evidence_view(request: HttpRequest, id_: str) -> HttpResponse:
    """What a piece of evidence shows, and who says so."""
    found = evidence.piece(id_, coder=name_of(request))
    return render_page(request, "evidence/evidence.html", piece=found, label=codes.label_of(found.code))
