"""Who may do what: what pages, API and command line ask of the access table (`kit.access_table`).

The command line acts for whoever owns the workspace's files, as `Role.ADMIN`.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from bridgehead.kit.access_table import (
    FOR_STAFF,
    GRANTS,
    OF_MEMBERS,
    SHARED_BETWEEN_MEMBERS,
    GrantScope,
    Resource,
    Role,
    Verb,
)
from bridgehead.kit.errors import NotAllowed

__all__ = [
    "COMMAND_LINE",
    "OF_MEMBERS",
    "GrantScope",
    "Resource",
    "Role",
    "Verb",
    "Viewer",
    "granted_to",
    "is_permitted",
    "provide_shared",
    "viewer_of",
]


def granted_to(verb: Verb, kind: Resource) -> list[Role]:
    """The roles that may do this to every object of a kind, in the order of the table."""
    return [role for role in Role if GRANTS.get((role, verb, kind)) is GrantScope.ALL]


def is_permitted(role: str, verb: Verb, kind: Resource, *, own: bool = False, entered: bool = False) -> bool:
    """Whether a role may do this to an object of any organisation, its own, or one that the account entered."""
    granted = GRANTS.get((Role(role), verb, kind))
    return (
        granted is GrantScope.ALL or (granted is GrantScope.OWN and own) or (granted is GrantScope.ENTERED and entered)
    )


@dataclass(frozen=True)
class Viewer:
    """Whoever asks for something.

    Attributes
    ----------
    id
        Of the account; None for what is no account.
    actor
        The organisation to which the account belongs.
    shared
        What the workspace lets members see of each other.
    """

    id: int | None
    role: str
    actor: str | None = None
    name: str = ""
    shared: frozenset[Resource] = frozenset()

    def scope(self, verb: Verb, kind: Resource) -> GrantScope | None:
        """Whose objects of a kind they may do this to; None for nobody's."""
        granted = GRANTS.get((Role(self.role), verb, kind))
        if verb is Verb.VIEW and granted is GrantScope.OWN and kind in self.shared:
            return GrantScope.ALL
        return granted

    def may(self, verb: Verb, kind: Resource, *, owner: str | None = None, by: int | None = None) -> bool:
        """Whether the access table grants this.

        Parameters
        ----------
        owner
            The actor to whom the object belongs; None for nobody in particular.
        by
            The account that entered it; None where that is not known or does not matter.
        """
        granted = self.scope(verb, kind)
        return (
            granted is GrantScope.ALL
            or (granted is GrantScope.OWN and owner is not None and owner == self.actor)
            or (granted is GrantScope.ENTERED and by is not None and by == self.id)
        )

    def require(self, verb: Verb, kind: Resource, *, owner: str | None = None, by: int | None = None) -> None:
        """Refuse what the access table does not grant.

        Raises
        ------
        NotAllowed
            Naming who could.
        """
        if not self.may(verb, kind, owner=owner, by=by):
            granted = self.scope(verb, kind)
            raise NotAllowed(verb.value, kind.value, whose=granted.value if granted else "")

    def require_some(self, verb: Verb, kind: Resource) -> None:
        """Refuse whoever may do this to no object of a kind, not even to one of their own.

        Raises
        ------
        NotAllowed
            Naming who could.
        """
        if not self.may_some(verb, kind):
            granted = self.scope(verb, kind)
            raise NotAllowed(verb.value, kind.value, whose=granted.value if granted else "")

    def may_some(self, verb: Verb, kind: Resource) -> bool:
        """Whether they may do this to all objects of a kind, or to theirs."""
        granted = self.scope(verb, kind)
        return granted is not None and not (granted is GrantScope.OWN and self.actor is None)

    def may_set(self, kind: Resource, column: str) -> bool:
        """Whether they may set this column of an object that they may change."""
        return column not in FOR_STAFF.get(kind, ()) or self.scope(Verb.CHANGE, kind) is GrantScope.ALL


_shared: list[Callable[[], Collection[str]]] = []


def provide_shared(source: Callable[[], Collection[str]]) -> None:
    """Say where it stands what members see of each other, by the names of `SHARED_BETWEEN_MEMBERS`."""
    _shared[:] = [source]


def viewer_of(id_: int, role: str, actor: str | None, name: str) -> Viewer:
    """The viewer of an account, with what the workspace lets members see of each other."""
    names = _shared[0]() if _shared and role in OF_MEMBERS else ()
    return Viewer(id_, role, actor, name, frozenset(SHARED_BETWEEN_MEMBERS[each] for each in names))


COMMAND_LINE = Viewer(None, Role.ADMIN)
"""Whoever owns the workspace's files, and the worker that does what it was given."""
