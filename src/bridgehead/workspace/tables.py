"""The lists of the workspace: changes, possible duplicates, what an undo left; on a page and in a file."""

from collections.abc import Sequence

from django.core.paginator import Page
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from bridgehead.importers.core.record_linkage import LinkagePair
from bridgehead.importers.phrases import duplicate_signs
from bridgehead.kit import change_log
from bridgehead.kit.list_tables import ListColumn, ListTable, link
from bridgehead.kit.models import Batch, Change
from bridgehead.kit.record_phrases import phrases_of
from bridgehead.workspace.services.record_removal import ReferringRecords
from bridgehead.workspace.services.undo import SkippedChange


def changes_table(rows: "Page[Batch]") -> ListTable[Batch]:
    """Changes with who made them, when, and how many records they touched."""
    sizes = _BatchSizes(rows)
    columns = (
        ListColumn[Batch](
            "change", _("Change"), lambda b: b.what, html=lambda b: link("change", str(b.pk), b.what), style="lead"
        ),
        ListColumn[Batch]("by", _("By"), lambda b: b.who.get_username() if b.who else _("Command line")),
        ListColumn[Batch]("when", _("When"), lambda b: b.at.isoformat(), html=_time, style="nowrap"),
        ListColumn[Batch]("new", _("New"), lambda b: sizes.of(b, Change.Action.ADD), style="number"),
        ListColumn[Batch]("changed", _("Changed"), lambda b: sizes.of(b, Change.Action.CHANGE), style="number"),
        ListColumn[Batch]("removed", _("Removed"), lambda b: sizes.of(b, Change.Action.REMOVE), style="number"),
    )
    return ListTable("changes", _("Changes"), columns, rows)


class _BatchSizes:
    """How many records each change touched: asked for the page at once, and for all where a file needs them."""

    def __init__(self, rows: "Page[Batch]") -> None:
        self.known = change_log.batch_sizes(rows)
        self.on_page = {batch.pk for batch in rows}

    def of(self, batch: Batch, action: Change.Action) -> int | None:
        """The number of records of a kind; None where there are none."""
        if batch.pk not in self.on_page:
            every = list(change_log.batches())
            self.known, self.on_page = change_log.batch_sizes(every), {each.pk for each in every}
        return self.known.get(batch.pk, {}).get(action.value)


def _time(batch: Batch) -> str:
    return format_html('<time datetime="{}">{}</time>', batch.at.isoformat(), date_format(batch.at, "j M Y, H:i"))


def duplicates_table(rows: "Page[LinkagePair]", request: HttpRequest) -> ListTable[LinkagePair]:
    """Pairs of records that may be one organisation, with the evidence for and against."""
    columns = (
        ListColumn[LinkagePair]("first", _("First"), lambda p: p.first.name, html=_pair_link, style="lead"),
        ListColumn[LinkagePair]("second", _("Second"), lambda p: p.second.name, style="labelled"),
        ListColumn[LinkagePair]("score", _("Score"), lambda p: round(p.score, 3), on_page=False),
        ListColumn[LinkagePair](
            "for", _("Evidence for"), lambda p: ", ".join(duplicate_signs(p.for_it)), style="full small labelled"
        ),
        ListColumn[LinkagePair](
            "against",
            _("Evidence against"),
            lambda p: ", ".join(duplicate_signs(p.against_it)),
            style="full small labelled",
        ),
        ListColumn[LinkagePair](
            "open",
            _("Action"),
            lambda _pair: "",
            html=lambda p: render_to_string("workspace/mark_distinct.html", {"pair": p}, request),
            style="tight open",
            in_file=False,
        ),
    )
    return ListTable("duplicates", _("Possible duplicates"), columns, rows)


def _pair_link(pair: LinkagePair) -> str:
    return format_html(
        '<a href="{}">{}</a>', reverse("duplicate", args=[pair.first.id, pair.second.id]), pair.first.name
    )


def skipped_table(rows: Sequence[SkippedChange]) -> ListTable[SkippedChange]:
    """What an undo left as it is, and why."""
    columns = (
        ListColumn[SkippedChange]("record", _("Record"), lambda row: row.key, style="lead"),
        ListColumn[SkippedChange]("table", _("Table"), lambda row: row.table),
        ListColumn[SkippedChange]("field", _("Field"), lambda row: row.field, style="labelled"),
        ListColumn[SkippedChange]("reason", _("Reason"), lambda row: row.why, style="full"),
    )
    return ListTable("not-undone", _("Not undone"), columns, rows)


def referring_table(found: Sequence[ReferringRecords]) -> ListTable[ReferringRecords]:
    """The records that refer to one that is to be removed, by kind."""
    columns = (
        ListColumn[ReferringRecords]("kind", _("Kind"), lambda r: str(phrases_of(r.kind).name), style="lead"),
        ListColumn[ReferringRecords]("number", _("Number"), lambda r: r.count, style="number"),
        ListColumn[ReferringRecords](
            "examples", _("Examples"), lambda r: "; ".join(text.rstrip(".") or key for key, text in r.examples)
        ),
        ListColumn[ReferringRecords](
            "then", _("If removed"), lambda r: _("Removed as well") if r.needs else _("Reference cleared")
        ),
    )
    return ListTable("referring", _("Records that refer to it"), columns, found)
