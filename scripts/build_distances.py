"""Write the distances between countries and the facts on markets: `python -m scripts.build_distances DIR`.

DIR holds the raw tables (CEPII distances, Hofstede's dimensions, World Bank governance and GDP), which
stay outside the project; what comes of them lies in `framework/data`. Sources, years and what each
measure leaves out: `framework/data/distances.toml` and docs/explanation/distance.md.
"""

import csv
import gzip
import math
import sys
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pycountry

DATA = Path(__file__).parent.parent / "src" / "bridgehead" / "framework" / "data"
YEAR = "2019"
MEASURES = ("geographic", "linguistic", "cultural_kogut_singh", "cultural_mahalanobis", "institutional", "economic")
GOVERNANCE = {
    "VoiceandAccountability": "voice_and_accountability",
    "PoliticalStability": "political_stability",
    "GovernmentEffectiveness": "government_effectiveness",
    "RegulatoryQuality": "regulatory_quality",
    "RuleofLaw": "rule_of_law",
    "ControlofCorruption": "control_of_corruption",
}
CULTURE = slice(3, 7)  # power distance, individualism, masculinity, uncertainty avoidance
HOFSTEDE_NAMES = {"Cape Verde": "CV", "Russia": "RU", "São Tomé and Príncipe": "ST", "Turkey": "TR"}
ALSO = ("CY",)  # in the European Union, without Hofstede's scores
EARLIER_CODES = {"ROM": "RO", "YUG": "RS", "ZAR": "CD", "TMP": "TL"}

Vectors = dict[str, npt.NDArray[np.float64]]


def country(alpha_3: str) -> str:
    """ISO alpha-2 of a three-letter code, earlier codes too; blank for what is no country."""
    found = pycountry.countries.get(alpha_3=alpha_3)
    return EARLIER_CODES.get(alpha_3) or (found.alpha_2 if found else "")


def culture(folder: Path) -> Vectors:
    """Hofstede's four classic dimensions by country."""
    found = {}
    with (folder / "hofstede_noheader.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            name = row[1].rstrip("*")
            code = HOFSTEDE_NAMES.get(name) or pycountry.countries.lookup(name).alpha_2
            found[code] = np.array([float(cell) for cell in row[CULTURE]])
    return found


def governance(folder: Path) -> Vectors:
    """The six governance indicators of the year, by country; countries that lack one are left out."""
    found: dict[str, dict[str, float]] = {}
    for row in _gzipped(folder / "wgi_1996_2019.csv.gz"):
        if row["Year"] == YEAR and row["Estimate"]:
            found.setdefault(country(row["Code"]), {})[row["Indicator"]] = float(row["Estimate"])
    return {
        code: np.array([values[name] for name in GOVERNANCE])
        for code, values in found.items()
        if code and set(values) == set(GOVERNANCE)
    }


def gdp(folder: Path) -> dict[str, float]:
    """Gross domestic product of the year in current dollars, by country."""
    with (folder / "gdp.csv").open(encoding="utf-8-sig", newline="") as file:
        return {country(row["Country Code"]): float(row[YEAR]) for row in csv.DictReader(file) if row[YEAR]}


def pairs(folder: Path) -> dict[tuple[str, str], tuple[float, float]]:
    """Kilometres and linguistic distance of every pair of countries."""
    return {
        (country(row["iso_o"]), country(row["iso_d"])): (
            float(row["dist"]),
            1.0 - (int(row["comlang_off"]) + int(row["comlang_ethno"])) / 2.0,
        )
        for row in _gzipped(folder / "cepii_dist.csv.gz")
    }


def kogut_singh(vectors: Vectors) -> dict[tuple[str, str], float]:
    """Mean squared difference over the dimensions, each divided by its variance (Kogut & Singh 1988)."""
    variance = np.var(np.stack(list(vectors.values())), axis=0, ddof=1)
    return {
        (a, b): float(np.mean((vectors[a] - vectors[b]) ** 2 / variance)) for a, b in combinations(sorted(vectors), 2)
    }


def mahalanobis(vectors: Vectors) -> dict[tuple[str, str], float]:
    """Distance that discounts what the dimensions share (Berry, Guillén & Zhou 2010)."""
    inverse = np.linalg.inv(np.cov(np.stack(list(vectors.values())), rowvar=False))
    return {
        (a, b): math.sqrt((vectors[a] - vectors[b]) @ inverse @ (vectors[a] - vectors[b]))
        for a, b in combinations(sorted(vectors), 2)
    }


def distances(folder: Path) -> Iterator[list[str]]:
    """A row for each pair of countries: a, b and the measures; blank where unknown."""
    cultures, wealth, apart = culture(folder), gdp(folder), pairs(folder)
    countries = sorted({*cultures, *ALSO})
    rules = {code: vector for code, vector in governance(folder).items() if code in countries}
    cultural, tangled, institutional = kogut_singh(cultures), mahalanobis(cultures), kogut_singh(rules)
    for a, b in combinations(countries, 2):
        kilometres, language = apart.get((a, b), (None, None))
        economic = abs(math.log(wealth[a] / wealth[b])) if a in wealth and b in wealth else None
        between = (language, cultural.get((a, b)), tangled.get((a, b)), institutional.get((a, b)), economic)
        yield [a, b, _text(kilometres, 1), *(_text(value, 4) for value in between)]


def facts(folder: Path) -> Iterator[list[str]]:
    """A row for each country: GDP and the six governance indicators; blank where unknown."""
    wealth, rules = gdp(folder), governance(folder)
    for code in sorted({*culture(folder), *ALSO}):
        estimates = rules[code] if code in rules else [None] * len(GOVERNANCE)
        yield [code, _text(wealth.get(code), 0), *(_text(value, 3) for value in estimates)]


def build(folder: Path, out: Path = DATA) -> None:
    """Write both tables."""
    _write(out / "distances.csv", ["a", "b", *MEASURES], distances(folder))
    _write(out / "market_facts.csv", ["country", "gdp", *GOVERNANCE.values()], facts(folder))


def _gzipped(path: Path) -> Iterator[Mapping[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _text(value: float | None, digits: int) -> str:
    return "" if value is None else format(float(value), f".{digits}f")


def _write(path: Path, header: list[str], rows: Iterator[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    build(Path(sys.argv[1]))
