"""A piece of evidence."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from bridgehead.evidence import comparing_web, queries, research_web
from bridgehead.kit.access import Kind, Verb
from bridgehead.kit.pages import page, viewer


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [path("evidence/<str:id_>", evidence, name="evidence"), *research_web.urls(), *comparing_web.urls()]


def evidence(request: HttpRequest, id_: str) -> HttpResponse:
    """What a piece of evidence shows, and who says so."""
    found = queries.piece(id_)
    viewer(request).require(Verb.VIEW, Kind.EVIDENCE, owner=found.actor_id)
    return page(request, "evidence/piece.html", piece=found, label=queries.label_of(found.code))
