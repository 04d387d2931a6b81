"""The list of what cites a source."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.list_tables import ListColumn, ListTable
from bridgehead.pages.queries.source_citations import SourceCitation

LONGEST = 300


def citation_table(found: Sequence[SourceCitation]) -> ListTable[SourceCitation]:
    """Records that cite a source, each with where it is shown."""
    columns = (
        ListColumn[SourceCitation]("text", _("Record"), lambda row: row.text, _text, "lead"),
        ListColumn[SourceCitation]("kind", _("Kind"), lambda row: row.kind),
        ListColumn[SourceCitation]("about", _("About"), lambda row: row.about),
        ListColumn[SourceCitation]("locator", _("Location"), lambda row: row.locator, style="labelled"),
    )
    return ListTable("cited-by", _("Records that cite this source"), columns, found)


def _text(row: SourceCitation) -> str:
    short = row.text if len(row.text) <= LONGEST else f"{row.text[:LONGEST]}…"
    return format_html('<a href="{}">{}</a>', row.path, short) if row.path else short
