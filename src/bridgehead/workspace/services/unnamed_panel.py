"""The panel without names: the case folder for whoever computes anew without knowing who is who.

What becomes of each column stands in `workspace.core.panel_columns`.
"""

import hashlib
import hmac
import io
import secrets
import zipfile
from functools import partial
from pathlib import Path

from django.conf import settings

from bridgehead.framework.loader import load_framework
from bridgehead.kit import csv_files
from bridgehead.kit.case_tables import CaseTable, header_of
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.replace_file import replace_file
from bridgehead.kit.snapshot import snapshot
from bridgehead.kit.write_lock import write_lock
from bridgehead.workspace.case_files import tables
from bridgehead.workspace.core.panel_columns import DROPPED_FILES, PREFIX, without_names
from bridgehead.workspace.services import manifest

KEY_FILE = "panel.key"
"""In the workspace's folder: the secret of which the numbers are made; two exports agree while it stays."""
EPOCH = (1980, 1, 1, 0, 0, 0)
DIGITS = 18


def unnamed_panel(*, viewer: Viewer) -> bytes:
    """The workspace's tables as a zip, with numbers in place of names; equal states give equal bytes.

    Raises
    ------
    NotAllowed
        To whoever may not export the panel.
    InputError
        If the secret cannot be kept.
    Busy
        If others wrote for longer than one waits.
    """
    viewer.require(Verb.EXPORT, Resource.PANEL)
    secret = _secret(settings.WORKSPACE / KEY_FILE)
    contents, written = dict[str, bytes](), dict[str, manifest.File]()
    with snapshot():
        for table in tables():
            if table.name not in DROPPED_FILES:
                content, rows = _content(table, secret)
                contents[f"{table.name}.csv"] = content
                written[f"{table.name}.csv"] = manifest.file(content, rows)
    contents[manifest.NAME] = manifest.render(written).encode()
    return _zip(contents)


def pseudonym(secret: bytes, text: str) -> str:
    """A number that is always that of this text, follows no order and cannot be found without the secret.

    It is the HMAC of RFC 2104 with SHA-256, cut to `DIGITS` digits.
    """
    digest = hmac.new(secret, text.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()
    return f"{PREFIX}{int.from_bytes(digest) % 10**DIGITS:0{DIGITS}}"


def _content(table: CaseTable, secret: bytes) -> tuple[bytes, int]:
    owner = next((column.name for column in table.columns if column.attribute == table.file.owner), "")
    found = without_names(
        table.name,
        tuple(header_of(table)),
        table.export(),
        owner=owner,
        number=partial(pseudonym, secret),
        codes=load_framework().codes,
    )
    return csv_files.render(found.header, found.rows).encode(), len(found.rows)


def _secret(path: Path) -> bytes:
    """The workspace's secret; made once."""
    if not path.exists():
        with write_lock():  # two that ask at once get the same
            if not path.exists():
                replace_file(path, secrets.token_urlsafe(48), mode=0o600)
    return path.read_bytes()


def _zip(contents: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()
