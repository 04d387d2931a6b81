"""Several projects and several states of one: nobody is taken for another, and nothing is there twice."""

import re
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from bridgehead.ecosystem.models import Source
from bridgehead.evidence.core.qda.xml import NS
from bridgehead.evidence.models import Code, Codebook, Coding
from bridgehead.evidence.services.exchange import ProjectOptions, import_file
from bridgehead.evidence.services.project_export import export_project
from bridgehead.evidence.services.project_import import import_codebook, import_project
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import COMMAND_LINE
from tests.evidence.projects import NAMESPACE, guid, project_of, selection, write
from tests.evidence.services.test_project_export import clear, rows

pytestmark = [pytest.mark.django_db, pytest.mark.database]

TEXT = "The harbour trusts our pumps. They answered in March."
few = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def study(  # noqa: PLR0913 what makes a project
    path: Path,
    number: int,
    *,
    name: str = "",
    user: int = 0,
    coder: str = "Coder One",
    spans: tuple[tuple[int, int], ...] = ((4, 11),),
    guids: int = 0,
    more: str = "",
    colour: str = "#46AA00",
) -> Path:
    """A project with a source of its own, a code that all share, and codings whose GUIDs begin at `guids`."""
    made = "".join(
        f'<PlainTextSelection guid="{guid(guids + 500 + n)}" startPosition="{start}" endPosition="{end}">'
        f'<Coding guid="{guid(guids + 600 + n)}" creatingUser="{guid(user or number)}">'
        f'<CodeRef targetGUID="{guid(11)}"/></Coding></PlainTextSelection>'
        for n, (start, end) in enumerate(spans)
    )
    xml = f"""<Project {NAMESPACE} name="{name or f"Study {number}"}" origin="MAXQDA 24">
<Users><User guid="{guid(user or number)}" name="{coder}"/></Users>
<CodeBook><Codes><Code guid="{guid(11)}" name="Trust" isCodable="true" color="{colour}">{more}</Code></Codes></CodeBook>
<Sources><TextSource guid="{guid(40 + number)}" name="Talk {number}" plainTextPath="internal://{number}.txt">{made}
</TextSource></Sources></Project>"""
    return write(path, xml, {f"sources/{number}.txt": TEXT.encode()})


def exported(path: Path) -> etree._Element:
    export_project(path)
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read("project.qde"))


def counts(path: Path, **options: bool) -> dict[str, int]:
    done = import_file(path, options=ProjectOptions(**options), viewer=COMMAND_LINE).result
    return {line.kind: line.count for line in done.lines}


@few
@given(
    numbers=st.lists(st.integers(1, 4), min_size=2, max_size=3, unique=True),
    one_name=st.booleans(),
    spans=st.lists(st.sampled_from([(0, 3), (4, 11), (12, 18), (12, 28)]), min_size=1, max_size=4, unique=True),
)
def test_several_projects_go_round(numbers: list[int], one_name: bool, spans: list[tuple[int, int]]) -> None:
    clear()
    with tempfile.TemporaryDirectory() as folder:
        for n in numbers:
            path = Path(folder) / f"{n}.qdpx"
            coder = "Coder One" if one_name else f"Coder {n}"
            import_project(study(path, n, coder=coder, spans=tuple(spans), guids=n * 1_000), viewer=COMMAND_LINE)
        assert len(set(Coding.objects.values_list("coder", flat=True))) == len(numbers), "namesakes stay apart"
        out, again = Path(folder) / "out.qdpx", Path(folder) / "again.qdpx"
        root = exported(out)
        users = {user.get("guid") for user in root.iter(f"{NS}User")}
        assert users == {c.get("creatingUser") for c in root.iter(f"{NS}Coding")} == {guid(n) for n in numbers}
        before = [model.objects.count() for model in (Codebook, Code, Source, Coding)]
        clear()
        import_project(out, viewer=COMMAND_LINE)
        assert len(set(Coding.objects.values_list("coder", flat=True))) == len(numbers)
        export_project(again)
        assert again.read_bytes() == out.read_bytes()
        assert [model.objects.count() for model in (Codebook, Code, Source, Coding)] == before


