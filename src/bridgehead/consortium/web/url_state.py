"""The question as an address: read from it, and led on to the next one."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from bridgehead.consortium import services
from bridgehead.consortium.core.problem import TermWeights
from bridgehead.consortium.core.result import Consortium, TeamMember
from bridgehead.consortium.services.team_documents import invited, letter_name
from bridgehead.ecosystem.models import Actor
from bridgehead.ecosystem.queries import actors
from bridgehead.kit.field_limits import is_id
from bridgehead.kit.folding import same_key
from bridgehead.kit.word_filter import called

LONGEST = 100
CHOICES = 8
"""So many actors are named where words fit several."""
PARTS = ("lead", "pin", "without")
"""What somebody who is named can be: the one that leads, in, or left out."""
SHARE = "share_"
SHARE_TEXT = re.compile(r"\d{1,3}(\.\d{1,4})?")


@dataclass(frozen=True)
class MemberLinks:
    """A member of a team, the questions that lead on from it, and its letter where it gets one."""

    member: TeamMember
    share: str
    pinned: bool
    pin: str
    leave: str
    swap: str
    letter: str


@dataclass(frozen=True)
class ActorChoice:
    """An actor that words may mean, and the question in which it takes its part."""

    actor: Actor
    question: str


def parse_request(asked: QueryDict) -> services.TeamRequest:
    """What an address asks; what it says wrongly is left out."""

    def ids(key: str) -> tuple[str, ...]:
        found = (clean(value) for value in asked.getlist(key))
        return tuple(dict.fromkeys(value for value in found if value))

    usual = TermWeights()
    weights = {name: _whole(asked.get(f"w_{name}", ""), getattr(usual, name)) for name in TermWeights.names()}
    return services.TeamRequest(
        lead=next(iter(ids("lead")), ""),
        pinned=ids("pin"),
        without=ids("without"),
        rules=next(iter(ids("rules")), ""),
        size=_whole(asked.get("size", ""), 0) or None,
        members_of=next(iter(ids("members_of")), ""),
        weights=TermWeights(**weights),
        shares=_shares(asked),
    )


def _shares(asked: QueryDict) -> dict[str, float]:
    """Budget shares in per cent, one key a member; what is no share is left out."""
    found = {}
    for key in asked:
        actor, text = key.removeprefix(SHARE), asked.get(key, "").strip().replace(",", ".")
        if key.startswith(SHARE) and is_id(actor) and SHARE_TEXT.fullmatch(text) and 0 < float(text) <= 100:
            found[actor] = float(text) / 100
    return found


def changed_weights(ask: services.TeamRequest) -> list[tuple[str, int]]:
    """The weights that are not the usual ones."""
    usual = TermWeights()
    return [(n, value) for n in TermWeights.names() if (value := getattr(ask.weights, n)) != getattr(usual, n)]


def entered_shares(ask: services.TeamRequest) -> list[tuple[str, str]]:
    """The budget shares that were entered, as names and values of an address."""
    return [(f"{SHARE}{actor}", f"{100 * share:g}") for actor, share in ask.shares.items()]


def clean(text: str) -> str:
    """A word out of an address, of bounded length."""
    return text.replace("\0", "").strip()[:LONGEST]


def _whole(text: str, usual: int) -> int:
    return min(int(text), 100) if text.isascii() and text.isdigit() and len(text) < 6 else usual


def find_actors(words: str) -> list[Actor]:
    """The actors that words may mean: the one of this id or name, else whose name begins so, else who has them."""
    if not words:
        return []
    for found in (actors().filter(pk=words), called(actors(), words, ("name",))):
        if found.count() == 1:
            return list(found)
    having = actors(words=words)
    begun = [one for one in having if same_key(one.name).startswith(same_key(words))]
    return begun if len(begun) == 1 else list(having[:CHOICES])


def choices(opportunity: str, asked: QueryDict, part: str, found: Iterable[Actor]) -> list[ActorChoice]:
    """Each of these actors with the question in which it leads, is in, or is left out."""
    return [ActorChoice(a, question(opportunity, with_role(asked, part, a.id))) for a in found]


def question(opportunity: str, asked: QueryDict) -> str:
    """The page's address."""
    words = asked.urlencode()
    return reverse("consortium", args=[opportunity]) + (f"?{words}" if words else "")


def with_role(asked: QueryDict, part: str, actor: str) -> QueryDict:
    """The question in which somebody takes this part and no other."""
    query = asked.copy()
    for key in ("who", "as"):
        query.pop(key, None)
    for key in PARTS:
        query.setlist(key, [a for a in query.getlist(key) if a != actor])
    query.setlist(part, [actor] if part == "lead" else [*query.getlist(part), actor])
    return query


def without_role(asked: QueryDict, key: str, actor: str) -> str:
    """The question in which somebody takes this part no more, as the words of an address."""
    query = asked.copy()
    query.setlist(key, [a for a in query.getlist(key) if a != actor])
    return query.urlencode()


def with_team(asked: QueryDict, lead: str, wanted: Collection[str]) -> str:
    """The question in which these are in and nobody else must be, as the words of an address."""
    query = asked.copy()
    query.setlist("pin", sorted(set(wanted) - {lead}))
    query.setlist("lead", [lead] if lead else [])
    query.setlist("without", [a for a in query.getlist("without") if a not in wanted])
    return query.urlencode()


def with_members(asked: QueryDict, lead: str, members: Collection[str]) -> list[tuple[str, str]]:
    """The question in which these are in, without budget shares: name and value of each of its fields."""
    query = QueryDict(with_team(asked, lead, members), mutable=True)
    return [(key, value) for key in query if not key.startswith(SHARE) for value in query.getlist(key)]


def member_links(
    opportunity: str, asked: QueryDict, ask: services.TeamRequest, found: Consortium, place: int
) -> tuple[MemberLinks, ...]:
    """Each member of a team with the questions that pin it, leave it out, or change it for another.

    The best team's partners have letters, the buyer has none.
    """
    team = found.teams[place - 1]
    with_letter = {member.actor for member in invited(team)} if place == 1 else set()

    def left_out(actor: str, pinned: Sequence[str]) -> str:
        query = with_role(asked, "without", actor)
        query.setlist("pin", [a for a in pinned if a != actor])
        return question(opportunity, query)

    others = [m.actor for m in team.members if m.actor != ask.lead]
    return tuple(
        MemberLinks(
            member=m,
            share="" if m.share is None else f"{100 * m.share:g}",
            pinned=m.actor in ask.wanted,
            pin=question(opportunity, with_role(asked, "pin", m.actor)),
            leave=left_out(m.actor, ask.pinned),
            swap=left_out(m.actor, others),
            letter=_letter(opportunity, asked, m) if m.actor in with_letter else "",
        )
        for m in team.members
    )


def _letter(opportunity: str, asked: QueryDict, member: TeamMember) -> str:
    return f"{reverse('consortium-file', args=[opportunity, letter_name(member)])}?{asked.urlencode()}"
