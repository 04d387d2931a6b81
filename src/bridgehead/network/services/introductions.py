"""Introductions: the shortest and the strongest chain between two actors, with who can be asked at each step."""

from dataclasses import dataclass

from bridgehead.ecosystem.models import Actor
from bridgehead.kit.errors import NotFound
from bridgehead.kit.permissions import OF_MEMBERS, Resource, Verb, Viewer
from bridgehead.network import phrases
from bridgehead.network.core.actor_network import ActorNetwork, NetworkFilter
from bridgehead.network.core.introduction_paths import (
    IntroductionPath,
    NotInNetwork,
    introduction_paths,
    neighbourhood,
)
from bridgehead.network.queries.actor_network import find_actor, read_network
from bridgehead.network.queries.step_evidence import StepEvidence, step_evidence


@dataclass(frozen=True)
class Introduction:
    """A chain from one actor to another, with the evidence of each step."""

    path: IntroductionPath
    steps: tuple[StepEvidence, ...]


@dataclass(frozen=True)
class Introductions:
    """The shortest and the strongest chain between two actors; None where there is none."""

    start: Actor
    end: Actor
    shortest: Introduction | None
    strongest: Introduction | None

    @property
    def are_one(self) -> bool:
        """Whether the shortest chain is the strongest."""
        return self.shortest == self.strongest


def named_actor(text: str) -> Actor:
    """The actor of an id or a name.

    Raises
    ------
    NotFound
        If no actor has it.
    """
    found = find_actor(text)
    if found is None:
        raise NotFound(phrases.unknown_actor(text))
    return found


def visible_network(filters: NetworkFilter, viewer: Viewer) -> ActorNetwork:
    """The network as far as the viewer may see it.

    Raises
    ------
    NotAllowed
        If the viewer may see no actors.
    """
    viewer.require(Verb.VIEW, Resource.ACTOR)
    return read_network(
        filters,
        own=viewer.actor,
        sees_all_ties=viewer.may(Verb.VIEW, Resource.TIE),
        sees_all_roles=viewer.may(Verb.VIEW, Resource.ROLE),
    )


def network_around(network: ActorNetwork, actor: Actor, steps: int) -> ActorNetwork:
    """The part of a network that an actor reaches in so many steps.

    Raises
    ------
    NotFound
        If it has no tie there.
    """
    try:
        return neighbourhood(network, actor.pk, steps)
    except NotInNetwork as error:
        raise NotFound(phrases.without_ties(actor.name)) from error


def find_introductions(start: str, end: str, *, viewer: Viewer) -> Introductions:
    """Who can introduce one actor to another, both by id or name.

    Raises
    ------
    NotAllowed
        If the viewer may see no actors.
    NotFound
        If there is no such actor, or one of them has no tie that the viewer may see.
    """
    network = visible_network(NetworkFilter(), viewer)
    actors = named_actor(start), named_actor(end)
    try:
        shortest, strongest = introduction_paths(network, actors[0].pk, actors[1].pk)
    except NotInNetwork as error:
        alone = next(actor for actor in actors if actor.pk == error.args[0])
        raise NotFound(phrases.without_ties(alone.name)) from error
    if shortest is None or strongest is None:
        return Introductions(*actors, None, None)
    evidence = step_evidence(
        [shortest, strongest],
        lambda id_: viewer.may(Verb.VIEW, Resource.CONTACT, owner=id_),
        for_members=viewer.role in OF_MEMBERS,
    )
    return Introductions(
        *actors, Introduction(shortest, tuple(evidence[0])), Introduction(strongest, tuple(evidence[1]))
    )
