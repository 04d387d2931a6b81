"""Research projects of other tools come in whole, or not at all."""

from pathlib import Path

import pytest

from bridgehead.ecosystem.models import Source, StoredFile
from bridgehead.evidence.models import Code, Coding
from bridgehead.evidence.phrases import report_reason
from bridgehead.evidence.services.project_import import import_project
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import COMMAND_LINE
from tests.evidence.projects import EVERYTHING, FILES, PLAIN, STORED, guid, project_of, selection, write

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def excerpts() -> list[str]:
    """What the codings quote."""
    found = Coding.objects.exclude(start=None).order_by("pk").values_list("source_id", "start", "end")
    return [texts(source)[start:end] for source, start, end in found]


def texts(source: str) -> str:
    return bytes(StoredFile.objects.get(pk=f"{source}.txt").content).decode()


def test_a_real_nvivo_project(shared: Path) -> None:
    report = import_project(shared / "data/qda/oltas_teszt.qdpx", viewer=COMMAND_LINE).result
    assert Code.objects.count() == 152
    assert Coding.objects.filter(coder="Gergo").count() == 303
    assert Coding.objects.filter(coder="test_user").count() == 27
    assert Source.objects.count() == 2
    whole = [e for e in excerpts() if e.strip()]
    assert sum(not e[0].isspace() for e in whole) > 0.95 * len(whole), "selections begin with words, not beside them"
    assert any("UTF-16" in report_reason(line) for line in report.lines)


def test_everything_that_the_standard_knows(tmp_path: Path) -> None:
    report = {line.kind: line for line in import_project(write(tmp_path / "p.qdpx"), viewer=COMMAND_LINE).result.lines}
    codings = {c.pk: c for c in Coding.objects.all()}
    assert len(codings) == report["codings"].count == 10
    met = codings[guid(60)]
    assert (PLAIN[met.start : met.end], met.code) == ("met in Århus 🌬", guid(11))
    assert met.coder == f"Anne ({guid(2)[:8]})", "two people of one name stay two"
    assert met.memo == "They\ntrust\n\nwhere they met"
    assert codings[guid(63)].memo == "A linked remark."
    assert (codings[guid(64)].start, codings[guid(66)].start) == (None, None)
    assert Code.objects.get(pk=guid(12)).parent_id == guid(11)
    assert Code.objects.get(pk=guid(10)).definition == "Ties & trust"
    assert Source.objects.count() == 7, "the second transcript is a text of its own"
    assert texts(guid(43)) == "The wind blows"
    for what, count in {"variables": 1, "cases": 1, "sets": 1, "links": 1, "graphs": 1, "notes": 3}.items():
        assert (report[what].count, report[what].fate) == (count, "kept beside")
    assert report["case_passages"].count == 1
    assert report["outside_media"].count == 2
    assert report["uncoded_selections"].count == 2
    assert report["stray_files"].count == 1


@pytest.mark.parametrize(
    ("origin", "stored", "start"),
    [
        ("", PLAIN, PLAIN.index("met")),
        ("", STORED, STORED.index("met")),
        ("NVivo for Windows 12.6", STORED, STORED.index("met") + 2),
        ("ATLAS.ti for Windows 23.2", STORED, PLAIN.index("met")),
    ],
)
def test_positions_by_the_habit_of_the_tool(tmp_path: Path, origin: str, stored: str, start: int) -> None:
    xml, files = project_of(stored, selection(start, start + 3), origin=origin)
    import_project(write(tmp_path / "p.qdpx", xml, files), viewer=COMMAND_LINE)
    assert excerpts() == ["met"]


def test_a_text_without_file_has_one_character_a_line_end(tmp_path: Path) -> None:
    xml, _ = project_of("", f"<PlainTextContent>{STORED}</PlainTextContent>" + selection(9, 11))
    import_project(
        write(tmp_path / "p.qdpx", xml.replace('plainTextPath="internal://t.txt"', ""), {}), viewer=COMMAND_LINE
    )
    assert excerpts() == ["👋🏽"]


def test_names_that_quote_the_text_tell_how_a_tool_counts(tmp_path: Path) -> None:
    text = "🙂 " * 20 + "the wind turned, then rain"
    at = len(text.encode("utf-16-le")) // 2 - len("the wind turned, then rain")
    xml, files = project_of(text, selection(at, at + 15, name="the wind tur…"))
    import_project(write(tmp_path / "p.qdpx", xml, files), viewer=COMMAND_LINE)
    assert excerpts() == ["the wind turned"]


