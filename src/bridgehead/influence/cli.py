"""Commands on the difference that a cluster makes."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bridgehead.kit.cli import AsOfOption, JsonOption, LeaveOutOption, in_workspace, show_json, show_table, show_tally

if TYPE_CHECKING:
    from bridgehead.influence.core.influence_account import InfluenceAccount
    from bridgehead.influence.services.regional_identity import PublicIdentity

ClusterOption = Annotated[str, typer.Option("--cluster", metavar="CLUSTER", help="Cluster [default: your own]")]
MemberOption = Annotated[str, typer.Option("--member", metavar="MEMBER", help="Only this member firm")]


@in_workspace()
def influence(
    cluster: ClusterOption = "",
    member: MemberOption = "",
    as_of: AsOfOption = None,
    leave_out: LeaveOutOption = None,
    json: JsonOption = False,
) -> None:
    """Report a cluster's influence: origin of advantages, need and use, network, results, levels, findings."""
    from bridgehead.ecosystem.phrases import computed_by
    from bridgehead.ecosystem.queries.record_scope import record_scope
    from bridgehead.ecosystem.services.record_scope import scope_text
    from bridgehead.influence import phrases
    from bridgehead.influence.schemas.influence_account import InfluenceAnswer
    from bridgehead.influence.services.influence_account import account

    scope = record_scope(as_of, leave_out or ())
    found = account(scope, cluster=cluster, member=member)
    if json:
        show_json(InfluenceAnswer.of(found).model_dump(by_alias=True))
        return
    if rests_on := scope_text(scope):
        typer.echo(rests_on)
    _show_attribution(found)
    need = (phrases.need_and_use(found.need), _reading(found), phrases.coding_basis(found.basis))
    typer.echo(" ".join(part for part in need if part) + "\n")
    _show_results(found)
    arrows = [
        (phrases.relation_name(a), _two(part.strength), phrases.directness_label(directness), part.sources)
        for a in found.arrows
        for directness, part in a.drawn
    ]
    show_table(phrases.levels_title(), ("From → to", "Strength", "Directness", "Sources"), arrows)
    findings = [
        (v.claim.id, phrases.finding_status(v.status), phrases.finding_reason(v), v.claim.statement)
        for v in found.findings
    ]
    show_table("Findings", ("Id", "Status", "Why", "Statement"), findings)
    typer.echo(computed_by())


@in_workspace()
def identity(
    subject: Annotated[
        str, typer.Argument(metavar="CLUSTER|COUNTRY", help="A cluster's id or a country's two letters")
    ],
    against: Annotated[
        str, typer.Option(metavar="SE,NO", help="Comparison countries [default: ten of similar size]")
    ] = "",
    as_of: AsOfOption = None,
    leave_out: LeaveOutOption = None,
    json: JsonOption = False,
) -> None:
    """Report the industrial identity of a cluster or country, and signs of lock-in."""
    from bridgehead.ecosystem.phrases import computed_by
    from bridgehead.ecosystem.queries.record_scope import record_scope
    from bridgehead.ecosystem.services.record_scope import scope_text
    from bridgehead.influence import phrases
    from bridgehead.influence.schemas.regional_identity import IdentityAnswer
    from bridgehead.influence.services.regional_identity import describe
    from bridgehead.kit import countries
    from bridgehead.kit.progress import terminal_progress

    scope = record_scope(as_of, leave_out or ())
    described = describe(subject, scope, against=_listed(against), progress=terminal_progress)
    answer = IdentityAnswer.of(described).model_dump(by_alias=True)
    if json:
        show_json(answer)
        return
    if rests_on := scope_text(scope):
        typer.echo(rests_on)
    typer.echo(phrases.identity_strength(described.verdict[0]))
    typer.echo(phrases.identity_focus(described.verdict[1]))
    typer.echo(phrases.compared_with(countries.name(code) for code in answer["compared_with"]))
    for hierarchy, regions in answer["focus"].items():
        rows = [
            (name, found["activities"], found["codes"], *(_two(found["hill"] and found["hill"][o]) for o in "012"))
            for name, found in regions.items()
        ]
        headings = ("Region", "Activities", "Codes", "Hill 0", "Hill 1", "Hill 2")
        show_table(phrases.hierarchy_label(hierarchy), headings, rows)
    engaged = [
        (period, found[subject]["outside"], _two(found[subject]["ratio"]), _range(found[subject]["interval"]))
        for period, found in answer["strength"].items()
    ]
    show_table("Outside partners", ("Period", "Partners", "Ratio", "90 % interval"), engaged)
    perceived = [
        (phrases.perceiver_label(name), seen.label, seen.mentions, seen.voices)
        for name, seen in described.perceived.items()
    ]
    show_table(
        phrases.perceived_identity(described.perceived),
        ("Perceived by", "Label", "Pieces", "Independent sources"),
        perceived,
    )
    _show_public_projects(described.public)
    for name, reason in answer["reasons"].items():
        typer.echo(f"{name}: {reason}")
    typer.echo(computed_by())


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

    options = {"covariates": _listed(covariates), "placebo_outcomes": _listed(placebo)}
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


