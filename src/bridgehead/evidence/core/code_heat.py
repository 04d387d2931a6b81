"""Which codes share passages, as a heat map: a triangle of counts, darker where more are shared."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST = 16
"""Codes that are shown: those that share most."""
LEVELS = 5


@dataclass(frozen=True)
class HeatCell:
    """How many passages two codes share, and how dark that is: 0 for none, to 5 for the most of all."""

    one: str
    other: str
    count: int
    level: int


@dataclass(frozen=True)
class HeatRow:
    """A code with its number and what it shares with each code before it."""

    number: int
    code: str
    cells: Sequence[HeatCell]


def heat_map(pairs: Mapping[tuple[str, str], int], most: int = MOST) -> list[HeatRow]:
    """The codes that share most passages, the ones that share most first.

    Parameters
    ----------
    pairs
        Shared passages by pair of codes, each pair once.
    """
    totals: Counter[str] = Counter()
    for pair, count in pairs.items():
        for code in pair:
            totals[code] += count
    codes = sorted((code for code in totals if totals[code]), key=lambda code: (-totals[code], code))[:most]
    shared = {frozenset(pair): count for pair, count in pairs.items()}
    highest = max((shared.get(frozenset((a, b)), 0) for a in codes for b in codes if a != b), default=0)

    def cell(one: str, other: str) -> HeatCell:
        count = shared.get(frozenset((one, other)), 0)
        return HeatCell(one, other, count, math.ceil(LEVELS * count / highest) if highest else 0)

    return [
        HeatRow(number, code, [cell(code, other) for other in codes[: number - 1]])
        for number, code in enumerate(codes, start=1)
    ]
