"""Who should answer this? On the command line."""

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bridgehead.kit.cli import JsonOption, in_workspace, show_json, show_table
from bridgehead.kit.cli import check_country as checked_country
from bridgehead.kit.permissions import COMMAND_LINE

if TYPE_CHECKING:
    from bridgehead.match.services.digest import DigestOutcome


@in_workspace()
def match(
    opportunity: Annotated[str, typer.Argument(metavar="[OPPORTUNITY]", help="The opportunity's id")] = "",
    text: Annotated[str, typer.Option(metavar="TEXT", help="Any text, instead of an opportunity")] = "",
    country: Annotated[
        str, typer.Option(metavar="DK", help="Only actors of this country", callback=checked_country)
    ] = "",
    members_of: Annotated[str, typer.Option(metavar="CLUSTER", help="Only members of this cluster")] = "",
    top: Annotated[int, typer.Option(metavar="N", min=1, max=1000, help="How many at most")] = 20,
    sme_floor: Annotated[
        float, typer.Option(metavar="SHARE", min=0, max=1, help="The least part of the list's exposure that SMEs get")
    ] = 0.0,
    most_added: Annotated[
        bool, typer.Option("--most-added", help="Those first whom it would help most, of the best by fit")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Rank who fits an opportunity and whom it would help most, each with reasons."""
    from bridgehead.kit.progress import terminal_progress
    from bridgehead.match.core.answer import as_lines
    from bridgehead.match.core.match_result import by_additionality
    from bridgehead.match.schemas import match_json
    from bridgehead.match.services import match_opportunity, match_text

    if bool(opportunity) == bool(text):
        raise typer.BadParameter("give an opportunity's id or --text, one of them")
    rank = match_text if text else match_opportunity
    found = rank(
        text or opportunity,
        country=country,
        members_of=members_of,
        sme_floor=sme_floor,
        top=top,
        progress=terminal_progress,
    )
    if most_added:
        found = replace(found, candidates=by_additionality(found.candidates))
    if json:
        show_json(match_json(found))
        return
    typer.echo(f"{len(found.candidates)} of {found.considered:,} actors, {found.method.text}")
    if found.over:
        typer.echo("It is over, and ranked with what is known today, also of what came after it")
    if found.floor:
        typer.echo(f"SMEs get {found.floor.share:.0%} of the exposure; {len(found.floor.lifted)} lifted")
    for place, candidate in enumerate(found.candidates, 1):
        who = f"{candidate.name} ({candidate.country or '–'}, {candidate.size or candidate.kind})"
        typer.echo(as_lines(place, who, candidate))


@in_workspace()
def train(
    seed: Annotated[int, typer.Option(metavar="N", help="Where chance begins; the same seed gives the same")] = 0,
    json: JsonOption = False,
) -> None:
    """Train the ranker on past projects and marks; every ranking uses it until the next training."""
    from bridgehead.kit.progress import terminal_progress
    from bridgehead.match.core.ranking.ranker_config import DEFAULT
    from bridgehead.match.services.training import train as learn

    found = learn(viewer=COMMAND_LINE, seed=seed, progress=terminal_progress)
    if json:
        show_json({"trained": None if found is None else asdict(found.about)})
    elif found is None:
        typer.echo(
            f"Not trained: it takes {DEFAULT.enough_examples} past projects with a text and three participants, after"
            " the first few hundred. Actors are ranked by a fixed sum, which needs no training."
        )
    else:
        about = found.about
        typer.echo(
            f"Trained on {about.lessons:,} past projects, {about.unled:,} of them also without who led them, "
            f"and on marks of {about.judged:,} opportunities."
        )


@in_workspace()
def opportunities_for(
    member: Annotated[str, typer.Argument(metavar="MEMBER", help="The member's id")],
    top: Annotated[int, typer.Option(metavar="N", min=1, max=1000, help="How many at most")] = 20,
    json: JsonOption = False,
) -> None:
    """Rank what is open for a member: deadline, eligibility, fit, what it would add, reasons."""
    from bridgehead.kit.progress import terminal_progress
    from bridgehead.match.core.answer import as_lines
    from bridgehead.match.schemas import member_opportunities_json
    from bridgehead.match.services.member_opportunities import opportunities_for as ranked

    found = ranked(member, top=top, progress=terminal_progress)
    if json:
        show_json(member_opportunities_json(found))
        return
    typer.echo(f"{len(found.found)} of {found.considered:,} open opportunities")
    for place, f in enumerate(found.found, 1):
        until = f", until {f.opportunity.deadline}" if f.opportunity.deadline else ", no deadline"
        typer.echo(as_lines(place, f"{f.opportunity.title} ({f.opportunity.pk}{until})", f.candidate))


OpportunityId = Annotated[str, typer.Argument(metavar="OPPORTUNITY", help="The opportunity's id")]
ActorId = Annotated[str, typer.Argument(metavar="ACTOR", help="The actor's id")]


@in_workspace()
def mark(
    opportunity: OpportunityId,
    actor: ActorId,
    word: Annotated[str, typer.Argument(metavar="MARK", help="good, contacted, joined, not_for_them or declined")],
    why: Annotated[str, typer.Option(metavar="TEXT", help="The reason")] = "",
    by: Annotated[str, typer.Option(metavar="NAME", help="Who says so")] = "command line",
    back: Annotated[bool, typer.Option("--take-back", help="Take the mark back")] = False,
) -> None:
    """Say something of an actor for an opportunity; not_for_them and declined keep the two apart in every list."""
    from bridgehead.match.services import marks as services

    said = word.lower().replace("-", "_").replace(" ", "_")
    if back:
        services.remove_mark(opportunity, actor, said, viewer=COMMAND_LINE)
        typer.echo(f"Taken back: {said} of {actor} for {opportunity}")
        return
    services.mark(opportunity, actor, said, viewer=COMMAND_LINE, why=why, by=by)
    typer.echo(f"Kept: {said} of {actor} for {opportunity}")


@in_workspace()
def marks(
    opportunity: Annotated[str, typer.Option(metavar="ID", help="Only of this opportunity")] = "",
    actor: Annotated[str, typer.Option(metavar="ID", help="Only of this actor")] = "",
    json: JsonOption = False,
) -> None:
    """List what was said of actors for opportunities, the latest first."""
    from bridgehead.match.queries import marks as mark_reads
    from bridgehead.match.schemas import MARK, mark_json

    found = mark_reads.marks(opportunity=opportunity, actor=actor)
    rows = [mark_json(each) for each in found]
    if json:
        show_json({"marks": rows})
        return
    show_table(f"Marks: {len(rows):,}", [name.title() for name in MARK], [list(row.values()) for row in rows])


@in_workspace()
def digest(
    member: Annotated[str, typer.Option("--for", metavar="MEMBER", help="Only to the contacts of this actor")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the mails and send none")] = False,
    json: JsonOption = False,
) -> None:
    """Write to members' contacts what is new and may fit them, at most once a week each."""
    from bridgehead.kit.progress import terminal_progress
    from bridgehead.match.services.digest import FAILED, send_digests
    from bridgehead.match.services.digest_email import build_email

    found = send_digests(viewer=COMMAND_LINE, member=member, dry_run=dry_run, progress=terminal_progress)
    if json:
        show_json({"digests": [_digest_as_json(each) for each in found]})
    elif dry_run:
        for each in found:
            mail = build_email(each.reader, each.items, rehearsed=True)
            typer.echo(f"To: {each.reader.email}\nSubject: {mail.subject}\n\n{mail.body}")
        typer.echo(f"Would be sent: {len(found)}")
    else:
        rows = [(each.reader.actor.pk, each.reader.email, len(each.items), each.outcome) for each in found]
        show_table(f"Mails: {len(rows):,}", ("Member", "To", "Items", "Outcome"), rows)
    if any(each.outcome == FAILED for each in found):
        raise typer.Exit(1)


def _digest_as_json(found: "DigestOutcome") -> dict[str, Any]:
    return {
        "member": found.reader.actor.pk,
        "reader": found.reader.id,
        "outcome": found.outcome,
        "opportunities": [
            {
                "opportunity": item.opportunity.pk,
                "fit": item.fit,
                "eligible": item.eligible,
                "reasons": [*item.reasons, *item.adds],
            }
            for item in found.items
        ],
    }


@in_workspace()
def exposure(
    members_of: Annotated[str, typer.Option(metavar="CLUSTER", help="Only members of this cluster")] = "",
    sme_floor: Annotated[
        float, typer.Option(metavar="SHARE", min=0, max=1, help="The least part of every list's exposure that SMEs get")
    ] = 0.0,
    json: JsonOption = False,
) -> None:
    """Say who gets recommended for what is open, by size, country and region, beside who could be."""
    from bridgehead.kit.progress import terminal_progress
    from bridgehead.match.services.exposure import exposure as query
    from bridgehead.match.services.exposure import tables

    found = query(members_of=members_of, sme_floor=sme_floor, progress=terminal_progress)
    if json:
        show_json(asdict(found))
        return
    for title, shares in tables(found):
        rows = [
            (name, f"{s.base:.0%}", f"{s.exposure:.0%}", f"{s.low:.0%}\N{EN DASH}{s.high:.0%}") for name, s in shares
        ]
        show_table(title, ("Group", "Of those who may answer", "Of what is seen", "90 %"), rows)
    typer.echo(f"The ten most recommended get {found.most:.0%} over {found.lists:,} lists; all alike, {found.even:.1%}")
