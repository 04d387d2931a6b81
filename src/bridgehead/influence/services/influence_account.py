"""The account of a cluster's influence: load, compute, answer."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polars as pl

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.models import Actor
from bridgehead.ecosystem.queries import cluster_in_question
from bridgehead.framework.loader import load_framework
from bridgehead.framework.versions import versions
from bridgehead.influence import phrases
from bridgehead.influence.core import (
    counterfactuals,
    findings,
    funnel,
    level_relations,
    need_and_use,
    network_contribution,
)
from bridgehead.influence.core.findings import ClaimVerdict
from bridgehead.influence.core.funnel import FunnelRecords, FunnelResults
from bridgehead.influence.core.influence_account import InfluenceAccount
from bridgehead.influence.core.level_relations import LevelRelation
from bridgehead.influence.core.network_contribution import NetworkContribution
from bridgehead.influence.core.tidy_tables import frames
from bridgehead.influence.queries import funnel as funnel_reads
from bridgehead.influence.queries import influence_account as queries
from bridgehead.kit.change_log import state
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.replace_file import make_folder, replace_file
from bridgehead.profile.core import evidence_weights, standing
from bridgehead.profile.core.coded_reason import CodedReason
from bridgehead.profile.core.network_edges import UndatedRecords, undated
from bridgehead.profile.queries import evidence as profiles
from bridgehead.profile.queries import tie_frames
from bridgehead.profile.queries.counterfactual_answers import counterfactual_answers

YEARS = 10
FORMS = ("csv", "parquet")
NO_CLUSTER = CodedReason("no_cluster")


def account(scope: RecordScope, *, cluster: str = "", member: str = "", with_network: bool = True) -> InfluenceAccount:
    """The account of a cluster's influence on its member firms, or on one of them.

    Parameters
    ----------
    scope
        Which records it rests on, and the day of the graph.
    cluster
        Its id; blank for the cluster in question. Without any, every firm is accounted for and
        what needs a cluster is left out.
    member
        Narrows attribution, network, funnels and counterfactual answers to one firm. Need and use stays over
        all member firms, levels and findings over everything.
    with_network
        Whether the network's part is wanted, which takes seconds where there are many actors.

    Raises
    ------
    NotFound
        If there is no such cluster.
    InputError
        If the member is no member firm of it.
    """
    of = named_cluster(cluster).id if cluster else cluster_in_question()
    everyone = queries.member_firms(of, scope) if of else tie_frames.firms()
    if member and member not in everyone:
        expected = expects("member_firm_of", cluster=of) if of else expects("member_firm")
        raise InputError(expected, column="member", found=member)
    firms = (member,) if member else everyone
    components = tuple(load_framework().components)
    evidence = profiles.evidence(everyone, scope)
    pairs = need_and_use.pairs(evidence_weights.settle(evidence), everyone, components)
    found = need_and_use.need_and_use(pairs)
    standings = standing.standings_of_actors(evidence)
    nothing = standing.nothing_known()
    results = _results(of, everyone, member, scope)
    answers = counterfactual_answers(scope, [member] if member else None, cluster=of) if of else []
    reasons = {f"need_and_use.{name}": reason for name, reason in found.reasons.items()}
    if of:
        reasons |= _funnel_reasons(results)
    else:
        reasons |= dict.fromkeys(("network", "funnels", "counterfactuals"), NO_CLUSTER)
    return InfluenceAccount(
        cluster=of,
        firms=firms,
        standings={firm: {c: standings.get(firm, {}).get(c, nothing) for c in components} for firm in firms},
        pairs=pairs,
        need=found,
        basis=need_and_use.coding_basis(evidence, everyone, components),
        network=_network(state(), of, firms, scope) if of and with_network else None,
        results=results,
        counterfactuals=counterfactuals.counterfactuals(answers),
        arrows=arrows(scope),
        findings=claim_verdicts(scope),
        reasons=reasons,
        scope=scope,
    )


def _results(cluster: str, firms: tuple[str, ...], member: str, scope: RecordScope) -> FunnelResults:
    """How far the parts of the member firms, or of one of them, led in what a cluster organised."""
    took_part = funnel_reads.firm_participations(cluster, firms, scope) if cluster else []
    records = funnel_reads.funnel_records(cluster, firms, scope) if cluster else FunnelRecords()
    return funnel.funnel_results(took_part, records, load_framework().funnels, firm=member)


def _funnel_reasons(results: FunnelResults) -> dict[str, CodedReason]:
    """Why a funnel or a step of one has no figure, and what is in none."""
    apart = results.in_no_family
    reasons = {"funnels": CodedReason("in_no_family", {"parts": apart})} if apart else {}
    for id_, one in results.funnels.items():
        if not one.parts:
            reasons[f"funnels.{id_}"] = CodedReason("no_part")
            continue
        silent = (step.step for step in one.steps if not step.spoken)
        reasons |= {f"funnels.{id_}.{step}": CodedReason("step_not_recorded") for step in silent}
    return reasons


def named_cluster(id_: str) -> Actor:
    """A cluster or a network of clusters.

    Raises
    ------
    NotFound
        If there is no actor of that id, or it is no cluster.
    """
    found = queries.find_cluster(id_)
    if found is None:
        raise NotFound(phrases.unknown_cluster(id_, sorted(queries.clusters())))
    return found


def measure_network_contribution(cluster: str, scope: RecordScope) -> NetworkContribution:
    """What a cluster adds to its member firms' networks.

    Raises
    ------
    NotFound
        If there is no such cluster.
    """
    of = named_cluster(cluster).id
    return _network(state(), of, queries.member_firms(of, scope), scope)


@lru_cache(maxsize=4)
def _network(state: str, cluster: str, firms: tuple[str, ...], scope: RecordScope) -> NetworkContribution:
    """The network's part, kept while the records stay as they are: at 27,000 actors it takes seconds."""
    world, spheres = tie_frames.world(scope), load_framework().spheres
    return network_contribution.contribution(world, cluster, firms, scope.as_of, spheres)


