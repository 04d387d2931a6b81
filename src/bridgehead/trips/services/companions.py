"""Companions: members who could join a trip, by fit and by what it would add for them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone

from bridgehead.ecosystem.models import Activity, Actor, Participation
from bridgehead.ecosystem.queries import activity as find_activity
from bridgehead.ecosystem.queries import actor as find_actor
from bridgehead.ecosystem.queries import cluster_in_question
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import BridgeheadError, InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.partial_dates import is_before
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.match.core.match_result import Candidate, additionality_key, fit_key
from bridgehead.match.queries.marks import dismissed
from bridgehead.match.services.additionality import aim_of, of_actors
from bridgehead.match.services.rank_actors import rank_by_fit
from bridgehead.opportunities.models import Opportunity
from bridgehead.opportunities.queries import CURRENT, opportunities
from bridgehead.trips import phrases, queries

TRIPS = ("delegation_trip", "meet_the_buyer")
MEMBER = "participant"
ASKED = 10
"""How many opportunities of the market a trip is held against."""
DEEP = 200
"""How many members each of them ranks."""


@dataclass(frozen=True)
class Companion:
    """A member that could come along.

    Attributes
    ----------
    candidate
        Its fit to what suits it best, and what the trip would add for it.
    suits
        The opportunity that it suits best; None for what the trip says of itself.
    """

    candidate: Candidate
    suits: Opportunity | None


@dataclass(frozen=True)
class CompanionList:
    """Who could come along, the best fit first.

    Attributes
    ----------
    cluster
        Whose members were asked about.
    asked
        The opportunities that the trip was held against.
    """

    activity: Activity
    cluster: str
    asked: tuple[Opportunity, ...]
    companions: tuple[Companion, ...]


def companions(activity: str, *, top: int = 20, most_added: bool = False) -> CompanionList:
    """Members who could come along, each with fit, additionality and reasons.

    Fit is the best of the member's fits: to what the trip says of itself, its hosts and its buyers, to its
    opportunity, and to what is open in its market, first what its hosts and buyers ask for. Members who
    take part already, or for whom its opportunity is not, are left out.

    Parameters
    ----------
    top
        How many are given, at most, by fit.
    most_added
        Put those first for whom the trip adds most.

    Raises
    ------
    NotFound
        If there is no such activity.
    InputError
        If it is neither a trip nor a day with buyers, or there is no cluster whose members could come.
    """
    trip = _trip(activity)
    cluster = _cluster(trip)
    parts = queries.roles(activity).keys() - queries.cancelled(activity)
    out = parts | {cluster} | (dismissed(trip.opportunity_id) if trip.opportunity_id else set())
    asked = _asked(trip, parts)
    best: dict[str, Companion] = {}
    for about in (_itself(trip, parts, cluster), *asked):
        for candidate in rank_by_fit(about, members_of=cluster, top=DEEP).candidates:
            known = best.get(candidate.actor)
            if candidate.actor not in out and (known is None or candidate.score > known.candidate.score):
                best[candidate.actor] = Companion(candidate, about if about.pk else None)
    fittest = sorted(best.values(), key=lambda c: fit_key(c.candidate))[:top]
    added = of_actors(aim_of(trip), [c.candidate.actor for c in fittest])
    found = [replace(c, candidate=replace(c.candidate, additionality=added[c.candidate.actor])) for c in fittest]
    if most_added:
        found.sort(key=lambda c: additionality_key(c.candidate))
    return CompanionList(trip, cluster, asked, tuple(found))


def add_to_trip(activity: str, actor: str, *, viewer: Viewer) -> Receipt[None]:
    """Add a member to a trip; one who had cancelled takes part again.

    Raises
    ------
    NotAllowed
        To whoever may not change activities.
    NotFound
        If the activity or actor does not exist.
    InputError
        If it is no trip.
    BridgeheadError
        If the member takes part already.
    """
    viewer.require(Verb.CHANGE, Resource.ACTIVITY)
    trip, member = _trip(activity), find_actor(actor)
    with batch("companion.add", activity, viewer=viewer, name=member.name, activity=trip.name) as writer:
        if actor in queries.cancelled(activity):
            rows = [{"id": id_, "outcome": ""} for id_ in queries.participation_keys(activity, [actor])]
        elif actor in queries.roles(activity):
            raise BridgeheadError(phrases.already_on_trip(member.name, trip.name))
        else:
            row = {"activity_id": activity, "actor_id": actor, "role": MEMBER, "since": ""}
            rows = [{"id": Participation.key_of(row), **row}]
        writer.put(Participation, rows)
    return writer.receipt(None)


def _trip(activity: str) -> Activity:
    trip = find_activity(activity)
    if trip.kind not in TRIPS:
        raise InputError(expects("trip"), column="activity", found=f"{activity} ({trip.kind})")
    return trip


def _cluster(trip: Activity) -> str:
    """The cluster that organises it, else the one with most members."""
    organiser = trip.organiser
    cluster = organiser.pk if organiser is not None and organiser.kind == "cluster" else cluster_in_question()
    if not cluster:
        raise InputError(expects("cluster_of_members"), column="organiser", found=finds("nothing"))
    return cluster


def _itself(trip: Activity, parts: Collection[str], cluster: str) -> Opportunity:
    """What the trip says of itself, and whom it meets, as an opportunity that nobody has written down."""
    met = queries.non_members(parts, cluster)
    words = [*trip.themes, trip.description, *(_about(a) for a in met)]
    text = " ".join(word for word in words if word)
    return Opportunity(
        title=text or trip.name, kind="market", countries=[trip.market] if trip.market else [], description=""
    )


def _about(actor: Actor) -> str:
    return " ".join([actor.sector, *actor.capabilities, actor.description])


def _asked(trip: Activity, parts: Collection[str]) -> tuple[Opportunity, ...]:
    """The trip's own opportunity, then what its hosts and buyers ask for, then what is open in its market."""
    today = timezone.localdate().isoformat()
    current = [o for o in opportunities(status=CURRENT) if not o.deadline or not is_before(o.deadline, today)]
    theirs = [o for o in current if o.buyer and o.buyer in parts]
    there = [o for o in current if trip.market and trip.market in o.countries]
    own: Sequence[Opportunity] = [trip.opportunity] if trip.opportunity else []
    return tuple({o.pk: o for o in (*own, *theirs, *there)}.values())[:ASKED]
