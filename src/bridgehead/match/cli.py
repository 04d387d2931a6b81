"""Commands of matching: rankings, feedback, training, the weekly mail, exposure."""

from typing import Annotated

import typer

from bridgehead.kit.cli import AsOfOption, JsonOption, LeaveOutOption, in_workspace, show_json, show_table
from bridgehead.kit.cli import check_country as checked_country
from bridgehead.kit.permissions import COMMAND_LINE


@in_workspace()
def match(
    opportunity: Annotated[str, typer.Argument(metavar="[OPPORTUNITY]", help="The opportunity's id")] = "",
    text: Annotated[str, typer.Option(metavar="TEXT", help="Any text instead of an opportunity")] = "",
    country: Annotated[
        str, typer.Option(metavar="DK", help="Only actors of this country", callback=checked_country)
    ] = "",
    members_of: Annotated[str, typer.Option(metavar="CLUSTER", help="Only members of this cluster")] = "",
    top: Annotated[int, typer.Option(metavar="N", min=1, max=1000, help="Maximum number of rows")] = 20,
    sme_floor: Annotated[
        float, typer.Option(metavar="SHARE", min=0, max=1, help="Minimum share of exposure for SMEs, 0 to 1")
    ] = 0.0,
    most_added: Annotated[bool, typer.Option("--most-added", help="Sort by additionality")] = False,
    as_of: AsOfOption = None,
    leave_out: LeaveOutOption = None,
    json: JsonOption = False,
) -> None:
    """Rank organisations for an opportunity by fit or additionality."""
    from bridgehead.ecosystem.phrases import computed_by
    from bridgehead.ecosystem.queries.record_scope import record_scope
    from bridgehead.ecosystem.services.record_scope import scope_text
    from bridgehead.kit.progress import terminal_progress
    from bridgehead.match import phrases
    from bridgehead.match.schemas.ranking import ranking_out
    from bridgehead.match.services.ranking import RankingRequest, ranking_for

    if bool(opportunity) == bool(text):
        raise typer.BadParameter(phrases.opportunity_or_text())
    scope = record_scope(as_of, leave_out or ())
    asked = RankingRequest(country, members_of, sme_floor, most_added, top, scope)
    found = ranking_for(COMMAND_LINE, opportunity, text=text, asked=asked, progress=terminal_progress)
    if json:
        show_json(ranking_out(found).model_dump())
        return
    match = found.match
    typer.echo(f"Top {len(found.candidates)} of {match.considered:,} organisations. {phrases.method(match.method)}.")
    if rests_on := scope_text(match.scope):
        typer.echo(rests_on)
    if match.over:
        typer.echo("The deadline had passed." if as_of else "The deadline has passed. The ranking uses today's data.")
    if match.floor:
        typer.echo(phrases.minimum_share(match.floor))
    for place, candidate in found.candidates:
        typer.echo(phrases.candidate_lines(place, phrases.named_candidate(candidate), candidate))
    typer.echo(computed_by())


@in_workspace()
def train(
    seed: Annotated[int, typer.Option(metavar="N", help="Random seed")] = 0,
    json: JsonOption = False,
) -> None:
    """Train the ranker on past projects and feedback; rankings use it until the next training."""
    from bridgehead.kit.progress import terminal_progress
    from bridgehead.match.core.ranking.ranker_config import DEFAULT
    from bridgehead.match.schemas.feedback import trained_out
    from bridgehead.match.services.training import train as learn

    found = learn(viewer=COMMAND_LINE, seed=seed, progress=terminal_progress)
    if json:
        show_json(trained_out(found).model_dump())
    elif found is None:
        typer.echo(
            f"Not trained: at least {DEFAULT.enough_examples} past projects with a text and three participants are"
            " needed. Rankings use standard weights. Import more projects and train again."
        )
    else:
        about = found.about
        typer.echo(
            f"Trained on {about.lessons:,} past projects ({about.unled:,} of them also without their lead) "
            f"and feedback on {about.judged:,} opportunities."
        )


@in_workspace()
def opportunities_for(
    member: Annotated[str, typer.Argument(metavar="MEMBER", help="The member's id")],
    top: Annotated[int, typer.Option(metavar="N", min=1, max=1000, help="Maximum number of rows")] = 20,
    as_of: AsOfOption = None,
    leave_out: LeaveOutOption = None,
    json: JsonOption = False,
) -> None:
    """Rank open opportunities for a member by fit."""
    from bridgehead.ecosystem.queries.record_scope import record_scope
    from bridgehead.ecosystem.services.record_scope import scope_text
    from bridgehead.kit.progress import terminal_progress
    from bridgehead.match import phrases
    from bridgehead.match.schemas.ranking import member_opportunities_out
    from bridgehead.match.services.member_opportunities import opportunities_for as ranked

    scope = record_scope(as_of, leave_out or ())
    found = ranked(member, top=top, scope=scope, progress=terminal_progress)
    if json:
        show_json(member_opportunities_out(found).model_dump())
        return
    typer.echo(f"Top {len(found.found)} of {found.considered:,} open opportunities")
    if rests_on := scope_text(scope):
        typer.echo(rests_on)
    for place, f in enumerate(found.found, 1):
        until = f"deadline {f.opportunity.deadline}" if f.opportunity.deadline else "no deadline"
        typer.echo(phrases.candidate_lines(place, f"{f.opportunity.title} ({f.opportunity.pk}, {until})", f.candidate))
    typer.echo(phrases.ranked_by(found.method))


