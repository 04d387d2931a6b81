"""Progress of long work, said to whoever watches: a terminal, a page, or nobody."""

from collections.abc import Iterable, Iterator, Sized
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """Passes items through while telling how far the work is."""

    def __call__(self, items: Iterable[T], what: str, /) -> Iterable[T]:
        """Yield the items, reporting each."""
        ...


def no_progress(items: Iterable[T], what: str, /) -> Iterable[T]:
    """Tell nobody."""
    return items


def terminal_progress(items: Iterable[T], what: str, /) -> Iterator[T]:
    """Draw a bar on standard error, if that is a terminal."""
    from rich.console import Console  # noqa: PLC0415 only who watches pays for it
    from rich.progress import track  # noqa: PLC0415

    console = Console(stderr=True)
    total = len(items) if isinstance(items, Sized) else None
    return iter(track(items, what, total=total, console=console, transient=True, disable=not console.is_terminal))
