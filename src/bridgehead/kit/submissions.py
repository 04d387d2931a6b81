"""A form sent twice does its work once.

Each form carries a token that was made when it was drawn. The first batch that a submission opens keeps it, in the
same transaction as the work; a second submission with the same token finds it there (`Repeated`).
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

SHAPE = re.compile(r"[0-9a-f]{32}")

_token: ContextVar[str] = ContextVar("token", default="")


def new_token() -> str:
    """A token for a form that is being drawn."""
    return uuid4().hex


@contextmanager
def submission(token: str) -> Iterator[None]:
    """Work that is done once for a token; a text that is none is as good as no token."""
    before = _token.set(token if SHAPE.fullmatch(token) else "")
    try:
        yield
    finally:
        _token.reset(before)


def take_token() -> str:
    """The token of the submission, for the first who asks; blank for others and where there is none."""
    token = _token.get()
    _token.set("")
    return token
