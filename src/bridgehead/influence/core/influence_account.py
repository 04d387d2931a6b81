"""The whole account of a cluster's influence, and how commands answer it (docs/reference/influence.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from bridgehead.influence.core.findings import ClaimVerdict
from bridgehead.influence.core.funnel import Chain, Funnel
from bridgehead.influence.core.level_relations import LevelRelation
from bridgehead.influence.core.need_and_use import NeedAndUse
from bridgehead.influence.core.network_contribution import MarketPosition, NetworkContribution, NetworkPosition
from bridgehead.profile.core.standing import Standing, WeightShare

PUBLIC_FUNNEL = {"meetings": 2210, "cooperations": 202, "agreements": 27}
"""One public funnel of a network's matchmaking, to compare with."""


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
    network
        None without a cluster.
    chains
        The chains that the funnel counts.
    reasons
        What could not be computed, and why.
    """

    cluster: str
    firms: tuple[str, ...]
    standings: Mapping[str, Mapping[str, Standing]]
    pairs: pl.DataFrame
    need: NeedAndUse
    network: NetworkContribution | None
    chains: tuple[Chain, ...]
    funnel: Funnel
    by_instrument: Mapping[str, Funnel]
    by_market: Mapping[str, Funnel]
    arrows: tuple[LevelRelation, ...]
    findings: tuple[ClaimVerdict, ...]
    reasons: Mapping[str, str]


def as_answer(account: InfluenceAccount) -> dict[str, Any]:
    """The account as `bridgehead influence --json` prints it."""
    network = account.network
    return {
        "cluster": account.cluster,
        "attribution": {
            firm: {component: _shares(standing.origins) for component, standing in standings.items()}
            for firm, standings in account.standings.items()
        },
        "need_and_use": {
            "tau": account.need.tau,
            "p": account.need.p,
            "interval": account.need.interval,
            "pairs": account.need.pairs,
        },
        "network": {
            firm: {
                market: {
                    "with": _cell(cell.whole),
                    "without": _cell(cell.without),
                    "without_networks": _cell(cell.without_networks),
                }
                for market, cell in cells.items()
            }
            for firm, cells in (network.cells if network else {}).items()
        },
        "positions": {
            firm: {"with": _position(with_), "without": _position(without)}
            for firm, (with_, without) in (network.positions if network else {}).items()
        },
        "losses": [vars(loss) for loss in (network.losses if network else ())],
        "funnel": {
            **_funnel(account.funnel),
            "by_instrument": {name: _funnel(found) for name, found in account.by_instrument.items()},
            "by_market": {name: _funnel(found) for name, found in account.by_market.items()},
            "public": PUBLIC_FUNNEL,
        },
        "levels": [_arrow(arrow) for arrow in account.arrows],
        "findings": [_finding(judged) for judged in account.findings],
        "reasons": dict(account.reasons),
    }


def _shares(shares: Mapping[str, WeightShare]) -> dict[str, Any]:
    return {name: {"share": share.share, "interval": share.interval} for name, share in shares.items()}


def _cell(cell: MarketPosition) -> dict[str, Any]:
    return {"hops": cell.hops, "reach": cell.reach}


def _position(position: NetworkPosition) -> dict[str, Any]:
    return {**vars(position), "spheres": dict(position.spheres)}


def _funnel(funnel: Funnel) -> dict[str, Any]:
    return {"steps": [vars(passage) for passage in funnel.passages], "leak": funnel.leak}


def _arrow(arrow: LevelRelation) -> dict[str, Any]:
    return {
        "from": arrow.from_level,
        "to": arrow.to_level,
        "strength": arrow.strength,
        "interval": arrow.interval,
        "direct_share": arrow.direct_share,
        "directness": arrow.directness,
        "sources": arrow.sources,
    }


def _finding(judged: ClaimVerdict) -> dict[str, Any]:
    return {
        "id": judged.claim.id,
        "kind": judged.claim.kind,
        "status": judged.status,
        "bound": judged.bound,
        "interval": judged.interval,
        "supports": list(judged.claim.supports),
        "contradicts": list(judged.claim.contradicts),
        "reason": judged.reason,
    }
