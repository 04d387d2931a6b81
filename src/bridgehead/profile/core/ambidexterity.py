"""Exploration beside exploitation, and their product: ambidexterity as part of the technology (framework, section 2).

A firm is ambidextrous if it explores new technology and uses what it has (§2.4.1.1, §5.3.2.1.1.1; Raisch & Birkinshaw
2008). Of the ways to put the two into one figure the product is taken, as Gibson & Birkinshaw (2004) and He & Wong
(2004) do: it is high only where both are.
"""

from dataclasses import dataclass

import polars as pl

from bridgehead.methods.beta_intervals import product_interval
from bridgehead.profile.core.coded_reason import CodedReason
from bridgehead.profile.core.standing import Standing, nothing_known, standings_of_actors

COMPONENT = "Oa.technology"
EXPLORATION = "Oa.technology.exploration"
EXPLOITATION = "Oa.technology.exploitation"


@dataclass(frozen=True)
class Ambidexterity:
    """How far a firm explores new technology, how far it uses what it has, and their product.

    Attributes
    ----------
    exploration, exploitation
        Standings from the evidence that was given these codes; it counts in the component as well.
    product
        Mean of the product of the two standings' Beta distributions, taken as independent: the product of the
        standings. None where one of them is unknown.
    interval
        Its equal-tailed 90 % interval, or None.
    """

    exploration: Standing
    exploitation: Standing
    product: float | None
    interval: tuple[float, float] | None

    @property
    def reason(self) -> CodedReason | None:
        """Why there is no product; None where there is one."""
        named = ((EXPLORATION, self.exploration), (EXPLOITATION, self.exploitation))
        unknown = tuple(code for code, standing in named if not standing.known)
        return CodedReason("parts_unknown", {"codes": unknown}) if unknown else None

    @property
    def has_evidence(self) -> bool:
        """Whether anything is recorded of either."""
        return bool(self.exploration.evidence or self.exploitation.evidence)


def ambidexterity(evidence: pl.DataFrame) -> dict[str, Ambidexterity]:
    """Actor to its ambidexterity, of those with evidence in scope on a part."""
    found = standings_of_actors(by_part(evidence))
    nothing = nothing_known()
    return {
        actor: _together(parts.get(EXPLORATION, nothing), parts.get(EXPLOITATION, nothing))
        for actor, parts in found.items()
    }


def nothing_recorded() -> Ambidexterity:
    """The ambidexterity without evidence."""
    return _together(nothing_known(), nothing_known())


def by_part(evidence: pl.DataFrame) -> pl.DataFrame:
    """The evidence that was given a code below a component, with that code."""
    return evidence.filter(pl.col("part") != "").with_columns(code="part", part=pl.lit(""))


def _together(exploration: Standing, exploitation: Standing) -> Ambidexterity:
    if not (exploration.known and exploitation.known):
        return Ambidexterity(exploration, exploitation, None, None)
    interval = product_interval(
        (exploration.strength, exploration.weakness), (exploitation.strength, exploitation.weakness)
    )
    return Ambidexterity(exploration, exploitation, exploration.standing * exploitation.standing, interval)
