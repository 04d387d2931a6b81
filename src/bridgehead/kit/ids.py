"""Ids that are made out of others."""

from hashlib import blake2b

from bridgehead.kit.field_limits import ID_LENGTH


def joined(*parts: str, limit: int = ID_LENGTH) -> str:
    """The id of what these together identify; one that is too long is cut, and told from others by a digest."""
    whole = "--".join(parts)
    if len(whole) <= limit:
        return whole
    digest = blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()
    return f"{whole[: limit - len(digest) - 2]}--{digest}"
