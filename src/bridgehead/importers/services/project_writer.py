"""Projects and calls into the store: who is known already, what stays, what is replaced."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bridgehead.ecosystem.models import Activity, Actor, Identifier, Participation
from bridgehead.importers.core.name_normalisation import strip_legal_form
from bridgehead.importers.core.project_records import Attributes, Projects, actor_id
from bridgehead.importers.services.actor_resolver import ActorNameLookup, NameMatch
from bridgehead.importers.services.name_keeper import NameKeeper
from bridgehead.kit.bulk_insert import CHUNK, Row
from bridgehead.kit.change_writer import Writer
from bridgehead.kit.progress import Progress
from bridgehead.opportunities.models import Opportunity

PIC, VAT = "pic", "vat"


def write_projects(
    projects: Projects, writer: Writer, progress: Progress, *, fills: Collection[str] = ()
) -> Sequence[NameMatch]:
    """Write projects, organisations and participations; what exists is updated, never doubled.

    An organisation is the actor that has its PIC, whatever that actor's id, or its VAT number, or, of the
    actors without a PIC, the one that by name, country and place it can only be. Only blanks are filled in
    an actor whose id is not made from the PIC, since somebody keeps it by hand. A blank replaces nothing.

    Parameters
    ----------
    fills
        Attributes that this source may fill but not replace.

    Returns
    -------
    sequence of NameMatch
        The actors that organisations were taken for by name, country and place.
    """
    who, recognised = _actors_of(projects)
    _write_actors(projects, who, writer, progress, fills)
    _write_identifiers(projects, who, writer)
    earlier = set(Activity.objects.values_list("id", flat=True)).intersection(projects.activities)
    activities = (_activity(row, projects, who, earlier) for row in projects.activities.values())
    writer.put(Activity, progress(activities, "Writing projects"), keep=fills, keep_blank=True)
    writer.remove(Participation, _replaced(projects, who, earlier))
    parts = progress(_merged(projects.parts, who).items(), "Writing participations")
    writer.put(Participation, (_participation(*key, money) for key, money in parts), keep_blank=True)
    return recognised


def names_by_pic() -> dict[str, str]:
    """Names of the actors that have a PIC."""
    return dict(Identifier.objects.filter(scheme=PIC).values_list("value", "actor__name"))


def _actors_of(projects: Projects) -> tuple[dict[str, str], list[NameMatch]]:
    """PIC to the id of its actor, known or new, and those that were known by name alone."""
    found = Identifier.objects.filter(scheme=PIC).order_by("-actor_id")
    known = dict(found.values_list("value", "actor_id").iterator())
    without = Actor.objects.exclude(pk__in=Identifier.objects.filter(scheme=PIC).values("actor_id"))
    new = {pic: row for pic, row in projects.actors.items() if pic not in known}
    recognised: list[NameMatch] = []
    if new and without.exists():
        known |= _by_vat(projects, new, set(without.values_list("pk", flat=True)))
        names = ActorNameLookup(without.values_list("pk", "name", "country", "city"))
        twice = Counter((strip_legal_form(row["name"]), row["country"]) for row in new.values())
        for pic, row in new.items():
            alone = twice[strip_legal_form(row["name"]), row["country"]] == 1
            id_ = names.find(row["name"], row["country"], row.get("city", "")) if alone and pic not in known else None
            if id_ is not None:
                known[pic] = id_
                recognised.append(NameMatch(id_, row["name"]))
    return {pic: known.get(pic) or actor_id(pic) for pic in projects.actors}, recognised


def _by_vat(projects: Projects, new: Collection[str], without: Collection[str]) -> dict[str, str]:
    """New PICs whose VAT number an actor without a PIC has."""
    numbers = {vat: pic for pic, vat in projects.vats if pic in new}
    rows = Identifier.objects.filter(scheme=VAT).values_list("value", "actor_id")
    return {numbers[vat]: actor for vat, actor in rows if vat in numbers and actor in without}


def _write_actors(
    projects: Projects, who: Mapping[str, str], writer: Writer, progress: Progress, fills: Collection[str]
) -> None:
    earlier = set(Actor.objects.values_list("id", flat=True))
    rows: dict[bool, dict[str, dict[str, Any]]] = {True: {}, False: {}}
    names = NameKeeper()
    for pic, attributes in projects.actors.items():
        id_ = who[pic]
        name = attributes["name"] or ("" if id_ in earlier else f"PIC {pic}")
        rows[id_ == actor_id(pic)].setdefault(id_, {**attributes, "id": id_, "name": name})
        names.note(id_, *projects.names.get(pic, ()))
    for own, found in rows.items():
        names.settle(found, renames=own)
    writer.put(Actor, progress(rows[True].values(), "Writing organisations"), keep=("kind", *fills), keep_blank=True)
    if rows[False]:
        by_hand = rows[False].values()
        writer.put(Actor, by_hand, keep=next(iter(by_hand)).keys() - {"aliases"}, keep_blank=True)


def _write_identifiers(projects: Projects, who: Mapping[str, str], writer: Writer) -> None:
    numbers = [(pic, PIC, pic) for pic in projects.actors]
    numbers += [(pic, VAT, vat) for pic, vat in projects.vats]
    rows = {}
    for pic, scheme, value in numbers:
        row = {"actor_id": who[pic], "scheme": scheme, "value": value}
        row["id"] = Identifier.key_of(row)
        rows[row["id"]] = row
    writer.put(Identifier, rows.values())


def _activity(row: Attributes, projects: Projects, who: Mapping[str, str], earlier: Collection[str]) -> Row:
    id_ = row["id"]
    name = row["name"] or ("" if id_ in earlier else f"{row['programme']} project {id_.rpartition('-')[2]}")
    organiser = projects.organisers.get(id_)
    return {**row, "name": name, "organiser_id": who[organiser] if organiser else None}


def _replaced(projects: Projects, who: Mapping[str, str], earlier: Collection[str]) -> list[str]:
    """Participations that the source now has in another role: keys of what stood before."""
    pairs = {(activity, who[pic]) for activity, pic, _ in projects.parts if activity in earlier}
    keys = {_key(activity, who[pic], role) for activity, pic, role in projects.parts if activity in earlier}
    replaced = []
    activities = sorted(earlier)
    for start in range(0, len(activities), CHUNK):
        found = Participation.objects.filter(activity_id__in=activities[start : start + CHUNK], since="", outcome="")
        for key, activity, actor in found.values_list("id", "activity_id", "actor_id"):
            if (activity, actor) in pairs and key not in keys:
                replaced.append(key)
    return replaced


def _merged(
    parts: Mapping[tuple[str, str, str], float | None], who: Mapping[str, str]
) -> Mapping[tuple[str, str, str], float | None]:
    """Contributions by activity, actor and role; an actor with two PICs is one."""
    merged: dict[tuple[str, str, str], float | None] = {}
    for (activity, pic, role), money in parts.items():
        key = (activity, who[pic], role)
        earlier = merged.get(key)
        merged[key] = money if earlier is None else earlier + (money or 0)
    return merged


def _participation(activity: str, actor: str, role: str, contribution: float | None) -> Row:
    return {
        "id": _key(activity, actor, role),
        "activity_id": activity,
        "actor_id": actor,
        "role": role,
        "contribution": contribution,
    }


def _key(activity: str, actor: str, role: str) -> str:
    return Participation.key_of({"activity_id": activity, "actor_id": actor, "role": role})


def write_calls(rows: Sequence[Row], writer: Writer, progress: Progress) -> Sequence[NameMatch]:
    """Write opportunities; a rule set that somebody chose stays, a blank replaces nothing."""
    writer.put(Opportunity, progress(rows, "Writing calls"), keep=("rule_set",), keep_blank=True)
    return ()
