"""What a field may hold goes everywhere: long ids, control characters, pages, text in no encoding."""

import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import etree

from bridgehead.ecosystem.models import Actor, Source, StoredFile
from bridgehead.evidence.core.qda.guids import file_of
from bridgehead.evidence.models import Code, Codebook, Coding, Evidence
from bridgehead.evidence.queries import matrix_summaries, source_texts
from bridgehead.evidence.services import codings_spreadsheet
from bridgehead.evidence.services.coding import Judgement, code_passage, judge, remove_codings
from bridgehead.evidence.services.matrix_summaries import set_summary
from bridgehead.evidence.services.project_export import export_codebook, export_project
from bridgehead.evidence.services.project_import import import_project
from bridgehead.evidence.services.sources import add_document, pseudonymise
from bridgehead.influence.models import Finding
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.field_limits import TEXT_LENGTH
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.workspace.services.case_export import export_case
from bridgehead.workspace.services.case_folder import import_case
from bridgehead.workspace.services.undo import undo_batch
from tests.evidence.projects import EVERYTHING, write
from tests.world import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]

LONG_ID = "語" * 100
ODD = "a\x01b\x0bc\x0c\ufffe"


@pytest.fixture
def long() -> str:
    """A source whose id is longer than a file name may be."""
    with batch("a source") as w:
        w.put(Source, [{"id": LONG_ID, "title": "Long", "kind": "interview"}])
        w.put(Actor, [{"id": LONG_ID, "name": "Long", "kind": "firm"}])
    return LONG_ID


def test_a_file_keeps_the_id_where_it_fits_and_no_two_share_one() -> None:
    assert file_of("talk", ".txt") == "talk.txt"
    assert file_of("x" * 100, ".txt") == "x" * 100 + ".txt"
    names = {file_of(LONG_ID[:-1] + last, ending) for last in "語誤" for ending in (".txt", ".docx")}
    assert len(names) == 4
    assert all(len(name.encode()) <= 255 for name in names)


def test_a_source_of_a_long_id_has_its_text(long: str, tmp_path: Path) -> None:
    client = signed_in(Role.ADMIN)
    document = SimpleUploadedFile("t.txt", b"Anna said so.")
    assert client.post(f"/sources/{long}/text", {"file": document}).status_code == 302
    assert source_texts.text_of(long) == "Anna said so."
    assert "Anna said so." in client.get(f"/sources/{long}").content.decode()
    assert "no text" not in client.get("/sources").content.decode()
    key = code_passage(long, start=5, end=9, codes=["Oa.network"], coder="ida", viewer=COMMAND_LINE).result[0]
    pseudonymise(long, name="Anna", pseudonym="B", viewer=COMMAND_LINE)
    assert Coding.objects.get(pk=key).start == 2
    export_project(tmp_path / "out.qdpx")
    with zipfile.ZipFile(tmp_path / "out.qdpx") as archive:
        assert b"B said so." in [archive.read(name) for name in archive.namelist()]


def test_a_summary_of_long_ids_is_found_again(long: str) -> None:
    client = signed_in(Role.ADMIN)
    cell = f"/matrix/actor/{long}/Oa.network"
    assert client.post(f"{cell}/summary", {"summary": "Said"}).status_code == 302
    set_summary("actor", long, "Oi.formal", text="More", viewer=COMMAND_LINE)
    assert matrix_summaries.summaries_of("actor") == {(long, "Oa.network"): "Said", (long, "Oi.formal"): "More"}
    assert "Said" in client.get(cell).content.decode()
    with pytest.raises(InputError, match="at most 50,000"):
        set_summary("actor", long, "Oa.network", text="n" * (TEXT_LENGTH + 1), viewer=COMMAND_LINE)


