"""A case folder as a zip, and the names of the files in it."""

import zipfile
from pathlib import Path

import pytest

from bridgehead.ecosystem.models import Actor, StoredFile
from bridgehead.kit.errors import InputError
from bridgehead.workspace.case import import_case

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
    import_case(zip_of(tmp_path / "case.zip", files))
    assert Actor.objects.get().id == "havn"
    assert bytes(StoredFile.objects.get(pk="notes/one.txt").content) == b"hello"


def test_a_packed_file_among_the_sources_stays_packed(tmp_path: Path) -> None:
    import_case(zip_of(tmp_path / "case.zip", {"actors.csv": ACTORS, "files/a.gz": "no gzip"}))
    assert bytes(StoredFile.objects.get().content) == b"no gzip"


@pytest.mark.parametrize("name", ["x" * 301, "a\tb", "a\u202eb"])
def test_a_file_name_that_no_store_or_screen_should_hold(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"file name inside files/|inside the zip"):
        import_case(zip_of(tmp_path / "case.zip", {"actors.csv": ACTORS, f"files/{name}": ""}))
    assert not Actor.objects.exists()


def test_a_link_in_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    (folder / "files").mkdir(parents=True)
    (folder / "actors.csv").write_text(ACTORS)
    (folder / "files" / "link.txt").symlink_to("/etc/hostname")
    import_case(folder)
    assert not StoredFile.objects.exists()
