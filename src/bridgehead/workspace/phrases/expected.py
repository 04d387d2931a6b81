"""What the workspace expects of a case folder, a workbook or an upload, in words, by code (`kit.expectations`)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

EXPECTED: Mapping[str, Promise] = {
    "backup": gettext_lazy("a backup"),
    "bytes_of_manifest": gettext_lazy(
        "{bytes} bytes, as {manifest} says: export it again, or take another backup; to import what is "
        "there, remove {manifest}"
    ),
    "case_format": gettext_lazy("format {format} (a later version of Bridgehead wrote this: import it with that one)"),
    "case_folder": gettext_lazy("a folder of CSV files, or a zip of one"),
    "cell_as_written": gettext_lazy("the cell as it was written: a long text is edited in the sheet {sheet}"),
    "content_as_written": gettext_lazy("the content of a file as it was written"),
    "either_actor_or_source": gettext_lazy("either an actor or a source"),
    "empty_or_case_folder": gettext_lazy("an empty folder or an earlier case folder"),
    "empty_workspace": gettext_lazy("an empty workspace"),
    "finished_export": gettext_lazy("an export that finished (export it again, or take another backup)"),
    "folder_with_file": gettext_lazy("a folder with at least one file such as {file}"),
    "free_port": gettext_lazy("a free port"),
    "headings": gettext_lazy("the headings {headings}"),
    "id_in_file": gettext_lazy("an id that {file} has"),
    "id_to_come_after": gettext_lazy("the id of one activity, tie, entry or piece of evidence"),
    "key": gettext_lazy("the key “{key}”"),
    "manifest_as_written": gettext_lazy(
        "what `bridgehead export case` writes (to import what is there, remove {manifest})"
    ),
    "outside_workspace": gettext_lazy("a file outside the workspace, whose copies are worth nothing without the key"),
    "names_with_slashes": gettext_lazy("names with / between a folder and its files"),
    "one_of_files": gettext_lazy("one of the files {files}"),
    "order_without_circle": gettext_lazy("an order without a circle"),
    "other_record": gettext_lazy("another record than the first"),
    "parent_not_below": gettext_lazy("a parent that is not below the code itself"),
    "part_in_order": gettext_lazy("part {number} of {key}, one after the other"),
    "rows_of_manifest": gettext_lazy(
        "{rows} rows in {bytes} bytes, as {manifest} says: export it again, or take another backup; to "
        "import what is there, remove {manifest}"
    ),
    "tag": gettext_lazy("a tag"),
    "sheets_named": gettext_lazy("sheets named {names}"),
    "workspace_without_practice": gettext_lazy("a workspace without the practice cluster; name another folder"),
    "workspace_for_practice": gettext_lazy("an empty workspace for the practice cluster; name another folder"),
    "same_practice": gettext_lazy(
        "the practice cluster that is here (--seed {seed} --today {day}); remove its folder to draw another"
    ),
}
