"""Reads of the accounts that own views."""

from bridgehead.ecosystem.models import User
from bridgehead.kit.permissions import Viewer, viewer_of
from bridgehead.views.models import SavedView


def owner_of(found: SavedView) -> User | None:
    """The account whose view it is, if mail reaches it; None where it does not."""
    accounts = User.objects.filter(username=found.owner, is_active=True).exclude(email="")
    return accounts.first() if found.owner else None


def viewer_named(name: str) -> Viewer | None:
    """The viewer of an account by its name; None where there is no such account."""
    account = User.objects.filter(username=name).first()
    return account_viewer(account) if account else None


def account_viewer(account: User) -> Viewer:
    """The viewer of an account."""
    return viewer_of(account.pk, account.role, account.actor_id, account.get_username())
