"""The sentences of the workspace: imports, undo, merges and checks of a case folder."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.kit.phrases import and_list, or_list
from bridgehead.kit.record_phrases import phrases_of
from bridgehead.workspace.phrases import kept_too_long
from bridgehead.workspace.phrases.doctor import (
    CHECKS,
    all_well,
    change_id,
    edit_on_page,
    folder_locked,
    free_folder,
    import_anew,
    import_corrected,
    import_named,
    more_findings,
    no_worker,
    not_migrated,
    ranking_index_damaged,
    ranking_index_rebuilt,
    restore,
    run_again,
    search_index_damaged,
    search_index_rebuilt,
    start_server,
    store_damaged,
    store_silent,
    wrong_value,
)
from bridgehead.workspace.phrases.expected import EXPECTED
from bridgehead.workspace.phrases.import_kinds import (
    FORMAT_GROUPS,
    FORMAT_PHRASES,
    activity_missing,
    kind_in_doubt,
    kind_recognised,
    not_importable,
)
from bridgehead.workspace.phrases.kept_too_long import due_removed, due_text
from bridgehead.workspace.phrases.removal import (
    FATES,
    another_record,
    move_loses,
    referring_kind,
    still_referred_to,
)
from bridgehead.workspace.phrases.selection import (
    count_of_referring,
    edit_selected,
    joined,
    merge_selected,
    merged,
    selection_change,
    selection_done,
    selection_refused,
    selection_size,
    tagged,
    takes_part_already,
    untagged,
)
from bridgehead.workspace.phrases.undo import (
    change_undone,
    changed_since,
    erased,
    field_changed_since,
    field_gone,
    list_changes,
    nothing_to_undo,
    record_gone,
    referred_to,
    value_not_accepted,
    waits_for_seat,
)


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
    "records.changed": selection_change("changed"),
    "records.removed": selection_change("removed"),
    "case.import": gettext_lazy("Data imported from {file}"),
    "example.import": gettext_lazy("Example imported"),
    "practice.import": gettext_lazy("Practice cluster drawn"),
    "indicators.import": gettext_lazy("Indicators imported from {file}"),
    "records.tagged": gettext_lazy("Tags added: {tags}"),
    "records.untagged": gettext_lazy("Tags removed: {tags}"),
    "activity.join": gettext_lazy("Participants added to “{name}”"),
    "actors.merge": gettext_lazy("{dropped} merged into {name}"),
    "actor.merge": gettext_lazy("{dropped} merged into {name}"),
    **kept_too_long.CHANGES,
}
ACTIONS = {
    "add": gettext_lazy("new"),
    "change": gettext_lazy("changed"),
    "remove": gettext_lazy("removed"),
}
"""What a change did to a record."""


def no_such_kind(kind: str, kinds: Iterable[str]) -> str:
    """A kind of record that there is not."""
    return _("There is no kind of record called “{kind}”. Use {kinds}.").format(kind=kind, kinds=or_list(kinds))


def no_such_record(kind: str, id_: str) -> str:
    """A record that there is not."""
    return _("{record} “{id}” does not exist.").format(record=phrases_of(kind).name, id=id_)


def not_by_hand() -> str:
    """Why a column cannot be given another value."""
    return _("this is set when the file is added and stays: remove the record and add the file again.")


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


def no_table(name: str, known: Iterable[str]) -> str:
    """A table of the case folder that there is not."""
    return _("Table “{name}” does not exist. Choose one of {known}.").format(name=name, known=or_list(known))


def no_panel(name: str, known: Iterable[str]) -> str:
    """A panel that there is not."""
    return _("Panel “{name}” does not exist. Choose one of {known}.").format(name=name, known=or_list(known))


def no_such_person(id_: str) -> str:
    """A contact person that there is not."""
    return _("Contact person “{id}” is not in people.csv.").format(id=id_)


def also_had(name: str, values: Iterable[str]) -> str:
    """What a merged record had that fits into no field of the other."""
    return _("{name} also had: {values}.").format(name=name, values=and_list(values))


def descriptions_too_long(found: object, limit: int) -> str:
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


__all__ = [
    "ACTIONS",
    "CHANGES",
    "CHECKS",
    "EXPECTED",
    "FATES",
    "FORMAT_GROUPS",
    "FORMAT_PHRASES",
    "activity_missing",
    "all_well",
    "also_had",
    "another_record",
    "change_id",
    "change_undone",
    "changed_since",
    "count_of_referring",
    "descriptions_too_long",
    "due_removed",
    "due_text",
    "edit_on_page",
    "edit_selected",
    "erased",
    "field_changed_since",
    "field_gone",
    "files_edited",
    "folder_locked",
    "free_folder",
    "id_taken",
    "import_anew",
    "import_corrected",
    "import_named",
    "import_under_way",
    "joined",
    "kind_in_doubt",
    "kind_recognised",
    "list_changes",
    "marked_as_distinct",
    "merge_selected",
    "merged",
    "more_findings",
    "move_loses",
    "no_manifest",
    "no_panel",
    "no_such_kind",
    "no_such_person",
    "no_such_record",
    "no_table",
    "no_worker",
    "not_importable",
    "not_migrated",
    "not_ready",
    "nothing_to_undo",
    "practice_kept",
    "ranking_index_damaged",
    "ranking_index_rebuilt",
    "record_done",
    "record_exists",
    "record_gone",
    "referred_to",
    "referring_kind",
    "rejected_rows_gone",
    "restore",
    "run_again",
    "search_index_damaged",
    "search_index_rebuilt",
    "selection_change",
    "selection_done",
    "selection_refused",
    "selection_size",
    "start_server",
    "still_referred_to",
    "store_damaged",
    "store_silent",
    "tagged",
    "takes_part_already",
    "untagged",
    "upload_gone",
    "value_not_accepted",
    "waits_for_seat",
    "wrong_value",
]


def practice_kept(seed: int, today: date) -> str:
    """What is said where the practice cluster is there already."""
    return _(
        "The practice cluster is here already (seed {seed}, drawn for {day}). To draw it anew, remove its folder."
    ).format(seed=seed, day=today.isoformat())
