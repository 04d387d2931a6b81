"""The list of sources: what each column holds, on the page and in its file."""

from collections.abc import Collection, Mapping

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.ecosystem.models import Source
from bridgehead.framework.template_tags import term
from bridgehead.kit.list_page import ListPage
from bridgehead.kit.list_tables import ListColumn, ListTable, link
from bridgehead.kit.template_tags import date_text, language


def source_table(listing: ListPage[Source], counts: Mapping[str, int], readable: Collection[str]) -> ListTable[Source]:
    """Sources, with how many codings on them the reader sees.

    Parameters
    ----------
    readable
        The ids of those whose text is there.
    """

    def kind(source: Source) -> str:
        label = term(source.kind, "source_kind")
        no_text = format_html(' <span class="quiet small">{}</span>', _("No text")) if source.pk not in readable else ""
        return format_html("{}{}", label, no_text)

    columns: list[ListColumn[Source]] = [
        ListColumn("id", gettext_lazy("Id"), lambda s: s.pk, on_page=False),
        ListColumn(
            "title",
            gettext_lazy("Title"),
            lambda s: s.title,
            lambda s: link("source", s.pk, s.title),
            "lead",
            sorts=True,
        ),
        ListColumn("kind", gettext_lazy("Kind"), lambda s: s.kind, kind, "nowrap", sorts=True),
        ListColumn("date", gettext_lazy("Date"), lambda s: s.date, lambda s: date_text(s.date), "nowrap", sorts=True),
        ListColumn("language", gettext_lazy("Language"), lambda s: s.language, lambda s: language(s.language)),
        ListColumn("codings", gettext_lazy("Codings"), lambda s: counts.get(s.pk, 0), style="number"),
    ]
    return ListTable(
        "sources",
        gettext_lazy("Sources"),
        columns,
        listing.rows,
        listing.order,
        keys_as_headings=True,
        chosen=listing.columns,
    )