@few
@given(
    old=st.sets(st.sampled_from([(0, 3), (4, 11), (12, 18), (12, 28), (30, 34)]), min_size=1),
    new=st.sets(st.sampled_from([(0, 3), (4, 11), (12, 18), (12, 28), (30, 34)]), min_size=1),
    renamed=st.booleans(),
    shift=st.sampled_from([0, 50]),
)
def test_a_newer_state_under_other_guids(
    old: set[tuple[int, int]], new: set[tuple[int, int]], renamed: bool, shift: int
) -> None:
    clear()
    with tempfile.TemporaryDirectory() as folder:
        first, second, out = (Path(folder) / name for name in ("a.qdpx", "b.qdpx", "out.qdpx"))
        sub = f'<Code guid="{guid(12)}" name="Deep" isCodable="true" color="#0000FF"/>'
        import_project(study(first, 1, spans=tuple(sorted(old)), more=sub), viewer=COMMAND_LINE)
        name = "Renamed" if renamed else ""
        state = study(second, 1, name=name, spans=tuple(sorted(new)), guids=2_000 + shift, colour="#FF0000")
        told = counts(state)
        assert told.get("same_codings", 0) == len(old & new)
        assert told.get("gone_codings", 0) == len(old - new)
        assert set(Coding.objects.values_list("start", "end")) == old | new
        assert Coding.objects.count() == len(old | new)
        assert (Codebook.objects.count(), Code.objects.count(), Source.objects.count()) == (1, 2, 1)
        root = exported(out)
        places = [
            (int(s.get("startPosition")), int(s.get("endPosition"))) for s in root.iter(f"{NS}PlainTextSelection")
        ]
        assert sorted(places) == sorted(old | new)
        assert [code.get("color") for code in root.iter(f"{NS}Code")] == ["#FF0000", "#0000FF"]
        assert counts(state, remove_missing=True).get("removed_codings", 0) == len(old - new)
        assert set(Coding.objects.values_list("start", "end")) == new


def test_a_codebook_updates_the_codes_that_it_knows(tmp_path: Path) -> None:
    import_project(study(tmp_path / "a.qdpx", 1), viewer=COMMAND_LINE)
    book = tmp_path / "another name.qdc"
    book.write_text(
        f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="T"><Codes><Code guid="{guid(11)}" name="Trust é" '
        f'isCodable="true" color="#123456"><Code guid="{guid(13)}" name="New" isCodable="true"/></Code></Codes>'
        "</CodeBook>",
        encoding="utf-8",
    )
    import_codebook(book, viewer=COMMAND_LINE)
    assert Codebook.objects.get().name == "Study 1"
    assert {c.name: c.parent_id for c in Code.objects.all()} == {"Trust é": None, "New": guid(11)}
    root = exported(tmp_path / "out.qdpx")
    assert (root.get("name"), len(list(root.iter(f"{NS}Coding")))) == ("Study 1", 1)
    assert next(root.iter(f"{NS}Code")).get("color") == "#123456"


def test_one_quotation_under_page_and_text_is_one_coding(tmp_path: Path) -> None:
    def coding(number: int) -> str:
        return f'<Coding guid="{guid(number)}"><CodeRef targetGUID="{guid(11)}"/></Coding>'

    xml = f"""<Project {NAMESPACE} name="One"><CodeBook><Codes><Code guid="{guid(11)}" name="Trust" isCodable="true"/>
</Codes></CodeBook><Sources><PDFSource guid="{guid(40)}" name="Report" path="internal://r.pdf">
<PDFSelection guid="{guid(1)}" name="harbour" page="0" firstX="1" firstY="2" secondX="3" secondY="4">{coding(60)}
</PDFSelection><PDFSelection guid="{guid(2)}" name="another" page="0" firstX="5" firstY="2" secondX="7" secondY="4">
{coding(61)}</PDFSelection><Representation guid="{guid(41)}" plainTextPath="internal://r.txt">
<PlainTextSelection guid="{guid(3)}" name="harbour" startPosition="4" endPosition="11">{coding(62)}
</PlainTextSelection></Representation></PDFSource></Sources></Project>"""
    files = {"sources/r.pdf": b"%PDF", "sources/r.txt": TEXT.encode()}
    told = counts(write(tmp_path / "p.qdpx", xml, files))
    assert told["twin_codings"] == 1
    assert set(Coding.objects.values_list("pk", "start")) == {(guid(62), 4), (guid(61), None)}
    root = exported(tmp_path / "out.qdpx")
    assert len(list(root.iter(f"{NS}Coding"))) == 3, "the tool's page keeps its highlight"
    Coding.objects.filter(pk=guid(62)).delete()
    assert len(list(exported(tmp_path / "out.qdpx").iter(f"{NS}Coding"))) == 1