def test_what_xml_cannot_hold_becomes_a_space_there_and_is_told(tmp_path: Path) -> None:
    add_document(b"First\nSecond", "talk.txt", viewer=COMMAND_LINE)
    with batch("odd") as w:
        w.put(Source, [{"id": "talk", "title": ODD}])
        w.put(Codebook, [{"id": "book", "name": ODD}])
        w.put(Code, [{"id": "code", "codebook_id": "book", "name": ODD, "definition": ODD}])
        place = {"source_id": "talk", "start": 0, "end": 5}
        w.put(Coding, [{"id": "c1", "code": "code", "coder": ODD, "memo": ODD, **place}])
        w.put(Evidence, [{"id": "e1", "code": "code", "coding_id": "c1", "source_id": "talk", "quote": ODD}])
    report = {line.kind: line.count for line in export_project(tmp_path / "out.qdpx").lines}
    assert report["control_characters"] == 6
    with zipfile.ZipFile(tmp_path / "out.qdpx") as archive:
        root = etree.fromstring(archive.read("project.qde"))
    assert "a b c  " in [element.get("name") for element in root.iter()]
    export_codebook(tmp_path / "out.qdc")
    codings_spreadsheet.export_codings(tmp_path / "out.xlsx")
    client = signed_in(Role.ADMIN)
    for path in ("/sources", "/sources/talk", "/codebooks", "/codes/code", "/codings/c1", "/memos?format=xlsx"):
        assert client.get(path).status_code == 200
    for path in ("/matrix.xlsx", "/exchange/out?format=qdpx", "/exchange/out?format=qdc&all=yes&report"):
        assert client.get(path).status_code == 200
    import_project(tmp_path / "out.qdpx", viewer=COMMAND_LINE)


def test_a_quote_across_pages_goes_round_with_the_case(tmp_path: Path) -> None:
    add_document(b"x", "talk.txt", viewer=COMMAND_LINE)
    text = "One\fTwo\n" + "long " * 20_000
    with batch("pages") as w:
        w.put(StoredFile, [{"id": "talk.txt", "content": text.encode()}])
    key = code_passage("talk", start=0, end=7, codes=["Oa.network"], coder="ida", viewer=COMMAND_LINE).result[0]
    whole = code_passage("talk", start=0, end=len(text), codes=["Oa.network"], coder="ida", viewer=COMMAND_LINE).result[
        0
    ]
    for id_ in (key, whole):
        judge(id_, Judgement(summary="Both"), viewer=COMMAND_LINE)
    assert Evidence.objects.get(coding=key).quote == "One\fTwo"
    assert len(Evidence.objects.get(coding=whole).quote) == TEXT_LENGTH, "as many words as the field holds"
    export_case(tmp_path / "case")
    before = list(Evidence.objects.order_by("pk").values())
    import_case(tmp_path / "case", viewer=COMMAND_LINE)
    assert list(Evidence.objects.order_by("pk").values()) == before


def test_a_text_that_is_no_utf8_is_shown_as_far_as_it_is(tmp_path: Path) -> None:
    add_document(b"x", "talk.txt", viewer=COMMAND_LINE)
    with batch("a file from elsewhere") as w:
        w.put(StoredFile, [{"id": "talk.txt", "content": b"H\xf8jt"}])
    assert "H\ufffdjt" in signed_in(Role.ADMIN).get("/sources/talk").content.decode()
    export_project(tmp_path / "out.qdpx")


def test_names_of_nothing_but_space_come_in(tmp_path: Path) -> None:
    blank = EVERYTHING.replace('name="Deep"', 'name=" "').replace('name="Talk"', 'name=" "')
    import_project(write(tmp_path / "p.qdpx", blank), viewer=COMMAND_LINE)
    assert Code.objects.filter(name="(no name)").count() == 1
    assert Source.objects.filter(title="(no name)").exists()


def test_a_finding_loses_what_is_removed_and_has_it_again_when_that_is_undone() -> None:
    add_document(b"First\nSecond", "talk.txt", viewer=COMMAND_LINE)
    one, other = (
        code_passage(
            "talk", start=0, end=5, codes=[code], coder="ida", judgement=Judgement(summary="So"), viewer=COMMAND_LINE
        ).result[0]
        for code in ("Oa.network", "Oa.capital")
    )
    pieces = [f"coding-{one}", f"coding-{other}"]
    with batch("a finding") as w:
        w.put(Finding, [{"id": "helps", "kind": "claim", "statement": "It helps.", "supports": pieces}])
    removed = remove_codings([one], viewer=COMMAND_LINE)
    assert Finding.objects.get().supports == pieces[1:]
    assert removed.tallies["finding"].changed == 1
    undo_batch(removed.batch or 0, viewer=COMMAND_LINE)
    assert Finding.objects.get().supports == pieces
    assert set(Evidence.objects.values_list("pk", flat=True)) == set(pieces)
