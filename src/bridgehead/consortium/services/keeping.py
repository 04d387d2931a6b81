"""Teams that are kept, and invitations with how they stand."""

from collections.abc import Collection, Iterable, Mapping

from django.utils import timezone

from bridgehead.consortium.models import Invitation, TeamSeat
from bridgehead.ecosystem.queries import actor as find_actor
from bridgehead.kit.changes import batch
from bridgehead.kit.errors import InputError
from bridgehead.opportunities.queries import opportunity as find_opportunity

STATUSES = ("invited", "accepted", "declined")


def save_team(
    opportunity: str, *, name: str, members: Mapping[str, str], pinned: Collection[str] = (), who: int | None = None
) -> str:
    """Keep a team under a name; a team of that name is replaced.

    Parameters
    ----------
    members
        Actor to role.

    Returns
    -------
    str
        The team's id.

    Raises
    ------
    InputError
        If the name is blank or nobody is in it.
    NotFound
        If the opportunity or an actor does not exist.
    """
    find_opportunity(opportunity)
    label = name.strip()[:200]
    if not label or not members:
        raise InputError("a name for the team", column="name", found="nothing")
    existing = TeamSeat.objects.filter(opportunity=opportunity, name=label).values_list("team", "id")
    id_ = existing[0][0] if existing else _new_team(opportunity)
    rows = [
        {
            "team": id_,
            "opportunity_id": opportunity,
            "name": label,
            "actor_id": find_actor(actor).id,
            "role": role[:200],
            "pinned": "yes" if actor in pinned else "no",
        }
        for actor, role in members.items()
    ]
    rows = [{"id": TeamSeat.key_of(row), **row} for row in rows]
    with batch(f"save team {label}", who=who) as writer:
        writer.remove(TeamSeat, {seat for _, seat in existing} - {row["id"] for row in rows})
        writer.put(TeamSeat, rows)
    return id_


def _new_team(opportunity: str) -> str:
    taken = set(TeamSeat.objects.filter(opportunity=opportunity).values_list("team", flat=True))
    return next(id_ for n in range(1, len(taken) + 2) if (id_ := f"{opportunity[:80]}-team-{n}") not in taken)


def invite(opportunity: str, actors: Iterable[str], *, who: int | None = None) -> int:
    """Invite actors for an opportunity; those invited before keep their answer.

    Returns
    -------
    int
        How many were invited now.
    """
    before = set(Invitation.objects.filter(opportunity=opportunity).values_list("actor_id", flat=True))
    new = sorted({find_actor(actor).id for actor in actors} - before)
    today = timezone.localdate().isoformat()
    with batch(f"invite for {opportunity}", who=who) as writer:
        if new:
            writer.put(Invitation, [_invitation(opportunity, actor, "invited", today) for actor in new])
    return len(new)


def answer_invitation(opportunity: str, actor: str, *, status: str, note: str = "", who: int | None = None) -> None:
    """Note how an invitation stands.

    Raises
    ------
    InputError
        If the status is none of `STATUSES`.
    """
    if status not in STATUSES:
        raise InputError(f"one of {', '.join(STATUSES)}", column="status", found=status)
    find_actor(actor)
    today = timezone.localdate().isoformat()
    with batch(f"invitation of {actor} {status}", who=who) as writer:
        writer.put(Invitation, [_invitation(opportunity, actor, status, today) | {"note": note.strip()}])


def _invitation(opportunity: str, actor: str, status: str, date: str) -> dict[str, object]:
    earlier = Invitation.objects.filter(opportunity=opportunity, actor=actor).values_list("id", flat=True).first()
    id_ = earlier or f"{opportunity[:49]}--{actor[:49]}"
    return {"id": id_, "opportunity_id": opportunity, "actor_id": actor, "status": status, "date": date, "note": ""}