def tables(scope: RecordScope, *, cluster: str = "", member: str = "") -> dict[str, pl.DataFrame]:
    """An account as tidy frames, with the network at the end of each year of the last ten, and what it rests on.

    Raises
    ------
    NotFound, InputError
        As `account` does.
    """
    found = account(scope, cluster=cluster, member=member)
    written = frames(found)
    reasons = [phrases.reason_text(verdict.reason) for verdict in found.findings]
    written["findings"] = written["findings"].with_columns(reason=pl.Series(reasons, dtype=pl.String))
    written["rests_on"] = pl.DataFrame([_rests_on(scope)])
    return {**written, "network_by_year": _by_year(state(), found.cluster, found.firms, scope).figures}


@dataclass(frozen=True)
class NetworkYears:
    """Figures of networks by year (see `network_contribution.by_year`), and what shows no year."""

    figures: pl.DataFrame
    undated: UndatedRecords


def network_by_year(scope: RecordScope, *, cluster: str = "") -> NetworkYears:
    """A cluster's addition to its members' networks at the end of each of the last ten years.

    Raises
    ------
    NotFound
        If there is no such cluster.
    """
    of = named_cluster(cluster).id if cluster else cluster_in_question()
    return _by_year(state(), of, queries.member_firms(of, scope), scope)


@lru_cache(maxsize=4)
def _by_year(state: str, cluster: str, firms: tuple[str, ...], scope: RecordScope) -> NetworkYears:
    """Kept while the records stay as they are: twenty graphs, which take a while at 27,000 actors."""
    this = scope.as_of.year
    years = range(this - YEARS, this) if cluster else ()
    world = tie_frames.world(scope)
    return NetworkYears(network_contribution.by_year(world, cluster, firms, years), undated(world, firms))


def _rests_on(scope: RecordScope) -> dict[str, object]:
    """As of which day, without what and by which rules: a row of its own file."""
    found = versions()
    left_out = ";".join(sorted(scope.left_out))
    return {"as_of": scope.as_of.isoformat(), "left_out": left_out, "rules": found.rules, "own": found.own or ""}


def export(folder: Path, found: Mapping[str, pl.DataFrame], *, form: str = "csv") -> list[str]:
    """Write tidy frames as files; their names.

    Raises
    ------
    InputError
        If the form is neither csv nor parquet, something else is in the way, or a file cannot be written.
    """
    if form not in FORMS:
        raise InputError(expects("one_of", options=FORMS), column="format", found=form)
    if folder.exists() and not folder.is_dir():
        raise InputError(expects("folder_or_free_path"), file=folder, found=finds("file"))
    make_folder(folder)
    names = []
    for name, frame in found.items():
        content = io.BytesIO()
        if form == "csv":
            frame.write_csv(content)
        else:
            frame.write_parquet(content)
        replace_file(folder / f"{name}.{form}", content.getvalue())
        names.append(f"{name}.{form}")
    return names


def arrows(scope: RecordScope) -> tuple[LevelRelation, ...]:
    """How the levels act on each other, by the coded relations."""
    return level_relations.arrows(queries.relations(scope))


def claim_verdicts(scope: RecordScope) -> tuple[ClaimVerdict, ...]:
    """Every finding with its status."""
    claims = queries.claims()
    ids = {id_ for claim in claims for id_ in (*claim.supports, *claim.contradicts)}
    return findings.judge_claims(claims, queries.pieces(ids, scope))
