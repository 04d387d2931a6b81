"""Who may do what: the one table that pages, API and command line ask.

Roles × verbs × kinds of object × own or other's. Whatever the table does not grant is refused.
The command line acts for whoever owns the workspace's files, as `Role.STAFF`.
"""

from collections.abc import Mapping
from enum import Enum, StrEnum
from types import MappingProxyType

from bridgehead.kit.errors import NotAllowed


class Role(StrEnum):
    """What somebody is to the cluster."""

    STAFF = "staff"
    MEMBER = "member"

    @property
    def label(self) -> str:
        """What a page shows."""
        return {"staff": "Cluster staff", "member": "Member"}[self.value]


class Verb(StrEnum):
    """What somebody does to an object."""

    VIEW = "view"
    CHANGE = "change"
    IMPORT = "import"
    EXPORT = "export"
    UNDO = "undo"


class Kind(StrEnum):
    """What it is done to."""

    ACTOR = "actor"
    CONTACT = "contact"
    TIE = "tie"
    ACTIVITY = "activity"
    OPPORTUNITY = "opportunity"
    EVIDENCE = "evidence"
    SOURCE = "source"
    CODING = "coding"
    MATCH = "match"
    MARK = "mark"
    ANSWER = "answer"
    CASE = "case"
    LOG = "log"
    USER = "user"


class Scope(Enum):
    """Whose objects a grant covers."""

    OWN = "own"
    ALL = "all"


NOUNS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.ACTOR: "organisations",
        Kind.CONTACT: "contacts",
        Kind.TIE: "ties",
        Kind.ACTIVITY: "activities",
        Kind.OPPORTUNITY: "opportunities",
        Kind.EVIDENCE: "evidence",
        Kind.SOURCE: "sources",
        Kind.CODING: "codings",
        Kind.MATCH: "rankings",
        Kind.MARK: "marks",
        Kind.ANSWER: "answers to opportunities",
        Kind.CASE: "the case",
        Kind.LOG: "the list of changes",
        Kind.USER: "accounts",
    }
)
EVERYTHING = {(verb, kind): Scope.ALL for verb in Verb for kind in Kind}
OF_MEMBERS = {
    (Verb.VIEW, Kind.ACTOR): Scope.ALL,
    (Verb.VIEW, Kind.ACTIVITY): Scope.ALL,
    (Verb.VIEW, Kind.OPPORTUNITY): Scope.ALL,
    (Verb.VIEW, Kind.CONTACT): Scope.OWN,
    (Verb.VIEW, Kind.TIE): Scope.OWN,
    (Verb.VIEW, Kind.EVIDENCE): Scope.OWN,
    (Verb.VIEW, Kind.MATCH): Scope.OWN,
    (Verb.VIEW, Kind.ANSWER): Scope.OWN,
    (Verb.CHANGE, Kind.CONTACT): Scope.OWN,
    (Verb.CHANGE, Kind.ANSWER): Scope.OWN,
}
GRANTS: Mapping[Role, Mapping[tuple[Verb, Kind], Scope]] = MappingProxyType(
    {Role.STAFF: MappingProxyType(EVERYTHING), Role.MEMBER: MappingProxyType(OF_MEMBERS)}
)


def scope(role: str, verb: Verb, kind: Kind) -> Scope | None:
    """Whose objects of a kind a role may do this to; None for nobody's."""
    return GRANTS[Role(role)].get((verb, kind))


def may(role: str, verb: Verb, kind: Kind, *, own: bool = False) -> bool:
    """Whether a role may do this to an object, its own or another's."""
    granted = scope(role, verb, kind)
    return granted is Scope.ALL or (granted is Scope.OWN and own)


def require(role: str, verb: Verb, kind: Kind, *, own: bool = False) -> None:
    """Refuse what the table does not grant.

    Raises
    ------
    NotAllowed
        Naming who could.
    """
    if not may(role, verb, kind, own=own):
        able = " or ".join(r.label.lower() for r in Role if may(r, verb, kind))
        others = " of other organisations" if scope(role, verb, kind) is Scope.OWN else ""
        raise NotAllowed(f"only {able} may {verb.value} {NOUNS[kind]}{others}")
