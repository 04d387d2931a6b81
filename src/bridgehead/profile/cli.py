"""Commands on profiles, comparisons, networks and markets."""

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bridgehead.kit import number_format, partial_dates
from bridgehead.kit.cli import JsonOption, in_workspace, show_json, show_table
from bridgehead.kit.errors import InputError
from bridgehead.kit.replace_file import replace_file

if TYPE_CHECKING:
    from bridgehead.kit.table_export import ExportTable
    from bridgehead.profile.core.advantage_profile import Profile
    from bridgehead.profile.core.market_shortlist import RankedMarket
    from bridgehead.profile.core.standing import Standing
    from bridgehead.profile.services.profile import InsidershipContribution

AsOf = Annotated[str, typer.Option("--as-of", metavar="DATE", help="Only evidence from this date or before")]


class OutputFormat(StrEnum):
    """What a comparison is written as."""

    TABLE = "table"
    JSON = "json"
    XLSX = "xlsx"
    MARKDOWN = "markdown"
    LATEX = "latex"


class Lens(StrEnum):
    """What a list of markets is ordered by."""

    NEAREST = "nearest"
    NETWORK = "network"
    BEST = "best"


@in_workspace()
def profile(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="The actor's id")],
    as_of: AsOf = "",
    since: Annotated[str, typer.Option(metavar="DATE", help="Show what changed since this date, too")] = "",
    json: JsonOption = False,
) -> None:
    """Show where an actor is strong or weak, where that came from, and how it went abroad."""
    from bridgehead.profile.core.advantage_profile import as_answer, changes_as_answer
    from bridgehead.profile.services.profile import advice
    from bridgehead.profile.services.profile import profile as run

    found = run(actor, as_of=_day(as_of, "--as-of"), since=_day(since, "--since"))
    if json:
        changes = {"changes": changes_as_answer(found.changed)} if since else {}
        show_json(as_answer(found) | changes)
        return
    _show_standings(f"Advantages of {actor}", found.components)
    for title, group in found.groups.items():
        known = {code: s for code, s in group.items() if s.evidence}
        if known:
            _show_standings(title.capitalize(), known)
    _show_pattern(found)
    rows = [(a.mode, _needs(a.met), _needs(a.lacking), _needs(a.unknown)) for a in advice(found)]
    show_table("What each entry mode needs", ("Mode", "There", "Lacking", "Unknown"), rows)
    if since:
        changed = ((c.code, c.before.label, c.after.label, c.after.evidence - c.before.evidence) for c in found.changed)
        show_table(f"Changed since {since}", ("Code", "Then", "Now", "More evidence"), changed)


@in_workspace()
def compare(
    firms: Annotated[list[str], typer.Argument(metavar="FIRM...", help="Up to six firms")],
    form: Annotated[
        OutputFormat, typer.Option("--format", metavar="FORMAT", help="table, json, xlsx, markdown or latex")
    ] = OutputFormat.TABLE,
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", help="Write to this file")] = None,
    as_of: AsOf = "",
) -> None:
    """Set firms side by side: the study's tables 5 to 8, with the origin of each advantage."""
    from bridgehead.kit import table_export
    from bridgehead.profile.core.firm_comparison import as_answer, sheets
    from bridgehead.profile.services.profile import compare as run
    from bridgehead.profile.services.profile import comparison_labels

    found = run(firms, as_of=_day(as_of, "--as-of"))
    if form is OutputFormat.JSON:
        show_json(as_answer(found))
        return
    tables = sheets(found, comparison_labels(firms))
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
            _show_sheets(tables)


@in_workspace()
def insidership(
    firm: Annotated[str, typer.Option(metavar="FIRM", help="Only this firm")] = "",
    without: Annotated[str, typer.Option(metavar="CLUSTER", help="Compare with the graph without this cluster")] = "",
    as_of: Annotated[str, typer.Option(metavar="DATE", help="The graph at this date (default: today)")] = "",
    json: JsonOption = False,
) -> None:
    """Show how far inside each market firms are, and what a cluster adds to that."""
    from bridgehead.profile.services.profile import by_activity, contribution

    day = _day(as_of, "--as-of") or _today()
    found = contribution([firm] if firm else [], day=day, without=without)
    parts = by_activity(firm, cluster=without, day=day) if firm and without else []
    if json:
        activities = [{"activity": p.activity, "market": p.market, "reach": p.reach} for p in parts]
        show_json({"as_of": day.isoformat(), **_as_answer(found), "activities": activities})
        return
    rows = [row for row in _cells(found) if row[2]["hops"] is not None]
    headings = ["Firm", "Market", "Hops", "Reach"] + (["Hops without", "Reach without"] if without else [])
    lines = [(f, m, *_cell(here), *(_cell(cut) if cut else ())) for f, m, here, cut, _ in rows]
    show_table(f"Insidership on {day}", headings, lines)
    if parts:
        lines = [(p.activity, p.market, f"{p.reach:.4f}") for p in parts]
        show_table("What each activity adds to the reach", ("Activity", "Market", "Reach"), lines)


