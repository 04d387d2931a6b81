"""The staff who sign in: whom a record can name as its owner or author, and what they are called."""

from collections.abc import Iterable

from bridgehead.ecosystem.models import Actor, User
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.permissions import OF_MEMBERS


def colleagues() -> dict[str, str]:
    """Staff who can sign in, in the order of their names: the account's name, and what a page calls them."""
    found = User.objects.filter(is_active=True).exclude(role__in=OF_MEMBERS)
    named = {user.username: user.get_full_name() or user.username for user in found}
    return dict(sorted(named.items(), key=lambda pair: (pair[1].casefold(), pair[0])))


def colleague_names(accounts: Iterable[str]) -> dict[str, str]:
    """What a page calls the accounts that a record names; one that is there no longer keeps its own name."""
    wanted = set(filter(None, accounts))
    known = User.objects.filter(username__in=wanted)
    return {name: name for name in wanted} | {user.username: user.get_full_name() or user.username for user in known}


def require_colleague(name: str, column: str) -> None:
    """Refuse to name somebody in a record who has no account among the staff; one that cannot sign in now will do.

    Raises
    ------
    InputError
        Naming the column.
    """
    staff = User.objects.exclude(role__in=OF_MEMBERS).values_list("username", flat=True)
    if name and name not in set(staff):  # compared here: not every store takes every text in a question
        raise InputError(expects("colleague"), column=column, found=name)


def owners() -> dict[str, str]:
    """The colleagues who look after organisations, in the order of their names."""
    named = colleague_names(Actor.objects.exclude(owner="").values_list("owner", flat=True).distinct())
    return dict(sorted(named.items(), key=lambda pair: (pair[1].casefold(), pair[0])))
