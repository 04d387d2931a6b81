"""The page of a source that lists what cites it."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from bridgehead.evidence.queries import source_texts
from bridgehead.evidence.web.coder import name_of
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.pages.queries.source_citations import source_citations
from bridgehead.pages.tables.source_citations import citation_table


def urls() -> list[URLPattern]:
    """Where the page stands."""
    return [path("sources/<id:id_>/cited-by", cited_by, name="source-cited-by")]


def cited_by(request: HttpRequest, id_: str) -> HttpResponse:
    """Evidence, ties, market entries, outcomes and findings that cite a source."""
    require_viewer(request, Verb.VIEW, Resource.EVIDENCE)
    source = source_texts.source(id_)
    table = citation_table(source_citations(source, coder=name_of(request)))
    return render_page(request, "pages/source_citations.html", source=source, table=table)
