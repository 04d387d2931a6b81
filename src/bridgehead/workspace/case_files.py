"""All files of the case folder, whichever stage they come from, by file, model and kind of record."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from bridgehead.consortium import case_files as consortium
from bridgehead.ecosystem import case_files as ecosystem
from bridgehead.events import case_files as events
from bridgehead.evidence import case_files as evidence
from bridgehead.followup import case_files as followup
from bridgehead.influence import case_files as influence
from bridgehead.kit.case_tables import CaseFile, CaseTable
from bridgehead.kit.errors import NotFound
from bridgehead.kit.receipt import Tally
from bridgehead.mailings import case_files as mailings
from bridgehead.match import case_files as match
from bridgehead.opportunities import case_files as opportunities
from bridgehead.profile import case_files as profile
from bridgehead.support import case_files as support
from bridgehead.trips import case_files as trips
from bridgehead.views import case_files as views
from bridgehead.workspace import phrases

CASE_FILES: tuple[CaseFile, ...] = (
    *ecosystem.FILES,
    *trips.FILES,
    *events.FILES,
    *support.FILES,
    *opportunities.FILES,
    *consortium.FILES,
    *evidence.FILES,
    *influence.FILES,
    *match.FILES,
    *profile.FILES,
    *followup.FILES,
    *views.FILES,
    *mailings.FILES,
)
FILES_FOLDER = "files"
"""What the stored files are called beside the tables."""


def tables() -> tuple[CaseTable, ...]:
    """Every file of the case folder."""
    return tuple(CaseTable(file) for file in CASE_FILES)


@cache
def tables_by_kind() -> Mapping[str, CaseTable]:
    """Each kind of record (`actor`, `team_seat`) and its table."""
    return MappingProxyType({table.file.kind: table for table in tables()})


def table_of(kind: str) -> CaseTable:
    """The table of a kind of record.

    Raises
    ------
    NotFound
        If there is no such kind.
    """
    found = tables_by_kind().get(kind)
    if found is None:
        raise NotFound(phrases.no_such_kind(kind, sorted(tables_by_kind())))
    return found


def tallies_by_file(tallies: Mapping[str, Tally]) -> dict[str, Tally]:
    """What an import did, by the names of the files instead of the models."""
    named = {file.model.__name__.lower(): file.name for file in CASE_FILES}
    return {named.get(name, FILES_FOLDER): tally for name, tally in tallies.items()}


def table_names() -> dict[str, str]:
    """What a page calls a table, by the name of its model and by that of its file."""
    words = {file.name: file.name.replace("_", " ") for file in CASE_FILES}
    words["settings"] = "settings"
    return words | {file.model.__name__.lower(): words[file.name] for file in CASE_FILES}
