"""What each piece of evidence weighs (framework, section 2; study §2.4.1, §3.3.3).

A piece of evidence is a passage: rows that share actor, code, source and a locator count once. Each
row's weight is its salience times its source's appraisal, divided among the coders of its passage,
and capped so that one talkative source cannot outvote the rest. The order is always the same: what is
left out goes, passages are settled, rows are split by origin where own and cluster are kept apart, and
what is left is capped.
"""

import polars as pl

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.profile.core.date_filters import begins_by

SCHEMA = pl.Schema(
    {
        "id": pl.String,
        "actor": pl.String,
        "code": pl.String,
        "part": pl.String,
        "direction": pl.String,
        "salience": pl.Int64,
        "origin": pl.String,
        "mechanism": pl.String,
        "source": pl.String,
        "locator": pl.String,
        "date": pl.String,
        "prospective": pl.String,
        "activity": pl.String,
        "coder": pl.String,
        "source_kind": pl.String,
        "source_date": pl.String,
        "voice": pl.String,
        "purpose": pl.String,
        "current": pl.String,
        "trust": pl.String,
    }
)
"""Evidence joined with its source. Blank text is `""`; only salience may be null.

`part` is the code below a component (`Oa.technology.exploration`) that a row was given; `code` is then the component.
"""

RECONCILED = "reconciled"
CAP = 3.0
CLUSTERS = ("cluster", "cluster_network")
"""Origins that are not the firm's own."""
PASSAGE = ("actor", "code", "source", "locator", "alone")
QUESTIONS = ("purpose", "current", "trust")


def evidence_date() -> pl.Expr:
    """The date of a row of evidence, else its source's."""
    return pl.when(pl.col("date") != "").then("date").otherwise("source_date")


def in_scope(evidence: pl.DataFrame, scope: RecordScope) -> pl.DataFrame:
    """Evidence of the schema `SCHEMA` whose date, else its source's, starts by a day, without some activities'.

    What has no date stays.
    """
    return evidence.filter(begins_by(evidence_date(), scope.as_of) & ~pl.col("activity").is_in(sorted(scope.left_out)))


def settle(evidence: pl.DataFrame) -> pl.DataFrame:
    """Leave out what does not count, and settle passages.

    Parameters
    ----------
    evidence
        Of the schema `SCHEMA`, and in scope (`in_scope`): what is left out goes before passages are settled.

    Returns
    -------
    DataFrame
        The rows that count, by id, with `alone` (the id of a row that is a passage of its own) and `weight`:
        salience (blank is 1) × appraisal, divided by the number of the passage's coders (a blank coder is one,
        rows without a direction count their coder). What was only hoped for is no evidence.
    """
    rows = evidence.filter(pl.col("prospective") != "yes")
    # A blank source or locator is shared with nobody.
    alone = (
        pl.when((pl.col("source") == "") | (pl.col("locator") == "")).then("id").otherwise(pl.lit("")).alias("alone")
    )
    rows = rows.sort("id").with_columns(alone)
    # A passage that has the component's own code is not counted once more for a code below it.
    whole = pl.col("part") == ""
    rows = rows.filter(whole | ~whole.any().over(PASSAGE))
    reconciled = pl.col("coder") == RECONCILED
    rows = rows.filter(reconciled | ~reconciled.any().over(PASSAGE))
    weight = pl.col("salience").fill_null(1) * appraisal() / pl.col("coder").n_unique().over(PASSAGE)
    return rows.with_columns(weight=pl.when(pl.col("direction") == "").then(0.0).otherwise(weight))


def cap(settled: pl.DataFrame) -> pl.DataFrame:
    """Scale the rows of one source, actor, component and direction so that they weigh at most `CAP` together.

    A row without a source is a source of its own.
    """
    own_source = pl.when(pl.col("source") == "").then("id").otherwise(pl.lit(""))
    total = pl.col("weight").sum().over("actor", "code", "source", own_source, "direction")
    return settled.with_columns(
        weight=pl.when(total > CAP).then(pl.col("weight") * CAP / total).otherwise(pl.col("weight"))
    )


def weigh(evidence: pl.DataFrame) -> pl.DataFrame:
    """Give every row of evidence that counts its weight: settled, then capped."""
    return cap(settle(evidence))


def is_own() -> pl.Expr:
    """Whether neither a cluster nor a network of clusters brought a row's advantage about."""
    return ~pl.col("origin").is_in(CLUSTERS)


def appraisal() -> pl.Expr:
    """Mean of the three answers (§3.3.3): yes 1, blank ½, no 0; so a row without a source has ½."""
    answers = [
        pl.when(pl.col(name) == "yes").then(1.0).when(pl.col(name) == "no").then(0.0).otherwise(0.5)
        for name in QUESTIONS
    ]
    return pl.sum_horizontal(answers) / len(QUESTIONS)
