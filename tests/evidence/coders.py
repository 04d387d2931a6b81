"""Coders of the cluster's staff, by name, for tests that need no account."""

from bridgehead.kit.permissions import Role, Viewer


def as_coder(name: str) -> Viewer:
    """Somebody of the staff who codes under that name."""
    return Viewer(None, Role.ADMIN, name=name)
