"""The time that a search may take, all of its parts together."""

import time

LEAST = 0.5
"""Seconds that a part gets at least, however little is left."""


class TimeLimit:
    """Runs from when it is made."""

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self._begun = time.perf_counter()

    @property
    def spent(self) -> float:
        """Seconds so far."""
        return time.perf_counter() - self._begun

    def share(self, part: float = 1.0) -> float:
        """Seconds for a search that may take this part of what is left."""
        return max(LEAST, part * (self.limit - self.spent))
