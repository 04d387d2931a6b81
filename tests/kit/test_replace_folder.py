"""A folder in place of another."""

from pathlib import Path

import pytest

from bridgehead.kit import replace_folder as module
from bridgehead.kit.errors import InputError
from bridgehead.kit.replace_file import scratch_folder
from bridgehead.kit.replace_folder import place_for_scratch, replace_folder

OLD = {"mark": "old", "a": "old", "files/x/deep": "old", "files/y": "old", "files/z": "old"}
NEW = {"mark": "new", "a": "new", "b": "new", "files/x": "new", "files/y/deep": "new"}


def fill(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def held(folder: Path) -> dict[str, str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in found}


def replaced(target: Path) -> None:
    with scratch_folder(place_for_scratch(target)) as scratch:
        replace_folder(target, fill(scratch / "fresh", NEW), mark="mark", unfinished="unfinished")


@pytest.mark.parametrize("how", ["exchanged", "not exchanged", "top of a disk", "stood in"])
def test_the_new_one_stands_and_nothing_of_the_old_one(
    tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = fill(tmp_path / "case", OLD)
    if how == "not exchanged":
        monkeypatch.setattr(module, "_exchange", lambda *_: False)
    if how == "stood in":
        monkeypatch.chdir(target)
    if how == "top of a disk":
        (target / "lost+found").mkdir()
        assert place_for_scratch(target) == target
    replaced(target)
    assert held(target) == NEW
    assert how != "stood in" or held(Path.cwd()) == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["case"]
    assert (target / "lost+found").exists() == (how == "top of a disk")


def test_where_nothing_was_or_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty").chmod(0o750)
    for name in ("empty", "none"):
        replaced(tmp_path / name)
        assert held(tmp_path / name) == NEW
    assert (tmp_path / "empty").stat().st_mode & 0o777 == 0o750


def test_a_link_in_the_old_one_leads_nowhere(tmp_path: Path) -> None:
    outside = fill(tmp_path / "outside", {"photo": "mine"})
    target = fill(tmp_path / "case", {"mark": "old", "lost+found/x": ""})
    (target / "files").symlink_to(outside)
    (target / "b").symlink_to(outside / "photo")
    (target / "mark").unlink()
    (target / "mark").symlink_to(outside / "photo")
    replaced(target)
    assert held(target) == {**NEW, "lost+found/x": ""}
    assert held(outside) == {"photo": "mine"}


@pytest.mark.parametrize("step", range(8))
def test_files_replaced_one_by_one_are_marked_until_the_last(
    tmp_path: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = fill(tmp_path / "case", OLD)
    (target / "lost+found").mkdir()
    steps = iter(range(100))
    rename = Path.replace

    def failing(path: Path, to: Path) -> Path:
        if next(steps) == step:
            raise OSError(5, "Input/output error")
        return rename(path, to)

    monkeypatch.setattr(Path, "replace", failing)
    if step < 1 + len(NEW):
        with pytest.raises((OSError, InputError), match="Input/output"):
            replaced(target)
    else:
        replaced(target)
    found = held(target)
    if step == 0:
        assert found == OLD
    else:
        assert found["mark"] == ("unfinished" if step < 1 + len(NEW) else "new")
