"""Who may do what: the one table that pages, API and command line ask.

Roles × verbs × kinds of object × own or other's. Whatever the table does not grant is refused.
The command line acts for whoever owns the workspace's files, as `Role.STAFF`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
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


class Resource(StrEnum):
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
    SETTING = "setting"


class GrantScope(Enum):
    """Whose objects a grant covers."""

    OWN = "own"
    ALL = "all"


EVERYTHING = {(verb, kind): GrantScope.ALL for verb in Verb for kind in Resource}
OF_MEMBERS = {
    (Verb.VIEW, Resource.ACTOR): GrantScope.ALL,
    (Verb.VIEW, Resource.ACTIVITY): GrantScope.ALL,
    (Verb.VIEW, Resource.OPPORTUNITY): GrantScope.ALL,
    (Verb.VIEW, Resource.CONTACT): GrantScope.OWN,
    (Verb.VIEW, Resource.TIE): GrantScope.OWN,
    (Verb.VIEW, Resource.EVIDENCE): GrantScope.OWN,
    (Verb.VIEW, Resource.MATCH): GrantScope.OWN,
    (Verb.VIEW, Resource.ANSWER): GrantScope.OWN,
    (Verb.CHANGE, Resource.CONTACT): GrantScope.OWN,
    (Verb.CHANGE, Resource.ANSWER): GrantScope.OWN,
}
GRANTS: Mapping[Role, Mapping[tuple[Verb, Resource], GrantScope]] = MappingProxyType(
    {Role.STAFF: MappingProxyType(EVERYTHING), Role.MEMBER: MappingProxyType(OF_MEMBERS)}
)


def grant_scope(role: str, verb: Verb, kind: Resource) -> GrantScope | None:
    """Whose objects of a kind a role may do this to; None for nobody's."""
    return GRANTS[Role(role)].get((verb, kind))


def is_permitted(role: str, verb: Verb, kind: Resource, *, own: bool = False) -> bool:
    """Whether a role may do this to an object, its own or another's."""
    granted = grant_scope(role, verb, kind)
    return granted is GrantScope.ALL or (granted is GrantScope.OWN and own)


def require(role: str, verb: Verb, kind: Resource, *, own: bool = False) -> None:
    """Refuse what the table does not grant.

    Raises
    ------
    NotAllowed
        Naming who could.
    """
    if not is_permitted(role, verb, kind, own=own):
        others = grant_scope(role, verb, kind) is GrantScope.OWN
        raise NotAllowed(verb.value, kind.value, others=others)


@dataclass(frozen=True)
class Viewer:
    """Whoever asks for something: an account's role and the actor it belongs to; what has no id is no account."""

    id: int | None
    role: str
    actor: str | None = None
    name: str = ""

    def may(self, verb: Verb, kind: Resource, *, owner: str | None = None) -> bool:
        """Whether the access table grants this on an object that belongs to the actor `owner`."""
        return is_permitted(self.role, verb, kind, own=self._owns(owner))

    def require(self, verb: Verb, kind: Resource, *, owner: str | None = None) -> None:
        """Refuse what the access table does not grant.

        Raises
        ------
        NotAllowed
            Naming who could.
        """
        require(self.role, verb, kind, own=self._owns(owner))

    def _owns(self, owner: str | None) -> bool:
        return owner is not None and owner == self.actor


COMMAND_LINE = Viewer(None, Role.STAFF)
"""Whoever owns the workspace's files, and the worker that does what it was given."""
