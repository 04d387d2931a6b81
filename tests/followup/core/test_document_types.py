import io

import pytest
from PIL import Image

from bridgehead.followup.core.document_types import LARGEST, media_type_of
from bridgehead.kit.errors import InputError


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (2, 2)).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("offer.PDF", b"%PDF-1.7\n"),
        ("list.xlsx", b"PK\x03\x04rest"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("a.png", picture("PNG")),
        ("a.jpg", picture("JPEG")),
        ("a.jpeg", picture("JPEG")),
        ("a.gif", picture("GIF")),
        ("a.webp", picture("WEBP")),
        ("note.txt", "blåbær".encode()),
    ],
)
def test_documents_of_an_office_are_kept(name: str, content: bytes) -> None:
    assert "/" in media_type_of(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("run.exe", b"MZ"),
        ("page.html", b"<p>"),
        ("drawing.svg", b"<svg/>"),
        ("no-ending", b"x"),
        ("offer.pdf", b"MZ\x90"),
        ("offer.pdf", b""),
        ("list.xlsx", b"<html>"),
        ("a.png", picture("JPEG")),
        ("note.txt", b"\0\1"),
        ("big.txt", b"x" * (LARGEST + 1)),
    ],
    ids=lambda value: value if isinstance(value, str) else str(len(value)),
)
def test_everything_else_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(InputError, match="file"):
        media_type_of(name, content)
