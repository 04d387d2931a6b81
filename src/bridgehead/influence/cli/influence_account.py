"""The commands on a cluster's influence: the account on screen, and as tidy tables."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bridgehead.influence.cli import ClusterOption, two
from bridgehead.kit.cli import AsOfOption, JsonOption, LeaveOutOption, in_workspace, show_json, show_table

if TYPE_CHECKING:
    from bridgehead.influence.core.influence_account import InfluenceAccount

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
    from bridgehead.ecosystem.queries import names_of
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
    names = names_of(found.firms)
    _show_attribution(found, names)
    need = (phrases.need_and_use(found.need), _reading(found), phrases.coding_basis(found.basis))
    typer.echo(" ".join(part for part in need if part) + "\n")
    if found.network:
        losses = [(names[x.firm], x.markets, x.farther, two(x.reach)) for x in found.network.losses]
        headings = ("Firm", "Markets no longer reached", "More steps away", "Reach lost")
        show_table("Networks without the cluster", headings, losses)
    _show_results(found)
    arrows = [
        (phrases.relation_name(a), two(part.strength), phrases.directness_label(directness), part.sources)
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


@in_workspace(hands_out="export influence")
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


def _show_attribution(found: "InfluenceAccount", names: Mapping[str, str]) -> None:
    from bridgehead.framework.loader import load_framework
    from bridgehead.profile.phrases import plain_shares, standing_label

    labels = load_framework().vocabularies
    rows = [
        (
            names[firm],
            labels["component"][component],
            two(s.standing) if s.known else "",
            two(s.own.standing) if s.own.known else "",
            standing_label(s),
            plain_shares(s.origins, labels["origin"]),
        )
        for firm, standings in found.standings.items()
        for component, s in standings.items()
        if s.evidence
    ]
    show_table("Origin of advantages", ("Firm", "Advantage", "Standing", "Own", "Label", "Origins"), rows)


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
        (
            kinds.get(kind, kind),
            answers.latest.answers,
            phrases.answers_given(answers.latest),
            phrases.answer_share(answers.latest.deadweight),
        )
        for kind, answers in found.counterfactuals.items()
    ]
    if answers:
        headings = ("Activity", "Number", "Answers given", "Deadweight")
        show_table("Without the cluster, in participants' words", headings, answers)


def _reading(found: "InfluenceAccount") -> str:
    from bridgehead.influence.phrases import need_and_use_reading

    return need_and_use_reading(found.need)
