"""A case folder as a zip, and the names of the files in it."""

import os
import zipfile
from pathlib import Path

import pytest

from bridgehead.ecosystem.models import Actor, StoredFile
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.workspace.services.case_export import export_case
from bridgehead.workspace.services.case_folder import import_case

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ACTORS = "id,name,kind\nhavn,Havn,firm\n"


def zip_of(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize("root", ["", "case/", "a/b/"])
def test_a_zip_of_the_folder_or_of_what_is_in_it(tmp_path: Path, root: str) -> None:
    files = {f"{root}actors.csv": ACTORS, f"{root}files/notes/one.txt": "hello"}
    import_case(zip_of(tmp_path / "case.zip", files), viewer=COMMAND_LINE)
    assert Actor.objects.get().id == "havn"
    assert bytes(StoredFile.objects.get(pk="notes/one.txt").content) == b"hello"


def test_a_packed_file_among_the_sources_stays_packed(tmp_path: Path) -> None:
    import_case(zip_of(tmp_path / "case.zip", {"actors.csv": ACTORS, "files/a.gz": "no gzip"}), viewer=COMMAND_LINE)
    assert bytes(StoredFile.objects.get().content) == b"no gzip"


@pytest.mark.parametrize("name", ["x" * 301, "a\tb", "a\u202eb"])
def test_a_file_name_that_no_store_or_screen_should_hold(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"file name inside files/|inside the zip"):
        import_case(zip_of(tmp_path / "case.zip", {"actors.csv": ACTORS, f"files/{name}": ""}), viewer=COMMAND_LINE)
    assert not Actor.objects.exists()


def test_a_link_in_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    (folder / "files").mkdir(parents=True)
    (folder / "actors.csv").write_text(ACTORS)
    (folder / "files" / "link.txt").symlink_to("/etc/hostname")
    import_case(folder, viewer=COMMAND_LINE)
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("files//etc/evil", "files//etc/evil: .*stored .an empty part"),
        ("/files/a", "/files/a: .*stored .an absolute path"),
        ("files/../a", r"files/\.\./a: .*stored .a part \.\."),
        ("files/./a", r"files/\./a: .*stored .a part \."),
        ("C:/files/a", "C:/files/a: .*stored .an absolute path"),
        ("files/C:/a", "C:/a: .*stored .an absolute path"),
        ("files\\a", "found “a backslash”|stored .a backslash"),
        ("files/b\\a", "found “a backslash”|stored .a backslash"),
        ("files/\x1b[2Ja", r"files/\\x1b\[2Ja: .*stored .a control character"),
        ("files/\u202ea", r"\\u202ea: .*stored .a sign that cannot be printed"),
        ("files/" + "ø" * 128, "stored .a part of 256 bytes"),
        ("files/" + "x/" * 150 + "x", "stored .301 characters"),
        ("files/one.txt/two.txt", "files/one.txt: .*name of a folder .files/one.txt/two.txt"),
    ],
)
def test_a_name_that_no_folder_can_hold_is_refused_in_one_line(tmp_path: Path, name: str, said: str) -> None:
    files = {"actors.csv": ACTORS, "files/one.txt": "", name: ""}
    with pytest.raises(InputError, match=f"case.zip: .*{said}") as refused:
        import_case(zip_of(tmp_path / "case.zip", files), viewer=COMMAND_LINE)
    assert str(refused.value).isprintable()
    assert not Actor.objects.exists()
    export_case(tmp_path / "out")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (b"a\nb", r"files: a\\nb: .*stored .a control character"),
        (b"a\\b", r"files: a\\b: .*stored .a backslash"),
        (b"\xff.txt", r"files: \\udcff.txt: .*stored .a name that is not UTF-8"),
    ],
)
def test_a_name_in_a_folder_that_cannot_be_kept_is_refused_in_one_line(tmp_path: Path, name: bytes, said: str) -> None:
    folder = tmp_path / "case"
    (folder / "files").mkdir(parents=True)
    (folder / "actors.csv").write_text(ACTORS)
    (folder / "files" / os.fsdecode(name)).write_text("x")
    with pytest.raises(InputError, match=f"{said}.*Use a file name inside files/") as refused:
        import_case(folder, viewer=COMMAND_LINE)
    assert str(refused.value).isprintable()
    assert not Actor.objects.exists()
