"""The sentences of errors, by code: where, what happened, what to do, in the reader's language.

Pages, the API, commands and files of rejected rows take the text of an error from here, when they show it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.apps import apps
from django.utils.translation import gettext

if TYPE_CHECKING:
    from bridgehead.kit.errors import InputError, MachineFault
    from bridgehead.kit.expectations import Expected, FoundInput


def gettext_noop(text: str) -> str:
    """Mark a text for translators. Django's own asks for settings, which an error may come before."""
    return text


MISSING = frozenset({"nothing", "none"})
"""Findings that nothing stood there."""

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "field.missing": gettext_noop("the value is missing. Enter {expected}."),
        "field.refused": gettext_noop("“{found}” is not accepted. Enter {expected}."),
        "field": gettext_noop("enter {expected}."),
        "file.missing": gettext_noop("nothing was found. Expected {expected}."),
        "file.refused": gettext_noop("found “{found}”. Expected {expected}."),
        "file": gettext_noop("expected {expected}."),
        "backup_damaged": gettext_noop("this is no whole backup. Take another one. Nothing was restored."),
        "backup_later": gettext_noop(
            "Bridgehead {found} wrote this backup, which is later than this one. Install that version or a later one."
        ),
        "backup_refused": gettext_noop(
            "this store does not take the backup ({found}). Nothing was restored. Restore it on SQLite, mend what "
            "`bridgehead doctor` names, and back it up again."
        ),
        "binary": gettext_noop("this is not a text file ({found}). Save it as CSV in UTF-8."),
        "archive_name": gettext_noop("this name cannot be stored ({found}). Use {expected}."),
        "archive_names_clash": gettext_noop("this file has the name of a folder ({found}). Rename one of them."),
        "caption_row": gettext_noop("“{found}” is a caption over several columns and was left out."),
        "column_missing": gettext_noop("the column is missing. Found: {found}. Add it to the heading row."),
        "column_twice": gettext_noop("this heading occurs twice. Give each column its own heading."),
        "column_unread": gettext_noop("no field takes these values. Choose {expected}, or ignore the column."),
        "column_unknown": gettext_noop("the column is unknown. Use {expected}."),
        "content_of_another": gettext_noop(
            "the content of “{found}” is not {expected}. Choose another file, or save it again from its program."
        ),
        "country_dissolved": gettext_noop("“{found}” has become several countries. Enter {expected}."),
        "country_namibia": gettext_noop(
            "“{found}” could mean Namibia or “not available”. Enter Namibia if it is meant."
        ),
        "country_several": gettext_noop("“{found}” may be more than one country. Enter {expected}."),
        "country_unknown": gettext_noop("“{found}” is not a known country. Enter {expected}."),
        "encoding": gettext_noop("this is not text in UTF-8 ({found}). Save the file with that encoding."),
        "encoding_open": gettext_noop(
            "it is not clear how this text is encoded ({found}). Choose {expected}, or save the file as UTF-8."
        ),
        "encoding_unclear": gettext_noop("it is not clear how this text is encoded ({found}). Save the file as UTF-8."),
        "end_before_start": gettext_noop("the end date is before the start ({expected}). Correct one of them."),
        "end_time_before_start": gettext_noop(
            "the end time is before the start ({expected}). Correct one of them, or enter the day on which it ends."
        ),
        "gzip_damaged": gettext_noop("the gzip file is damaged ({found}). Download or pack it again."),
        "heading_row": gettext_noop("these are the headings once more, and were left out."),
        "headings_missing": gettext_noop("the heading row is missing. Found: {found}. Expected {expected}."),
        "id_unknown": gettext_noop("no record has this id. A new one was made with it."),
        "id_of_another": gettext_noop("no record has this id. The record with the row's number was taken."),
        "key_twice": gettext_noop("this record occurs already ({found}). Enter {expected}."),
        "key_unknown": gettext_noop("the key “{found}” is unknown. Use {expected}."),
        "password": gettext_noop("the file has a password. Save it without one."),
        "person_alone": gettext_noop("“{found}” is a person without an organisation and was left out."),
        "row_unreadable": gettext_noop("the row cannot be read ({found}). Expected {expected}."),
        "row_width": gettext_noop("the row has {found}. Give it {expected}."),
        "separator": gettext_noop("the separator is a {found}. Use {expected}."),
        "total_row": gettext_noop("“{found}” is a totals row and was left out."),
        "too_large": gettext_noop("this is too large ({found}). Use {expected}."),
        "unreadable": gettext_noop("reading failed ({found}). Choose {expected}."),
        "unwritable": gettext_noop("writing failed ({found}). Choose {expected}."),
        "workspace_filled": gettext_noop(
            "this workspace is not empty ({found}). Restore into a new folder, or a new database. Nothing was changed."
        ),
        "workspace_missing": gettext_noop(
            "there is no workspace. Build the example with `bridgehead demo`, or import data with `bridgehead import`."
        ),
        "zip_damaged": gettext_noop("this zip cannot be unpacked ({found}). Download or pack it again."),
    }
)
PLACES: Mapping[tuple[bool, bool, bool], str] = MappingProxyType(
    {
        (True, True, True): gettext_noop("{file}, row {row}, column {column}: {reason}"),
        (True, True, False): gettext_noop("{file}, row {row}: {reason}"),
        (True, False, True): gettext_noop("{file}, column {column}: {reason}"),
        (True, False, False): gettext_noop("{file}: {reason}"),
        (False, True, True): gettext_noop("Row {row}, column {column}: {reason}"),
        (False, True, False): gettext_noop("Row {row}: {reason}"),
        (False, False, True): gettext_noop("{column}: {reason}"),
        (False, False, False): "{reason}",
    }
)
"""How a place reads, by whether file, row and column are known."""
FAULTS: Mapping[str, str] = MappingProxyType(
    {
        "away": gettext_noop("The database does not answer. Nothing was saved. Try again in a minute."),
        "configured": gettext_noop("A setting of the server is wrong ({said}). See docs/reference/settings.md."),
        "crowded": gettext_noop("The database has no free connection. Nothing was saved. Try again in a minute."),
        "damaged": gettext_noop("The database is damaged ({said}). Stop the server and restore a backup."),
        "disk_error": gettext_noop("The disk failed ({said}). Nothing was saved. Check its space and its condition."),
        "disk_full": gettext_noop("There is no space left on the disk. Nothing was saved. Free some and try again."),
        "file": gettext_noop("This cannot be read or written ({said}). Check the name and the folders above it."),
        "memory": gettext_noop("There is not enough memory. Nothing was saved. Close other programs and try again."),
        "newer": gettext_noop("A newer version of Bridgehead uses this workspace ({said}). Install that version."),
        "open_files": gettext_noop("Too many files are open. Nothing was saved. Raise the limit (ulimit -n)."),
        "permission": gettext_noop("Bridgehead may not read or write here. Give its account the permission."),
        "read_only": gettext_noop("Nothing can be written here: it is read-only. Nothing was saved. Make it writable."),
        "refused": gettext_noop("The database refuses the connection ({said}). Check BRIDGEHEAD_DATABASE_URL."),
        "schema": gettext_noop("The database has tables of another version. Nothing was saved. Restart Bridgehead."),
        "unopened": gettext_noop("The database cannot be opened. Check that its folder is there and writable."),
    }
)
"""What the machine or the database does not allow, and what to do."""


