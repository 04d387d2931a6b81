"""Which countries belong to the European Union, or are associated to a programme, on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints

from bridgehead.framework.loader import PACKAGED
from bridgehead.framework.toml_files import Text, TomlTable, check_table, read_toml
from bridgehead.kit import partial_dates

FILE = PACKAGED / "countries.toml"


def _as_date(text: str) -> str:
    if not partial_dates.is_date(text):
        raise ValueError(text)
    return text


Code = Annotated[str, StringConstraints(pattern="^[A-Z]{2}$")]
Bounds = Annotated[list[Annotated[str, AfterValidator(_as_date)]], Field(min_length=1, max_length=2)]


class CountryTable(TomlTable):
    """Countries of one kind in the file: since when, and until when where it ended."""

    label: Text
    source: Text
    countries: dict[Code, Bounds] = Field(description="country codes, each with a date or two: since, until")


class CountriesFile(TomlTable):
    """The file: the member states, and the associated countries by programme."""

    member: dict[str, Any] = Field(description="a table with label, source and countries")
    associated: dict[str, Any] = Field(description="a table for each programme")


@dataclass(frozen=True)
class CountryTables:
    """What the file holds, checked."""

    member: CountryTable
    associated: Mapping[str, CountryTable]


def read_countries(values: Mapping[str, Any]) -> CountryTables:
    """Member states and associated countries from what `countries.toml` holds.

    Raises
    ------
    InputError
        At the first key that is unknown, missing or of another kind.
    """
    file = check_table(CountriesFile, values, file=FILE.name)
    member = check_table(CountryTable, file.member, file=FILE.name, key="member")
    associated = {
        name: check_table(CountryTable, entry, file=FILE.name, key=f"associated.{name}")
        for name, entry in file.associated.items()
    }
    return CountryTables(member, associated)


@cache
def _tables() -> CountryTables:
    return read_countries(read_toml(FILE))


def programmes() -> tuple[str, ...]:
    """Programmes to which countries outside the European Union are associated."""
    return tuple(_tables().associated)


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
        associated = tables.associated[programme].countries if programme else {}
        member = _at(tables.member.countries, when)
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
