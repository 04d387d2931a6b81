"""Commands on actors, activities and accounts."""

import sys
from typing import Annotated

import typer

from bridgehead.framework.cli import term
from bridgehead.kit.cli import JsonOption, in_workspace, show_json, show_table
from bridgehead.kit.cli import check_country as checked_country
from bridgehead.kit.permissions import Role

Words = Annotated[str, typer.Argument(metavar="[WORDS]", help="Words that all occur", show_default=False)]
CountryOption = Annotated[
    str, typer.Option("--country", metavar="DK", help="Only of this country", callback=checked_country)
]


@in_workspace()
def members(
    words: Words = "",
    members_of: Annotated[str, typer.Option(metavar="CLUSTER", help="Only members of this cluster")] = "",
    kind: Annotated[
        str, typer.Option(metavar="KIND", help="Only this kind, such as firm", callback=term("actor_kind"))
    ] = "",
    country: CountryOption = "",
    json: JsonOption = False,
) -> None:
    """List the actors: members and whom they deal with."""
    from bridgehead.ecosystem.queries import actor, actors, clusters_of

    if members_of:
        actor(members_of)
    found = list(actors(words=words, kind=kind, country=country, cluster=members_of))
    clusters = clusters_of(found)
    if json:
        show_json(
            {
                "members": [
                    {
                        "id": a.id,
                        "name": a.name,
                        "kind": a.kind,
                        "size": a.size,
                        "country": a.country,
                        "city": a.city,
                        "sector": a.sector,
                        "clusters": clusters.get(a.id, []),
                    }
                    for a in found
                ]
            }
        )
        return
    rows = ((a.id, a.name, a.kind, a.size, a.country, ", ".join(clusters.get(a.id, []))) for a in found)
    show_table(f"{len(found):,} actors", ("Id", "Name", "Kind", "Size", "Country", "Member of"), rows)


@in_workspace()
def activities(
    words: Words = "",
    kind: Annotated[
        str,
        typer.Option(metavar="KIND", help="Only this kind, such as delegation_trip", callback=term("activity_kind")),
    ] = "",
    actor: Annotated[str, typer.Option(metavar="ACTOR", help="Only those this actor organised or joined")] = "",
    json: JsonOption = False,
) -> None:
    """List the activities, the latest first."""
    from bridgehead.ecosystem.queries import activities as query
    from bridgehead.ecosystem.queries import actor as find

    if actor:
        find(actor)
    found = list(query(words=words, kind=kind, actor=actor))
    if json:
        keys = ("id", "name", "kind", "organiser_id", "start", "end", "market", "programme")
        show_json({"activities": [{key.removesuffix("_id"): getattr(a, key) for key in keys} for a in found]})
        return
    rows = ((a.id, a.name, a.kind, a.start, a.end, a.market) for a in found)
    show_table(f"{len(found):,} activities", ("Id", "Name", "Kind", "Start", "End", "Market"), rows)


def _role(given: str) -> str:
    if given not in list(Role):
        raise typer.BadParameter(f"{given!r} is none of {', '.join(Role)}")
    return given


@in_workspace(create=True)
def add_user(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name to sign in with")],
    role: Annotated[str, typer.Option(metavar="ROLE", help="staff or member", callback=_role)] = "staff",
    actor: Annotated[str, typer.Option(metavar="ACTOR", help="The actor a member belongs to")] = "",
    email: Annotated[str, typer.Option(metavar="ADDRESS", help="The address for mail")] = "",
    password_stdin: Annotated[bool, typer.Option(help="Read the password from standard input")] = False,
) -> None:
    """Make an account. The password is asked for."""
    from bridgehead.ecosystem.services.accounts import add_user as add

    if password_stdin:
        password = sys.stdin.readline().rstrip("\n")
    elif not sys.stdin.isatty():
        raise typer.BadParameter("without a terminal the password comes with --password-stdin")
    else:
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    user = add(name, password=password, role=role, actor=actor, email=email)
    typer.echo(f"{user.username} may sign in as {user.role}")
