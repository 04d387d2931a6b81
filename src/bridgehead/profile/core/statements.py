"""What is said of an actor where amounts mean nothing: barriers, motives, stance, lock-ins (framework, section 2).

A statement is stated, denied, contested or unknown, by so many independent voices. A theme of the data is mentioned by
voices and has no status.
"""

from dataclasses import dataclass

import polars as pl

from bridgehead.profile.core.evidence_weights import settle

STATED, DENIED, CONTESTED, UNKNOWN = "stated", "denied", "contested", "unknown"
ENOUGH = 2
"""Voices, and kinds of source, that a triangulated statement has at least."""


@dataclass(frozen=True)
class Statement:
    """What independent voices say of one code.

    Attributes
    ----------
    status
        `stated` if only strengths stand, `denied` if only weaknesses, `contested` if both, `unknown` if none.
    voices_for, voices_against
        Independent voices: sources, those of one voice counted once; a row without a source is one of its own.
    triangulated
        Whether it is stated or denied by at least two voices and two kinds of source.
    """

    status: str
    voices_for: int
    voices_against: int
    triangulated: bool

    @property
    def is_known(self) -> bool:
        """Whether anybody says anything of it."""
        return self.status != UNKNOWN


NOTHING_SAID = Statement(UNKNOWN, 0, 0, triangulated=False)


def statements_of_actors(evidence: pl.DataFrame) -> dict[str, dict[str, Statement]]:
    """Every actor's statements by code.

    Parameters
    ----------
    evidence
        Of the schema of `core.standing`, in scope. Rows that a reconciled row replaces do not count; a row counts
        whatever its weight.
    """
    rows = settle(evidence).filter(pl.col("direction") != "").with_columns(voice=voice())
    found: dict[str, dict[str, Statement]] = {}
    for (actor, code), some in rows.group_by("actor", "code", maintain_order=True):
        found.setdefault(str(actor), {})[str(code)] = _statement(some)
    return found


def mentions(evidence: pl.DataFrame) -> dict[str, dict[str, int]]:
    """Actor and code to the number of independent voices that mention it, with or without a direction."""
    rows = settle(evidence).with_columns(voice=voice())
    counted = rows.group_by("actor", "code").agg(pl.col("voice").n_unique()).sort("actor", "code")
    found: dict[str, dict[str, int]] = {}
    for actor, code, voices in counted.iter_rows():
        found.setdefault(actor, {})[code] = voices
    return found


def voice() -> pl.Expr:
    """Whose voice a row is: its source's voice, else its source, else its own."""
    of_source = pl.when(pl.col("voice") != "").then("voice:" + pl.col("voice")).otherwise("source:" + pl.col("source"))
    return pl.when(pl.col("source") == "").then("row:" + pl.col("id")).otherwise(of_source)


def _statement(rows: pl.DataFrame) -> Statement:
    sides = {side: rows.filter(pl.col("direction") == side) for side in ("strength", "weakness")}
    said, denied = (some["voice"].n_unique() for some in sides.values())
    status = CONTESTED if said and denied else STATED if said else DENIED
    kinds = rows.filter(pl.col("source_kind") != "")["source_kind"].n_unique()
    one_sided = status in (STATED, DENIED)
    return Statement(status, said, denied, triangulated=one_sided and said + denied >= ENOUGH and kinds >= ENOUGH)
