"""Members into the store: who is known already, what a row fills in, what stays."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bridgehead.ecosystem.core.consent import refuses
from bridgehead.ecosystem.models import Actor, Identifier, Membership, Person
from bridgehead.importers.core.name_keys import name_key
from bridgehead.importers.core.organisation_kinds import kind_of
from bridgehead.importers.readers.member_lists import MemberRow
from bridgehead.importers.services.actor_resolver import ActorResolver, NameMatch, identifiers_of
from bridgehead.importers.services.contact_resolver import ContactResolver
from bridgehead.importers.services.name_keeper import NameKeeper
from bridgehead.kit.bulk_insert import CHUNK
from bridgehead.kit.change_writer import Writer
from bridgehead.kit.csv_files import Refuse
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.progress import Progress

ACTOR_FIELDS = (
    "name kind size staff country region city founded sector capabilities description website aliases".split()  # noqa: SIM905
)
DATES = ("member_since", "member_until")
LIKE_BLANK: Mapping[str, Any] = {"capabilities": [], "aliases": [], "staff": None}
BLANKS: Mapping[str, Any] = {name: LIKE_BLANK.get(name, "") for name in ACTOR_FIELDS}


def write_members(
    members: Iterable[MemberRow], writer: Writer, progress: Progress, refuse: Refuse, *, file: str, cluster: str = ""
) -> Sequence[NameMatch]:
    """Write members; a blank cell replaces nothing, a second row of the same member fills what the first left blank.

    Parameters
    ----------
    cluster
        Id of the cluster that all of them are members of.

    Raises
    ------
    InputError
        At a row without a name whose member is not known, unless `refuse` notes it. Of an unknown cluster, of dates of
        a membership in none and of ids that no record has it is given a line.
    """
    register, clusters, ledger = ActorResolver(), MembershipWriter(cluster), MemberWriter(writer)
    for member in progress(members, "Bringing members in"):
        values = dict(member.values)
        try:
            _check_name(values, member, register, file)
        except InputError as error:
            refuse(error)
            continue
        belongs = clusters.of(values, member, file, refuse)
        said, is_new = values.get("id", ""), values.get("id", "") not in register.ids
        id_ = register.find(values)
        if said and is_new:
            refuse(_unknown_id(member, file, "id_unknown" if id_ == said else "id_of_another"))
        ledger.add(id_, values, known=id_ in register.earlier)
        clusters.add(id_, belongs, values)
        if ledger.is_full:
            ledger.write()
            clusters.write(writer)
    ledger.write()
    clusters.write(writer)
    return ()


def _unknown_id(member: MemberRow, file: str, code: str) -> InputError:
    """That no record has a row's id, which may have been mistyped."""
    column = member.headings.get("id")
    return InputError(expects("id_of_record"), file=file, row=member.row, column=column, code=code, leaves_blank=True)


def _check_name(values: Mapping[str, Any], member: MemberRow, register: ActorResolver, file: str) -> None:
    known = values.get("id") in register.ids or any(n in register.by_identifier for n in identifiers_of(values))
    if "name" not in values and not known:
        column = member.headings.get("name")
        raise InputError(expects("member_name"), file=file, row=member.row, column=column, found=finds("nothing"))
    if among := register.asked_among(values):
        places = [" ".join(filter(None, (one.city, one.region, one.country))) or one.website for one in among]
        listed = ", ".join(f"{one.id} ({place})" if place else one.id for one, place in zip(among, places, strict=True))
        column = member.headings.get("name")
        raise InputError(
            expects("which_namesake", ids=listed), file=file, row=member.row, column=column, found=values["name"]
        )