OpportunityId = Annotated[str, typer.Argument(metavar="OPPORTUNITY", help="The opportunity's id")]
ActorId = Annotated[str, typer.Argument(metavar="ACTOR", help="The actor's id")]


@in_workspace()
def mark(
    opportunity: OpportunityId,
    actor: ActorId,
    word: Annotated[str, typer.Argument(metavar="MARK", help="good, contacted, joined, not_for_them or declined")],
    why: Annotated[str, typer.Option(metavar="TEXT", help="The reason")] = "",
    by: Annotated[str, typer.Option(metavar="NAME", help="Who gives the feedback")] = "command line",
    back: Annotated[bool, typer.Option("--take-back", help="Remove the feedback")] = False,
) -> None:
    """Record feedback on an actor for an opportunity; not_for_them and declined hide the pair from rankings."""
    from bridgehead.match.services import marks as services

    said = word.lower().replace("-", "_").replace(" ", "_")
    if back:
        services.remove_mark(opportunity, actor, said, viewer=COMMAND_LINE)
        typer.echo(f"Feedback removed: {said}, {actor}, {opportunity}.")
        return
    services.mark(opportunity, actor, said, viewer=COMMAND_LINE, why=why, by=by)
    typer.echo(f"Feedback saved: {said}, {actor}, {opportunity}.")


@in_workspace()
def marks(
    opportunity: Annotated[str, typer.Option(metavar="ID", help="Only of this opportunity")] = "",
    actor: Annotated[str, typer.Option(metavar="ID", help="Only of this actor")] = "",
    json: JsonOption = False,
) -> None:
    """List feedback on actors for opportunities, the latest first."""
    from bridgehead.match.queries import marks as mark_reads
    from bridgehead.match.schemas.feedback import MarkOut, MarksOut, mark_out

    found = mark_reads.marks(opportunity=opportunity, actor=actor)
    rows = [mark_out(each) for each in found]
    if json:
        show_json(MarksOut(marks=rows).model_dump())
        return
    headings = [name.title() for name in MarkOut.model_fields]
    show_table(f"Feedback: {len(rows):,}", headings, [list(row.model_dump().values()) for row in rows])


@in_workspace()
def digest(
    member: Annotated[str, typer.Option("--for", metavar="MEMBER", help="Only contacts of this actor")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the mails without sending them")] = False,
    json: JsonOption = False,
) -> None:
    """Send the weekly mail to members' contacts."""
    from bridgehead.kit.progress import terminal_progress
    from bridgehead.mail.models import FAILED
    from bridgehead.mail.phrases import no_server
    from bridgehead.mail.services.transport import has_transport
    from bridgehead.match import phrases
    from bridgehead.match.schemas.digest import DigestsOut, digest_out
    from bridgehead.match.services.digest import send_digests
    from bridgehead.match.services.digest_email import build_email

    found = send_digests(viewer=COMMAND_LINE, member=member, dry_run=dry_run, progress=terminal_progress)
    if json:
        show_json(DigestsOut(digests=[digest_out(each) for each in found]).model_dump())
    elif dry_run:
        for each in found:
            mail = build_email(each.reader, each.items, rehearsed=True)
            typer.echo(f"To: {each.reader.email}\nSubject: {mail.subject}\n\n{mail.body}")
        typer.echo(phrases.rehearsed_count(len(found)))
    else:
        rows = [(each.reader.actor.pk, each.reader.email, len(each.items), each.outcome) for each in found]
        show_table(f"Emails: {len(rows):,}", ("Member", "To", "Opportunities", "Outcome"), rows)
        if not has_transport():
            typer.echo(no_server())
    if any(each.outcome == FAILED for each in found):
        raise typer.Exit(1)


@in_workspace()
def exposure(
    members_of: Annotated[str, typer.Option(metavar="CLUSTER", help="Only members of this cluster")] = "",
    sme_floor: Annotated[
        float, typer.Option(metavar="SHARE", min=0, max=1, help="Minimum share of exposure for SMEs, 0 to 1")
    ] = 0.0,
    json: JsonOption = False,
) -> None:
    """Report exposure by size, country and region."""
    from bridgehead.kit.progress import terminal_progress
    from bridgehead.match import phrases
    from bridgehead.match.schemas.exposure import exposure_out
    from bridgehead.match.services.exposure import exposure as query
    from bridgehead.match.tables.exposure import exposure_tables

    found = query(members_of=members_of, sme_floor=sme_floor, progress=terminal_progress)
    if json:
        show_json(exposure_out(found).model_dump())
        return
    for table in exposure_tables(found):
        show_table(str(table.caption), table.file_headings(), list(table.file_rows()))
    typer.echo(phrases.concentration(found.most, found.even))
    typer.echo(phrases.ranked_by(found.method))
