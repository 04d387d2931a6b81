"""Tokens of links that work without an account: signed for one purpose, and good for some days."""

from typing import Any

from django.core import signing

from bridgehead.kit.errors import NotFound

A_DAY = 24 * 3600


def sign_token(said: Any, purpose: str) -> str:
    """A token that says something, for one purpose; nobody else can make one."""
    return signing.dumps(said, salt=purpose, compress=True)


def read_token(token: str, purpose: str, *, days: int, invalid: str) -> Any:
    """What a token says.

    Parameters
    ----------
    invalid
        What is answered where it cannot be followed.

    Raises
    ------
    NotFound
        If we did not sign it for this purpose, or more than so many days ago.
    """
    try:
        return signing.loads(token, salt=purpose, max_age=days * A_DAY)
    except signing.BadSignature as error:
        raise NotFound(invalid) from error