class MemberWriter:
    """Members as their rows come in, written a few thousand at a time: a list may be longer than the memory.

    A member that comes again after it was written keeps what was written; only what was blank is filled.
    """

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.actors: dict[str, dict[str, Any]] = {}
        self.numbers: dict[str, dict[str, Any]] = {}
        self.people: dict[str, dict[str, Any]] = {}
        self.given: dict[str, int] = {}
        self.contacts: set[str] = set()
        self.resolver = ContactResolver()
        self.names = NameKeeper()

    @property
    def is_full(self) -> bool:
        """Whether it is time to write."""
        return len(self.actors) >= CHUNK

    def add(self, id_: str, values: Mapping[str, Any], *, known: bool) -> None:
        """Note a row of a member; `known` where the workspace had it before."""
        self._add_actor(id_, values, known=known)
        for scheme, value in identifiers_of(values):
            row = {"actor_id": id_, "scheme": scheme, "value": value}
            row["id"] = Identifier.key_of(row)
            self.numbers[row["id"]] = row
        for contact in values.get("contacts", ()):
            person = {"actor_id": id_, **self.resolver.find(id_, contact)}
            person["consent"] = self.resolver.answer(person["id"], contact.get("consent", ""))
            if person["consent"] and person["id"] in self.people:
                self.people[person["id"]]["consent"] = person["consent"]
            if person["id"] not in self.contacts or refuses(person["consent"]):
                there = self.people.setdefault(person["id"], person)
                there["name"] = person["name"] if there["name"] == there["email"] else there["name"]
                _fill(there, person)

    def _add_actor(self, id_: str, values: Mapping[str, Any], *, known: bool) -> None:
        row = {"id": id_, **{name: values.get(name, blank) for name, blank in BLANKS.items()}}
        if (employees := values.get("employees")) is not None:
            row["size"], row["staff"] = row["size"] or employees.size, employees.staff
        row["kind"] = row["kind"] or (
            "" if known or id_ in self.given else kind_of(row["name"], values.get("denied_kind", ""))
        )
        if not row["country"] and any(scheme == "cvr" for scheme, _ in identifiers_of(values)):
            row["country"] = "DK"
        if id_ not in self.actors and id_ in self.given:
            self.actors[id_] = self._as_written(id_)
        self.names.note(id_, row["name"], *row["aliases"])
        _fill(self.actors.setdefault(id_, row), row)

    def _as_written(self, id_: str) -> dict[str, Any]:
        """A member that was written, with what no row has said yet left blank."""
        row = Actor.objects.values("id", *ACTOR_FIELDS).get(pk=id_)
        said = self.given[id_]
        return {n: row[n] if n in ("id", "name") or said >> i & 1 else BLANKS[n] for i, n in enumerate(row)}

    def write(self) -> None:
        """Write what was noted and forget all but which fields each member was given."""
        for id_, row in self.actors.items():
            self.given[id_] = sum(1 << place for place, value in enumerate(row.values()) if value)
        self.names.settle(self.actors)
        self.writer.put(Actor, self.actors.values(), keep_blank=True)
        self.writer.put(Identifier, self.numbers.values())
        self.writer.put(Person, self.people.values(), keep_blank=True)
        self.contacts.update(self.people)
        for noted in (self.actors, self.numbers, self.people):
            noted.clear()


def _fill(known: dict[str, Any], further: Mapping[str, Any]) -> None:
    known.update({name: value for name, value in further.items() if value and not known[name]})


class MembershipWriter:
    """Which cluster each member belongs to, and since when."""

    def __init__(self, everybody: str) -> None:
        found = list(Actor.objects.filter(kind__in=("cluster", "cluster_network")).values_list("pk", "name"))
        self.names = {name_key(name): id_ for id_, name in found} | {name_key(id_): id_ for id_, _ in found}
        self.everybody = everybody
        if everybody and everybody not in {id_ for id_, _ in found}:
            listed = ", ".join(sorted(id_ for id_, _ in found)) or "no cluster is in the workspace yet"
            raise InputError(expects("cluster_id", clusters=listed), column="cluster", found=everybody)
        self.known = {
            (member, cluster): since
            for member, cluster, since in Membership.objects.values_list("member_id", "cluster_id", "since")
        }
        self.rows: dict[tuple[str, str], dict[str, Any]] = {}

    def of(self, values: Mapping[str, Any], member: MemberRow, file: str, refuse: Refuse) -> str:
        """The id of a row's cluster; blank for none. What a membership would say and none takes is told."""
        named = values.get("cluster", "")
        found = self.names.get(name_key(named), "") if named else self.everybody
        untaken = {"cluster": named} if named and not found else {}
        untaken |= {field: values[field] for field in DATES if field in values and not found}
        for field, text in untaken.items():
            column, expected = member.headings.get(field), expects("workspace_cluster")
            refuse(InputError(expected, file=file, row=member.row, column=column, found=text, leaves_blank=True))
        return found

    def add(self, member: str, cluster: str, values: Mapping[str, Any]) -> None:
        """Note a membership; one whose start the row does not say is the one that is known."""
        if cluster:
            pair = member, cluster
            earlier = self.rows.get(pair, {"since": self.known.get(pair, ""), "until": ""})
            row = {
                "member_id": member,
                "cluster_id": cluster,
                "since": values.get("member_since") or earlier["since"],
                "until": values.get("member_until") or earlier["until"],
            }
            self.rows[pair] = {"id": Membership.key_of(row), **row}

    def write(self, writer: Writer) -> None:
        """Write what was noted and forget it; a start that was unknown is filled in."""
        filled = [pair for pair, row in self.rows.items() if self.known.get(pair) == "" and row["since"]]
        writer.remove(Membership, [Membership.key_of({"member_id": m, "cluster_id": c}) for m, c in filled])
        writer.put(Membership, self.rows.values(), keep_blank=True)
        self.known.update({pair: row["since"] for pair, row in self.rows.items()})
        self.rows.clear()
