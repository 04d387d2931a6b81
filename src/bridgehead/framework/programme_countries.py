"""Which countries belong to the European Union, or are associated to a programme, on a day."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from bridgehead.framework.loader import PACKAGED
from bridgehead.kit import partial_dates

FILE = PACKAGED / "countries.toml"


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def programmes() -> tuple[str, ...]:
    """Programmes to which countries outside the European Union are associated."""
    return tuple(_tables()["associated"])


@dataclass(frozen=True)
class ProgrammeCountries:
    """Member states and associated countries (ISO codes) on a day."""

    member: frozenset[str]
    associated: frozenset[str]

    @classmethod
    def at(cls, programme: str, day: str) -> "ProgrammeCountries":
        """The standings on the last day that a partial date covers; `programme` may be blank."""
        when = partial_dates.ends(day)
        tables = _tables()
        associated = tables["associated"][programme]["countries"] if programme else {}
        member = _at(tables["member"]["countries"], when)
        return cls(member, _at(associated, when) - member)

    @property
    def eligible(self) -> frozenset[str]:
        """Member states and associated countries."""
        return self.member | self.associated

    def of(self, place: str) -> frozenset[str]:
        """Countries at a place that a rule names: `member`, `associated` or `eligible`."""
        return {"member": self.member, "associated": self.associated, "eligible": self.eligible}[place]


def _at(entries: Mapping[str, list[str]], when: date) -> frozenset[str]:
    return frozenset(
        code
        for code, bounds in entries.items()
        if partial_dates.is_current(bounds[0], bounds[1] if len(bounds) > 1 else "", when)
    )
