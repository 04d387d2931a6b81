"""Lists of how far parts in activities led."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.ecosystem.phrases import computed_by
from bridgehead.framework.template_tags import term
from bridgehead.influence import phrases
from bridgehead.influence.core.funnel import Funnel, FunnelPart, FunnelResults, FunnelStep
from bridgehead.influence.tables.cells import bound, rate_bar
from bridgehead.kit.list_tables import ListColumn, ListTable, link
from bridgehead.kit.phrases import and_list
from bridgehead.kit.template_tags import country, date_text


@dataclass(frozen=True)
class FunnelRow:
    """A step of a funnel: of a whole family, or of its activities of one kind or in one market."""

    family: str
    of: str
    step: FunnelStep


def funnel_table(found: Funnel) -> ListTable[FunnelRow]:
    """The steps of one family."""
    rows = [FunnelRow(found.family.label, "", step) for step in found.steps]
    return ListTable(
        f"results-{found.family.id}", phrases.funnel_family(found), STEP_COLUMNS, rows, computed_by=computed_by()
    )


def funnel_group_table(found: FunnelResults) -> ListTable[FunnelRow]:
    """The same steps by kind of activity and by market."""
    kinds = {term(kind, "activity_kind"): some for kind, some in found.by_kind.items()}
    markets = {country(code) or _("No market named"): some for code, some in found.by_market.items()}
    columns = [
        ListColumn[FunnelRow]("of", _("Activity or market"), lambda row: row.of, style="lead"),
        ListColumn[FunnelRow]("family", _("Kind of result"), lambda row: row.family),
        *(column for column in STEP_COLUMNS),
    ]
    rows = _grouped(kinds) + _grouped(markets)
    return ListTable(
        "results-by-group", _("Results by kind of activity and by market"), columns, rows, computed_by=computed_by()
    )


def part_table(found: Sequence[FunnelPart], activities: Mapping[str, str]) -> ListTable[FunnelPart]:
    """Each activity that a firm took part in, with the steps that followed."""

    def name(row: FunnelPart) -> str:
        return activities.get(row.took_part.activity, row.took_part.activity)

    columns = [
        ListColumn[FunnelPart](
            "activity", _("Activity"), name, lambda row: link("activity", row.took_part.activity, name(row)), "lead"
        ),
        ListColumn[FunnelPart](
            "date",
            _("Date"),
            lambda row: row.took_part.date,
            lambda row: date_text(row.took_part.date),
            "nowrap",
        ),
        ListColumn[FunnelPart]("steps", _("Steps"), lambda row: and_list(phrases.part_steps(row))),
    ]
    rows = sorted(found, key=lambda part: (part.took_part.date, part.took_part.activity), reverse=True)
    return ListTable("parts", _("Activities and the steps that followed"), columns, rows, computed_by=computed_by())


def _grouped(found: Mapping[str, Mapping[str, Funnel]]) -> list[FunnelRow]:
    return [
        FunnelRow(one.family.label, label, step)
        for label, some in found.items()
        for one in some.values()
        for step in one.steps
    ]


def _rate(row: FunnelRow) -> str:
    if row.step.rate is None or row.step.interval is None:
        return phrases.funnel_rate(row.step)
    return rate_bar(phrases.funnel_rate(row.step), row.step.rate, row.step.interval)


STEP_COLUMNS = (
    ListColumn[FunnelRow]("step", gettext_lazy("Step"), lambda row: phrases.funnel_step(row.step.step), style="lead"),
    ListColumn[FunnelRow]("recorded", gettext_lazy("Recorded"), lambda row: row.step.recorded, style="number"),
    ListColumn[FunnelRow]("inferred", gettext_lazy("Inferred"), lambda row: row.step.inferred, style="number"),
    ListColumn[FunnelRow]("rate", gettext_lazy("Of the previous step"), lambda row: row.step.rate, _rate, "wide"),
    ListColumn[FunnelRow]("low", gettext_lazy("Low"), lambda row: bound(row.step.interval, 0), on_page=False),
    ListColumn[FunnelRow]("high", gettext_lazy("High"), lambda row: bound(row.step.interval, 1), on_page=False),
)
