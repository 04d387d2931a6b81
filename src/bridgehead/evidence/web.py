"""A piece of evidence."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from bridgehead.evidence import comparing_web, exchange_web, matrix_web, overview_web, queries, research_web
from bridgehead.kit.access import Kind, Verb
from bridgehead.kit.pages import page, viewer


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    pages = (research_web, overview_web, comparing_web, matrix_web, exchange_web)
    return [path("evidence/<id:id_>", evidence, name="evidence"), *(url for stage in pages for url in stage.urls())]


def evidence(request: HttpRequest, id_: str) -> HttpResponse:
    """What a piece of evidence shows, and who says so."""
    found = queries.piece(id_, coder=research_web.name_of(request))
    viewer(request).require(Verb.VIEW, Kind.EVIDENCE, owner=found.actor_id)
    return page(request, "evidence/piece.html", piece=found, label=queries.label_of(found.code))
