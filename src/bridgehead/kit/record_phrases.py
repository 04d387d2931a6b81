"""What each kind of record is called, and how it is said that one was added, edited or removed.

Each stage says so of its own kinds in `phrases`, as `RECORDS`; whole texts, so that every language has its own endings.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from django.utils.functional import Promise

Label = str | Promise


class RecordPhrases(NamedTuple):
    """The texts of one kind of record.

    Attributes
    ----------
    name
        What one of them is called.
    add, edit, remove
        What is done to it: titles and buttons.
    added, changed, removed
        What was done to it: messages and the change log.
    """

    name: Label
    add: Label
    edit: Label
    remove: Label
    added: Label
    changed: Label
    removed: Label


AllRecordPhrases = Mapping[str, RecordPhrases]
_providers: list[Callable[[], AllRecordPhrases]] = []


def provide(source: Callable[[], AllRecordPhrases]) -> None:
    """Say where the texts come from: kind of record (`CaseFile.kind`) to its texts; the latest word counts."""
    _providers[:] = [source]


def phrases_of(kind: str) -> RecordPhrases:
    """The texts of a kind of record."""
    return _providers[0]()[kind]
