"""The kinds of record that can be entered by hand, as their stages register them with their files."""

from collections.abc import Callable, Mapping

from bridgehead.kit.case_tables import CaseFile

RecordKinds = Mapping[str, CaseFile]
_providers: list[Callable[[], RecordKinds]] = []


def provide(source: Callable[[], RecordKinds]) -> None:
    """Say where the kinds come from; the latest word counts."""
    _providers[:] = [source]


def record_kind(kind: str) -> CaseFile:
    """A kind of record: its file, what it is to the access table, whose it is."""
    return _providers[0]()[kind]
