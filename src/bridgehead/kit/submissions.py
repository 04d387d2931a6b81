"""A form sent twice does its work once.

Each form carries a token that was made when it was drawn. The first batch that a submission opens keeps the token,
with a digest of what was sent, in the same transaction as the work; a second submission of the same finds it there
(`kit.errors.Repeated`). Somebody who goes back and sends something else is not taken for a second press.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from hashlib import blake2b
from uuid import uuid4

from django.utils import timezone

from bridgehead.kit.errors import Repeated
from bridgehead.kit.models import Batch

TOGETHER = timedelta(minutes=5)
"""Within this time the same content of the same form is one press."""

_key: ContextVar[str] = ContextVar("key", default="")


def new_token() -> str:
    """A token for a form that is being drawn."""
    return uuid4().hex


def submission_key(token: str, content: Iterable[object]) -> str:
    """What tells one submission from others; blank without a token."""
    return blake2b(repr((token, *content)).encode("utf-8", "replace"), digest_size=20).hexdigest() if token else ""


@contextmanager
def submission(key: str, who: int | None) -> Iterator[None]:
    """Work that is done once for a key.

    Raises
    ------
    Repeated
        If it was done a moment ago; what its service would look for may be gone since.
    """
    refuse_repeated(key, who)
    before = _key.set(key)
    try:
        yield
    finally:
        _key.reset(before)


def refuse_repeated(key: str, who: int | None) -> None:
    """Refuse what the same person sent a moment ago, unless it was undone since.

    Raises
    ------
    Repeated
        Naming the batch that did it.
    """
    same = Batch.objects.filter(submission=key, who=who, at__gt=timezone.now() - TOGETHER, undone_by=None)
    if key and (earlier := same.values_list("pk", flat=True).last()) is not None:
        raise Repeated(earlier)


def take_key() -> str:
    """The key of the submission, for the first batch that asks; blank for others and where there is none."""
    key = _key.get()
    _key.set("")
    return key
