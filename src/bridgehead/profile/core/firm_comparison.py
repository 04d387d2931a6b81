"""Firms side by side: the study's tables 5 to 8 (§5.3.2.1.1–5.3.2.1.4)."""

from collections.abc import Mapping
from dataclasses import dataclass

from bridgehead.profile.core.standing import Standing

MOST_FIRMS = 6
TABLES = ((5, ("Oa.",)), (6, ("Ot.",)), (7, ("Oi.",)), (8, ("Oa.", "Ot.", "Oi.")))
"""The number of each table in the study, and the kinds of advantages in it."""
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
            {
                code: {firm: standings[firm][code] for firm in standings}
                for code in components
                if code.startswith(kinds)
            },
        )
        for number, kinds in TABLES
    )
