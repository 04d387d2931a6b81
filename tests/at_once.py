"""Several people who press at the same moment, each with a connection of their own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connections

R = TypeVar("R")


def at_once(works: Sequence[Callable[[], R]]) -> list[R]:
    """Do all of these at once; what each gives."""
    start = Barrier(len(works))

    def do(work: Callable[[], R]) -> R:
        try:
            start.wait()
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(do, works))
