"""Psychic distance between countries in separate measures, and facts on markets, as shipped.

`scripts/build_distances.py` makes the tables; `data/distances.toml` says what each measure is, where
it comes from and what it leaves out. The literature disagrees about such measures (Håkanson & Ambos
2010), so nothing here adds them up.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import Field

from bridgehead.framework.labels import translated
from bridgehead.framework.toml_files import Text, TomlTable, check_table, read_toml
from bridgehead.kit import number_format

DATA = Path(__file__).parent / "data"
FILE = "distances.toml"


class FigureTable(TomlTable):
    """What a figure is called and counted in, as the file has it and in the reader's language."""

    label_text: Text = Field(alias="label")
    unit_text: Text = Field(alias="unit")

    @property
    def label(self) -> str:
        """What a page calls it."""
        return translated(self.label_text)

    @property
    def unit(self) -> str:
        """What a page says it is counted in."""
        return translated(self.unit_text)


class MeasureTable(FigureTable):
    """A measure of distance in the file: what it says, how it is made and from what."""

    holds: Text
    method: Text
    source: Text
    year: int = Field(description="a year")
    licence: Text
    lacks: str = Field(description="what it leaves out, or nothing")


class DistanceMeasure(MeasureTable):
    """One measure of distance, with its id."""

    id: str


class FactTable(FigureTable):
    """A figure of every market in the file."""

    source: Text
    year: int = Field(description="a year")
    licence: Text


class MarketFact(FactTable):
    """One figure that is shipped for every market, with its id."""

    id: str


class DistancesFile(TomlTable):
    """The file: a table a measure, a table a fact."""

    measure: dict[str, Any] = Field(description="a table for each measure")
    fact: dict[str, Any] = Field(description="a table for each fact")


@dataclass(frozen=True)
class Distances:
    """The shipped tables.

    Attributes
    ----------
    measures
        Id to measure, geographic first.
    facts
        Id to fact.
    countries
        ISO codes that the tables cover, sorted.
    """

    measures: Mapping[str, DistanceMeasure]
    facts: Mapping[str, MarketFact]
    countries: tuple[str, ...]
    pairs: Mapping[tuple[str, str], Mapping[str, float | None]]
    values: Mapping[str, Mapping[str, float | None]]

    def between(self, home: str, market: str) -> Mapping[str, float | None]:
        """Measure to distance; None where it is unknown, and from a country to itself."""
        return self.pairs.get((min(home, market), max(home, market)), self._unknown)

    def from_home(self, home: str) -> dict[str, dict[str, float | None]]:
        """Measure to market to its distance from a country, for every market the tables cover."""
        markets = [code for code in self.countries if code != home]
        return {name: {code: self.between(home, code)[name] for code in markets} for name in self.measures}

    def fact(self, market: str, name: str) -> float | None:
        """A figure of a market; None where it is unknown."""
        return self.values.get(market, {}).get(name)

    @property
    def _unknown(self) -> Mapping[str, float | None]:
        return dict.fromkeys(self.measures)


@cache
def load_distances() -> Distances:
    """The shipped distances and facts, read once."""
    measures, facts = read_about(read_toml(DATA / FILE))
    values = {row["country"]: _figures(row, facts) for row in _rows("market_facts.csv")}
    return Distances(
        measures=MappingProxyType(measures),
        facts=MappingProxyType(facts),
        countries=tuple(sorted(values)),
        pairs=MappingProxyType({(row["a"], row["b"]): _figures(row, measures) for row in _rows("distances.csv")}),
        values=MappingProxyType(values),
    )


def read_about(values: Mapping[str, Any]) -> tuple[dict[str, DistanceMeasure], dict[str, MarketFact]]:
    """Measures and facts by id, from what `distances.toml` holds.

    Raises
    ------
    InputError
        At the first key that is unknown, missing or of another kind.
    """
    about = check_table(DistancesFile, values, file=FILE)
    measures, facts = {}, {}
    for id_, entry in about.measure.items():
        measure = check_table(MeasureTable, entry, file=FILE, key=f"measure.{id_}")
        measures[id_] = DistanceMeasure(id=id_, **measure.model_dump(by_alias=True))
    for id_, entry in about.fact.items():
        fact = check_table(FactTable, entry, file=FILE, key=f"fact.{id_}")
        facts[id_] = MarketFact(id=id_, **fact.model_dump(by_alias=True))
    return measures, facts


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _figures(row: Mapping[str, str], names: Mapping[str, object]) -> Mapping[str, float | None]:
    return MappingProxyType({name: number_format.parse(row[name]) if row[name] else None for name in names})
