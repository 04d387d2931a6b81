"""Applications from the idea to the decision: started, moved from stage to stage."""

from typing import Any

from django.utils import timezone

from bridgehead.consortium import phrases, queries
from bridgehead.consortium.core.application_records import (
    DRAFT,
    GRANTED,
    IDEA,
    LEAD,
    REJECTED,
    STAGES,
    SUBMITTED,
    is_submitted,
)
from bridgehead.consortium.models import Application
from bridgehead.consortium.services.application_funnel import write_records
from bridgehead.ecosystem.queries import actor as find_actor
from bridgehead.kit import ids
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.opportunities.queries import opportunity as find_opportunity

DECIDED = (GRANTED, REJECTED)


def start_application(
    opportunity: str, *, viewer: Viewer, name: str = "", team: str = "", lead: str = "", owner: str = ""
) -> Receipt[str]:
    """Start an application as an idea; the result is its id.

    Parameters
    ----------
    name
        Blank takes that of the team, else the title of the opportunity.
    team
        Id of a saved team for this opportunity; its lead leads where none is given.
    owner
        User name of who looks after it; blank is whoever starts it.

    Raises
    ------
    NotAllowed
        If the viewer may not change applications.
    NotFound
        If the opportunity, the team or the lead does not exist.
    """
    viewer.require(Verb.CHANGE, Resource.MATCH)
    about = find_opportunity(opportunity)
    seats = queries.seats_of_team(team, opportunity) if team else []
    if team and not seats:
        raise NotFound(phrases.no_such_team(team))
    leading = lead or next((seat.actor_id for seat in seats if seat.role == LEAD), "")
    if lead:
        find_actor(lead)
    called = name.strip() or (seats[0].name if seats else about.title)
    with batch("application.start", opportunity, viewer=viewer, name=called, opportunity=about.title) as writer:
        id_ = _new_id(opportunity)
        row = {"id": id_, "opportunity_id": opportunity, "team": team, "name": called, "lead_id": leading or None}
        writer.put(Application, [row | {"owner": owner or viewer.name, "stage": IDEA}])
    return writer.receipt(id_)


def move_application(
    id_: str,
    stage: str,
    *,
    viewer: Viewer,
    on: str = "",
    amount: float | None = None,
    reason: str = "",
    seen: int | None = None,
) -> Receipt[str]:
    """Move an application to a stage, forward or back, with what the funding funnel reads of it.

    To the stage in which it is already, this brings those records up to date: nothing is written twice.

    Parameters
    ----------
    on
        The day on which it was submitted or decided; blank keeps what is recorded, else is today.
    amount
        What was granted, in euros; None keeps what is recorded. In any other stage nothing was.
    reason
        Of the decision; blank keeps what is recorded.
    seen
        The application's position in the change log when the form was opened; None asks nothing.

    Returns
    -------
    Receipt[str]
        With the application's id.

    Raises
    ------
    NotAllowed
        If the viewer may not change applications.
    NotFound
        If there is no such application.
    InputError
        If there is no such stage, or nobody leads what is to be submitted.
    Stale
        If somebody else moved it since.
    """
    viewer.require(Verb.CHANGE, Resource.MATCH)
    if stage not in STAGES:
        raise InputError(expects("one_of", options=STAGES), column="stage", found=stage)
    named = queries.application(id_)
    with batch("application.move", id_, viewer=viewer, name=named.name, stage=stage) as writer:
        found = queries.application(id_)
        row = {"id": id_, "stage": stage} | _dates(found, stage, on)
        row |= _granted(stage, amount)
        row |= {"reason": reason.strip()} if reason.strip() else {}
        if is_submitted(stage, str(row["submitted"])) and found.lead_id is None:
            raise InputError(expects("application_lead"), column="lead", found=finds("nothing"))
        writer.require_fresh(Application, row, seen)
        writer.put(Application, [row])
        write_records(writer, queries.application(id_))
    return writer.receipt(id_)


def _granted(stage: str, amount: float | None) -> dict[str, Any]:
    """What was granted: what is not granted any more, or was not, got nothing."""
    if stage != GRANTED:
        return {"amount_granted": None}
    return {} if amount is None else {"amount_granted": amount}


def _dates(found: Application, stage: str, on: str) -> dict[str, Any]:
    """When it was submitted and decided: what it has not reached any more has no date."""
    today = timezone.localdate().isoformat()
    if stage in (IDEA, DRAFT):
        return {"submitted": "", "decided": ""}
    if stage == SUBMITTED:
        return {"submitted": on or found.submitted or today, "decided": ""}
    if stage in DECIDED:
        decided = on or found.decided or today
        return {"submitted": found.submitted or decided, "decided": decided}
    return {"submitted": found.submitted, "decided": ""}


def _new_id(opportunity: str) -> str:
    """An id that no application has."""
    stem = ids.joined(opportunity[:70], "application")
    taken = set(Application.objects.filter(pk__startswith=stem).values_list("pk", flat=True))
    return stem if stem not in taken else next(i for n in range(2, len(taken) + 3) if (i := f"{stem}-{n}") not in taken)
