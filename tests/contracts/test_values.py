"""What a column may hold comes in by every way and goes round; what it may not is refused by every way in.

Ways in: the batch writer (pages, API and commands), the case folder, the workbook, and the undo of an older batch.
"""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection, models

from bridgehead.ecosystem.models import Actor, StoredFile
from bridgehead.followup.models import Attachment
from bridgehead.kit import csv_files
from bridgehead.kit.case_tables import CaseTable, header_of
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.models import Batch, Change, KeyedRecord
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.workspace.services.case_export import export_case
from bridgehead.workspace.services.case_folder import import_case
from bridgehead.workspace.services.case_workbook import export_workbook, import_workbook
from bridgehead.workspace.services.undo import undo_batch
from tests.contracts.values import FILES, KEPT, MODELS, bad, base, columns, good_cases, row

pytestmark = [pytest.mark.django_db, pytest.mark.database]

TEXT = KEPT
STORED = {
    TEXT: b"said",
    "a" * 251 + ".txt": b"",
    "å/b c/=cmd": b"\0\xff",
    ".hidden": b"x",
    f"{'x' * 40}/{'y' * 250}": b"",
}


def write_base() -> None:
    with batch("base") as writer:
        writer.put(StoredFile, [{"id": name, "content": content} for name, content in STORED.items()])
        for model, rows in base():
            writer.put(model, rows)


def write_extremes() -> Batch:
    with batch("extremes") as writer:
        for model in MODELS:
            rows = {case.row["id"]: case.row for case in good_cases(model, file=TEXT)}
            assert len(rows) == len(good_cases(model, file=TEXT)), f"two rows of {model.__name__} on one key"
            writer.put(model, list(rows.values()))
            if model is Attachment:
                writer.put(StoredFile, [{"id": row["file"], "content": b"x"} for row in rows.values()])
    return writer.record


def exported(folder: Path) -> dict[str, bytes]:
    """A case folder as it is written, by name."""
    export_case(folder)
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: content for name, content in found.items() if name.endswith(".csv") or name.startswith("files/")}


def empty() -> None:
    """Take everything out of the store, past the log."""
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for model in [*MODELS, StoredFile]:
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')  # noqa: S608 our own names


@pytest.mark.slow
def test_every_extreme_goes_round(tmp_path: Path) -> None:
    write_base()
    done = write_extremes()
    before = exported(tmp_path / "case")
    undo_batch(done.pk, viewer=COMMAND_LINE)
    assert not Actor.objects.filter(name__startswith="=cmd").exists()
    undo_batch(Batch.objects.order_by("pk").last().pk, viewer=COMMAND_LINE)  # type: ignore[union-attr]
    assert exported(tmp_path / "again") == before
    export_workbook(tmp_path / "case.xlsx")
    for way, path in ((import_case, tmp_path / "case"), (import_workbook, tmp_path / "case.xlsx")):
        empty()
        way(path, viewer=COMMAND_LINE)
        assert exported(tmp_path / "back") == before


@pytest.fixture
def small_base() -> None:
    write_base()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@pytest.mark.usefixtures("small_base")
def test_the_writer_refuses_what_a_column_may_not_hold(model: type[models.Model]) -> None:
    before = model._default_manager.count(), Batch.objects.count()
    for field in columns(model):
        for value in bad(field):
            given = row(model, 900, **{field.attname: value})
            with pytest.raises(InputError) as raised, batch("bad") as writer:
                writer.put(model, [row(model, 901), given])
            named = raised.value.column
            assert named == field.name or (named == "id" and field.attname in getattr(model, "key_fields", ())), value
            assert raised.value.expected
    assert (model._default_manager.count(), Batch.objects.count()) == before


def cell(value: Any) -> str | None:
    """What is refused, as somebody could type it into a cell; None for what no cell can hold."""
    match value:
        case str():
            return value if "\ud800" not in value and "\udfff" not in value and "\0" not in value else None
        case None:
            return ""
        case bool() | dict():
            return None
        case list():
            return None if not all(isinstance(item, str) and cell(item) for item in value) else ";".join(value)
        case _:
            return repr(value)