MEANT = {
    "no isCodable": (lambda x: x.replace(' isCodable="true"', ""), "other_shapes"),
    "capitals": (lambda x: x.replace('isCodable="true"', 'isCodable="TRUE"'), "other_shapes"),
    "a coding without GUID": (lambda x: re.sub(r'<Coding guid="[^"]*"', "<Coding", x), "made_guids"),
    "GUIDs without dashes": (lambda x: x.replace("-", "").replace("urn:QDAXML", "urn:QDA-XML"), "other_shapes"),
    "ids that are none": (lambda x: x.replace(f'"{guid(11)}"', '"code_11"'), "other_shapes"),
    "another order": (
        lambda x: re.sub(r"(<CodeBook>.*</CodeBook>)\s*(<Sources>.*</Sources>)", r"\2\1", x, flags=re.DOTALL),
        "other_order",
    ),
    "no namespace": (lambda x: x.replace(f" {NAMESPACE}", ""), "other_elements"),
    "a colour with its opacity last": (
        lambda x: x.replace('isCodable="true"', 'isCodable="true" color="#00AA11FF"'),
        "colours",
    ),
    "a colour in numbers": (
        lambda x: x.replace('isCodable="true"', 'isCodable="true" color="rgba(0,170,17,0.5)"'),
        "colours",
    ),
    "something of its own": (lambda x: x.replace("<Sources>", '<Theme x="1"/><Sources>'), "unknown_elements"),
    "an attribute of its own": (lambda x: x.replace("<TextSource ", '<TextSource words="9" '), "unknown_elements"),
    "a passage past the end": (lambda x: x.replace('endPosition="53"', 'endPosition="60"'), "clipped_selections"),
    "a passage backwards": (
        lambda x: x.replace('startPosition="4" endPosition="11"', 'startPosition="11" endPosition="4"'),
        "turned_selections",
    ),
    "a missing picture": (
        lambda x: x.replace("</Sources>", f'<PictureSource guid="{guid(70)}" path="internal://q.jpg"/></Sources>'),
        "missing_media",
    ),
}


@pytest.mark.parametrize("how", MEANT)
def test_what_is_read_as_it_is_meant(how: str, tmp_path: Path) -> None:
    xml, files = project_of(TEXT, selection(4, 11) + selection(47, 53, 1))
    change, kind = MEANT[how]
    path = write(tmp_path / "p.qdpx", change(xml), files)
    told = counts(path)
    assert told.get(kind), told
    assert set(Coding.objects.values_list("start", "end")) == {(4, 11), (47, 53)}
    if kind == "colours":
        assert "#00AA11" in etree.tostring(exported(tmp_path / "c.qdpx")).decode().upper()
    before = rows()
    counts(path)
    assert rows() == before, "the same again is the same"
    out = tmp_path / "out.qdpx"
    export_project(out)
    clear()
    counts(out, strict=how != "a missing picture")
    assert rows() == before


def test_a_missing_text_keeps_its_codings_beside_and_takes_none_away(tmp_path: Path) -> None:
    xml, files = project_of(TEXT, selection(4, 11))
    told = counts(write(tmp_path / "p.qdpx", xml, {}))
    assert (told["unread_documents"], told["lost_selections"], told["codings"]) == (1, 1, 1)
    assert (Coding.objects.get().start, Source.objects.get().file) == (None, "")
    counts(write(tmp_path / "q.qdpx", xml, files))
    counts(write(tmp_path / "p.qdpx", xml, {}))
    assert Coding.objects.get().start == 4
    two = {"sources/a/t.txt": b"one", "sources/b/t.txt": b"two"}
    with pytest.raises(InputError, match=r"sources/a/t\.txt and sources/b/t\.txt"):
        counts(write(tmp_path / "r.qdpx", xml, two))
