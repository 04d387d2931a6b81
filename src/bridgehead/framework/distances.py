"""Psychic distance between countries in separate measures, and facts on markets, as shipped.

`scripts/build_distances.py` makes the tables; `data/distances.toml` says what each measure is, where
it comes from and what it leaves out. The literature disagrees about such measures (Håkanson & Ambos
2010), so nothing here adds them up.
"""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from bridgehead.kit import number_format

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class DistanceMeasure:
    """One measure of distance: what it says, how it is made and from what."""

    id: str
    label: str
    unit: str
    holds: str
    method: str
    source: str
    year: int
    licence: str
    lacks: str


@dataclass(frozen=True)
class MarketFact:
    """One figure that is shipped for every market."""

    id: str
    label: str
    unit: str
    source: str
    year: int
    licence: str


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
    about = tomllib.loads((DATA / "distances.toml").read_text(encoding="utf-8"))
    measures = {id_: DistanceMeasure(id=id_, **entry) for id_, entry in about["measure"].items()}
    facts = {id_: MarketFact(id=id_, **entry) for id_, entry in about["fact"].items()}
    values = {row["country"]: _figures(row, facts) for row in _rows("market_facts.csv")}
    return Distances(
        measures=MappingProxyType(measures),
        facts=MappingProxyType(facts),
        countries=tuple(sorted(values)),
        pairs=MappingProxyType({(row["a"], row["b"]): _figures(row, measures) for row in _rows("distances.csv")}),
        values=MappingProxyType(values),
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _figures(row: Mapping[str, str], names: Mapping[str, object]) -> Mapping[str, float | None]:
    return MappingProxyType({name: number_format.parse(row[name]) if row[name] else None for name in names})
