"""Spoiling files: each input is one of the corpus with a few seeded edits, the same for the same seed and number."""

import io
import random
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
MOST_EDITS = 4
LARGEST = 200_000
ENCODINGS = ("cp1252", "cp850", "cp1250", "mac_roman", "iso8859_7", "utf-16", "utf-16-le", "utf-32", "utf-8-sig")
PIECES = (
    b",", b",,", b",,,,,,,,,", b";", b"\t", b"|", b'"', b'""', b"'", b"\n", b"\r", b"\r\n", b"\n\n", b"\0", b"\xff",
    b"\xfe\xff", b"\xef\xbb\xbf", b"NA", b"n/a", b"-", b"?", b"{", b"}", b"[", b"]", b"[[", b"null", b"true", b"NaN",
    b"Infinity", b"1e999", b"-1", b"0", b"9" * 400, b"1.2.3", b"<250", b"ca. 10", b"1,200", b"31-02-2019",
    b"0000-00-00", b"9999-12-31", b"2019", b"\\u0000", b"\\ud800", b"\\", b"x" * 2_000, b"=1+1", b"@SUM(A1)", b"../..",
    b"/etc", b"%00", "åßÆ".encode(), "東和電機".encode(), "مرحبا".encode(), "Ελλάδα".encode(), "👋🏽".encode(),
    "e\u0301\u200d\u202e".encode(), b"<b>", b"</Code>", b"<!DOCTYPE x>", b"<!--", b"]]>", b"&amp;", b"&#0;", b"&x;",
    b"=?utf-8?q?=FF?=", b"=C3", b"BEGIN:VCARD", b"END:VCARD", b"sep=;", b"DK;SE", b"a@b", b"mailto:", b"https://",
    b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0",
)  # fmt: skip


@dataclass(frozen=True)
class Spoiled:
    """One input: which importer it is for, what it began as, and what it is now."""

    kind: str
    name: str
    content: bytes


@cache
def kinds() -> tuple[str, ...]:
    """The folders of the corpus."""
    return tuple(sorted(path.name for path in CORPUS.iterdir() if path.is_dir()))


@cache
def seeds(kind: str) -> tuple[tuple[str, Mapping[str, bytes] | bytes], ...]:
    """The files of a kind in order; a folder is a zip, given as its files."""
    found: list[tuple[str, Mapping[str, bytes] | bytes]] = []
    for path in sorted((CORPUS / kind).iterdir()):
        if path.is_dir():
            inside = sorted(each for each in path.rglob("*") if each.is_file())
            found.append((path.name, {each.relative_to(path).as_posix(): each.read_bytes() for each in inside}))
        else:
            found.append((path.name, path.read_bytes()))
    return tuple(found)


def spoiled(seed: int, number: int, kind: str = "") -> Spoiled:
    """An input by its number."""
    chance = random.Random(f"{seed}/{number}")  # noqa: S311 no secret
    kind = kind or chance.choice(kinds())
    name, content = chance.choice(seeds(kind))
    if isinstance(content, bytes):
        return Spoiled(kind, name, _edited(content, kind, chance))
    if chance.random() < 0.2:
        return Spoiled(kind, f"{name}.zip", _edited(zipped(content), kind, chance))
    member = chance.choice(list(content))
    changed = {**content, member: _edited(content[member], kind, chance)}
    if chance.random() < 0.05:
        del changed[chance.choice(list(changed))]
    return Spoiled(kind, f"{name}.zip", zipped(changed))


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files of a folder as a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _edited(content: bytes, kind: str, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, MOST_EDITS)):
        content = chance.choice(EDITS)(content, kind, chance)[:LARGEST]
    return content


def _place(content: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randint(0, len(content))
    return start, min(len(content), start + chance.choice((0, 1, 1, 2, 5, 20, 100)))


def _put_piece(content: bytes, _: str, chance: random.Random) -> bytes:
    start, end = _place(content, chance)
    return content[:start] + chance.choice(PIECES) + content[end:]


def _put_bytes(content: bytes, _: str, chance: random.Random) -> bytes:
    start, end = _place(content, chance)
    return content[:start] + chance.randbytes(chance.randint(0, 4)) + content[end:]


def _cut(content: bytes, _: str, chance: random.Random) -> bytes:
    start, end = _place(content, chance)
    return content[:start] if chance.random() < 0.2 else content[:start] + content[end:]


def _repeat(content: bytes, _: str, chance: random.Random) -> bytes:
    start, end = _place(content, chance)
    return content[:start] + content[start:end] * chance.choice((2, 3, 50)) + content[end:]


def _splice(content: bytes, kind: str, chance: random.Random) -> bytes:
    """The beginning of a file with the end of another of its kind."""
    _, other = chance.choice(seeds(kind))
    other = other if isinstance(other, bytes) else chance.choice(list(other.values()))
    return content[: chance.randint(0, len(content))] + other[chance.randint(0, len(other)) :]


def _encode(content: bytes, _: str, chance: random.Random) -> bytes:
    return content.decode("utf-8", "replace").encode(chance.choice(ENCODINGS), "replace")


def _cell(content: bytes, _: str, chance: random.Random) -> bytes:
    """Another value in one cell of a table of text."""
    lines = content.split(b"\n")
    row = chance.randrange(len(lines))
    delimiter = max((b",", b";", b"\t"), key=lines[row].count)
    cells = lines[row].split(delimiter)
    cells[chance.randrange(len(cells))] = chance.choice(PIECES)
    lines[row] = delimiter.join(cells)
    return b"\n".join(lines)


def _swap(content: bytes, _: str, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return b"\n".join(lines)


EDITS: tuple[Callable[[bytes, str, random.Random], bytes], ...] = (
    _put_piece, _put_piece, _put_bytes, _cut, _repeat, _splice, _encode, _cell, _cell, _cell, _swap,
)  # fmt: skip
