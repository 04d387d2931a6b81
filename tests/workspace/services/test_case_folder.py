"""The import of a case folder that says of itself what is in it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bridgehead.ecosystem.models import Actor, StoredFile
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.kit.receipt import Tally
from bridgehead.models import Batch
from bridgehead.workspace.case_files import tallies_by_file
from bridgehead.workspace.services.case_export import export_case
from bridgehead.workspace.services.case_folder import Origin, import_case

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TEXT = "A long description, so that the file can be cut in the middle of a row.\nOf two lines."


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """An export of three actors and a file, in an empty store."""
    for id_ in "abc":
        Actor.objects.create(id=id_, name=id_.upper(), kind="firm", description=TEXT)
    StoredFile.objects.create(id="notes/one.txt", content=b"hello")
    export_case(tmp_path / "case")
    Actor.objects.all().delete()
    StoredFile.objects.all().delete()
    return tmp_path / "case"


def zipped(folder: Path) -> Path:
    return Path(shutil.make_archive(str(folder), "zip", folder.parent, folder.name))


WAYS: list[Callable[[Path], Path]] = [lambda folder: folder, zipped]


@pytest.mark.parametrize("way", WAYS)
def test_what_was_exported_comes_in_without_a_word(case: Path, way: Callable[[Path], Path]) -> None:
    done = import_case(way(case), viewer=COMMAND_LINE)
    assert done.result == Origin(has_manifest=True)
    assert tallies_by_file(done.tallies) == {"actors": Tally(added=3), "files": Tally(added=1)}
    assert done.batch == Batch.objects.get().pk
    assert import_case(case, viewer=COMMAND_LINE).batch is None


def cut(name: str, end: int) -> Callable[[Path], None]:
    return lambda case: (case / name).write_bytes((case / name).read_bytes()[:end]) and None


def gone(name: str) -> Callable[[Path], None]:
    return lambda case: (case / name).unlink()


def rewritten(**changes: Any) -> Callable[[Path], None]:
    def run(case: Path) -> None:
        told = json.loads((case / "manifest.json").read_text())
        (case / "manifest.json").write_text(json.dumps({**told, **changes}))

    return run


def damaged(content: bytes) -> Callable[[Path], None]:
    return lambda case: (case / "manifest.json").write_bytes(content) and None


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda case: (case / "ties.csv").unlink(),
            r"ties\.csv: found “no such file”\. Expected 0 rows in [\d,]+ bytes",
        ),
        (lambda case: (case / "files/notes/one.txt").unlink(), r"files/notes/one\.txt: found “no such file”"),
        (cut("files/notes/one.txt", 4), r"files/notes/one\.txt: found “4 bytes”\. Expected 5 bytes, as manifest\.json"),
        (cut("files/notes/one.txt", 0), "found “0 bytes”. Expected 5 bytes"),
        (cut("actors.csv", -1), r"actors\.csv: found “a last line without its end”\. Expected 3 rows in"),
        (cut("actors.csv", -20), r"actors\.csv: found “a quote that does not end, in [\d,]+ bytes”\. Expected 3 rows"),
        (cut("actors.csv", 250), r"actors\.csv: found “[12] rows in 2\d\d bytes”\. Expected 3 rows|a quote that"),
        (cut("actors.csv", 0), r"actors\.csv: found “0 rows in 0 bytes”\. Expected 3 rows"),
        (cut("ties.csv", 3), r"ties\.csv: found “a last line without its end”\. Expected 0 rows in"),
        (rewritten(state="being written"), "found “being written”. Expected an export that finished"),
        (rewritten(format=2), "found “format 2”. Expected format 1 .a later version"),
        (rewritten(format="new"), "found “format Input should be a valid integer"),
        (damaged(b"noise"), "found “Invalid JSON.*Expected what `bridgehead export case` writes"),
        (damaged(b'{"files": '), "found “Invalid JSON"),
        (damaged(b"\xff\xfe"), "found “Invalid JSON"),
        (damaged(b"[]"), "found “Input should be an object"),
        (damaged(b"{}"), "found “format Field required"),
    ],
)
def test_what_is_not_whole_is_refused_in_one_line(
    case: Path, way: Callable[[Path], Path], change: Callable[[Path], None], said: str
) -> None:
    change(case)
    with pytest.raises(InputError, match=said) as refused:
        import_case(way(case), viewer=COMMAND_LINE)
    assert "\n" not in str(refused.value)
    assert not Actor.objects.exists()
    assert not Batch.objects.exists()


def test_the_error_says_what_to_do(case: Path) -> None:
    (case / "ties.csv").unlink()
    with pytest.raises(InputError, match=r"export it again, or take another backup; .* remove manifest\.json"):
        import_case(case, viewer=COMMAND_LINE)
    (case / "manifest.json").unlink()
    assert import_case(case, viewer=COMMAND_LINE).result == Origin(has_manifest=False)
    assert Actor.objects.count() == 3


@pytest.mark.parametrize("way", WAYS)
def test_what_was_edited_since_comes_in_and_is_named(case: Path, way: Callable[[Path], Path]) -> None:
    actors = (case / "actors.csv").read_text()
    blanks = "," * (actors.splitlines()[0].count(",") - 2)
    (case / "actors.csv").write_text(actors.replace("a,A,", "a,Å,") + f"d,D,firm{blanks}")
    (case / "files/notes/one.txt").write_text("hullo")
    (case / "files/two.txt").write_text("new")
    (case / "notes.md").write_text("of no concern")
    done = import_case(way(case), viewer=COMMAND_LINE)
    assert done.result == Origin(has_manifest=True, edited=("actors.csv", "files/notes/one.txt", "files/two.txt"))
    assert Actor.objects.get(pk="a").name == "Å"
    assert Actor.objects.count() == 4


def test_saved_by_a_spreadsheet_with_other_line_ends(case: Path) -> None:
    actors = (case / "actors.csv").read_bytes()
    (case / "actors.csv").write_bytes(b"\xef\xbb\xbf" + actors.replace(b"\n", b"\r\n"))
    assert import_case(case, viewer=COMMAND_LINE).result.edited == ("actors.csv",)


def test_a_cell_that_is_shorter_now_is_an_edit(case: Path) -> None:
    actors = (case / "actors.csv").read_text()
    (case / "actors.csv").write_text(actors.replace(TEXT, "Short."))
    assert import_case(case, viewer=COMMAND_LINE).result.edited == ("actors.csv",)


def test_keys_of_a_later_version_are_passed_over(case: Path) -> None:
    told = json.loads((case / "manifest.json").read_text())
    told["files"]["actors.csv"]["colour"] = "blue"
    (case / "manifest.json").write_text(json.dumps({**told, "signed": True}))
    assert import_case(case, viewer=COMMAND_LINE).result == Origin(has_manifest=True)
