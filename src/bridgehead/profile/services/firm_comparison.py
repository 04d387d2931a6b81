"""Firms side by side, with the names that a reader knows them by."""

from collections.abc import Sequence

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.queries import actor
from bridgehead.framework.loader import load_framework
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.profile.core import firm_comparison
from bridgehead.profile.core.firm_comparison import (
    MOST_FIRMS,
    ComparisonLabels,
    FirmCharacteristics,
    FirmComparison,
)
from bridgehead.profile.queries import markets
from bridgehead.profile.services.profile import profile, standings


def compare(firms: Sequence[str], scope: RecordScope | None = None) -> FirmComparison:
    """The study's tables 4 to 8 for up to six firms.

    Parameters
    ----------
    scope
        Which records they rest on; today's, all of them, where it is left out.

    Raises
    ------
    NotFound
        If one of them does not exist.
    InputError
        If there are more than six, or one is named twice.
    """
    if len(firms) > MOST_FIRMS or len(set(firms)) < len(firms):
        raise InputError(expects("different_firms", most=MOST_FIRMS), found=", ".join(firms))
    return FirmComparison(
        {firm: characteristics(firm, scope) for firm in firms},
        firm_comparison.tables(standings(firms, scope)),
    )


def characteristics(firm: str, scope: RecordScope | None = None) -> FirmCharacteristics:
    """What a firm is, where it is active, why and how it goes abroad.

    Raises
    ------
    NotFound
        If there is no such firm.
    """
    who, known = actor(firm), profile(firm, scope)
    entries = markets.entries(firm, known.scope)
    entered = {entry.market for entry in entries if entry.status == "entered"} - {""}
    explored = {entry.market for entry in entries if entry.status == "explored"} - {""} - entered
    return FirmCharacteristics(
        size=who.size,
        staff=who.staff,
        turnover=who.turnover,
        founded=who.founded,
        sector=who.sector,
        country=who.country,
        city=who.city,
        entered=tuple(sorted(entered)),
        explored=tuple(sorted(explored)),
        motives={code: said for code, said in known.stated("motive").items() if said.is_known},
        stance={code: said for code, said in known.stated("stance").items() if said.is_known},
        declared=known.pattern.declared,
        found=known.pattern.found,
    )


def comparison_labels(firms: Sequence[str]) -> ComparisonLabels:
    """What the tables call components, origins, mechanisms and these firms."""
    labels = load_framework().vocabularies
    return ComparisonLabels(
        labels["component"], labels["origin"], labels["mechanism"], {f: actor(f).name for f in firms}
    )
