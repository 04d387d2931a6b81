"""Files that are written whole, or not at all."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bridgehead.kit.errors import InputError
from bridgehead.kit.replace_file import is_unfinished, make_folder, replace_file, replacing, scratch_folder

LEFT = ".bridgehead-0123456789ab.unfinished"


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_put_in_place_and_nothing_beside_it(tmp_path: Path) -> None:
    replace_file(tmp_path / "a.txt", "ø\r\n\n")
    replace_file(tmp_path / "a.txt", b"two")
    replace_file(tmp_path / "b.txt", "ø\r\n\n")
    assert (tmp_path / "a.txt").read_bytes() == b"two"
    assert (tmp_path / "b.txt").read_bytes() == "ø\r\n\n".encode()
    assert names_in(tmp_path) == ["a.txt", "b.txt"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), ValueError("no"), KeyboardInterrupt()])
def test_what_fails_half_way_leaves_the_old_one(tmp_path: Path, error: BaseException) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    expected = InputError if isinstance(error, OSError) else type(error)

    def write_half() -> None:
        with replacing(path) as out:
            out.write(b"half of the new")
            out.flush()
            raise error

    with pytest.raises(expected):
        write_half()
    assert path.read_text() == "old"
    assert names_in(tmp_path) == ["a.txt"]


def test_through_a_link_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "a.txt").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "far" / "a.txt")
    (tmp_path / "new").symlink_to("far/b.txt")
    replace_file(tmp_path / "link", "new")
    replace_file(tmp_path / "new", "there")
    assert (tmp_path / "link").is_symlink()
    assert [(tmp_path / "far" / name).read_text() for name in ("a.txt", "b.txt")] == ["new", "there"]


def test_permissions_stay_and_new_ones_follow_the_umask(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        (tmp_path / "a").write_text("old")
        (tmp_path / "a").chmod(0o604)
        for name in ("a", "b"):
            replace_file(tmp_path / name, "new")
        replace_file(tmp_path / "c", "secret", mode=0o600)
    finally:
        os.umask(old)
    assert [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in "abc"] == [0o604, 0o640, 0o600]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write every file")
def test_a_file_that_is_protected_stays(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "a").chmod(0o400)
    with pytest.raises(InputError, match="Permission denied"):
        replace_file(tmp_path / "a", "new")


@pytest.mark.parametrize(
    ("name", "said"), [("", "Is a directory"), ("no/a", "No such file"), ("a/b", "Not a directory")]
)
def test_a_path_where_no_file_can_be_is_refused(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "a").write_text("")
    with pytest.raises(InputError, match=f"writing failed .{said}.*Choose a file that can be written"):
        replace_file(tmp_path / name, "new")
    with pytest.raises(InputError, match="a folder that can be written"):
        make_folder(tmp_path / "a" / "b")


def test_a_device_is_written_directly(tmp_path: Path) -> None:
    replace_file(Path(os.devnull), "gone")
    assert not Path(os.devnull).is_file()
    if Path("/dev/full").exists():
        with pytest.raises(InputError, match="No space left"):
            replace_file(Path("/dev/full"), "too much")


def test_a_pipe_is_written_directly(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    found: list[str] = []
    reader = threading.Thread(target=lambda: found.append((tmp_path / "pipe").read_text()))
    reader.start()
    replace_file(tmp_path / "pipe", "through")
    reader.join(10)
    assert found == ["through"]


def test_standard_output_is_written_directly(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from bridgehead.kit.replace_file import replace_file; import sys;"
        "print('before', flush=True); replace_file(Path('/dev/stdout'), 'in\\n'); print('after')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "before\nin\nafter\n"
    with (tmp_path / "out").open("wb") as out:
        subprocess.run([sys.executable, "-c", code], stdout=out, check=True)
    assert "after" in (tmp_path / "out").read_text()


def test_what_a_killed_run_left_goes_with_the_next(tmp_path: Path) -> None:
    (tmp_path / LEFT).write_text("half")
    (tmp_path / LEFT.replace("01", "ff")).mkdir()
    (tmp_path / LEFT.replace("01", "ff") / "a.csv").write_text("half")
    (tmp_path / ".bridgehead-data").mkdir()
    replace_file(tmp_path / "a.txt", "whole")
    assert names_in(tmp_path) == [".bridgehead-data", "a.txt"]


def test_what_another_run_is_writing_stays(tmp_path: Path) -> None:
    with scratch_folder(tmp_path) as one, replacing(tmp_path / "a.txt") as out:
        out.write(b"first")
        with scratch_folder(tmp_path) as other:
            replace_file(tmp_path / "b.txt", "second")
            assert one != other
            assert one.is_dir()
        assert len([name for name in names_in(tmp_path) if is_unfinished(name)]) == 2
    assert names_in(tmp_path) == ["a.txt", "b.txt"]
