"""Firms side by side: the study's tables 5 to 8 (§5.3.2.1.1–5.3.2.1.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bridgehead.kit.table_export import ExportTable
from bridgehead.profile.core.advantage_profile import standing_as_answer
from bridgehead.profile.core.standing import Standing, WeightShare

MOST_FIRMS = 6
TABLES = (
    (5, "Asset-specific advantages", ("Oa.",)),
    (6, "Transaction cost minimising advantages", ("Ot.",)),
    (7, "Institutional advantages", ("Oi.",)),
    (8, "Ownership advantages combined", ("Oa.", "Ot.", "Oi.")),
)
COMBINED = 8


@dataclass(frozen=True)
class ComparisonLabels:
    """What the vocabularies call things: ids to labels."""

    components: Mapping[str, str]
    origins: Mapping[str, str]
    mechanisms: Mapping[str, str]
    firms: Mapping[str, str]


@dataclass(frozen=True)
class ComparisonTable:
    """One of the study's tables: components × firms."""

    number: int
    title: str
    cells: Mapping[str, Mapping[str, Standing]]


def tables(standings: Mapping[str, Mapping[str, Standing]]) -> tuple[ComparisonTable, ...]:
    """Tables 5 to 8 of some firms.

    Parameters
    ----------
    standings
        Firm, in the order wanted, to component to standing.
    """
    components = next(iter(standings.values()))
    return tuple(
        ComparisonTable(
            number,
            title,
            {
                code: {firm: standings[firm][code] for firm in standings}
                for code in components
                if code.startswith(kinds)
            },
        )
        for number, title, kinds in TABLES
    )


def as_answer(found: Sequence[ComparisonTable]) -> dict[str, Any]:
    """The tables as commands and the API answer them."""
    return {
        "firms": list(next(iter(found[0].cells.values()))),
        "tables": [
            {
                "table": table.number,
                "title": table.title,
                "components": {
                    code: {firm: _cell_as_answer(standing) for firm, standing in row.items()}
                    for code, row in table.cells.items()
                },
            }
            for table in found
        ],
    }


def sheets(found: Sequence[ComparisonTable], words: ComparisonLabels) -> list[ExportTable]:
    """The tables as sheets: a line for each component and firm; table 8 a line for each component."""
    return [_combined(table, words) if table.number == COMBINED else _detailed(table, words) for table in found]


def _detailed(table: ComparisonTable, words: ComparisonLabels) -> ExportTable:
    headings = (
        "Component", "Firm", "Label", "Standing", "Low", "High", "Evidence", "Kinds of source", "Origins", "Mechanisms"
    )  # fmt: skip
    rows = [
        (
            words.components[code],
            words.firms[firm],
            s.label,
            s.standing if s.known else None,
            s.interval[0],
            s.interval[1],
            s.evidence,
            len(s.kinds),
            share_text(s.origins, words.origins),
            share_text(s.mechanisms, words.mechanisms),
        )
        for code, row in table.cells.items()
        for firm, s in row.items()
    ]
    return ExportTable(f"Table {table.number}", f"Table {table.number}: {table.title}", headings, rows)


def _combined(table: ComparisonTable, words: ComparisonLabels) -> ExportTable:
    firms = list(next(iter(table.cells.values())))
    rows = [
        (words.components[code], *(_short(row[firm], words.origins) for firm in firms))
        for code, row in table.cells.items()
    ]
    headings = ("Component", *(words.firms[firm] for firm in firms))
    return ExportTable(f"Table {table.number}", f"Table {table.number}: {table.title}", headings, rows)


def share_text(shares: Mapping[str, WeightShare], labels: Mapping[str, str]) -> str:
    """Shares in words, with their intervals: `The cluster 80 % (57–94)`."""
    return "; ".join(
        f"{labels.get(name, name) or 'not said'} {share.share:.0%} ({share.interval[0]:.0%}–{share.interval[1]:.0%})"
        for name, share in shares.items()
    )


def _short(standing: Standing, labels: Mapping[str, str]) -> str:
    if not standing.known:
        return standing.label
    mostly = next(iter(standing.origins.items()), None)
    if mostly is None:
        return f"{standing.label} {standing.standing:.2f}"
    name, share = mostly
    return f"{standing.label} {standing.standing:.2f}, {labels.get(name, name) or 'not said'} {share.share:.0%}"


def _cell_as_answer(standing: Standing) -> dict[str, Any]:
    def shares(found: Mapping[str, WeightShare]) -> dict[str, Any]:
        return {name: {"share": share.share, "interval": list(share.interval)} for name, share in found.items()}

    return standing_as_answer(standing) | {
        "origins": shares(standing.origins),
        "mechanisms": shares(standing.mechanisms),
    }
