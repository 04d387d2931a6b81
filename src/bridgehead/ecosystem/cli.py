"""Commands on organisations, activities and accounts."""

import sys
from datetime import datetime
from typing import Annotated

import typer

from bridgehead.framework.cli import term
from bridgehead.kit.cli import JsonOption, in_workspace, known, show_json, show_table
from bridgehead.kit.cli import check_country as checked_country
from bridgehead.kit.permissions import COMMAND_LINE, Role

Words = Annotated[str, typer.Argument(metavar="[WORDS]", help="Search words (all must match)", show_default=False)]
CountryOption = Annotated[
    str, typer.Option("--country", metavar="DK", help="Show this country only", callback=checked_country)
]


@in_workspace()
def members(
    words: Words = "",
    members_of: Annotated[str, typer.Option(metavar="CLUSTER", help="Show members of this cluster only")] = "",
    kind: Annotated[
        str, typer.Option(metavar="KIND", help="Show this kind only, such as firm", callback=term("actor_kind"))
    ] = "",
    country: CountryOption = "",
    json: JsonOption = False,
) -> None:
    """List members and the organisations they deal with."""
    from bridgehead.ecosystem.phrases import organisation_count
    from bridgehead.ecosystem.queries import actor, actors, clusters_of

    cluster = known(members_of, actor)
    found = list(actors(words=words, kind=kind, country=country, cluster=cluster))
    clusters = clusters_of(found)
    if json:
        from bridgehead.ecosystem.schemas import MemberListOut, MemberOut

        shown = [MemberOut.model_validate(a).model_copy(update={"clusters": clusters.get(a.id, [])}) for a in found]
        show_json(MemberListOut(members=shown).model_dump())
        return
    rows = ((a.id, a.name, a.kind, a.size, a.country, ", ".join(clusters.get(a.id, []))) for a in found)
    show_table(organisation_count(len(found)), ("Id", "Name", "Kind", "Size", "Country", "Member of"), rows)


@in_workspace()
def activities(
    words: Words = "",
    kind: Annotated[
        str,
        typer.Option(metavar="KIND", help="Show this kind only (delegation_trip, …)", callback=term("activity_kind")),
    ] = "",
    actor: Annotated[str, typer.Option(metavar="ACTOR", help="Show activities of this actor only")] = "",
    json: JsonOption = False,
) -> None:
    """List activities, latest first."""
    from bridgehead.ecosystem.phrases import activity_count
    from bridgehead.ecosystem.queries import activities as query
    from bridgehead.ecosystem.queries import actor as find

    found = list(query(words=words, kind=kind, actor=known(actor, find)))
    if json:
        from bridgehead.ecosystem.schemas import ActivityListOut, ActivitySummary

        shown = ActivityListOut(activities=[ActivitySummary.model_validate(a) for a in found])
        show_json(shown.model_dump(by_alias=True))
        return
    rows = ((a.id, a.name, a.kind, a.start, a.end, a.market) for a in found)
    show_table(activity_count(len(found)), ("Id", "Name", "Kind", "Start", "End", "Market"), rows)


ROLES = ", ".join(Role)


def _role(given: str) -> str:
    if given and given not in list(Role):
        from bridgehead.ecosystem.phrases import unknown_role

        raise typer.BadParameter(unknown_role(given))
    return given


@in_workspace(create=True)
def add_user(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name to sign in with")],
    role: Annotated[
        str,
        typer.Option(metavar="ROLE", help=f"{ROLES}; blank: admin for the first account, then manager", callback=_role),
    ] = "",
    actor: Annotated[str, typer.Option(metavar="ACTOR", help="Organisation of a member")] = "",
    email: Annotated[str, typer.Option(metavar="ADDRESS", help="Email address")] = "",
    password_stdin: Annotated[bool, typer.Option(help="Read the password from standard input")] = False,
) -> None:
    """Create an account; the command asks for the password."""
    from bridgehead.ecosystem.phrases import account_created, password_needs_terminal
    from bridgehead.ecosystem.services.accounts import add_user as add

    if password_stdin:
        password = sys.stdin.readline().rstrip("\n")
    elif not sys.stdin.isatty():
        raise typer.BadParameter(password_needs_terminal())
    else:
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    user = add(name, password=password, role=role, actor=actor, email=email, viewer=COMMAND_LINE)
    typer.echo(account_created(user.username, user.role))


AccountName = Annotated[str, typer.Argument(metavar="NAME", help="Name to sign in with")]


@in_workspace()
def list_users(json: JsonOption = False) -> None:
    """List accounts with role, organisation and whether they are switched on."""
    from bridgehead.ecosystem.schemas import AccountListOut
    from bridgehead.ecosystem.services.accounts import accounts

    found = list(accounts(viewer=COMMAND_LINE))
    if json:
        show_json(AccountListOut.of(found).model_dump())
        return
    rows = ((u.username, u.role, u.actor_id, u.email, "on" if u.is_active else "off") for u in found)
    show_table(f"{len(found):,} accounts", ("Name", "Role", "Organisation", "Email", "Status"), rows)


@in_workspace()
def edit_user(
    name: AccountName,
    role: Annotated[str | None, typer.Option(metavar="ROLE", help=ROLES)] = None,
    actor: Annotated[str | None, typer.Option(metavar="ACTOR", help="Organisation; blank for none")] = None,
    email: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Email address")] = None,
    on: Annotated[bool | None, typer.Option("--on/--off", help="Switch the account on or off")] = None,
    sign_out: Annotated[bool, typer.Option("--sign-out", help="End all sessions")] = False,
    forget_second_step: Annotated[
        bool, typer.Option("--forget-second-step", help="Remove two-step sign-in, for a lost device")
    ] = False,
) -> None:
    """Change an account, switch it on or off, or sign it out everywhere."""
    from bridgehead.ecosystem import phrases
    from bridgehead.ecosystem.services import accounts

    accounts.edit_account(name, role=role, actor=actor, email=email, active=on, viewer=COMMAND_LINE)
    if forget_second_step:
        accounts.remove_second_step(name, viewer=COMMAND_LINE)
    typer.echo(phrases.account_edited(name))
    if sign_out:
        typer.echo(phrases.sessions_ended(accounts.end_sessions(name, viewer=COMMAND_LINE).result))


@in_workspace()
def list_sessions(name: AccountName, json: JsonOption = False) -> None:
    """List the browsers in which somebody is signed in. `bridgehead user edit NAME --sign-out` ends them."""
    from bridgehead.ecosystem.phrases import session_count
    from bridgehead.ecosystem.schemas import SessionListOut
    from bridgehead.ecosystem.services.accounts import sessions_of

    found = sessions_of(name, viewer=COMMAND_LINE)
    if json:
        show_json(SessionListOut.of(name, found).model_dump(mode="json"))
        return
    rows = ((_minute(each.since), _minute(each.until)) for each in found)
    show_table(session_count(len(found)), ("Signed in", "Ends at the latest"), rows)


def _minute(moment: datetime | None) -> str:
    return moment.strftime("%Y-%m-%d %H:%M UTC") if moment else ""


@in_workspace()
def link_user(name: AccountName) -> None:
    """Print the link by which somebody chooses a new password. It works once."""
    from django.conf import settings

    from bridgehead.ecosystem.phrases import link_to_choose_password
    from bridgehead.ecosystem.services.accounts import password_link

    typer.echo(link_to_choose_password(settings.ADDRESS + password_link(name, viewer=COMMAND_LINE).result))
