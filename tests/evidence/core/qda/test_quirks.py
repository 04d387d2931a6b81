"""What tools write each in their own way comes in, goes out valid, and comes in again as the same."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from lxml import etree

from bridgehead.ecosystem.models import Source, StoredFile
from bridgehead.evidence.core.document_text import docx_text
from bridgehead.evidence.core.qda.exchange_report import ExchangeReport, ReportLine
from bridgehead.evidence.models import Code, Coding
from bridgehead.evidence.phrases import report_kind, report_reason
from bridgehead.evidence.services.project_export import export_project
from bridgehead.evidence.services.project_import import import_codebook, import_project
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import COMMAND_LINE
from tests.evidence.projects import EVERYTHING, FILES, NAMESPACE, guid, project_of, selection, write
from tests.evidence.services.test_project_export import clear, rows, valid
from tests.evidence.services.test_project_import import excerpts

pytestmark = [pytest.mark.django_db, pytest.mark.database]

TEXT = "The cluster opened doors. We met buyers in Seoul. Nobody helped us with money."


def goes_round(path: Path, shared: Path) -> ExchangeReport:
    """Import, export, validate, import again: equal; the report of the first import."""
    report = import_project(path, viewer=COMMAND_LINE).result
    before, out = rows(), path.with_name("out.qdpx")
    export_project(out)
    valid(out, shared)
    clear()
    import_project(out, viewer=COMMAND_LINE)
    assert rows() == before
    return report


def said(line: ReportLine) -> str:
    return f"{report_kind(line)} {line.fate} {report_reason(line)}"


def told(report: ExchangeReport, words: str) -> int:
    return sum(line.count for line in report.lines if words in said(line))


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


Change = Callable[[str], str]
HABITS: dict[str, tuple[Change, str]] = {
    "a version that was never published": (lambda x: x.replace("project:1.0", "project:1.5"), "another version"),
    "colons in the version": (lambda x: x.replace("project:1.0", "project:1:0"), "another version"),
    "a prefix": (
        lambda x: (
            (x.replace("xmlns=", "xmlns:qda=").replace("</", "\0").replace("<?", "\1").replace("<", "<qda:"))
            .replace("\0", "</qda:")
            .replace("\1", "<?")
        ),
        "codes",
    ),
    "lists that hold nothing": (
        lambda x: x.replace("</Sources>", "</Sources><Notes/><Links></Links><Sets/><Graphs/>"),
        "empty lists and attributes",
    ),
    "a colour with opacity": (lambda x: x.replace('isCodable="true"', 'isCodable="true" color="#FF00AA11"'), "colours"),
    "a colour without its sign": (
        lambda x: x.replace('isCodable="true"', 'isCodable="true" color="00AA11"'),
        "colours",
    ),
    "a colour by name": (lambda x: x.replace('isCodable="true"', 'isCodable="true" color="red"'), "not carried"),
    "a short colour": (lambda x: x.replace('isCodable="true"', 'isCodable="true" color="#0a1"'), "colours"),
    "Python's True": (lambda x: x.replace('"true"', '"True"'), "another format"),
    "a date with a space": (lambda x: x.replace('origin=""', 'creationDateTime="2021-01-02 10:00:00"'), "dates"),
    "a date without a colon": (
        lambda x: x.replace('origin=""', 'creationDateTime="2021-01-02T10:00:00.123+0100"'),
        "dates",
    ),
    "a date with fractions and zone": (
        lambda x: x.replace('origin=""', 'creationDateTime="2021-01-02T10:00:00.1234567+01:00"'),
        "dates",
    ),
    "a date that is none": (lambda x: x.replace('origin=""', 'creationDateTime="yesterday"'), "not carried"),
    "a creator that is blank": (
        lambda x: x.replace('name="Talk"', 'name="Talk" creatingUser=""'),
        "empty lists and attributes",
    ),
    "GUIDs in braces and capitals": (
        lambda x: x.replace(f'targetGUID="{guid(11)}"', f'targetGUID="{{{guid(11).upper()}}}"'),
        "codes",
    ),
    "a schema location": (
        lambda x: x.replace(
            "<Project ",
            '<Project xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
            'xsi:schemaLocation="urn:QDA-XML:project:1.0 Project.xsd" ',
        ),
        "codes",
    ),
    "a byte order mark": (lambda x: "\ufeff" + x, "codes"),
    "memos that are blank": (
        lambda x: x.replace("</Sources>", f'</Sources><Notes><Note guid="{guid(80)}" name=""/></Notes>').replace(
            f'<CodeRef targetGUID="{guid(11)}"/>',
            f'<CodeRef targetGUID="{guid(11)}"/><NoteRef targetGUID="{guid(80)}"/>',
        ),
        "notes",
    ),
    "two users of one GUID": (
        lambda x: x.replace("<CodeBook>", f'<Users>{2 * f"""<User guid="{guid(1)}" name="A"/>"""}</Users><CodeBook>'),
        "users",
    ),
    "a creator who is not there": (
        lambda x: x.replace("<Coding ", f'<Coding creatingUser="{guid(9)}" '),
        "no coder",
    ),
    "a code that is not there": (
        lambda x: x.replace(f'targetGUID="{guid(11)}"', f'targetGUID="{guid(12)}"'),
        "unknown code",
    ),
}


@pytest.mark.parametrize("habit", HABITS)
def test_a_habit_of_the_xml(habit: str, shared: Path, tmp_path: Path) -> None:
    change, says = HABITS[habit]
    xml, files = project_of(TEXT, selection(4, 11))
    report = goes_round(write(tmp_path / "p.qdpx", change(xml), files), shared)
    assert any(says in said(line) for line in report.lines), report.lines
    assert excerpts() == ([] if habit == "a code that is not there" else ["cluster"])


PLACES: dict[str, dict[str, str]] = {
    "folder in capitals": {"p": "SOURCES/T.TXT"},
    "no folder": {"p": "t.txt"},
    "backslashes": {"p": "Sources\\t.txt"},
    "all in one folder": {"p": "Talks/sources/t.txt", "x": "Talks/project.qde"},
}
PATHS = ("internal://t.txt", "internal:///t.txt", "internal:/t.txt", "t.txt", "relative:///t.txt", "internal://T.txt")


@pytest.mark.parametrize("place", PLACES)
def test_where_tools_put_their_files(place: str, shared: Path, tmp_path: Path) -> None:
    xml, _ = project_of(TEXT, selection(4, 11))
    at = PLACES[place]
    junk = {"__MACOSX/._project.qde": b"\0\5", "sources/.DS_Store": b"\0"}
    members = {at.get("x", "Talks 2024.qde"): xml.encode(), at["p"]: TEXT.encode(), **junk}
    goes_round(packed(tmp_path / "p.qdpx", members), shared)
    assert excerpts() == ["cluster"]


@pytest.mark.parametrize("path", PATHS)
def test_how_tools_write_a_path(path: str, shared: Path, tmp_path: Path) -> None:
    xml, files = project_of(TEXT, selection(4, 11))
    goes_round(write(tmp_path / "p.qdpx", xml.replace("internal://t.txt", path), files), shared)
    assert excerpts() == ["cluster"]


def test_media_beside_the_project_are_named(shared: Path, tmp_path: Path) -> None:
    path = "relative:///Media/Group Interview.mp4"
    xml, files = project_of(TEXT, selection(4, 11))
    video = f'<VideoSource guid="{guid(70)}" name="" path="{path}"><VideoSelection guid="{guid(71)}" begin="5" end="5">'
    video += f'<Coding guid="{guid(72)}"><CodeRef targetGUID="{guid(11)}"/></Coding></VideoSelection></VideoSource>'
    report = goes_round(write(tmp_path / "p.qdpx", xml.replace("</Sources>", video + "</Sources>"), files), shared)
    assert told(report, "media outside the project") == 1
    assert told(report, "codings of pictures, pages or recordings") == 1


def ending_on_the_last_character(named: bool) -> str:
    words = ["cluster", "opened", "doors", "met", "buyers", "Seoul", "Nobody", "helped", "with", "money"]
    places = [(TEXT.index(word), TEXT.index(word) + len(word) - 1, word if named else "") for word in words]
    return "".join(selection(start, end, n, name) for n, (start, end, name) in enumerate(places))


@pytest.mark.parametrize("named", [True, False])
def test_ends_that_name_the_last_character(named: bool, shared: Path, tmp_path: Path) -> None:
    xml, files = project_of(TEXT, ending_on_the_last_character(named))
    report = goes_round(write(tmp_path / "p.qdpx", xml, files), shared)
    assert set(excerpts()) >= {"cluster", "money", "met"}
    assert told(report, "ends on the last character") == 1


@pytest.mark.parametrize("stored", ["\n", "\r\n"])
@pytest.mark.parametrize(("counts", "unit"), [("\n", "point"), ("\r\n", "point"), ("\n", "utf16"), ("\r\n", "utf16")])
def test_positions_however_a_tool_counts(stored: str, counts: str, unit: str, shared: Path, tmp_path: Path) -> None:
    lines = [f"🌬 Passage {number} met 👋🏽 here {'x' * number}" for number in range(12)]
    text = counts.join(lines)

    def at(position: int) -> int:
        return position if unit == "point" else len(text[:position].encode("utf-16-le")) // 2

    marks = [(text.index(f"Passage {n} met"), len(f"Passage {n} met")) for n in range(12)]
    selections = "".join(selection(at(i), at(i + length), n) for n, (i, length) in enumerate(marks))
    xml, files = project_of(stored.join(lines), selections)
    goes_round(write(tmp_path / "p.qdpx", xml, files), shared)
    assert sorted(excerpts()) == sorted(f"Passage {number} met" for number in range(12))


def document(*paragraphs: str) -> bytes:
    book = docx.Document()
    for paragraph in paragraphs:
        book.add_paragraph(paragraph)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def only_rich(content: bytes, selections: str, name: str = "t.docx") -> tuple[str, dict[str, bytes]]:
    xml, _ = project_of("", selections)
    return xml.replace('plainTextPath="internal://t.txt"', f'richTextPath="internal://{name}"'), {
        f"sources/{name}": content
    }


def test_a_text_that_is_there_as_docx_only(shared: Path, tmp_path: Path) -> None:
    xml, files = only_rich(document("First 👋 line", "Second line"), selection(13, 19))
    report = goes_round(write(tmp_path / "p.qdpx", xml, files), shared)
    assert (excerpts(), told(report, "taken from a DOCX")) == (["Second"], 1)


def test_a_text_that_is_there_as_rtf_only(shared: Path, tmp_path: Path) -> None:
    rich = rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 First \b bold\b0  line, \'e6r\'f8\par Second \u8364? line\par}"
    xml, files = only_rich(rich, selection(23, 29, 0, "Second") + selection(30, 31, 1), "t.rtf")
    report = goes_round(write(tmp_path / "p.qdpx", xml, files), shared)
    assert (sorted(excerpts()), told(report, "taken from an RTF")) == (["Second", "€"], 1)


@pytest.mark.parametrize(("content", "name"), [(b"{\\rt Hello}", "t.rtf"), (b"PK no", "t.docx"), (b"", "short.docx")])
def test_a_text_that_cannot_be_read_is_told(content: bytes, name: str, shared: Path, tmp_path: Path) -> None:
    content = content or document("Too short for the selection")
    xml, files = only_rich(content, selection(2_000, 2_004), name)
    report = goes_round(write(tmp_path / "p.qdpx", xml, files), shared)
    assert (told(report, "unreadable texts"), told(report, "of a missing text")) == (1, 1)
    assert Coding.objects.get().start is None


def test_a_docx_is_counted_as_nvivo_counts_it(shared: Path) -> None:
    """A real project's document, a table of thousands of cells, letter by letter."""
    with zipfile.ZipFile(shared / "data/qda/oltas_teszt.qdpx") as archive:
        name = next(name for name in archive.namelist() if name.endswith(".docx"))
        plain = archive.read(name.replace(".docx", ".txt")).decode("utf-8-sig").replace("\r\n", "\n")
        assert docx_text(archive.read(name), name, counted=True) == plain


