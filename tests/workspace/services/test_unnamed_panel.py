"""The panel without names: each column is decided on, nothing that names, contacts or quotes is in any byte."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db.models import CharField, JSONField, TextField

from bridgehead.ecosystem.models import Actor, Entry, Membership, Person, Source, StoredFile, Tie
from bridgehead.evidence.models import Evidence
from bridgehead.kit import csv_files
from bridgehead.kit.case_tables import CaseTable, header_of
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import NotAllowed
from bridgehead.kit.model_fields import LineField, ListField, LongTextField
from bridgehead.kit.permissions import COMMAND_LINE, Role, Viewer
from bridgehead.opportunities.models import Opportunity
from bridgehead.workspace.case_files import tables
from bridgehead.workspace.core.panel_columns import DROPPED_FILES, PANEL_COLUMNS, Treatment
from bridgehead.workspace.services.case_folder import import_case
from bridgehead.workspace.services.records import add_record
from bridgehead.workspace.services.unnamed_panel import KEY_FILE, unnamed_panel
from tests.workspace.entered import VALUES, build_targets
from tests.world import small_world

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SECRETS = ("Quokka", "quokka@flow.example")


@pytest.fixture(autouse=True)
def world(settings: LazySettings, tmp_path: Path) -> None:
    settings.WORKSPACE = tmp_path
    small_world()
    build_targets()
    for kind, values in VALUES.items():
        add_record(kind, values, viewer=COMMAND_LINE)


def files() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(unnamed_panel(viewer=COMMAND_LINE))) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def rows(name: str) -> list[dict[str, str]]:
    table = csv_files.read(files()[f"{name}.csv"], name)
    return [dict(zip(table.header, cells, strict=True)) for _, cells in table.rows]


def test_each_column_of_each_file_is_decided_on() -> None:
    every = {table.name: set(header_of(table)) for table in tables()}
    assert every.keys() == PANEL_COLUMNS.keys() | DROPPED_FILES
    assert not PANEL_COLUMNS.keys() & DROPPED_FILES
    assert {name: set(columns) for name, columns in PANEL_COLUMNS.items()} == {
        name: columns for name, columns in every.items() if name not in DROPPED_FILES
    }


def test_no_free_text_is_kept_unless_many_share_it_or_it_is_public() -> None:
    kept = set()
    for table in tables():
        for column in table.columns:
            field = fields_of(table)[column.attribute]
            lines = isinstance(field, ListField) and field.item == "line"
            if PANEL_COLUMNS.get(table.name, {}).get(column.name) is Treatment.KEPT and (
                lines or type(field) in (LineField, LongTextField, TextField, CharField, JSONField)
            ):
                kept.add(f"{table.name}.{column.name}")
    # what staff or a register choose from a few words; nobody is named in them
    assert kept == {
        "indicators.indicator",
        "indicators.unit",
        "instruments.kind",
        "instruments.raises",
        "opportunities.rule_set",
        "opportunities.cpv",
    }


def fields_of(table: CaseTable) -> dict[str, Any]:
    return {field.attname: field for field in table.model._meta.concrete_fields}


def planted(field: Any) -> Any:
    """A secret in the form that a column takes; None where it takes none."""
    if isinstance(field, ListField):
        return [f"{SECRETS[0]} & {SECRETS[1]}"] if field.item == "line" else None
    text = " & ".join(SECRETS)
    return text if isinstance(field, LineField | LongTextField) and field.accepts(text) else None


def test_no_byte_of_it_names_contacts_or_quotes() -> None:
    chosen = {"indicators.indicator", "indicators.unit", "instruments.kind", "instruments.raises"}
    chosen |= {"opportunities.rule_set", "opportunities.cpv"}
    count = 0
    with batch("planted") as writer:
        for table in tables():
            found = table.model._default_manager.first()
            keys = getattr(table.model, "key_fields", ("id",))
            names = [c for c in table.columns if c.attribute not in keys and f"{table.name}.{c.name}" not in chosen]
            values = {c.attribute: planted(fields_of(table)[c.attribute]) for c in names}
            values = {name: value for name, value in values.items() if value is not None}
            count += len(values)
            writer.put(table.model, [{"id": found.pk, **values}])
        writer.put(StoredFile, [{"id": "quokka.txt", "content": SECRETS[1].encode()}])
        writer.put(Person, [{"id": "quokka", "actor_id": "flow", "name": SECRETS[0], "email": SECRETS[1]}])
        Opportunity.objects.update(url="")
    assert count > 60
    public = {*Actor.objects.values_list("name", flat=True), *Actor.objects.values_list("pk", flat=True)}
    told = {*SECRETS, *public, *Person.objects.values_list("name", flat=True), "Knows the port", "Interview with"}
    content = b"\n".join(name.encode() + body for name, body in files().items()).decode().casefold()
    words = set(re.findall(r"[\w@.-]+", content))
    assert [word for word in told if word.casefold() in (content if len(word) > 6 else words)] == []


def test_numbers_agree_between_exports_and_with_nobody_elses(tmp_path: Path) -> None:
    first = files()
    assert files() == first
    assert (tmp_path / KEY_FILE).stat().st_mode & 0o777 == 0o600
    with batch("one more") as writer:
        writer.put(Actor, [{"id": "aaa", "name": "Aardvark", "kind": "firm"}])
    before = {row["id"] for row in csv_rows(first["actors.csv"])}
    assert before < {row["id"] for row in rows("actors")}
    (tmp_path / KEY_FILE).unlink()
    assert not before & {row["id"] for row in rows("actors")}


def csv_rows(content: bytes) -> list[dict[str, str]]:
    table = csv_files.read(content, "")
    return [dict(zip(table.header, cells, strict=True)) for _, cells in table.rows]


def test_numbers_do_not_follow_the_alphabet(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_text("a secret of the test")
    with batch("many") as writer:
        writer.put(Actor, [{"id": f"x{n}", "name": f"X {n}", "kind": "firm", "staff": float(n)} for n in range(10, 40)])
    staff = [float(row["staff"]) for row in rows("actors") if row["staff"]]
    assert len(staff) == 30
    assert staff not in (sorted(staff), sorted(staff, reverse=True))


def test_a_text_stays_where_three_organisations_share_it() -> None:
    with batch("sectors") as writer:
        writer.put(Actor, [{"id": id_, "sector": "Water"} for id_ in ("cool", "port", "spare")])
        writer.put(Actor, [{"id": "flow", "sector": "Only Flow"}])
    found = [row["sector"] for row in rows("actors") if row["sector"]]
    assert found.count("Water") == 3
    assert len(found) == 4


def test_what_is_public_of_an_opportunity_stays() -> None:
    with batch("public") as writer:
        writer.put(Opportunity, [{"id": "harbour-storage", "url": "https://ted.example/1", "external_id": "1-2099"}])
    by_deadline = {row["deadline"]: row for row in rows("opportunities")}
    assert by_deadline["2099-05-01"]["title"] == "Energy storage for the harbour"
    assert by_deadline["2099-05-01"]["external_id"] == "1-2099"
    other = [row for row in rows("opportunities") if not row["url"]]
    assert other
    assert all(row["title"] == row["id"] for row in other)


def test_it_comes_in_as_a_case_folder_with_all_its_references(tmp_path: Path) -> None:
    path = tmp_path / "panel.zip"
    path.write_bytes(unnamed_panel(viewer=COMMAND_LINE))
    number = numbered_member()
    counts = {model: model.objects.count() for model in (Actor, Membership, Tie, Entry, Source, Evidence)}
    import_case(path, viewer=COMMAND_LINE)
    assert {model: model.objects.count() for model in counts} == {model: 2 * n for model, n in counts.items()}
    flow = Actor.objects.get(pk=number)
    assert flow.country == "DK"
    assert flow.entries.count() == 1
    assert flow.evidence.get().code == "Oa.network"


def numbered_member() -> str:
    """The number of Flow, the only one with evidence on its network."""
    return next(row["actor"] for row in rows("evidence") if row["code"] == "Oa.network" and row["activity"] == "")


@pytest.mark.parametrize("role", Role)
def test_who_gets_it(role: Role) -> None:
    who = Viewer(None, role, "flow")
    if role in {Role.ADMIN, Role.MANAGER, Role.ANALYST, Role.EVALUATOR}:
        assert unnamed_panel(viewer=who)[:2] == b"PK"
    else:
        with pytest.raises(NotAllowed, match="data without names"):
            unnamed_panel(viewer=who)