def test_the_xml_may_lie_in_a_folder_or_have_the_projects_name(tmp_path: Path) -> None:
    import_project(write(tmp_path / "p.qdpx", inside="Climate talks.qde"), viewer=COMMAND_LINE)
    assert Code.objects.count() == 4


def test_an_import_again_changes_nothing(tmp_path: Path, django_assert_num_queries: object) -> None:
    path = write(tmp_path / "p.qdpx")
    import_project(path, viewer=COMMAND_LINE)
    Source.objects.filter(pk=guid(40)).update(kind="interview", language="da")
    before = list(Coding.objects.order_by("pk").values())
    import_project(path, viewer=COMMAND_LINE)
    assert list(Coding.objects.order_by("pk").values()) == before
    assert Source.objects.get(pk=guid(40)).kind == "interview"


ENTITY = '<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
BOMB = '<!DOCTYPE Project [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'


@pytest.mark.parametrize(
    ("xml", "says"),
    [
        (EVERYTHING.replace("<Project", ENTITY + "<Project", 1), "document type"),
        (EVERYTHING.replace("<Project", BOMB + "<Project", 1).replace("All of it", "&c;"), "document type"),
        (EVERYTHING[:900], "line 1"),
        (EVERYTHING.replace(f'guid="{guid(11)}"', 'guid="none"'), "line 9: .*GUID"),
        (EVERYTHING.replace('isCodable="true"', "", 1), "line 9: .*Project.xsd"),
        (
            EVERYTHING.replace("internal://talk.txt", "internal://gone.txt"),
            "line 1[89]: .*a file that the archive holds",
        ),
        (EVERYTHING.replace("internal://talk.txt", "internal://../../talk.txt"), "a path inside the archive"),
        (EVERYTHING.replace("internal://talk.txt", "absolute:///etc/passwd"), "a text inside the archive"),
        (EVERYTHING.replace('endPosition="39"', 'endPosition="4000"'), "line [12][0-9]: .*the end of the text"),
        (EVERYTHING.replace('startPosition="25"', 'startPosition="39000"'), "the end of the text"),
        (EVERYTHING.replace('startPosition="25"', 'startPosition="-5"'), "the end of the text"),
    ],
)
def test_what_is_refused_by_the_letter(tmp_path: Path, xml: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        import_project(write(tmp_path / "p.qdpx", xml), strict=True, viewer=COMMAND_LINE)
    assert not Code.objects.exists()


def test_no_zip_no_project_and_a_path_outside(tmp_path: Path) -> None:
    (tmp_path / "p.qdpx").write_text("hello")
    with pytest.raises(InputError, match="which is a zip"):
        import_project(tmp_path / "p.qdpx", viewer=COMMAND_LINE)
    with pytest.raises(InputError, match=r"project\.qde in it"):
        import_project(write(tmp_path / "q.qdpx", inside="project.xml"), viewer=COMMAND_LINE)
    with pytest.raises(InputError, match="paths inside the zip"):
        import_project(write(tmp_path / "r.qdpx", files={**FILES, "../evil.txt": b""}), viewer=COMMAND_LINE)
    with pytest.raises(InputError, match="as large as packed"):
        import_project(
            write(tmp_path / "s.qdpx", files={**FILES, "sources/zeros.txt": bytes(30_000_000)}), viewer=COMMAND_LINE
        )
    with pytest.raises(InputError, match="text in UTF-8"):
        import_project(
            write(tmp_path / "t.qdpx", files={**FILES, "Sources/talk.txt": b"\xff\x00\xe6"}),
            strict=True,
            viewer=COMMAND_LINE,
        )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("notes//evil.txt", "p.qdpx: notes//evil.txt: .*stored .an empty part"),
        ("n" * 256, "stored .a part of 256 bytes"),
        ("notes/\x07.txt", r"notes/\\x07.txt: .*stored .a control character"),
        ("n/" * 140 + "n", "stored .3[0-9]+ characters"),
        ("Sources/talk.txt/x", "Sources/talk.txt: .*name of a folder .Sources/talk.txt/x"),
    ],
)
def test_a_name_that_no_folder_can_hold(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as refused:
        import_project(write(tmp_path / "p.qdpx", files={**FILES, name: b"x"}), viewer=COMMAND_LINE)
    assert str(refused.value).isprintable()
    assert not Source.objects.exists()


def test_a_folder_of_an_archive_from_windows_is_one(tmp_path: Path) -> None:
    import_project(write(tmp_path / "p.qdpx", files={**FILES, "notes\\one.txt": b"x"}), viewer=COMMAND_LINE)
    assert StoredFile.objects.filter(pk__endswith="/archive/notes/one.txt").exists()
