"""The logo: pixels of a picture from outside, and nothing else of it."""

import io
from typing import Any

import pytest
from PIL import Image

from bridgehead.kit.errors import InputError, NotAllowed
from bridgehead.kit.permissions import COMMAND_LINE, Role, Viewer
from bridgehead.models import Change
from bridgehead.settings import queries
from bridgehead.settings.models import Logo
from bridgehead.settings.services.logo import LARGEST, remove_logo, save_logo
from bridgehead.workspace.services.undo import undo_batch

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def picture(format_: str = "PNG", size: tuple[int, int] = (900, 300), colour: Any = "red", **options: Any) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, colour).save(written, format_, **options)
    return written.getvalue()


@pytest.mark.parametrize("format_", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_written_anew_as_png_that_fits(format_: str) -> None:
    id_ = save_logo(picture(format_), viewer=COMMAND_LINE).result
    assert queries.workspace_settings().logo == id_
    kept = Logo.objects.get()
    shown = Image.open(io.BytesIO(kept.content))
    assert (shown.format, shown.size, (kept.width, kept.height)) == ("PNG", (480, 160), (480, 160))


def test_what_lies_beside_the_pixels_is_left_out() -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at 55.67, 12.57"
    exif[0x0112] = 6  # lies on its side
    save_logo(picture("JPEG", (100, 20), exif=exif, comment=b"secret"), viewer=COMMAND_LINE)
    kept = Logo.objects.get()
    assert b"55.67" not in kept.content
    assert b"secret" not in kept.content
    assert (kept.width, kept.height) == (20, 100)
    assert Image.open(io.BytesIO(kept.content)).info.keys() <= {"srgb", "gamma"}


def test_a_small_picture_is_not_blown_up() -> None:
    save_logo(picture(size=(8, 6)), viewer=COMMAND_LINE)
    assert (Logo.objects.get().width, Logo.objects.get().height) == (8, 6)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        SVG,
        b"<html>",
        picture("GIF"),
        picture("TIFF"),
        picture()[:60],
        picture("JPEG", (4_001, 10)),
        b"\x89PNG\r\n\x1a\n" + b"\0" * LARGEST,
    ],
    ids=["nothing", "svg", "html", "gif", "tiff", "cut off", "too wide", "too large"],
)
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(InputError) as raised:
        save_logo(content, viewer=COMMAND_LINE)
    assert raised.value.column == "logo"
    assert not Logo.objects.exists()


def test_a_change_can_be_undone_and_no_picture_stands_in_the_log() -> None:
    first = save_logo(picture(), viewer=COMMAND_LINE)
    second = save_logo(picture(colour="blue"), viewer=COMMAND_LINE)
    assert second.batch is not None
    undo_batch(second.batch, viewer=COMMAND_LINE)
    assert queries.workspace_settings().logo == first.result
    assert queries.logo(first.result) is not None
    assert set(Change.objects.values_list("table", flat=True)) == {"settings"}
    remove_logo(viewer=COMMAND_LINE)
    assert queries.workspace_settings().logo == ""


def test_a_member_brings_none() -> None:
    with pytest.raises(NotAllowed):
        save_logo(picture(), viewer=Viewer(1, Role.MEMBER_OWNER, "flow"))