@in_workspace()
def export_influence(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder for the tables")],
    cluster: ClusterOption = "",
    member: MemberOption = "",
    form: Annotated[str, typer.Option("--format", metavar="FORM", help="csv or parquet")] = "csv",
    as_of: AsOfOption = None,
    leave_out: LeaveOutOption = None,
) -> None:
    """Export a cluster's influence as tidy tables."""
    from bridgehead.ecosystem.queries.record_scope import record_scope
    from bridgehead.influence.services.influence_account import export, tables

    found = tables(record_scope(as_of, leave_out or ()), cluster=cluster, member=member)
    for name in export(folder, found, form=form):
        typer.echo(folder / name)


def _show_attribution(found: "InfluenceAccount") -> None:
    from bridgehead.framework.loader import load_framework
    from bridgehead.profile.phrases import plain_shares, standing_label

    labels = load_framework().vocabularies
    rows = [
        (
            firm,
            labels["component"][component],
            _two(s.standing),
            _two(s.own.standing) if s.own.known else "",
            standing_label(s),
            plain_shares(s.origins, labels["origin"]),
        )
        for firm, standings in found.standings.items()
        for component, s in standings.items()
        if s.evidence
    ]
    show_table("Origin of advantages", ("Firm", "Advantage", "Standing", "Own", "Label", "Origins"), rows)


def _show_public_projects(public: "Iterable[PublicIdentity]") -> None:
    from bridgehead.influence import phrases

    for each in public:
        rows = [(c.country, c.projects, c.outside, _two(c.ratio), _two(c.diversity)) for c in each.countries]
        headings = ("Country", "Projects", "Outside partners", "Ratio", "Diversity")
        show_table(each.projects.label, headings, rows)
        typer.echo(phrases.identity_strength(each.verdict[0]))
        typer.echo(phrases.identity_focus(each.verdict[1]))
        typer.echo(phrases.shipped_figures(each.projects))


def _show_results(found: "InfluenceAccount") -> None:
    from bridgehead.framework.loader import load_framework
    from bridgehead.influence import phrases

    for one in found.results.funnels.values():
        if one.parts:
            rows = [(phrases.funnel_step(s.step), s.recorded, s.inferred, phrases.funnel_rate(s)) for s in one.steps]
            title = ". ".join(part for part in (phrases.funnel_family(one), phrases.funnel_drop(one)) if part)
            show_table(title, ("Step", "Recorded", "Inferred", "Of the previous step"), rows)
    kinds = load_framework().vocabularies["activity_kind"]
    answers = [
        (kinds.get(kind, kind), answers.latest.answers, phrases.answer_share(answers.latest.deadweight))
        for kind, answers in found.counterfactuals.items()
    ]
    if answers:
        show_table("Without the cluster, in participants' words", ("Activity", "Answers", "Deadweight"), answers)


def _reading(found: "InfluenceAccount") -> str:
    from bridgehead.influence.phrases import need_and_use_reading

    return need_and_use_reading(found.need)


def _show_effect(answer: Mapping[str, Any]) -> None:
    from bridgehead.kit.phrases import share

    typer.echo(f"{answer['statement']}\n\nAssumption: {answer['assumption']}")
    for doubt in answer["doubts"]:
        typer.echo(f"Warning: {doubt}")
    rows = [(at["period"], _two(at["att"]), _range(at["interval"])) for at in answer["event_study"]]
    show_table("By period since the start", ("Period", "Effect", "90 % interval"), rows)
    placebos = [(p["what"], _two(p["att"]), _range(p["interval"]), p["reason"]) for p in answer["placebos"]]
    show_table("Placebos", ("Placebo", "Effect", "90 % interval", "Note"), placebos)
    worst = [(f"{v['m']:g}", _range(v["interval"])) for v in answer["sensitivity"]]
    show_table("If trends differ after the start", ("Times the worst step before", "90 % interval"), worst)
    two_way = answer["two_way_fixed_effects"]
    rows = [(_two(two_way["att"]), _range(two_way["interval"]), share(two_way["forbidden_weight"]))]
    show_table("Two-way fixed effects", ("Effect", "90 % interval", "Weight of forbidden comparisons"), rows)
    typer.echo(two_way["bias"])


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _two(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _range(interval: tuple[float, float] | None) -> str:
    return "" if interval is None else f"[{interval[0]:.2f}, {interval[1]:.2f}]"
