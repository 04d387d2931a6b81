"""The lists over all codings: passages of a code, codes together, frequencies, memos; on a page and in a file."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.core.paginator import Page
from django.template.defaultfilters import linebreaksbr, truncatechars
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.evidence.models import Coding, Evidence
from bridgehead.evidence.queries.memos import Memo
from bridgehead.framework.template_tags import term
from bridgehead.kit.list_page import ListPage
from bridgehead.kit.list_tables import ListColumn, ListTable, link

Pair = tuple[str, str, int]
Frequency = tuple[str, str, int, list[int | None]]
LONGEST, MEMO = 400, 160
"""Characters of a passage, and of its memo, that a page shows."""


def coded_passage_table(
    listing: ListPage[Coding], excerpts: Mapping[str, str], *, judged: Collection[str], chosen: Collection[str]
) -> ListTable[Coding]:
    """Passages of one code, each with a box to choose it.

    Parameters
    ----------
    excerpts
        The text of each coding; blank for a whole source, or for a part that is no text.
    judged
        The codings that have evidence.
    chosen
        The codings whose boxes are ticked.
    """

    def box(coding: Coding) -> str:
        return render_to_string("evidence/passage_choice.html", {"coding": coding, "chosen": coding.pk in chosen})

    def passage(coding: Coding) -> str:
        text = truncatechars(excerpts[coding.pk], LONGEST)
        shown = linebreaksbr(text, autoescape=True) if text else format_html('<span class="quiet">{}</span>', _WHOLE)
        links = [
            format_html(
                '<a href="{}?coding={}#passage">{}</a>',
                reverse("source", args=[coding.source_id]),
                coding.pk,
                coding.source.title,
            ),
            link("coding", coding.pk, _("Evidence") if coding.pk in judged else _("Memo and evidence")),
            *([truncatechars(coding.memo, MEMO)] if coding.memo else []),
        ]
        return format_html(
            '{}<span class="second">{}</span>', shown, format_html_join(" · ", "{}", ((each,) for each in links))
        )

    columns: list[ListColumn[Coding]] = [
        ListColumn("choose", gettext_lazy("Select"), lambda _coding: None, box, "tight open", in_file=False),
        ListColumn("id", gettext_lazy("Id"), lambda c: c.pk, on_page=False),
        ListColumn("passage", gettext_lazy("Passage"), lambda c: excerpts[c.pk], passage, "lead"),
        ListColumn("source", gettext_lazy("Source"), lambda c: c.source.title, on_page=False),
        ListColumn("memo", gettext_lazy("Memo"), lambda c: c.memo, on_page=False),
        ListColumn("coder", gettext_lazy("Coder"), lambda c: c.coder, lambda c: c.coder or "–", "nowrap"),
    ]
    return ListTable("passages", gettext_lazy("Passages"), columns, listing.rows)


def code_evidence_table(pieces: "Page[Evidence]") -> ListTable[Evidence]:
    """The evidence on one code, of whatever source."""

    def text(piece: Evidence) -> str:
        return truncatechars(piece.summary or piece.quote or _("No summary"), LONGEST)

    columns: list[ListColumn[Evidence]] = [
        ListColumn("summary", gettext_lazy("Evidence"), text, lambda e: link("evidence", e.pk, text(e)), "lead"),
        ListColumn("actor", gettext_lazy("Organisation"), lambda e: e.actor.name if e.actor else "", _actor),
        ListColumn("direction", gettext_lazy("Direction"), lambda e: term(e.direction, "direction"), style="nowrap"),
        ListColumn("source", gettext_lazy("Source"), lambda e: e.source.title if e.source else "", _source),
        ListColumn("origin", gettext_lazy("Origin"), lambda e: term(e.origin, "origin"), on_page=False),
    ]
    return ListTable("evidence", gettext_lazy("Evidence with this code"), columns, pieces)


def _actor(piece: Evidence) -> str:
    return link("member", piece.actor.pk, piece.actor.name) if piece.actor else ""


def _source(piece: Evidence) -> str:
    return link("source", piece.source.pk, piece.source.title) if piece.source else ""


_WHOLE = gettext_lazy("Whole source, or a part that is not text")


def pair_table(pairs: "Page[Pair]", names: Mapping[str, str]) -> ListTable[Pair]:
    """Pairs of codes whose passages overlap."""
    columns: list[ListColumn[Pair]] = [
        ListColumn("code", gettext_lazy("Code"), lambda p: names[p[0]], _linked(names, 0), "lead"),
        ListColumn("other", gettext_lazy("Co-occurring code"), lambda p: names[p[1]], _linked(names, 1)),
        ListColumn("passages", gettext_lazy("Shared passages"), lambda p: p[2], style="number"),
    ]
    return ListTable("co-occurring-codes", gettext_lazy("Co-occurring codes"), columns, pairs)


def _linked(names: Mapping[str, str], place: int) -> Callable[[Any], str]:
    return lambda pair: link("code", pair[place], names[pair[place]])


def memo_table(memos: "Page[Memo]") -> ListTable[Memo]:
    """Memos on codings, and notes of imported projects."""
    columns: list[ListColumn[Memo]] = [
        ListColumn("memo", gettext_lazy("Memo"), lambda m: m.text, _memo_text, "lead"),
        ListColumn("on", gettext_lazy("On"), lambda m: m.on, _memo_place),
        ListColumn("coder", gettext_lazy("Coder"), lambda m: m.coder, style="nowrap"),
        ListColumn("source", gettext_lazy("Source"), lambda m: m.source, on_page=False),
    ]
    return ListTable("memos", gettext_lazy("Memos"), columns, memos)


def _memo_text(memo: Memo) -> str:
    return linebreaksbr(memo.text, autoescape=True)


def _memo_place(memo: Memo) -> str:
    return link("coding", memo.coding, memo.on) if memo.coding else memo.on


def frequency_table(rows: "Page[Frequency]", titles: Mapping[str, str]) -> ListTable[Frequency]:
    """How often each code was applied, in all and by source."""
    columns: list[ListColumn[Frequency]] = [
        ListColumn("code", gettext_lazy("Code"), lambda r: r[1], lambda r: link("code", r[0], r[1]), "lead"),
        ListColumn("all", gettext_lazy("All"), lambda r: r[2], style="number"),
    ]
    for place, (id_, title) in enumerate(titles.items()):
        columns.append(ListColumn(id_, title, _count_at(place), style="number"))
    return ListTable("code-frequencies", gettext_lazy("Code frequencies"), columns, rows)


def _count_at(place: int) -> Any:
    return lambda row: row[3][place]
