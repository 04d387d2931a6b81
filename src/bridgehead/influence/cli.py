"""Commands on the difference that a cluster makes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from bridgehead.kit.cli import JsonOption, in_workspace, show_json, show_table

if TYPE_CHECKING:
    from bridgehead.profile.core.standing import Share

ClusterOption = Annotated[str, typer.Option("--cluster", metavar="CLUSTER", help="Default: the one with most members")]
MemberOption = Annotated[str, typer.Option("--member", metavar="MEMBER", help="Only this member firm")]


@in_workspace()
def influence(cluster: ClusterOption = "", member: MemberOption = "", json: JsonOption = False) -> None:
    """Say what difference a cluster makes: attribution, need and use, network, funnel, levels, findings."""
    from datetime import UTC, datetime

    from bridgehead.influence.core.account import as_answer
    from bridgehead.influence.services import account

    found = account(cluster=cluster, member=member, day=datetime.now(UTC).date())
    if json:
        show_json(as_answer(found))
        return
    rows = [
        (firm, component, f"{standing.standing:.2f} {standing.label}", _origins(standing.origins))
        for firm, standings in found.standings.items()
        for component, standing in standings.items()
        if standing.evidence
    ]
    show_table(f"Where advantages come from ({found.cluster})", ("Firm", "Component", "Standing", "Origins"), rows)
    if found.need.tau is not None:
        typer.echo(f"Need and use: τ {found.need.tau:.2f}, p {found.need.p:.3f}, {found.need.pairs} pairs\n")
    steps = [(p.step, p.recorded, p.reached, _percent(p.rate)) for p in found.funnel.passages]
    show_table("From activity to result", ("Step", "On record", "Reached", "Of the step before"), steps)
    arrows = [(f"{a.from_level} → {a.to_level}", f"{a.strength:.2f}", a.directness, a.sources) for a in found.arrows]
    show_table("How the levels act on each other", ("From → to", "Strength", "Directness", "Sources"), arrows)
    findings = [(j.claim.id, j.status, _percent(j.bound), j.claim.statement) for j in found.findings]
    show_table("Findings", ("Id", "Status", "At most", "Statement"), findings)


def _origins(shares: Mapping[str, "Share"]) -> str:
    return ", ".join(f"{name or 'not said'} {share.share:.0%}" for name, share in shares.items())


def _percent(value: float | None) -> str:
    return "" if value is None else f"{value:.0%}"
