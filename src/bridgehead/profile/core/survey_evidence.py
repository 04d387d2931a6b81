"""Answers to a survey as evidence (framework, sections 2 and 9; study §7.1)."""

from collections.abc import Collection

import polars as pl

from bridgehead.profile.core.evidence_weights import SCHEMA

ANSWERS = pl.Schema(
    {
        "id": pl.String,
        "survey": pl.String,
        "actor": pl.String,
        "item": pl.String,
        "value": pl.String,
        "date": pl.String,
        "source_date": pl.String,
        "purpose": pl.String,
        "current": pl.String,
        "trust": pl.String,
        "voice": pl.String,
    }
)
"""Answers, with the appraisal and the voice of the source that has the survey's name, if there is one."""

TAKEN = ("id", "actor", "date", "source_date", "purpose", "current", "trust", "voice")
SAYS = {"1": ("weakness", 2), "2": ("weakness", 1), "4": ("strength", 1), "5": ("strength", 2)}


def as_evidence(answers: pl.DataFrame, codes: Collection[str]) -> pl.DataFrame:
    """Evidence of a source of kind survey: 1 and 2 a weakness, 4 and 5 a strength, 3 nothing.

    Parameters
    ----------
    answers
        Of the schema `ANSWERS`.
    codes
        Codes that an item may ask about: an item is named by its code (`Oa.capital`), or by its code
        and something after a dot (`Oa.capital.2`). Other items say nothing about a standing.

    Returns
    -------
    DataFrame
        Of the schema of `core.standing`; each item of each survey is a passage.
    """
    rows = []
    for answer in answers.iter_rows(named=True):
        code = answer["item"] if answer["item"] in codes else answer["item"].rpartition(".")[0]
        if code in codes and answer["value"] in SAYS:
            direction, salience = SAYS[answer["value"]]
            rows.append(
                dict.fromkeys(SCHEMA, "")
                | {name: answer[name] for name in TAKEN}
                | {"code": code, "direction": direction, "salience": salience}
                | {"source": answer["survey"], "source_kind": "survey", "locator": answer["id"]}
            )
    return pl.DataFrame(rows, schema=SCHEMA)
