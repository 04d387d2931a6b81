"""What countries did in Horizon 2020, as shipped: figures to compare a region's identity with.

`scripts/build_cordis_identity.py` makes the table; `data/cordis_identity.toml` says where it comes from. A workspace
holds its own cluster's records, which see the world from that cluster: these see each country alike.
"""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bridgehead.framework.labels import translated

DATA = Path(__file__).parent / "data"
COLUMNS = (
    "set",
    "country",
    "projects",
    "organisations",
    "outside",
    "ratio",
    "ratio_low",
    "ratio_high",
    "codes",
    "diversity",
    "diversity_low",
    "diversity_high",
    "compared",
)

Interval = tuple[float, float]


@dataclass(frozen=True)
class CountryFigures:
    """A country's part in a set of projects.

    Attributes
    ----------
    outside
        Distinct organisations of other countries in the same projects.
    ratio, ratio_interval
        Over the median of `compared`; the interval by bootstrap over all organisations.
    codes, diversity, diversity_interval
        Codes of the projects, and their Hill number of order 2; the interval is None below ten projects with a code.
    compared
        The ten countries whose number of projects is nearest.
    """

    country: str
    projects: int
    organisations: int
    outside: int
    ratio: float | None
    ratio_interval: Interval | None
    codes: int
    diversity: float | None
    diversity_interval: Interval | None
    compared: tuple[str, ...]


@dataclass(frozen=True)
class ProjectSet:
    """A set of public projects: what it holds, where it comes from, and its figures by country.

    Attributes
    ----------
    text, holds_text
        Its label and what it holds, as the file has them.
    """

    id: str
    text: str
    holds_text: str
    codes: str
    as_of: str
    source: str
    licence: str
    countries: Mapping[str, CountryFigures]

    @property
    def label(self) -> str:
        """What a page calls it, in the reader's language."""
        return translated(self.text)

    @property
    def holds(self) -> str:
        """What it holds, in the reader's language."""
        return translated(self.holds_text)


@cache
def load_project_sets() -> tuple[ProjectSet, ...]:
    """The shipped sets, read once."""
    about = tomllib.loads((DATA / "cordis_identity.toml").read_text(encoding="utf-8"))
    found: dict[str, dict[str, CountryFigures]] = {}
    with (DATA / "cordis_identity.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["set"], {})[row["country"]] = _figures(row)
    return tuple(_project_set(id_, entry, found[id_]) for id_, entry in about.items())


def _project_set(id_: str, entry: Mapping[str, Any], countries: Mapping[str, CountryFigures]) -> ProjectSet:
    rest = {name: value for name, value in entry.items() if name not in ("label", "holds")}
    return ProjectSet(id_, entry["label"], entry["holds"], **rest, countries=MappingProxyType(countries))


def _figures(row: Mapping[str, str]) -> CountryFigures:
    return CountryFigures(
        country=row["country"],
        projects=int(row["projects"]),
        organisations=int(row["organisations"]),
        outside=int(row["outside"]),
        ratio=_number(row["ratio"]),
        ratio_interval=_interval(row, "ratio"),
        codes=int(row["codes"]),
        diversity=_number(row["diversity"]),
        diversity_interval=_interval(row, "diversity"),
        compared=tuple(row["compared"].split()),
    )


def _interval(row: Mapping[str, str], name: str) -> Interval | None:
    low, high = _number(row[f"{name}_low"]), _number(row[f"{name}_high"])
    return None if low is None or high is None else (low, high)


def _number(text: str) -> float | None:
    return float(text) if text else None
