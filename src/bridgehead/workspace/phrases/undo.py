"""Sentences on changes and their undo."""

from django.utils.translation import gettext as _


def nothing_to_undo() -> str:
    """Why a change cannot be undone."""
    return _("this change wrote nothing, so there is nothing to undo.")


def list_changes() -> str:
    """Which command lists changes."""
    return _("List changes with `bridgehead changes`.")


def changed_since(batch: int) -> str:
    """Why an undo leaves a value as it is: a later change."""
    return _("Changed since by change {batch}").format(batch=batch)


def field_changed_since(field: str, batch: int) -> str:
    """Why an undo leaves an added record: one of its fields was changed later."""
    return _("Field {field} changed since by change {batch}").format(field=field, batch=batch)


def erased() -> str:
    """Why an undo does not restore a record: it was personal data."""
    return _("Erased for good")


def field_gone(field: str) -> str:
    """Why an undo leaves a value: its field was removed from the product."""
    return _("Field {field} no longer exists").format(field=field)


def value_not_accepted(value: str, expected: str) -> str:
    """Why an undo leaves a value: its field does not take it."""
    return _("“{value}” is not accepted. Expected {expected}.").format(value=value, expected=expected)


def referred_to(table: str, key: str) -> str:
    """Why an undo does not remove a record: another one refers to it."""
    return _("Record {key} of {table} refers to it").format(key=key, table=table)


def record_gone(table: str, key: str) -> str:
    """Why an undo does not restore a reference: what it refers to is gone."""
    return _("Record {key} of {table} no longer exists").format(key=key, table=table)


def waits_for_seat() -> str:
    """Why an undo gives somebody no seat again: others have them all by now."""
    return _("All seats are taken by now. This person is on the waiting list.")


def change_undone(batch: int, undone: int) -> str:
    """A change was undone on the command line."""
    return _("Change {undone} undone by change {batch}. Undo change {batch} to redo it.").format(
        batch=batch, undone=undone
    )
