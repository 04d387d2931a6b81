"""The logo: a picture from outside, decoded and written anew, so that only its pixels come in."""

import hashlib
import io
from typing import TYPE_CHECKING

from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.settings import queries
from bridgehead.settings.models import Logo, Settings

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST = 2 * 1024 * 1024
"""Bytes of the file that is taken."""
SIDE = 4_000
"""Pixels along either side of the picture that is taken."""
SHOWN = (480, 160)
"""The box in pixels that the stored picture fits: twice what a page shows, for fine screens."""
FORMATS = ("PNG", "JPEG", "WEBP")
"""No SVG: a drawing from outside may carry scripts and call other places."""


def save_logo(content: bytes, *, viewer: Viewer) -> Receipt[str]:
    """Take a picture as the logo; its id.

    Raises
    ------
    NotAllowed
        To whoever may not change settings.
    InputError
        If it is no PNG, JPEG or WebP picture, or too large.
    """
    viewer.require(Verb.CHANGE, Resource.SETTING)
    picture = _opened(content)
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=True)
    bytes_ = written.getvalue()
    id_ = hashlib.sha256(bytes_).hexdigest()[:32]
    with batch("settings.logo", queries.ID, viewer=viewer) as writer:
        # What a digest names never changes: it is kept for the undo, and stands in no log.
        values = {"content": bytes_, "width": picture.width, "height": picture.height}
        Logo.objects.get_or_create(pk=id_, defaults=values)
        writer.put(Settings, [{"id": queries.ID, "logo": id_}])
    queries.forget()
    return writer.receipt(id_)


def remove_logo(*, viewer: Viewer) -> Receipt[str]:
    """Show the product's own mark again.

    Raises
    ------
    NotAllowed
        To whoever may not change settings.
    """
    viewer.require(Verb.CHANGE, Resource.SETTING)
    with batch("settings.logo", queries.ID, viewer=viewer) as writer:
        writer.put(Settings, [{"id": queries.ID, "logo": ""}])
    queries.forget()
    return writer.receipt("")


def _opened(content: bytes) -> "Image":
    """The pixels of a picture, turned upright and small enough to show; nothing else of the file."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 only who brings a logo pays for it

    refusal = InputError(
        expects("logo", limit=LARGEST // 1024), column="logo", code="unreadable", found=f"{len(content):,} B"
    )
    if len(content) > LARGEST:
        raise refusal
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as found:
            if max(found.size) > SIDE:  # before a pixel is decoded
                raise refusal
            upright = ImageOps.exif_transpose(found)
            pixels = upright.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise refusal from error
    pixels.thumbnail(SHOWN)
    bare = Image.new("RGBA", pixels.size)
    bare.paste(pixels)
    return bare
