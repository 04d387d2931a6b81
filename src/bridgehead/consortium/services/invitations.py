"""Invitations to join a team, and their answers."""

from collections.abc import Iterable

from django.utils import timezone

from bridgehead.consortium.models import Invitation
from bridgehead.ecosystem.queries import actor as find_actor
from bridgehead.ecosystem.queries import names_of
from bridgehead.kit import ids
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.opportunities.queries import opportunity as find_opportunity

STATUSES = ("invited", "accepted", "declined")


def invite(opportunity: str, actors: Iterable[str], *, viewer: Viewer) -> Receipt[tuple[str, ...]]:
    """Invite actors for an opportunity; those invited before keep their answer.

    Returns
    -------
    Receipt[tuple[str, ...]]
        With whoever was invited now.

    Raises
    ------
    NotAllowed
        If the viewer may not invite.
    NotFound
        If the opportunity or an actor does not exist.
    """
    viewer.require(Verb.CHANGE, Resource.MATCH)
    about = find_opportunity(opportunity)
    wanted = sorted({find_actor(actor).pk for actor in actors})
    today = timezone.localdate().isoformat()
    names = sorted(names_of(wanted).values())
    with batch("invitation.send", opportunity, viewer=viewer, actors=names, opportunity=about.title) as writer:
        before = _invitations(opportunity)
        new = tuple(actor for actor in wanted if actor not in before)
        writer.put(Invitation, [_invitation(opportunity, actor, "invited", today) for actor in new])
    return writer.receipt(new)


def answer_invitation(
    opportunity: str, actor: str, *, viewer: Viewer, status: str, note: str = "", seen: int | None = None
) -> Receipt[str]:
    """Note how an invitation stands.

    Parameters
    ----------
    seen
        The invitation's position in the change log when its form was opened; None asks nothing.

    Returns
    -------
    Receipt[str]
        With the invitation's id.

    Raises
    ------
    NotAllowed
        If the viewer may not record answers.
    NotFound
        If the opportunity or the actor does not exist.
    InputError
        If the status is none of `STATUSES`.
    Stale
        If somebody else noted another answer since.
    """
    viewer.require(Verb.CHANGE, Resource.MATCH)
    if status not in STATUSES:
        raise InputError(expects("one_of", options=STATUSES), column="status", found=status)
    about, of = find_opportunity(opportunity), find_actor(actor)
    today = timezone.localdate().isoformat()
    with batch(
        "invitation.answer", opportunity, viewer=viewer, actor=of.name, opportunity=about.title, status=status
    ) as writer:
        row = _invitation(opportunity, actor, status, today) | {"note": note.strip()}
        row["id"] = _invitations(opportunity).get(actor, row["id"])
        writer.require_fresh(Invitation, {name: row[name] for name in ("id", "status", "note")}, seen)
        writer.put(Invitation, [row])
    return writer.receipt(str(row["id"]))


def _invitations(opportunity: str) -> dict[str, str]:
    """Actor to its invitation's id."""
    return dict(Invitation.objects.filter(opportunity=opportunity).values_list("actor_id", "id"))


def _invitation(opportunity: str, actor: str, status: str, date: str) -> dict[str, object]:
    id_ = ids.joined(opportunity, actor)
    return {"id": id_, "opportunity_id": opportunity, "actor_id": actor, "status": status, "date": date, "note": ""}
