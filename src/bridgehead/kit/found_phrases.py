"""What stood there instead, in words, for all stages: these are few, and many refuse the same."""

from collections.abc import Mapping

from django.apps import apps
from django.utils.translation import gettext

from bridgehead.kit.expectations import FoundInput
from bridgehead.kit.expected_phrases import gettext_noop, in_words

FOUND: Mapping[str, str] = {
    "absolute_path": gettext_noop("an absolute path"),
    "archive_without_page": gettext_noop("an archive without one"),
    "at_line": gettext_noop("line {line}: {text}"),
    "backslash": gettext_noop("a backslash"),
    "bytes": gettext_noop("{size} bytes"),
    "bytes_or_more": gettext_noop("{size} bytes or more"),
    "bytes_or_more_out_of": gettext_noop("{size} bytes or more out of {packed}"),
    "cells": gettext_noop("{count} cells"),
    "characters": gettext_noop("{count} characters"),
    "codings": gettext_noop("{count} codings"),
    "control_character": gettext_noop("a control character"),
    "damaged": gettext_noop("a damaged one"),
    "device": gettext_noop("a device"),
    "different_text": gettext_noop("a different text"),
    "document_type": gettext_noop("a document type or entities"),
    "empty_part": gettext_noop("an empty part"),
    "empty_zip": gettext_noop("an empty zip"),
    "encrypted": gettext_noop("an encrypted one"),
    "encrypted_file": gettext_noop("an encrypted file"),
    "error_at": gettext_noop("the error {error} at {place}"),
    "file": gettext_noop("a file"),
    "files": gettext_noop("{count} files"),
    "folder": gettext_noop("a folder"),
    "format": gettext_noop("format {format}"),
    "formula_without_value": gettext_noop("a formula without a value at some cell"),
    "formula_without_value_at": gettext_noop("a formula without a value at {place}"),
    "id_of_none": gettext_noop("{id}, which none has"),
    "id_of_several": gettext_noop("{id}, which several have"),
    "more": gettext_noop("more"),
    "name_not_utf8": gettext_noop("a name that is not UTF-8"),
    "no_ending": gettext_noop("no ending"),
    "no_file": gettext_noop("no file"),
    "no_such_file": gettext_noop("no such file"),
    "no_utf8_byte": gettext_noop("byte {place} is none"),
    "no_zip": gettext_noop("a file that is no zip ({error})"),
    "none": gettext_noop("none"),
    "nothing": gettext_noop("nothing"),
    "nothing_for": gettext_noop("nothing for {slot}"),
    "nothing_there": gettext_noop("nothing there"),
    "nul_byte": gettext_noop("a NUL byte"),
    "open_last_line": gettext_noop("a last line without its end"),
    "open_quote": gettext_noop("a quote that does not end, in {size} bytes"),
    "organisations": gettext_noop("{count} organisations"),
    "other_bytes": gettext_noop("another encoding"),
    "other_xml": gettext_noop("an XML file that is not a spreadsheet"),
    "packed_twice": gettext_noop("an archive inside the archive"),
    "page_without_table": gettext_noop("a web page without a table"),
    "part": gettext_noop("a part {part}"),
    "part_of_bytes": gettext_noop("a part of {size} bytes"),
    "readings": gettext_noop("{readings}"),
    "row": gettext_noop("row {row}"),
    "rows_of_table": gettext_noop("rows of {table}"),
    "rows_in_bytes": gettext_noop("{rows} rows in {size} bytes"),
    "separator": gettext_noop("{separators} in {line}"),
    "span": gettext_noop("{start} to {end}"),
    "span_in_text": gettext_noop("{start} to {end} in {name}"),
    "text": gettext_noop("a text"),
    "too_slow": gettext_noop("one that takes too long to read"),
    "two": gettext_noop("{one} and {other}"),
    "unprintable": gettext_noop("a sign that cannot be printed"),
}
CIRCLE = "circle"
"""Names that follow each other in a circle."""
AFTER = gettext_noop(" after ")


def wording(found: FoundInput) -> str:
    """A finding in words."""
    if found.code == CIRCLE:
        return _(AFTER).join(dict(found.parameters)["ids"])
    return _(FOUND[found.code]).format_map({name: in_words(name, value) for name, value in found.parameters})


def _(text: str) -> str:
    """A text in the reader's language; as it stands where no Django runs, as in a benchmark of a core."""
    return gettext(text) if apps.ready else text
