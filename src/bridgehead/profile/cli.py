"""Commands on profiles, comparisons, networks and markets."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bridgehead.kit import number_format
from bridgehead.kit.cli import (
    AsOfOption,
    JsonOption,
    LeaveOutOption,
    day_option,
    in_workspace,
    show_json,
    show_table,
)
from bridgehead.kit.errors import InputError
from bridgehead.kit.replace_file import replace_file

if TYPE_CHECKING:
    from bridgehead.kit.table_export import ExportTable
    from bridgehead.profile.core.advantage_profile import Profile
    from bridgehead.profile.core.entry_mode_advice import NeedStatus
    from bridgehead.profile.core.market_shortlist import RankedMarket
    from bridgehead.profile.core.standing import Standing
    from bridgehead.profile.core.statements import Statement
    from bridgehead.profile.schemas.insidership import InsidershipCellAnswer, MarketInsidershipAnswer


class OutputFormat(StrEnum):
    """The format of a comparison."""

    TABLE = "table"
    JSON = "json"
    XLSX = "xlsx"
    MARKDOWN = "markdown"
    LATEX = "latex"


class Lens(StrEnum):
    """The order of a list of markets."""

    NEAREST = "nearest"
    NETWORK = "network"
    BEST = "best"


@in_workspace()
def profile(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="The actor's id")],
    since: Annotated[date | None, day_option("--since", "Also show what changed since this date")] = None,
    as_of: AsOfOption = None,
    leave_out: LeaveOutOption = None,
    json: JsonOption = False,
) -> None:
    """Show an actor's strengths and weaknesses, their origin, and its path abroad."""
    from bridgehead.ecosystem.phrases import computed_by
    from bridgehead.ecosystem.queries.record_scope import record_scope
    from bridgehead.ecosystem.services.record_scope import scope_text
    from bridgehead.framework.loader import load_framework
    from bridgehead.profile.core.advantage_profile import STATED
    from bridgehead.profile.phrases import ambidexterity_rows, standing_label
    from bridgehead.profile.schemas.profile import ChangedProfileAnswer, ProfileAnswer
    from bridgehead.profile.services.profile import advice
    from bridgehead.profile.services.profile import profile as run

    scope = record_scope(as_of, leave_out or ())
    found = run(actor, scope, since=since)
    if json:
        answer = ChangedProfileAnswer.since(found) if since else ProfileAnswer.of(found)
        show_json(answer.model_dump(by_alias=True))
        return
    _show_sentence(scope_text(scope))
    _show_standings(f"Advantages of {actor}", found.components)
    if found.ambidexterity.has_evidence:
        show_table("Ambidexterity, part of technology", ("", ""), ambidexterity_rows(found.ambidexterity))
    for group in STATED:
        _show_statements(load_framework().groups[group], found.stated(group))
    _show_pattern(found)
    labels = load_framework().vocabularies["entry_mode"]
    rows = [(labels[a.mode], _needs(a.met), _needs(a.lacking), _needs(a.unknown)) for a in advice(found)]
    show_table("Needs of each entry mode", ("Mode", "Met", "Missing", "Unknown"), rows)
    if since:
        changed = ((c.code, standing_label(c.before), standing_label(c.after)) for c in found.changed)
        show_table(f"Changes since {since}", ("Code", "Before", "Now"), changed)
    typer.echo(computed_by())


@in_workspace()
def compare(
    firms: Annotated[list[str], typer.Argument(metavar="FIRM...", help="Up to six firms")],
    form: Annotated[
        OutputFormat, typer.Option("--format", metavar="FORMAT", help="table, json, xlsx, markdown or latex")
    ] = OutputFormat.TABLE,
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", help="Write to this file")] = None,
    as_of: AsOfOption = None,
    leave_out: LeaveOutOption = None,
) -> None:
    """Compare up to six firms: the study's tables 4 to 8, with the origin of each advantage."""
    from bridgehead.ecosystem.phrases import computed_by
    from bridgehead.ecosystem.queries.record_scope import record_scope
    from bridgehead.ecosystem.services.record_scope import export_note, scope_text
    from bridgehead.kit import table_export
    from bridgehead.profile.schemas.firm_comparison import ComparisonAnswer
    from bridgehead.profile.services.firm_comparison import compare as run
    from bridgehead.profile.services.firm_comparison import comparison_labels
    from bridgehead.profile.tables.firm_comparison import comparison_sheets

    scope = record_scope(as_of, leave_out or ())
    found = run(firms, scope)
    if form is OutputFormat.JSON:
        show_json(ComparisonAnswer.of(found, scope).model_dump(by_alias=True))
        return
    tables = comparison_sheets(found, comparison_labels(firms), export_note(scope))
    match form:
        case OutputFormat.XLSX:
            if to is None:
                raise InputError("a file to write the workbook to (--to FILE)", found="none")
            _write(to, table_export.xlsx(tables))
        case OutputFormat.MARKDOWN:
            _write(to, table_export.markdown(tables).encode())
        case OutputFormat.LATEX:
            _write(to, table_export.latex(tables).encode())
        case _:
            _show_sentence(scope_text(scope))
            _show_sheets(tables)
            typer.echo(computed_by())


