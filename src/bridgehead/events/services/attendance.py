"""From who came to participations: each organisation once, unknown ones asked once for all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bridgehead.ecosystem.models import Actor, Participation
from bridgehead.ecosystem.queries import activity as find_activity
from bridgehead.events import phrases
from bridgehead.events.core.seats import ATTENDED
from bridgehead.events.models import LeftOutName, Registration
from bridgehead.importers.core.name_keys import name_key
from bridgehead.importers.core.name_normalisation import domain
from bridgehead.importers.core.organisation_kinds import kind_of
from bridgehead.importers.core.record_linkage import SHARED_HOSTS
from bridgehead.importers.queries.similar_names import similar_actors
from bridgehead.importers.services.actor_resolver import ActorResolver
from bridgehead.kit.change_writer import Writer, batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.list_items import SEPARATOR
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt

NEW, LEFT_OUT = "+new", "+out"
"""Choices that are no ids of organisations."""
ROLE = "participant"
MOST_DOMAINS = 5
"""So many domains of the addresses under a name are looked for."""


@dataclass(frozen=True)
class AskedName:
    """A name on the list that no organisation on record has.

    Attributes
    ----------
    key
        The name made comparable.
    people
        How many came under it.
    suggestions
        Organisations with a website at the domain of their addresses, then those with a similar name, the likeliest
        first.
    """

    key: str
    name: str
    people: int
    suggestions: Sequence[Actor]


@dataclass(frozen=True)
class AttendanceReview:
    """What is known of those who came.

    Attributes
    ----------
    actors
        Organisations that take part by it, by name, and whether that is recorded already.
    asked
        Names to be asked for.
    left_out
        How many people come from nowhere, or from what is no organisation.
    """

    actors: Sequence[tuple[Actor, bool]]
    asked: Sequence[AskedName]
    left_out: int

    @property
    def new(self) -> int:
        """How many participations would be new without an answer."""
        return sum(not recorded for _, recorded in self.actors)


def review_attendance(activity: str) -> AttendanceReview:
    """Which organisations those come from who came, and which names are unknown."""
    about = find_activity(activity)
    came = list(Registration.objects.filter(activity=activity, status=ATTENDED).order_by("organisation", "pk"))
    owners, unknown, left_out = _sorted(came)
    asked = [_asked(key, rows) for key, rows in sorted(unknown.items())]
    taking_part = set(Participation.objects.filter(activity=activity).values_list("actor", flat=True))
    ids = set(owners.values()) - {about.organiser_id}
    actors = [(actor, actor.pk in taking_part) for actor in Actor.objects.filter(pk__in=ids).order_by("name", "pk")]
    return AttendanceReview(actors, asked, left_out)


def make_participations(activity: str, choices: Mapping[str, str], *, viewer: Viewer) -> Receipt[int]:
    """Make everybody who came a participation of their organisation, each once; how many are new.

    What is chosen for an unknown name is remembered: an organisation gets it as another name, what is left out is
    left out of later lists as well. A name without a choice is asked again.

    Parameters
    ----------
    choices
        Comparable name to the id of an organisation, `NEW` or `LEFT_OUT`.

    Raises
    ------
    NotAllowed
        To whoever may not change activities and organisations.
    NotFound
        If there is no such activity.
    InputError
        If a choice is no organisation.
    """
    viewer.require(Verb.CHANGE, Resource.ACTIVITY)
    viewer.require(Verb.CHANGE, Resource.ACTOR)
    about = find_activity(activity)
    with batch("attendance.participations", activity, viewer=viewer, activity=about.name) as writer:
        came = list(Registration.objects.filter(activity=activity, status=ATTENDED).order_by("organisation", "pk"))
        owners, unknown, _ = _sorted(came)
        chosen = {key: choice for key, choice in choices.items() if key in unknown and choice}
        named = _remember(writer, chosen, {key: rows[0].organisation for key, rows in unknown.items()})
        for each in came:
            key = name_key(each.organisation)
            if each.pk not in owners and key in named:
                owners[each.pk] = named[key]
        before = {each.pk: each.actor_id for each in came}
        told = [{"id": id_, "actor_id": actor} for id_, actor in owners.items() if before[id_] != actor]
        if told:
            writer.put(Registration, told)
        rows = _participations(activity, set(owners.values()) - {about.organiser_id})
        if rows:
            writer.put(Participation, rows)
    return writer.receipt(len(rows))


def _asked(key: str, rows: Sequence[Registration]) -> AskedName:
    name = rows[0].organisation
    found = {actor.pk: actor for actor in [*_by_domain(rows), *similar_actors(name)]}
    return AskedName(key, name, len(rows), list(found.values()))


def _by_domain(rows: Sequence[Registration]) -> list[Actor]:
    """Organisations whose website stands at the domain of somebody's address."""
    hosts = {row.email.rpartition("@")[2].casefold() for row in rows if row.email} - {"", *SHARED_HOSTS}
    found: list[Actor] = []
    for host in sorted(hosts)[:MOST_DOMAINS]:
        near = Actor.objects.filter(website__icontains=host).order_by("name", "pk")[:MOST_DOMAINS]
        found += [actor for actor in near if domain(actor.website) == host]
    return found


