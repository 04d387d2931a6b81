"""The case folder as a workbook, and the network as graph files."""

import gzip
import io
import zipfile
from pathlib import Path
from typing import Any

import igraph
import pytest

from bridgehead.ecosystem.models import Actor, Source, StoredFile, Tie
from bridgehead.importers.readers.spreadsheets import open_grids
from bridgehead.kit.case_tables import header_of
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.workspace.case_files import tables
from bridgehead.workspace.services import case_workbook, network_export
from bridgehead.workspace.services.case_folder import import_case
from bridgehead.workspace.services.case_workbook import export_workbook, import_workbook
from bridgehead.workspace.services.example_workspace import EXAMPLE
from bridgehead.workspace.services.file_kinds import recognise
from bridgehead.workspace.services.import_formats import ImportRequest, format_of
from bridgehead.workspace.services.network_export import edges, nodes, write_network
from tests.importers.spreadsheets import ods_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def state() -> dict[str, list[list[str]]]:
    return {table.name: table.export() for table in tables()}


def test_out_and_in_again(tmp_path: Path) -> None:
    import_case(EXAMPLE, viewer=COMMAND_LINE)
    Actor.objects.create(id="formula", name='=HYPERLINK("http://evil.example")', kind="firm", founded="0190")
    before = state()
    export_workbook(tmp_path / "a.xlsx")
    export_workbook(tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert import_workbook(tmp_path / "a.xlsx", viewer=COMMAND_LINE).batch is None
    Actor.objects.filter(pk="formula").delete()
    Tie.objects.all().delete()
    import_workbook(tmp_path / "a.xlsx", viewer=COMMAND_LINE)
    assert state() == before


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    Actor.objects.create(id="x", name="=1+1", kind="firm")
    export_workbook(tmp_path / "a.xlsx")
    sheet = next(grid for grid in open_grids(tmp_path / "a.xlsx") if grid.name == "actors")
    assert list(sheet.rows)[1][1] == "=1+1"


@pytest.fixture
def crowded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workbook of what does not fit into a cell, a sheet or a table."""
    monkeypatch.setattr(case_workbook, "ROW_LIMIT", 3)
    Actor.objects.bulk_create([Actor(id=f"a{n}", name=f"A{n}", kind="firm") for n in range(7)])
    Actor.objects.filter(pk="a1").update(description=f"{'long ' * 9_000}end")
    Actor.objects.filter(pk="a2").update(description="[long text 1, in sheet long_texts] not one")
    StoredFile.objects.create(id="texts/å b.bin", content=bytes(range(256)) * 300)
    export_workbook(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def test_what_does_not_fit_stands_beside_and_comes_back(crowded: Path) -> None:
    before, content = state(), bytes(StoredFile.objects.get().content)
    names = [grid.name for grid in open_grids(crowded)]
    assert names[:3] == ["actors", "actors (2)", "actors (3)"]
    assert {"long_texts", "stored_files"} < set(names)
    Actor.objects.all().delete()
    StoredFile.objects.all().delete()
    import_workbook(crowded, viewer=COMMAND_LINE)
    assert state() == before
    assert bytes(StoredFile.objects.get().content) == content


def test_a_long_text_that_was_edited_in_its_cell_is_refused(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("actors")
        sheet.write_row(0, 0, ["id", "name", "kind", "description"])
        sheet.write_row(1, 0, ["a", "A", "firm", "[long text 1, in sheet long_texts] edited here"])
        sheet = book.add_worksheet("long_texts")
        sheet.write_row(0, 0, ["number", "part", "text"])
        sheet.write_row(1, 0, ["1", "1", "as it was"])
    with pytest.raises(InputError, match="a long text is edited in the sheet long_texts"):
        import_workbook(tmp_path / "a.xlsx", viewer=COMMAND_LINE)


@pytest.mark.parametrize("text", [" a ", "a\r\nb\n", "_x0041_", "a\tb", "'=1+1", "\u2028", "💡", "a\x07b"])
def test_every_text_comes_back(tmp_path: Path, text: str) -> None:
    Actor.objects.create(id="a", name="A", kind="firm", description=text)
    before = state()
    export_workbook(tmp_path / "a.xlsx")
    Actor.objects.all().delete()
    import_workbook(tmp_path / "a.xlsx", viewer=COMMAND_LINE)
    assert state() == before


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/../../x"])
def test_a_stored_file_stays_in_its_folder(tmp_path: Path, name: str) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("stored_files")
        sheet.write_row(0, 0, ["name", "part", "content"])
        sheet.write_row(1, 0, [name, "1", "eHg="])
    with pytest.raises(InputError, match="a file name inside files/"):
        import_workbook(tmp_path / "a.xlsx", viewer=COMMAND_LINE)


def test_another_sheet_is_refused(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        book.add_worksheet("Ark1").write(0, 0, "id")
    with pytest.raises(InputError, match="found “Ark1”"):
        import_workbook(tmp_path / "a.xlsx", viewer=COMMAND_LINE)


@pytest.mark.parametrize("name", ["network.graphml", "network.gexf"])
def test_graph_files(tmp_path: Path, name: str) -> None:
    import_case(EXAMPLE, viewer=COMMAND_LINE)
    Actor.objects.create(id="odd", name='Odd <&"\x0b> name', kind="firm")
    write_network(tmp_path / name)
    count: dict[str, Any] = {"nodes": len(list(nodes())), "edges": len(list(edges()))}
    if name.endswith("graphml"):
        graph = igraph.Graph.Read_GraphML(str(tmp_path / name))
        assert (graph.vcount(), graph.ecount()) == (count["nodes"], count["edges"])
        assert 'Odd <&"> name' in graph.vs["name"]
    else:
        from xml.etree import ElementTree as ET

        root = ET.parse(tmp_path / name).getroot()  # noqa: S314 our own file
        found = {kind: len(list(root.iter(f"{{http://gexf.net/1.3}}{kind[:-1]}"))) for kind in count}
        assert found == count
    with pytest.raises(InputError, match="a file ending in"):
        write_network(tmp_path / "network.txt")


@pytest.mark.slow
@pytest.mark.usefixtures("empty_workspace")
def test_at_the_command_line(bridgehead: Any, tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "actors.csv").write_text("id,name,kind\na,A,firm\n", encoding="utf-8")
    bridgehead("import", "case", tmp_path / "case")
    bridgehead("export", "case", tmp_path / "out.xlsx")
    bridgehead("import", "case", tmp_path / "out.xlsx", home="other")
    assert "1 organisation" in bridgehead("members", home="other").stdout


def test_what_ends_half_way_leaves_the_file_that_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(items: Any = ("half",), _: str = "") -> Any:
        yield next(iter(items))
        raise OSError(28, "No space left on device")

    Actor.objects.create(id="x", name="X", kind="firm")
    monkeypatch.setattr(network_export, "graphml", fail)
    for name, write in (("a.graphml", write_network), ("a.xlsx", lambda path: export_workbook(path, progress=fail))):
        (tmp_path / name).write_text("whole")
        with pytest.raises(InputError, match=r"writing failed \(No space left on device"):
            write(tmp_path / name)
        assert (tmp_path / name).read_text() == "whole"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.graphml", "a.xlsx"]


def book(path: Path, rows: list[list[str]]) -> Path:
    import xlsxwriter

    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("stored_files")
        for number, row in enumerate([["name", "part", "content"], *rows]):
            sheet.write_row(number, 0, row)
    return path


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["a", "1", "eHg="], ["a", "3", "eHg="]], "row 3, column part: “3” is not accepted. Enter part 2 of a"),
        ([["a", "2", "eHg="]], "row 2, column part: “2” is not accepted. Enter part 1 of a"),
        ([["a", "1", "eHg="], ["a", "1", "eHg="]], "Enter part 2 of a"),
        ([["a", "one", "eHg="]], "“one” is not accepted"),
        ([["a", "1", "eHg=", "more"]], "row 2: the row has 4 cells. Give it 3 cells"),
        ([["a", "1", "no base64"]], "the content of a file as it was written"),
        ([["a", "1", "eHg="], ["a/b", "1", "eHg="]], "stored_files: a: .*name of a folder .a/b"),
        ([["a//b", "1", "eHg="]], "stored_files: a//b: .*stored .an empty part"),
        ([["x" * 256, "1", "eHg="]], "stored .a part of 256 bytes"),
    ],
)
def test_stored_files_that_are_not_whole_or_cannot_be(tmp_path: Path, rows: list[list[str]], said: str) -> None:
    with pytest.raises(InputError, match=said):
        import_workbook(book(tmp_path / "a.xlsx", rows), viewer=COMMAND_LINE)
    assert not StoredFile.objects.exists()


def test_a_stored_file_of_an_odd_name_goes_under_another(tmp_path: Path) -> None:
    StoredFile.objects.create(id="/etc/evil", content=b"x")
    Source.objects.create(id="s", title="S", kind="document", file="/etc/evil")
    (renamed,) = export_workbook(tmp_path / "a.xlsx")
    Source.objects.all().delete()
    StoredFile.objects.all().delete()
    import_workbook(tmp_path / "a.xlsx", viewer=COMMAND_LINE)
    assert Source.objects.get().file == StoredFile.objects.get().pk == renamed.written


def test_one_table_is_read_however_it_was_saved(tmp_path: Path) -> None:
    columns = list(header_of(next(table for table in tables() if table.name == "actors")))
    held = {"id": "flow", "name": "Flow | Strøm", "kind": "firm", "country": "DK"}
    rows = [columns, [held.get(name, "") for name in columns]]
    text = "".join(";".join(row) + "\r\n" for row in rows)
    cell = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
    sheet = "".join(f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows)
    csv, zipped = text.encode(), io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("export.csv", csv)
    files = {
        "semicolons.csv": csv, "wide.csv": text.replace(";", "\t").encode("utf-16"), "west.txt": text.encode("cp1252"),
        "capitals.csv": text.replace("id;", "ID;", 1).encode(), "actors.csv.gz": gzip.compress(csv),
        "one.zip": zipped.getvalue(), "sheet.ods": ods_of(tmp_path / "x.ods", sheet, name="actors").read_bytes(),
        "other.ods": ods_of(tmp_path / "x.ods", sheet, name="Sheet 1").read_bytes(),
    }  # fmt: skip
    for name, content in files.items():
        path = tmp_path / name
        path.write_bytes(content)
        assert recognise(path) == ("case",), name
        Actor.objects.all().delete()
        format_of("case").run(ImportRequest(path, name, COMMAND_LINE))
        assert list(Actor.objects.values_list("pk", "name")) == [("flow", "Flow | Strøm")], name
