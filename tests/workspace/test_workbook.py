"""The case folder as a workbook, and the network as graph files."""

from pathlib import Path
from typing import Any

import igraph
import pytest

from bridgehead.ecosystem.models import Actor, StoredFile, Tie
from bridgehead.intake.workbooks import open_grids
from bridgehead.kit.errors import InputError
from bridgehead.workspace.case import import_case, tables
from bridgehead.workspace.demo import EXAMPLE
from bridgehead.workspace.network_files import edges, nodes, write_network
from bridgehead.workspace.workbook import export_workbook, import_workbook

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def state() -> dict[str, list[list[str]]]:
    return {table.name: table.export() for table in tables()}


def test_out_and_in_again(tmp_path: Path) -> None:
    import_case(EXAMPLE)
    StoredFile.objects.all().delete()
    Actor.objects.create(id="formula", name='=HYPERLINK("http://evil.example")', kind="firm", founded="0190")
    before = state()
    export_workbook(tmp_path / "a.xlsx")
    export_workbook(tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    tallies = import_workbook(tmp_path / "a.xlsx")
    assert not any(t.added or t.changed for t in tallies.values())
    Actor.objects.filter(pk="formula").delete()
    Tie.objects.all().delete()
    import_workbook(tmp_path / "a.xlsx")
    assert state() == before


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    Actor.objects.create(id="x", name="=1+1", kind="firm")
    export_workbook(tmp_path / "a.xlsx")
    sheet = next(grid for grid in open_grids(tmp_path / "a.xlsx") if grid.name == "actors")
    assert list(sheet.rows)[1][1] == "=1+1"


def test_what_a_workbook_cannot_hold_is_said(tmp_path: Path) -> None:
    Actor.objects.create(id="x", name="X", kind="firm", description="x" * 40_000)
    with pytest.raises(InputError, match="a cell of a workbook holds"):
        export_workbook(tmp_path / "a.xlsx")
    StoredFile.objects.create(id="a.txt", content=b"x")
    with pytest.raises(InputError, match="a folder"):
        export_workbook(tmp_path / "a.xlsx")


def test_another_sheet_is_refused(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        book.add_worksheet("Ark1").write(0, 0, "id")
    with pytest.raises(InputError, match="found 'Ark1'"):
        import_workbook(tmp_path / "a.xlsx")


@pytest.mark.parametrize("name", ["network.graphml", "network.gexf"])
def test_graph_files(tmp_path: Path, name: str) -> None:
    import_case(EXAMPLE)
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
    with pytest.raises(InputError, match="ends in"):
        write_network(tmp_path / "network.txt")


def test_at_the_command_line(bridgehead: Any, tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "actors.csv").write_text("id,name,kind\na,A,firm\n", encoding="utf-8")
    bridgehead("import", "case", tmp_path / "case")
    bridgehead("export", "case", tmp_path / "out.xlsx")
    bridgehead("import", "case", tmp_path / "out.xlsx", home="other")
    assert "1 actors" in bridgehead("members", home="other").stdout
