"""Folders and zips of files that nobody vouches for."""

import gzip
import io
import struct
import tempfile
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.importers.readers.spreadsheets import open_grids
from bridgehead.kit import safe_archives
from bridgehead.kit.errors import InputError
from bridgehead.kit.safe_archives import gunzip, open_bundle


def zip_of(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_a_folder_and_a_zip_of_it_hold_the_same(tmp_path: Path) -> None:
    files = {"a.csv": b"one", "sub/b.csv": b"two"}
    folder = tmp_path / "folder"
    (folder / "sub").mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    for path in (folder, zip_of(tmp_path / "a.zip", files)):
        bundle = open_bundle(path, "files")
        assert bundle.names == ("a.csv", "sub/b.csv")
        assert list(bundle.read_all(bundle.names)) == [b"one", b"two"]
        assert bundle.find("b.csv") == "sub/b.csv"
        assert bundle.find("c.csv") is None


def test_the_plain_file_comes_before_the_packed_one(tmp_path: Path) -> None:
    bundle = open_bundle(zip_of(tmp_path / "a.zip", {"a.csv.gz": b"", "a.csv": b""}), "files")
    assert bundle.find("a.csv") == "a.csv"


@pytest.mark.parametrize("name", ["../a.csv", "/etc/a.csv", "x/../../a.csv", "C:/a.csv", "..\\a.csv"])
def test_a_path_that_leads_outside_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="paths inside the zip"):
        open_bundle(zip_of(tmp_path / "a.zip", {name: b""}), "files")


def test_a_bomb_is_refused_by_what_it_declares(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="times as large as packed"):
        open_bundle(zip_of(tmp_path / "a.zip", {"a.csv": bytes(5_000_000)}), "files")


def test_a_bomb_that_declares_less_is_refused_by_what_it_holds(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", {"a.csv": bytes(5_000_000)})
    path.write_bytes(path.read_bytes().replace(struct.pack("<I", 5_000_000), struct.pack("<I", 500)))
    with pytest.raises(InputError, match="this zip cannot be unpacked"):
        open_bundle(path, "files").read("a.csv")


def test_many_small_bombs_are_refused_by_their_sum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_archives, "TOTAL_LIMIT", 1_000_000)
    with pytest.raises(InputError, match="bytes unpacked"):
        open_bundle(zip_of(tmp_path / "a.zip", {f"{n}.csv": bytes(400_000) for n in range(3)}), "files")


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_archives, "MEMBER_LIMIT", 2)
    path = zip_of(tmp_path / "a.zip", {f"{n}.csv": b"" for n in range(3)})
    (tmp_path / "b.csv").touch()
    (tmp_path / "c.csv").touch()
    for place in (path, tmp_path):
        with pytest.raises(InputError, match="at most 2 files"):
            open_bundle(place, "files")


def test_an_encrypted_zip_is_refused(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", {"a.csv": b"secret"})
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(InputError, match="the file has a password"):
        open_bundle(path, "files").read("a.csv")


def test_a_zip_inside_a_zip_stays_closed(tmp_path: Path) -> None:
    inner = zip_of(tmp_path / "inner.zip", {"a.csv": b"deep"}).read_bytes()
    bundle = open_bundle(zip_of(tmp_path / "a.zip", {"inner.zip": inner}), "files")
    assert bundle.find("a.csv") is None


def test_a_gzip_bomb_is_refused() -> None:
    with pytest.raises(InputError, match="times as large as packed"):
        gunzip(gzip.compress(bytes(50_000_000)), "a.csv.gz")


@pytest.mark.parametrize("content", [b"noise", b"\x1f\x8b", gzip.compress(b"whole", mtime=0)[:-3]])
def test_what_is_no_gzip_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="the gzip file is damaged"):
        gunzip(content, "a.gz")


@given(st.binary(max_size=200), st.integers(0, 150), st.binary(max_size=8))
def test_a_spoiled_zip_is_read_or_refused(content: bytes, place: int, noise: bytes) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", content)
    whole = buffer.getvalue()
    with tempfile.TemporaryDirectory() as scratch, suppress(InputError):
        path = Path(scratch) / "a.zip"
        path.write_bytes(whole[:place] + noise + whole[place + len(noise) :])
        bundle = open_bundle(path, "files")
        list(bundle.read_all(bundle.names))


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no file that cannot be read")
def test_a_disk_that_fails_is_one_line(tmp_path: Path) -> None:
    broken = Path("/proc/self/mem")  # its first byte cannot be read: Input/output error
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "a.csv").symlink_to(broken)
    with pytest.raises(InputError, match=r"reading failed .Input/output error.. Choose a file that can be read"):
        open_bundle(tmp_path / "case", "files").read("a.csv")
    with pytest.raises(InputError, match=r"reading failed .Input/output error.. Choose a file that can be read"):
        list(open_grids(tmp_path / "case" / "a.csv")[0].rows)


def test_a_disk_that_fails_within_a_zip_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = open_bundle(zip_of(tmp_path / "a.zip", {"a.csv": b"one"}), "files")

    def fail(*_: object) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(zipfile.ZipFile, "read", fail)
    with pytest.raises(InputError, match=r"a\.zip: a\.csv: this zip cannot be unpacked .*Input/output error"):
        bundle.read("a.csv")
    monkeypatch.setattr(zipfile, "ZipFile", fail)
    with pytest.raises(
        InputError, match=r"a\.zip: reading failed .Input/output error.. Choose a file that can be read"
    ):
        open_bundle(tmp_path / "a.zip", "files")


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["a", "a/b"], r"a: .*name of a folder .a/b"),
        (["a/b/c", "a/b"], "a/b: .*name of a folder .a/b/c"),
        (["a//b"], "a//b: .*stored .an empty part.. Use relative paths inside the zip"),
        (["x" * 256], "stored .a part of 256 bytes"),
        (["a\x1bb"], r"a\\x1bb: .*stored .a control character"),
    ],
)
def test_names_that_no_folder_can_hold_together(tmp_path: Path, names: list[str], said: str) -> None:
    with pytest.raises(InputError, match=said) as refused:
        open_bundle(zip_of(tmp_path / "a.zip", dict.fromkeys(names, b"")), "files")
    assert str(refused.value).isprintable()


def test_names_that_any_tool_may_write_are_read(tmp_path: Path) -> None:
    names = ["./a.csv", "folder/", "folder/b c.csv", "back\\c.csv", "ø\u00a0\u202fd.csv", "10:30.csv"]
    bundle = open_bundle(zip_of(tmp_path / "a.zip", dict.fromkeys(names, b"x")), "files")
    assert len(bundle.names) == 5
    assert set(bundle.read_all(bundle.names)) == {b"x"}