def _participations(activity: str, actors: set[str]) -> list[dict[str, object]]:
    taking_part = set(Participation.objects.filter(activity=activity).values_list("actor", flat=True))
    rows: list[dict[str, object]] = []
    for actor in sorted(actors - taking_part):
        row = {"activity_id": activity, "actor_id": actor, "role": ROLE, "since": "", "chosen_by": "self"}
        rows.append({**row, "id": Participation.key_of(row)})
    return rows


def _remember(writer: Writer, chosen: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """Keep what was chosen for unknown names; the organisation of each, where there is one."""
    out = [{"id": LeftOutName.key_of({"name": key}), "name": key} for key, c in chosen.items() if c == LEFT_OUT]
    if out:
        writer.put(LeftOutName, out)
    found = {key: choice for key, choice in chosen.items() if choice not in {NEW, LEFT_OUT}}
    known = {actor.pk: actor for actor in Actor.objects.filter(pk__in=found.values())}
    aliases: dict[str, list[str]] = {}
    for key, id_ in found.items():
        if id_ not in known:
            raise InputError("", column=key, found=id_, sentence=phrases.no_such_organisation())
        aliases.setdefault(id_, list(known[id_].aliases)).append(names[key].replace(SEPARATOR, ","))
    if aliases:
        writer.put(Actor, [{"id": id_, "aliases": texts} for id_, texts in aliases.items()])
    resolver = ActorResolver()
    made = {key: resolver.find({"name": names[key]}) for key, choice in chosen.items() if choice == NEW}
    rows = [{"id": id_, "name": names[key], "kind": kind_of(names[key])} for key, id_ in made.items()]
    rows = [row for row in rows if row["id"] not in resolver.earlier]
    if rows:
        writer.put(Actor, rows)
    return found | made


def _sorted(came: Sequence[Registration]) -> tuple[dict[str, str], dict[str, list[Registration]], int]:
    """Registration to organisation; unknown names by their comparable form; how many are left out."""
    known, out = _known_names(), set(LeftOutName.objects.values_list("name", flat=True))
    owners: dict[str, str] = {}
    unknown: dict[str, list[Registration]] = {}
    left_out = 0
    for each in came:
        key = name_key(each.organisation)
        if each.actor_id:
            owners[each.pk] = each.actor_id
        elif not key or key in out:
            left_out += 1
        elif len(known.get(key, ())) == 1:
            owners[each.pk] = next(iter(known[key]))
        else:
            unknown.setdefault(key, []).append(each)
    return owners, unknown, left_out


def _known_names() -> dict[str, set[str]]:
    """Comparable names of organisations, other names among them, to who has them."""
    found: dict[str, set[str]] = {}
    for id_, name, aliases in Actor.objects.exclude(placeholder="yes").values_list("pk", "name", "aliases"):
        for text in (name, *aliases):
            found.setdefault(name_key(text), set()).add(id_)
    return found