@in_workspace()
def insidership(
    firm: Annotated[str, typer.Option(metavar="FIRM", help="Only this firm")] = "",
    without: Annotated[str, typer.Option(metavar="CLUSTER", help="Compare with the network without this cluster")] = "",
    everyone: Annotated[bool, typer.Option("--all", help="All firms, not only the cluster's members")] = False,
    as_of: AsOfOption = None,
    leave_out: LeaveOutOption = None,
    json: JsonOption = False,
) -> None:
    """Show how connected firms are in each market, and what a cluster contributes."""
    from bridgehead.ecosystem.phrases import computed_by
    from bridgehead.ecosystem.queries.record_scope import record_scope
    from bridgehead.ecosystem.services.record_scope import scope_text
    from bridgehead.profile import phrases
    from bridgehead.profile.schemas.insidership import InsidershipAnswer, insidership_cells
    from bridgehead.profile.services.insidership import by_activity, contribution, firms_of_cluster

    scope = record_scope(as_of, leave_out or ())
    firms = [firm] if firm else [] if everyone else firms_of_cluster(scope)
    found = contribution(firms, scope, without=without)
    parts = by_activity(firm, scope, cluster=without) if firm and without else None
    if json:
        show_json(InsidershipAnswer.of(found, parts).model_dump(by_alias=True))
        return
    rows = [row for row in insidership_cells(found) if row[2].with_.hops is not None]
    _show_sentence(scope_text(scope))
    if without:
        _show_lost_connections(rows, without, scope.as_of)
    else:
        lines = [(f, m, *_cell(cells.with_)) for f, m, cells in rows]
        show_table(f"Connections to markets on {scope.as_of}", ("Firm", "Market", "Steps", "Reach"), lines)
    if parts is not None:
        lost = [(p.activity, p.market, f"{p.reach:.4f}") for p in parts.parts]
        show_table("Contribution of each activity to the reach", ("Activity", "Market", "Reach lost without it"), lost)
        typer.echo(phrases.activities_without_effect(parts.without_effect))
    typer.echo(computed_by())


@in_workspace()
def markets(
    member: Annotated[str, typer.Argument(metavar="MEMBER", help="The member's id")],
    lens: Annotated[Lens, typer.Option(metavar="LENS", help="Sort by best, nearest or network")] = Lens.BEST,
    weight: Annotated[
        list[str] | None, typer.Option(metavar="MEASURE=NUMBER", help="Weight of a measure of distance (repeatable)")
    ] = None,
    part: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PART=NUMBER", help="Weight of law, demand, technology, network or size in “best” (repeatable)"
        ),
    ] = None,
    worth: Annotated[str, typer.Option(metavar="FIGURE", help="Figure of a market's size")] = "gdp",
    demand: Annotated[
        list[str] | None, typer.Option(metavar="INDICATOR", help="Indicator of demand (repeatable) [default: all]")
    ] = None,
    top: Annotated[int, typer.Option(metavar="N", min=1, max=300, help="Maximum number of rows")] = 20,
    json: JsonOption = False,
) -> None:
    """List a member's next markets in three orders, each with its reasons: weighed, nearest, through its network."""
    from bridgehead.profile.core.market_shortlist import disagreement
    from bridgehead.profile.schemas.markets import MarketShortlistAnswer, RankedMarketAnswer
    from bridgehead.profile.services.market_parts import checked_importance
    from bridgehead.profile.services.markets import measures_of, shortlist

    importance = _weights(part or [], "--part", "law=2")
    placed = shortlist(
        member,
        day=_today(),
        lens=lens,
        weights=_weights(weight or [], "--weight", "geographic=1"),
        importance=importance,
        worth=worth,
        demand=demand or (),
    )
    if json:
        shown = MarketShortlistAnswer(
            member=member,
            lens=lens.value,
            worth=worth,
            weights=dict(checked_importance(importance)),
            considered=len(placed),
            markets=[RankedMarketAnswer.of(p) for p in placed[:top]],
            lenses_agree={f"{one}-{other}": tau for (one, other), tau in disagreement(placed).items()},
            measures_agree={f"{one}-{other}": tau for (one, other), tau in measures_of(member).items()},
        )
        show_json(shown.model_dump(by_alias=True))
        return
    _show_markets(member, placed, top)


def _show_sentence(text: str) -> None:
    if text:
        typer.echo(text)


def _today() -> date:
    from django.utils import timezone

    return timezone.localdate()


def _show_standings(title: str, standings: "Mapping[str, Standing]") -> None:
    from bridgehead.framework.loader import load_framework
    from bridgehead.kit.phrases import and_list
    from bridgehead.profile.phrases import plain_shares, standing_label

    origins, codes = load_framework().vocabularies["origin"], load_framework().codes
    kinds = load_framework().vocabularies["source_kind"]
    rows = (
        (
            code,
            codes[code],
            standing_label(s),
            f"{s.standing:.2f}" if s.known else "",
            f"{s.interval[0]:.2f}–{s.interval[1]:.2f}",
            f"{s.own.standing:.2f}" if s.own.known else "",
            and_list(kinds.get(kind, kind) for kind in s.kinds),
            plain_shares(s.origins, origins),
        )
        for code, s in standings.items()
    )
    show_table(title, ("Code", "Advantage", "Label", "Standing", "Interval", "Own", "Sources", "Origins"), rows)