def refused_cells(model: type[models.Model]) -> list[tuple[str, str]]:
    """Heading and text of a cell that must be refused."""
    table, found = CaseTable(FILES[model]), []
    by_attribute = {column.attribute: column for column in table.columns}
    for field in columns(model):
        column = by_attribute[field.attname]
        for text in {text for value in bad(field) if (text := cell(value)) is not None}:
            try:
                blank = not text and not column.required
                blank or column.reads(text)
            except ValueError:
                found.append((column.name, text))
            else:
                if column.required and not text.strip():
                    found.append((column.name, text))
    return found


def sheet(model: type[models.Model], heading: str, text: str) -> tuple[list[str], list[str]]:
    table = CaseTable(FILES[model])
    values = row(model, 900)
    cells = [c.writes(values[c.attribute]) for c in table.columns]
    header = list(header_of(table))
    cells[header.index(heading)] = text
    return header, cells


def is_refused(error: InputError, model: type[models.Model], heading: str) -> bool:
    place = (f"{FILES[model].name}.csv", 2)
    return (error.file, error.row) == place and error.column in {heading, CaseTable(FILES[model]).key[0]}


@pytest.mark.usefixtures("small_base")
def test_the_case_folder_refuses_it(tmp_path: Path) -> None:
    before = Batch.objects.count()
    for model in MODELS:
        cases = refused_cells(model)
        assert cases, model.__name__
        seen: set[str] = set()
        for heading, text in cases:
            header, cells = sheet(model, heading, text)
            content = csv_files.render(header, [cells])
            with pytest.raises(InputError) as raised:  # noqa: PT012 one of two ways
                if heading in seen:  # the first of each column goes the whole way
                    list(CaseTable(FILES[model]).parse(csv_files.read(content.encode(), f"{FILES[model].name}.csv")))
                else:
                    seen.add(heading)
                    folder = tmp_path / "bad"
                    folder.mkdir(exist_ok=True)
                    (folder / f"{FILES[model].name}.csv").write_text(content, encoding="utf-8", newline="")
                    import_case(folder, viewer=COMMAND_LINE)
            (tmp_path / "bad" / f"{FILES[model].name}.csv").unlink(missing_ok=True)
            assert is_refused(raised.value, model, heading), (model, heading, text, str(raised.value))
    assert Batch.objects.count() == before


@pytest.mark.usefixtures("small_base")
def test_the_workbook_refuses_it(tmp_path: Path) -> None:
    import xlsxwriter

    before = Batch.objects.count()
    for model in MODELS:
        heading, text = next(pair for pair in refused_cells(model) if pair[1].strip() and len(pair[1]) < 2_000)
        with xlsxwriter.Workbook(tmp_path / "bad.xlsx") as book:
            page = book.add_worksheet(FILES[model].name)
            for number, cells in enumerate(sheet(model, heading, text)):
                for place, said in enumerate(cells):
                    page.write_string(number, place, said)
        with pytest.raises(InputError) as raised:
            import_workbook(tmp_path / "bad.xlsx", viewer=COMMAND_LINE)
        assert is_refused(raised.value, model, heading), (model, heading, text, str(raised.value))
    assert Batch.objects.count() == before


def test_the_undo_leaves_what_is_not_taken_any_more_as_it_is() -> None:
    write_base()
    for model in (model for model in MODELS if not issubclass(model, KeyedRecord)):
        table, key = model.__name__.lower(), f"{model.__name__.lower()}-1"
        with batch("one of each") as writer:
            writer.put(model, [row(model, 1)])
        field = next(f for f in columns(model) if not f.primary_key and not isinstance(f, models.ForeignKey))
        value = next(value for value in bad(field) if isinstance(value, str | int) and value and "\0" not in str(value))
        stands = model._default_manager.values_list(field.attname, flat=True).get(pk=key)
        earlier = Batch.objects.create(worded="by an earlier version")
        said = {"before": {field.attname: value}, "after": {field.attname: stands}}
        Change.objects.create(batch=earlier, action="change", table=table, key=key, **said)
        assert [(k.table, k.field) for k in undo_batch(earlier.pk, viewer=COMMAND_LINE).result] == [
            (table, field.attname)
        ]
        assert model._default_manager.values_list(field.attname, flat=True).get(pk=key) == stands
