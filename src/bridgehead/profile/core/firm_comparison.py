"""Firms side by side: the study's tables 4 (§4.3, §5.3.1) and 5 to 8 (§5.3.2.1.1–5.3.2.1.4)."""

from collections.abc import Mapping
from dataclasses import dataclass

from bridgehead.profile.core.standing import Standing
from bridgehead.profile.core.statements import Statement

MOST_FIRMS = 6
TABLES = ((5, ("Oa.",)), (6, ("Ot.",)), (7, ("Oi.",)), (8, ("Oa.", "Ot.", "Oi.")))
"""The number of each table in the study, and the kinds of advantages in it."""
CHARACTERISTICS = 4
COMBINED = 8


@dataclass(frozen=True)
class ComparisonLabels:
    """What the vocabularies call things: ids to labels."""

    components: Mapping[str, str]
    origins: Mapping[str, str]
    mechanisms: Mapping[str, str]
    firms: Mapping[str, str]


@dataclass(frozen=True)
class FirmCharacteristics:
    """A firm in table 4: what it is, where it is active, why and how it goes abroad.

    Attributes
    ----------
    entered, explored
        Markets, by code; one that was entered is not explored as well.
    motives, stance
        Code to what is said of it, of codes of which anything is said.
    declared
        The strategy that it declares, or blank.
    found
        Every pattern that its path abroad shows.
    """

    size: str
    staff: float | None
    turnover: float | None
    founded: str
    sector: str
    country: str
    city: str
    entered: tuple[str, ...]
    explored: tuple[str, ...]
    motives: Mapping[str, Statement]
    stance: Mapping[str, Statement]
    declared: str
    found: tuple[str, ...]


@dataclass(frozen=True)
class ComparisonTable:
    """One of the study's tables: components × firms."""

    number: int
    cells: Mapping[str, Mapping[str, Standing]]


@dataclass(frozen=True)
class FirmComparison:
    """Firms, in the order wanted, with table 4 and tables 5 to 8."""

    characteristics: Mapping[str, FirmCharacteristics]
    tables: tuple[ComparisonTable, ...]


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
