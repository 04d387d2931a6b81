"""What goes out is valid, holds what came in and what was changed here, and comes in again as the same."""

import zipfile
from pathlib import Path

import pytest
from lxml import etree

from bridgehead.ecosystem.models import Source, StoredFile
from bridgehead.evidence.core.qda.xml import NS
from bridgehead.evidence.models import Code, Codebook, Coding
from bridgehead.evidence.services import codebooks
from bridgehead.evidence.services.project_export import export_codebook, export_project
from bridgehead.evidence.services.project_import import import_codebook, import_project
from bridgehead.kit.change_writer import batch
from bridgehead.kit.models import Change
from bridgehead.kit.permissions import COMMAND_LINE
from tests.evidence.projects import guid, write

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def clear() -> None:
    """An empty workspace."""
    for model in (Coding, Code, Codebook, Source, StoredFile):
        Code.objects.update(parent=None)
        model.objects.all().delete()


def rows() -> list[object]:
    return [list(m.objects.order_by("pk").values()) for m in (Codebook, Code, Source, Coding)] + [
        (f.pk, bytes(f.content)) for f in StoredFile.objects.order_by("pk")
    ]


def valid(path: Path, shared: Path) -> etree._Element:
    schema = etree.XMLSchema(etree.parse(shared / "data/qda/Project.xsd"))
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("project.qde"))
        names = archive.namelist()
    schema.assertValid(root)
    for element in root.iter():
        for name in ("plainTextPath", "path", "richTextPath"):
            if element.get(name, "").startswith("internal://"):
                assert f"sources/{element.get(name)[11:]}" in names
    return root


@pytest.mark.parametrize("name", ["oltas_teszt.qdpx", "blank-atlas-project.qdpx", ""])
def test_in_and_out_and_in_again_is_equal(name: str, shared: Path, tmp_path: Path) -> None:
    import_project(shared / "data/qda" / name if name else write(tmp_path / "p.qdpx"), viewer=COMMAND_LINE)
    before = rows()
    export_project(tmp_path / "out.qdpx")
    valid(tmp_path / "out.qdpx", shared)
    changes = Change.objects.count()
    import_project(tmp_path / "out.qdpx", viewer=COMMAND_LINE)
    assert Change.objects.count() == changes, "into the same workspace: nothing changes"
    clear()
    import_project(tmp_path / "out.qdpx", viewer=COMMAND_LINE)
    assert rows() == before, "into an empty one: the same"
    export_project(tmp_path / "again.qdpx")
    assert (tmp_path / "again.qdpx").read_bytes() == (tmp_path / "out.qdpx").read_bytes()


def test_nothing_of_a_project_is_lost(shared: Path, tmp_path: Path) -> None:
    import_project(write(tmp_path / "p.qdpx"), viewer=COMMAND_LINE)
    export_project(tmp_path / "out.qdpx")
    root = valid(tmp_path / "out.qdpx", shared)
    for tag in ("Variable", "Case", "Set", "Link", "Graph", "Vertex", "Edge", "Note", "SyncPoint", "VariableValue"):
        with zipfile.ZipFile(tmp_path / "p.qdpx") as archive:
            had = etree.fromstring(archive.read("project.qde"))
        assert len(root.findall(f".//{NS}{tag}")) == len(had.findall(f".//{NS}{tag}")) > 0
    assert root.find(f".//{NS}Code").get("color") == "#ff0000"
    assert root.find(f".//{NS}Coding").get("creationDateTime") == "2024-02-02T00:00:00Z"
    with zipfile.ZipFile(tmp_path / "out.qdpx") as archive:
        assert archive.read("Sources/extra.bin") == b"\x00\x01"


def changed_here() -> None:
    """Work on an imported project: codes and codings change, go and come; a source of our own joins."""
    with batch("work") as w:
        w.put(Codebook, [{"id": "firms", "name": "Firms"}])
        w.put(Code, [{"id": guid(11), "name": "Confidence", "parent_id": None, "definition": "new"}])
        own = {"codebook_id": "firms", "preset": "no", "created": "2020"}
        w.put(Code, [{"id": "theme.funding", "name": "Funding", "parent_id": None, **own}])
        w.put(Code, [{"id": "theme.grants", "name": "Grants", "parent_id": "theme.funding", **own}])
        w.put(Coding, [{"id": guid(63), "memo": "written here"}])
        w.put(Coding, [{"id": guid(60), "start": 0, "end": 3, "memo": "moved"}])
        w.put(Coding, [{"id": guid(65), "code": "theme.grants", "coder": "Bo"}])
        w.put(Coding, [{"id": guid(69), "start": 6, "end": 11}])
        w.remove(Coding, [guid(61), guid(68)])
        w.put(Source, [{"id": "visblue-1", "title": "VisBlue", "kind": "interview", "file": "visblue-1.txt"}])
        w.put(StoredFile, [{"id": "visblue-1.txt", "content": "Small 🙂 firms.\n".encode()}])
        w.put(Coding, [{"id": "c-1", "source_id": "visblue-1", "start": 6, "end": 7, "code": "barrier.smallness"}])


