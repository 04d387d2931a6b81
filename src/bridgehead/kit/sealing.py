"""Stored files encrypted at rest, as an option: sealed when they are written, opened when they are read.

The keys are Fernet keys (`cryptography`), a line each, in a file outside the workspace (`BRIDGEHEAD_FILE_KEYS`): the
first one seals, all of them open, so that a new key is put before the old one and what was sealed stays readable.
Without a key file, nothing is sealed.
"""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models

from bridgehead.kit.error_phrases import key_file_unreadable, sealed_with_another_key, sealed_without_key
from bridgehead.kit.errors import InputError

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

MARK = b"BRIDGEHEAD-SEALED-1\n"
"""Begins what is sealed; no text, picture or office file begins so."""


def seals() -> bool:
    """Whether what is written is sealed."""
    return bool(settings.FILE_KEYS)


def is_sealed(content: bytes) -> bool:
    """Whether a content is sealed."""
    return content.startswith(MARK)


def sealed(content: bytes) -> bytes:
    """A content as it is stored: sealed with the first key, or as it is without one.

    Raises
    ------
    InputError
        If the key file cannot be read, or holds no key.
    """
    if not seals() or is_sealed(content):
        return content
    return MARK + _keys().encrypt(content)


def opened(content: bytes) -> bytes:
    """A content as it was before it was sealed; one that was not is itself.

    Raises
    ------
    InputError
        If the key is missing, or it was sealed with another one.
    """
    if not is_sealed(content):
        return content
    if not seals():
        raise InputError("", sentence=sealed_without_key())
    from cryptography.fernet import InvalidToken  # noqa: PLC0415 only who seals pays for it

    try:
        return _keys().decrypt(content[len(MARK) :])
    except InvalidToken as error:
        raise InputError("", sentence=sealed_with_another_key(str(settings.FILE_KEYS))) from error


def new_key() -> str:
    """A key, as a line of a key file."""
    from cryptography.fernet import Fernet  # noqa: PLC0415 only who seals pays for it

    return Fernet.generate_key().decode("ascii")


class SealedField(models.BinaryField):  # type: ignore[type-arg]
    """The content of a file: sealed in the store, open to whoever reads it by the model."""

    def deconstruct(self) -> Any:
        """To migrations it is a column of bytes."""
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.BinaryField", args, options

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: D102
        kept = None if value is None else sealed(bytes(value))
        return super().get_db_prep_value(kept, connection, prepared)

    def from_db_value(self, value: Any, *_: object) -> bytes | None:
        """What was sealed, opened."""
        return None if value is None else opened(bytes(value))


def sealed_columns(model: type[models.Model]) -> list[str]:
    """The columns of a table that are sealed."""
    return [column.attname for column in model._meta.concrete_fields if isinstance(column, SealedField)]


def row_sealed(row: Any, columns: list[str]) -> Any:
    """A row as the store and the log keep it."""
    if row is None or not columns:
        return row
    return {**row, **{name: sealed(bytes(row[name])) for name in columns if row.get(name) is not None}}


def _keys() -> "MultiFernet":
    path = Path(settings.FILE_KEYS)
    try:
        text = path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("", sentence=key_file_unreadable(str(path))) from error
    return _of(text, str(path))


@lru_cache(4)
def _of(text: str, path: str) -> "MultiFernet":
    from cryptography.fernet import Fernet, MultiFernet  # noqa: PLC0415 only who seals pays for it

    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    try:
        return MultiFernet([Fernet(line) for line in lines])
    except ValueError as error:
        raise InputError("", sentence=key_file_unreadable(path)) from error
