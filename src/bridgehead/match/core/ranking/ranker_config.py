"""What a ranker may be set to: one frozen object from the face down to the fit, with the values in use as defaults.

All were chosen on queries before 2018 or are decisions, each with its reason here. What the index is made with
(topics, factors, how fast work fades) stands where it is made: another value makes another index.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from bridgehead.match.core.ranking.features.feature_table import FEATURES, Stage


def _weights() -> Mapping[str, float]:
    return MappingProxyType({name: row.weight for name, row in FEATURES.items() if row.weight})


@dataclass(frozen=True)
class RankerConfig:
    """The settings of a ranker.

    Attributes
    ----------
    weights
        What each feature counts in the sum that needs no training.
    shortlist
        How many of the strongest in what is cheap get the whole sum.
    neighbours, enough_known
        Whose mean sum stands in the place of a record: that of so many whose words are as near; with fewer who
        have a record and a text nobody stands behind them.
    imputed_with_a_project
        The part of it for whoever has said nothing and has one project, and is known a little.
    candidates
        How many of the strongest the learned model orders, and learns from.
    doubt
        The benefit of the doubt that a newcomer gets, in log odds: as if it were 1.35 times as likely to take part.
        A decision, no estimate: somebody must be seen once to have a record. What it costs stands beside the
        measurement (docs/explanation/matching.md, "Newcomers").
    silence
        What whoever has no project at all loses if its words are not near the query, in log odds. Those whose past
        was hidden in examples do take part, often; most of whom a store knows nothing never do. So only as much of
        their odds is granted as an actor's own words speak for it. A decision, too.
    head, leap
        Each deviation of the sum beyond so many above its mean adds so much to the log odds. Models learn from all
        who took part, most of whom stand far down, and tell those at the head of a list apart less well than the
        sum does, which is set by what stands there. It brings 0.007 nDCG@20, and half or twice as much still 0.004
        (benchmarks/notes/matching-trials.md, "Seventh round").
    enough_projects, enough_examples, enough_cold_starts
        Without so many team projects before the first snapshot, or so many projects to learn from, nothing is
        learned; without so many rows of newcomers that joined they are ranked as everybody.
    every_months, ahead_months, unled_months
        How far apart snapshots are; for how long after one its projects are asked for, since a query is up to a
        year younger than the history; and the same for those without a lead, which teach much the same.
    top_rows, sampled_rows
        Rows of an example: the strongest candidates, and some of the rest with more weight.
    without_text, fewer_rows, every_untold
        What an example without a text counts, how many times fewer rows it has, and every which of them is asked
        for: there are ten times as many as with one.
    other_leads, led_by_another
        How many members are put in the lead's place, and how much these examples count together.
    hidden_share, rows_beyond
        The share of actors whose past is hidden, few enough that the network of the others stays what it was; and
        the rows that stand for all newcomers beyond the candidates.
    ridge, cold_start_ridge, trees
        The penalty of the logistic model, that of newcomers' models, who have a tenth of the rows; and how many
        trees correct it.
    """

    weights: Mapping[str, float] = field(default_factory=_weights)
    shortlist: int = 3000
    neighbours: int = 100
    enough_known: int = 50
    imputed_with_a_project: float = 0.85
    candidates: int = 1500
    doubt: float = 0.3
    silence: float = 2.0
    head: float = 3.0
    leap: float = 0.2
    enough_projects: int = 300
    enough_examples: int = 100
    enough_cold_starts: int = 30
    every_months: int = 3
    ahead_months: int = 12
    unled_months: int = 6
    top_rows: int = 300
    sampled_rows: int = 250
    without_text: float = 0.3
    fewer_rows: int = 3
    every_untold: int = 3
    other_leads: int = 2
    led_by_another: float = 0.3
    hidden_share: float = 0.25
    rows_beyond: int = 100
    ridge: float = 1000.0
    cold_start_ridge: float = 100.0
    trees: int = 200

    @cached_property
    def cheap(self) -> tuple[str, ...]:
        """What is summed for everybody."""
        return tuple(name for name in self.weights if FEATURES[name].stage == Stage.EVERYBODY)


DEFAULT = RankerConfig()
