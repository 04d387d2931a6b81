"""CSV files: strict on the way in, canonical on the way out."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.kit import csv_files
from bridgehead.kit.errors import InputError


def rows_of(content: bytes, **options: str) -> list[tuple[int, list[str]]]:
    return list(csv_files.read(content, "a.csv", known=("id", "name"), **options).rows)


def test_rows_have_the_numbers_of_a_spreadsheet() -> None:
    content = b'id,name\na,"two\nlines"\n\nb,one\n'
    assert rows_of(content) == [(2, ["a", "two\nlines"]), (4, ["b", "one"])]


@pytest.mark.parametrize("content", [b"id,name\na,b\n", b"id;name\na;b\n", b"\xef\xbb\xbfid,name\r\na,b"])
def test_the_separators_that_a_format_uses_are_told_apart(content: bytes) -> None:
    assert rows_of(content, delimiters=",;") == [(2, ["a", "b"])]


def test_another_separator_is_named() -> None:
    with pytest.raises(InputError, match="the separator is a tab in id"):
        rows_of(b"id\tname\na\tb\n", delimiters=",;")


def test_a_row_of_another_length_can_be_noted_and_passed() -> None:
    noted: list[InputError] = []
    sheet = csv_files.read(b"id,name\na\nb,c\n", "a.csv", known=("id",), refuse=noted.append)
    assert list(sheet.rows) == [(3, ["b", "c"])]
    assert [(error.row, str(error.found)) for error in noted] == [(2, "1 cells")]


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a folder"):
        csv_files.content_of(tmp_path)
    with pytest.raises(InputError, match="No such file"):
        csv_files.content_of(tmp_path / "none")
    with pytest.raises(InputError, match="a device"):
        csv_files.content_of(Path("/dev/null"))
    with pytest.raises(InputError, match="null"):
        csv_files.content_of(Path("a\0b"))


cells = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=8)


@given(st.lists(st.tuples(cells, cells), max_size=5))
def test_what_is_written_reads_back(rows: list[tuple[str, str]]) -> None:
    text = csv_files.render(("id", "name"), rows)
    assert [tuple(row) for _, row in rows_of(text.encode())] == rows


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(noise: bytes) -> None:
    with suppress(InputError):
        rows_of(b"id,name\n" + noise)
