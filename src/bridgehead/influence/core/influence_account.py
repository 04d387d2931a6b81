"""The account of a cluster's influence: everything that the records show of the difference it makes."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.influence.core.counterfactuals import KindCounterfactuals
from bridgehead.influence.core.findings import ClaimVerdict
from bridgehead.influence.core.funnel import FunnelResults
from bridgehead.influence.core.level_relations import LevelRelation
from bridgehead.influence.core.need_and_use import CodingBasis, NeedAndUse
from bridgehead.influence.core.network_contribution import NetworkContribution
from bridgehead.profile.core.coded_reason import CodedReason
from bridgehead.profile.core.standing import Standing


@dataclass(frozen=True)
class InfluenceAccount:
    """What difference a cluster makes, as far as the records show.

    Attributes
    ----------
    cluster
        Its id, or blank where the workspace has none.
    firms
        The firms that the account is of.
    standings
        Firm to component to its standing, whose shares of origin are the cells of tables 5–8.
    pairs, need
        Own standing and use by firm and component, and their test, over all member firms, whichever
        firms the account is of.
    basis
        Who coded from what the evidence behind them.
    network
        None without a cluster.
    results
        How far parts in what the cluster organised led.
    counterfactuals
        Kind of activity to what participants say would have happened without the cluster.
    reasons
        What could not be computed, and why.
    scope
        Which records all this rests on.
    """

    cluster: str
    firms: tuple[str, ...]
    standings: Mapping[str, Mapping[str, Standing]]
    pairs: pl.DataFrame
    need: NeedAndUse
    basis: CodingBasis
    network: NetworkContribution | None
    results: FunnelResults
    counterfactuals: Mapping[str, KindCounterfactuals]
    arrows: tuple[LevelRelation, ...]
    findings: tuple[ClaimVerdict, ...]
    reasons: Mapping[str, CodedReason]
    scope: RecordScope
