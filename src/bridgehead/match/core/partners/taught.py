"""What training found: a model for each way of asking."""

from __future__ import annotations

from dataclasses import dataclass

from bridgehead.match.core.partners.learned import Learned


@dataclass(frozen=True)
class Taught:
    """Models that share their features.

    Attributes
    ----------
    led
        For queries whose lead has a record.
    unled
        For those without one, which the first would rank by what it leaves for those whom the lead does
        not know.
    """

    led: Learned
    unled: Learned

    def of(self, *, led: bool) -> Learned:
        """The model for a query, by whether its lead is known."""
        return self.led if led else self.unled
