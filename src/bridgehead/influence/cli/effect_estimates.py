"""The commands on the effect of participation: the estimate, and the panels that it can rest on."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from bridgehead.influence.cli import ClusterOption, interval_text, listed, two
from bridgehead.kit.cli import AsOfOption, JsonOption, LeaveOutOption, in_workspace, show_json, show_table, show_tally


@in_workspace()
def effect(
    outcome: Annotated[str, typer.Option(metavar="COLUMN", help="Outcome, such as entries or first_entry")],
    panel: Annotated[str, typer.Option(metavar="PANEL", help="Imported panel, or records")] = "",
    cluster: ClusterOption = "",
    covariates: Annotated[str, typer.Option(metavar="A,B", help="Columns that make firms comparable")] = "",
    placebo: Annotated[str, typer.Option(metavar="A,B", help="Outcomes that participation cannot have changed")] = "",
    as_of: AsOfOption = None,
    leave_out: LeaveOutOption = None,
    json: JsonOption = False,
) -> None:
    """Estimate the effect of participation, with its assumption, checks and placebos."""
    from bridgehead.ecosystem.phrases import computed_by
    from bridgehead.ecosystem.queries.record_scope import record_scope
    from bridgehead.ecosystem.services.record_scope import scope_text
    from bridgehead.influence import phrases
    from bridgehead.influence.schemas.effect_estimates import EffectAnswer
    from bridgehead.influence.services.effect_estimates import estimate

    options = {"covariates": listed(covariates), "placebo_outcomes": listed(placebo)}
    scope = record_scope(as_of, leave_out or ())
    found = estimate(outcome, scope, panel=panel, cluster=cluster, **options)
    answer = EffectAnswer.of(found).model_dump(by_alias=True)
    if json:
        show_json(answer)
        return
    if rests_on := scope_text(scope):
        typer.echo(rests_on)
    if found.refused is not None:
        typer.echo(phrases.no_estimate(outcome, found.source, found.refused))
    else:
        _show_effect(answer)
    if found.hazard is not None:
        typer.echo(f"{phrases.hazard_ratio(found.hazard)} {phrases.hazard_assumption(found.hazard)}")
    typer.echo(computed_by())


@in_workspace(create=True)
def import_panel(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV: unit, time, first_treatment and numbers")],
    name: Annotated[str, typer.Option(metavar="NAME", help="Name of the panel [default: the file's name]")] = "",
) -> None:
    """Import a panel of units by period for `effect`, replacing one of the same name."""
    from bridgehead.influence.services.effect_estimates import import_panel as run
    from bridgehead.kit.permissions import COMMAND_LINE

    done = run(file, name=name, viewer=COMMAND_LINE)
    show_tally(f"Imported {file}", {f"panel {done.result}": done.tallies["storedfile"]})


def _show_effect(answer: Mapping[str, Any]) -> None:
    from bridgehead.kit.phrases import share

    typer.echo(f"{answer['statement']}\n\nAssumption: {answer['assumption']}")
    for doubt in answer["doubts"]:
        typer.echo(f"Warning: {doubt}")
    rows = [(at["period"], two(at["att"]), interval_text(at["interval"])) for at in answer["event_study"]]
    show_table("By period since the start", ("Period", "Effect", "90 % interval"), rows)
    placebos = [(p["what"], two(p["att"]), interval_text(p["interval"]), p["reason"]) for p in answer["placebos"]]
    show_table("Placebos", ("Placebo", "Effect", "90 % interval", "Note"), placebos)
    worst = [(f"{v['m']:g}", interval_text(v["interval"])) for v in answer["sensitivity"]]
    show_table("If trends differ after the start", ("Times the worst step before", "90 % interval"), worst)
    two_way = answer["two_way_fixed_effects"]
    rows = [(two(two_way["att"]), interval_text(two_way["interval"]), share(two_way["forbidden_weight"]))]
    show_table("Two-way fixed effects", ("Effect", "90 % interval", "Weight of forbidden comparisons"), rows)
    typer.echo(two_way["bias"])