def test_work_done_here_goes_out(shared: Path, tmp_path: Path) -> None:
    import_project(write(tmp_path / "p.qdpx"), viewer=COMMAND_LINE)
    changed_here()
    export_project(tmp_path / "out.qdpx")
    root = valid(tmp_path / "out.qdpx", shared)
    names = {e.get("guid").lower(): e.get("name") for e in root.iter(f"{NS}Code")}
    assert names[guid(11)] == "Confidence"
    assert {"Firms", "Funding", "Grants", "Framework", "Smallness"} <= set(names.values())
    own = next(e for e in root.iter(f"{NS}TextSource") if e.get("name") == "VisBlue")
    assert own.find(f"{NS}PlainTextSelection").get("startPosition") == "6"
    assert guid(61) not in {e.get("guid") for e in root.iter(f"{NS}Coding")}
    changes = Change.objects.latest("pk").pk
    import_project(tmp_path / "out.qdpx", viewer=COMMAND_LINE)
    assert not Change.objects.filter(pk__gt=changes).exclude(table="storedfile"), "only the kept project is newer"
    clear()
    import_project(tmp_path / "out.qdpx", viewer=COMMAND_LINE)
    found = {c.pk: c for c in Coding.objects.all()}
    assert (found[guid(60)].start, found[guid(60)].end, found[guid(60)].memo) == (0, 3, "moved")
    assert found[guid(63)].memo == "written here"
    assert (found[guid(69)].start, found[guid(69)].end) == (6, 11)
    assert found[guid(65)].coder == "Bo"
    export_project(tmp_path / "again.qdpx")
    assert (tmp_path / "again.qdpx").read_bytes() == (tmp_path / "out.qdpx").read_bytes()


def test_a_code_may_go_under_what_stood_under_it(tmp_path: Path) -> None:
    import_project(write(tmp_path / "p.qdpx"), viewer=COMMAND_LINE)
    codebooks.move(guid(12), parent="", viewer=COMMAND_LINE)
    codebooks.move(guid(11), parent=guid(12), viewer=COMMAND_LINE)
    export_project(tmp_path / "out.qdpx")
    clear()
    import_project(tmp_path / "out.qdpx", viewer=COMMAND_LINE)
    assert Code.objects.get(pk=guid(11)).parent_id == guid(12)
    assert Code.objects.get(pk=guid(12)).parent_id is None


def test_presets_stay_out_unless_asked_for(tmp_path: Path) -> None:
    import_project(write(tmp_path / "p.qdpx"), viewer=COMMAND_LINE)
    report = export_project(tmp_path / "out.qdpx")
    assert report.lines[0].count == 4
    assert export_project(tmp_path / "all.qdpx", presets=True).lines[0].count > 20


def test_two_projects_go_out_as_one(shared: Path, tmp_path: Path) -> None:
    import_project(shared / "data/qda/oltas_teszt.qdpx", viewer=COMMAND_LINE)
    import_project(write(tmp_path / "p.qdpx"), viewer=COMMAND_LINE)
    export_project(tmp_path / "out.qdpx")
    root = valid(tmp_path / "out.qdpx", shared)
    assert len(list(root.iter(f"{NS}Code"))) == 152 + 4 + 1, "the second one's codes stand under its name"
    clear()
    import_project(tmp_path / "out.qdpx", viewer=COMMAND_LINE)
    assert Coding.objects.count() == 340


def test_a_codebook_in_and_out(shared: Path, tmp_path: Path) -> None:
    import_project(write(tmp_path / "p.qdpx"), viewer=COMMAND_LINE)
    report = export_codebook(tmp_path / "out.qdc")
    assert {line.kind for line in report.lines} == {"codes", "code_memos", "set_members"}
    schema = etree.XMLSchema(etree.parse(shared / "data/qda/Codebook.xsd"))
    schema.assertValid(etree.parse(tmp_path / "out.qdc"))
    clear()
    import_codebook(tmp_path / "out.qdc", viewer=COMMAND_LINE)
    assert Code.objects.get(pk=guid(12)).parent_id == guid(11)
    export_codebook(tmp_path / "again.qdc")
    assert (tmp_path / "again.qdc").read_bytes() == (tmp_path / "out.qdc").read_bytes()
