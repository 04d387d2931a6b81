"""Sentences on what a check of the workspace found, and what to do about it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.kit.phrases import and_list

CHECKS = {
    "store": gettext_lazy("Faults of the store"),
    "values": gettext_lazy("Values that their fields do not accept"),
    "references": gettext_lazy("References to missing records"),
    "keys": gettext_lazy("Rows with a wrong key"),
    "work": gettext_lazy("Faults of background work"),
}


def store_silent(reason: str) -> str:
    """The store does not answer."""
    return _("The store does not answer: {reason}.").format(reason=reason)


def store_damaged(reason: str) -> str:
    """The database file is not whole."""
    return _("The database file is damaged: {reason}.").format(reason=reason)


def restore() -> str:
    """What to do about a damaged store."""
    return _("Stop the server and restore the last backup.")


def not_migrated(names: str) -> str:
    """The tables are older than the program."""
    return _("The tables belong to an earlier version ({names} not applied).").format(names=names)


def run_again() -> str:
    """What to do about tables of an earlier version."""
    return _("Run any command again.")


def folder_locked(folder: str, reason: str) -> str:
    """The workspace's folder takes no files."""
    return _("The folder {folder} cannot be written: {reason}.").format(folder=folder, reason=reason)


def free_folder() -> str:
    """What to do about a folder that cannot be written."""
    return _("Free space on the disk, or correct the permissions.")


def search_index_damaged(reason: str) -> str:
    """The index of the search is not whole."""
    return _("The search index cannot be read: {reason}.").format(reason=reason)


def search_index_rebuilt() -> str:
    """What to do about a damaged index of the search."""
    return _("The next search builds it again.")


def ranking_index_damaged() -> str:
    """The index of the rankings is not whole."""
    return _("The ranking index cannot be read.")


def ranking_index_rebuilt() -> str:
    """What to do about a damaged index of the rankings."""
    return _("The next ranking builds it again.")


def wrong_value(table: str, record: str, column: str, found: str, expected: str) -> str:
    """A stored value that its field does not accept."""
    text = _("Record {record} of {table}, column {column}: “{found}” is not accepted. Expected {expected}.")
    return text.format(table=table, record=record, column=column, found=found, expected=expected)


def change_id() -> str:
    """What to do about an id that is none."""
    return _("Export a case folder, change the id in all its files and import it into a new workspace.")


def edit_on_page() -> str:
    """What to do about a value that a page edits."""
    return _("Edit it on its page.")


def import_corrected(file: str) -> str:
    """What to do about a value of a file."""
    return _("Import a case folder with the corrected row in {file}.").format(file=file)


def import_named(file: str) -> str:
    """What to do about a reference to what is missing."""
    return _("Import a case folder with the missing record, or with the corrected row in {file}.").format(file=file)


def import_anew() -> str:
    """What to do about rows with a wrong key."""
    return _("Export a case folder and import it into a new workspace.")


def no_worker(tasks: int) -> str:
    """No worker runs, and how many tasks wait."""
    if not tasks:
        return _("No worker is running. No tasks are waiting.")
    text = ngettext("No worker is running. {n} task is waiting.", "No worker is running. {n} tasks are waiting.", tasks)
    return text.format(n=f"{tasks:,}")


def start_server() -> str:
    """What to do where no worker runs."""
    return _("Start one with `bridgehead serve`.")


def more_findings(count: int) -> str:
    """How many findings are not listed."""
    return _("… and {count} more. List all with `bridgehead doctor --json`.").format(count=f"{count:,}")


def all_well(checks: Iterable[object]) -> str:
    """The check found nothing."""
    return _("No problems found. Checked: {checks}.").format(checks=and_list(checks))
