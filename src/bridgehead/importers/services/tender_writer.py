"""Tenders into the store: notices become opportunities, awards say who took part in what."""

from collections.abc import Sequence

from bridgehead.ecosystem.models import Activity, Actor, Participation
from bridgehead.importers.core import ted
from bridgehead.importers.core.organisation_kinds import kind_of
from bridgehead.importers.services.actor_resolver import ActorResolver, NameMatch
from bridgehead.importers.services.name_keeper import NameKeeper
from bridgehead.kit.change_writer import Writer
from bridgehead.kit.progress import Progress
from bridgehead.opportunities.models import Opportunity

WON = "winner"


def write_tenders(notices: dict[str, ted.Notice], writer: Writer, progress: Progress) -> Sequence[NameMatch]:
    """Write notices; a buyer or winner that is known by name and country is the actor that it is.

    Returns
    -------
    sequence of NameMatch
        Those that are known under a name with another legal form.
    """
    register, names = ActorResolver(loosely=True), NameKeeper()
    actors: dict[str, dict[str, object]] = {}
    activities, parts = [], {}
    for notice in notices.values():
        if not notice.winners:
            continue
        id_ = f"ted-{notice.number}"
        organiser = (
            _actor(actors, register, names, notice.buyer, notice.country, "public", "") if notice.buyer else None
        )
        activities.append(
            {
                "id": f"{id_}-award",
                "name": notice.title,
                "kind": "project",
                "organiser_id": organiser,
                "start": notice.day,
                "market": notice.country,
                "opportunity_id": id_,
                "external_id": notice.number,
            }
        )
        for winner in notice.winners:
            actor = _actor(actors, register, names, winner.name, winner.country, kind_of(winner.name), winner.size)
            row = {"activity_id": f"{id_}-award", "actor_id": actor, "role": WON}
            parts[Participation.key_of(row)] = {"id": Participation.key_of(row), **row}
    buyers = {activity["opportunity_id"]: activity["organiser_id"] for activity in activities}
    rows = (
        {"id": id_, "title": n.title, "kind": "tender", "buyer": buyers.get(id_) or n.buyer, **n.values}
        for n in notices.values()
        for id_ in (f"ted-{n.number}",)
    )
    names.settle(actors, renames=False)
    writer.put(Opportunity, progress(rows, "Writing tenders"), keep_blank=True)
    writer.put(Actor, progress(actors.values(), "Writing buyers and winners"), keep=("kind",), keep_blank=True)
    writer.put(Activity, progress(activities, "Writing awards"), keep_blank=True)
    writer.put(Participation, parts.values(), keep_blank=True)
    return list(register.recognised.values())


def _actor(
    actors: dict[str, dict[str, object]],
    register: ActorResolver,
    names: NameKeeper,
    name: str,
    country: str,
    kind: str,
    size: str,
) -> str:
    id_ = register.find({"name": name, "country": country})
    names.note(id_, name)
    size = size if kind == "firm" or size == "sme" else ""
    row = actors.setdefault(id_, {"id": id_, "name": name, "kind": kind, "country": country, "size": size})
    row["size"] = row["size"] or size
    return id_
