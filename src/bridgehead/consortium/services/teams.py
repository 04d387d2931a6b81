"""Teams that are kept, and invitations with how they stand."""

from collections.abc import Collection, Mapping

from bridgehead.consortium.models import TeamSeat
from bridgehead.ecosystem.queries import actor as find_actor
from bridgehead.ecosystem.queries import names_of
from bridgehead.kit import change_log
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import Difference, InputError, Stale
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.opportunities.queries import opportunity as find_opportunity


def save_team(
    opportunity: str,
    *,
    name: str,
    viewer: Viewer,
    members: Mapping[str, str],
    pinned: Collection[str] = (),
    seen: int | None = None,
) -> Receipt[str]:
    """Keep a team under a name; a team of that name is replaced.

    Parameters
    ----------
    members
        Actor to role.
    seen
        Where the change log stood when the team was proposed (`change_log.last_line`); None asks nothing.

    Returns
    -------
    Receipt[str]
        With the team's id.

    Raises
    ------
    NotAllowed
        If the viewer may not save teams.
    InputError
        If the name is blank or nobody is in it.
    NotFound
        If the opportunity or an actor does not exist.
    Stale
        If somebody else saved another team under that name since.
    """
    viewer.require(Verb.CHANGE, Resource.MATCH)
    about = find_opportunity(opportunity)
    for actor in members:
        find_actor(actor)
    label = name.strip()
    if not label:
        raise InputError(expects("team_name"), column="name", found=finds("nothing"))
    if not members:
        raise InputError(expects("team_members"), column="actor", found=finds("nothing"))
    with batch("team.save", opportunity, viewer=viewer, name=label, opportunity=about.title) as writer:
        seats = list(TeamSeat.objects.filter(opportunity=opportunity, name=label).order_by("team", "id"))
        _require_unchanged(seats, members, seen)
        id_ = seats[0].team if seats else _new_team(opportunity)
        rows = [
            {
                "team": id_,
                "opportunity_id": opportunity,
                "name": label,
                "actor_id": actor,
                "role": role,
                "pinned": "yes" if actor in pinned else "no",
            }
            for actor, role in members.items()
        ]
        rows = [{"id": TeamSeat.key_of(row), **row} for row in rows]
        writer.remove(TeamSeat, {seat.pk for seat in seats} - {str(row["id"]) for row in rows})
        writer.put(TeamSeat, rows)
    return writer.receipt(id_)


def _require_unchanged(seats: Collection[TeamSeat], members: Mapping[str, str], seen: int | None) -> None:
    """Refuse to replace a team that somebody else saved since a form was drawn: what it holds was never seen."""
    theirs = {seat.actor_id: seat.role for seat in seats}
    if seen is None or not seats or theirs == members:
        return
    keys, teams = {seat.pk for seat in seats}, {seat.team for seat in seats}
    later = [x for x in change_log.later_lines(TeamSeat, seen) if x.key in keys or x.key.partition("/")[0] in teams]
    if later:
        who = later[-1].batch.who
        seated = Difference("members", _in_words(theirs), _in_words(members))
        raise Stale(later[-1].pk, who.get_username() if who else "", [seated])


def _in_words(members: Mapping[str, str]) -> str:
    names = names_of(members)
    return ", ".join(sorted(f"{names.get(actor, actor)} ({role})" for actor, role in members.items()))


def _new_team(opportunity: str) -> str:
    """An id that no team has, of whatever opportunity."""
    begin = f"{opportunity[:80]}-team-"
    taken = set(TeamSeat.objects.filter(team__startswith=begin).values_list("team", flat=True))
    return next(id_ for n in range(1, len(taken) + 2) if (id_ := f"{begin}{n}") not in taken)
