"""What was expected, in words: the phrases of `kit` and `framework` stand here, a stage's own in its `phrases`."""

from collections.abc import Callable, Mapping
from typing import Any

from django.apps import apps
from django.utils.translation import gettext

from bridgehead.kit.expectations import Expectation


def gettext_noop(text: str) -> str:
    """Mark a text for translators. Django's own asks for settings, which an error may come before."""
    return text


ExpectedPhrases = Mapping[str, object]
_providers: list[Callable[[], ExpectedPhrases]] = []

EXPECTED: Mapping[str, str] = {
    "address_beginning": gettext_noop("an address that begins with {schemes}"),
    "activity_id": gettext_noop("the id of an activity"),
    "actor_id": gettext_noop("the id of an actor"),
    "calendar_events": gettext_noop("at least one item with a date"),
    "cells_as_headings": gettext_noop("{width} cells, as the heading row has"),
    "clock_time": gettext_noop("a time of day (09:30)"),
    "code_id": gettext_noop("the id of a code (the framework's or a codebook's)"),
    "colour": gettext_noop("a colour, such as #0b57a4"),
    "column_called": gettext_noop("a column called {name}"),
    "compatible_name": gettext_noop("a name beside which {name} can stand"),
    "countries": gettext_noop("countries (ISO 3166-1 alpha-2), separated by {separator}"),
    "country": gettext_noop("a country (ISO 3166-1 alpha-2, such as DK)"),
    "date": gettext_noop("a date (2019, 2019-05 or 2019-05-31)"),
    "day": gettext_noop("a date (2019-05-31)"),
    "described": gettext_noop("{text}"),
    "dotted_name": gettext_noop("the dotted name of a class, such as django_tasks_db.DatabaseBackend"),
    "each_once_of": gettext_noop("each once of {options}"),
    "effects_table": gettext_noop("a table with source and raises"),
    "encodings": gettext_noop("the text encoding (at the command line --encoding {name})"),
    "family_table": gettext_noop("a table with label and steps"),
    "file_called": gettext_noop("a file {name}"),
    "file_ending_in": gettext_noop("a file ending in {endings}"),
    "file_or_folder_name": gettext_noop("a name that is either a file or a folder"),
    "file_up_to": gettext_noop("a file of at most {limit} bytes"),
    "folder_files_up_to": gettext_noop("a folder of at most {limit} files"),
    "folder_or_free_path": gettext_noop("a folder, or a path where nothing is yet"),
    "gzip": gettext_noop("a gzip file"),
    "heading_once": gettext_noop("each heading once"),
    "heading_row": gettext_noop("a heading row"),
    "heading_row_with": gettext_noop("a heading row with columns such as {columns}"),
    "host": gettext_noop("the name of a server, such as smtp.example.org"),
    "id": gettext_noop("an id (letters, digits, - _ .)"),
    "id_up_to": gettext_noop("an id of at most {limit} letters, digits, - _ ."),
    "indexed_text_up_to": gettext_noop("text of at most {limit} characters and {bytes} bytes"),
    "key_once": gettext_noop("each {columns} once"),
    "key_up_to": gettext_noop("a key of at most {limit} characters"),
    "labelled_terms": gettext_noop('lines of the form term = "label"'),
    "language": gettext_noop("a language (ISO 639-1, such as da)"),
    "max_only": gettext_noop('max only (min is for of = "group")'),
    "min": gettext_noop("a min"),
    "min_at_most_max": gettext_noop("a min that is at most max"),
    "min_or_max": gettext_noop("min or max"),
    "moment": gettext_noop("a time (09:30 or 2019-05-31T09:30)"),
    "no_rule_set": gettext_noop("Rule set “{name}” does not exist. Choose one of {known}."),
    "number": gettext_noop("a number"),
    "number_between": gettext_noop("a number from {low} to {high}"),
    "number_from": gettext_noop("a number of at least {low}"),
    "one_file": gettext_noop("one file {name}"),
    "one_of": gettext_noop("one of {options}"),
    "one_of_columns": gettext_noop("one of the columns {options}"),
    "one_of_keys": gettext_noop("one of the keys {options}"),
    "packed_ratio": gettext_noop("content at most {ratio} times as large as packed"),
    "paths_in_zip": gettext_noop("relative paths inside the zip, without .., each part at most 255 bytes"),
    "readable_file": gettext_noop("a file that can be read"),
    "readable_folder": gettext_noop("a folder that can be read"),
    "readable_path": gettext_noop("a path that can be read"),
    "row_id": gettext_noop("the id of a row of {table}"),
    "row_ids": gettext_noop("ids of rows of {tables}, separated by {separator}"),
    "row_of_cells": gettext_noop("a row of {width} cells"),
    "row_that_stays": gettext_noop("the id of a row of {table} that is there and stays"),
    "rule_id_once": gettext_noop("an id that no other rule has"),
    "selector": gettext_noop("a selector, who = {{ … }}"),
    "sender": gettext_noop("an address, such as Cluster <post@example.org>"),
    "secret_key": gettext_noop("a secret key: delete the file and a new one is made, after which all sign in again"),
    "separator": gettext_noop("columns separated by {separators}"),
    "some_of": gettext_noop("one of {options}, … ({count} in all)"),
    "stored_file": gettext_noop("the name of a file in files/"),
    "stored_name": gettext_noop("a file name inside files/: relative, without .., each part at most {limit} bytes"),
    "table": gettext_noop("a table"),
    "terms": gettext_noop("terms out of {options}, separated by {separator}"),
    "text_in": gettext_noop("text in {encoding} (choose another encoding, or save the file as UTF-8)"),
    "text_up_to": gettext_noop("text of at most {limit} characters"),
    "texts": gettext_noop("texts, separated by {separator}"),
    "theme": gettext_noop("a theme, and a page to go back to"),
    "time_zone": gettext_noop("a time zone, such as Europe/Copenhagen"),
    "toml": gettext_noop("a TOML file in UTF-8 ({error})"),
    "unpacked_file_up_to": gettext_noop("a file of at most {limit} bytes unpacked"),
    "utf8_file": gettext_noop("a text file in UTF-8"),
    "utf8_text": gettext_noop("text in UTF-8"),
    "value": gettext_noop("{value}"),
    "value_of_kind": gettext_noop("a value of its kind"),
    "where_beside_programme": gettext_noop("a where beside programme"),
    "whole_number": gettext_noop("a whole number"),
    "whole_number_between": gettext_noop("a whole number from {low} to {high}"),
    "whole_number_from": gettext_noop("a whole number of at least {low}"),
    "workspace": gettext_noop("a workspace"),
    "writable_file": gettext_noop("a file that can be written"),
    "writable_folder": gettext_noop("a folder that can be written"),
    "zip": gettext_noop("a zip that can be unpacked"),
    "zip_files_up_to": gettext_noop("a zip of at most {limit} files"),
    "zip_up_to": gettext_noop("a zip of at most {limit} bytes unpacked"),
    "zip_without_password": gettext_noop("a zip without a password"),
}
DESCRIBED = "described"
"""What the key of a file takes, as its declaration says; that text is itself the message that is translated."""
SEPARATORS: Mapping[str, str] = {
    ",": gettext_noop("comma"),
    ";": gettext_noop("semicolon"),
    "\t": gettext_noop("tab"),
    "|": gettext_noop("bar"),
}


def provide(source: Callable[[], ExpectedPhrases]) -> None:
    """Say where the stages' phrases come from: code to a text with named places."""
    _providers[:] = [source]


def wording(expected: Expectation) -> str:
    """An expectation in words; by its code where a core runs without the product around it."""
    parameters = {name: in_words(name, value) for name, value in expected.parameters}
    if expected.code == DESCRIBED:
        return _(str(parameters["text"]))
    template = EXPECTED.get(expected.code)
    if template is not None:
        return _(template).format_map(parameters)
    found = _providers[0]().get(expected.code) if _providers else None
    if found is None:
        return " ".join([expected.code, *(f"{name}={value}" for name, value in parameters.items())])
    return str(found).format_map(parameters)


def in_words(name: str, value: Any) -> str:
    """A parameter in words: numbers with their thousands set apart, several names as a list."""
    if name == "separators":
        return " / ".join(_(SEPARATORS[sign]) for sign in value)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return f"{value:,}" if isinstance(value, int) else str(value)


def _(text: str) -> str:
    """A text in the reader's language; as it stands where no Django runs, as in a benchmark of a core."""
    return gettext(text) if apps.ready else text