@pytest.mark.parametrize(
    "namespace", ["urn:QDA-XML:codebook:1:0", "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:0:4"]
)
def test_a_codebook_of_another_version(namespace: str, tmp_path: Path) -> None:
    code = f'<Code guid="{guid(1)}" name="Æ &lt;b&gt;" isCodable="true"/>'
    path = tmp_path / "codes.qdc"
    path.write_text(
        f'<CodeBook xmlns="{namespace}" origin="T"><Codes>{code}</Codes><Sets/></CodeBook>', encoding="utf-8"
    )
    import_codebook(path, viewer=COMMAND_LINE)
    assert Code.objects.get().name == "Æ <b>"


def test_another_text_does_not_slip_under_codings_made_here(tmp_path: Path) -> None:
    xml, files = project_of(TEXT, selection(4, 11))
    import_project(write(tmp_path / "p.qdpx", xml, files), viewer=COMMAND_LINE)
    with batch("code") as w:
        w.put(Coding, [{"id": "own", "source_id": guid(40), "start": 0, "end": 3, "code": guid(11), "coder": "ida"}])
    changed = {"sources/t.txt": b"Well, " + TEXT.encode()}
    with pytest.raises(InputError, match="1 passage of another text"):
        import_project(write(tmp_path / "q.qdpx", xml, changed), viewer=COMMAND_LINE)
    assert StoredFile.objects.filter(pk__endswith=".txt").count() == Source.objects.count() == 1


def test_the_whole_project_under_another_version(shared: Path, tmp_path: Path) -> None:
    other = EVERYTHING.replace(NAMESPACE, 'xmlns="urn:QDA-XML:project:1.5"')
    report = goes_round(write(tmp_path / "p.qdpx", other, FILES), shared)
    assert told(report, "another version") == len(list(etree.fromstring(EVERYTHING.encode()).iter()))
