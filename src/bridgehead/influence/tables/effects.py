"""Lists of estimated effects: by period, the estimate with its checks, sensitivity."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.ecosystem.phrases import computed_by
from bridgehead.influence import phrases
from bridgehead.influence.core.effect_estimate import Estimate, OutcomeEffect, PeriodEffect, SensitivityPoint
from bridgehead.influence.tables.cells import bound, decimals, interval_text
from bridgehead.kit.list_tables import ListColumn, ListTable
from bridgehead.kit.phrases import share
from bridgehead.kit.template_tags import signed

DIGITS = 3


@dataclass(frozen=True)
class EstimateRow:
    """An estimate by its name; `note` is what is to be known of it, or why there is none."""

    label: str
    estimate: Estimate | None
    note: str = ""


def period_table(found: OutcomeEffect) -> ListTable[EstimateRow]:
    """The effect by period since the start."""
    rows = [EstimateRow(_period(at), at.estimate) for at in found.by_time]
    columns = [ListColumn[EstimateRow]("period", _("Period"), lambda row: row.label, style="lead"), *ESTIMATE_COLUMNS]
    return ListTable("periods", _("Effect by period since the start"), columns, rows, computed_by=computed_by())


def estimate_table(found: OutcomeEffect) -> ListTable[EstimateRow]:
    """The estimate, two-way fixed effects and placebos."""
    weight = _("{share} of the weight on forbidden comparisons").format(share=share(found.two_way.forbidden))
    rows = [
        EstimateRow(_("Callaway–Sant'Anna"), found.overall),
        EstimateRow(_("Two-way fixed effects"), found.two_way.estimate, weight),
    ]
    for placebo in found.placebos:
        label = _("Placebo: {what}").format(what=phrases.placebo_name(placebo))
        reason = phrases.reason_text(placebo.reason) if placebo.reason else ""
        rows.append(EstimateRow(label, placebo.estimate, reason))
    columns = [
        ListColumn[EstimateRow]("estimate", _("Estimate"), lambda row: row.label, _with_note, "lead"),
        *ESTIMATE_COLUMNS,
        ListColumn[EstimateRow]("note", _("Note"), lambda row: row.note, on_page=False),
    ]
    return ListTable(
        "estimates", _("Estimate, two-way fixed effects, placebos"), columns, rows, computed_by=computed_by()
    )


def sensitivity_table(rows: Sequence[SensitivityPoint]) -> ListTable[SensitivityPoint]:
    """The interval if trends differ after the start."""
    caption = _("Interval if trends differ by so many times their worst step before")
    return ListTable("sensitivity", caption, SENSITIVITY_COLUMNS, rows, computed_by=computed_by())


def _period(found: PeriodEffect) -> str:
    return str(signed(found.period))


def _with_note(row: EstimateRow) -> str:
    return format_html('{}<span class="second">{}</span>', row.label, row.note) if row.note else row.label


def _effect(row: EstimateRow) -> str:
    if row.estimate is None:
        return format_html('<span class="quiet">{}</span>', _("Not estimated"))
    return decimals(row.estimate.att, DIGITS)


ESTIMATE_COLUMNS = (
    ListColumn[EstimateRow](
        "effect",
        gettext_lazy("Effect"),
        lambda row: row.estimate.att if row.estimate else None,
        _effect,
        "number",
    ),
    ListColumn[EstimateRow](
        "interval",
        gettext_lazy("90 % interval"),
        lambda row: interval_text(row.estimate.interval, DIGITS) if row.estimate else "",
        style="number",
        in_file=False,
    ),
    ListColumn[EstimateRow](
        "low", gettext_lazy("Low"), lambda row: bound(row.estimate.interval, 0) if row.estimate else None, on_page=False
    ),
    ListColumn[EstimateRow](
        "high",
        gettext_lazy("High"),
        lambda row: bound(row.estimate.interval, 1) if row.estimate else None,
        on_page=False,
    ),
)
SENSITIVITY_COLUMNS = (
    ListColumn[SensitivityPoint](
        "m", gettext_lazy("Times the worst step before"), lambda row: row.m, lambda row: f"{row.m:.1f}", "lead"
    ),
    ListColumn[SensitivityPoint](
        "interval",
        gettext_lazy("90 % interval"),
        lambda row: interval_text(row.interval, DIGITS),
        style="number",
        in_file=False,
    ),
    ListColumn[SensitivityPoint]("low", gettext_lazy("Low"), lambda row: row.interval[0], on_page=False),
    ListColumn[SensitivityPoint]("high", gettext_lazy("High"), lambda row: row.interval[1], on_page=False),
)
