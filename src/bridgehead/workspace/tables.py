"""The lists of the workspace: changes, possible duplicates, what an undo left; on a page and in a file."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.core.paginator import Page
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from bridgehead.ecosystem.models import Actor
from bridgehead.followup.phrases import of_task
from bridgehead.importers.core.record_linkage import LinkagePair
from bridgehead.importers.models import ImportJobCount, ImportJobMatch, ImportJobRecord, ImportJobRejection
from bridgehead.importers.phrases import duplicate_signs
from bridgehead.kit import change_log
from bridgehead.kit.list_tables import ListColumn, ListTable, link
from bridgehead.kit.models import Batch, Change
from bridgehead.kit.template_tags import as_sentence, record_href
from bridgehead.workspace.phrases import ACTIONS, FATES, referring_kind
from bridgehead.workspace.queries.actor_comparison import FieldComparison
from bridgehead.workspace.services.record_removal import ReferringRecords
from bridgehead.workspace.services.undo import SkippedChange

Edit = tuple[str, object, object]
"""A field with its value before and after."""


def changes_table(rows: "Page[Batch]", tasks: Mapping[int, str]) -> ListTable[Batch]:
    """Changes with who made them, when, and how many records they touched.

    Parameters
    ----------
    tasks
        The task that a change of the page was about, by its number, for those who may see tasks.
    """
    sizes = _BatchSizes(rows)

    def what(batch: Batch) -> str:
        return of_task(batch.what, tasks.get(batch.pk, ""))

    columns = (
        ListColumn[Batch]("change", _("Change"), what, html=lambda b: link("change", str(b.pk), what(b)), style="lead"),
        ListColumn[Batch]("by", _("By"), lambda b: b.by),
        ListColumn[Batch]("when", _("When"), lambda b: b.at.isoformat(), html=_time, style="nowrap"),
        ListColumn[Batch]("new", _("New"), lambda b: sizes.of(b, Change.Action.ADD), style="number"),
        ListColumn[Batch]("changed", _("Changed"), lambda b: sizes.of(b, Change.Action.CHANGE), style="number"),
        ListColumn[Batch]("removed", _("Removed"), lambda b: sizes.of(b, Change.Action.REMOVE), style="number"),
    )
    return ListTable("changes", _("Changes"), columns, rows)


class KeptData(NamedTuple):
    """A kind of personal data, in words."""

    title: str
    purpose: str
    kept: str
    seen: str


def personal_data_table(rows: Sequence[KeptData]) -> ListTable[KeptData]:
    """Personal data by kind, with purpose, period and readers."""
    columns: Sequence[ListColumn[KeptData]] = (
        ListColumn("data", _("Data"), lambda row: row.title, style="lead"),
        ListColumn("purpose", _("Purpose"), lambda row: row.purpose),
        ListColumn("kept", _("Kept"), lambda row: row.kept),
        ListColumn("seen", _("Seen by"), lambda row: row.seen),
    )
    return ListTable("personal-data", _("Personal data"), columns, rows)


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
    at = localtime(batch.at)
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), date_format(at, "j M Y, H:i"))


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
        ListColumn[ReferringRecords]("kind", _("Kind"), lambda r: referring_kind(r.kind), style="lead"),
        ListColumn[ReferringRecords]("number", _("Number"), lambda r: r.count, style="number"),
        ListColumn[ReferringRecords](
            "examples", _("Examples"), lambda r: "; ".join(text.rstrip(".") or key for key, text in r.examples)
        ),
        ListColumn[ReferringRecords]("then", _("If removed"), lambda r: str(FATES[r.fate.value])),
    )
    return ListTable("referring", _("Records that refer to it"), columns, found)


def change_lines_table(rows: "Page[Change]", tables: Mapping[str, str]) -> ListTable[Change]:
    """The records that a change touched, with the values of those that it changed.

    Parameters
    ----------
    tables
        What each table is called.
    """

    def record(line: Change) -> str:
        where = record_href(line.table, line.key) if line.action != Change.Action.REMOVE else ""
        return format_html('<a href="{}">{}</a>', where, line.key) if where else line.key

    columns = [
        ListColumn[Change]("record", _("Record"), lambda line: line.key, html=record, style="lead"),
        ListColumn[Change]("table", _("Table"), lambda line: tables.get(line.table, line.table)),
        ListColumn[Change]("what", _("What"), lambda line: str(ACTIONS[line.action])),
        ListColumn[Change](
            "values",
            _("Before and after"),
            lambda line: _values(_edits(line)),
            html=lambda line: _value_lines(_edits(line)),
            style="full small",
            on_page=any(line.action == Change.Action.CHANGE for line in rows),
        ),
    ]
    return ListTable("changed-records", _("Changed records"), columns, rows)


def _edits(line: Change) -> list[Edit]:
    if line.action != Change.Action.CHANGE:
        return []
    return [(name, (line.before or {}).get(name), value) for name, value in (line.after or {}).items()]


def _values(edits: Iterable[Edit]) -> str:
    return "\n".join(f"{name}: {_or_dash(before)} → {_or_dash(after)}" for name, before, after in edits)


def _value_lines(edits: Iterable[Edit]) -> str:
    shown = ((name, _or_dash(before), _or_dash(after)) for name, before, after in edits)
    return format_html_join("", '<span class="second">{}: {} → {}</span>', shown)


def _or_dash(value: object) -> object:
    return value or "–"


def import_counts_table(rows: Sequence[ImportJobCount], tables: Mapping[str, str]) -> ListTable[ImportJobCount]:
    """How many records of each table an import writes, or wrote."""
    columns = (
        ListColumn[ImportJobCount]("table", _("Table"), lambda c: tables.get(c.table, c.table), style="lead"),
        ListColumn[ImportJobCount]("new", _("New"), lambda c: c.added, style="number"),
        ListColumn[ImportJobCount]("changed", _("Changed"), lambda c: c.changed, style="number"),
        ListColumn[ImportJobCount]("unchanged", _("Unchanged"), lambda c: c.unchanged, style="number quiet"),
    )
    return ListTable("records-by-table", _("Records by table"), columns, rows)


def import_records_table(rows: Sequence[ImportJobRecord], tables: Mapping[str, str]) -> ListTable[ImportJobRecord]:
    """The first records that an import affects."""

    def edits(record: ImportJobRecord) -> list[Edit]:
        return [(value.name, value.before, value.after) for value in record.values.all()]

    columns = (
        ListColumn[ImportJobRecord]("record", _("Record"), lambda r: r.key, style="lead"),
        ListColumn[ImportJobRecord]("table", _("Table"), lambda r: tables.get(r.table, r.table)),
        ListColumn[ImportJobRecord]("what", _("What"), lambda r: str(ACTIONS[r.action])),
        ListColumn[ImportJobRecord](
            "values",
            _("Before and after"),
            lambda r: _values(edits(r)),
            html=lambda r: _value_lines(edits(r)),
            style="full small",
        ),
    )
    return ListTable("affected-records", _("First affected records"), columns, rows)


def import_matches_table(rows: Sequence[ImportJobMatch]) -> ListTable[ImportJobMatch]:
    """Organisations of a file that are existing records."""
    columns = (
        ListColumn[ImportJobMatch]("name", _("In the file"), lambda m: m.name, style="lead"),
        ListColumn[ImportJobMatch](
            "record",
            _("Existing record"),
            lambda m: m.actor,
            html=lambda m: link("member", m.actor, m.actor),
            style="labelled",
        ),
    )
    return ListTable("matched-organisations", _("Matched by name, country and place"), columns, rows)


def import_rejections_table(rows: Sequence[ImportJobRejection]) -> ListTable[ImportJobRejection]:
    """Rejected rows, each with its reason."""
    columns = (
        ListColumn[ImportJobRejection]("row", _("Row"), lambda r: r.row, style="number"),
        ListColumn[ImportJobRejection]("column", _("Column"), lambda r: r.column, style="labelled"),
        ListColumn[ImportJobRejection]("reason", _("Reason"), lambda r: as_sentence(r.reason), style="full"),
    )
    return ListTable("rejected-rows", _("Rejected rows"), columns, rows)


def import_blanked_table(rows: Sequence[ImportJobRejection]) -> ListTable[ImportJobRejection]:
    """What a file says in cells that are left blank, each text once, with the reason."""
    columns = (
        ListColumn[ImportJobRejection]("column", _("Column"), lambda r: r.column, style="lead"),
        ListColumn[ImportJobRejection]("cells", _("Cells"), lambda r: r.cells, style="number"),
        ListColumn[ImportJobRejection]("row", _("First row"), lambda r: r.row, style="number"),
        ListColumn[ImportJobRejection]("reason", _("Reason"), lambda r: as_sentence(r.reason), style="full"),
    )
    return ListTable("blank-cells", _("Cells left blank"), columns, rows)


def actor_comparison_table(rows: Sequence[FieldComparison], first: Actor, second: Actor) -> ListTable[FieldComparison]:
    """Two actors side by side, a field a row; what differs stands out."""

    def shown(row: FieldComparison, value: str) -> str:
        return format_html("<strong>{}</strong>", value) if row.differs else value or "–"

    columns = (
        ListColumn[FieldComparison]("field", _("Field"), lambda row: row.label, style="lead"),
        ListColumn[FieldComparison](
            "first", first.name, lambda row: row.first, html=lambda row: shown(row, row.first), style="labelled"
        ),
        ListColumn[FieldComparison](
            "second",
            second.name,
            lambda row: row.second,
            html=lambda row: shown(row, row.second),
            style="labelled",
        ),
    )
    return ListTable("side-by-side", _("Side by side"), columns, rows)
