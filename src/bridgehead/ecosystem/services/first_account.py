"""The first account of a workspace: whoever reads the server's console creates it in the browser."""

import secrets
from pathlib import Path

from django.conf import settings

from bridgehead.ecosystem import phrases
from bridgehead.ecosystem.models import User
from bridgehead.ecosystem.services.accounts import add_user
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.replace_file import replace_file
from bridgehead.kit.write_lock import write_lock

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Digits and letters that are not taken for each other."""
GROUP, GROUPS = 5, 2


def has_accounts() -> bool:
    """Whether anybody can sign in: then the first account is no longer created in the browser."""
    return User.objects.exists()


def first_account_code() -> str:
    """The code that the server's console shows while there is no account, made once; blank where there are accounts."""
    path = _file()
    if has_accounts():
        path.unlink(missing_ok=True)
        return ""
    if not path.exists():
        parts = ("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))
        replace_file(path, "-".join(parts), mode=0o600)
    return path.read_text(encoding="ascii")


def has_code() -> bool:
    """Whether a server has shown a code."""
    return _file().exists()


def create_first_account(name: str, *, password: str, code: str, email: str = "") -> Receipt[str]:
    """Create the first account, with every right; the code shows that whoever asks has the server's console.

    Raises
    ------
    InputError
        If there are accounts already, the code is another, or the password is too easy to guess.
    Busy
        If others wrote for longer than one waits.
    """
    with write_lock():
        if has_accounts():
            raise InputError("", sentence=phrases.has_accounts_already())
        shown = first_account_code()
        if not secrets.compare_digest(_plain(code).encode(), _plain(shown).encode()):
            raise InputError("", column="code", sentence=phrases.wrong_code())
        user = add_user(name, password=password, role=COMMAND_LINE.role, email=email, viewer=COMMAND_LINE)
    _file().unlink(missing_ok=True)
    return Receipt(user.username)


def _file() -> Path:
    return Path(settings.WORKSPACE) / "first-account.code"


def _plain(code: str) -> str:
    """A code as it is compared: however it was typed."""
    return "".join(sign for sign in code.upper() if sign.isalnum())
