"""Pages of sources, codes and evidence."""

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.models import Source
from bridgehead.evidence.models import Code, Codebook, Coding, CodingSession, Evidence, MatrixSummary
from bridgehead.evidence.queries.sources import find_sources
from bridgehead.evidence.web import coder_comparison, codes, coding, evidence, exchange, matrix, sources
from bridgehead.kit.navigation import NavigationEntry
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.record_pages import RecordPage
from bridgehead.kit.saved_lists import SavedList

UNDER_RESEARCH = ("/codebooks", "/codes", "/codings", "/matrix", "/memos", "/agreement", "/exchange")
SOURCE_COLUMNS = frozenset(
    ("title", "kind", "language", "date", "purpose", "current", "trust", "confidentiality", "consent")
)
NAVIGATION = (NavigationEntry(_("Research"), "sources", Verb.VIEW, Resource.SOURCE, 4, UNDER_RESEARCH),)
RECORD_PAGES = {
    Source: RecordPage("source", edits=SOURCE_COLUMNS),
    Codebook: RecordPage("codebooks", ""),
    Code: RecordPage("code", edits=frozenset({"name", "definition"})),
    Coding: RecordPage("coding", edits=frozenset({"memo"})),
    CodingSession: RecordPage("agreement", ""),
    Evidence: RecordPage("evidence"),
    MatrixSummary: RecordPage("matrix", "", edits=frozenset({"summary"})),
}

LISTS = {
    "sources": SavedList(
        _("Sources"),
        Resource.SOURCE,
        Source,
        sources.source_list,
        lambda listing, who: find_sources(**listing.values, viewer=who),
    )
}


def urls() -> list[URLPattern]:
    """Where the pages stand."""
    pages = (evidence, sources, coding, codes, coder_comparison, matrix, exchange)
    return [url for page in pages for url in page.urls()]