@in_workspace()
def markets(
    member: Annotated[str, typer.Argument(metavar="MEMBER", help="The member's id")],
    lens: Annotated[
        Lens, typer.Option(metavar="LENS", help="nearest, network or best: the order of the list")
    ] = Lens.NEAREST,
    weight: Annotated[
        list[str] | None, typer.Option(metavar="MEASURE=NUMBER", help="Your own weight of a measure of distance")
    ] = None,
    worth: Annotated[str, typer.Option(metavar="FIGURE", help="The figure the best lens goes by")] = "gdp",
    top: Annotated[int, typer.Option(metavar="N", min=1, max=300, help="How many at most")] = 20,
    json: JsonOption = False,
) -> None:
    """List a member's markets under three lenses: nearest, through its network, best; and where they disagree."""
    from bridgehead.profile.core.market_shortlist import disagreement
    from bridgehead.profile.services.profile import measures_of, shortlist

    placed = shortlist(member, day=_today(), lens=lens, weights=_weights(weight or []), worth=worth)
    between = {f"{one}-{other}": tau for (one, other), tau in disagreement(placed).items()}
    if json:
        agreement = {f"{one}-{other}": tau for (one, other), tau in measures_of(member).items()}
        listed = [_market_as_answer(p) for p in placed[:top]]
        show_json(
            {
                "member": member,
                "lens": lens.value,
                "worth": worth,
                "considered": len(placed),
                "markets": listed,
                "lenses_agree": between,
                "measures_agree": agreement,
            }
        )
        return
    rows = (
        (p.market.market, *(p.places[name.value] for name in Lens), p.market.hops, _km(p), len(p.market.opportunities))
        for p in placed[:top]
    )
    headings = ("Market", "Nearest", "Network", "Best", "Hops", "Kilometres", "Opportunities")
    show_table(f"Markets of {member}: place under each lens", headings, rows)
    said = ", ".join(f"{pair} {'unknown' if tau is None else f'{tau:.2f}'}" for pair, tau in between.items())
    typer.echo(f"How far the lenses agree (Kendall's tau-b): {said}")


def _day(text: str, option: str) -> date | None:
    if not text:
        return None
    if not partial_dates.is_date(text):
        raise InputError("a date (2019, 2019-05 or 2019-05-31)", column=option, found=text)
    return partial_dates.ends(text)


def _today() -> date:
    from django.utils import timezone

    return timezone.localdate()


def _show_standings(title: str, standings: "dict[str, Standing] | Any") -> None:
    rows = (
        (
            code,
            s.label,
            f"{s.standing:.2f}" if s.known else "",
            f"{s.interval[0]:.2f}–{s.interval[1]:.2f}",
            s.evidence,
            ", ".join(s.kinds),
            ", ".join(f"{name or 'not said'} {share.share:.0%}" for name, share in s.origins.items()),
        )
        for code, s in standings.items()
    )
    show_table(title, ("Code", "Label", "Standing", "Interval", "Evidence", "Sources", "Origins"), rows)


def _show_pattern(found: "Profile") -> None:
    pattern = found.pattern
    rows = [
        ("declared", pattern.declared or "not declared"),
        ("found", ", ".join(pattern.found) or "none"),
        ("first entries", len(pattern.first)),
        ("prior tie share", _or_reason(pattern.prior_tie_share, pattern.reasons.get("prior_tie_share"))),
        ("network origin share", _or_reason(pattern.network_origin_share, pattern.reasons.get("network_origin_share"))),
        ("born global", pattern.reasons.get("born_global") or ("yes" if pattern.born_global else "no")),
    ]
    for name, tau in pattern.tau.items():
        said = pattern.reasons.get(f"tau.{name}") or f"{tau.tau:.2f} (p {tau.p:.3f}, n {tau.n})"
        rows.append((f"order and {name} distance", said))
    show_table("How it went abroad", ("What", ""), rows)


def _or_reason(value: float | None, reason: str | None) -> str:
    return reason or "unknown" if value is None else f"{value:.2f}"


def _needs(needs: Any) -> str:
    return ", ".join(need.component for need in needs)


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


def _as_answer(found: "InsidershipContribution") -> dict[str, Any]:
    network: dict[str, Any] = {firm: {} for firm in found.whole.firms}
    for firm, market, here, cut, further in _cells(found):
        network[firm][market] = {"with": here, "without": cut, "without_networks": further}
    return {"without": found.cluster or None, "networks": list(found.networks), "network": network}


def _cells(found: "InsidershipContribution") -> list[tuple[str, str, Any, Any, Any]]:
    def cell(of: Any, row: int, column: int) -> dict[str, Any] | None:
        if of is None:
            return None
        hops = int(of.hops[row, column])
        return {"hops": None if hops < 0 else hops, "reach": float(of.reach[row, column])}

    whole = found.whole
    return [
        (firm, market, cell(whole, i, j), cell(found.without, i, j), cell(found.without_networks, i, j))
        for i, firm in enumerate(whole.firms)
        for j, market in enumerate(whole.markets)
    ]


def _cell(cell: dict[str, Any]) -> tuple[object, str]:
    return cell["hops"], f"{cell['reach']:.4f}"


def _weights(given: list[str]) -> dict[str, float]:
    weights = {}
    for text in given:
        name, _, number = text.partition("=")
        try:
            weights[name] = number_format.parse(number)
        except ValueError as error:
            raise InputError("a measure and a number, such as geographic=1", column="--weight", found=text) from error
    return weights


def _km(placed: "RankedMarket") -> str:
    far = placed.market.distances.get("geographic")
    return "" if far is None else f"{far:,.0f}"


def _market_as_answer(placed: "RankedMarket") -> dict[str, Any]:
    market = placed.market
    return {
        "market": market.market,
        "places": dict(placed.places),
        "spread": placed.spread,
        "distance": market.distance,
        "distances": dict(market.distances),
        "hops": market.hops,
        "reach": market.reach,
        "worth": market.worth,
        "opportunities": list(market.opportunities),
        "entry": market.entry,
    }
