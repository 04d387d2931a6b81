"""Firms side by side, with the names that a reader knows them by."""

from collections.abc import Sequence

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.queries import actor
from bridgehead.framework.loader import load_framework
from bridgehead.kit.errors import InputError
from bridgehead.profile.core import (
    firm_comparison,
)
from bridgehead.profile.core.firm_comparison import MOST_FIRMS, ComparisonLabels, ComparisonTable
from bridgehead.profile.services.profile import standings


def compare(firms: Sequence[str], scope: RecordScope | None = None) -> tuple[ComparisonTable, ...]:
    """The study's tables 5 to 8 for up to six firms.

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
        raise InputError(f"up to {MOST_FIRMS} different firms", found=", ".join(firms))
    for firm in firms:
        actor(firm)
    return firm_comparison.tables(standings(firms, scope))


def comparison_labels(firms: Sequence[str]) -> ComparisonLabels:
    """What the tables call components, origins, mechanisms and these firms."""
    labels = load_framework().vocabularies
    return ComparisonLabels(
        labels["component"], labels["origin"], labels["mechanism"], {f: actor(f).name for f in firms}
    )
