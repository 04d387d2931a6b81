"""Who perceives a region's industrial identity: insiders, officials, outsiders (§5.3.2.1.3.3).

An identity is what residents, local firms, officials and observers abroad see in a region; what outsiders see
validates it (Romanelli & Khessina 2005). So the evidence is kept apart by who perceives, and each part is judged as
a standing is (framework, section 2), with the region in the place of an actor.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from bridgehead.profile.core.evidence_weights import cap, settle
from bridgehead.profile.core.standing import UNKNOWN, nothing_known, standings
from bridgehead.profile.core.statements import voice

CODE = "Oi.identity"
PERCEIVERS = ("insider", "official", "outsider")
NOT_RECORDED = ""
PASSAGE = ("actor", "code", "source", "locator", "alone")


@dataclass(frozen=True)
class Perception:
    """What one kind of perceiver sees in a region.

    Attributes
    ----------
    standing, interval, label
        As of a standing; the cap of 3 holds for one source over the whole region.
    evidence
        Number of passages that have a direction.
    mentions
        Number of passages, with or without a direction.
    voices
        Independent voices among them.
    """

    standing: float
    interval: tuple[float, float]
    label: str
    evidence: int
    mentions: int
    voices: int

    @property
    def known(self) -> bool:
        """Whether the evidence suffices for a judgement."""
        return self.label != UNKNOWN


def perceptions(evidence: pl.DataFrame, perceived_by: Mapping[str, str]) -> dict[str, Perception]:
    """Perceiver to what it sees; those of `PERCEIVERS` always, evidence without a perceiver only where there is some.

    Parameters
    ----------
    evidence
        On actors of the region, of the schema `profile.core.evidence_weights.SCHEMA`. What counts is on the component
        identity, or says who perceives.
    perceived_by
        Id of a piece of evidence to who perceives; blank or absent where that is not recorded.
    """
    said = pl.col("id").replace_strict(dict(perceived_by), default=NOT_RECORDED, return_dtype=pl.String)
    rows = settle(evidence).with_columns(perceiver=said, voice=voice())
    rows = rows.filter((pl.col("code") == CODE) | (pl.col("perceiver") != NOT_RECORDED))
    found = {name: _perception(rows.filter(pl.col("perceiver") == name)) for name in (*PERCEIVERS, NOT_RECORDED)}
    if not found[NOT_RECORDED].mentions:
        del found[NOT_RECORDED]
    return found


def _perception(rows: pl.DataFrame) -> Perception:
    directed = rows.filter(pl.col("direction") != "")
    whole = standings(cap(rows.with_columns(actor=pl.lit(""), code=pl.lit(CODE))))
    nothing = nothing_known()
    standing, low, high, label = (
        next(whole.select("standing", "low", "high", "label").iter_rows())
        if len(directed)
        else (nothing.standing, *nothing.interval, nothing.label)
    )
    return Perception(
        standing=standing,
        interval=(low, high),
        label=label,
        evidence=directed.select(PASSAGE).n_unique() if len(directed) else 0,
        mentions=rows.select(PASSAGE).n_unique() if len(rows) else 0,
        voices=rows["voice"].n_unique(),
    )
