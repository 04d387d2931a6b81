"""Members into the store: who is known already, what a row fills in, what stays."""

from collections.abc import Iterable, Mapping
from typing import Any

from bridgehead.ecosystem.models import Actor, Identifier, Membership, Person
from bridgehead.intake.core.members import CONTACT, IDENTIFIERS, kind_of
from bridgehead.intake.core.names import plain, slug
from bridgehead.intake.members import Member
from bridgehead.kit.changes import Writer
from bridgehead.kit.csvfiles import Refuse
from bridgehead.kit.errors import InputError
from bridgehead.kit.progress import Progress

ACTOR_FIELDS = (
    "name kind size country region city founded sector capabilities description website aliases".split()  # noqa: SIM905
)
BLANKS: Mapping[str, Any] = {name: [] if name in ("capabilities", "aliases") else "" for name in ACTOR_FIELDS}


class Register:
    """Whose row it is: by id, by what registers call it, by name and country; else somebody new."""

    def __init__(self) -> None:
        self.ids = set(Actor.objects.values_list("pk", flat=True))
        self.earlier = frozenset(self.ids)
        self.by_identifier = {
            (scheme, value): actor
            for scheme, value, actor in Identifier.objects.values_list("scheme", "value", "actor_id")
        }
        self.schemes: dict[str, set[str]] = {}
        for (scheme, _), actor in self.by_identifier.items():
            self.schemes.setdefault(actor, set()).add(scheme)
        self.by_name: dict[str, list[tuple[str, str]]] = {}
        for id_, name, country in Actor.objects.values_list("pk", "name", "country"):
            self.by_name.setdefault(plain(name), []).append((id_, country))

    def find(self, values: Mapping[str, Any]) -> str:
        """The id of the row's actor; a new one is noted, so that the next row finds it."""
        numbers = identifiers_of(values)
        known = [self.by_identifier[number] for number in numbers if number in self.by_identifier]
        id_ = values.get("id") or (known[0] if known else self._named(values, numbers)) or self._fresh(values)
        if id_ not in self.ids:
            self.ids.add(id_)
            self.by_name.setdefault(plain(values["name"]), []).append((id_, values.get("country", "")))
        for number in numbers:
            self.by_identifier.setdefault(number, id_)
            self.schemes.setdefault(id_, set()).add(number[0])
        return str(id_)

    def _named(self, values: Mapping[str, Any], numbers: list[tuple[str, str]]) -> str | None:
        """Somebody of this name in this country, unless a register calls the two differently."""
        country = values.get("country", "")
        for id_, other in self.by_name.get(plain(values.get("name", "")), ()):
            schemes = self.schemes.get(id_, set())
            if (not country or not other or country == other) and not any(s in schemes for s, _ in numbers):
                return id_
        return None

    def _fresh(self, values: Mapping[str, Any]) -> str:
        stem = slug(values["name"]) or f"member-{next(iter(identifiers_of(values)), ('', '0'))[1]}"
        number, id_ = 1, stem
        while id_ in self.ids:
            number += 1
            id_ = f"{stem}-{number}"
        return id_


