"""What is asked of the ranker."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Query:
    """An opportunity for which partners are sought.

    Attributes
    ----------
    text
        What it is about.
    programmes
        Programme parts it belongs to, as in the history's ``programmes``.
    lead
        The actor that leads, if known; it need not be in the history.
    country, kind
        The lead's country and kind; needed where the history does not hold it.
    markets
        Countries that the opportunity lies in.
    """

    text: str
    programmes: tuple[str, ...] = ()
    lead: str | None = None
    country: str | None = None
    kind: str | None = None
    markets: tuple[str, ...] = ()
