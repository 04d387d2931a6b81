"""How often groups are recommended: a table for each way to group; on a page and in a file."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.kit.list_tables import ListColumn, ListTable
from bridgehead.kit.phrases import share
from bridgehead.kit.template_tags import bar
from bridgehead.match import phrases
from bridgehead.match.core.exposure import ExposureShare
from bridgehead.match.services.exposure import Exposure


def exposure_tables(found: Exposure) -> list[ListTable[ExposureShare]]:
    """A table for each way to group; none of regions where no region is recorded."""
    by = phrases.ranked_by(found.method)
    tables = (
        _exposure_table("exposure-by-size", _("By size"), found.by_size, phrases.exposure_group, by),
        _exposure_table("exposure-by-country", _("By country"), found.by_country, phrases.exposure_country, by),
        _exposure_table("exposure-by-region", _("By region"), found.by_region, phrases.exposure_region, by),
    )
    return [table for table in tables if table.rows]


def _exposure_table(
    name: str, caption: str, rows: Sequence[ExposureShare], group: Callable[[str], str], computed_by: str
) -> ListTable[ExposureShare]:
    head = ListColumn[ExposureShare]("group", gettext_lazy("Group"), lambda row: group(row.group), style="lead")
    return ListTable(name, caption, (head, *EXPOSURE_COLUMNS), rows, computed_by=computed_by)


def _interval(row: ExposureShare) -> str:
    return f"{100 * row.low:.0f}–{share(row.high)}"


EXPOSURE_COLUMNS: Sequence[ListColumn[ExposureShare]] = (
    ListColumn("base", gettext_lazy("Share of eligible"), lambda row: share(row.base), style="number"),
    ListColumn("exposure", gettext_lazy("Share of exposure"), lambda row: share(row.exposure), style="number"),
    ListColumn("interval", gettext_lazy("90 % interval"), _interval, style="number"),
    ListColumn(
        "drawing",
        gettext_lazy("Chart"),
        lambda _row: None,
        html=lambda row: bar(row.exposure, row.low, row.high),
        style="full",
        in_file=False,
    ),
)
