"""The index in the background: what was imported is read in before anybody asks."""

from bridgehead.match.queries import record_frames
from bridgehead.match.services import index_store


def is_index_stale() -> bool:
    """Whether the next ranking has to wait, because much has changed since the index was made."""
    return record_frames.has_many_changes(index_store.last_state(), index_store.PATCH)
