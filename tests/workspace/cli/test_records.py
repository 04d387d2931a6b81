"""Every kind of record is added, edited, removed and brought back by command; what is refused names its column."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from typer.testing import CliRunner

from bridgehead import migrations
from bridgehead.evidence.models import Evidence
from bridgehead.kit.case_tables import CaseTable
from bridgehead.kit.cli import HOME
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.kit.store_schema import STAMP
from bridgehead.site.cli import app
from bridgehead.workspace.case_files import tables_by_kind
from bridgehead.workspace.services.records import stored_record
from tests.workspace.entered import OTHER, VALUES, build_targets
from tests.world import small_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
KINDS = sorted(VALUES)
NOT_ENTERED = {
    **dict.fromkeys(("Batch", "Change"), "the change log"),
    **dict.fromkeys(("User", "Secret"), "accounts and what nobody is shown, with pages and commands of their own"),
    **dict.fromkeys(("Settings", "Logo"), "what the cluster decided, with a page of its own"),
    **dict.fromkeys(("ColumnChoice", "DistinctPair"), "what somebody answered to an import or a possible duplicate"),
    "AuditEntry": "who signed in and who took data along, with a page of its own",
    "SkippedStep": "a step of the set-up that somebody skipped",
    "CalendarFeed": "an address that a calendar program reads, with a page of its own",
    "StoredFile": "the files beside the tables",
    "OutboxMail": "mails, sent and waiting",
}
"""Models without a file of the case folder, and what they hold."""

Command = Callable[..., str]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command in this process, on the test's own store."""
    small_world()
    build_targets()
    monkeypatch.setenv(HOME, str(tmp_path))
    latest = max(path.stem for path in Path(migrations.__path__[0]).glob("[0-9]*.py"))
    (tmp_path / STAMP).write_text(latest, encoding="ascii")

    def run(*words: str) -> str:
        done = CliRunner().invoke(app, list(words), env=dict(os.environ))
        if done.exception is not None:
            raise done.exception
        return done.stdout

    return run


def options(table: CaseTable, values: dict[str, Any]) -> list[str]:
    """Values by attribute as the options of a command."""
    columns = {column.attribute: column for column in table.columns}
    given = ((columns[name], value) for name, value in values.items())
    return [word for c, value in given for word in (f"--{c.name.replace('_', '-')}", c.writes(value))]


def change_in(said: str) -> str:
    found = re.search(r"\(change (\d+)\)", said)
    assert found, said
    return found[1]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_added_edited_removed_and_each_is_undone_by_command(command: Command, kind: str) -> None:
    table = tables_by_kind()[kind]
    records = table.model._default_manager
    before = set(records.values_list("pk", flat=True))

    def row() -> dict[str, Any]:
        (key,) = set(records.values_list("pk", flat=True)) - before
        return stored_record(table, key, viewer=COMMAND_LINE)

    added = command("add", kind, *options(table, VALUES[kind]))
    first = row()
    assert {name: first[name] for name in VALUES[kind]} == VALUES[kind]
    edited = command("edit", kind, first["id"], *options(table, OTHER[kind]))
    second = row()
    assert second == {**first, **OTHER[kind], "id": second["id"]}
    removed = command("remove", kind, second["id"])
    assert set(records.values_list("pk", flat=True)) == before

    command("undo", change_in(removed))
    assert row() == second
    command("undo", change_in(edited))
    assert row() == first
    command("undo", change_in(added))
    assert set(records.values_list("pk", flat=True)) == before


def test_evidence_goes_with_an_organisation_by_command_unless_it_is_kept(command: Command) -> None:
    with pytest.raises(InputError, match=r"Evidence \("):
        command("remove", "actor", "flow")
    about = Evidence.objects.filter(pk="e1")
    removed = command("remove", "actor", "flow", "--with-referring")
    assert not about.exists()
    command("undo", change_in(removed))
    kept = command("remove", "actor", "flow", "--keep-without")
    assert about.get().actor_id is None
    command("undo", change_in(kept))
    command("remove", "actor", "flow", "--move-to", "port")
    assert about.get().actor_id == "port"


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"evidence"}))  # which may be as little as a passage
def test_every_kind_refuses_by_command_what_is_missing_and_names_its_column(command: Command, kind: str) -> None:
    table = tables_by_kind()[kind]
    for column in table.columns:
        if column.required and column.attribute != "id":
            left = {name: value for name, value in VALUES[kind].items() if name != column.attribute}
            with pytest.raises(InputError) as error:
                command("add", kind, *options(table, left))
            assert error.value.column == column.name
    with pytest.raises(NotFound):
        command("edit", kind, "nothing-here", *options(table, OTHER[kind]))
    with pytest.raises(NotFound):
        command("remove", kind, "nothing-here")


def test_every_model_can_be_entered_by_hand_or_is_said_why_not() -> None:
    """A model that somebody adds has to have a file, a form and commands, or a reason."""
    entered = {table.model.__name__ for table in tables_by_kind().values()}
    models = {model.__name__ for model in apps.get_app_config("bridgehead").get_models()}
    uploads = {name for name in models if name.startswith("ImportJob")}  # what is looked at before it is imported
    assert models - entered - uploads == set(NOT_ENTERED)
    assert set(VALUES) == set(OTHER)


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_has_its_option(kind: str) -> None:
    table = tables_by_kind()[kind]
    for verb in ("add", "edit"):
        said = CliRunner().invoke(app, [verb, kind, "--help"], env={**os.environ, "COLUMNS": "200"}).stdout
        for column in table.columns:
            if not (verb == "edit" and column.attribute == "id"):
                assert f"--{column.name.replace('_', '-')}" in said
