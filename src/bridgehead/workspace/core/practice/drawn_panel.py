"""A panel of exports: what membership truly adds is known."""

from collections.abc import Sequence

from bridgehead.workspace.core.practice.case_draft import CaseDraft
from bridgehead.workspace.core.practice.drawn_firms import DrawnFirm
from bridgehead.workspace.core.practice.true_model import TrueModel

FILE = "panels/exports.csv"
HEADER = "unit,time,first_treatment,log_exports,log_domestic_sales"
PERIODS = 10
OTHERS = 80
"""Firms that never join, to compare with."""


def draw_panel(draft: CaseDraft, model: TrueModel, firms: Sequence[DrawnFirm]) -> None:
    """Ten years of every member and of firms that never join.

    Exports rise by the true effect from the year of joining on; sales at home, a placebo, do not.
    """
    units: list[tuple[str, int | None]] = [(firm.id, firm.joined.year) for firm in firms]
    units += [(f"outside-{number:02}", None) for number in range(1, OTHERS + 1)]
    lines = [HEADER]
    for unit, joined in sorted(units, key=lambda pair: pair[0]):
        chance = draft.random(f"panel {unit}")
        exports, sales = chance.gauss(5, 0.8), chance.gauss(7, 0.8)
        for year in range(draft.today.year - PERIODS, draft.today.year):
            exports_now = exports + 0.03 * (year - draft.today.year) + chance.gauss(0, model.effect_spread)
            sales_now = sales + 0.02 * (year - draft.today.year) + chance.gauss(0, model.effect_spread)
            gain = model.effect if joined is not None and year >= joined else 0.0
            lines.append(f"{unit},{year},{joined or ''},{exports_now + gain:.4f},{sales_now:.4f}")
    draft.files[FILE] = ("\n".join(lines) + "\n").encode()