def _show_statements(title: str, statements: "Mapping[str, Statement]") -> None:
    from bridgehead.framework.loader import load_framework
    from bridgehead.profile.phrases import statement_words

    codes = load_framework().codes
    rows = [(code, codes[code], statement_words(said)) for code, said in statements.items() if said.is_known]
    if rows:
        show_table(title, ("Code", "Statement", "Status"), rows)


def _show_pattern(found: "Profile") -> None:
    from bridgehead.profile import phrases

    pattern = found.pattern
    rows = [
        ("Declared strategy", phrases.declared_strategy(pattern.declared)),
        ("Found", phrases.patterns_found(pattern.found)),
        ("First entries", str(len(pattern.first))),
        ("Entries after a prior tie", _share_or_reason(found, "prior_tie_share", pattern.prior_tie_share)),
        ("Entries through a network", _share_or_reason(found, "network_origin_share", pattern.network_origin_share)),
        ("Born global", phrases.born_global(pattern)),
    ]
    for name, tau in pattern.tau.items():
        reason = pattern.reasons.get(f"tau.{name}")
        shown = phrases.reason_text(reason) if reason else phrases.order_correlation(tau)
        rows.append((f"Order and {name} distance", shown))
    show_table("Path abroad", ("", ""), rows)


def _share_or_reason(found: "Profile", name: str, value: float | None) -> str:
    from bridgehead.profile import phrases

    if value is None:
        return phrases.reason_text(found.pattern.reasons[name])
    return phrases.share_of_first_entries(value)


def _show_lost_connections(rows: "Sequence[tuple[str, str, MarketInsidershipAnswer]]", without: str, day: date) -> None:
    """Connections that are worse without a cluster, and how many are not."""
    from bridgehead.profile import phrases

    changed = [(f, m, cells.with_, cells.without) for f, m, cells in rows if cells.without and cells.changes]
    lines = [(f, m, *_cell(with_), *_cell(cut)) for f, m, with_, cut in changed]
    headings = ("Firm", "Market", "Steps", "Reach", "Steps without", "Reach without")
    show_table(f"Connections to markets on {day} that change without {without}", headings, lines)
    typer.echo(phrases.connections_unchanged(len(rows) - len(changed), without))


def _needs(needs: "Sequence[NeedStatus]") -> str:
    from bridgehead.framework.loader import load_framework
    from bridgehead.kit.phrases import and_list

    return and_list(load_framework().codes[need.component] for need in needs)


def _show_sheets(tables: "list[ExportTable]") -> None:
    for sheet in tables:
        rows = [[f"{c:.2f}" if isinstance(c, float) else c for c in row] for row in sheet.rows]
        show_table(sheet.title, sheet.headings, rows)


def _write(to: Path | None, content: bytes) -> None:
    if to is None:
        sys.stdout.buffer.write(content)
        return
    replace_file(to, content)
    typer.echo(f"Wrote {to}")


def _cell(cell: "InsidershipCellAnswer") -> tuple[object, str]:
    return cell.hops, f"{cell.reach:.4f}"


def _weights(given: list[str], option: str, example: str) -> dict[str, float]:
    weights = {}
    for text in given:
        name, _, number = text.partition("=")
        try:
            weights[name] = number_format.parse(number)
        except ValueError as error:
            raise InputError(f"a name and a number, such as {example}", column=option, found=text) from error
    return weights


def _km(placed: "RankedMarket") -> str:
    far = placed.market.distances.get("geographic")
    return "" if far is None else f"{far:,.0f}"


def _show_markets(member: str, placed: "Sequence[RankedMarket]", top: int) -> None:
    from bridgehead.profile.core.market_shortlist import disagreement
    from bridgehead.profile.phrases import lens_agreement
    from bridgehead.profile.phrases.markets import market_gaps, market_reasons

    rows = (
        (
            p.market.market,
            *(p.places[name.value] for name in Lens),
            "" if p.market.score is None else f"{p.market.score:.2f}",
            _km(p),
            len(p.market.opportunities),
        )
        for p in placed[:top]
    )
    headings = ("Market", "Nearest", "Network", "Best", "Score", "Kilometres", "Opportunities")
    show_table(f"Next markets for {member}: place in each order", headings, rows)
    typer.echo("Reasons:")
    for row in placed[:top]:
        typer.echo(f"- {row.market.market}: {' '.join(market_reasons(row.market))}")
    for text in market_gaps(placed):
        typer.echo(text)
    typer.echo("Agreement of the orders (Kendall's τ-b):")
    for (one, other), tau in disagreement(placed).items():
        typer.echo(f"- {lens_agreement(one, other, tau)}")
