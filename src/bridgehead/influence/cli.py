"""Commands on the difference that a cluster makes."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bridgehead.kit.cli import JsonOption, in_workspace, show_json, show_table, show_tally

if TYPE_CHECKING:
    from bridgehead.profile.core.standing import WeightShare

ClusterOption = Annotated[str, typer.Option("--cluster", metavar="CLUSTER", help="Default: the one with most members")]
MemberOption = Annotated[str, typer.Option("--member", metavar="MEMBER", help="Only this member firm")]


@in_workspace()
def influence(cluster: ClusterOption = "", member: MemberOption = "", json: JsonOption = False) -> None:
    """Say what difference a cluster makes: attribution, need and use, network, funnel, levels, findings."""
    from django.utils import timezone

    from bridgehead.influence.core.influence_account import as_answer
    from bridgehead.influence.services.influence_account import account

    found = account(cluster=cluster, member=member, day=timezone.localdate())
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


@in_workspace()
def identity(
    subject: Annotated[
        str, typer.Argument(metavar="CLUSTER|COUNTRY", help="A cluster's id or a country's two letters")
    ],
    against: Annotated[str, typer.Option(metavar="SE,NO", help="Compare with these, not the ten nearest in size")] = "",
    json: JsonOption = False,
) -> None:
    """Describe a region's industrial identity, its focus and strength, and signs of lock-in."""
    from bridgehead.influence.services.regional_identity import as_answer, describe
    from bridgehead.kit.progress import terminal_progress

    answer = as_answer(describe(subject, against=_listed(against), progress=terminal_progress))
    if json:
        show_json(answer)
        return
    strength, focus = answer["verdict"]["strength"], answer["verdict"]["focus"]
    typer.echo(
        f"{subject}: strength {strength}, focus {focus} (against {', '.join(answer['compared_with']) or 'nobody'})"
    )
    for hierarchy, regions in answer["focus"].items():
        rows = [
            (name, found["activities"], found["codes"], *(_two(found["hill"] and found["hill"][o]) for o in "012"))
            for name, found in regions.items()
        ]
        headings = ("Region", "Activities", "Codes", "Hill 0", "Hill 1", "Hill 2")
        show_table(f"Focus by {hierarchy}", headings, rows)
    engaged = [
        (period, found[subject]["outside"], _two(found[subject]["ratio"]), _range(found[subject]["interval"]))
        for period, found in answer["strength"].items()
    ]
    show_table("Outside actors that engage", ("Period", "Actors", "Ratio", "90 % interval"), engaged)
    for name, reason in answer["reasons"].items():
        typer.echo(f"{name}: {reason}")


@in_workspace()
def effect(
    outcome: Annotated[str, typer.Option(metavar="COLUMN", help="The outcome, such as entries or first_entry")],
    panel: Annotated[str, typer.Option(metavar="PANEL", help="An imported panel, or records")] = "",
    cluster: ClusterOption = "",
    covariates: Annotated[str, typer.Option(metavar="A,B", help="Columns on which firms are made comparable")] = "",
    placebo: Annotated[str, typer.Option(metavar="A,B", help="Outcomes that the treatment cannot have changed")] = "",
    json: JsonOption = False,
) -> None:
    """Estimate what participation changed, with its assumption, its checks and its placebos."""
    from bridgehead.influence.services.effect_estimates import as_answer, estimate

    options = {"covariates": _listed(covariates), "placebo_outcomes": _listed(placebo)}
    answer = as_answer(estimate(outcome, panel=panel, cluster=cluster, **options))
    if json:
        show_json(answer)
        return
    if answer["refused"]:
        typer.echo(f"No estimate for {outcome} ({answer['panel']}): {answer['refused']}")
    else:
        _show_effect(answer)
    if answer["hazard"]:
        found = answer["hazard"]
        typer.echo(f"Hazard ratio {found['ratio']:.2f} {_range(found['interval'])}. {found['assumption']}")


@in_workspace(create=True)
def import_panel(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV: unit, time, first_treatment and numbers")],
    name: Annotated[str, typer.Option(metavar="NAME", help="Its name [default: the file's]")] = "",
) -> None:
    """Import a panel of units by period for `effect`. One of the same name is replaced."""
    from bridgehead.influence.services.effect_estimates import import_panel as run

    done = run(file, name=name)
    show_tally(f"Imported {file}", {f"panel {done.result}": done.tallies["storedfile"]})


@in_workspace()
def export_influence(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write the tables")],
    cluster: ClusterOption = "",
    member: MemberOption = "",
    form: Annotated[str, typer.Option("--format", metavar="FORM", help="csv or parquet")] = "csv",
) -> None:
    """Write the account of a cluster's influence as tidy tables."""
    from django.utils import timezone

    from bridgehead.influence.services.influence_account import export, tables

    found = tables(cluster=cluster, member=member, day=timezone.localdate())
    for name in export(folder, found, form=form):
        typer.echo(folder / name)


def _show_effect(answer: Mapping[str, Any]) -> None:
    typer.echo(f"{answer['statement']}\nAssumption: {answer['assumption']}")
    for doubt in answer["doubts"]:
        typer.echo(f"Doubt: {doubt}.")
    rows = [(at["period"], _two(at["att"]), _range(at["interval"])) for at in answer["event_study"]]
    show_table("By period since the start", ("Period", "Effect", "90 % interval"), rows)
    placebos = [(p["what"], _two(p["att"]), _range(p["interval"]), p["reason"]) for p in answer["placebos"]]
    show_table("Placebos", ("What", "Effect", "90 % interval", "Why not"), placebos)
    worst = [(f"{v['m']:g}", _range(v["interval"])) for v in answer["sensitivity"]]
    show_table("If trends differ by so many times the worst step before", ("Times", "90 % interval"), worst)
    two_way = answer["two_way_fixed_effects"]
    said = f"{_two(two_way['att'])} {_range(two_way['interval'])}, {two_way['forbidden_weight']:.0%} forbidden weight"
    typer.echo(f"Two-way fixed effects: {said}. {two_way['bias']}")


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _two(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _range(interval: tuple[float, float] | None) -> str:
    return "" if interval is None else f"[{interval[0]:.2f}, {interval[1]:.2f}]"


def _origins(shares: Mapping[str, "WeightShare"]) -> str:
    return ", ".join(f"{name or 'not said'} {share.share:.0%}" for name, share in shares.items())


def _percent(value: float | None) -> str:
    return "" if value is None else f"{value:.0%}"
