"""The sentences of the workspace: imports, undo, merges and checks of a case folder."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.kit.phrases import and_list, or_list
from bridgehead.kit.record_phrases import phrases_of


def _record_change(done: str) -> Callable[[Mapping[str, Any]], str]:
    """How it reads that a record was `added`, `changed` or `removed` by hand: which kind, and what it is called."""

    def worded(said: Mapping[str, Any]) -> str:
        text = str(getattr(phrases_of(said["kind"]), done))
        return _("{done}: {name}").format(done=text, name=said["name"]) if said["name"] else text

    return worded


CHANGES = {
    "record.added": _record_change("added"),
    "record.changed": _record_change("changed"),
    "record.removed": _record_change("removed"),
    "case.import": gettext_lazy("Data imported from {file}"),
    "example.import": gettext_lazy("Example imported"),
    "indicators.import": gettext_lazy("Indicators imported from {file}"),
    "actor.merge": gettext_lazy("{dropped} merged into {name}"),
    "person.erase": gettext_lazy("Contact person erased"),
}
ACTIONS = {
    "add": gettext_lazy("new"),
    "change": gettext_lazy("changed"),
    "remove": gettext_lazy("removed"),
}
"""What a change did to a record."""

CHECKS = {
    "store": gettext_lazy("Faults of the store"),
    "values": gettext_lazy("Values that their fields do not accept"),
    "references": gettext_lazy("References to missing records"),
    "keys": gettext_lazy("Rows with a wrong key"),
    "work": gettext_lazy("Faults of background work"),
}
CASE_TITLE = gettext_lazy("Case folder")
CASE_TAKES = gettext_lazy("A zip file of the CSV files of a case folder: actors.csv, ties.csv, …")


def no_such_kind(kind: str, kinds: Iterable[str]) -> str:
    """A kind of record that there is not."""
    return _("There is no kind of record called “{kind}”. Use {kinds}.").format(kind=kind, kinds=or_list(kinds))


def no_such_record(kind: str, id_: str) -> str:
    """A record that there is not."""
    return _("{record} “{id}” does not exist.").format(record=phrases_of(kind).name, id=id_)


def id_taken() -> str:
    """Why a record cannot be added: another one has its id."""
    return _("another record has this id. Choose another one, or edit that record.")


def record_exists() -> str:
    """Why a record cannot be added: its columns identify one that is there."""
    return _("this record exists already. Edit that one.")


def record_done(kind: str, done: str, id_: str, batch: int | None) -> str:
    """A record was added, changed or removed on the command line."""
    if batch is None:
        return _("Nothing changed: {id}").format(id=id_)
    text = _("{done}: {id} (change {batch})")
    return text.format(done=getattr(phrases_of(kind), done), id=id_, batch=batch)


def still_referred_to(number: int) -> str:
    """Why a record is not removed: others refer to it."""
    text = ngettext(
        "{number} record refers to this one. Move it, or remove it as well.",
        "{number} records refer to this one. Move them, or remove them as well.",
        number,
    )
    return text.format(number=number)


def move_loses(values: Iterable[str]) -> str:
    """Why references are not moved: both records have the same row, with different values."""
    return _("both records have these, with different values: {values}. Edit them first.").format(
        values=and_list(values)
    )


def another_record() -> str:
    """Why references are not moved: to the record itself."""
    return _("choose another record than the one you remove.")


def nothing_to_undo() -> str:
    """Why a change cannot be undone."""
    return _("this change wrote nothing, so there is nothing to undo.")


def not_ready() -> str:
    """Why an import job cannot be imported, or read again."""
    return _("this preview is no longer ready to import. Choose the file again.")


def import_under_way() -> str:
    """Why an import job cannot be discarded."""
    return _("this file is being imported. Wait until the import is complete, then undo it.")


def upload_gone() -> str:
    """An import job that there is not."""
    return _("This upload no longer exists. Choose the file again.")


def rejected_rows_gone(name: str) -> str:
    """The file of rejected rows is not kept any more."""
    return _("The rejected rows of {name} are no longer stored. Import the file again.").format(name=name)


def list_changes() -> str:
    """Which command lists changes."""
    return _("List changes with `bridgehead changes`.")


def no_such_person(id_: str) -> str:
    """A contact person that there is not."""
    return _("Contact person “{id}” is not in people.csv.").format(id=id_)


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


def change_undone(batch: int, undone: int) -> str:
    """A change was undone on the command line."""
    return _("Change {undone} undone by change {batch}. Undo change {batch} to redo it.").format(
        batch=batch, undone=undone
    )


def also_had(name: str, values: Iterable[str]) -> str:
    """What a merged record had that fits into no field of the other."""
    return _("{name} also had: {values}.").format(name=name, values=and_list(values))


def descriptions_too_long(found: str, limit: int) -> str:
    """Two descriptions do not fit into one."""
    return _(
        "the two descriptions have {found} together. The limit is {limit}. Shorten one of them, then merge."
    ).format(found=found, limit=f"{limit:,}")


def files_edited(names: Iterable[str]) -> str:
    """Which files of a case folder were edited since it was exported."""
    return _("Edited since the export: {files}.").format(files=and_list(names))


def no_manifest() -> str:
    """A case folder was not checked."""
    return _("No manifest.json found. Missing or truncated files were not checked.")


def marked_as_distinct(first: str, second: str) -> str:
    """Two actors are no duplicate."""
    return _("{first} and {second} marked as different organisations.").format(first=first, second=second)


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