def identifiers_of(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Scheme and value of what registers call a member; a Danish VAT number says the CVR number as well."""
    numbers = [(scheme, values[scheme]) for scheme in IDENTIFIERS if scheme in values]
    vat = values.get("vat", "")
    if vat.startswith("DK") and "cvr" not in values:
        numbers.append(("cvr", vat[2:]))
    return numbers


def write_members(
    members: Iterable[Member], writer: Writer, progress: Progress, refuse: Refuse, *, file: str, cluster: str = ""
) -> None:
    """Write members; a blank cell replaces nothing, a second row of the same member fills what the first left blank.

    Parameters
    ----------
    cluster
        Id of the cluster that all of them are members of.

    Raises
    ------
    InputError
        At a row without a name whose member is not known, or of an unknown cluster, unless `refuse` notes it.
    """
    register, clusters = Register(), Clusters(cluster)
    actors: dict[str, dict[str, Any]] = {}
    numbers: dict[str, dict[str, Any]] = {}
    people: dict[str, dict[str, Any]] = {}
    for member in members:
        values = dict(member.values)
        try:
            belongs = clusters.of(values, member, file)
            _check_name(values, member, register, file)
        except InputError as error:
            refuse(error)
            continue
        id_ = register.find(values)
        _add_actor(actors, id_, values, known=id_ in register.earlier)
        for row in _numbers(id_, values, numbers):
            numbers[row["id"]] = row
        if (person := _person(id_, values)) is not None:
            _fill(people.setdefault(person["id"], person), person)
        clusters.add(id_, belongs, values)
    writer.put(Actor, progress(actors.values(), "Writing members"), keep_blank=True)
    writer.put(Identifier, progress(numbers.values(), "Writing identifiers"))
    writer.put(Person, progress(people.values(), "Writing contacts"), keep_blank=True)
    clusters.write(writer)


def _check_name(values: Mapping[str, Any], member: Member, register: Register, file: str) -> None:
    known = values.get("id") in register.ids or any(n in register.by_identifier for n in identifiers_of(values))
    if "name" not in values and not known:
        column = member.headings.get("name")
        raise InputError("the name of a member", file=file, row=member.row, column=column, found="nothing")


def _add_actor(actors: dict[str, dict[str, Any]], id_: str, values: Mapping[str, Any], *, known: bool) -> None:
    row = {"id": id_, **{name: values.get(name, blank) for name, blank in BLANKS.items()}}
    row["size"] = row["size"] or values.get("employees", "")
    row["kind"] = row["kind"] or ("" if known else kind_of(row["name"]))
    if not row["country"] and any(scheme == "cvr" for scheme, _ in identifiers_of(values)):
        row["country"] = "DK"
    if id_ in actors and row["name"] and row["name"] != actors[id_]["name"]:
        row["aliases"] = [*row["aliases"], row["name"]]
    _fill(actors.setdefault(id_, row), row)


def _fill(known: dict[str, Any], further: Mapping[str, Any]) -> None:
    known.update({name: value for name, value in further.items() if value and not known[name]})


def _numbers(id_: str, values: Mapping[str, Any], seen: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    for scheme, value in identifiers_of(values):
        row = {"actor_id": id_, "scheme": scheme, "value": value}
        row["id"] = Identifier.key_of(row)
        if row["id"] not in seen:
            yield row


def _person(id_: str, values: Mapping[str, Any]) -> dict[str, Any] | None:
    row = {name: values.get(field, "") for field, name in CONTACT.items()}
    if not any(row[name] for name in ("name", "email")):
        return None
    row["name"] = row["name"] or row["email"]
    return {"id": f"{id_}-{slug(row['name'], 40) or 'contact'}"[:100], "actor_id": id_, **row}


class Clusters:
    """Which cluster each member belongs to, and since when."""

    def __init__(self, everybody: str) -> None:
        found = list(Actor.objects.filter(kind__in=("cluster", "cluster_network")).values_list("pk", "name"))
        self.names = {plain(name): id_ for id_, name in found} | {plain(id_): id_ for id_, _ in found}
        self.everybody = everybody
        if everybody and everybody not in {id_ for id_, _ in found}:
            listed = ", ".join(sorted(id_ for id_, _ in found)) or "no cluster is in the workspace yet"
            raise InputError(f"the id of a cluster ({listed})", column="cluster", found=everybody)
        self.known = {
            (member, cluster): since
            for member, cluster, since in Membership.objects.values_list("member_id", "cluster_id", "since")
        }
        self.rows: dict[tuple[str, str], dict[str, Any]] = {}

    def of(self, values: Mapping[str, Any], member: Member, file: str) -> str:
        """The id of a row's cluster; blank for none."""
        named = values.get("cluster", "")
        if named and plain(named) not in self.names:
            column = member.headings.get("cluster")
            raise InputError("a cluster of the workspace", file=file, row=member.row, column=column, found=named)
        return self.names[plain(named)] if named else self.everybody

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
        """Write them; a start that was unknown is filled in."""
        filled = [pair for pair, row in self.rows.items() if self.known.get(pair) == "" and row["since"]]
        writer.remove(Membership, [Membership.key_of({"member_id": m, "cluster_id": c}) for m, c in filled])
        writer.put(Membership, self.rows.values(), keep_blank=True)