def reason_of(error: "InputError") -> str:
    """What is wrong with an input and what to do, without the place; begins in lower case, to follow a place."""
    code = error.code or _general_code(error)
    return _(SENTENCES[code]).format(found=_one_line(error.found), expected=error.expected)


def enter(expected: "Expected") -> str:
    """What to enter in a field, as a sentence of its own."""
    return _("Enter {expected}.").format(expected=expected)


def sentence_of(error: "InputError") -> str:
    """Where an input is wrong, what is wrong and what to do: one sentence or two."""
    known = (error.file is not None, bool(error.row), error.column is not None)
    reason = error.reason if any(known) else error.reason[:1].upper() + error.reason[1:]
    return _(PLACES[known]).format(file=error.file, row=error.row, column=error.column, reason=reason)


def changed_meanwhile(by: str, names: str) -> str:
    """Somebody else saved the record since its form was opened."""
    if by:
        known = _("{by} changed this after you opened it ({names}). Compare both versions and save again.")
        return known.format(by=by, names=names)
    return _("This was changed after you opened it ({names}). Compare both versions and save again.").format(
        names=names
    )


def done_before(batch: int) -> str:
    """The same form was sent twice."""
    return _("This was already saved, as change {batch}.").format(batch=batch)


def no_such_change(batch: int) -> str:
    """A change that there is not."""
    return _("Change {batch} does not exist.").format(batch=batch)


def busy() -> str:
    """Others write."""
    return _("Others are saving at the moment. Nothing was saved. Try again in a few seconds.")


def machine_fault(error: "MachineFault") -> str:
    """What the machine does not allow, and what to do; the file before it, where one is known."""
    sentence = _(FAULTS[error.code])
    said = (sentence if error.said else sentence.replace(" ({said})", "")).format(said=_one_line(error.said))
    return f"{error.file}: {said[:1].lower()}{said[1:]}" if error.file else said


def _(text: str) -> str:
    """A text in the reader's language; as it stands where no Django runs, as in a benchmark of a core."""
    return gettext(text) if apps.ready else text


def _one_line(found: "FoundInput | str | None") -> str:
    """What stood there, with signs that end a line or steer a terminal escaped."""
    text = "" if found is None else str(found)
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def _general_code(error: "InputError") -> str:
    """The code of an error that has none: a cell or a field wants a value, a file wants a content."""
    kind = "file" if error.column is None and (error.file is not None or error.row) else "field"
    if error.found is None:
        return kind
    return f"{kind}.missing" if getattr(error.found, "code", "") in MISSING else f"{kind}.refused"


def sealed_without_key() -> str:
    """A stored file is encrypted, and no key is given."""
    return gettext(
        "This file is encrypted, and the key is missing. Set BRIDGEHEAD_FILE_KEYS to the key file on the server, and"
        " start it again."
    )


def sealed_with_another_key(path: str) -> str:
    """A stored file was encrypted with a key that is not in the key file."""
    return gettext(
        "This file was encrypted with another key than those in {path}. Put the earlier key back as a further line."
    ).format(path=path)


def key_file_unreadable(path: str) -> str:
    """A key file that is not there, may not be read, or holds no key."""
    return gettext(
        "The key file {path} cannot be read or holds no key. Check BRIDGEHEAD_FILE_KEYS, or make a key file with"
        " `bridgehead files new-key FILE`."
    ).format(path=path)
